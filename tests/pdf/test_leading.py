"""The height of lines, and where words stand in them."""

from collections.abc import Callable
from typing import Any

import pytest

from packetgen.document.model import ParagraphFormat
from packetgen.pdf.leading import line_of

Print = Callable[..., Any]
ABOVE, BELOW = 11.0, 3.0


@pytest.mark.parametrize(
    ("rule", "line", "pitch", "height", "baseline"),
    [
        ("auto", 1.0, 0.0, 14.0, 11.0),
        ("auto", 1.5, 0.0, 21.0, 11.0),  # what is more stands below the words
        ("auto", 0.5, 0.0, 7.0, 4.0),  # and what is less is cut above them
        ("exact", 20.0, 0.0, 20.0, 16.0),
        ("exact", 10.0, 15.0, 10.0, 8.0),
        ("atLeast", 20.0, 0.0, 20.0, 17.0),  # what is more stands above the words
        ("atLeast", 10.0, 0.0, 14.0, 11.0),
        ("auto", 1.0, 16.0, 16.0, 12.0),  # in the middle of a line of the grid
        ("auto", 1.5, 16.0, 24.0, 12.0),
        ("auto", 1.0, 10.0, 20.0, 14.0),  # two lines of the grid
    ],
)
def test_lines_follow_words_rules(rule: str, line: float, pitch: float, height: float, baseline: float) -> None:
    found = line_of(ParagraphFormat(line_rule=rule, line=line), ABOVE, BELOW, pitch)
    assert (round(found.height, 3), round(found.baseline, 3)) == (height, baseline)


def test_what_a_multiple_leaves_over_of_a_twip_is_cut() -> None:
    # 11 points of Arial, 1.15 lines: 206.36 and 46.64 twips, 290.95 in all.
    found = line_of(ParagraphFormat(line_rule="auto", line=1.15), 10.318, 2.332)
    assert found.height == 14.5


def words(*sizes: tuple[str, int]) -> str:
    return "".join(
        f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for text, size in sizes
    )


def pitch(printed: Print, first: str) -> float:
    pages = printed(f"<w:p>{first}</w:p><w:p>{words(('next', 20))}</w:p>")
    return float(round(pages.find("next")[1].y - 72, 1))


def test_a_line_is_as_high_as_its_tallest_words_whatever_most_are(printed: Print) -> None:
    assert pitch(printed, words(("most of it is small", 20))) == 11.5
    assert pitch(printed, words(("most of it is small", 20), ("big", 40))) == 23.0
    assert pitch(printed, words(("most of it is big", 40), ("small", 20))) == 23.0


def test_a_tall_word_makes_its_own_line_higher_and_no_other(printed: Print) -> None:
    tall = words(("one", 20)) + "<w:r><w:br/></w:r>" + words(("two", 20), ("big", 40))
    assert pitch(printed, tall) == 34.5


def test_sizes_stay_where_the_tallest_run_of_a_paragraph_holds_no_words(printed: Print) -> None:
    html = printed(f"<w:p>{words(('small', 18))}<w:r><w:rPr><w:sz w:val='22'/></w:rPr><w:tab/></w:r></w:p>").html
    sizes = {part for rule in html.rules.values() for part in rule.split(";") if part.startswith("font-size")}
    assert "font-size:9pt" in sizes


def test_raised_words_leave_the_line_as_high_as_it_is(printed: Print) -> None:
    raised = '<w:r><w:rPr><w:sz w:val="20"/><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    assert pitch(printed, words(("km", 20)) + raised) == 11.5


def test_chinese_lines_are_1_3_times_as_high_as_their_words(printed: Print) -> None:
    pages = printed("".join(f"<w:p>{words((text, 24))}</w:p>" for text in ("第一行", "第二行")))
    assert round(pages.find("第二行")[1].y - pages.find("第一行")[1].y, 1) == 15.6


def test_the_grid_holds_in_cells_only_where_the_settings_say_so(printed: Print) -> None:
    grid = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="400"/></w:sectPr>'
    cell = f"<w:tc><w:p>{words(('one', 20))}</w:p><w:p>{words(('two', 20))}</w:p></w:tc>"
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>{grid}'

    def distance(compat: str) -> float:
        pages = printed(table, settings=f"<w:compat>{compat}</w:compat>")
        return float(round(pages.find("two")[1].y - pages.find("one")[1].y, 1))

    assert distance("") == 11.5
    assert distance("<w:adjustLineHeightInTable/>") == 20.0


def test_bullets_among_latin_words_do_not_make_their_lines_as_high_as_chinese_ones(printed: Print) -> None:
    def height(text: str) -> float:
        run = f'<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>{text}</w:t></w:r>'
        pages = printed(f"<w:p>{run}</w:p><w:p>{run}</w:p>").pages[0]
        tops = sorted({round(word.y, 1) for word in pages})
        return float(tops[-1] - tops[0])

    assert height("▪ word") == pytest.approx(height("- word"), abs=0.3)
    assert height("字 word") > height("- word") + 1
