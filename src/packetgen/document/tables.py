"""Table elements to rows and cells: spans, merged cells, borders resolved edge by edge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from packetgen.document.borders import Placed, without_losers
from packetgen.document.memo import Memo, signature
from packetgen.document.model import Block, Cell, Edge, Row, Table, TableFloat, View
from packetgen.document.properties import edges, is_on, shading
from packetgen.document.revisions import KINDS, marked, marks_of, revision, shows
from packetgen.document.styles import Styles
from packetgen.document.table_styles import Place, TableStyle, table_style
from packetgen.ooxml.measures import number, points, whole
from packetgen.ooxml.names import chosen_alternative, qn
from packetgen.ooxml.xml import Element

_VAL, _W = qn("w:val"), qn("w:w")
_SIDES = ("top", "right", "bottom", "left")
_ALL_SIDES = frozenset(_SIDES)
_DIAGONALS = frozenset({"tl2br", "tr2bl"})
_DEFAULT_MARGINS = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_SILENT = frozenset(
    map(
        qn,
        (
            "w:tblPr", "w:tblGrid", "w:trPr", "w:tblPrEx", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:proofErr",
            "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart", "w:permEnd",
            "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
            "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart",
            "w:customXmlDelRangeEnd", "w:customXmlMoveFromRangeStart", "w:customXmlMoveFromRangeEnd",
            "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd",
        ),
    )
)  # fmt: skip
_MOST_COLUMNS = 1000


class CellBlocks(Protocol):
    """The reader of what stands in a cell, and of what stands where a row or cell should."""

    part: str

    @property
    def context(self) -> "Reports": ...

    def blocks(
        self, parent: Element, address: str = "", table: Mapping[str, Any] | None = None
    ) -> tuple[Block, ...]: ...


class Reports(Protocol):
    def unknown(self, part: str, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Look:
    """What a table and its style set for every cell."""

    borders: Mapping[str, Edge]
    margins: Mapping[str, float]
    style: TableStyle


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's element with those of its cells that the view shows."""

    element: Element
    cells: tuple[Element, ...]


@dataclass(slots=True)
class TableReader:
    styles: Styles
    cells: CellBlocks
    view: View = "markup"
    hidden: bool = False
    _memo: Memo = field(default_factory=Memo)

    def table(self, element: Element, address: str) -> Table:
        """The table as the reader's view shows it; one without rows left has none."""
        properties = element.find(qn("w:tblPr"))
        style = _child_value(properties, "w:tblStyle") or self.styles.default_id("table")
        look = self._look(properties, style)
        grid = tuple(points(column.get(_W)) for column in element.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        lines = (_Line(row, self._cells_of(row)) for row in self._own(element, "w:tr") if self._is_shown(row))
        rows = [line for line in lines if line.cells]
        grid = _stated_grid(_whole_grid(grid[:_MOST_COLUMNS], rows), rows)
        made = tuple(self._row(row, index, len(rows), grid, look, address) for index, row in enumerate(rows))
        widths, made = _without_gaps(grid, made)
        indent, layout = _child(properties, "w:tblInd"), _child(properties, "w:tblLayout")
        return Table(
            _joined(rows, made),
            widths,
            {"start": "left", "end": "right"}.get(_child_value(properties, "w:jc"), _child_value(properties, "w:jc"))
            or "left",
            points(indent.get(_W)) if indent is not None and indent.get(qn("w:type"), "dxa") == "dxa" else 0.0,
            style,
            address,
            preferred=_width(_child(properties, "w:tblW")),
            fixed=layout is not None and layout.get(qn("w:type")) == "fixed",
            spacing=max(0.0, _width(_child(properties, "w:tblCellSpacing"))) * 2,
            float=_floating(_child(properties, "w:tblpPr")),
            right_to_left=is_on(_child(properties, "w:bidiVisual")),
            description=_child_value(properties, "w:tblDescription") or _child_value(properties, "w:tblCaption"),
            margin=look.margins["left"],
        )

    def _is_shown(self, row: Element) -> bool:
        properties = _child(row, "w:trPr")
        if is_on(_child(properties, "w:hidden")) and not self.hidden:
            return False
        return all(shows(self.view, each) for each in marks_of(properties))

    def _cells_of(self, row: Element) -> tuple[Element, ...]:
        return tuple(each for each in self._own(row, "w:tc") if self._is_cell_shown(each))

    def _is_cell_shown(self, cell: Element) -> bool:
        """Whether the view shows a cell: rows and columns change by their cells too (w:cellIns, w:cellDel)."""
        gone = {"final": "w:cellDel", "original": "w:cellIns"}.get(self.view)
        return gone is None or _child(_child(cell, "w:tcPr"), gone) is None

    def _own(self, element: Element, name: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, those in controls and shown changes among them, none nested."""
        for child in element:
            if child.tag == qn(name):
                yield child
            elif child.tag in _WRAPPERS:
                if child.tag not in KINDS or shows(self.view, revision(child)):
                    yield from self._own(child, name)
            elif child.tag == qn("mc:AlternateContent"):
                for chosen in chosen_alternative(child):
                    yield from self._own(chosen, name)
            elif isinstance(child.tag, str) and child.tag not in _SILENT:
                self.cells.context.unknown(self.cells.part, child.tag)

    def _look(self, properties: Element | None, style: str) -> _Look:
        borders: dict[str, Edge] = {}
        margins = dict(_DEFAULT_MARGINS)
        layers = (*(each.find(qn("w:tblPr")) for each in self.styles.chain(style)), properties)
        for layer in layers:
            borders |= edges(_child(layer, "w:tblBorders"))
            margins |= _margins(_child(layer, "w:tblCellMar"))
        return _Look(borders, margins, table_style(self.styles, style, properties))

    def _row(self, line: "_Line", index: int, count: int, grid: tuple[float, ...], look: _Look, address: str) -> Row:
        row = line.element
        properties, own = _child(row, "w:trPr"), row.find(qn("w:tblPrEx"))
        if own is not None:  # a row that was pasted from another table keeps that one's borders
            borders = {**look.borders, **edges(_child(own, "w:tblBorders"))}
            look = replace(look, borders=borders, margins={**look.margins, **_margins(_child(own, "w:tblCellMar"))})
        height = _child(properties, "w:trHeight")
        before = min(max(whole(_child_value(properties, "w:gridBefore")), 0), len(grid))
        column, cells = before, []
        for position, cell in enumerate(line.cells):
            span = _span(cell)
            place = Place(index, count, column, max(len(grid), 1), span)
            is_last = position == len(line.cells) - 1
            cells.append(self._cell(cell, grid, look, place, f"{address}/{index}/{position}", is_last=is_last))
            column += span
        return Row(
            tuple(cells),
            is_on(_child(properties, "w:tblHeader")),
            is_on(_child(properties, "w:cantSplit")),
            points(height.get(_VAL)) if height is not None else 0.0,
            height.get(qn("w:hRule"), "atLeast") if height is not None else "auto",
            before,
            max(0, len(grid) - column),
            marked(self.view, marks_of(properties)),
        )

    def _cell(
        self, cell: Element, grid: tuple[float, ...], look: _Look, place: Place, address: str, *, is_last: bool
    ) -> Cell:
        properties = _child(cell, "w:tcPr")
        margins = {**look.margins, **_margins(_child(properties, "w:tcMar"))}
        styled = look.style.cell(place)
        own_fill = _child(properties, "w:shd")
        lines = self._edges(properties, look, place, styled.borders, is_last=is_last)
        return Cell(
            self.cells.blocks(cell, address, {"run": styled.run, "paragraph": styled.paragraph}),
            place.span,
            1,
            sum(grid[place.column : place.column + place.span]),
            {side: edge for side, edge in lines.items() if side in _SIDES},
            (margins["top"], margins["right"], margins["bottom"], margins["left"]),
            shading(own_fill) if own_fill is not None else styled.shading,
            _child_value(properties, "w:vAlign") or styled.vertical or "top",
            _child_value(properties, "w:textDirection"),
            is_on(_child(properties, "w:noWrap")),
            _stated_sides(_child(properties, "w:tcBorders")),
            {side: edge for side, edge in lines.items() if side in _DIAGONALS},
        )

    def _edges(
        self, properties: Element | None, look: _Look, place: Place, styled: Mapping[str, Edge], *, is_last: bool
    ) -> Mapping[str, Edge]:
        """The cell's own borders over its style's over the table's: outer ones at its edges, inner ones between."""
        from_table = {
            "top": "top" if place.row == 0 else "insideH",
            "bottom": "bottom" if place.row == place.rows - 1 else "insideH",
            "left": "left" if place.column == 0 else "insideV",
            "right": "right" if is_last else "insideV",
        }
        found = {side: look.borders[name] for side, name in from_table.items() if name in look.borders}
        found |= styled
        own = _child(properties, "w:tcBorders")
        if own is not None:
            found |= self._memo.get(signature(own), lambda: edges(own))
        return {side: edge for side, edge in found.items() if edge.style != "none"}


_NO_SIDES: frozenset[str] = frozenset()


def _stated_sides(container: Element | None) -> frozenset[str]:
    """The sides that a cell states; hardly any cell does."""
    return _NO_SIDES if container is None else _ALL_SIDES & edges(container).keys()


def _span(cell: Element) -> int:
    span = whole(_child_value(_child(cell, "w:tcPr"), "w:gridSpan"), 1)
    return min(max(1, span), _MOST_COLUMNS)


def _whole_grid(grid: tuple[float, ...], rows: "list[_Line]") -> tuple[float, ...]:
    """The grid, with the widths that rows state for columns that it does not have."""
    found = list(grid)
    for row in rows:
        column = max(whole(_child_value(_child(row.element, "w:trPr"), "w:gridBefore")), 0)
        for cell in row.cells:
            span = _span(cell)
            stated = _width(_child(_child(cell, "w:tcPr"), "w:tcW"))
            missing = column + span - len(found)
            if 0 < missing < _MOST_COLUMNS:
                rest = max(stated, 0.0) - sum(found[column:])
                found += [max(rest / missing, 0.0)] * missing
            column += span
    return tuple(found)


_EVEN = 1.0  # points by which columns of one width may differ


def _stated_grid(grid: tuple[float, ...], rows: "list[_Line]") -> tuple[float, ...]:
    """The grid, or what the cells say where nobody has worked the grid out.

    Word writes the grid that it drew; other programs write equal columns or none, and Word goes by the cells then.
    """
    if len(grid) < 2 or max(grid) - min(grid) > _EVEN:  # noqa: PLR2004  # one column is as wide as another
        return grid
    stated = [0.0] * len(grid)
    for row in rows:
        column = max(whole(_child_value(_child(row.element, "w:trPr"), "w:gridBefore")), 0)
        for cell in row.cells:
            span = _span(cell)
            if span == 1:
                stated[column] = max(stated[column], _width(_child(_child(cell, "w:tcPr"), "w:tcW")))
            column += span
    return tuple(stated) if min(stated) > 0 and max(stated) - min(stated) > _EVEN else grid


def _without_gaps(grid: tuple[float, ...], rows: tuple[Row, ...]) -> tuple[tuple[float, ...], tuple[Row, ...]]:
    """The grid up to the last column that a row uses."""
    used = max((row.skipped_before + sum(cell.columns for cell in row.cells) for row in rows), default=len(grid))
    if used >= len(grid):
        return grid, rows
    cut = len(grid) - used
    return grid[:used], tuple(replace(row, skipped_after=max(0, row.skipped_after - cut)) for row in rows)


def _joined(elements: "list[_Line]", rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Cells merged upwards or leftwards taken out, and the cells that they are merged with made larger."""
    open_cells: dict[int, tuple[int, int]] = {}  # by grid column: row and index of the cell that goes on
    kept: list[list[Placed]] = []
    for position, (element, row) in enumerate(zip(elements, rows, strict=True)):
        column = row.skipped_before
        line: list[Placed] = []
        for cell_element, cell in zip(element.cells, row.cells, strict=True):
            merge = _merge(cell_element, "w:vMerge")
            if merge == "continue" and column in open_cells:
                above, index = open_cells[column]
                kept[above][index] = (column, _taller(kept[above][index][1], cell))
            elif _merge(cell_element, "w:hMerge") == "continue" and line:
                start, wide = line[-1]
                line[-1] = (start, _wider(wide, cell))
            else:
                open_cells.pop(column, None)
                if merge == "restart":
                    open_cells[column] = (position, len(line))
                line.append((column, cell))
            column += cell.columns
        kept.append(line)
    return tuple(replace(row, cells=tuple(line)) for row, line in zip(rows, without_losers(kept), strict=True))


def _taller(cell: Cell, below: Cell) -> Cell:
    """A cell that goes on in the one below, whose lower border it takes."""
    borders = {side: edge for side, edge in cell.borders.items() if side != "bottom"}
    borders |= {side: edge for side, edge in below.borders.items() if side == "bottom"}
    own = (cell.own_borders - {"bottom"}) | (below.own_borders & {"bottom"})
    return replace(cell, rows=cell.rows + 1, borders=borders, own_borders=own)


def _wider(cell: Cell, beside: Cell) -> Cell:
    """A cell that goes on in the one at its right, whose right border it takes."""
    borders = {side: edge for side, edge in cell.borders.items() if side != "right"}
    borders |= {side: edge for side, edge in beside.borders.items() if side == "right"}
    own = (cell.own_borders - {"right"}) | (beside.own_borders & {"right"})
    columns, width = cell.columns + beside.columns, cell.width + beside.width
    return replace(cell, columns=columns, width=width, borders=borders, own_borders=own)


def _merge(cell: Element, name: str) -> str:
    element = _child(_child(cell, "w:tcPr"), name)
    return "" if element is None else element.get(_VAL, "continue")


def _floating(element: Element | None) -> TableFloat | None:
    if element is None:
        return None

    def get(name: str, default: str = "") -> str:
        return element.get(qn(f"w:{name}"), default)

    distance = tuple(points(get(f"{side}FromText")) for side in _SIDES)
    return TableFloat(
        horizontal=get("horzAnchor", "text"),
        vertical=get("vertAnchor", "page"),
        x=points(get("tblpX")),
        y=points(get("tblpY")),
        x_align=get("tblpXSpec"),
        y_align=get("tblpYSpec"),
        distance=(distance[0], distance[1], distance[2], distance[3]),
    )


def _width(element: Element | None) -> float:
    """A width in points, or as a share below 0 (-1: all); 0 where it is left to the contents."""
    if element is None:
        return 0.0
    kind, value = element.get(qn("w:type"), "dxa"), element.get(_W, "0")
    if kind == "pct" or value.endswith("%"):
        return -(number(value.rstrip("%")) / (100 if value.endswith("%") else 5000))
    return points(value) if kind == "dxa" else 0.0


def _margins(container: Element | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for side in container if container is not None else ():
        if isinstance(side.tag, str):
            name = side.tag.rpartition("}")[2]
            found[{"start": "left", "end": "right"}.get(name, name)] = points(side.get(_W))
    return found


def _child(properties: Element | None, name: str) -> Element | None:
    # A third of the time of `find`, which compiles a path; a table asks twenty times a cell.
    return next(properties.iterchildren(qn(name)), None) if properties is not None else None


def _child_value(properties: Element | None, name: str) -> str:
    child = _child(properties, name)
    return child.get(_VAL, "") if child is not None else ""
