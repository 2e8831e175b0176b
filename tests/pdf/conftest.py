"""Small Word files and the places of their words on the pages that they are printed on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from packetgen.document.model import Document, View
from packetgen.document.read import read_docx
from packetgen.fonts import survey
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.write import write_package
from packetgen.pdf.layout import Html, lay_out
from packetgen.pdf.write import _Log, _settled

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items() if prefix not in {"xml", "ct", "rel"}
)
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {"header": "hdr", "footer": "ftr"}


@dataclass(frozen=True)
class Word:
    """A stretch of text with its left edge and top, in points from the page's corner, and its width."""

    text: str
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Printed:
    html: Html
    pages: tuple[tuple[Word, ...], ...]
    boxes: tuple[Any, ...]  # the engine's, of all pages

    def text(self, page: int) -> str:
        return " ".join(word.text for word in self.pages[page])

    def find(self, text: str) -> tuple[int, Word]:
        """The page and place of a word."""
        return next((number, word) for number, page in enumerate(self.pages) for word in page if text in word.text)


def docx(body: str, members: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A Word file around the inside of a body; other parts are given as the insides of their elements."""
    files: dict[str, bytes] = dict(members or {})
    relations = ""
    for name, xml in parts.items():
        kind = name.rstrip("0123456789")
        root = _ROOTS.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{xml}</w:{root}>".encode()
        relations += f'<Relationship Id="{name}" Type="{PREFIXES["r"]}/{kind}" Target="{name}.xml"/>'
    for name in members or {}:
        relations += f'<Relationship Id="{name.rpartition("/")[2]}" Type="{PREFIXES["r"]}/image" Target="/{name}"/>'
    files["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{REL}">{relations}</Relationships>'.encode()
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{PREFIXES["ct"]}"><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'.encode()
    )
    return write_package(files)


def _words(box: Any) -> Iterator[Word]:
    text = getattr(box, "text", None)
    if isinstance(text, str):
        yield Word(text, box.position_x * 0.75, box.position_y * 0.75, box.width * 0.75)
    for child in getattr(box, "children", ()):
        yield from _words(getattr(child, "_box", child))


@pytest.fixture
def printed() -> Callable[..., Printed]:
    """Prints a body (and parts) as a view shows it."""
    if not all(choice.face for choice in survey()):
        pytest.skip("faces are missing: packetgen doctor")

    def printed(body: str, view: View = "final", members: dict[str, bytes] | None = None, **parts: str) -> Printed:
        document = read_docx(docx(body, members, **parts), "x.docx", view).value
        assert document is not None
        html, rendered = _settled(document, lay_out(document), _Log())
        found = [page._page_box for page in rendered.pages]
        boxes = tuple(box for page in found for box in page.descendants())
        return Printed(html, tuple(tuple(_words(page)) for page in found), boxes)

    return printed


@pytest.fixture
def document_of() -> Callable[..., Document]:
    def document_of(body: str, view: View = "markup", **parts: str) -> Document:
        document = read_docx(docx(body, None, **parts), "x.docx", view).value
        assert document is not None
        return document

    return document_of


@pytest.fixture
def docx_of() -> Callable[[str], bytes]:
    """Makes a Word file around a body."""
    if not all(choice.face for choice in survey()):
        pytest.skip("faces are missing: packetgen doctor")
    return docx
