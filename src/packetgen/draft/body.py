"""Blocks of a content template to the XML of a Word body, its tags as Jinja.

Each printed value becomes a run of its own when the draft is filled, so tags stand between runs; what a run looks
like is told to the sink by `style:` commands. Commands in single quotes are answered by draft/sink.py.
"""

from collections.abc import Iterable, Sequence

from packetgen.draft.jinja import command, guarded, looped
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
_HEADING_TOKENS = ("title", "heading-1", "heading-2", "heading-3", "heading-4")


class BodyWriter:
    """Writes one document's body."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._is_han = house.locale.startswith("zh")
        self._lists = 0
        self._keep = False

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
                return table_xml(block, self)
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Toc():
                return command("toc")
            case Keep(blocks=inner):
                return self._kept(inner)
            case BlockFor(head=head, body=body):
                return looped(head, self.blocks(body))
            case BlockIf(branches=branches):
                return guarded((test, self.blocks(body)) for test, body in branches)

    def _kept(self, blocks: Sequence[Block]) -> str:
        """Every block but the last stays with the one that follows it."""
        outer, self._keep = self._keep, True
        head = self.blocks(blocks[:-1])
        self._keep = outer
        return head + "\n" + self.blocks(blocks[-1:])

    def _heading(self, block: Heading) -> str:
        token = _HEADING_TOKENS[block.level]
        unnumbered = block.level and not block.numbered
        off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if unnumbered else ""
        inner = self.inlines(block.inlines)
        return self.paragraph(token, f"{command(f'mark:{block.block_id}')}{inner}{command('end-mark')}", off)

    def _paragraph_block(self, block: Paragraph) -> str:
        token = block.style if block.style in STYLE_NAMES else "body"
        only = block.inlines[0] if len(block.inlines) == 1 else None
        if isinstance(only, Output) and only.expression.is_prose:
            return self.prose(token, only.expression)
        mark, end = command(f"mark:{block.block_id}"), command("end-mark")
        return self.paragraph(token, f"{mark}{self.inlines(block.inlines)}{end}")

    def prose(self, token: str, expression: Expression) -> str:
        """A paragraph for each paragraph of a value."""
        body = self.paragraph(token, "{{ _prose }}")
        return "{% for _prose in (" + expression.source + ")|_paragraphs %}" + body + "{% endfor %}"

    def paragraph(self, token: str, content: str, extra: str = "") -> str:
        keep = "<w:keepNext/>" if self._keep else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_NAMES[token][0]}"/>{keep}{extra}</w:pPr>{content}</w:p>'

    # -- lists

    def _list(self, block: ListBlock, level: int) -> str:
        self._lists += 1
        key = f"{self._lists}"
        kind = "ordered" if block.ordered else "bullets"
        return command(f"list:{key}:{kind}") + self._entries(block.entries, block.ordered, key, level)

    def _entries(self, entries: Sequence[ListEntry], ordered: bool, key: str, level: int) -> str:
        return "".join(self._entry(entry, ordered, key, level) for entry in entries)

    def _entry(self, entry: ListEntry, ordered: bool, key: str, level: int) -> str:
        match entry:
            case ListItem(blocks=blocks):
                return "".join(
                    self._item_block(block, number, ordered, key, level) for number, block in enumerate(blocks)
                )
            case ListFor(head=head, body=body):
                return looped(head, self._entries(body, ordered, key, level))
            case ListIf(branches=branches):
                return guarded((test, self._entries(body, ordered, key, level)) for test, body in branches)

    def _item_block(self, block: Block, number: int, ordered: bool, key: str, level: int) -> str:
        token = "list-number" if ordered else "list-bullet"  # a style's token
        if isinstance(block, Paragraph) and number == 0:
            numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{command(f"number:{key}")}"/></w:numPr>'
            return self.paragraph(token, self.inlines(block.inlines), numbered)
        if isinstance(block, ListBlock):
            return self._list(block, level + 1)
        return self._block(block)

    # -- inlines

    def inlines(self, inlines: Iterable[Inline], style: str = "") -> str:
        return "".join(self._inline(inline, style) for inline in inlines)

    def _inline(self, inline: Inline, style: str) -> str:
        match inline:
            case Text(text=text):
                return self.run(text, style)
            case Output(expression=expression):
                return "{{ " + expression.source + " }}"
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Strong(inlines=inner):
                return self._styled(inner, "strong", style)
            case Emphasis(inlines=inner):
                return self._styled(inner, "emphasis", style)
            case InlineFor(head=head, body=body):
                return looped(head, self.inlines(body, style))
            case InlineIf(branches=branches):
                return guarded((test, self.inlines(body, style)) for test, body in branches)

    def _styled(self, inner: Iterable[Inline], style: str, outer: str) -> str:
        return command(f"style:{style}") + self.inlines(inner, style) + command(f"style:{outer}")

    def run(self, text: str, style: str) -> str:
        """Literal text as a run."""
        properties = run_properties(style, text, han=self._is_han)
        # A brace of the text must not be taken for a tag.
        literal = escape(text).replace("{", "&#123;")
        return f'<w:r>{properties}<w:t xml:space="preserve">{literal}</w:t></w:r>'


def run_properties(style: str, text: str, *, han: bool) -> str:
    """The properties of a run: its character style, and a hint for signs that both scripts share in Han text."""
    named = f'<w:rStyle w:val="{CHARACTER_STYLES[style][0]}"/>' if style else ""
    hint = '<w:rFonts w:hint="eastAsia"/>' if han and not _EAST_ASIAN_SIGNS.isdisjoint(text) else ""
    return f"<w:rPr>{named}{hint}</w:rPr>" if named or hint else ""
