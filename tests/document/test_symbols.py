import pytest

from packetgen.document.model import RunFormat
from packetgen.document.symbols import symbol, translated

LOOK = RunFormat(ascii="Arial", east_asian="宋体")


@pytest.mark.parametrize(
    ("code", "face", "expected"),
    [
        ("F0FE", "Wingdings", "☑"),
        ("A8", "Wingdings", "◻"),
        ("F061", "Symbol", "α"),
        ("F050", "Wingdings 2", "✓"),
        ("F0B7", "Symbol", "•"),
    ],
)
def test_a_character_of_a_symbol_face_is_one_that_other_faces_hold(code: str, face: str, expected: str) -> None:
    assert symbol(code, face, LOOK) == (expected, LOOK)


def test_a_character_of_another_face_is_set_in_that_face() -> None:
    text, look = symbol("2713", "Segoe UI Symbol", LOOK)
    assert (text, look.ascii) == ("✓", "Segoe UI Symbol")


def test_what_is_no_code_is_nothing() -> None:
    assert symbol("none", "Symbol", LOOK)[0] == ""


def test_text_of_other_faces_is_left_alone() -> None:
    assert translated("abc", "Arial") == "abc"
    assert translated("ab", "Symbol") == "αβ"
