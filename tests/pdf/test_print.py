import re
import zlib

import pytest

from packetgen.document.read import read_docx
from packetgen.fonts import choose, prepare, survey
from packetgen.ooxml.write import write_package
from packetgen.pdf.engine import PATCHED, engine
from packetgen.pdf.layout import Html, lay_out
from packetgen.pdf.press import parsed, press
from packetgen.pdf.strings import STRINGS, pdf_parts
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
    name = re.search(rf'<p class="(\w+)">(?:<span[^>]*>)?{text}', html.text)
    assert name is not None, html.text
    return html.rules[name[1]]


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


def test_a_word_wider_than_its_cell_is_broken_and_not_printed_over_the_next_cell() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
    table = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="700"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr>'
        + cell.format(width=700, content=paragraph("incomprehensibilities"))
        + cell.format(width=4000, content=paragraph("beside"))
        + "</w:tr></w:tbl>"
    )
    html = laid_out(table)
    the_press = press()
    page = parsed(html.text, None).render(font_config=the_press.faces, stylesheets=[the_press.sheet(html)]).pages[0]
    lines = [box.width * 0.75 for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
    assert len(lines) > 3
    assert max(lines) <= 35 + 0.01  # the narrow cell, in points


def test_page_breaks_and_keeping_together_reach_the_style_sheet() -> None:
    assert "break-before:page" in css(paragraph("abc", "<w:pageBreakBefore/>"), "abc")
    assert "break-after:avoid" in css(paragraph("abc", "<w:keepNext/>"), "abc")


def test_rows_whose_cells_all_stay_with_the_next_line_stay_with_the_next_row() -> None:
    kept, free = paragraph("a", "<w:keepNext/>"), paragraph("b")
    rows = (kept + kept, kept + free)
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row.split("</w:p>")[:-1]) for row in rows)
    table = "".join(f"<w:tr>{row.replace('</w:tc>', '</w:p></w:tc>')}</w:tr>" for row in cells)
    grid = "<w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    html = laid_out(f"<w:tbl><w:tblPr/>{grid}{table}</w:tbl>{paragraph('c')}")
    first, second = re.findall(r"<tr([^>]*)>", html.text)
    (name,) = re.findall(r'class="(\w+)"', first)
    assert "break-after:avoid" in html.rules[name]
    assert second == ""


def test_a_pdf_is_made_with_title_language_and_tags_and_is_the_same_every_time() -> None:
    data = docx(paragraph("中文 and English"))
    one, two = print_docx(data, "x.docx").value, print_docx(data, "x.docx").value
    assert one is not None
    assert two is not None
    assert one.data == two.data
    assert one.data.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in one.data or b"/ObjStm" in one.data
    assert one.pages == 1


@pytest.mark.parametrize("face", ["仿宋", "楷体", "宋体", "黑体"])
def test_characters_of_names_that_a_face_lacks_fall_back_alone_and_are_named(face: str) -> None:
    names = "镕喆堃〇玥祎頔"
    run = f'<w:r><w:rPr><w:rFonts w:eastAsia="{face}"/></w:rPr><w:t>水务{names}</w:t></w:r>'
    result = print_docx(docx(f"<w:p>{run}</w:p>"), "x.docx")
    assert result.value is not None, result.diagnostics
    named = {ch for each in result.diagnostics if each.code == "PG704" for ch in each.param("character")}
    used = choose(face, "han").face
    assert used is not None
    assert named == {ch for ch in names if not prepare(used).holds(ch)}


def test_a_character_that_no_face_holds_is_an_error_by_name() -> None:
    result = print_docx(docx(paragraph("a\ue000")), "x.docx")
    assert result.value is None
    assert [(each.code, each.param("number")) for each in result.diagnostics] == [("PG701", "U+E000")]


def test_the_justification_of_chinese_lines_fits_the_engine_at_hand() -> None:
    assert engine().__version__.startswith(PATCHED)


def test_list_items_are_list_items_and_headings_are_headings() -> None:
    body = paragraph("x", '<w:outlineLvl w:val="0"/>') + paragraph("y")
    document = read_docx(docx(body), "x.docx").value
    assert document is not None
    assert re.search(r"<h1[^>]*>", lay_out(document).text)


def test_the_outline_names_headings_as_they_were_typed() -> None:
    run = "<w:r><w:rPr><w:caps/></w:rPr><w:t>Profit/loss</w:t><w:br/><w:t>of “B”</w:t></w:r>"
    result = print_docx(docx(f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run}</w:p>'), "x.docx", strict=False)
    assert result.value is not None
    strings = next(data for name, data in pdf_parts(result.value.data) if name == STRINGS)
    assert "Profit/loss of “B”".encode() in strings


def laid_out(body: str) -> Html:
    document = read_docx(docx(body), "x.docx").value
    assert document is not None
    return lay_out(document)


def test_words_of_one_look_share_one_element_however_the_file_splits_them() -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    html = laid_out(f"<w:p>{run.format('甲方 ')}{run.format('A')}{run.format('，')}</w:p>")
    assert re.search(r"<p class=\"\w+\">甲方 A，</p>", html.text)


def test_only_words_that_differ_from_their_paragraph_get_an_element() -> None:
    bold = '<w:r><w:rPr><w:color w:val="C00000"/></w:rPr><w:t>红</w:t></w:r>'
    html = laid_out(f"<w:p><w:r><w:t>黑黑黑</w:t></w:r>{bold}</w:p>")
    found = re.search(r'黑黑黑<span class="(\w+)">红</span></p>', html.text)
    assert found is not None, html.text
    assert html.rules[found[1]].split(";")[0] == "color:#C00000"


def test_bookmarks_are_targets_only_where_something_leads_to_them() -> None:
    mark = '<w:bookmarkStart w:id="{}" w:name="{}"/>'
    link = '<w:hyperlink w:anchor="two"><w:r><w:t>to two</w:t></w:r></w:hyperlink>'
    body = f"<w:p>{mark.format(1, 'one')}<w:r><w:t>a</w:t></w:r></w:p><w:p>{mark.format(2, 'two')}{link}</w:p>"
    assert re.findall(r'id="(\w+)"', laid_out(body).text) == ["two"]
    printed = print_docx(docx(body), "x.docx").value
    assert printed is not None
    assert printed.anchors == {"two": 1}


def test_lines_of_mixed_scripts_are_as_high_as_asked() -> None:
    exact = '<w:spacing w:line="560" w:lineRule="exact"/>'
    html = laid_out(paragraph("中文 and English, 数字 123", exact) + paragraph("中文", exact) + paragraph("abc", exact))
    the_press = press()
    sheet = the_press.sheet(html)
    page = parsed(html.text, None).render(font_config=the_press.faces, stylesheets=[sheet]).pages[0]
    heights = [box.height for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
    assert [round(height * 0.75, 3) for height in heights] == [28.0, 28.0, 28.0]


def test_a_file_prints_the_same_whatever_was_printed_before_it() -> None:
    first = docx(paragraph("甲乙丙 abc") + paragraph("丁", "<w:jc w:val='right'/>"))
    other = docx(paragraph("戊己庚辛 xyz", "<w:jc w:val='center'/><w:ind w:left='400'/>"))
    alone = print_docx(first, "x.docx").value
    print_docx(other, "y.docx")
    again = print_docx(first, "x.docx").value
    assert alone is not None
    assert again is not None
    assert alone.data == again.data


def test_a_character_beyond_the_common_ones_comes_from_a_small_file_of_the_same_face() -> None:
    choice = next(choice for choice in survey() if choice.wanted == "宋体")
    assert choice.face is not None
    if not prepare(choice.face).is_part:
        pytest.skip("the face of 宋体 is small, or libharfbuzz-subset is missing")
    html = laid_out('<w:p><w:r><w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr><w:t>朱镕基</w:t></w:r></w:p>')
    rare_ones = {face.rare for face in html.typesetter.families.values()}
    assert rare_ones == {"", "镕"}
    assert not html.typesetter.missing
    assert max(face.file.stat().st_size for face in html.typesetter.families.values() if face.rare) < 20_000


def test_every_piece_of_a_link_is_annotated_once_in_its_element_and_with_its_words() -> None:
    inner = '<w:r><w:t>see </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">the plan </w:t></w:r>'
    link = f'<w:hyperlink w:anchor="plan">{inner}<w:r><w:t>{"of all stages " * 12}</w:t></w:r></w:hyperlink>'
    goal = '<w:bookmarkStart w:id="1" w:name="plan"/><w:r><w:t>The plan</w:t></w:r>'
    made = print_docx(docx(f"<w:p>{link}</w:p><w:p>{goal}</w:p>"), "x.docx").value
    assert made is not None
    packed = re.findall(rb"/ObjStm.*?stream\n(.*?)\nendstream", made.data, re.DOTALL)
    objects = b"".join(map(zlib.decompress, packed))
    annotations = re.findall(rb"/Contents \(([^)]*)\)", objects)
    lines = 2
    assert len(annotations) == objects.count(b"/Subtype /Link") == objects.count(b"/S /Link") == lines
    assert all(each.startswith(b"see the plan of all stages of") for each in annotations)
