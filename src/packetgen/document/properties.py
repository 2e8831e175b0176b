"""Property elements (`w:pPr`, `w:rPr`) to plain values that later ones overlay."""

from collections.abc import Callable, Mapping
from typing import Any

from packetgen.document.model import Edge, Tab
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

Properties = Mapping[str, Any]
"""Partial properties by the name of the field of RunFormat or ParagraphFormat that they set."""

_VAL = qn("w:val")
_OFF = frozenset({"0", "false", "off"})
TOGGLES = frozenset({"bold", "italic", "caps", "small_caps", "strike", "hidden"})
"""Properties that switch each other off where styles of different kinds both set them (ECMA-376, 17.7.3)."""


def is_on(element: Element | None) -> bool:
    """Whether an on-off element is there and not switched off."""
    return element is not None and element.get(_VAL, "1") not in _OFF


def points(twentieths: str | None) -> float:
    """Twips, as written, to points; what is no number is 0."""
    try:
        return float(twentieths or 0) / 20
    except ValueError:
        return 0.0


def edges(container: Element | None) -> dict[str, Edge]:
    """The borders of a border element by side; a side stated as none is kept, since it hides another's."""
    found: dict[str, Edge] = {}
    for side in container if container is not None else ():
        if not isinstance(side.tag, str):
            continue
        name = {"start": "left", "end": "right"}.get(_local(side), _local(side))
        colour = side.get(qn("w:color"), "auto")
        width = _number(side.get(qn("w:sz"))) / 8
        style = side.get(_VAL, "none")
        colour = "000000" if colour == "auto" else colour
        found[name] = Edge("none" if style == "nil" else style, width, colour, _number(side.get(qn("w:space"))))
    return found


def shading(element: Element | None) -> str:
    """The fill of a shading element, "" for none."""
    fill = element.get(qn("w:fill"), "") if element is not None else ""
    return "" if fill in {"auto", ""} else fill


def run_properties(container: Element | None) -> dict[str, Any]:
    """The properties that a `w:rPr` sets."""
    found: dict[str, Any] = {}
    for child in container if container is not None else ():
        read = _RUN.get(_local(child))
        if read is not None:
            found |= read(child)
    return found


def _fonts(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    latin = element.get(qn("w:ascii")) or element.get(qn("w:hAnsi"))
    if latin:
        found["ascii"] = latin
    if element.get(qn("w:eastAsia")):
        found["east_asian"] = element.get(qn("w:eastAsia"))
    if element.get(qn("w:hint")):
        found["hint_east_asian"] = element.get(qn("w:hint")) == "eastAsia"
    return found


def _colour(element: Element) -> dict[str, Any]:
    value = element.get(_VAL, "auto")
    return {"colour": "" if value == "auto" else value}


def _language(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if element.get(_VAL):
        found["language"] = element.get(_VAL)
    if element.get(qn("w:eastAsia")):
        found["east_asian_language"] = element.get(qn("w:eastAsia"))
    return found


def _toggle(name: str) -> Callable[[Element], dict[str, Any]]:
    return lambda element: {name: is_on(element)}


def _value(name: str, none: str = "none") -> Callable[[Element], dict[str, Any]]:
    return lambda element: {name: "" if element.get(_VAL, "") == none else element.get(_VAL, "")}


_RUN: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "rStyle": _value("style"),
    "rFonts": _fonts,
    "b": _toggle("bold"),
    "i": _toggle("italic"),
    "caps": _toggle("caps"),
    "smallCaps": _toggle("small_caps"),
    "strike": _toggle("strike"),
    "dstrike": _toggle("strike"),
    "vanish": _toggle("hidden"),
    "color": _colour,
    "spacing": lambda element: {"spacing": points(element.get(_VAL))},
    "sz": lambda element: {"size": _number(element.get(_VAL)) / 2},
    "highlight": _value("highlight"),
    "u": _value("underline"),
    "shd": lambda element: {"shading": shading(element)},
    "vertAlign": _value("vertical", "baseline"),
    "lang": _language,
}


def paragraph_properties(container: Element | None) -> dict[str, Any]:
    """The properties that a `w:pPr` sets, but numbering, which leads to other properties first."""
    found: dict[str, Any] = {}
    for child in container if container is not None else ():
        read = _PARAGRAPH.get(_local(child))
        if read is not None:
            found |= read(child)
    return found


def _spacing(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("before", "after"):
        if element.get(qn(f"w:{name}")) is not None:
            found[name] = points(element.get(qn(f"w:{name}")))
        if is_flag(element.get(qn(f"w:{name}Autospacing"))):
            found[name] = 14.0
    if element.get(qn("w:line")) is not None:
        rule = element.get(qn("w:lineRule"), "auto")
        found["line_rule"] = rule
        found["line"] = _number(element.get(qn("w:line"))) / (240 if rule == "auto" else 20)
    return found


def is_flag(value: str | None) -> bool:
    return value is not None and value not in _OFF


def _indent(element: Element) -> dict[str, Any]:
    """Indents; those in characters (hundredths) stand beside those in twips and win when the size is known."""
    found: dict[str, Any] = {}
    for name, key in (("left", "left"), ("start", "left"), ("right", "right"), ("end", "right")):
        if element.get(qn(f"w:{name}")) is not None:
            found[key] = points(element.get(qn(f"w:{name}")))
        if element.get(qn(f"w:{name}Chars")) is not None:
            found[f"{key}_chars"] = _number(element.get(qn(f"w:{name}Chars"))) / 100
    if element.get(qn("w:firstLine")) is not None:
        found["first_line"] = points(element.get(qn("w:firstLine")))
    if element.get(qn("w:hanging")) is not None:
        found["first_line"] = -points(element.get(qn("w:hanging")))
    if element.get(qn("w:firstLineChars")) is not None:
        found["first_line_chars"] = _number(element.get(qn("w:firstLineChars"))) / 100
    if element.get(qn("w:hangingChars")) is not None:
        found["first_line_chars"] = -_number(element.get(qn("w:hangingChars"))) / 100
    return found


def _tabs(element: Element) -> dict[str, Any]:
    tabs = tuple(
        Tab(points(tab.get(qn("w:pos"))), tab.get(_VAL, "left"), tab.get(qn("w:leader"), "none")) for tab in element
    )
    return {"tabs": tuple(sorted((tab for tab in tabs if tab.alignment != "clear"), key=lambda tab: tab.position))}


_ALIGNMENTS = {"start": "left", "end": "right", "distribute": "both"}
_PARAGRAPH: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "keepNext": _toggle("keep_next"),
    "keepLines": _toggle("keep_lines"),
    "pageBreakBefore": _toggle("page_break_before"),
    "widowControl": _toggle("widow_control"),
    "snapToGrid": _toggle("snap_to_grid"),
    "contextualSpacing": _toggle("contextual_spacing"),
    "pBdr": lambda element: {"borders": edges(element)},
    "shd": lambda element: {"shading": shading(element)},
    "tabs": _tabs,
    "spacing": _spacing,
    "ind": _indent,
    "jc": lambda element: {"alignment": _ALIGNMENTS.get(element.get(_VAL, "left"), element.get(_VAL, "left"))},
    "outlineLvl": lambda element: {"outline_level": _outline(element)},
}


def _outline(element: Element) -> int | None:
    level = int(_number(element.get(_VAL)))
    return level if level < 9 else None  # noqa: PLR2004  # 9 is body text


def _number(value: str | None) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
