import pytest

from packetgen.ooxml.numbers import CUSTOM, label


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (10, "chineseCounting", "十"),
        (105, "chineseCountingThousand", "一百零五"),
        (15, "chineseLegalSimplified", "壹拾伍"),
        (21, "decimalEnclosedCircle", "㉑"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (112, "ordinal", "112th"),
        (7, "decimalZero", "07"),
        (3, "numberInDash", "- 3 -"),
        (3, "none", ""),
    ],
)
def test_a_count_is_written_as_word_writes_its_format(number: int, number_format: str, expected: str) -> None:
    assert label(number, number_format) == expected


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal"),
    [
        (1, "One", "First"),
        (2, "Two", "Second"),
        (12, "Twelve", "Twelfth"),
        (20, "Twenty", "Twentieth"),
        (21, "Twenty-one", "Twenty-first"),
        (100, "One hundred", "One hundredth"),
        (243, "Two hundred forty-three", "Two hundred forty-third"),
        (1000, "1000", "1000th"),
    ],
)
def test_a_count_in_words_is_spelled(number: int, cardinal: str, ordinal: str) -> None:
    assert (label(number, "cardinalText"), label(number, "ordinalText")) == (cardinal, ordinal)


def test_a_custom_format_goes_on_as_its_sample_begins() -> None:
    assert label(7, f"{CUSTOM}001, 002, 003, ...") == "007"
    assert label(3, f"{CUSTOM}α, β, γ, ...") == "γ"
    assert label(25, f"{CUSTOM}α, β, γ, ...") == "αα"
    assert label(4, f"{CUSTOM}x") == "4"


def test_a_format_that_is_not_known_counts_in_figures() -> None:
    assert label(4, "klingon") == "4"
