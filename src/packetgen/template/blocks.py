"""Lines of Markdown to blocks: headings, paragraphs, lists, tables, containers, and the statements around them.

A closed subset of Markdown, read line by line: nothing is guessed from indentation by four, underlines or numbers
that happen to begin a line of Chinese text. A statement alone on its line guards or loops what stands below it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from packetgen.diagnostics import Span, error
from packetgen.template.attributes import Attributes, read_attributes
from packetgen.template.inlines import AFTER, InlineParser, join_lines, statement
from packetgen.template.language import Checker, Scope, inside
from packetgen.template.lexer import Lexed, Tag, is_token
from packetgen.template.lists import gather_lists
from packetgen.template.model import (
    Block,
    BlockFor,
    BlockIf,
    Expression,
    Heading,
    Keep,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    TableLook,
    Toc,
)
from packetgen.template.tables import TableParser

_HEADING = re.compile(r"(#{1,5})\s+(.*?)(?:\s*\{([^{}]*)\})?\s*")
_FENCE = re.compile(r":{3,}\s*(?:\{([^{}]*)\})?\s*")
_ITEM = re.compile(r"(\s*)(?:([-*])|(\d{1,3})\.)\s+(.*)")
_LOOKS = {look.value for look in TableLook}
_STATEMENT_WORDS = frozenset({"for", "if", "elif", "else", "endfor", "endif"})

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class BlockParser:
    """Parses one template. Positions of a nested part (a list item) are those of its lines in the whole."""

    def __init__(self, lexed: Lexed, source: str, checker: Checker) -> None:
        self._lexed = lexed
        self._source = source
        self._checker = checker
        self.inlines = InlineParser(lexed, checker)
        self._lines: Sequence[Line] = ()
        self._at = 0
        self._heading = "start"
        self._headings = 0
        self._counter = 0
        self.ids: dict[str, Span] = {}

    def parse(self, lines: Sequence[Line], scope: Scope, style: str) -> tuple[Block, ...]:
        """Blocks of these lines, all of them."""
        outer = self._lines, self._at
        self._lines, self._at = lines, 0
        found = self._blocks(scope, style)
        while self._at < len(lines):
            self._report_stray(lines[self._at])
            self._at += 1
            found += self._blocks(scope, style)
        self._lines, self._at = outer
        return gather_lists(found)

    # -- the line at hand

    def line(self) -> Line | None:
        return self._lines[self._at] if self._at < len(self._lines) else None

    def advance(self) -> None:
        self._at += 1

    def span(self, line: Line) -> Span:
        return Span(self._source, line.number, len(line.text) - len(line.text.lstrip()) + 1)

    def statement_at(self, offset: int = 0) -> Tag | None:
        """The statement that stands alone on a line, at or behind the line at hand."""
        index = self._at + offset
        text = self._lines[index].text.strip() if index < len(self._lines) else ""
        if len(text) != 1 or not is_token(text):
            return None
        tag = self._lexed.tag(text)
        return tag if tag.kind == "statement" and statement(tag)[0] in _STATEMENT_WORDS else None

    def row_at(self, offset: int) -> bool:
        """Whether a table row stands that many lines below the line at hand."""
        index = self._at + offset
        return index < len(self._lines) and self._lines[index].text.strip().startswith("|")

    def _report_stray(self, line: Line) -> None:
        tag = self.statement_at()
        if tag is not None:
            self._checker.diagnostics.append(error("PG321", tag.span, tag=tag.body))
        else:
            self._checker.diagnostics.append(error("PG322", self.span(line)))

    # -- blocks

    def _blocks(self, scope: Scope, style: str) -> list[Block]:
        """Blocks up to a line that closes a container or continues or ends a statement; that line is not taken."""
        found: list[Block] = []
        while (line := self.line()) is not None:
            if line.is_blank:
                self.advance()
                continue
            tag = self.statement_at()
            if tag is not None and statement(tag)[0] not in {"for", "if"}:
                break
            fence = _FENCE.fullmatch(line.text.strip())
            if fence is not None and fence[1] is None:
                break
            found += self._block(line, tag, scope, style)
        return found

    def _block(self, line: Line, tag: Tag | None, scope: Scope, style: str) -> list[Block]:
        stripped = line.text.strip()
        if tag is not None:
            return self._statement(tag, scope, style)
        if fence := _FENCE.fullmatch(stripped):
            return self._container(line, fence[1], scope, style)
        if heading := _HEADING.fullmatch(stripped):
            self.advance()
            return self._heading_of(line, heading, scope)
        if stripped.startswith("|"):
            attributes = Attributes(TableLook.GRID.value, "", {})
            return [self._table(attributes, self.span(line), scope)]
        if _ITEM.fullmatch(line.text):
            return [self._list(line, scope, style)]
        return self._paragraph(line, scope, style)

    def _paragraph(self, first: Line, scope: Scope, style: str) -> list[Block]:
        texts: list[str] = []
        while (line := self.line()) is not None and not line.is_blank and not (texts and self._interrupts(line)):
            texts.append(line.text)
            self.advance()
        inlines = self.inlines.parse(join_lines(texts), self.span(first), scope)
        return [Paragraph(inlines, style, self._next_id(), self.span(first))]

    def _interrupts(self, line: Line) -> bool:
        stripped = line.text.strip()
        is_block = stripped.startswith(("|", ":::")) or _HEADING.fullmatch(stripped) or _ITEM.fullmatch(line.text)
        return self.statement_at() is not None or bool(is_block)

    def _heading_of(self, line: Line, match: re.Match[str], scope: Scope) -> list[Block]:
        attributes = read_attributes(match[3] or "", self.span(line), self._checker.diagnostics)
        level = len(match[1]) - 1
        self._counter = 0
        self._headings += 1
        is_title = level == 0 and "title" not in self.ids
        self._heading = attributes.id or ("title" if is_title else f"heading-{self._headings}")
        block_id = self._claim(self._heading, self.span(line))
        inlines = self.inlines.parse(match[2], self.span(line), scope)
        return [Heading(level, inlines, block_id, self.span(line), numbered=attributes.name != "unnumbered")]

    # -- ids

    def _next_id(self) -> str:
        """The id of a block that has none of its own: its place below its heading."""
        self._counter += 1
        return f"{self._heading}-{self._counter}"

    def _claim(self, block_id: str, span: Span) -> str:
        first = self.ids.setdefault(block_id, span)
        if first is not span:
            self._checker.diagnostics.append(error("PG323", span, related=(first,), id=block_id))
        return block_id

    # -- statements

    def _statement(self, tag: Tag, scope: Scope, style: str) -> list[Block]:
        self.advance()
        if statement(tag)[0] == "for":
            head = self._checker.head(tag.body, tag.span, scope)
            body = self.looped(tag, lambda: self._blocks(inside(scope, head), style))
            return [] if head is None else [BlockFor(head[0], gather_lists(body))]
        branches = self.branches(tag, scope, lambda: self._blocks(scope, style))
        return [BlockIf(tuple((test, gather_lists(body)) for test, body in branches), tag.span)]

    def looped(self, tag: Tag, parse: Callable[[], list[Made]]) -> list[Made]:
        """The body of a loop, up to and with its `endfor`."""
        body = parse()
        self._take_statement(tag, AFTER["for"])
        return body

    def branches(
        self, tag: Tag, scope: Scope, parse: Callable[[], list[Made]]
    ) -> list[tuple[Expression | None, list[Made]]]:
        """The branches of a guard, up to and with its `endif`."""
        found: list[tuple[Expression | None, list[Made]]] = []
        condition, expected = self._checker.condition(statement(tag)[1], tag.span, scope), AFTER["if"]
        while True:
            found.append((condition, parse()))
            closer = self._take_statement(tag, expected)
            if closer is None or statement(closer)[0] == "endif":
                return found
            word, rest = statement(closer)
            condition = self._checker.condition(rest, closer.span, scope) if word == "elif" else None
            expected = AFTER[word]

    def _take_statement(self, opened: Tag, words: tuple[str, ...]) -> Tag | None:
        tag = self.statement_at()
        if tag is None or statement(tag)[0] not in words:
            self._checker.diagnostics.append(error("PG320", opened.span, tag=opened.body, closing=words[-1]))
            return None
        self.advance()
        return tag

    # -- containers

    def _container(self, line: Line, written: str | None, scope: Scope, style: str) -> list[Block]:
        span = self.span(line)
        attributes = read_attributes(written or "", span, self._checker.diagnostics)
        self.advance()
        if attributes.name in _LOOKS:
            found: list[Block] = self._table_in_container(attributes, span, scope)
        elif attributes.name == "keep":
            found = [Keep(gather_lists(self._blocks(scope, style)), span)]
        elif attributes.name == "page-break":
            found = [PageBreak(span)]
        elif attributes.name == "toc":
            found = [Toc(span)]
        else:
            found = self._blocks(scope, attributes.name or style)
        self._close_container(span)
        return found

    def _close_container(self, opened: Span) -> None:
        self._skip_blank()
        line = self.line()
        if line is not None and _FENCE.fullmatch(line.text.strip()):
            self.advance()
        else:
            self._checker.diagnostics.append(error("PG324", opened))

    def _skip_blank(self) -> None:
        while (line := self.line()) is not None and line.is_blank:
            self.advance()

    # -- tables and lists

    def _table_in_container(self, attributes: Attributes, span: Span, scope: Scope) -> list[Block]:
        self._skip_blank()
        line = self.line()
        if line is None or not line.text.strip().startswith("|"):
            self._checker.diagnostics.append(error("PG325", span))
            return []
        return [self._table(attributes, span, scope)]

    def _table(self, attributes: Attributes, span: Span, scope: Scope) -> Block:
        block_id = self._claim(attributes.id, span) if attributes.id else self._next_id()
        return TableParser(self, self._checker, attributes, block_id).parse(span, scope)

    def _list(self, first: Line, scope: Scope, style: str) -> Block:
        match = _ITEM.fullmatch(first.text)
        assert match is not None
        indent, ordered = len(match[1]), match[3] is not None
        items: list[ListItem] = []
        block_id = self._next_id()
        outer = self._heading, self._counter
        # What stands in items counts below the list: one item more leaves the ids behind it as they are.
        self._heading, self._counter = block_id, 0
        while (line := self.line()) is not None and (match := _ITEM.fullmatch(line.text)):
            if len(match[1]) != indent or (match[3] is not None) is not ordered:
                break
            items.append(self._item(line, match, scope, style))
        self._heading, self._counter = outer
        return ListBlock(ordered, tuple(items), block_id, self.span(first))

    def _item(self, line: Line, match: re.Match[str], scope: Scope, style: str) -> ListItem:
        margin = match.start(4)
        lines = [Line(line.number, match[4])]
        self.advance()
        while (following := self.line()) is not None and self._belongs(following, len(match[1]), margin):
            is_within = following.text[:margin].isspace()
            lines.append(Line(following.number, following.text[margin:] if is_within else following.text.lstrip()))
            self.advance()
        return ListItem(self.parse(lines, scope, style))

    def _belongs(self, line: Line, indent: int, margin: int) -> bool:
        """Whether a line goes on with the item above: it is indented further than the item's sign.

        Behind a blank line it must stand under the item's words.
        """
        if line.is_blank:
            below = next((each for each in self._lines[self._at :] if not each.is_blank), None)
            return below is not None and below.text[:margin].isspace()
        return len(line.text) - len(line.text.lstrip()) > indent
