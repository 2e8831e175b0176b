import pytest
from tests.document.conftest import docx

from packetgen.document.read import read_docx


def told(look: str) -> dict[str | None, str | None]:
    body = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>x</w:t></w:r></w:p>"
    found = read_docx(docx(body), "x").diagnostics
    return {each.param("name"): each.param("count") for each in found if each.code == "PG632"}


@pytest.mark.parametrize("look", ["emboss", "imprint", "shadow"])
def test_a_look_that_is_not_shown_is_reported_where_it_is_switched_on(look: str) -> None:
    assert told(f"<w:{look}/>") == {look: "1"}
    assert told(f'<w:{look} w:val="0"/>') == {}


def test_effects_and_fitted_text_are_reported_unless_they_are_none() -> None:
    assert told('<w:effect w:val="shimmer"/><w:fitText w:val="900"/>') == {"effect": "1", "fitText": "1"}
    assert told('<w:effect w:val="none"/>') == {}


def test_an_outline_that_word_writes_as_none_is_none() -> None:
    assert told("<w14:textOutline><w14:noFill/></w14:textOutline>") == {}
    assert told("<w14:textOutline><w14:solidFill/></w14:textOutline>") == {"textOutline": "1"}


def test_looks_of_before_a_change_do_not_count() -> None:
    assert told('<w:rPrChange w:id="1" w:author="A"><w:rPr><w:emboss/></w:rPr></w:rPrChange>') == {}
