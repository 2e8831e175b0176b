"""The ids of a Word template's blocks: those that its hidden bookmarks give, and for other blocks counted ones."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from packetgen.draft.dialect import BLOCK, command
from packetgen.draft.word_fields import style_of
from packetgen.draft.word_lists import in_place_of, item_of
from packetgen.draft.word_tags import BOOKMARK, PART
from packetgen.house.model import STYLE_NAMES
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_P, _PPR, _TBL, _TR = qn("w:p"), qn("w:pPr"), qn("w:tbl"), qn("w:tr")
_START, _END, _ID, _NAME = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:id"), qn("w:name")
_BLOCK = qn(BLOCK)
_NOT_IN_IDS = re.compile(r"[^a-z0-9-]")
_COPY = re.compile(r"_Copy_[0-9]+$")
"""How LibreOffice names a bookmark in a paragraph that was copied."""
_FIRST_NUMBER = re.compile(r"^[0-9]+-")
_HEADINGS = {STYLE_NAMES[token][0] for token in ("title", "heading-1", "heading-2", "heading-3", "heading-4")}
_TITLE = STYLE_NAMES["title"][0]
_UNMARKED = {STYLE_NAMES[token][0] for token in ("caption", "table-gap")}

Own = Callable[[str], str]
"""Gives the character that stands for Jinja of ours."""


def read_parts(tree: Element) -> None:
    """Tell from bookmarks of which block a paragraph is one of several."""
    parts = {each.get(_ID): each for each in tree.iter(_START) if each.get(_NAME, "").startswith(PART)}
    for start in parts.values():
        paragraph = next(start.iterancestors(_P), None)
        if paragraph is not None:
            paragraph.set(_BLOCK, _FIRST_NUMBER.sub("", _block_id(start, PART)))
    for each in [*parts.values(), *(end for end in tree.iter(_END) if end.get(_ID) in parts)]:
        in_place_of(each, "")


def mark_blocks(body: Element, own: Own) -> None:
    """Give every block of a body its id; blocks without one are counted below their heading."""
    marker = _Marker(own)
    for element in body.iterchildren(_P, _TBL):
        if element.tag == _TBL:
            marker.table(element)
        else:
            marker.paragraph(element)


@dataclass(slots=True)
class _Marker:
    own: Own
    _heading: str = "start"
    _headings: int = 0
    _count: int = 0
    _list: str = ""

    def _next(self) -> str:
        self._count += 1
        return f"{self._heading}-{self._count}"

    def table(self, table: Element) -> None:
        self._list = ""
        if any(each.get(_BLOCK) is not None for each in table.iter(_P)):
            return
        block = self._next()
        for row in table.iterchildren(_TR):
            for first in list(row.iter(_P))[:1]:
                first.set(_BLOCK, block)

    def paragraph(self, paragraph: Element) -> None:
        style, item = style_of(paragraph), item_of(paragraph)
        start = next((each for each in paragraph.iter(_START) if each.get(_NAME, "").startswith(BOOKMARK)), None)
        before, self._list = self._list, "" if item is None else item.instance
        block = "" if start is None else _block_id(start, BOOKMARK)
        if style in _HEADINGS:
            self._headings, self._count = self._headings + 1, 0
            is_first = self._headings == 1 and style == _TITLE
            self._heading = block = block or ("title" if is_first else f"heading-{self._headings}")
        elif block or paragraph.get(_BLOCK) is not None:
            pass
        elif item is not None:
            if before != item.instance:
                self._count += 1
            paragraph.set(_BLOCK, f"{self._heading}-{self._count}")
        elif style not in _UNMARKED and not style.startswith("TOC") and _has_words(paragraph):
            block = self._next()
        if start is not None:
            in_place_of(start, self.own(command(f"mark:{block}")))
            end = next(iter(paragraph.iter(_END)), None)
            if end is not None:
                in_place_of(end, self.own(command("end-mark")))
        elif block:
            self._mark(paragraph, block)

    def _mark(self, paragraph: Element, block: str) -> None:
        begin, properties = self.own(command(f"mark:{block}")), paragraph.find(_PPR)
        if properties is None:
            paragraph.text = begin + (paragraph.text or "")
        else:
            properties.tail = begin + (properties.tail or "")
        last = paragraph[-1] if len(paragraph) else None
        if last is None:
            paragraph.text = (paragraph.text or "") + self.own(command("end-mark"))
        else:
            last.tail = (last.tail or "") + self.own(command("end-mark"))


def _block_id(start: Element, prefix: str) -> str:
    return _NOT_IN_IDS.sub("-", _COPY.sub("", start.get(_NAME, "").removeprefix(prefix)).lower())


def _has_words(paragraph: Element) -> bool:
    return any(text.strip() for text in map(str, paragraph.itertext()))
