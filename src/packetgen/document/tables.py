"""Table elements to rows and cells: spans, merged cells, borders resolved edge by edge."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from packetgen.document.model import Block, Cell, Edge, Row, Table
from packetgen.document.properties import edges, is_on, paragraph_properties, points, run_properties, shading
from packetgen.document.styles import Styles
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL, _W = qn("w:val"), qn("w:w")
_SIDES = ("top", "right", "bottom", "left")
_DEFAULT_MARGINS = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}


class CellBlocks(Protocol):
    """The reader of what stands in a cell."""

    def blocks(
        self, parent: Element, address: str = "", table: Mapping[str, Any] | None = None
    ) -> tuple[Block, ...]: ...


@dataclass(frozen=True, slots=True)
class _Look:
    """What a table and its style set for every cell."""

    borders: Mapping[str, Edge]
    margins: Mapping[str, float]
    base: Mapping[str, Any]
    first_row: Element | None
    uses_first_row: bool


@dataclass(slots=True)
class TableReader:
    styles: Styles
    cells: CellBlocks

    def table(self, element: Element, address: str) -> Table:
        properties = element.find(qn("w:tblPr"))
        style_element = properties.find(qn("w:tblStyle")) if properties is not None else None
        style = style_element.get(_VAL, "") if style_element is not None else self.styles.default_id("table")
        look = self._look(properties, style)
        grid = tuple(points(column.get(_W)) for column in element.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        rows = [row for row in element.iter(qn("w:tr")) if _is_own(row, element)]
        made = tuple(self._row(row, index, len(rows), grid, look, address) for index, row in enumerate(rows))
        alignment = properties.find(qn("w:jc")) if properties is not None else None
        indent = properties.find(qn("w:tblInd")) if properties is not None else None
        return Table(
            _joined(rows, made),
            grid,
            alignment.get(_VAL, "left") if alignment is not None else "left",
            points(indent.get(_W)) if indent is not None else 0.0,
            style,
            address,
        )

    def _look(self, properties: Element | None, style: str) -> _Look:
        borders: dict[str, Edge] = {}
        margins = dict(_DEFAULT_MARGINS)
        base: dict[str, Any] = {"run": {}, "paragraph": {}}
        first_row: Element | None = None
        layers = [(each, each.find(qn("w:tblPr"))) for each in self.styles.chain(style)]
        for each, table_properties in layers:
            base["run"] |= run_properties(each.find(qn("w:rPr")))
            base["paragraph"] |= paragraph_properties(each.find(qn("w:pPr")))
            for conditional in each.findall(qn("w:tblStylePr")):
                if conditional.get(qn("w:type")) == "firstRow":
                    first_row = conditional
            borders |= edges(table_properties.find(qn("w:tblBorders")) if table_properties is not None else None)
            margins |= _margins(table_properties.find(qn("w:tblCellMar")) if table_properties is not None else None)
        own = properties
        borders |= edges(own.find(qn("w:tblBorders")) if own is not None else None)
        margins |= _margins(own.find(qn("w:tblCellMar")) if own is not None else None)
        return _Look(borders, margins, base, first_row, _uses_first_row(own))

    def _row(self, row: Element, index: int, count: int, grid: tuple[float, ...], look: _Look, address: str) -> Row:
        properties = row.find(qn("w:trPr"))
        height = properties.find(qn("w:trHeight")) if properties is not None else None
        skipped = properties.find(qn("w:gridBefore")) if properties is not None else None
        before = int(skipped.get(_VAL, "0")) if skipped is not None else 0
        column, cells = before, []
        elements = [cell for cell in row.iter(qn("w:tc")) if _is_own(cell, row)]
        for number, cell in enumerate(elements):
            place = (index == 0, index == count - 1, column == 0, number == len(elements) - 1)
            made = self._cell(cell, column, grid, look, place, f"{address}/{index}/{number}")
            cells.append(made)
            column += made.columns
        return Row(
            tuple(cells),
            is_on(properties.find(qn("w:tblHeader")) if properties is not None else None),
            is_on(properties.find(qn("w:cantSplit")) if properties is not None else None),
            points(height.get(_VAL)) if height is not None else 0.0,
            height.get(qn("w:hRule"), "atLeast") if height is not None else "auto",
            before,
        )

    def _cell(
        self,
        cell: Element,
        column: int,
        grid: tuple[float, ...],
        look: _Look,
        place: tuple[bool, bool, bool, bool],
        address: str,
    ) -> Cell:
        properties = cell.find(qn("w:tcPr"))
        conditional = look.first_row if look.uses_first_row and place[0] else None
        span = _child_value(properties, "w:gridSpan")
        columns = max(1, int(span)) if span.isdigit() else 1
        margins = dict(look.margins) | _margins(properties.find(qn("w:tcMar")) if properties is not None else None)
        table = {key: dict(value) for key, value in look.base.items()}
        fill = ""
        if conditional is not None:
            table["run"] |= run_properties(conditional.find(qn("w:rPr")))
            table["paragraph"] |= paragraph_properties(conditional.find(qn("w:pPr")))
            fill = shading(conditional.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))
        own_fill = properties.find(qn("w:shd")) if properties is not None else None
        width = sum(grid[column : column + columns])
        return Cell(
            self.cells.blocks(cell, address, table),
            columns,
            1,
            width,
            self._edges(properties, look, place),
            (margins["top"], margins["right"], margins["bottom"], margins["left"]),
            shading(own_fill) if own_fill is not None else fill,
            _child_value(properties, "w:vAlign") or "top",
        )

    def _edges(
        self, properties: Element | None, look: _Look, place: tuple[bool, bool, bool, bool]
    ) -> Mapping[str, Edge]:
        """The cell's own borders over the table's: outer ones at its edges, inner ones between cells."""
        first, last, leftmost, rightmost = place
        from_table = {
            "top": "top" if first else "insideH",
            "bottom": "bottom" if last else "insideH",
            "left": "left" if leftmost else "insideV",
            "right": "right" if rightmost else "insideV",
        }
        found = {side: look.borders[name] for side, name in from_table.items() if name in look.borders}
        found |= edges(properties.find(qn("w:tcBorders")) if properties is not None else None)
        return {side: edge for side, edge in found.items() if side in _SIDES and edge.style != "none"}


def _joined(elements: list[Element], rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Cells merged upwards taken out, and the cells above them made taller."""
    open_cells: dict[int, tuple[int, int]] = {}  # by grid column: row and index of the cell that goes on
    kept: list[list[Cell]] = []
    for number, (element, row) in enumerate(zip(elements, rows, strict=True)):
        column = row.skipped_before
        line: list[Cell] = []
        cells = [cell for cell in element.iter(qn("w:tc")) if _is_own(cell, element)]
        for cell_element, cell in zip(cells, row.cells, strict=True):
            merge = _merge(cell_element)
            if merge == "continue" and column in open_cells:
                above, index = open_cells[column]
                tall = kept[above][index]
                bottom = {side: edge for side, edge in cell.borders.items() if side == "bottom"}
                kept[above][index] = replace(tall, rows=tall.rows + 1, borders={**tall.borders, **bottom})
            else:
                open_cells.pop(column, None)
                if merge == "restart":
                    open_cells[column] = (number, len(line))
                line.append(cell)
            column += cell.columns
        kept.append(line)
    return tuple(replace(row, cells=tuple(line)) for row, line in zip(rows, kept, strict=True))


def _merge(cell: Element) -> str:
    element = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if element is None else element.get(_VAL, "continue")


def _is_own(element: Element, owner: Element) -> bool:
    """Whether a row or cell belongs to this very table or row, not to one nested in it."""
    nested = {qn("w:tbl"), qn("w:tr")}
    parent = element.getparent()
    while parent is not None and parent is not owner:
        if parent.tag in nested:
            return False
        parent = parent.getparent()
    return True


def _uses_first_row(properties: Element | None) -> bool:
    look = properties.find(qn("w:tblLook")) if properties is not None else None
    if look is None:
        return False
    if look.get(qn("w:firstRow")) is not None:
        return look.get(qn("w:firstRow")) in {"1", "true", "on"}
    return bool(int(look.get(_VAL, "0"), 16) & 0x20)


def _margins(container: Element | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for side in container if container is not None else ():
        if isinstance(side.tag, str):
            name = side.tag.rpartition("}")[2]
            found[{"start": "left", "end": "right"}.get(name, name)] = points(side.get(_W))
    return found


def _child_value(properties: Element | None, name: str) -> str:
    child = properties.find(qn(name)) if properties is not None else None
    return child.get(_VAL, "") if child is not None else ""
