"""Section properties to page geometry; the headers and footers of a section, inherited where it has none."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from packetgen.document.model import Block, Column, NoteRules, Section
from packetgen.document.properties import edges, is_on
from packetgen.ooxml.measures import number, points, whole
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_MARGINS = ("top", "right", "bottom", "left", "header", "footer")
_MOST_COLUMNS = 45
_LEAST_SIDE = 36.0
Stories = Mapping[str, tuple[Block, ...]]


def read_section(
    element: Element | None,
    blocks: tuple[Block, ...],
    before: Section | None,
    story: Callable[[str], tuple[Block, ...]],
    notes: Mapping[str, NoteRules],
) -> Section:
    """A section; `story` reads a header or footer part by relationship id, `notes` are the document's rules."""
    headers = dict(before.headers) if before is not None else {}
    footers = dict(before.footers) if before is not None else {}
    if element is None:
        return Section(blocks, headers=headers, footers=footers)
    for stories, name in ((headers, "w:headerReference"), (footers, "w:footerReference")):
        for reference in element.findall(qn(name)):
            stories[reference.get(qn("w:type"), "default")] = story(reference.get(qn("r:id"), ""))
    values: dict[str, Any] = {"headers": headers, "footers": footers, **note_rules(element, notes)}
    values |= _page(element)
    values |= _grid(element.find(qn("w:docGrid")))
    numbers = element.find(qn("w:pgNumType"))
    if numbers is not None:
        start = numbers.get(qn("w:start"))
        values["page_start"] = whole(start, 1) if start is not None else None
        values["page_format"] = numbers.get(qn("w:fmt"), "decimal")
    borders = element.find(qn("w:pgBorders"))
    if borders is not None:
        values |= {"borders": edges(borders), "borders_from": borders.get(qn("w:offsetFrom"), "text")}
    values |= {"kind": _value(element, "w:type", "nextPage"), "vertical": _value(element, "w:vAlign", "top")}
    values |= {"direction": _value(element, "w:textDirection", ""), "numbers_lines": _counts_lines(element)}
    values["title_page"] = is_on(element.find(qn("w:titlePg")))
    section = Section(blocks, **values)
    return _with_columns(section, element.find(qn("w:cols")))


def _page(element: Element) -> dict[str, Any]:
    values: dict[str, Any] = {}
    size, margins = element.find(qn("w:pgSz")), element.find(qn("w:pgMar"))
    if size is not None:
        width, height = points(size.get(qn("w:w"))), points(size.get(qn("w:h")))
        values |= {"width": width} if width >= _LEAST_SIDE else {}
        values |= {"height": height} if height >= _LEAST_SIDE else {}
    if margins is not None:
        values |= {name: points(margins.get(qn(f"w:{name}"))) for name in _MARGINS}
        values["left"] += points(margins.get(qn("w:gutter")))
        # A negative margin lets the text run into a tall header; the distance is its absolute value.
        values |= {f"fixed_{name}": values[name] < 0 for name in ("top", "bottom")}
        values |= {name: abs(values[name]) for name in ("top", "bottom")}
    return values


def _grid(element: Element | None) -> dict[str, Any]:
    kind = element.get(qn("w:type"), "") if element is not None else ""
    if element is None or kind not in {"lines", "linesAndChars", "snapToChars"}:
        return {}
    space = number(element.get(qn("w:charSpace"))) / 4096 if kind != "lines" else 0.0
    return {"grid": kind, "pitch": points(element.get(qn("w:linePitch"))), "character_space": space}


def _with_columns(section: Section, element: Element | None) -> Section:
    if element is None:
        return section
    stated = [
        Column(points(each.get(qn("w:w"))), points(each.get(qn("w:space")))) for each in element.findall(qn("w:col"))
    ]
    count = min(max(whole(element.get(qn("w:num")), 1), 1), _MOST_COLUMNS)
    is_even = element.get(qn("w:equalWidth"), "1" if not stated else "0") in {"1", "true", "on"}
    if is_even or not stated:
        gap = points(element.get(qn("w:space"), "720"))
        width = (section.width - section.left - section.right - gap * (count - 1)) / count
        stated = [Column(width, gap)] * count
    if len(stated) < 2:  # noqa: PLR2004  # one column is the page
        return section
    return replace(section, columns=tuple(stated), column_line=element.get(qn("w:sep"), "0") in {"1", "true", "on"})


def note_rules(element: Element | None, below: Mapping[str, NoteRules]) -> dict[str, NoteRules]:
    """The rules of footnotes and endnotes that an element (settings or a section's properties) states, over others."""
    found: dict[str, NoteRules] = {}
    for name, default in (("footnotes", NoteRules()), ("endnotes", NoteRules(format="lowerRoman"))):
        rules = below.get(name, default)
        own = element.find(qn(f"w:{name[:-1]}Pr")) if element is not None else None
        if own is not None:
            rules = NoteRules(
                format=_value(own, "w:numFmt", rules.format),
                start=whole(_value(own, "w:numStart", str(rules.start)), 1),
                restart=_value(own, "w:numRestart", rules.restart),
                position=_value(own, "w:pos", rules.position),
            )
        found[name] = rules
    return found


def _counts_lines(element: Element) -> bool:
    numbers = element.find(qn("w:lnNumType"))
    return numbers is not None and whole(numbers.get(qn("w:countBy"))) > 0


def _value(element: Element, name: str, default: str) -> str:
    child = element.find(qn(name))
    return child.get(_VAL, default) if child is not None else default
