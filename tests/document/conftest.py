"""Small Word files for tests: bodies and parts given as the inside of their elements."""

from collections.abc import Callable, Iterator

import pytest

from packetgen.document.inlines import texts
from packetgen.document.model import Block, Document, Paragraph, View
from packetgen.document.read import read_docx
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.write import write_package

REL = "http://schemas.openxmlformats.org/package/2006/relationships"
R = PREFIXES["r"]
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items() if prefix not in {"xml", "ct", "rel"}
)
_WORD_PARTS = frozenset({"styles", "numbering", "settings", "footnotes", "endnotes", "comments", "fontTable"})


def docx(body: str, members: dict[str, bytes] | None = None, relations: str = "", **parts: str) -> bytes:
    """A Word file around the inside of a body; `parts` are the insides of others, by the name of the part."""
    names = [*parts]
    files = {
        f"word/{name}.xml": (f"<w:{name} {NAMESPACES}>{xml}</w:{name}>" if name in _WORD_PARTS else xml)
        for name, xml in parts.items()
    }
    files["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{REL}">'
        + "".join(f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in names)
        + f"{relations}</Relationships>"
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{PREFIXES["ct"]}"><Override PartName="/word/document.xml"'
        f' ContentType="{TYPES}.document.main+xml"/></Types>'
    )
    return write_package({**{name: text.encode() for name, text in files.items()}, **(members or {})})


Reader = Callable[..., Document]


@pytest.fixture
def read() -> Reader:
    """Reads a body (and parts) as a view shows it."""

    def read(
        body: str, view: View = "markup", members: dict[str, bytes] | None = None, relations: str = "", **parts: str
    ) -> Document:
        result = read_docx(docx(body, members, relations, **parts), "x.docx", view)
        assert result.value is not None, result.diagnostics
        return result.value

    return read


@pytest.fixture
def words() -> Callable[[Document], list[str]]:
    """The words of a document's paragraphs in order, those of cells among them."""
    return lambda document: [text for section in document.sections for text in _words(section.blocks)]


def _words(found: tuple[Block, ...]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Paragraph):
            yield "".join(texts(block.inlines))
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _words(cell.blocks)
