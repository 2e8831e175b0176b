"""Rows of pipes to a table, with statements alone on a line between them."""

import re
from typing import TYPE_CHECKING

from packetgen.diagnostics import Span, error
from packetgen.template.attributes import Attributes
from packetgen.template.inlines import statement
from packetgen.template.language import Checker, Scope, inside
from packetgen.template.model import Align, Cell, Row, RowFor, RowIf, RowItem, Table, TableLook

if TYPE_CHECKING:
    from packetgen.template.blocks import BlockParser

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
_PARAGRAPHS = re.compile(r"(?:^|\s+)//(?=\s|$)")
_MERGES = {"<": "left", "^": "up"}


class TableParser:
    """Parses one table at the parser's line."""

    def __init__(self, blocks: "BlockParser", checker: Checker, attributes: Attributes, block_id: str) -> None:
        self._blocks = blocks
        self._checker = checker
        self._attributes = attributes
        self._id = block_id
        self._columns = 0

    def parse(self, span: Span, scope: Scope) -> Table:
        look = TableLook(self._attributes.name or TableLook.GRID.value)
        header, aligns = self._head(scope)
        if look is not TableLook.GRID and header is not None and _is_empty(header):
            header = None
        rows = tuple(self._rows(scope))
        caption, unit = (
            self._blocks.inlines.parse(self._attributes.values.get(key, ""), span, scope) for key in ("caption", "unit")
        )
        return Table(look, header, rows, aligns, self._widths(span), caption, unit, self._id, span)

    def _head(self, scope: Scope) -> tuple[Row | None, tuple[Align | None, ...]]:
        first = self._blocks.line()
        assert first is not None
        cells = _cells(first.text)
        self._columns = len(cells)
        header = self._row(scope, is_first=True)
        rule = self._blocks.line()
        if rule is None or not _RULE.fullmatch(rule.text.strip()):
            self._checker.diagnostics.append(error("PG328", self._blocks.span(first)))
            return header, (None,) * self._columns
        self._blocks.advance()
        return (None if _is_empty(header) else header), tuple(map(_align, _cells(rule.text)))

    def _rows(self, scope: Scope) -> list[RowItem]:
        found: list[RowItem] = []
        while (line := self._blocks.line()) is not None:
            tag = self._blocks.statement_at()
            if line.text.strip().startswith("|"):
                found.append(self._row(scope))
            elif tag is not None and statement(tag)[0] in {"for", "if"} and self._leads_to_row():
                found += self._statement(scope)
            else:
                break
        return found

    def _leads_to_row(self) -> bool:
        """Whether the statement at hand stands before a row, perhaps behind other statements."""
        offset = 1
        while self._blocks.statement_at(offset) is not None:
            offset += 1
        return self._blocks.row_at(offset)

    def _statement(self, scope: Scope) -> list[RowItem]:
        tag = self._blocks.statement_at()
        assert tag is not None
        self._blocks.advance()
        if statement(tag)[0] == "for":
            head = self._checker.head(tag.body, tag.span, scope)
            body = self._blocks.looped(tag, lambda: self._rows(inside(scope, head)))
            return [] if head is None else [RowFor(head[0], tuple(body))]
        branches = self._blocks.branches(tag, scope, lambda: self._rows(scope))
        return [RowIf(tuple((test, tuple(body)) for test, body in branches), tag.span)]

    def _row(self, scope: Scope, *, is_first: bool = False) -> Row:
        line = self._blocks.line()
        assert line is not None
        self._blocks.advance()
        span = self._blocks.span(line)
        texts = _cells(line.text)
        if len(texts) != self._columns:
            self._checker.diagnostics.append(error("PG329", span, found=len(texts), columns=self._columns))
        if texts[0] == "<" or (is_first and "^" in texts):
            self._checker.diagnostics.append(error("PG336", span))
        return Row(tuple(self._cell(text, span, scope) for text in texts), span)

    def _cell(self, text: str, span: Span, scope: Scope) -> Cell:
        if text in _MERGES:
            return Cell((), _MERGES[text])
        return Cell(tuple(self._blocks.inlines.parse(part.strip(), span, scope) for part in _PARAGRAPHS.split(text)))

    def _widths(self, span: Span) -> tuple[int, ...]:
        written = self._attributes.values.get("widths", "").split()
        if not written:
            return (1,) * self._columns
        if len(written) != self._columns or not all(part.isdigit() and int(part) for part in written):
            self._checker.diagnostics.append(error("PG330", span, columns=self._columns))
            return (1,) * self._columns
        return tuple(map(int, written))


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [part.strip() for part in _BAR.split(inner)]


def _align(text: str) -> Align | None:
    left, right = text.startswith(":"), text.endswith(":")
    if left and right:
        return Align.CENTER
    return Align.RIGHT if right else Align.LEFT if left else None


def _is_empty(row: Row) -> bool:
    return not any(cell.merge or any(cell.paragraphs) for cell in row.cells)
