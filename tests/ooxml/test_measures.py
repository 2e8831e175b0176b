import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.ooxml.measures import LONGEST, bits, character, number, points, whole


@pytest.mark.parametrize(
    ("written", "read"),
    [("12", 12), ("-3", -3), (" 7 ", 7), ("2.0", 2), ("", 5), ("abc", 5), ("²", 5), ("１", 5), ("1_0", 5), (None, 5)],
)
def test_whole_numbers_are_read_as_word_reads_them(written: str | None, read: int) -> None:
    assert whole(written, 5) == read


def test_numbers_stay_between_their_bounds() -> None:
    assert whole("99999999999", 1, 0, 63) == 63
    assert whole("-5", 1, 0, 63) == 0
    assert number("1e999", 2.0) == 2.0
    assert number("nan", 2.0) == 2.0
    assert number("77", bound=50) == 50


@pytest.mark.parametrize(
    ("written", "read"),
    [("240", 12), ("12pt", 12), ("1in", 72), ("2.54cm", 72), ("25.4mm", 72), ("1pc", 12), ("50%", 0), ("x", 0)],
)
def test_lengths_may_have_units(written: str, read: float) -> None:
    assert points(written) == pytest.approx(read)


def test_characters_are_those_that_a_document_may_hold() -> None:
    assert character("F0B7") == "\uf0b7"
    assert [character(code) for code in ("0", "D800", "110000", "xyz", "")] == [""] * 5
    assert bits("04A0") == 0x4A0


@given(st.one_of(st.none(), st.text(), st.from_regex(r"[-+0-9.eE%a-z]{0,30}")))
def test_no_value_raises_or_gives_what_no_page_has(value: str | None) -> None:
    assert math.isfinite(number(value))
    assert abs(points(value)) <= LONGEST
    assert isinstance(whole(value), int)
    character(value)
