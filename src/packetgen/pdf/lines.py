"""Lines exactly as high as asked, whatever faces stand in them.

WeasyPrint centres each text on its line by the height of its own faces. A text with Han and Latin words, whose faces
differ, makes a line higher than its line height then. Here every text stands on the line of its element instead.

Text that is drawn narrower or wider than its face has it takes that much less or more of the line.
"""

from typing import Any

from packetgen.pdf.glyphs import signs_of
from packetgen.pdf.spaces import GAP, SHARE


def stated(original: Any) -> Any:  # noqa: ANN401  # the library has no types
    """The function that gives the line height and baseline of a style, in the place of the engine's own.

    The engine has the words in the middle of their line. Where a baseline is stated (css.line), it is taken.
    """

    def strut(style: Any) -> tuple[float, float]:  # noqa: ANN401
        baseline, height = style["tab_size"], style["line_height"]
        if hasattr(baseline, "value") and getattr(height, "unit", None) == "px":
            return height.value, baseline.value
        found: tuple[float, float] = original(style)
        return found

    return strut


_HANGING = frozenset("、。，．；：？！")
"""Signs that stand in the margin where they would be the only ones of their line to do so."""
_SLACK = 0.01  # pixels
_AHEAD = 120  # bytes of UTF-8: more than a word


def _more(box: Any, place: int) -> float:  # noqa: ANN401
    """By how much a line that ends at a place of a text may be too long at first sight, and yet stand; 0 for nothing.

    What follows it may be a character and a sign that hangs; or a word with the gap behind it, which does not count.
    """
    ahead = box.text.encode()[place : place + _AHEAD].decode(errors="ignore")
    if ahead[1:2] in _HANGING:
        return _advance(box.style)
    return float(box.style["font_size"] * SHARE) if GAP in ahead else 0.0


def _advance(style: Any) -> float:  # noqa: ANN401
    spacing = style["letter_spacing"]
    width: float = style["font_size"] + (0 if spacing == "normal" else spacing)
    return width


def _better(result: Any, wider: Any, room: float) -> Any:  # noqa: ANN401
    """The wider of two lines where what is too much of it hangs or is a gap, neither of which counts."""
    text = wider[0]
    if text is None or result[0] is None:
        return result
    width = text.width - (_advance(text.style) if text.text[-1:] in _HANGING else 0.0)
    if not result[0].width < width <= room + _SLACK:
        return result
    text.width = min(width, room)
    return wider


def split_text_box(original: Any, strut: Any) -> Any:  # noqa: ANN401  # the library has no types
    """The function that measures a stretch of text, in the place of the engine's own."""

    def split_text_box(context: Any, box: Any, width: float | None, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        scale = signs_of(box).scale
        room = width if width is None else width / scale
        result = original(context, box, room, *arguments, **named)
        if room is not None and result[1] is not None and (more := _more(box, result[1])):
            result = _better(result, original(context, box, room + more, *arguments, **named), room)
        text = result[0]
        if text is not None:
            text.width *= scale
            height, baseline = strut(text.style)
            text.margin_top = baseline - (text.baseline - text.margin_top)
            text.margin_bottom = height - text.height - text.margin_top
            text.baseline = baseline
        return result

    return split_text_box


_ABOVE, _TALL = 0.93, 1.15  # of the size: what a ground or a frame around words covers, above the baseline and in all


def adjusted(strut: Any) -> Any:  # noqa: ANN401
    """The function that places the ground of words within a line, in the place of the engine's own.

    The engine has it in the middle of the line; here it lies around the words, which need not stand there.
    """

    def adjust(box: Any) -> None:  # noqa: ANN401
        height, baseline = strut(box.style)
        size = box.style["font_size"]
        top = baseline - _ABOVE * size
        box.height, box.baseline = _TALL * size, baseline
        box.margin_top = top - box.border_top_width - box.padding_top
        box.margin_bottom = height - box.height - top - box.border_bottom_width - box.padding_bottom

    return adjust
