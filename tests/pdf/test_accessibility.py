"""What a file must bring along for its PDF to claim PDF/UA-1."""

from collections.abc import Sequence

import pytest
from tests.pdf.conftest import REL, docx
from tests.pdf.test_drawings import PICTURE, PNG, graphic

from packetgen.diagnostics import Severity, Span
from packetgen.ooxml.names import PREFIXES
from packetgen.pdf.accessibility import gaps
from packetgen.pdf.strings import pdf_parts
from packetgen.pdf.write import print_docx

KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DECORATIVE = '<a:extLst><a:ext uri="x"><adec:decorative val="{}"/></a:ext></a:extLst>'


def heading(level: int) -> str:
    return f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>words</w:t></w:r></w:p>'


def picture(properties: str = "", inner: str = "") -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/>'
        f'<wp:docPr id="1" name="n" {properties}>{inner}</wp:docPr>{graphic(PICTURE.format(""))}</wp:inline></w:drawing></w:r></w:p>'
    )


def made(body: str, *, title: str) -> bytes:
    """A Word file with a picture at hand, and with a title where one is given."""
    members = {"word/media/image1.png": PNG}
    if title:
        members |= {
            "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PREFIXES["cp"]}" xmlns:dc="{PREFIXES["dc"]}">'
            f"<dc:title>{title}</dc:title></cp:coreProperties>".encode(),
            "_rels/.rels": f'<Relationships xmlns="{REL}"><Relationship Id="c" Type="{KIND}" Target="docProps/core.xml"/>'
            "</Relationships>".encode(),
        }
    return docx(body, members)


@pytest.mark.parametrize(
    ("headings", "codes"),
    [((), ()), ((1, 2, 3, 1, 2), ()), ((2,), ("PG707",)), ((1, 3), ("PG707",)), ((1, 2, 1, 3, 4, 6), ("PG707",))],
)
def test_headings_begin_at_the_first_level_and_skip_none(headings: Sequence[int], codes: Sequence[str]) -> None:
    assert tuple(each.code for each in gaps("t", headings, 0, Span("x"), strict=False)) == codes


@pytest.mark.parametrize(
    ("body", "title", "codes"),
    [
        (heading(0), "A plan", set()),
        (heading(0), "", {"PG708"}),
        (heading(1), "A plan", {"PG707"}),
        (picture(), "A plan", {"PG706"}),
        (picture('descr="a dot"'), "A plan", set()),
        (picture(inner=DECORATIVE.format(1)), "A plan", set()),
        (picture(inner=DECORATIVE.format(0)), "A plan", {"PG706"}),
    ],
)
def test_what_a_file_lacks_is_told_and_its_pdf_does_not_claim_the_standard(
    body: str, title: str, codes: set[str]
) -> None:
    result = print_docx(made(body, title=title), "x.docx", strict=False)
    assert result.value is not None
    assert {each.code for each in result.diagnostics} & {"PG702", "PG706", "PG707", "PG708"} == codes
    claims = any(b'pdfuaid:part="1"' in part for _, part in pdf_parts(result.value.data))
    assert claims == (not codes)


def test_a_picture_of_our_own_must_have_words() -> None:
    result = print_docx(made(picture(), title="A plan"), "x.docx")
    assert [each.code for each in result.diagnostics if each.severity is Severity.ERROR] == ["PG706"]
