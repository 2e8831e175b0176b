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
