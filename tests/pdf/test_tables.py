from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]
SECTION = '<w:sectPr><w:pgSz w:w="8000" w:h="8000"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr>'
NEW = '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15"/></w:compat>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "", grid: tuple[int, ...] = (2000, 2000)) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


ZERO = '<w:tblCellMar><w:left w:w="0"/><w:right w:w="0"/></w:tblCellMar>'


@pytest.mark.parametrize(
    ("properties", "x"),
    [
        (ZERO, 50),
        (ZERO + '<w:tblInd w:w="400" w:type="dxa"/>', 70),
        ('<w:jc w:val="center"/>' + ZERO, 100),
        ('<w:jc w:val="right"/>' + ZERO, 150),
        ('<w:jc w:val="end"/>' + ZERO, 150),
    ],
)
def test_a_table_stands_by_its_indent_or_alignment(printed: Print, properties: str, x: float) -> None:
    found = printed(table(row(cell("a"), cell("b")), properties=properties) + SECTION, settings=NEW)
    assert found.find("a")[1].x == pytest.approx(x, abs=0.5)
    assert found.find("b")[1].x == pytest.approx(x + 100, abs=0.5)


def test_the_text_of_an_older_table_stands_at_the_indent_and_the_edge_of_a_newer_one(printed: Print) -> None:
    body = table(row(cell("a"), cell("b"))) + SECTION
    assert printed(body).find("a")[1].x == pytest.approx(50, abs=0.5)
    assert printed(body, settings=NEW).find("a")[1].x == pytest.approx(55.4, abs=0.5)


def test_columns_without_widths_share_the_room(printed: Print) -> None:
    found = printed(table(row(cell("a"), cell("b")), grid=(0, 0), properties=ZERO) + SECTION, settings=NEW)
    assert found.find("b")[1].x == pytest.approx(200, abs=0.5)


def test_a_floating_table_has_the_text_beside_it(printed: Print) -> None:
    floating = '<w:tblpPr w:horzAnchor="margin" w:vertAnchor="text" w:tblpX="1"/>' + ZERO
    body = table(row(cell("a")), properties=floating, grid=(2000,)).removesuffix("<w:p/>")
    found = printed(body + "<w:p><w:r><w:t>beside</w:t></w:r></w:p>" + SECTION, settings=NEW)
    assert found.find("beside")[1].x == pytest.approx(150, abs=1)


def test_columns_that_a_row_leaves_free_stay_free(printed: Print) -> None:
    properties = '<w:gridBefore w:val="1"/>'
    found = printed(
        table(row(cell("a"), cell("b")), row(cell("late"), properties=properties), properties=ZERO) + SECTION,
        settings=NEW,
    )
    assert found.find("late")[1].x == pytest.approx(150, abs=0.5)


def test_rows_are_at_least_as_high_as_they_say(printed: Print) -> None:
    tall = row(cell("a"), properties='<w:trHeight w:val="1200"/>')
    found = printed(table(tall, row(cell("b")), grid=(2000,)) + SECTION)
    assert found.find("b")[1].y - found.find("a")[1].y == pytest.approx(60, abs=1)


STYLE = (
    '<w:style w:type="table" w:styleId="T"><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:fill="111111"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:fill="222222"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:fill="333333"/></w:tcPr></w:tblStylePr></w:style>'
)


def test_a_table_style_colours_its_first_row_its_bands_and_its_first_column(document_of: Callable[..., Any]) -> None:
    look = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"/>'
    rows = [row(cell("x"), cell("y")) for _ in range(3)]
    document = document_of(table(*rows, properties=look), styles=STYLE)
    made = document.sections[0].blocks[0]
    assert [[each.shading for each in line.cells] for line in made.rows] == [
        ["111111", "111111"],
        ["333333", "222222"],
        ["333333", ""],
    ]


def test_words_turned_upwards_take_the_height_of_their_length(printed: Print) -> None:
    turned = '<w:textDirection w:val="btLr"/>'
    found = printed(table(row(cell("turned words", turned), cell("b"))) + SECTION)
    assert "transform:translate(0," in " ".join(found.html.rules.values())
    assert found.find("turned")[0] == 0
