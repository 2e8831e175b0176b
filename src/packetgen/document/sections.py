"""Section properties to page geometry; the headers and footers of a section, inherited where it has none."""

from collections.abc import Callable, Mapping
from typing import Any

from packetgen.document.model import Block, Section
from packetgen.document.properties import is_on, points
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
Stories = Mapping[str, tuple[Block, ...]]


def read_section(
    element: Element | None,
    blocks: tuple[Block, ...],
    before: Section | None,
    story: Callable[[str], tuple[Block, ...]],
) -> Section:
    """A section; `story` reads a header or footer part by relationship id."""
    headers = dict(before.headers) if before is not None else {}
    footers = dict(before.footers) if before is not None else {}
    if element is None:
        return Section(blocks, headers=headers, footers=footers)
    for stories, name in ((headers, "w:headerReference"), (footers, "w:footerReference")):
        for reference in element.findall(qn(name)):
            stories[reference.get(qn("w:type"), "default")] = story(reference.get(qn("r:id"), ""))
    values: dict[str, Any] = {"headers": headers, "footers": footers}
    size, margins = element.find(qn("w:pgSz")), element.find(qn("w:pgMar"))
    if size is not None:
        values |= {"width": points(size.get(qn("w:w"))), "height": points(size.get(qn("w:h")))}
    if margins is not None:
        values |= {name: points(margins.get(qn(f"w:{name}"))) for name in _MARGINS}
        values["left"] += points(margins.get(qn("w:gutter")))
        # A negative margin lets the text run into a tall header; the distance is its absolute value.
        values |= {name: abs(values[name]) for name in ("top", "bottom")}
    grid = element.find(qn("w:docGrid"))
    if grid is not None and grid.get(qn("w:type")) in {"lines", "linesAndChars", "snapToChars"}:
        values |= {"grid": grid.get(qn("w:type")), "pitch": points(grid.get(qn("w:linePitch")))}
    numbers, columns = element.find(qn("w:pgNumType")), element.find(qn("w:cols"))
    if numbers is not None:
        start = numbers.get(qn("w:start"))
        values["page_start"] = int(start) if start is not None and start.isdigit() else None
        values["page_format"] = numbers.get(qn("w:fmt"), "decimal")
    if columns is not None and columns.get(qn("w:num"), "1").isdigit():
        values["columns"] = int(columns.get(qn("w:num"), "1"))
    kind = element.find(qn("w:type"))
    values["kind"] = kind.get(_VAL, "nextPage") if kind is not None else "nextPage"
    values["title_page"] = is_on(element.find(qn("w:titlePg")))
    return Section(blocks, **values)


_MARGINS = ("top", "right", "bottom", "left", "header", "footer")
