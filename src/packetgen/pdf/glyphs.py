"""What CSS has no words for: characters made narrower or wider, in outline, or with a mark at each.

The element of such words says so (looks.signs). The engine draws a text by a matrix, which is stretched here; lines
are broken by widths, which are too (lines.py). Marks are drawn as discs: a character would be one more to read.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

ATTRIBUTE = "data-glyphs"

_KAPPA = 0.5523  # of a quarter circle, for the curve that comes nearest to it
_RADIUS = {"dot": 0.07, "underDot": 0.07, "comma": 0.07, "circle": 0.09}  # of the size
_BELOW, _ABOVE = -0.2, 0.95  # of the size over the line
_STROKE = 0.02


@dataclass(frozen=True, slots=True)
class Signs:
    scale: float = 1.0
    outline: bool = False
    emphasis: str = ""
    above: bool = False


_PLAIN = Signs()


def signs_of(box: Any) -> Signs:  # noqa: ANN401  # the library's boxes have no types
    """What the element of a text says of its glyphs."""
    element = getattr(box, "element", None)  # words of an SVG picture have none
    words = element.get(ATTRIBUTE) if element is not None else None
    return _parsed(words) if words else _PLAIN


@cache
def _parsed(words: str) -> Signs:
    scale, outline, emphasis, above = words.split(";")
    return Signs(float(scale), bool(outline), emphasis, bool(above))


def install(draw: Any, ffi: Any, unit: float) -> None:  # noqa: ANN401
    """Change the module that draws text. `ffi` is its interface to Pango, `unit` the length of a unit of Pango's."""
    original_line = draw.draw_first_line
    centres: list[float] = []

    def draw_first_line(stream: Any, box: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:  # noqa: ANN401
        signs = signs_of(box)
        if signs is _PLAIN:
            return original_line(stream, box, overflow, ellipsis, matrix)
        scaled = type(matrix)(a=signs.scale, d=-1, e=box.position_x, f=box.position_y + box.baseline)
        if signs.outline:
            stream.set_line_width(max(0.2, box.style["font_size"] * _STROKE))
            stream.set_text_rendering(1)
        found = original_line(stream, box, overflow, ellipsis, scaled)
        if signs.outline:
            stream.set_text_rendering(0)
        if signs.emphasis:
            centres[:] = _centres(box, ffi, unit * signs.scale)
        return found

    original_text = draw.draw_text

    def draw_text(stream: Any, box: Any, *arguments: Any) -> None:  # noqa: ANN401
        signs = signs_of(box)
        if signs is _PLAIN:
            original_text(stream, box, *arguments)
            return
        if signs.outline:
            stream.set_color(box.style["color"], stroke=True)
        centres.clear()
        original_text(stream, box, *arguments)
        size = box.style["font_size"]
        for centre in centres:
            height = (_ABOVE if signs.above else _BELOW) * size
            _disc(stream, box.position_x + centre, box.position_y + box.baseline - height, signs.emphasis, size)

    draw.draw_first_line, draw.draw_text = draw_first_line, draw_text


def _centres(box: Any, ffi: Any, unit: float) -> list[float]:  # noqa: ANN401
    """The middle of each glyph of a text but spaces, from its left edge."""
    line, _ = box.pango_layout.get_first_line()
    found: list[float] = []
    text, pen, run = box.pango_layout.text.encode(), 0.0, line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        for index in range(glyphs.num_glyphs):
            width = glyphs.glyphs[index].geometry.width * unit
            start = item.offset + glyphs.log_clusters[index]
            if not text[start : start + 4].decode(errors="ignore")[:1].isspace():
                found.append(pen + width / 2)
            pen += width
        run = run.next
    return found


def _disc(stream: Any, x: float, y: float, kind: str, size: float) -> None:  # noqa: ANN401
    radius = _RADIUS.get(kind, _RADIUS["dot"]) * size
    bend = radius * _KAPPA
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + bend, x + bend, y + radius, x, y + radius)
    stream.curve_to(x - bend, y + radius, x - radius, y + bend, x - radius, y)
    stream.curve_to(x - radius, y - bend, x - bend, y - radius, x, y - radius)
    stream.curve_to(x + bend, y - radius, x + radius, y - bend, x + radius, y)
    if kind == "circle":
        stream.set_line_width(max(0.2, size * _STROKE))
        stream.stroke()
    else:
        stream.fill()
