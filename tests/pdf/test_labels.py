"""Where list labels stand. The text begins 90 points from the page's edge."""

from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]
LEFT = 90.0
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'
ITEM = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>words</w:t></w:r></w:p>'


def numbering(
    text: str = "%1.", aligned: str = "left", suffix: str = "tab", indent: str = 'w:left="720" w:hanging="360"'
) -> str:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="8"/><w:numFmt w:val="lowerRoman"/><w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="{aligned}"/><w:pPr><w:ind {indent}/></w:pPr></w:lvl>'
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def placed(printed: Print, **level: str) -> tuple[float, float, float]:
    """Where the label begins and ends, and where the words begin."""
    pages = printed(ITEM + SECTION, numbering=numbering(**level))
    label, words = pages.find("viii")[1], pages.find("words")[1]
    return tuple(round(each - LEFT, 1) for each in (label.x, label.x + label.width, words.x))


def test_a_label_begins_where_its_paragraph_does_and_words_at_the_hanging_indent(printed: Print) -> None:
    start, _, words = placed(printed)
    assert (start, words) == (18.0, 36.0)


def test_a_label_to_the_right_ends_where_its_paragraph_begins(printed: Print) -> None:
    start, end, words = placed(printed, aligned="right")
    assert start < 18.0
    assert (end, words) == (18.0, 36.0)


def test_a_label_in_the_middle_lies_around_the_place_where_its_paragraph_begins(printed: Print) -> None:
    start, end, words = placed(printed, aligned="center")
    assert (round((start + end) / 2, 1), words) == (18.0, 36.0)


def test_words_behind_a_label_that_is_too_long_begin_at_the_next_default_stop(printed: Print) -> None:
    assert placed(printed, text="Part %1.")[2] == 72.0


def test_words_behind_a_label_without_a_hanging_indent_begin_at_the_next_default_stop(printed: Print) -> None:
    assert placed(printed, indent='w:left="0" w:firstLine="0"')[2] == 36.0


@pytest.mark.parametrize(("suffix", "gap"), [("nothing", 0.0), ("space", 2.5)])
def test_a_label_may_be_followed_by_a_space_or_nothing(printed: Print, suffix: str, gap: float) -> None:
    pages = printed(ITEM + SECTION, numbering=numbering(suffix=suffix))
    text = pages.find("viii")[1].text
    assert text == f"viii.{' ' * bool(gap)}words"
