from packetgen.draft.word_lists import drop_numbers_of_styles
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element, parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def tree(xml: str) -> Element:
    root = parse_xml(f"<w:body {W}>{xml}</w:body>".encode(), "x").value
    assert root is not None
    return root


def numbered(instance: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{instance}"/></w:numPr>'


def test_the_number_of_a_style_that_a_paragraph_repeats_is_no_list_of_its_own() -> None:
    styles = tree(f'<w:style w:styleId="H"><w:pPr>{numbered(1)}</w:pPr></w:style><w:style w:styleId="L"/>')
    story = tree(
        "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbered(instance)}</w:pPr></w:p>'
            for style, instance in (("H", 1), ("H", 2), ("L", 1))
        )
    )
    drop_numbers_of_styles(story, styles)
    assert [paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None for paragraph in story] == [True, False, False]
