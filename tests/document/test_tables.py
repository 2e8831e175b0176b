"""Tables: rows and cells through controls and revisions, nested tables, widths, what stands where it should not."""

from collections.abc import Callable

import pytest
from tests.document.conftest import docx

from packetgen.document.model import Document, Table
from packetgen.document.plain import paragraph_text, paragraphs
from packetgen.document.read import read_docx

Read = Callable[..., Document]


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    grid = '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[list[str]]:
    (table,) = document.sections[0].blocks
    assert isinstance(table, Table)
    return [["|".join(paragraph_text(p) for p in paragraphs(cell.blocks)) for cell in row.cells] for row in table.rows]


def test_controls_around_rows_cells_and_paragraphs_are_seen_through(read: Read) -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    inner = f"<w:tc>{control('<w:p><w:r><w:t>b</w:t></w:r></w:p>')}</w:tc>"
    body = tbl(control(tr(control(tc("a")), inner)), f"<w:customXml>{tr(tc('c'))}</w:customXml>")
    assert texts(read(body)) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("view", "expected"), [("final", [["a", "b"]]), ("original", [["a", "c"]]), ("markup", [["a", "b", "c"]])]
)
def test_a_cell_is_there_in_the_views_that_its_revision_lets_it_through(
    read: Read, view: str, expected: list[list[str]]
) -> None:
    marks = [f'<w:{kind} w:id="1" w:author="A"/>' for kind in ("cellIns", "cellDel")]
    assert texts(read(tbl(tr(tc("a"), tc("b", marks[0]), tc("c", marks[1]))), view)) == expected


def test_a_row_whose_cells_are_all_gone_is_gone(read: Read) -> None:
    gone = '<w:cellDel w:id="1" w:author="A"/>'
    assert texts(read(tbl(tr(tc("a", gone), tc("b", gone)), tr(tc("c"))), "final")) == [["c"]]


def test_rows_within_a_change_are_there_as_the_view_has_it(read: Read) -> None:
    body = tbl(tr(tc("a")), f'<w:ins w:id="1">{tr(tc("b"))}</w:ins>')
    assert texts(read(body, "original")) == [["a"]]
    assert texts(read(body, "final")) == [["a"], ["b"]]


def test_a_nested_table_is_a_block_of_its_cell(read: Read) -> None:
    inner = f"<w:tc>{tbl(tr(tc('x'), tc('y')))}<w:p/></w:tc>"
    assert texts(read(tbl(tr(tc("a"), inner)))) == [["a", "x|y|"]]


def test_hidden_rows_are_rows_when_hidden_text_is_asked_for(read: Read) -> None:
    body = tbl(tr(tc("a"), properties="<w:hidden/>"), tr(tc("b")))
    assert texts(read(body)) == [["b"]]
    whole = read_docx(docx(body), "x", hidden=True)
    assert whole.value is not None
    assert texts(whole.value) == [["a"], ["b"]]


def test_merged_cells_are_one_over_their_rows_and_columns(read: Read) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    (table,) = (
        read(tbl(tr(tc("a", down), tc("b")), tr(tc("", on), tc("c")), tr(tc("d", '<w:gridSpan w:val="2"/>'))))
        .sections[0]
        .blocks
    )
    assert isinstance(table, Table)
    assert [[(cell.rows, cell.columns) for cell in row.cells] for row in table.rows] == [
        [(2, 1), (1, 1)],
        [(1, 1)],
        [(1, 2)],
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<w:tblW w:w="50%" w:type="pct"/>', -0.5),
        ('<w:tblW w:w="2500" w:type="pct"/>', -0.5),
        ('<w:tblW w:w="5cm" w:type="dxa"/>', 141.7),
        ('<w:tblW w:w="0" w:type="auto"/>', 0.0),
    ],
)
def test_a_width_is_a_length_a_share_or_left_to_the_contents(read: Read, written: str, expected: float) -> None:
    (table,) = read(tbl(tr(tc("a")), properties=written)).sections[0].blocks
    assert isinstance(table, Table)
    assert round(table.preferred, 1) == expected


def test_what_stands_between_rows_and_is_no_row_is_reported() -> None:
    found = read_docx(docx(tbl(tr(tc("a")), "<w:novelty/>")), "x").diagnostics
    assert [(each.code, each.param("name")) for each in found] == [("PG630", "novelty")]
