from packetgen.document.model import NoteRules, Section
from packetgen.document.sections import note_rules, read_section
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import Element, parse_xml


def element(inner: str) -> Element:
    names = f'xmlns:w="{PREFIXES["w"]}" xmlns:r="{PREFIXES["r"]}"'
    root = parse_xml(f"<w:sectPr {names}>{inner}</w:sectPr>".encode(), "x").value
    assert root is not None
    return root


def section(inner: str, before: Section | None = None) -> Section:
    return read_section(element(inner), (), before, lambda _: (), {})


def test_geometry_is_in_points_whatever_unit_it_is_written_in() -> None:
    made = section('<w:pgSz w:w="21cm" w:h="16838"/><w:pgMar w:top="1in" w:left="1440" w:gutter="20"/>')
    assert [round(each, 1) for each in (made.width, made.height, made.top, made.left)] == [595.3, 841.9, 72.0, 73.0]


def test_a_negative_margin_is_one_that_a_tall_header_does_not_move() -> None:
    made = section('<w:pgMar w:top="-1440" w:bottom="720"/>')
    assert (made.top, made.fixed_top, made.fixed_bottom) == (72.0, True, False)


def test_columns_are_even_or_stated() -> None:
    even = section(
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="720" w:right="720"/><w:cols w:num="2" w:space="720"/>'
    )
    stated = section('<w:cols w:num="2" w:equalWidth="0"><w:col w:w="2000" w:space="400"/><w:col w:w="4000"/></w:cols>')
    assert [column.width for column in even.columns] == [252.0, 252.0]
    assert [(column.width, column.space) for column in stated.columns] == [(100.0, 20.0), (200.0, 0.0)]


def test_a_section_has_the_headers_of_the_one_before_where_it_has_none() -> None:
    first = section('<w:headerReference w:type="default" r:id="a"/><w:headerReference w:type="first" r:id="b"/>')
    assert set(section("", first).headers) == {"default", "first"}


def test_notes_follow_the_section_over_the_document() -> None:
    below = {"footnotes": NoteRules(format="lowerLetter", start=3)}
    found = note_rules(element('<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'), below)
    assert found["footnotes"] == NoteRules(format="lowerLetter", start=3, restart="eachPage")
    assert found["endnotes"].format == "lowerRoman"
