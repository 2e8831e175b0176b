from packetgen.document.styles import Styles
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import Element, parse_xml


def element(inner: str, name: str = "w:styles") -> Element:
    root = parse_xml(f'<{name} xmlns:w="{PREFIXES["w"]}">{inner}</{name}>'.encode(), "x").value
    assert root is not None
    return root


def style(name: str, inner: str, kind: str = "paragraph", parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="Name of {name}"/>{based}{inner}</w:style>'


def test_a_circle_of_ancestors_ends_where_it_closes() -> None:
    styles = Styles(element(style("A", "", parent="B") + style("B", "", parent="A")))
    assert [each.get(f"{{{PREFIXES['w']}}}styleId") for each in styles.chain("A")] == ["B", "A"]


def test_an_unknown_style_sets_nothing_and_is_called_by_its_id() -> None:
    styles = Styles(None)
    assert (styles.run("X"), styles.paragraph("X"), styles.name("X"), styles.numbering("X")) == ({}, {}, "X", None)


def test_the_numbering_of_an_ancestor_holds_with_the_level_of_the_style() -> None:
    def numbered(inner: str) -> str:
        return f"<w:pPr><w:numPr>{inner}</w:numPr></w:pPr>"

    parent, child = numbered('<w:numId w:val="4"/>'), numbered('<w:ilvl w:val="2"/>')
    styles = Styles(element(style("A", parent) + style("B", child, parent="A")))
    assert styles.numbering("B") == ("4", 2)


def test_numbering_lies_over_what_the_style_that_names_it_inherits() -> None:
    def layout(inner: str, left: int, first: int) -> str:
        return f'<w:pPr><w:numPr>{inner}</w:numPr><w:ind w:left="{left}" w:firstLine="{first}"/></w:pPr>'

    eldest, middle = layout('<w:numId w:val="4"/>', 900, 100), layout('<w:ilvl w:val="2"/>', 800, 200)
    youngest = '<w:pPr><w:ind w:firstLine="300"/></w:pPr>'
    styles = Styles(element(style("A", eldest) + style("B", middle, parent="A") + style("C", youngest, parent="B")))
    older, younger = styles.around_numbering("C")
    assert (older["left"], older["first_line"]) == (45.0, 5.0)
    assert (younger["left"], younger["first_line"]) == (40.0, 15.0)
