"""The space between paragraphs, measured on the page: lines are 20 points high, so that gaps are what is more."""

from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]
EXACT = 'w:line="400" w:lineRule="exact"'
ADDS = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>"


def paragraph(text: str, before: int = 0, after: int = 0, more: str = "", spacing: str = "") -> str:
    space = f'<w:spacing w:before="{before}" w:after="{after}" {EXACT} {spacing}/>'
    return f"<w:p><w:pPr>{space}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def gap(printed: Any, upper: str = "one", lower: str = "two") -> float:
    return float(round(printed.find(lower)[1].y - printed.find(upper)[1].y - 20, 2))


@pytest.mark.parametrize(("after", "before", "points"), [(240, 80, 12.0), (80, 240, 12.0), (200, 200, 10.0)])
def test_the_larger_of_two_spaces_counts(printed: Print, after: int, before: int, points: float) -> None:
    body = paragraph("one", after=after) + paragraph("two", before=before)
    assert gap(printed(body)) == points
    assert gap(printed(body, settings="<w:compat/>")) == points


def test_both_spaces_count_where_the_settings_say_so(printed: Print) -> None:
    assert gap(printed(paragraph("one", after=240) + paragraph("two", before=80), settings=ADDS)) == 16.0


def test_paragraphs_of_one_style_each_drop_their_own_space_where_they_ask_for_it(printed: Print) -> None:
    asks = "<w:contextualSpacing/>"
    assert gap(printed(paragraph("one", after=240, more=asks) + paragraph("two", before=80, more=asks))) == 0.0
    assert gap(printed(paragraph("one", after=240, more=asks) + paragraph("two", before=80))) == 4.0
    assert gap(printed(paragraph("one", after=240) + paragraph("two", before=80, more=asks))) == 12.0


def test_paragraphs_of_two_styles_keep_their_space(printed: Print) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in "AB"
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:contextualSpacing/><w:spacing w:after="240" {EXACT}/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for style, text in (("A", "one"), ("B", "two"))
    )
    assert gap(printed(body, styles=styles)) == 12.0


def test_spaces_as_in_html_are_14_points_and_none_at_the_top(printed: Print) -> None:
    auto = 'w:beforeAutospacing="1" w:afterAutospacing="1"'
    body = paragraph("one", before=100, after=100, spacing=auto) + paragraph("two", 100, 100, spacing=auto)
    pages = printed(body)
    assert gap(pages) == 14.0
    assert round(pages.find("one")[1].y, 2) == 72.0
    assert gap(printed(body, settings=ADDS)) == 15.0


def test_the_space_above_a_paragraph_falls_away_on_a_full_page_but_not_behind_a_break(printed: Print) -> None:
    filler = "".join(paragraph(f"line{number}") for number in range(34))
    page, word = printed(filler + paragraph("last", before=600)).find("last")
    assert (page, round(word.y, 2)) == (1, 72.0)
    page, word = printed(paragraph("x", after=200) + paragraph("last", before=600, more="<w:pageBreakBefore/>")).find(
        "last"
    )
    assert (page, round(word.y, 2)) == (1, 102.0)


def test_the_mark_behind_a_line_break_at_the_end_takes_a_line_of_its_own(printed: Print) -> None:
    assert gap(printed(paragraph("one</w:t><w:br/><w:t>") + paragraph("two"))) == 20.0


def test_the_space_below_the_last_paragraph_of_a_header_is_part_of_its_height(printed: Print) -> None:
    size = (
        '<w:pgSz w:w="8000" w:h="8000"/><w:pgMar w:top="400" w:left="400" w:right="400" w:bottom="400" w:header="400"/>'
    )
    section = f'<w:sectPr><w:headerReference w:type="default" r:id="header1"/>{size}</w:sectPr>'
    found = printed(paragraph("two") + section, header1=paragraph("one", after=200))
    assert gap(found) == pytest.approx(10.0, abs=0.5)
