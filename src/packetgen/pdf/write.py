"""HTML to the bytes of a PDF that passes PDF/A-3a and PDF/UA-1, with what was found on the way."""

import gc
import logging
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from packetgen.diagnostics import Diagnostic, Outcome, Span, error, note, outcome, warning
from packetgen.document.model import Document, View
from packetgen.document.read import read_docx
from packetgen.pdf import accessibility
from packetgen.pdf.engine import engine
from packetgen.pdf.layout import Html, lay_out
from packetgen.pdf.model import Pdf
from packetgen.pdf.passes import settle
from packetgen.pdf.press import parsed, press


def print_docx(data: bytes, source: str, view: View = "final", *, strict: bool = True) -> Outcome[Pdf]:
    """Print a Word file as a view shows it: read, lay out, write.

    Args:
        data: the file.
        source: its name, for diagnostics.
        view: which tracked changes are shown.
        strict: whether a character that no face holds, or a picture that cannot be shown or is not described, is an
            error. In a file that came from outside it is a warning, and something stands in its place.
    """
    return print_document(read_docx(data, source, view), source, strict=strict)


def print_document(document: Outcome[Document], source: str, *, strict: bool = True) -> Outcome[Pdf]:
    """Print what was read; where nothing was, say why."""
    if document.value is None:
        return Outcome(None, document.diagnostics)
    printed = write_pdf(document.value, source, strict=strict)
    return Outcome(printed.value, document.diagnostics + printed.diagnostics)


def write_pdf(document: Document, source: str, *, strict: bool = True) -> Outcome[Pdf]:
    """Write a PDF of a document; see `print_docx`."""
    place = Span(source)
    html = lay_out(document)
    if strict and html.typesetter.missing:
        return Outcome(None, tuple(_missing(html, place, error)))
    log = _Log()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    try:
        html, rendered = _settled(document, html, log)
        lacking = partial(_lacking, html, log, place, strict=strict)
        accessibility.claim(rendered.metadata, holds=lambda: not lacking())
        data = rendered.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=b"packetgen")
    finally:
        logger.removeHandler(log)
    found = [(error if strict else warning)("PG702", place, message=each) for each in dict.fromkeys(log.messages)]
    found += lacking()
    found += _missing(html, place, warning)
    found += _substitution_report(html, place)
    found += [warning("PG705", place, name=name, count=count) for name, count in sorted(html.unsupported.items())]
    pdf = Pdf(
        data=data,
        pages=len(rendered.pages),
        anchors={name: number for number, page in enumerate(rendered.pages, 1) for name in page.anchors},
        fonts=tuple(sorted({p.face.families[0] for p in html.typesetter.families.values()})),
        substitutions=tuple(f"{wanted} > {used}" for wanted, used in _substitutions(html)),
        words=html.words,
    )
    return outcome(pdf, found)


def _lacking(html: Html, log: "_Log", place: Span, *, strict: bool) -> list[Diagnostic]:
    return list(accessibility.gaps(html.title, html.headings, len(log.undescribed), place, strict=strict))


_MOST_PASSES = 3
_MANY_PAGES = 50
"""The boxes of more pages, which refer to each other, are cleared away before the next pass makes as many again."""


def _settled(document: Document, html: Html, log: "_Log") -> tuple[Html, Any]:
    """The document on its pages, laid out anew until what it says of itself is true; hardly any needs more than one."""
    the_press = press()
    for number in range(_MOST_PASSES):
        rendered = parsed(html.text, _fetcher(engine(), html)).render(
            font_config=the_press.faces,
            counter_style=the_press.counters,
            stylesheets=[the_press.sheet(html)],
            presentational_hints=False,
            pdf_variant="pdf/a-3a",
        )
        found = settle(document, rendered.pages, html.settled, counts_sections=html.counts_sections)
        if found == html.settled or number == _MOST_PASSES - 1:
            break
        log.clear()
        if len(rendered.pages) > _MANY_PAGES:
            del rendered
            gc.collect()
        html = lay_out(document, found)
    return html, rendered


def _missing(html: Html, place: Span, kind: Callable[..., Diagnostic]) -> list[Diagnostic]:
    return [
        kind("PG701", place, character=ch, number=f"U+{ord(ch):04X}", name=unicodedata.name(ch, "-"), count=count)
        for ch, count in sorted(html.typesetter.missing.items())
    ]


def _substitutions(html: Html) -> list[tuple[str, str]]:
    """Faces that characters ask for and do not get, with those that serve; two where scripts differ."""
    choices = html.typesetter.choices.items()
    return sorted({(wanted, choice.found_family) for (wanted, _), choice in choices if not choice.exact})


def _substitution_report(html: Html, place: Span) -> list[Diagnostic]:
    found: list[Diagnostic] = [note("PG703", place, wanted=wanted, used=used) for wanted, used in _substitutions(html)]
    replaced: dict[tuple[str, str], list[str]] = {}
    for ch, wanted, used in sorted(html.typesetter.replaced):
        if not ch.isspace():
            replaced.setdefault((wanted, used), []).append(ch)
    for (wanted, used), characters in replaced.items():
        shown = "".join(characters[:_MOST_SHOWN]) + ("…" if len(characters) > _MOST_SHOWN else "")
        found.append(warning("PG704", place, character=shown, wanted=wanted, used=used))
    return found


_MOST_SHOWN = 20  # characters of a face that lacks them


class _Log(logging.Handler):
    """Collects what WeasyPrint warns of: a picture or face that it left out says so nowhere else.

    `undescribed` are the pictures that it found no words for.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.undescribed: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if picture := _UNDESCRIBED.fullmatch(message):
            self.undescribed.add(picture[1])
        else:
            self.messages.append(message)

    def clear(self) -> None:
        self.messages.clear()
        self.undescribed.clear()


_UNDESCRIBED = re.compile('Image "(.*)" has no required alt description')


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
