"""Where the words of a draft come from: its blocks and spans, found in the finished XML, as JSON and back."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from packetgen.draft.dialect import BLOCK
from packetgen.draft.model import BlockEntry, Draft, SpanEntry
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

FORMAT = 1
_ROW = re.compile(r"\[([^\]]+)\]")
_BOOKMARK, _NAME = qn("w:bookmarkStart"), qn("w:name")
_BLOCK, _SPAN = (tuple(each.name for each in fields(kind)) for kind in (BlockEntry, SpanEntry))
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def row_of(path: str, via: str | None) -> str | None:
    """The id of the innermost row of the deal that a value was printed for.

    A reference (`pilot.kpis[K1].owner`) counts for the row that refers, not for the person's.
    """
    ids = _ROW.findall(via or path)
    return ids[-1] if ids else None


def blocks_of(root: Element, bookmarks: Mapping[str, str]) -> Iterator[BlockEntry]:
    """The blocks of a body, in order; a paragraph that names none belongs to the one before it.

    Args:
        root: the part, with the marks of paragraphs still in it.
        bookmarks: ids of blocks by the names of their bookmarks.
    """
    found: list[tuple[int, str, str | None]] = []
    count = 0
    for index, paragraph in enumerate(root.iter(qn("w:p"))):
        count = index + 1
        name = next((each.get(_NAME, "") for each in paragraph.iter(_BOOKMARK)), "")
        block = paragraph.get(qn(BLOCK))
        if name in bookmarks:
            found.append((index, bookmarks[name], name))
        elif block is not None and (not found or found[-1][1] != block):
            found.append((index, block, None))
    ends = [first for first, _, _ in found[1:]] + [count]
    for (first, block, bookmark), end in zip(found, ends, strict=False):
        yield BlockEntry(block, first, end, bookmark)


def dump_map(draft: Draft) -> bytes:
    """The map as JSON, one block or span a line."""
    blocks = ",\n".join(_ENCODER.encode({name: getattr(block, name) for name in _BLOCK}) for block in draft.blocks)
    spans = ",\n".join(_ENCODER.encode({name: getattr(span, name) for name in _SPAN}) for span in draft.spans)
    head = _ENCODER.encode({"format": FORMAT, "draft": draft.id, "title": draft.title})
    return f'{head[:-1]}, "blocks": [\n{blocks}\n], "spans": [\n{spans}\n]}}\n'.encode()


def load_map(data: bytes) -> tuple[tuple[BlockEntry, ...], tuple[SpanEntry, ...]]:
    """The blocks and spans of a map that `dump_map` wrote."""
    raw = json.loads(data)
    spans = (SpanEntry(**{**span, "derived_from": tuple(span["derived_from"])}) for span in raw["spans"])
    return tuple(BlockEntry(**block) for block in raw["blocks"]), tuple(spans)
