"""What we put in the place of the engine's own functions: quicker, and nothing else."""

import io
import re
import subprocess
import sys
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from packetgen.document.read import read_docx
from packetgen.fonts import survey
from packetgen.ooxml.names import CONTENT_TYPES, W
from packetgen.ooxml.write import write_package
from packetgen.pdf.engine import engine
from packetgen.pdf.gridlines import joined
from packetgen.pdf.layout import lay_out
from packetgen.pdf.press import parsed, press
from packetgen.pdf.write import print_docx

pytestmark = pytest.mark.skipif(
    not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor"
)

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(body: str) -> bytes:
    types = f'<Types xmlns="{CONTENT_TYPES}"><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return write_package({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:pos="8306"/></w:tabs>'
CELL = '<w:tc><w:tcPr><w:tcBorders><w:top w:val="single" w:sz="4"/></w:tcBorders></w:tcPr>{}</w:tc>'
BODY = (
    paragraph("工程建设项目的 budget 及资金来源，" * 20, '<w:jc w:val="both"/>')
    + paragraph("Words of many lengths that break over lines. " * 20, '<w:jc w:val="both"/><w:shd w:fill="DDDDDD"/>')
    + paragraph("one</w:t><w:br/><w:t>two", '<w:jc w:val="center"/>')
    + f"<w:tbl><w:tr>{CELL.format(paragraph('x'))}{CELL.format(paragraph('一'))}</w:tr></w:tbl>"
    + paragraph("beside", '<w:framePr w:w="2000" w:vAnchor="page" w:hAnchor="page" w:x="6000" w:y="9000"/>')
    + paragraph("around", '<w:framePr w:w="2000" w:wrap="around" w:vAnchor="text" w:hAnchor="text" w:y="1"/>')
    + paragraph("last " * 90)
)

PLAIN = """
import sys
from packetgen.pdf import memo, shaping, streams
for name in ("percentages", "struts", "missing", "in_flow", "backgrounds", "collisions"):
    setattr(memo, name, lambda original, *more: original)
streams.to_bytes = streams.page_references = lambda original: original
shaping.install = lambda line_break: None
from packetgen.pdf.write import print_docx
sys.stdout.buffer.write(print_docx(sys.stdin.buffer.read(), "x.docx").value.data)
"""


def test_what_saves_time_leaves_no_trace_in_a_file() -> None:
    data = docx(BODY)
    plain = subprocess.run([sys.executable, "-c", PLAIN], input=data, capture_output=True, check=True).stdout
    ours = print_docx(data, "x.docx").value
    assert ours is not None
    assert plain.startswith(b"%PDF")
    assert ours.data == plain


def rendered(body: str) -> Any:
    document = read_docx(docx(body), "x.docx").value
    assert document is not None
    html = lay_out(document)
    return parsed(html.text, None).render(font_config=press().faces, stylesheets=[press().sheet(html)])


def test_words_that_are_not_justified_are_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = engine().text.line_break.Layout
    shaped: list[str] = []
    original = layout.set_text

    def set_text(self: Any, text: str, justify: bool = False) -> None:
        shaped.append(text)
        original(self, text, justify)

    monkeypatch.setattr(layout, "set_text", set_text)
    document = rendered(paragraph("abc def") + paragraph("一" * 120, '<w:jc w:val="both"/>'))
    assert "abc def" in shaped
    shaped.clear()
    document.write_pdf()
    assert "abc def" not in shaped
    assert "".join(shaped).strip("一") == ""
    assert shaped


def test_a_gap_before_words_at_the_right_is_one_box_and_they_stand_at_the_right() -> None:
    run = "<w:r><w:t>left</w:t><w:tab/><w:t>right</w:t></w:r>"
    document = rendered(f"<w:p><w:pPr>{RIGHT_TAB}</w:pPr>{run}</w:p>")
    (page,) = document.pages
    words = [box for box in page._page_box.descendants() if hasattr(box, "text")]
    assert [box.text.strip() for box in words] == ["left", "right"]
    (line,) = [box for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]
    assert words[1].position_x + words[1].width == pytest.approx(line.position_x + line.width)


def test_dots_before_words_at_the_right_stay() -> None:
    tab = RIGHT_TAB.replace("/></w:tabs>", ' w:leader="dot"/></w:tabs>')
    document = rendered(f"<w:p><w:pPr>{tab}</w:pPr><w:r><w:t>left</w:t><w:tab/><w:t>right</w:t></w:r></w:p>")
    texts = [box.text for box in document.pages[0]._page_box.descendants() if hasattr(box, "text")]
    assert texts.count("....") > 20


def test_a_face_in_a_file_holds_the_shapes_of_its_words_and_no_others() -> None:
    document = rendered(paragraph("一二三"))
    faces: list[Any] = []
    document.write_pdf(finisher=lambda document, _: faces.extend(document.fonts.values()))
    (face,) = [each for each in faces if each.type == "otf"]
    outlines = TTFont(io.BytesIO(face.file_content))["CFF "].cff.topDictIndex[0].CharStrings
    drawn = {
        name for name in outlines.charStrings if len(outlines.charStringsIndex[outlines.charStrings[name]].bytecode) > 1
    }
    order = TTFont(io.BytesIO(face.file_content)).getGlyphOrder()
    assert {order[glyph] for glyph in face.to_unicode} <= drawn
    assert len(drawn) < len(face.to_unicode) + 3


LATE = """
import sys
from packetgen.pdf.engine import engine
from packetgen.pdf.gridlines import joined
weasyprint = engine()
assert "fontTools" not in sys.modules, "fontTools is loaded"
font = weasyprint.pdf.fonts.TTFont
assert font.__name__ == "TTFont"
assert weasyprint.pdf.fonts.subset.Options().hinting
assert "fontTools" in sys.modules
counted = "<style>p::before { counter-increment: a 4; content: counter(a, upper-roman) }</style>"
page = weasyprint.HTML(string=f"<title>not shown</title>{counted}<p> shown").render().pages[0]
print(*(box.text for box in page._page_box.descendants() if hasattr(box, "text")))
"""


def test_what_the_engine_loads_late_is_there_when_it_is_asked_for() -> None:
    told = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert re.split(r"\s+", told.stdout.strip()) == ["IV", "shown"]


def test_sides_of_cells_that_meet_are_drawn_as_one_line_each() -> None:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    inner = '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'
    grid = '<w:gridCol w:w="2000"/><w:gridCol w:w="2000"/>'
    row = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 2}</w:tr>"
    borders = f"<w:tblPr><w:tblBorders>{sides}{inner}</w:tblBorders></w:tblPr>"
    document = rendered(f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{row * 3}</w:tbl><w:p/>")
    drawn: list[bytes] = []
    document.write_pdf(
        finisher=lambda _, pdf: drawn.extend(
            b"\n".join(map(_bytes, page.stream)) for page in pdf.objects if _draws(page)
        )
    )
    lines = [each for each in drawn if each.count(b" l")]
    assert [each.count(b" l\n") for each in lines] == [4 + 3]
    assert [each.count(b"\nS") for each in lines] == [1]


def _draws(made: Any) -> bool:
    return bool(getattr(made, "stream", None)) and not isinstance(made.stream, bytes)


def _bytes(part: Any) -> bytes:
    return part if isinstance(part, bytes) else str(part).encode()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(0, 5, 10, 5), (9.5, 5, 20, 5)], [(0, 5, 20, 5)]),
        ([(0, 5, 10, 5), (11, 5, 20, 5)], [(0, 5, 10, 5), (11, 5, 20, 5)]),
        ([(0, 5, 10, 5), (10, 6, 20, 6)], [(0, 5, 10, 5), (10, 6, 20, 6)]),
        ([(3, 0, 3, 10), (3, 10, 3, 20), (0, 3, 10, 3)], [(0, 3, 10, 3), (3, 0, 3, 20)]),
    ],
)
def test_lines_join_only_where_they_touch(lines: list[Any], expected: list[Any]) -> None:
    assert joined(lines) == expected
