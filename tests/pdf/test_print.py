import re

import pytest

from packetgen.document.read import read_docx
from packetgen.fonts import survey
from packetgen.ooxml.write import write_package
from packetgen.pdf.engine import engine
from packetgen.pdf.justify import SUPPORTED
from packetgen.pdf.layout import lay_out
from packetgen.pdf.write import print_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
pytestmark = pytest.mark.skipif(
    not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor"
)


def docx(body: str) -> bytes:
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return write_package({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def css(body: str, text: str) -> str:
    """The declarations of the paragraph that holds a text."""
    document = read_docx(docx(body), "x.docx").value
    assert document is not None
    html = lay_out(document)
    name = re.search(rf'<p class="(c\d+)">(?:<span[^>]*>)?{text}', html.text)
    assert name is not None, html.text
    rule = re.search(rf"\.{name[1]}{{([^}}]*)}}", html.style)
    assert rule is not None
    return rule[1]


GRID = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'


@pytest.mark.parametrize(
    ("spacing", "section", "height"),
    [
        ('<w:spacing w:line="560" w:lineRule="exact"/>', "", "line-height:28pt"),
        ('<w:spacing w:line="240" w:lineRule="auto"/>', GRID, "line-height:28.95pt"),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', GRID, "line-height:43.42pt"),
        ('<w:snapToGrid w:val="0"/><w:spacing w:line="480" w:lineRule="auto"/>', GRID, "line-height:23pt"),
        ('<w:spacing w:line="600" w:lineRule="atLeast"/>', "", "line-height:30pt"),
    ],
)
def test_lines_stand_as_far_apart_as_word_sets_them(spacing: str, section: str, height: str) -> None:
    assert height in css(paragraph("abc", spacing) + section, "abc")


def test_page_breaks_and_keeping_together_reach_the_style_sheet() -> None:
    assert "break-before:page" in css(paragraph("abc", "<w:pageBreakBefore/>"), "abc")
    assert "break-after:avoid" in css(paragraph("abc", "<w:keepNext/>"), "abc")


def test_a_pdf_is_made_with_title_language_and_tags_and_is_the_same_every_time() -> None:
    data = docx(paragraph("中文 and English"))
    one, two = print_docx(data, "x.docx").value, print_docx(data, "x.docx").value
    assert one is not None
    assert two is not None
    assert one.data == two.data
    assert one.data.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in one.data or b"/ObjStm" in one.data
    assert one.pages == 1


def test_a_rare_character_falls_back_alone_and_is_named() -> None:
    run = '<w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr><w:t>镕基</w:t></w:r>'
    result = print_docx(docx(f"<w:p>{run}</w:p>"), "x.docx")
    named = [each.param("character") for each in result.diagnostics if each.code == "PG704"]
    exact = next(choice.exact for choice in survey() if choice.wanted == "仿宋")
    assert named == ([] if exact else ["镕"])


def test_a_character_that_no_face_holds_is_an_error_by_name() -> None:
    result = print_docx(docx(paragraph("a\ue000")), "x.docx")
    assert result.value is None
    assert [(each.code, each.param("number")) for each in result.diagnostics] == [("PG701", "U+E000")]


def test_the_justification_of_chinese_lines_fits_the_engine_at_hand() -> None:
    assert engine().__version__.startswith(SUPPORTED)


def test_list_items_are_list_items_and_headings_are_headings() -> None:
    body = paragraph("x", '<w:outlineLvl w:val="0"/>') + paragraph("y")
    document = read_docx(docx(body), "x.docx").value
    assert document is not None
    assert re.search(r"<h1[^>]*>", lay_out(document).text)
