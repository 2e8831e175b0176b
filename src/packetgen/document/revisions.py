"""Tracked changes: which of them a view lets through, and who made them when."""

from packetgen.document.model import Revision, View
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

KINDS = {qn("w:ins"): "ins", qn("w:del"): "del", qn("w:moveFrom"): "moveFrom", qn("w:moveTo"): "moveTo"}
"""The elements around changed content."""


def revision(element: Element) -> Revision:
    """The change that an element of KINDS, or one of a changed format, stands for."""
    kind = KINDS.get(element.tag, "format")
    return Revision(kind, element.get(qn("w:author"), ""), element.get(qn("w:date"), ""))  # type: ignore[arg-type]


def shows(view: View, change: Revision) -> bool:
    """Whether a view shows what stands within a change."""
    return not ((view == "final" and change.is_deletion) or (view == "original" and change.is_insertion))


def marked(view: View, changes: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """The changes that a view marks: only where it shows all are they more than text."""
    return changes if view == "markup" else ()


def marks_of(properties: Element | None) -> tuple[Revision, ...]:
    """The changes that a paragraph's mark or a row carries in its properties."""
    if properties is None:
        return ()
    return tuple(revision(child) for child in properties if child.tag in KINDS)
