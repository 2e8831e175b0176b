"""Justified lines of Chinese: WeasyPrint widens spaces only, so the ends of lines without any stay ragged.

The rules of its line justification are replaced by ours, which widen after ideographs too.
"""

import re
from typing import Any

_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\U00020000-\U0003ffff]")


def install(inline: Any, line_break: Any) -> None:  # noqa: ANN401  # the library has no types
    """Put the justification in place."""
    inline.count_expandable_spaces = _count
    inline.justify_line = _justifier(inline)
    line_break.Layout.set_text = _text_setter(line_break, line_break.Layout.set_text)


def _count(box: Any) -> int:  # noqa: ANN401  # the library's boxes have no types
    """Places of a line that can be widened: spaces, and behind every ideograph."""
    text: str | None = getattr(box, "text", None)
    if text is not None:
        return text.count(" ") + text.count("\u00a0") + len(_IDEOGRAPH.findall(text))
    name = type(box).__name__
    if name in {"LineBox", "InlineBox"}:
        return sum(_count(child) for child in box.children)
    return 0


def _last(box: Any) -> str:  # noqa: ANN401
    text = getattr(box, "text", None)
    if text is not None:
        return str(text.rstrip()[-1:])
    for child in reversed(getattr(box, "children", ())):
        if child.is_in_normal_flow() and (found := _last(child)):
            return found
    return ""


def _justifier(inline: Any) -> Any:  # noqa: ANN401
    def justify_line(context: Any, line: Any, extra_width: float) -> None:  # noqa: ANN401
        places = _count(line)
        # Nothing follows the last ideograph of a line that could be moved away from it.
        if _IDEOGRAPH.match(_last(line) or " "):
            places -= 1
        if places > 0:
            inline.add_word_spacing(context, line, extra_width / places, 0)

    return justify_line


def _text_setter(line_break: Any, original: Any) -> Any:  # noqa: ANN401
    pango, ffi = line_break.pango, line_break.ffi

    def set_text(self: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401
        original(self, text, justify)
        spacing = self.justification_spacing
        if not (justify and spacing and _IDEOGRAPH.search(self.text)):
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        own = self.style["letter_spacing"]
        width = int((spacing + (0 if own == "normal" else own)) * line_break.TO_UNITS)
        position = 0
        for ch in self.text:
            length = len(ch.encode())
            if _IDEOGRAPH.match(ch):
                attribute = pango.pango_attr_letter_spacing_new(width)
                attribute.start_index, attribute.end_index = position, position + length
                pango.pango_attr_list_change(attributes, attribute)
            position += length
        pango.pango_layout_set_attributes(self.layout, attributes)

    return set_text
