"""XML text to elements, strictly: no DTD, no entities, no network, no repair of what is broken."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from packetgen.diagnostics import Outcome, Span, error
from packetgen.ooxml.names import STRICT

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

_DECLARED = re.compile(r' xmlns(?::\w+)?="[^"]*"')


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


def markup(element: Element) -> str:
    """An element as text, with the namespaces that it uses declared on it."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def bare_markup(element: Element) -> str:
    """An element as text for a place where its prefixes are declared already."""
    return _DECLARED.sub("", markup(element))


def add_child(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child. Names are in lxml's braces."""
    return etree.SubElement(parent, name, dict(attributes or {}))


def _reason(fault: etree.XMLSyntaxError) -> str:
    return (fault.msg or "").split(", line ")[0]
