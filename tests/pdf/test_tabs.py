"""Tabs, measured on the page. The text begins 90 points from its edge (the default margins)."""

from collections.abc import Callable
from typing import Any

import pytest

from packetgen.pdf.tab_stops import parsed

Print = Callable[..., Any]
LEFT = 90.0
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'
"""Lines of 415.3 points."""


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    parts = "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in text.split("\t"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{parts}</w:r></w:p>"


def stops(*names: str) -> str:
    found = (name.split(":") for name in names)
    made = (f'<w:tab w:val="{kind}" w:pos="{place}" w:leader="{lead}"/>' for kind, place, lead in found)
    return f"<w:tabs>{''.join(made)}</w:tabs>"


def ends(pages: Any, text: str) -> tuple[float, float]:
    """Where a word begins and ends, from the edge of the text, in points."""
    word = pages.find(text)[1]
    return round(word.x - LEFT, 1), round(word.x + word.width - LEFT, 1)


def test_a_tab_goes_to_the_next_of_the_default_stops(printed: Print) -> None:
    pages = printed(paragraph("a\tb\t\tc") + SECTION, settings='<w:defaultTabStop w:val="800"/>')
    assert [ends(pages, text)[0] for text in "abc"] == [0.0, 40.0, 120.0]


def test_default_stops_lie_behind_those_of_the_paragraph(printed: Print) -> None:
    pages = printed(paragraph("a\tb\tc", stops("left:2000:none")) + SECTION)
    assert [ends(pages, text)[0] for text in "abc"] == [0.0, 100.0, 108.0]


def test_what_follows_a_stop_to_the_right_ends_there_and_what_follows_one_in_the_middle_lies_around_it(
    printed: Print,
) -> None:
    pages = printed(paragraph("a\tmiddle\tright", stops("center:4000:none", "right:8000:none")) + SECTION)
    start, end = ends(pages, "middle")
    assert round((start + end) / 2, 1) == 200.0
    assert ends(pages, "right")[1] == 400.0


def test_numbers_stand_with_their_points_at_a_decimal_stop(printed: Print) -> None:
    at = stops("decimal:3000:none")
    pages = printed(paragraph("\t1234.5", at) + paragraph("\t12.25", at) + paragraph("\t77", at) + SECTION)
    digit = (ends(pages, "77")[1] - ends(pages, "77")[0]) / 2
    assert ends(pages, "77")[1] == 150.0
    assert round(ends(pages, "1234.5")[0] + 4 * digit, 1) == 150.0
    assert round(ends(pages, "12.25")[0] + 2 * digit, 1) == 150.0


def test_a_hanging_indent_is_a_stop_nearer_than_the_default_ones(printed: Print) -> None:
    pages = printed(paragraph("term\tmeaning", '<w:ind w:left="2880" w:hanging="2880"/>') + SECTION)
    assert ends(pages, "meaning")[0] == 144.0


def test_stops_are_counted_from_the_margin_not_from_the_indent(printed: Print) -> None:
    pages = printed(paragraph("a\tb", stops("left:2000:none") + '<w:ind w:left="600" w:right="300"/>') + SECTION)
    assert [ends(pages, text)[0] for text in "ab"] == [30.0, 100.0]


def test_a_tab_within_other_markup_moves_what_follows_it_outside(printed: Print) -> None:
    link = '<w:hyperlink w:anchor="x"><w:r><w:t>in</w:t><w:tab/><w:t>side</w:t></w:r></w:hyperlink>'
    body = f"<w:p><w:pPr>{stops('right:4000:none')}</w:pPr>{link}<w:r><w:t>out</w:t></w:r></w:p>"
    pages = printed(body + SECTION)
    assert ends(pages, "out") == (ends(pages, "side")[1], 200.0)


def test_only_what_follows_the_last_tab_of_a_line_is_justified(printed: Print) -> None:
    long = "many words that go on " * 8
    body = paragraph(f"two words\t{long}", stops("left:2000:none") + '<w:jc w:val="both"/>') + SECTION
    ragged = printed(body.replace('<w:jc w:val="both"/>', ""))
    even = printed(body)
    assert ends(even, "two words") == ends(ragged, "two words")
    assert ends(even, "many")[0] == 100.0
    assert ends(even, "many")[1] == pytest.approx(415.3, abs=0.2)
    assert ends(ragged, "many")[1] < 414


def test_leaders_and_underlined_tabs_are_drawn_as_edges_and_bare_tabs_are_not(printed: Print) -> None:
    def edges(pages: Any) -> list[tuple[str, float]]:
        found = [box for box in pages.boxes if hasattr(box, "tab_stops")]
        return [(box.style["border_bottom_style"], round(box.border_bottom_width * 0.75, 2)) for box in found]

    at = stops("left:1000:none", "left:2000:dot", "left:3000:hyphen", "left:4000:underscore")
    pages = printed(paragraph("a\tb\tc\td\te", at) + SECTION)
    assert edges(pages) == [("none", 0.0), ("dotted", 0.75), ("dashed", 0.5), ("solid", 0.5)]
    assert edges(printed(paragraph("a\tb", run='<w:u w:val="single"/>') + SECTION)) == [("solid", 0.5)]


def test_a_position_tab_goes_to_a_place_of_the_line(printed: Print) -> None:
    tab = '<w:ptab w:relativeTo="margin" w:alignment="{}" w:leader="none"/>'
    body = f"<w:p><w:r>{tab.format('center')}<w:t>middle</w:t>{tab.format('right')}<w:t>right</w:t></w:r></w:p>"
    pages = printed(body + SECTION)
    assert round(sum(ends(pages, "middle")) / 2, 1) == pytest.approx(207.6, abs=0.1)
    assert ends(pages, "right")[1] == pytest.approx(415.3, abs=0.1)


def test_a_stop_of_the_kind_bar_draws_a_line_and_stops_nothing(printed: Print) -> None:
    pages = printed(paragraph("a\tb", stops("bar:1000:none", "left:2000:none")) + SECTION)
    assert ends(pages, "b")[0] == 100.0
    assert any("background-position:50pt 0" in rule for rule in pages.html.rules.values())


def test_lines_of_a_table_of_contents_are_filled_with_dots_by_the_engine(printed: Print) -> None:
    pages = printed(paragraph("Chapter\t12", stops("right:8306:dot")) + SECTION)
    assert 'class="lead"' in pages.html.text
    assert ends(pages, "12")[1] == pytest.approx(415.3, abs=0.1)


def test_a_stop_beyond_the_line_keeps_the_text_on_the_page(printed: Print) -> None:
    pages = printed(paragraph("a\tb", stops("left:9000:none")) + SECTION)
    assert ends(pages, "b")[0] <= 415.3


def test_an_element_says_its_stops_in_points_and_they_are_read_in_pixels() -> None:
    known = parsed("36:left:none,72:right:dot;18;18;36;u")
    assert [(stop.position, stop.alignment, stop.leader) for stop in known.stops] == [
        (48, "left", "none"),
        (96, "right", "dot"),
    ]
    assert (known.left, known.hang, known.each, known.underlined) == (24, 24, 48, True)
