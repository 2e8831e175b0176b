"""Breaks within paragraphs."""

from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_words_behind_a_page_break_stand_on_the_next_page(printed: Print) -> None:
    pages = printed(f"<w:p>{run('before')}{BREAK}{run('after')}</w:p><w:p>{run('next')}</w:p>")
    assert [pages.find(text)[0] for text in ("before", "after", "next")] == [0, 1, 1]


def test_words_behind_a_break_begin_at_the_indent_of_the_paragraph_not_of_its_first_line(printed: Print) -> None:
    pages = printed(f'<w:p><w:pPr><w:ind w:left="200" w:firstLine="400"/></w:pPr>{run("a")}{BREAK}{run("b")}</w:p>')
    assert [round(pages.find(text)[1].x, 1) for text in "ab"] == [120.0, 100.0]


def test_a_break_in_front_of_all_words_moves_the_whole_paragraph(printed: Print) -> None:
    pages = printed(
        f'<w:p>{run("first")}</w:p><w:p><w:pPr><w:ind w:firstLine="400"/></w:pPr>{BREAK}{run("moved")}</w:p>'
    )
    page, word = pages.find("moved")
    assert (page, round(word.x, 1), len(pages.pages)) == (1, 110.0, 2)


@pytest.mark.parametrize(("compat", "lines"), [("", 0), ("<w:splitPgBreakAndParaMark/>", 1)])
def test_the_mark_behind_a_break_takes_a_line_only_where_the_settings_say_so(
    printed: Print, compat: str, lines: int
) -> None:
    exact = '<w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr>'
    body = f"<w:p>{exact}{run('one')}{BREAK}</w:p><w:p>{exact}{run('two')}</w:p>"
    page, word = printed(body, settings=f"<w:compat>{compat}</w:compat>").find("two")
    assert (page, round(word.y - 72, 2)) == (1, 20.0 * lines)


def test_a_break_within_a_link_parts_its_paragraph(printed: Print) -> None:
    link = f'<w:hyperlink w:anchor="x">{run("here")}{BREAK}{run("there")}</w:hyperlink>'
    pages = printed(f"<w:p>{link}</w:p>")
    assert [pages.find(text)[0] for text in ("here", "there")] == [0, 1]


def test_a_column_break_in_one_column_ends_the_page(printed: Print) -> None:
    pages = printed(f'<w:p>{run("one")}<w:r><w:br w:type="column"/></w:r>{run("two")}</w:p>')
    assert [pages.find(text)[0] for text in ("one", "two")] == [0, 1]


def test_a_column_break_in_columns_goes_to_the_next_one(printed: Print) -> None:
    columns = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2" w:space="720"/></w:sectPr>'
    pages = printed(f'<w:p>{run("one")}<w:r><w:br w:type="column"/></w:r>{run("two")}</w:p>{columns}')
    (first, one), (second, two) = pages.find("one"), pages.find("two")
    assert first == second == 0
    assert two.x > one.x + 150


@pytest.mark.parametrize(("room", "page"), [(22.0, 1), (24.0, 0)])
def test_the_last_line_of_a_page_needs_no_room_for_what_a_multiple_adds_below_it(
    printed: Print, room: float, page: int
) -> None:
    # Two lines of 10 points of Liberation Serif, 11.5 high, the first three times as high.
    def line(text: str) -> str:
        return f'<w:p><w:pPr><w:spacing w:line="720" w:lineRule="auto"/></w:pPr>{run(text)}</w:p>'

    height = round((34.5 + room / 2) * 20) + 2000
    section = f'<w:sectPr><w:pgSz w:w="8000" w:h="{height}"/><w:pgMar w:top="1000" w:bottom="1000"/></w:sectPr>'
    found = printed(line("first") + line("last") + section)
    assert found.find("last")[0] == page


def test_in_a_cell_the_last_line_needs_room_for_what_a_multiple_adds(printed: Print) -> None:
    spaced = f'<w:p><w:pPr><w:spacing w:line="720" w:lineRule="auto"/></w:pPr>{run("in")}</w:p>'
    body = f'<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc>{spaced}</w:tc></w:tr></w:tbl>'
    section = '<w:sectPr><w:pgSz w:w="8000" w:h="3000"/><w:pgMar w:top="1000" w:bottom="1000"/></w:sectPr>'
    found = printed(f"<w:p>{run('before')}</w:p><w:p>{run('it')}</w:p>{body}<w:p>{run('after')}</w:p>{section}")
    assert found.find("in")[0] == 1
