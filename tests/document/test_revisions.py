from collections.abc import Callable

import pytest

from packetgen.document.model import Document, Paragraph, Run, Table

Read = Callable[..., Document]
Words = Callable[[Document], list[str]]
CHANGED = (
    '<w:p><w:r><w:t xml:space="preserve">price </w:t></w:r>'
    '<w:del w:id="1" w:author="A" w:date="2027-01-02T03:04:05Z"><w:r><w:delText>10</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="B"><w:r><w:t>12</w:t></w:r>'
    '<w:del w:id="3" w:author="C"><w:r><w:delText>!</w:delText></w:r></w:del></w:ins></w:p>'
)


@pytest.mark.parametrize(("view", "expected"), [("final", "price 12"), ("original", "price 10")])
def test_a_view_shows_the_text_as_if_all_changes_were_accepted_or_rejected(
    read: Read, words: Words, view: str, expected: str
) -> None:
    assert words(read(CHANGED, view)) == [expected]


def test_the_markup_view_holds_every_change_with_its_author_and_date(read: Read) -> None:
    (paragraph,) = read(CHANGED).sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    runs = [each for each in paragraph.inlines if isinstance(each, Run)]
    assert [(run.text, [(r.kind, r.author, r.date) for r in run.revisions]) for run in runs] == [
        ("price ", []),
        ("10", [("del", "A", "2027-01-02T03:04:05Z")]),
        ("12", [("ins", "B", "")]),
        ("!", [("ins", "B", ""), ("del", "C", "")]),
    ]


def marked(kind: str, text: str) -> str:
    return f'<w:p><w:pPr><w:rPr><w:{kind} w:id="1" w:author="A"/></w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


PLAIN = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("kind", "view", "expected"),
    [
        ("del", "final", ["onetwo"]),
        ("del", "original", ["one", "two"]),
        ("ins", "original", ["onetwo"]),
        ("ins", "final", ["one", "two"]),
        ("del", "markup", ["one", "two"]),
    ],
)
def test_a_paragraph_whose_mark_is_gone_runs_on_into_the_next(
    read: Read, words: Words, kind: str, view: str, expected: list[str]
) -> None:
    document = read(marked(kind, "one") + PLAIN, view)
    assert words(document) == expected
    last = document.sections[0].blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.format.alignment == "center"


def test_a_deleted_item_takes_no_number_in_the_final_view(read: Read) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f'<w:p><w:pPr>{numbered}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    kept = f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>y</w:t></w:r></w:p>"
    found = read(gone + kept, "final", numbering=numbering).sections[0].blocks
    assert [each.label.text for each in found if isinstance(each, Paragraph) and each.label] == ["1."]


def test_rows_that_a_view_takes_away_are_not_in_its_table(read: Read, words: Words) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = f'<w:tr>{cell.format("old")}</w:tr><w:tr><w:trPr><w:ins w:id="1" w:author="A"/></w:trPr>{cell.format("new")}</w:tr>'
    body = f'<w:tbl><w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid>{rows}</w:tbl><w:p/>'
    assert words(read(body, "original")) == ["old", ""]
    (table,) = (each for each in read(body).sections[0].blocks if isinstance(each, Table))
    assert [[r.kind for r in row.revisions] for row in table.rows] == [[], ["ins"]]


def test_a_change_of_look_shows_as_it_was_in_the_original_view(read: Read) -> None:
    body = '<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>'
    for view, bold, italic in (("original", False, True), ("final", True, False)):
        (paragraph,) = read(body, view).sections[0].blocks
        assert isinstance(paragraph, Paragraph)
        (run,) = paragraph.inlines
        assert isinstance(run, Run)
        assert (run.format.bold, run.format.italic) == (bold, italic)
    (paragraph,) = read(body).sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    (run,) = paragraph.inlines
    assert isinstance(run, Run)
    assert run.changed is not None
    assert run.changed.author == "A"
