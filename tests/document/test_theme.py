import pytest

from packetgen.document.theme import MARK, Theme, adjusted, read_theme
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import parse_xml

XML = (
    f'<a:theme xmlns:a="{PREFIXES["a"]}"><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme><a:fontScheme><a:majorFont><a:latin typeface="Calibri Light"/>'
    '<a:ea typeface=""/><a:font script="Hans" typeface="等线 Light"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
    "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)


@pytest.fixture
def theme() -> Theme:
    return read_theme(parse_xml(XML.encode(), "x").value, "zh-CN")


def test_a_role_stands_for_a_face_and_a_face_for_itself(theme: Theme) -> None:
    roles = ("minorHAnsi", "majorAscii", "majorEastAsia")
    assert [theme.face(f"{MARK}{role}") for role in roles] == ["Calibri", "Calibri Light", "等线 Light"]
    assert theme.face("Arial") == "Arial"


def test_a_colour_has_its_names_of_both_kinds(theme: Theme) -> None:
    assert (theme.colour("accent1"), theme.colour("text1"), theme.colour("dk1")) == ("4472C4", "000000", "000000")


def test_a_theme_colour_is_made_lighter_and_darker() -> None:
    assert adjusted("808080", None, None) == "808080"
    assert adjusted("4472C4", "33", None) > "C00000"
    assert adjusted("4472C4", None, "80") < "400000"


def test_without_a_theme_no_role_stands_for_anything() -> None:
    assert read_theme(None, "").face(f"{MARK}minorHAnsi") == ""
