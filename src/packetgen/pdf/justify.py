"""Justified lines of Chinese, and the gap between Han and Latin letters.

WeasyPrint widens spaces only, so the ends of lines without any stay ragged. The rules of its line justification are
replaced by ours, which widen after ideographs too. In a line with tabs only what follows the last of them is widened.
"""

import re
from typing import Any

from packetgen.pdf.spaces import GAP, SHARE
from packetgen.pdf.tab_stops import is_tab

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
        tab = _last_tab(line)
        places = _count(line) - (_count_up_to(line, tab)[0] if tab is not None else 0)
        # Nothing follows the last ideograph of a line that could be moved away from it.
        ends_wide = bool(_IDEOGRAPH.match(_last(line) or " "))
        places -= ends_wide
        if places <= 0:
            return
        if tab is None:
            inline.add_word_spacing(context, line, extra_width / places, 0)
        else:
            _widen_behind(inline, context, line, tab, extra_width / places)
        if ends_wide:
            _narrow_end(line, extra_width / places)

    return justify_line


def _narrow_end(box: Any, width: float) -> None:  # noqa: ANN401
    """Take back what was added behind the last ideograph of a line, for the rule under it to end where it does."""
    while box is not None:
        box.width -= width
        children = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        box = children[-1] if children else None


def _last_tab(box: Any) -> Any | None:  # noqa: ANN401
    for child in reversed(getattr(box, "children", ())):
        if is_tab(child):
            return child
        if type(child).__name__ == "InlineBox" and (found := _last_tab(child)) is not None:
            return found
    return None


def _count_up_to(box: Any, tab: Any) -> tuple[int, bool]:  # noqa: ANN401
    """The places in front of a tab, and whether it was met."""
    places = 0
    for child in box.children:
        if child is tab:
            return places, True
        if type(child).__name__ == "InlineBox":
            inner, is_met = _count_up_to(child, tab)
            places += inner
            if is_met:
                return places, True
        else:
            places += _count(child)
    return places, False


def _widen_behind(inline: Any, context: Any, box: Any, tab: Any, spacing: float) -> tuple[float, bool]:  # noqa: ANN401
    """Widen what follows a tab; how much wider a box that holds it became, and whether it does."""
    advance, is_met = 0.0, False
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if is_met:
            advance = inline.add_word_spacing(context, child, spacing, advance)
        elif child is tab:
            is_met = True
        elif type(child).__name__ == "InlineBox":
            advance, is_met = _widen_behind(inline, context, child, tab, spacing)
    if is_met:
        box.width += advance
    return advance, is_met


def _is_between_scripts(text: str, place: int) -> bool:
    return bool(_IDEOGRAPH.match(text[place - 1])) != bool(_IDEOGRAPH.match(text[place + 1]))


def _text_setter(line_break: Any, original: Any) -> Any:  # noqa: ANN401
    pango, ffi = line_break.pango, line_break.ffi

    def set_text(self: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401
        original(self, text, justify)
        spacing = self.justification_spacing if justify else 0
        is_wide = bool(spacing and _IDEOGRAPH.search(self.text))
        has_gaps = GAP in self.text[1:-1]
        if not (is_wide or has_gaps):
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        own = self.style["letter_spacing"]
        width = int((spacing + (0 if own == "normal" else own)) * line_break.TO_UNITS)
        gap = int(self.style["font_size"] * SHARE * line_break.TO_UNITS)
        position, last = 0, len(self.text) - 1
        for index, ch in enumerate(self.text):
            length = len(ch.encode())
            wanted = width if is_wide and _IDEOGRAPH.match(ch) else None
            # A gap at the end of a line is none.
            if ch == GAP and 0 < index < last and _is_between_scripts(self.text, index):
                wanted = gap
            if wanted is not None:
                attribute = pango.pango_attr_letter_spacing_new(wanted)
                attribute.start_index, attribute.end_index = position, position + length
                pango.pango_attr_list_change(attributes, attribute)
            position += length
        pango.pango_layout_set_attributes(self.layout, attributes)

    return set_text
