import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from packetgen.pdf.write import print_docx

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


def test_an_older_table_hangs_out_by_the_margin_of_the_table_whatever_its_cells_have(printed: Print) -> None:
    own = '<w:tcMar><w:left w:w="20" w:type="dxa"/></w:tcMar>'
    found = printed(table(row(cell("a", own), cell("b"))) + SECTION)
    assert found.find("a")[1].x == pytest.approx(50 - 5.4 + 1, abs=0.5)


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


def borders(**sides: str) -> str:
    """Borders of a cell: the value and the colour of each side."""
    made = ""
    for side, words in sides.items():
        value, _, colour = words.partition(" ")
        made += f'<w:{side} w:val="{value}" w:sz="4" w:color="{colour or "auto"}"/>'
    return f"<w:tcBorders>{made}</w:tcBorders>"


GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
GRID = f"<w:tblBorders>{GRID}</w:tblBorders>"


@pytest.mark.parametrize(
    ("left", "right", "drawn"),
    [
        ("", "", {"000000"}),
        (borders(right="nil"), "", set()),
        (borders(right="nil"), borders(left="single FF0000"), {"FF0000"}),
        (borders(right="single 00FF00"), "", {"00FF00"}),
        (borders(right="single 888888"), borders(left="single 222222"), {"222222"}),
        (borders(top="nil"), "", {"000000"}),
    ],
)
def test_between_two_cells_stands_the_border_that_one_of_them_states_and_the_darker_of_two(
    document_of: Callable[..., Any], left: str, right: str, drawn: set[str]
) -> None:
    made = document_of(table(row(cell("a", left), cell("b", right)), properties=GRID)).sections[0].blocks[0]
    (one, other) = made.rows[0].cells
    assert {each.colour for each in (one.borders.get("right"), other.borders.get("left")) if each} == drawn


def test_the_border_of_a_merged_cell_goes_only_where_all_its_neighbours_state_theirs(
    document_of: Callable[..., Any],
) -> None:
    none = borders(left="nil")
    merged = [cell("a", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")]
    half = document_of(table(row(merged[0], cell("b", none)), row(merged[1], cell("c")), properties=GRID))
    whole = document_of(table(row(merged[0], cell("b", none)), row(merged[1], cell("c", none)), properties=GRID))
    assert "right" in half.sections[0].blocks[0].rows[0].cells[0].borders
    assert "right" not in whole.sections[0].blocks[0].rows[0].cells[0].borders


def test_a_border_of_two_lines_is_three_times_as_wide_as_one(printed: Print) -> None:
    found = printed(table(row(cell("a", '<w:tcBorders><w:top w:val="double" w:sz="8"/></w:tcBorders>'))))
    assert "border-top:3pt double" in " ".join(found.html.rules.values())


def width(points: int) -> str:
    return f'<w:tcW w:w="{points * 20}" w:type="dxa"/>'


@pytest.mark.parametrize(
    ("properties", "grid", "cells", "x"),
    [
        ("", (2000, 2000), (50, 150), 50),  # equal columns that nobody worked out
        ("", (3000, 1000), (50, 150), 150),  # worked out, whatever the cells ask for
        ('<w:tblW w:w="5000" w:type="pct"/>', (1000, 1000), (0, 0), 150),  # all of the room
        ('<w:tblW w:w="0" w:type="auto"/>', (6000, 6000), (0, 0), 150),  # no wider than the room
        ('<w:tblW w:w="12000" w:type="dxa"/><w:tblLayout w:type="fixed"/>', (6000, 6000), (0, 0), 300),  # as asked
    ],
)
def test_columns_follow_the_cells_and_the_room_where_the_grid_was_not_worked_out(
    printed: Print, properties: str, grid: tuple[int, ...], cells: tuple[int, int], x: float
) -> None:
    made = row(*(cell(name, width(each)) for name, each in zip("ab", cells, strict=True)))
    found = printed(table(made, properties=properties + ZERO, grid=grid) + SECTION, settings=NEW)
    assert found.find("b")[1].x - found.find("a")[1].x == pytest.approx(x, abs=0.5)


def test_a_table_within_a_cell_takes_its_share_of_the_cell(printed: Print) -> None:
    inner = table(row(cell("in"), cell("side")), properties='<w:tblW w:w="5000" w:type="pct"/>' + ZERO, grid=(10, 10))
    outer = table(f"<w:tr><w:tc>{inner}</w:tc>{cell('b')}</w:tr>", properties=ZERO)
    found = printed(outer + SECTION, settings=NEW)
    assert found.find("side")[1].x - found.find("in")[1].x == pytest.approx(50, abs=0.5)


@pytest.mark.parametrize("properties", ["", ZERO])
def test_a_column_narrower_than_its_margins_still_shows_its_words(printed: Print, properties: str) -> None:
    found = printed(table(row(cell("a"), cell("b")), properties=properties, grid=(30, 2000)) + SECTION)
    assert found.find("a")[0] == 0
    assert found.find("b")[1].x > found.find("a")[1].x


def test_an_empty_row_of_exact_height_is_that_low(printed: Print) -> None:
    low = '<w:trHeight w:val="60" w:hRule="exact"/>'
    found = printed(
        table(row(cell("a"), cell("b")), row("<w:tc><w:p/></w:tc>" * 2, properties=low), row(cell("c"), cell("d")))
    )
    plain = printed(table(row(cell("a"), cell("b")), row(cell("c"), cell("d"))))
    gap = (found.find("c")[1].y - found.find("a")[1].y) - (plain.find("c")[1].y - plain.find("a")[1].y)
    assert gap == pytest.approx(3, abs=0.1)


HEAD = "<w:tblHeader/>"


def test_a_cell_that_goes_on_from_the_head_into_the_body_leaves_the_others_in_their_columns(printed: Print) -> None:
    merged = [cell("a", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>"), cell("", "<w:vMerge/>")]
    rows = [
        row(merged[0], cell("b"), properties=HEAD),
        row(merged[1], cell("c"), properties=HEAD),
        row(merged[2], cell("d")),
    ]
    found = printed(table(*rows) + SECTION)
    assert found.find("b")[1].x == found.find("c")[1].x == found.find("d")[1].x


def test_merged_cells_of_the_head_stand_on_every_page(printed: Print) -> None:
    merged = [cell("top", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")]
    heads = [row(merged[0], cell("b"), properties=HEAD), row(merged[1], cell("c"), properties=HEAD)]
    found = printed(table(*heads, *(row(cell(f"r{n}"), cell("x")) for n in range(40))) + SECTION)
    assert len(found.pages) > 1
    assert all("top b c" in found.text(number) for number in range(len(found.pages)))


def test_a_row_that_must_not_split_and_is_higher_than_a_page_loses_no_words(printed: Print) -> None:
    tall = f"<w:tc>{''.join(f'<w:p><w:r><w:t>line{n}.</w:t></w:r></w:p>' for n in range(60))}</w:tc>"
    found = printed(
        table(row(cell("h"), properties=HEAD), row(tall, properties="<w:cantSplit/>"), grid=(4000,)) + SECTION
    )
    words = " ".join(found.text(number) for number in range(len(found.pages)))
    assert all(f"line{n}." in words for n in range(60))
    assert words.count("line7.") == 1


def test_tables_within_tables_within_tables_keep_their_words(printed: Print) -> None:
    body = table(row(cell("deep"), cell("er")))
    for level in range(5):
        body = table(f"<w:tr><w:tc>{body}</w:tc>{cell(f'level{level}')}</w:tr>")
    found = printed(body + SECTION)
    assert all(found.find(word) for word in ("deep", "er", "level0", "level4"))


def test_a_table_in_a_turned_cell_keeps_its_words(printed: Print) -> None:
    turned = f'<w:tc><w:tcPr><w:textDirection w:val="btLr"/></w:tcPr>{table(row(cell("inner"), cell("words")))}</w:tc>'
    found = printed(table(f"<w:tr>{turned}{cell('b')}</w:tr>") + SECTION)
    assert found.find("inner")
    assert found.find("words")


def test_lines_from_corner_to_corner_are_drawn_behind_the_words_of_a_cell(docx_of: Callable[[str], bytes]) -> None:
    slash = '<w:tcBorders><w:tl2br w:val="single" w:sz="16" w:color="FF0000"/></w:tcBorders>'
    height = '<w:trHeight w:val="1000" w:hRule="exact"/>'
    made = print_docx(docx_of(table(row(cell("a", slash), cell("b"), properties=height)) + SECTION), "x.docx").value
    assert made is not None
    packed = re.findall(rb"/FlateDecode[^\n]*>>\nstream\n(.*?)\nendstream", made.data, re.DOTALL)
    (drawn,) = (found for each in packed if b"1 0 0 RG" in (found := zlib.decompressobj().decompress(each)))
    # Two points wide, over a cell of 100 by 50; the picture is measured in pixels of three quarters of a point.
    assert re.search(rb"1 0 0 RG\n2\.66\d+ w\n", drawn)
    (line,) = re.findall(rb"^([\d.]+) ([\d.]+) m\n([\d.]+) ([\d.]+) l$", drawn, re.MULTILINE)
    assert [round(float(each) * 0.75) for each in line] == [0, 0, 100, 50]


@pytest.mark.parametrize("size", [4, 24])
@pytest.mark.parametrize("alignment", ["left", "center", "right"])
def test_words_in_cells_stand_at_the_margin_from_the_line_of_the_grid_whatever_border_lies_on_it(
    printed: Print, size: int, alignment: str
) -> None:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="{size}"/>' for side in sides)
    margins = '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    properties = f'<w:jc w:val="{alignment}"/><w:tblBorders>{borders}</w:tblBorders>{margins}'
    found = printed(table(row(cell("a"), cell("b")), properties=properties, grid=(3000, 3000)) + SECTION, settings=NEW)
    assert [round(found.find(text)[1].x, 1) for text in "ab"] == [55.0, 205.0]


def test_a_row_of_exact_height_is_as_low_as_it_says_and_keeps_words_that_it_cuts_off(printed: Print) -> None:
    low = '<w:trHeight w:val="300" w:hRule="exact"/>'
    tall = "<w:tc>" + "".join(f"<w:p><w:r><w:t>high{n}</w:t></w:r></w:p>" for n in range(4)) + "</w:tc>"
    found = printed(table(row(tall, cell("X"), properties=low), row(cell("Y"), cell("Z"))))
    assert found.find("Y")[1].y - found.find("X")[1].y == pytest.approx(15, abs=0.5)
    assert found.find("high3")[1].y > found.find("Y")[1].y
    assert any("overflow:hidden" in rule for rule in found.html.rules.values())


@pytest.mark.parametrize(
    ("place", "y"), [('w:vertAnchor="page" w:tblpY="4000"', 200), ('w:vertAnchor="text" w:tblpY="2000"', 170)]
)
def test_a_table_as_wide_as_the_text_floats_where_its_place_is_lower(printed: Print, place: str, y: float) -> None:
    floating = f'<w:tblpPr w:horzAnchor="margin" {place}/>'
    size = '<w:pgSz w:w="8000" w:h="8000"/><w:pgMar w:top="1000" w:left="1000" w:right="1000" w:bottom="1000"/>'
    lines = "".join(
        f'<w:p><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr><w:r><w:t>line{n}</w:t></w:r></w:p>'
        for n in range(9)
    )
    first = '<w:p><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>'
    made = table(row(cell("X"), cell("Y")), properties=floating, grid=(3000, 3000))
    found = printed(f"{first}{made}{lines}<w:sectPr>{size}</w:sectPr>")
    assert found.find("X")[1].y == pytest.approx(y, abs=6)
    assert found.find("line0")[1].y < found.find("X")[1].y < found.find("line8")[1].y


def test_a_table_from_right_to_left_begins_at_the_right_and_its_sides_are_starts_and_ends(printed: Print) -> None:
    state = ZERO + '<w:bidiVisual/><w:tblInd w:w="400" w:type="dxa"/>'
    border = '<w:tcBorders><w:left w:val="single" w:sz="16" w:color="FF0000"/></w:tcBorders>'
    margin = '<w:tcMar><w:left w:w="200"/></w:tcMar>'
    rows = row(cell("a", border), cell("b")), row(cell("c"), cell("d", margin))
    found = printed(table(*rows, properties=state, grid=(1200, 2000)) + SECTION, settings=NEW)
    # 300 points between margins of 50: the table of 160 ends 20 in front of the right one.
    a, b, d = (found.find(text)[1].x for text in "abd")
    assert (a, b) == pytest.approx((350 - 20 - 60, 350 - 20 - 160), abs=1.1)
    assert d == pytest.approx(b, abs=1.1)  # its margin is at the right
    assert "border-right:2pt solid #FF0000" in " ".join(found.html.rules.values())
    assert not found.html.unsupported
