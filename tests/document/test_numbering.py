from collections.abc import Callable

from packetgen.document.numbering import Numbering, read_numbering
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import parse_xml


def numbering(inner: str) -> Numbering:
    declared = " ".join(f'xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in ("w", "w14", "mc"))
    return read_numbering(parse_xml(f"<w:numbering {declared}>{inner}</w:numbering>".encode(), "x").value)


def level(number: int, text: str, number_format: str = '<w:numFmt w:val="decimal"/>', more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/>{number_format}<w:lvlText w:val="{text}"/>{more}</w:lvl>'


def defined(*levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def labels(made: Numbering, *levels: int, number: str = "1") -> list[str]:
    found = (made.label(number, each) for each in levels)
    return [each.text if each is not None else "" for each in found]


def test_a_deeper_level_starts_afresh_under_each_higher_one() -> None:
    made = numbering(defined(level(0, "%1."), level(1, "%1.%2")))
    assert labels(made, 0, 1, 1, 0, 1) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_a_level_may_go_on_whatever_stands_above_it() -> None:
    made = numbering(defined(level(0, "%1."), level(1, "(%2)", more='<w:lvlRestart w:val="0"/>')))
    assert labels(made, 0, 1, 0, 1) == ["1.", "(1)", "2.", "(2)"]


def test_higher_levels_that_were_passed_over_count_as_used() -> None:
    made = numbering(defined(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3")))
    assert labels(made, 2, 1, 0) == ["1.1.1", "1.2", "2."]


def test_legal_labels_have_figures_throughout() -> None:
    roman = '<w:numFmt w:val="upperRoman"/>'
    made = numbering(defined(level(0, "%1", roman), level(1, "%1.%2", more="<w:isLgl/>")))
    assert labels(made, 0, 1) == ["I", "1.1"]


def test_instances_of_one_list_go_on_counting_unless_one_starts_over() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    more = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>{override}</w:num>'
    made = numbering(defined(level(0, "%1.")) + more)
    assert [*labels(made, 0), *labels(made, 0, number="2"), *labels(made, 0, 0, number="3")] == ["1.", "2.", "7.", "8."]


def test_a_newer_format_is_read_where_its_sample_says_what_it_is() -> None:
    newer = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    assert labels(numbering(defined(level(0, "%1", newer))), 0, 0) == ["001", "002"]


def test_a_list_style_keeps_the_levels_of_those_that_name_it() -> None:
    style = f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="S"/>{level(0, "§%1")}</w:abstractNum>'
    named = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert labels(numbering(style + named), 0) == ["§1"]


def test_a_list_that_is_not_defined_has_no_label() -> None:
    made: Callable[..., object] = numbering("").label
    assert made("9", 0) is None
