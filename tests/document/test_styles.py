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
