"""Shapes that validators pass and Word calls corrupt, or that lose text in an editor."""

from collections import Counter
from collections.abc import Iterator

from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_P, _TBL, _TC, _TR = qn("w:p"), qn("w:tbl"), qn("w:tc"), qn("w:tr")
_BOOKMARK, _ID, _NAME = qn("w:bookmarkStart"), qn("w:id"), qn("w:name")


def check_shape(root: Element, source: str) -> Iterator[Diagnostic]:
    """Every cell ends in a paragraph, every table has rows, tables do not touch, bookmarks are unique."""
    place = Span(source)
    marks: list[Element] = []
    for element in root.iter(_TC, _TBL, _BOOKMARK):
        if element.tag == _BOOKMARK:
            marks.append(element)
        elif element.tag == _TBL:
            yield from _table(element, place)
        elif len(element) == 0 or element[-1].tag != _P:
            yield error("PG605", place)
    for attribute in (_ID, _NAME):
        counts = Counter(mark.get(attribute) for mark in marks)
        for value, count in counts.items():
            if count > 1:
                yield error("PG608", place, name=value)


def _table(table: Element, place: Span) -> Iterator[Diagnostic]:
    if next(table.iterchildren(_TR), None) is None:
        yield error("PG606", place)
    following = table.getnext()
    if following is not None and following.tag == _TBL:
        yield error("PG607", place)
