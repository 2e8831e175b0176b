from packetgen.ooxml.names import W
from packetgen.ooxml.paragraphs import PARAGRAPH, TEXT, counted, sign
from packetgen.ooxml.xml import Element, parse_xml


def body(inner: str) -> Element:
    root = parse_xml(f'<w:body xmlns:w="{W}">{inner}</w:body>'.encode(), "x").value
    assert root is not None
    return root


def read(root: Element) -> list[str]:
    """The characters by paragraph, as they are counted."""
    found: list[str] = []
    for element in counted(root):
        if element.tag == PARAGRAPH:
            found.append("")
        else:
            found[-1] += (element.text or "") if element.tag == TEXT else sign(element)
    return found


def test_breaks_tabs_and_hard_hyphens_are_a_character_each() -> None:
    root = body("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:cr/><w:noBreakHyphen/></w:r></w:p>")
    assert read(root) == ["a\nb\t\n\u2011"]


def test_tab_stops_field_codes_and_deleted_text_have_no_characters() -> None:
    stops = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    runs = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    assert read(body(f"<w:p>{stops}{runs}<w:r><w:t>a</w:t></w:r></w:p>")) == ["a"]


def test_runs_of_links_and_cells_count_in_their_paragraphs() -> None:
    cell = "<w:tbl><w:tr><w:tc><w:p><w:hyperlink><w:r><w:t>b</w:t></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl>"
    assert read(body(f"<w:p><w:r><w:t>a</w:t></w:r></w:p>{cell}<w:p/>")) == ["a", "b", ""]


def test_the_words_of_a_text_box_count_in_the_paragraph_around_it_and_in_their_own() -> None:
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict>"
    root = body(f"<w:p><w:r><w:t>a</w:t></w:r><w:r>{box}</w:r><w:r><w:t>z</w:t></w:r></w:p><w:p/>")
    assert read(root) == ["aboxz", "box", ""]
