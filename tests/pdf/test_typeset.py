"""Which face serves for a character, and what stands in for one that none holds."""

import pytest

from packetgen.document.model import DeclaredFace, RunFormat
from packetgen.fonts import survey
from packetgen.pdf.typeset import Typesetter, has_han, is_chinese, scripts
from packetgen.pdf.write import print_docx

pytestmark = pytest.mark.skipif(
    not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor"
)


def stretches(text: str, look: RunFormat | None = None) -> tuple[list[str], Typesetter]:
    types = Typesetter("")
    return [each.text for each in types.stretches(text, look or RunFormat())], types


def test_a_box_stands_for_a_character_that_no_face_holds_and_is_counted() -> None:
    found, types = stretches("a\ue123b\ue123")
    assert "".join(found) == "a□b□"
    assert types.missing == {"\ue123": 2}


def test_characters_that_nothing_is_drawn_for_need_no_face_and_part_no_words() -> None:
    found, types = stretches("so\u00adft\u200bwa\u2060re\ufeff")
    assert found == ["so\u00adft\u200bwa\u2060re\ufeff"]
    assert not types.missing


def test_signs_come_from_other_faces_that_are_named() -> None:
    found, types = stretches("☐ مرحبا")
    assert "".join(found) == "☐ مرحبا"
    assert not types.missing
    assert {ch for ch, _, _ in types.replaced} == set("☐مرحبا")


def test_what_the_font_table_says_of_a_face_chooses_its_substitute() -> None:
    types = Typesetter(
        "", {"Frobnik": DeclaredFace(family="swiss"), "Gnarl": DeclaredFace(alternatives=("Courier New",))}
    )
    for face in ("Frobnik", "Gnarl"):
        next(types.stretches("x", RunFormat(ascii=face)))
    assert types.choices["Frobnik", "latin"].found_family == "Liberation Sans"
    assert types.choices["Gnarl", "latin"].found_family == "Liberation Mono"


HINTED = RunFormat(hint_east_asian=True)


def in_han_face(text: str, look: RunFormat | None = None) -> str:
    """The characters of a text that are set in its East Asian face."""
    return "".join(ch for ch, is_han in scripts(text, look or RunFormat()) if is_han)


def test_signs_of_both_scripts_go_with_the_words_around_them() -> None:
    assert in_han_face("■□□") == ""
    assert in_han_face("a □ b") == ""
    assert in_han_face("□同意") == "□同意"
    assert in_han_face("同意□") == "同意□"
    assert in_han_face("■□", HINTED) == "■□"
    assert not has_han("■□")


def test_signs_of_western_character_sets_are_latin_unless_the_file_hints_otherwise() -> None:
    assert in_han_face("36台×3.60") == "台"
    assert in_han_face("台×台", HINTED) == "台×台"


def test_the_advance_of_a_text_is_that_of_its_characters() -> None:
    types = Typesetter("")
    look = RunFormat(ascii="Courier New", size=10)
    assert round(types.advance("(iv)", look), 1) == 24.0
    assert types.advance("一、", look) == 20.0


def test_a_document_is_chinese_when_much_of_it_is() -> None:
    assert is_chinese("关于 pilot 的报告")
    assert not is_chinese("The word 仿宋 names a face of Chinese type, among others.")


def test_a_character_that_no_face_holds_is_a_warning_by_name_and_count_where_files_come_from_outside(
    docx_of: "object",
) -> None:
    data = docx_of("<w:p><w:r><w:t>a\ue123\ue123</w:t></w:r></w:p>")  # type: ignore[operator]
    result = print_docx(data, "x.docx", strict=False)
    assert result.value is not None
    found = [(each.param("number"), each.param("count")) for each in result.diagnostics if each.code == "PG701"]
    assert found == [("U+E123", "2")]


def test_a_face_counts_as_replaced_only_where_characters_of_its_script_ask_for_it() -> None:
    types = Typesetter("")
    list(types.stretches("words only", RunFormat(ascii="Frobnik", east_asian="Gnarl")))
    assert set(types.choices) == {("Frobnik", "latin")}
    list(types.stretches("字 ", RunFormat(ascii="Snarf", east_asian="Frobnik")))
    assert set(types.choices) == {("Frobnik", "latin"), ("Frobnik", "han")}
