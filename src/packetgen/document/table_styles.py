"""What a table style sets for a cell by where it stands: bands, first and last rows and columns, corners."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from packetgen.document.model import Edge
from packetgen.document.properties import edges, laid_over, paragraph_properties, run_properties, shading
from packetgen.document.styles import Styles
from packetgen.ooxml.measures import bits, whole
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its table, counted from 0."""

    row: int
    rows: int
    column: int
    columns: int  # of the whole table
    span: int = 1


@dataclass(frozen=True, slots=True)
class _Conditional:
    """What a style sets for one part of a table."""

    run: Mapping[str, Any]
    paragraph: Mapping[str, Any]
    borders: Mapping[str, Edge]
    shading: str
    vertical: str


@dataclass(slots=True)
class CellLook:
    """What a table style lays under one cell."""

    run: dict[str, Any] = field(default_factory=dict)
    paragraph: dict[str, Any] = field(default_factory=dict)
    borders: dict[str, Edge] = field(default_factory=dict)
    shading: str = ""
    vertical: str = ""


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of a table, from the first to the last row and column."""

    name: str
    top: int
    bottom: int
    left: int
    right: int


@dataclass(slots=True)
class TableStyle:
    """A table style with its ancestors, for one table: `look` is the table's own tblLook."""

    _conditionals: Mapping[str, _Conditional]
    _flags: frozenset[str]
    _row_band: int
    _column_band: int
    base_run: Mapping[str, Any]
    base_paragraph: Mapping[str, Any]
    _known: dict[tuple[object, ...], CellLook] = field(default_factory=dict)

    def cell(self, place: Place) -> CellLook:
        """What the style sets for a cell, later parts laid over earlier ones: as Word does it, rows over columns."""
        if not self._conditionals:
            return CellLook(dict(self.base_run), dict(self.base_paragraph))
        key = (place.row, place.column, place.span)
        if key not in self._known:
            self._known[key] = self._made(place)
        return self._known[key]

    def _made(self, place: Place) -> CellLook:
        found = CellLook(dict(self.base_run), dict(self.base_paragraph))
        for region in self._regions(place):
            part = self._conditionals.get(region.name)
            if part is None:
                continue
            found.run |= part.run
            laid_over(found.paragraph, part.paragraph)
            found.borders |= _sides(part.borders, place, region)
            found.shading = part.shading or found.shading
            found.vertical = part.vertical or found.vertical
        return found

    def _regions(self, place: Place) -> Iterator[_Region]:
        last_row, last_column = place.rows - 1, place.columns - 1
        first = int("firstRow" in self._flags)
        left = int("firstColumn" in self._flags)
        is_first, is_last = first and place.row == 0, "lastRow" in self._flags and place.row == last_row
        is_left = left and place.column == 0
        is_right = "lastColumn" in self._flags and place.column + place.span - 1 == last_column
        yield _Region("wholeTable", 0, last_row, 0, last_column)
        if "noVBand" not in self._flags and not (is_left or is_right):
            band, start = divmod(place.column - left, self._column_band)
            begin = place.column - start
            name = "band2Vert" if band % 2 else "band1Vert"
            yield _Region(name, first, last_row, begin, min(begin + self._column_band - 1, last_column))
        if "noHBand" not in self._flags and not (is_first or is_last):
            band, start = divmod(place.row - first, self._row_band)
            begin = place.row - start
            name = "band2Horz" if band % 2 else "band1Horz"
            yield _Region(name, begin, min(begin + self._row_band - 1, last_row), left, last_column)
        if is_left:
            yield _Region("firstCol", 0, last_row, 0, 0)
        if is_right:
            yield _Region("lastCol", 0, last_row, last_column, last_column)
        if is_first:
            yield _Region("firstRow", 0, 0, 0, last_column)
        if is_last:
            yield _Region("lastRow", last_row, last_row, 0, last_column)
        corners = (("nwCell", is_first and is_left), ("neCell", is_first and is_right),
                   ("swCell", is_last and is_left), ("seCell", is_last and is_right))  # fmt: skip
        for name, stands in corners:
            if stands:
                yield _Region(name, place.row, place.row, place.column, place.column + place.span - 1)


def table_style(styles: Styles, style_id: str, properties: Element | None) -> TableStyle:
    """The style of a table, for the parts that its tblLook asks for."""
    run: dict[str, Any] = {}
    paragraph: dict[str, Any] = {}
    layers: dict[str, list[Element]] = {}
    row_band = column_band = 1
    for each in styles.chain(style_id):
        run |= run_properties(each.find(qn("w:rPr")))
        laid_over(paragraph, paragraph_properties(each.find(qn("w:pPr"))))
        for part in each.findall(qn("w:tblStylePr")):
            layers.setdefault(part.get(qn("w:type"), ""), []).append(part)
        own = each.find(qn("w:tcPr"))
        if own is not None:
            layers.setdefault("wholeTable", []).insert(0, each)
        row_band = _band(each, "w:tblStyleRowBandSize", row_band)
        column_band = _band(each, "w:tblStyleColBandSize", column_band)
    conditionals = {name: _conditional(parts) for name, parts in layers.items()}
    return TableStyle(conditionals, _flags(properties), row_band, column_band, run, paragraph)


def _band(style: Element, name: str, default: int) -> int:
    size = style.find(f"{qn('w:tblPr')}/{qn(name)}")
    return max(1, whole(size.get(_VAL), default)) if size is not None else default


def _conditional(parts: list[Element]) -> _Conditional:
    run: dict[str, Any] = {}
    paragraph: dict[str, Any] = {}
    borders: dict[str, Edge] = {}
    fill, vertical = "", ""
    for part in parts:
        run |= run_properties(part.find(qn("w:rPr")))
        laid_over(paragraph, paragraph_properties(part.find(qn("w:pPr"))))
        borders |= edges(part.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")) if part.tag != qn("w:style") else {}
        cell = part.find(qn("w:tcPr"))
        if cell is not None:
            borders |= edges(cell.find(qn("w:tcBorders")))
            fill = shading(cell.find(qn("w:shd"))) or fill
            placed = cell.find(qn("w:vAlign"))
            vertical = placed.get(_VAL, "") if placed is not None else vertical
    return _Conditional(run, paragraph, borders, fill, vertical)


def _sides(borders: Mapping[str, Edge], place: Place, region: _Region) -> dict[str, Edge]:
    """The borders of a part of a table at one cell: outer ones at the part's edges, inner ones between its cells."""
    right = place.column + place.span - 1
    names = {
        "top": "top" if place.row == region.top else "insideH",
        "bottom": "bottom" if place.row == region.bottom else "insideH",
        "left": "left" if place.column == region.left else "insideV",
        "right": "right" if right == region.right else "insideV",
    }
    return {side: borders[name] for side, name in names.items() if name in borders}


def _flags(properties: Element | None) -> frozenset[str]:
    look = properties.find(qn("w:tblLook")) if properties is not None else None
    if look is None:
        return frozenset({"noHBand", "noVBand"})
    mask = bits(look.get(_VAL))
    stated = {name: look.get(qn(f"w:{name}")) for name in _BITS}
    return frozenset(
        name
        for name, bit in _BITS.items()
        if (stated[name] in {"1", "true", "on"} if stated[name] is not None else bool(mask & bit))
    )
