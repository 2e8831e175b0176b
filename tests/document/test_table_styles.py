from packetgen.document.styles import Styles
from packetgen.document.table_styles import Place, table_style
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import Element, parse_xml


def element(inner: str, name: str = "w:styles") -> Element:
    root = parse_xml(f'<{name} xmlns:w="{PREFIXES["w"]}">{inner}</{name}>'.encode(), "x").value
    assert root is not None
    return root


def style(name: str, inner: str, kind: str = "paragraph", parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="Name of {name}"/>{based}{inner}</w:style>'


def part(name: str, fill: str) -> str:
    return f'<w:tblStylePr w:type="{name}"><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr></w:tblStylePr>'


def test_rows_are_banded_under_the_first_one_and_corners_win() -> None:
    parts = (
        part("firstRow", "111111")
        + part("band1Horz", "222222")
        + part("band2Horz", "333333")
        + part("nwCell", "444444")
    )
    styles = Styles(element(style("T", parts, "table")))
    look = element('<w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"/>', "w:tblPr")
    made = table_style(styles, "T", look)
    fills = [[made.cell(Place(row, 4, column, 2)).shading for column in (0, 1)] for row in range(4)]
    assert fills[0] == ["444444", "111111"]
    assert [line[1] for line in fills[1:]] == ["222222", "333333", "222222"]
