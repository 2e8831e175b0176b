"""Property elements (`w:pPr`, `w:rPr`) to plain values that later ones overlay."""

from collections.abc import Callable, Mapping
from typing import Any

from packetgen.document.model import Edge, Frame, Tab
from packetgen.document.theme import MARK
from packetgen.ooxml.measures import hexadecimal, number, points, whole
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

Properties = Mapping[str, Any]
"""Partial properties by the name of the field of RunFormat or ParagraphFormat that they set."""

_VAL = qn("w:val")
_OFF = frozenset({"0", "false", "off"})
TOGGLES = frozenset({"bold", "italic", "caps", "small_caps", "strike", "hidden", "complex_bold", "complex_italic"})
"""Properties that switch each other off where styles of different kinds both set them (ECMA-376, 17.7.3)."""


def is_on(element: Element | None) -> bool:
    """Whether an on-off element is there and not switched off."""
    return element is not None and element.get(_VAL, "1") not in _OFF


def edges(container: Element | None) -> dict[str, Edge]:
    """The borders of a border element by side; a side stated as none is kept, since it hides another's."""
    found: dict[str, Edge] = {}
    for side in container if container is not None else ():
        if not isinstance(side.tag, str):
            continue
        name = {"start": "left", "end": "right"}.get(_local(side), _local(side))
        colour = hexadecimal(side.get(qn("w:color"))) or "000000"
        width = number(side.get(qn("w:sz"))) / 8
        style = side.get(_VAL, "none")
        found[name] = Edge("none" if style == "nil" else style, width, colour, number(side.get(qn("w:space"))))
    return found


def shading(element: Element | None) -> str:
    """The fill of a shading element, "" for none."""
    if element is None:
        return ""
    fill = hexadecimal(element.get(qn("w:fill")))
    pattern = element.get(_VAL, "clear")
    if pattern == "solid":
        return hexadecimal(element.get(qn("w:color"))) or "000000"
    share = whole(pattern.removeprefix("pct"), 0) if pattern.startswith("pct") else 0
    if not share:
        return fill
    # A pattern of dots, from afar: the two colours mixed.
    dots, ground = hexadecimal(element.get(qn("w:color"))) or "000000", fill or "FFFFFF"
    mixed = (
        round((int(dots[i : i + 2], 16) * share + int(ground[i : i + 2], 16) * (100 - share)) / 100) for i in (0, 2, 4)
    )
    return "".join(f"{each:02X}" for each in mixed)


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
    # A theme's role wins over a face's name beside it (ECMA-376 part 1, 17.3.2.26).
    for name, key in (("hAnsi", "ascii"), ("ascii", "ascii"), ("eastAsia", "east_asian"), ("cs", "complex_face")):
        role, face = element.get(qn(f"w:{name}Theme")), element.get(qn(f"w:{name}"))
        if role or face:
            found[key] = f"{MARK}{role}" if role else face
    if element.get(qn("w:hint")):
        found["hint_east_asian"] = element.get(qn("w:hint")) == "eastAsia"
    return found


def _colour(element: Element) -> dict[str, Any]:
    role = element.get(qn("w:themeColor"))
    own = hexadecimal(element.get(_VAL))
    if role and role != "none":
        change = (element.get(qn("w:themeTint")), element.get(qn("w:themeShade")))
        return {"colour": own, "colour_role": (role, *change)}
    return {"colour": own, "colour_role": None}


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


def _border(element: Element) -> Edge | None:
    if element.get(_VAL, "none") in {"none", "nil"}:
        return None
    colour = hexadecimal(element.get(qn("w:color"))) or "000000"
    return Edge(
        element.get(_VAL, "single"), number(element.get(qn("w:sz"))) / 8, colour, number(element.get(qn("w:space")))
    )


def _half_points(element: Element) -> float:
    """A size in half points, or with a unit as ISO Strict has it."""
    value = element.get(_VAL, "")
    return points(value) if value[-2:].isalpha() else number(value) / 2


_RUN: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "rStyle": _value("style"),
    "rFonts": _fonts,
    "b": _toggle("bold"),
    "i": _toggle("italic"),
    "bCs": _toggle("complex_bold"),
    "iCs": _toggle("complex_italic"),
    "cs": _toggle("complex"),
    "szCs": lambda element: {"complex_size": _half_points(element)},
    "caps": _toggle("caps"),
    "smallCaps": _toggle("small_caps"),
    "strike": _toggle("strike"),
    "dstrike": _toggle("double_strike"),
    "outline": _toggle("outline"),
    "rtl": _toggle("right_to_left"),
    "position": lambda element: {"raised": _half_points(element)},
    "w": lambda element: {"scale": (number(element.get(_VAL, "100").rstrip("%")) or 100) / 100},
    "kern": lambda element: {"kerned_from": _half_points(element)},
    "em": _value("emphasis"),
    "bdr": lambda element: {"border": _border(element)},
    "vanish": _toggle("hidden"),
    "color": _colour,
    "spacing": lambda element: {"spacing": points(element.get(_VAL))},
    "sz": lambda element: {"size": _half_points(element)},
    "highlight": _value("highlight"),
    "u": lambda element: {
        "underline": "" if element.get(_VAL, "none") == "none" else element.get(_VAL, ""),
        "underline_colour": hexadecimal(element.get(qn("w:color"))),
    },
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
        lines = element.get(qn(f"w:{name}Lines"))
        if lines is not None:
            found[name] = number(lines) / 100 * _LINE
        if element.get(qn(f"w:{name}")) is not None:
            found[name] = points(element.get(qn(f"w:{name}")))
        if element.get(qn(f"w:{name}Autospacing")) is not None:
            found[f"auto_{name}"] = is_flag(element.get(qn(f"w:{name}Autospacing")))
    if element.get(qn("w:line")) is not None:
        rule = element.get(qn("w:lineRule"), "auto")
        found["line_rule"] = rule
        found["line"] = number(element.get(qn("w:line"))) / (240 if rule == "auto" else 20)
    return found


_LINE = 12.0
"""Points of a line in which space before and after may be given; programs that do so write the points beside it."""


def is_flag(value: str | None) -> bool:
    return value is not None and value not in _OFF


def _indent(element: Element) -> dict[str, Any]:
    """Indents; those in characters (hundredths) stand beside those in twips and win when the size is known."""
    found: dict[str, Any] = {}
    for name, key in (("left", "left"), ("start", "left"), ("right", "right"), ("end", "right")):
        if element.get(qn(f"w:{name}")) is not None:
            found[key] = points(element.get(qn(f"w:{name}")))
        if element.get(qn(f"w:{name}Chars")) is not None:
            found[f"{key}_chars"] = number(element.get(qn(f"w:{name}Chars"))) / 100
    if element.get(qn("w:firstLine")) is not None:
        found["first_line"] = points(element.get(qn("w:firstLine")))
    if element.get(qn("w:hanging")) is not None:
        found["first_line"] = -points(element.get(qn("w:hanging")))
    if element.get(qn("w:firstLineChars")) is not None:
        found["first_line_chars"] = number(element.get(qn("w:firstLineChars"))) / 100
    if element.get(qn("w:hangingChars")) is not None:
        found["first_line_chars"] = -number(element.get(qn("w:hangingChars"))) / 100
    return found


def _tabs(element: Element) -> dict[str, Any]:
    """Stops of this layer, those that it clears among them: they are laid over those below (`laid_over`)."""
    names = {"start": "left", "end": "right", "num": "left"}
    return {
        "tabs": tuple(
            Tab(
                points(tab.get(qn("w:pos"))),
                names.get(tab.get(_VAL, "left"), tab.get(_VAL, "left")),
                tab.get(qn("w:leader"), "none"),
            )
            for tab in element
            if isinstance(tab.tag, str)
        )
    }


def laid_over(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    """Lay paragraph properties over others, in place: stops and borders add up, all else is replaced."""
    stops = above.get("tabs")
    if stops and below.get("tabs"):
        taken = {round(stop.position, 1) for stop in stops}
        stops = (*(stop for stop in below["tabs"] if round(stop.position, 1) not in taken), *stops)
    below |= above
    if stops:
        below["tabs"] = stops


def stops(properties: Mapping[str, Any]) -> tuple[Tab, ...]:
    """The stops that remain when all layers are laid, by position."""
    found = (stop for stop in properties.get("tabs", ()) if stop.alignment != "clear")
    return tuple(sorted(found, key=lambda stop: stop.position))


_ALIGNMENTS = {"start": "left", "end": "right", "mediumKashida": "both", "highKashida": "both", "lowKashida": "both",
               "thaiDistribute": "both", "numTab": "left"}  # fmt: skip
_PARAGRAPH: Mapping[str, Callable[[Element], dict[str, Any]]] = {
    "keepNext": _toggle("keep_next"),
    "keepLines": _toggle("keep_lines"),
    "pageBreakBefore": _toggle("page_break_before"),
    "widowControl": _toggle("widow_control"),
    "snapToGrid": _toggle("snap_to_grid"),
    "contextualSpacing": _toggle("contextual_spacing"),
    "bidi": _toggle("right_to_left"),
    "autoSpaceDE": _toggle("space_latin"),
    "autoSpaceDN": _toggle("space_digits"),
    "kinsoku": _toggle("kinsoku"),
    "wordWrap": _toggle("word_wrap"),
    "suppressLineNumbers": _toggle("suppress_line_numbers"),
    "framePr": lambda element: {"frame": _frame(element)},
    "textDirection": lambda element: {"direction": element.get(_VAL, "")},
    "pBdr": lambda element: {"borders": edges(element)},
    "shd": lambda element: {"shading": shading(element)},
    "tabs": _tabs,
    "spacing": _spacing,
    "ind": _indent,
    "jc": lambda element: {"alignment": _ALIGNMENTS.get(element.get(_VAL, "left"), element.get(_VAL, "left"))},
    "outlineLvl": lambda element: {"outline_level": _outline(element)},
}


def _frame(element: Element) -> Frame:
    def get(name: str, default: str = "") -> str:
        return element.get(qn(f"w:{name}"), default)

    return Frame(
        width=points(get("w")),
        height=points(get("h")),
        height_rule=get("hRule", "auto"),
        horizontal=get("hAnchor", "page"),
        vertical=get("vAnchor", "page"),
        x=points(get("x")),
        y=points(get("y")),
        x_align=get("xAlign"),
        y_align=get("yAlign"),
        wrap=get("wrap", "around"),
        gap=(points(get("hSpace")), points(get("vSpace"))),
        drop_cap=get("dropCap", "none"),
        lines=whole(get("lines", "1"), 1),
    )


def _outline(element: Element) -> int | None:
    level = int(number(element.get(_VAL)))
    return level if level < 9 else None  # noqa: PLR2004  # 9 is body text


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
