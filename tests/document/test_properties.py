from typing import Any

import pytest

from packetgen.document.properties import edges, laid_over, paragraph_properties, run_properties, shading, stops
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import Element, parse_xml


def element(inner: str, name: str = "w:rPr") -> Element:
    root = parse_xml(f'<{name} xmlns:w="{PREFIXES["w"]}">{inner}</{name}>'.encode(), "x").value
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<w:b/><w:i w:val="off"/>', {"bold": True, "italic": False}),
        ('<w:sz w:val="21"/>', {"size": 10.5}),
        ('<w:sz w:val="12pt"/>', {"size": 12.0}),
        ('<w:w w:val="80%"/>', {"scale": 0.8}),
        ('<w:position w:val="-6"/>', {"raised": -3.0}),
        ('<w:position w:val="3pt"/>', {"raised": 3.0}),
        ('<w:spacing w:val="20"/>', {"spacing": 1.0}),
        (
            '<w:rFonts w:ascii="A" w:eastAsia="宋体" w:hint="eastAsia"/>',
            {"ascii": "A", "east_asian": "宋体", "hint_east_asian": True},
        ),
        ('<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>', {"language": "en-GB", "east_asian_language": "zh-CN"}),
        ('<w:vertAlign w:val="baseline"/>', {"vertical": ""}),
        ('<w:u w:val="none"/>', {"underline": "", "underline_colour": ""}),
        ('<w:szCs w:val="32"/><w:bCs/>', {"complex_size": 16.0, "complex_bold": True}),
    ],
)
def test_run_properties_are_plain_values(written: str, expected: dict[str, Any]) -> None:
    assert run_properties(element(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<w:ind w:start="720" w:hanging="360"/>', {"left": 36.0, "first_line": -18.0}),
        ('<w:ind w:left="1in" w:firstLineChars="200"/>', {"left": 72.0, "first_line_chars": 2.0}),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', {"line_rule": "auto", "line": 1.5}),
        ('<w:spacing w:beforeLines="50" w:before="156"/>', {"before": 7.8}),
        ('<w:spacing w:afterAutospacing="1"/>', {"auto_after": True}),
        ('<w:jc w:val="end"/>', {"alignment": "right"}),
        ('<w:outlineLvl w:val="9"/>', {"outline_level": None}),
        ("<w:keepNext/><w:bidi/>", {"keep_next": True, "right_to_left": True}),
    ],
)
def test_paragraph_properties_are_plain_values(written: str, expected: dict[str, Any]) -> None:
    assert paragraph_properties(element(written, "w:pPr")) == expected


def test_a_layer_clears_stops_of_the_one_below() -> None:
    below = paragraph_properties(
        element('<w:tabs><w:tab w:val="left" w:pos="720"/><w:tab w:val="right" w:pos="1440"/></w:tabs>', "w:pPr")
    )
    above = paragraph_properties(
        element('<w:tabs><w:tab w:val="clear" w:pos="720"/><w:tab w:val="end" w:pos="2000"/></w:tabs>', "w:pPr")
    )
    laid_over(below, above)
    assert [(stop.position, stop.alignment) for stop in stops(below)] == [(72.0, "right"), (100.0, "right")]


def test_a_border_that_is_none_is_kept_to_hide_another() -> None:
    found = edges(element('<w:start w:val="nil"/><w:top w:val="double" w:sz="12" w:color="auto"/>', "w:tcBorders"))
    assert (found["left"].style, found["top"].width, found["top"].colour) == ("none", 1.5, "000000")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('w:val="clear" w:fill="FFFF00"', "FFFF00"),
        ('w:val="pct50" w:color="000000" w:fill="FFFFFF"', "808080"),
        ('w:val="solid" w:color="C00000"', "C00000"),
    ],
)
def test_a_pattern_of_dots_is_the_mixture_of_its_colours(written: str, expected: str) -> None:
    assert shading(element(f"<w:shd {written}/>")[0]) == expected
