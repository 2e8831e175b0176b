"""XML text to elements, strictly: no DTD, no entities, no network, no repair of what is broken."""

import codecs
import re
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from packetgen.diagnostics import Diagnostic, Outcome, Span, error
from packetgen.ooxml.names import STRICT

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

_DECLARED = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([^"'>]{0,40})["']""")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, "<".encode("utf-16-le"), "<".encode("utf-16-be"))
_READ_AS_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
_TAG = re.compile(rb"""<[^!?/](?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
"""A start tag, which alone may hold names of namespaces; words that mention one are left as they are."""


def parse_xml(data: bytes, part: str) -> Outcome[Element]:
    """Parse one part; ISO Strict names become transitional ones."""
    place = Span(part)
    text = _as_utf8(data, place)
    if isinstance(text, Diagnostic):
        return Outcome(None, (text,))
    if _STRICT_MARK in text:
        text = _TAG.sub(_transitional, text)
    parser = etree.XMLParser(
        encoding="UTF-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]  # the stubs lack it
            raise MemoryError from fault
        line, column = fault.position
        return Outcome(None, (error("PG604", Span(part, line or 0, column or 0), reason=_reason(fault)),))
    return Outcome(root)


def _transitional(tag: re.Match[bytes]) -> bytes:
    text = tag[0]
    if _STRICT_MARK in text:
        for strict, transitional in STRICT.items():
            text = text.replace(strict.encode(), transitional.encode())
    return text


def check_text(data: bytes, part: str) -> Diagnostic | None:
    """What forbids a part before it is parsed: its encoding, or a document type declaration."""
    text = _as_utf8(data, Span(part))
    return text if isinstance(text, Diagnostic) else None


def _as_utf8(data: bytes, place: Span) -> bytes | Diagnostic:
    """A part as UTF-8. Office programs write UTF-8 or UTF-16; in others a declaration could hide.

    A document type declaration cannot stand in a part but as one, unless in a comment or CDATA: those are not written
    by office programs either.
    """
    is_wide = data.startswith(_UTF16)
    if is_wide:
        kind = "utf-16-be" if data[:1] in {b"\xfe", b"\0"} else "utf-16-le"
        try:
            data = data.decode(kind).removeprefix("\ufeff").encode()
        except UnicodeError:
            return error("PG604", place, reason="UTF-16")
    # One sign is found, or not, ten times as fast as a word that begins as every tag does.
    if b"!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        return error("PG603", place)
    declared = _ENCODING.search(data[:200])
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if (encoding not in _READ_AS_UTF8 and not (is_wide and encoding.startswith("utf-16"))) or b"\0" in data[:4]:
        return error("PG650", place, encoding=encoding)
    return data


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
