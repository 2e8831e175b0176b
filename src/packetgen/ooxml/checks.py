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
    for cell in root.iter(_TC):
        if len(cell) == 0 or cell[-1].tag != _P:
            yield error("PG605", place)
    for table in root.iter(_TBL):
        if table.find(_TR) is None:
            yield error("PG606", place)
        following = table.getnext()
        if following is not None and following.tag == _TBL:
            yield error("PG607", place)
    for attribute in (_ID, _NAME):
        counts = Counter(mark.get(attribute) for mark in root.iter(_BOOKMARK))
        for value, count in counts.items():
            if count > 1:
                yield error("PG608", place, name=value)
