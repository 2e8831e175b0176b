"""Where the words of a draft come from: its blocks and spans, found in the finished XML, as JSON and back."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from packetgen.draft.dialect import BLOCK
from packetgen.draft.model import BlockEntry, Draft, SpanEntry
from packetgen.draft.sink import MARK
from packetgen.ooxml.names import qn
from packetgen.ooxml.paragraphs import BOOKMARK, PARAGRAPH, RUN, TEXT, counted, sign
from packetgen.ooxml.xml import Element

FORMAT = 1
_ROW = re.compile(r"\[([^\]]+)\]")
_NAME, _MARK, _BLOCK = qn("w:name"), qn(MARK), qn(BLOCK)
_BLOCK_FIELDS = tuple(each.name for each in fields(BlockEntry))
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def row_of(path: str, via: str | None) -> str | None:
    """The id of the innermost row of the deal that a value was printed for.

    A reference (`pilot.kpis[K1].owner`) counts for the row that refers, not for the person's.
    """
    whole = via or path
    ids = _ROW.findall(whole) if "[" in whole else ()
    return ids[-1] if ids else None


@dataclass(slots=True)
class Story:
    """One part of a draft as a strict parser has it: its paragraphs, and what stands in them by where they begin."""

    bookmarks: Mapping[str, str]
    """Ids of blocks by the names of their bookmarks."""
    paragraphs: list[str] = field(default_factory=list)
    printed: list[tuple[int, int, int, str]] = field(default_factory=list)
    """Number of a printed value, paragraph, offset, and the characters that stand there."""
    begun: list[tuple[int, str, str | None]] = field(default_factory=list)
    """Blocks by their first paragraph: that, the id, and the bookmark that names it."""

    def end_value(self, number: str, start: int, text: str) -> None:
        """The run of a printed value ends with the text so far of a paragraph."""
        self.printed.append((int(number), len(self.paragraphs), start, text[start:]))

    def end_paragraph(self, paragraph: Element | None, bookmark: str, text: str) -> None:
        """A paragraph that names no block belongs to the one before it."""
        if paragraph is None:
            return
        index, block = len(self.paragraphs), paragraph.get(_BLOCK)
        if bookmark in self.bookmarks:
            self.begun.append((index, self.bookmarks[bookmark], bookmark))
        elif block is not None and (not self.begun or self.begun[-1][1] != block):
            self.begun.append((index, block, None))
        self.paragraphs.append(text)

    def blocks(self) -> Iterator[BlockEntry]:
        ends = [first for first, _, _ in self.begun[1:]] + [len(self.paragraphs)]
        for (first, block, bookmark), end in zip(self.begun, ends, strict=False):
            yield BlockEntry(block, first, end, bookmark)


def read_story(root: Element, bookmarks: Mapping[str, str]) -> Story:
    """Read a part, the marks of values and of paragraphs still in it, in one pass."""
    story = Story(bookmarks)
    paragraph: Element | None = None
    number: str | None = None
    text = bookmark = ""
    start = 0
    for element in counted(root):
        tag = element.tag
        if tag == TEXT:
            text += element.text or ""
        elif tag == RUN:
            if number is not None:
                story.end_value(number, start, text)
            number, start = element.get(_MARK), len(text)
        elif tag == PARAGRAPH:
            if number is not None:
                story.end_value(number, start, text)
            story.end_paragraph(paragraph, bookmark, text)
            paragraph, number, text, bookmark = element, None, "", ""
        elif tag == BOOKMARK:
            bookmark = bookmark or element.get(_NAME, "")
        else:
            text += sign(element)
    if number is not None:
        story.end_value(number, start, text)
    story.end_paragraph(paragraph, bookmark, text)
    return story


def dump_map(draft: Draft) -> bytes:
    """The map as JSON, one block or span a line."""
    blocks = ",\n".join(
        _ENCODER.encode({name: getattr(block, name) for name in _BLOCK_FIELDS}) for block in draft.blocks
    )
    spans = ",\n".join(_ENCODER.encode(span._asdict()) for span in draft.spans)
    head = _ENCODER.encode({"format": FORMAT, "draft": draft.id, "title": draft.title})
    return f'{head[:-1]}, "blocks": [\n{blocks}\n], "spans": [\n{spans}\n]}}\n'.encode()


def load_map(data: bytes) -> tuple[tuple[BlockEntry, ...], tuple[SpanEntry, ...]]:
    """The blocks and spans of a map that `dump_map` wrote."""
    raw = json.loads(data)
    spans = (SpanEntry(**{**span, "derived_from": tuple(span["derived_from"])}) for span in raw["spans"])
    return tuple(BlockEntry(**block) for block in raw["blocks"]), tuple(spans)
