"""Blocks of a content template to the XML of a Word body, its tags in a dialect (dialect.py)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from packetgen.draft.dialect import Dialect
from packetgen.draft.tables import table_xml
from packetgen.house.model import CHARACTER_STYLES, STYLE_NAMES, House
from packetgen.ooxml.escape import text as escape
from packetgen.template.model import (
    Block,
    BlockFor,
    BlockIf,
    Emphasis,
    Expression,
    Heading,
    Inline,
    InlineFor,
    InlineIf,
    Keep,
    LineBreak,
    ListBlock,
    ListEntry,
    ListFor,
    ListIf,
    ListItem,
    Output,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    Toc,
)

_EAST_ASIAN_SIGNS = frozenset("“”‘’…—·")
_WHOLE = "<w:keepLines/>"
_WITH_NEXT = f"<w:keepNext/>{_WHOLE}"
_HEADING_TOKENS = ("title", "heading-1", "heading-2", "heading-3", "heading-4")


class BodyWriter:
    """Writes one document's body."""

    def __init__(self, house: House, dialect: Dialect) -> None:
        self.house = house
        self.dialect = dialect
        self._is_han = house.locale.startswith("zh")
        self._lists = 0
        self._kept_as = ""

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:  # noqa: PLR0911  # one case a kind of block
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph_block(block)
            case ListBlock():
                return self._list(block, 0)
            case Table():
                return table_xml(block, self) + self._table_gap()
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Toc():
                return self.dialect.toc()
            case Keep(blocks=inner):
                return self._kept(inner)
            case BlockFor(head=head, body=body):
                return self.dialect.looped(head, self.blocks(body), statement_paragraph)
            case BlockIf(branches=branches):
                return self.dialect.guarded(((test, self.blocks(body)) for test, body in branches), statement_paragraph)

    def _kept(self, blocks: Sequence[Block]) -> str:
        """Every block stays whole, and all but the last with the one that follows; a table's rows stay together."""
        outer, self._kept_as = self._kept_as, _WITH_NEXT
        head, last = self.blocks(blocks[:-1]), blocks[-1]
        match last:
            case Table():
                tail = table_xml(last, self)
                self._kept_as = outer
                tail += self._table_gap()
            case BlockFor():  # which pass is the last is not known yet: all of them stay with what follows
                tail = self._block(last)
            case _:
                self._kept_as = _WHOLE
                tail = self._block(last)
        self._kept_as = outer
        return f"{head}\n{tail}"

    def _table_gap(self) -> str:
        """A small gap below a table, which also keeps it apart from a table that follows."""
        return self.paragraph("table-gap", "")

    def _heading(self, block: Heading) -> str:
        token = _HEADING_TOKENS[block.level]
        unnumbered = block.level and not block.numbered
        off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if unnumbered else ""
        return self.paragraph(token, self._marked(block.block_id, block.inlines), off)

    def _paragraph_block(self, block: Paragraph) -> str:
        token = block.style if block.style in STYLE_NAMES else "body"
        only = block.inlines[0] if len(block.inlines) == 1 else None
        if isinstance(only, Output) and only.expression.is_prose:
            return self.prose(token, only.expression, block.block_id)
        return self.paragraph(token, self._marked(block.block_id, block.inlines))

    def _marked(self, block: str, inlines: Iterable[Inline]) -> str:
        return self.dialect.mark(block) + self.inlines(inlines) + self.dialect.end_mark(block)

    def prose(self, token: str, expression: Expression, block: str = "") -> str:
        """A paragraph for each paragraph of a value."""
        return self.dialect.prose(expression, lambda content: self.paragraph(token, content, block=block))

    def paragraph(self, token: str, content: str, extra: str = "", block: str = "") -> str:
        """A paragraph; `block` is given where it is one of several of a block."""
        look = f'<w:pStyle w:val="{STYLE_NAMES[token][0]}"/>{self._kept_as}{extra}'
        attributes, mark = self.dialect.part_of(block) if block else ("", "")
        return f"<w:p{attributes}><w:pPr>{look}</w:pPr>{mark}{content}</w:p>"

    # -- lists

    def _list(self, block: ListBlock, level: int) -> str:
        self._lists += 1
        start = self.dialect.list_start(self._lists, ordered=block.ordered)
        return start + self._entries(block.entries, _ListPlace(self._lists, block.ordered, level, block.block_id))

    def _entries(self, entries: Sequence[ListEntry], place: "_ListPlace") -> str:
        return "".join(self._entry(entry, place) for entry in entries)

    def _entry(self, entry: ListEntry, place: "_ListPlace") -> str:
        match entry:
            case ListItem(blocks=blocks):
                return "".join(self._item_block(block, number, place) for number, block in enumerate(blocks))
            case ListFor(head=head, body=body):
                return self.dialect.looped(head, self._entries(body, place), statement_paragraph)
            case ListIf(branches=branches):
                made = ((test, self._entries(body, place)) for test, body in branches)
                return self.dialect.guarded(made, statement_paragraph)

    def _item_block(self, block: Block, number: int, place: "_ListPlace") -> str:
        token = "list-number" if place.ordered else "list-bullet"  # a style's token
        if isinstance(block, Paragraph) and number == 0:
            instance = self.dialect.list_number(place.list)
            numbered = f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{instance}"/></w:numPr>'
            return self.paragraph(token, self.inlines(block.inlines), numbered, place.block)
        if isinstance(block, ListBlock):
            return self._list(block, place.level + 1)
        return self._block(block)

    # -- inlines

    def inlines(self, inlines: Iterable[Inline], style: str = "") -> str:
        return "".join(self._inline(inline, style) for inline in inlines)

    def _inline(self, inline: Inline, style: str) -> str:
        match inline:
            case Text(text=text):
                return self.run(text, style)
            case Output(expression=expression):
                return self.dialect.output(expression, style)
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Strong(inlines=inner):
                return self.inlines(inner, "strong")
            case Emphasis(inlines=inner):
                return self.inlines(inner, "emphasis")
            case InlineFor(head=head, body=body):
                return self.dialect.looped(head, self.inlines(body, style), statement_run)
            case InlineIf(branches=branches):
                made = ((test, self.inlines(body, style)) for test, body in branches)
                return self.dialect.guarded(made, statement_run)

    def run(self, text: str, style: str) -> str:
        """Literal text as a run."""
        properties = run_properties(style, text, han=self._is_han)
        # A brace of the text must not be taken for a tag.
        literal = escape(text).replace("{", "&#123;")
        return f'<w:r>{properties}<w:t xml:space="preserve">{literal}</w:t></w:r>'


@dataclass(frozen=True, slots=True)
class _ListPlace:
    list: int
    ordered: bool
    level: int
    block: str


def statement_run(tag: str) -> str:
    """A tag that stands among words."""
    return f'<w:r><w:t xml:space="preserve">{escape(tag)}</w:t></w:r>'


def statement_paragraph(tag: str) -> str:
    """A tag that stands among blocks: `p` says that the whole paragraph is the statement."""
    return f"<w:p>{statement_run(tag.replace('{% ', '{%p ', 1))}</w:p>"


def run_properties(style: str, text: str, *, han: bool) -> str:
    """The properties of a run: its character style, and a hint for signs that both scripts share in Han text."""
    named = f'<w:rStyle w:val="{CHARACTER_STYLES[style][0]}"/>' if style else ""
    hint = '<w:rFonts w:hint="eastAsia"/>' if han and not _EAST_ASIAN_SIGNS.isdisjoint(text) else ""
    return f"<w:rPr>{named}{hint}</w:rPr>" if named or hint else ""
