"""Outlines that a file draws itself (a:custGeom) to paths. ECMA-376 part 1, 20.1.9.8.

Points are read where they are numbers; an outline with points that formulas work out is not read.
"""

from collections.abc import Iterator
from math import cos, radians, sin

from packetgen.document.graphics import Path, Step
from packetgen.ooxml.measures import number
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_DEGREE = 60_000
_STEPS = {qn("a:moveTo"): "M", qn("a:lnTo"): "L", qn("a:cubicBezTo"): "C", qn("a:quadBezTo"): "Q", qn("a:close"): "Z"}
_HALF = 180.0


def read_paths(properties: Element | None) -> tuple[Path, ...]:
    """The paths of a shape's outline; none where it is a preset, or cannot be read."""
    custom = properties.find(qn("a:custGeom")) if properties is not None else None
    if properties is None or custom is None:
        return ()
    try:
        paths = tuple(map(_path, custom.iterfind(f"{qn('a:pathLst')}/{qn('a:path')}")))
    except ValueError:
        return ()
    transform = properties.find(qn("a:xfrm"))
    across, down = (transform is not None and transform.get(name) in {"1", "true"} for name in ("flipH", "flipV"))
    return tuple(path.mirrored(across=across, down=down) for path in paths) if across or down else paths


def _path(element: Element) -> Path:
    steps = tuple(_steps(element))
    points = [each for step in steps for each in step.points]
    # A path without a size is drawn in the units of the shape; what it spans is its size.
    width = number(element.get("w")) or max((x for x, _ in points), default=0.0)
    height = number(element.get("h")) or max((y for _, y in points), default=0.0)
    is_filled = element.get("fill", "norm") != "none"
    return Path(width, height, steps, filled=is_filled, drawn=element.get("stroke", "1") not in {"0", "false"})


def _steps(element: Element) -> Iterator[Step]:
    pen = (0.0, 0.0)
    for child in element:
        if child.tag == qn("a:arcTo"):
            for step in _arc(child, pen):
                yield step
                pen = step.points[-1]
        elif child.tag in _STEPS:
            points = tuple((float(each.get("x", "")), float(each.get("y", ""))) for each in child.iter(qn("a:pt")))
            yield Step(_STEPS[str(child.tag)], points)
            pen = points[-1] if points else pen


def _arc(element: Element, pen: tuple[float, float]) -> Iterator[Step]:
    """An arc in pieces of less than half a turn, each to its end."""
    wide, high = float(element.get("wR", "")), float(element.get("hR", ""))
    start, swing = (float(element.get(name, "")) / _DEGREE for name in ("stAng", "swAng"))
    middle = pen[0] - wide * cos(radians(start)), pen[1] - high * sin(radians(start))
    count = int(abs(swing) // (_HALF - 1)) + 1
    for index in range(1, count + 1):
        angle = radians(start + swing * index / count)
        end = middle[0] + wide * cos(angle), middle[1] + high * sin(angle)
        yield Step("A", (end,), (wide, high), clockwise=swing > 0)
