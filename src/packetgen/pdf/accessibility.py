"""What PDF/UA-1 asks of a file's author: a title, headings that skip no level, words for pictures.

A file from outside may lack them. That is told and never made up, and the PDF then does not claim to keep the standard.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from packetgen.diagnostics import Diagnostic, Span, error, note, warning

_CLAIM = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""The claim of PDF/UA-1, with the description of its schema that PDF/A asks for."""


def gaps(title: str, headings: Sequence[int], undescribed: int, place: Span, *, strict: bool) -> Iterator[Diagnostic]:
    """What a document lacks.

    Args:
        title: of the document.
        headings: levels, in order (ISO 14289-1 7.4.2: the first is 1, and none is deeper by more than one).
        undescribed: how many pictures have no words.
        place: the file.
        strict: whether the file is one of our own, whose pictures must have words.
    """
    if undescribed:
        yield (error if strict else note)("PG706", place, count=undescribed)
    skipped = sum(1 for above, below in pairwise((0, *headings)) if below > above + 1)
    if skipped:
        yield (warning if strict else note)("PG707", place, count=skipped)
    if not title:
        yield (warning if strict else note)("PG708", place)


def claim(metadata: Any, *, holds: Callable[[], bool]) -> None:  # noqa: ANN401  # the library has no types
    """Let the metadata claim PDF/UA-1 where `holds()` is true, asked when they are written, behind all else."""
    generate = metadata.generate_rdf_metadata

    def with_claim(*arguments: Any, **named: Any) -> bytes:  # noqa: ANN401
        made: bytes = generate(*arguments, **named)
        head, closing, tail = made.rpartition(b"</rdf:RDF>")
        return head + (_CLAIM.encode() if holds() else b"") + closing + tail

    metadata.generate_rdf_metadata = with_claim
