from pathlib import Path

import pytest

from packetgen.diagnostics import Outcome
from packetgen.house.load import load_house
from packetgen.house.model import CHARACTER_STYLES, STYLE_NAMES, House
from packetgen.house.numbers import HeadingCounter
from packetgen.house.parts import header_footer_xml, numbering_xml, section_xml
from packetgen.house.styles import styles_xml

SHIPPED = Path(__file__).parent.parent.parent / "templates/houses"


def load(tmp_path: Path, text: str) -> Outcome[House]:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "house.yaml").write_text(text, encoding="utf-8")
    return load_house("mine", (tmp_path, SHIPPED))


def shipped(name: str) -> House:
    house = load_house(name, (SHIPPED,)).value
    assert house is not None
    return house


@pytest.mark.parametrize("name", ["gbt9704", "corporate-en"])
def test_a_shipped_house_defines_every_style_and_a_face_for_every_script(name: str) -> None:
    house = shipped(name)
    assert house.styles.keys() == STYLE_NAMES.keys()
    assert house.characters.keys() == CHARACTER_STYLES.keys()
    text = styles_xml(house).decode()
    for fonts in text.split("<w:rFonts ")[1:]:
        head = fonts.split("/>")[0]
        assert all(f"w:{slot}=" in head for slot in ("ascii", "eastAsia", "hAnsi", "cs"))


def test_what_stands_in_brackets_is_left_out_where_the_deal_does_not_state_it() -> None:
    footer = header_footer_xml("ftr", "{title}[ | Version {version}] >> {page}", "footer")
    guarded = footer[footer.index("{% if meta.version %}") : footer.index("{% endif %}")]
    assert " | Version " in guarded
    assert "{{ meta.version }}" in guarded or "{% if meta.version %}{{ meta.version }}" in guarded
    assert "<w:tab/>" not in guarded


@pytest.mark.parametrize("name", ["gbt9704", "corporate-en"])
def test_numbered_paragraphs_have_the_level_below_those_of_the_headings(name: str) -> None:
    house = shipped(name)
    level = numbering_xml(house, ()).decode().split('w:ilvl="4"')[1]
    assert 'w:pStyle w:val="NumberedParagraph"' in level
    assert 'w:lvlText w:val="%1.%5"' in level
    style = styles_xml(house).decode().split('w:styleId="NumberedParagraph"')[1].split("</w:style>")[0]
    assert '<w:ilvl w:val="4"/>' in style
    assert "outlineLvl" not in style


def test_the_official_page_is_that_of_the_standard() -> None:
    section = section_xml(shipped("gbt9704"), "")
    assert 'w:w="11906" w:h="16838"' in section
    assert 'w:top="2098"' in section
    assert 'w:left="1587"' in section
    assert 'w:type="lines" w:linePitch="579"' in section
    assert "charSpace" not in section


def test_official_headings_count_in_chinese() -> None:
    counter = HeadingCounter(shipped("gbt9704").headings)
    assert [counter.next(level) for level in (1, 2, 2, 3, 4, 1, 2)] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "（1）",
        "二、",
        "（一）",
    ]


def test_a_house_inherits_token_by_token(tmp_path: Path) -> None:
    house = load(tmp_path, "extends: gbt9704\nid: mine\nstyles:\n  title:\n    size: 24\n").value
    assert house is not None
    assert (house.id, house.styles["title"].size, house.styles["title"].font) == ("mine", 24.0, "xiaobiaosong")
    assert house.page == shipped("gbt9704").page


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("extends: gbt970\n", "PG401", 1),
        ("extends: mine\n", "PG402", 1),
        ("extends: gbt9704\nstyle: {}\n", "PG403", 2),
        ("extends: gbt9704\nstyles:\n  titel:\n    size: 24\n", "PG403", 3),
        ("extends: gbt9704\nstyles:\n  title:\n    sise: 24\n", "PG403", 4),
        ("extends: gbt9704\nstyles:\n  title:\n    size: big\n", "PG406", 4),
        ("extends: gbt9704\nstyles:\n  title:\n    alignment: middle\n", "PG406", 4),
        ("id: mine\n", "PG404", 1),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    found = [each for each in load(tmp_path, text).diagnostics if each.code == code]
    assert found
    assert found[0].span is not None
    assert found[0].span.line == line
