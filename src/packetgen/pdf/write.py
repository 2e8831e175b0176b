"""HTML to the bytes of a PDF that passes PDF/A-3a and PDF/UA-1, with what was found on the way."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from packetgen.diagnostics import Diagnostic, Outcome, Span, error, note, outcome, warning
from packetgen.document.read import read_docx
from packetgen.pdf.engine import engine
from packetgen.pdf.layout import Html, lay_out
from packetgen.pdf.press import parsed, press

_UA = (
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


@dataclass(frozen=True, slots=True)
class Pdf:
    """A printed document. `anchors` gives the page of each bookmark, from 1."""

    data: bytes
    pages: int
    anchors: Mapping[str, int]
    fonts: tuple[str, ...]
    substitutions: tuple[str, ...]
    words: tuple[str, ...]


def print_docx(data: bytes, source: str) -> Outcome[Pdf]:
    """Print a Word file: read, lay out, write."""
    document = read_docx(data, source)
    if document.value is None:
        return Outcome(None, document.diagnostics)
    printed = write_pdf(lay_out(document.value), source)
    return Outcome(printed.value, document.diagnostics + printed.diagnostics)


def write_pdf(html: Html, source: str) -> Outcome[Pdf]:
    """Write a PDF. A character that no face holds is an error that names it; so is a resource that did not arrive."""
    place = Span(source)
    found: list[Diagnostic] = [
        error("PG701", place, character=ch, number=f"U+{ord(ch):04X}") for ch in sorted(html.typesetter.missing)
    ]
    if found:
        return Outcome(None, tuple(found))
    weasyprint = engine()
    log = _Log()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    try:
        the_press = press()
        document = parsed(html.text, _fetcher(weasyprint, html)).render(
            font_config=the_press.faces,
            stylesheets=[the_press.sheet(html)],
            presentational_hints=False,
            pdf_variant="pdf/a-3a",
        )
        _claim_accessibility(document.metadata)
        data = document.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=b"packetgen")
    finally:
        logger.removeHandler(log)
    found += [error("PG702", place, message=each) for each in log.messages]
    found += _substitution_report(html, place)
    pdf = Pdf(
        data=data,
        pages=len(document.pages),
        anchors={name: number for number, page in enumerate(document.pages, 1) for name in page.anchors},
        fonts=tuple(sorted({p.face.families[0] for p in html.typesetter.families.values()})),
        substitutions=tuple(
            sorted(f"{c.wanted} > {c.found_family}" for c in html.typesetter.choices.values() if not c.exact)
        ),
        words=html.words,
    )
    return outcome(pdf, found)


def _substitution_report(html: Html, place: Span) -> list[Diagnostic]:
    found: list[Diagnostic] = [
        note("PG703", place, wanted=choice.wanted, used=choice.found_family)
        for choice in sorted(html.typesetter.choices.values(), key=lambda each: each.wanted)
        if not choice.exact
    ]
    found += [
        warning("PG704", place, character=ch, wanted=wanted, used=used)
        for ch, wanted, used in sorted(html.typesetter.replaced)
        if not ch.isspace()
    ]
    return found


def _claim_accessibility(metadata: Any) -> None:  # noqa: ANN401  # the library has no types
    generate = metadata.generate_rdf_metadata

    def with_claim(*arguments: Any, **named: Any) -> bytes:  # noqa: ANN401
        made: bytes = generate(*arguments, **named)
        head, closing, tail = made.rpartition(b"</rdf:RDF>")
        return head + _UA.encode() + closing + tail

    metadata.generate_rdf_metadata = with_claim


class _Log(logging.Handler):
    """Collects what WeasyPrint warns of: a picture or face that it left out says so nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _fetcher(weasyprint: Any, html: Html) -> Any:  # noqa: ANN401
    """A fetcher that serves the file's own pictures, and refuses all else."""

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401
            del headers
            if url in html.images:
                return weasyprint.urls.URLFetcherResponse(url, html.images[url])
            message = f"refused: {url}"
            raise weasyprint.urls.FatalURLFetchingError(message)

    return Fetcher()
