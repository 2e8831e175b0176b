"""A table of a content template to Word XML: grid, merged cells, repeated header row, rows under statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from packetgen.draft.dialect import Dialect
from packetgen.house.model import TABLE_STYLES, House
from packetgen.house.parts import millimetres
from packetgen.ooxml.escape import text as escape
from packetgen.template.model import (
    Align,
    Cell,
    Expression,
    Inline,
    Output,
    Row,
    RowFor,
    RowIf,
    RowItem,
    Strong,
    Table,
    TableLook,
)

_ALIGNED = {Align.RIGHT: "table-right", Align.CENTER: "table-centre", Align.LEFT: "table-text", None: "table-text"}


class ParagraphWriter(Protocol):
    """What a table needs of the writer of the body around it."""

    house: House
    dialect: Dialect

    def paragraph(self, token: str, content: str, extra: str = "", block: str = "") -> str: ...

    def prose(self, token: str, expression: Expression, block: str = "") -> str: ...

    def inlines(self, inlines: Sequence[Inline], style: str = "") -> str: ...


def table_xml(table: Table, writer: ParagraphWriter) -> str:
    """The table with its caption and its unit above."""
    return _caption(table, writer) + _unit(table, writer) + _TableWriter(table, writer).xml()


def _unit(table: Table, writer: ParagraphWriter) -> str:
    if not table.unit:
        return ""
    return writer.paragraph("unit-note", writer.inlines(table.unit), block=table.block_id) + "\n"


def _caption(table: Table, writer: ParagraphWriter) -> str:
    if not table.caption:
        return ""
    word = writer.house.words.get("caption", "")
    gap, end = ("", "  ") if writer.house.locale.startswith("zh") else (" ", ": ")
    number = (
        f'<w:r><w:t xml:space="preserve">{word}{gap}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> SEQ {word} \\* ARABIC </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t xml:space="preserve">{writer.dialect.caption_number()}</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve">{end}</w:t></w:r>'
    )
    return writer.paragraph("caption", number + writer.inlines(table.caption), block=table.block_id) + "\n"


@dataclass(slots=True)
class _TableWriter:
    table: Table
    writer: ParagraphWriter

    def xml(self) -> str:
        style = TABLE_STYLES[self.table.look.value][0]
        widths = self._widths()
        header = "1" if self.table.header else "0"
        look = f'<w:tblLook w:val="0{"4" if header == "0" else "6"}20" w:firstRow="{header}" w:lastRow="0"'
        properties = (
            f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{look} w:firstColumn="0" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        begun = self._begun()
        header_row = "" if self.table.header is None else self._row(self.table.header, widths, begun, is_header=True)
        rows = self._rows(self.table.rows, widths, begun)
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{header_row}{rows}</w:tbl>"

    def _widths(self) -> list[int]:
        """Column widths in twips; the last takes what rounding leaves."""
        whole = millimetres(self.writer.house.page.text_width)
        total = sum(self.table.widths)
        widths = [whole * each // total for each in self.table.widths]
        return [*widths[:-1], whole - sum(widths[:-1])]

    def _begun(self) -> set[tuple[int, int]]:
        """(row, column) of cells into which the cell below merges."""
        rows = list(_plain_rows((*([self.table.header] if self.table.header else []), *self.table.rows)))
        return {
            (id(above), column)
            for above, below in pairwise(rows)
            for column, cell in enumerate(below.cells)
            if cell.merge == "up" and column < len(above.cells) and above.cells[column].merge != "up"
        }

    def _rows(self, items: Sequence[RowItem], widths: list[int], begun: set[tuple[int, int]]) -> str:
        parts: list[str] = []
        for item in items:
            match item:
                case Row():
                    parts.append(self._row(item, widths, begun, is_header=False))
                case RowFor(head=head, body=body):
                    made = self._rows(body, widths, begun)
                    parts.append(self.writer.dialect.looped(head, made, self._statement_row))
                case RowIf(branches=branches):
                    bodies = ((test, self._rows(body, widths, begun)) for test, body in branches)
                    parts.append(self.writer.dialect.guarded(bodies, self._statement_row))
        return "\n".join(parts)

    def _statement_row(self, tag: str) -> str:
        """A tag that stands among rows: `tr` says that the whole row is the statement."""
        span = f'<w:gridSpan w:val="{len(self.table.widths)}"/>' if len(self.table.widths) > 1 else ""
        properties = f'<w:tcPr><w:tcW w:w="{sum(self._widths())}" w:type="dxa"/>{span}</w:tcPr>'
        said = f'<w:t xml:space="preserve">{escape(tag.replace("{% ", "{%tr ", 1))}</w:t>'
        return f"<w:tr><w:tc>{properties}<w:p><w:r>{said}</w:r></w:p></w:tc></w:tr>"

    def _row(self, row: Row, widths: list[int], begun: set[tuple[int, int]], *, is_header: bool) -> str:
        cells: list[str] = []
        column = 0
        while column < len(row.cells):
            span = 1
            while column + span < len(row.cells) and row.cells[column + span].merge == "left":
                span += 1
            width = sum(widths[column : column + span])
            merge = self._merge(row.cells[column], begun=(id(row), column) in begun)
            spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            properties = (
                f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            )
            block = "" if cells else self.table.block_id  # the row's first paragraph speaks for all
            content = self._content(row.cells[column], column, block, is_header=is_header)
            cells.append(f"<w:tc>{properties}{content}</w:tc>")
            column += span
        repeated = "<w:tblHeader/>" if is_header else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"

    def _merge(self, cell: Cell, *, begun: bool) -> str:
        if cell.merge == "up":
            return "<w:vMerge/>"
        return '<w:vMerge w:val="restart"/>' if begun else ""

    def _content(self, cell: Cell, column: int, block: str, *, is_header: bool) -> str:
        paragraphs = cell.paragraphs or ((),)
        return "".join(
            self._paragraph(each, self._style(each, column, is_header=is_header), "" if number else block)
            for number, each in enumerate(paragraphs)
        )

    def _paragraph(self, inlines: Sequence[Inline], token: str, block: str) -> str:
        only = inlines[0] if len(inlines) == 1 else None
        if isinstance(only, Output) and only.expression.is_prose:
            return self.writer.prose(token, only.expression, block)
        if token == "table-label" and isinstance(only, Strong):  # noqa: S105  # the style says it
            return self.writer.paragraph(token, self.writer.inlines(only.inlines), block=block)
        return self.writer.paragraph(token, self.writer.inlines(inlines), block=block)

    def _style(self, inlines: Sequence[Inline], column: int, *, is_header: bool) -> str:
        if is_header:
            return "table-header"
        if self.table.look is TableLook.FORM and len(inlines) == 1 and isinstance(inlines[0], Strong):
            return "table-label"
        if self.table.look is TableLook.BORDERLESS:
            return "layout-text"
        return _ALIGNED[self.table.aligns[column] if column < len(self.table.aligns) else None]


def _plain_rows(items: Sequence[RowItem]) -> Iterator[Row]:
    for item in items:
        match item:
            case Row():
                yield item
            case RowFor(body=body):
                yield from _plain_rows(body)
            case RowIf(branches=branches):
                for _, body in branches:
                    yield from _plain_rows(body)
