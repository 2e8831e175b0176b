"""Preset shapes of DrawingML as SVG outlines (ECMA-376 part 1, 20.1.10.56), at their default proportions."""

from collections.abc import Callable, Mapping

from packetgen.document.graphics import Drawing, Path, Shape
from packetgen.pdf.css import THINNEST

BOXES: Mapping[str, float] = {
    "rect": 0.0, "roundRect": 0.1667, "ellipse": 0.5, "flowChartProcess": 0.0, "flowChartAlternateProcess": 0.1667,
    "flowChartTerminator": 0.5, "flowChartConnector": 0.5, "textBox": 0.0, "snip1Rect": 0.0, "round1Rect": 0.0,
    "round2SameRect": 0.1667, "textNoShape": 0.0, "flowChartPredefinedProcess": 0.0,
}  # fmt: skip
"""Shapes that are boxes, with the radius of their corners in shares of the shorter side."""

Outline = Callable[[float, float], str]
_LINES = frozenset({"line", "straightConnector1", "lineInv"})


def _polygon(*points: tuple[float, float]) -> Outline:
    """A closed outline by its corners in shares of width and height."""
    return lambda w, h: "M" + "L".join(f"{x * w:g} {y * h:g}" for x, y in points) + "Z"


_OUTLINES: Mapping[str, Outline] = {
    "triangle": _polygon((0.5, 0), (1, 1), (0, 1)),
    "flowChartExtract": _polygon((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": _polygon((0, 0), (1, 1), (0, 1)),
    "diamond": _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": _polygon((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "flowChartInputOutput": _polygon((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
    "trapezoid": _polygon((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "pentagon": _polygon((0.5, 0), (1, 0.382), (0.809, 1), (0.191, 1), (0, 0.382)),
    "hexagon": _polygon((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "homePlate": _polygon((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": _polygon((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "rightArrow": _polygon((0, 0.25), (0.7, 0.25), (0.7, 0), (1, 0.5), (0.7, 1), (0.7, 0.75), (0, 0.75)),
    "leftArrow": _polygon((1, 0.25), (0.3, 0.25), (0.3, 0), (0, 0.5), (0.3, 1), (0.3, 0.75), (1, 0.75)),
    "downArrow": _polygon((0.25, 0), (0.75, 0), (0.75, 0.7), (1, 0.7), (0.5, 1), (0, 0.7), (0.25, 0.7)),
    "upArrow": _polygon((0.25, 1), (0.75, 1), (0.75, 0.3), (1, 0.3), (0.5, 0), (0, 0.3), (0.25, 0.3)),
    "plus": _polygon(
        (0.25, 0), (0.75, 0), (0.75, 0.25), (1, 0.25), (1, 0.75), (0.75, 0.75), (0.75, 1), (0.25, 1), (0.25, 0.75),
        (0, 0.75), (0, 0.25), (0.25, 0.25),
    ),
    "star5": _polygon(
        (0.5, 0), (0.618, 0.382), (1, 0.382), (0.691, 0.618), (0.809, 1), (0.5, 0.764), (0.191, 1), (0.309, 0.618),
        (0, 0.382), (0.382, 0.382),
    ),
}  # fmt: skip


def outline_svg(drawing: Drawing, shape: Shape) -> str:
    """The outline of a shape as a picture of its size; "" for a shape that is not known."""
    width, height = max(drawing.width, THINNEST), max(drawing.height, THINNEST)
    stroke = 'stroke="none"'
    if shape.outline is not None:
        dash = {"dashed": ' stroke-dasharray="4 3"', "dotted": ' stroke-dasharray="1 2"'}.get(shape.outline.style, "")
        stroke = f'stroke="#{shape.outline.colour}" stroke-width="{max(shape.outline.width, THINNEST):g}"{dash}'
    if shape.paths:
        return _svg(width, height, "".join(_freeform(path, shape, width, height, stroke) for path in shape.paths))
    if shape.geometry in _LINES or "Connector" in shape.geometry:
        path = f"M0 {height:g}L{width:g} 0" if shape.flipped else f"M0 0L{width:g} {height:g}"
    elif shape.geometry in _OUTLINES:
        path = _OUTLINES[shape.geometry](width, height)
    else:
        return ""
    fill = f"#{shape.fill}" if shape.fill and shape.geometry in _OUTLINES else "none"
    return _svg(width, height, f'<path d="{path}" fill="{fill}" {stroke}/>')


def _svg(width: float, height: float, inner: str) -> str:
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} overflow="visible">{inner}</svg>'


def _freeform(path: Path, shape: Shape, width: float, height: float, stroke: str) -> str:
    """A path as large as its shape, its line as thick as the shape says."""
    x, y = (size / own if own else 1.0 for size, own in ((width, path.width), (height, path.height)))
    steps = []
    for step in path.steps:
        points = " ".join(f"{px * x:.2f} {py * y:.2f}" for px, py in step.points)
        arc = f"{step.radii[0] * x:.2f} {step.radii[1] * y:.2f} 0 0 {step.clockwise:d} " if step.kind == "A" else ""
        steps.append(f"{step.kind}{arc}{points}")
    fill = f"#{shape.fill}" if shape.fill and path.filled else "none"
    return f'<path d="{"".join(steps)}" fill="{fill}" fill-rule="evenodd" {stroke if path.drawn else ""}/>'
