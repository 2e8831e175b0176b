from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]
SECTION = '<w:sectPr><w:pgSz w:w="8000" w:h="8000"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr>'


def p(text: str, frame: str = "", size: int = 20) -> str:
    framed = f"<w:framePr {frame}/>" if frame else ""
    return f'<w:p><w:pPr>{framed}</w:pPr><w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'


def test_a_drop_cap_stands_beside_its_paragraph(printed: Print) -> None:
    found = printed(
        p("D", 'w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"', 120)
        + p("rop")
        + SECTION
    )
    assert found.find("rop")[1].x > found.find("D")[1].x + 20
    assert found.find("rop")[1].y < found.find("D")[1].y + 40


def test_neighbours_with_one_frame_stand_in_it_below_each_other(printed: Print) -> None:
    frame = 'w:w="2000" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right"'
    found = printed(p("one", frame) + p("two", frame) + p("flow") + SECTION)
    assert found.find("one")[1].x == found.find("two")[1].x == pytest.approx(250, abs=1)
    assert found.find("two")[1].y > found.find("one")[1].y
    assert found.find("flow")[1].x == pytest.approx(50, abs=1)


def test_a_frame_with_a_place_on_the_page_stands_there(printed: Print) -> None:
    frame = 'w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="3000" w:y="5000"'
    found = printed(p("flow") + p("framed", frame) + SECTION)
    assert (found.find("framed")[1].x, found.find("framed")[1].y) == pytest.approx((150, 250), abs=6)


def test_a_frame_in_line_with_the_text_is_no_frame(printed: Print) -> None:
    frame = 'w:wrap="auto" w:hAnchor="text" w:xAlign="left" w:yAlign="inline"'
    found = printed(p("before") + p("framed", frame) + p("behind") + SECTION)
    assert found.find("before")[1].y < found.find("framed")[1].y < found.find("behind")[1].y


BORDERS = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="1"/>' for side in ("top", "left", "bottom", "right"))
FRAMED = (
    '<w:p><w:pPr><w:framePr w:w="2000" w:h="3000" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    "<w:pBdr>{}</w:pBdr>{}</w:pPr><w:r><w:t>framed</w:t></w:r></w:p>"
)


def test_borders_stand_around_a_frame_that_is_higher_than_its_words(printed: Print) -> None:
    found = printed(FRAMED.format(BORDERS, "") + p("flow") + SECTION)
    (framed,) = (box for box in found.boxes if getattr(box, "border_top_width", 0) and hasattr(box, "height"))
    assert framed.height * 0.75 == pytest.approx(150)


def test_words_of_a_frame_run_down_where_its_paragraph_says_so(printed: Print) -> None:
    found = printed(FRAMED.format("", '<w:textDirection w:val="tbRl"/>') + p("flow") + SECTION)
    assert any("translate(100pt,0) rotate(90deg)" in rule for rule in found.html.rules.values())


def test_a_paragraph_of_a_cell_stands_in_no_frame(printed: Print) -> None:
    framed = p("framed", 'w:wrap="around" w:hAnchor="margin" w:xAlign="center" w:y="721"')
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc>{p("before")}{framed}{p("behind")}</w:tc></w:tr></w:tbl>'
    found = printed(table + p("") + SECTION)
    assert found.find("before")[1].y < found.find("framed")[1].y < found.find("behind")[1].y
    assert found.find("framed")[1].x == found.find("before")[1].x
