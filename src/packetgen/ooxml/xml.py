"""XML text to elements, strictly: no DTD, no entities, no network, no repair of what is broken."""

from typing import TypeAlias

from lxml import etree

from packetgen.diagnostics import Outcome, Span, error
from packetgen.ooxml.names import STRICT

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name


def parse_xml(data: bytes, part: str) -> Outcome[Element]:
    """Parse one part; ISO Strict names become transitional ones."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        return Outcome(None, (error("PG603", Span(part)),))
    for strict, transitional in STRICT.items():
        if strict.encode() in data:
            data = data.replace(strict.encode(), transitional.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        return Outcome(None, (error("PG604", Span(part, line or 0, column or 0), reason=_reason(fault)),))
    return Outcome(root)


def serialise(root: Element) -> bytes:
    """An element as a part, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _reason(fault: etree.XMLSyntaxError) -> str:
    return (fault.msg or "").split(", line ")[0]
