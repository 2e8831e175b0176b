"""Notes, sections, headers, page numbers and tracked changes on their pages."""

from collections.abc import Callable
from typing import Any

import pytest

from packetgen.document.read import read_docx
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.write import write_package
from packetgen.pdf.layout import lay_out

Print = Callable[..., Any]
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SECTION = (
    '<w:sectPr>{inner}<w:type w:val="{kind}"/><w:pgSz w:w="6000" w:h="6000"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="400" w:footer="400"/>{more}</w:sectPr>'
)


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def section(kind: str = "nextPage", inner: str = "", more: str = "") -> str:
    return SECTION.format(kind=kind, inner=inner, more=more)


def ends(text: str, kind: str = "nextPage", inner: str = "", more: str = "") -> str:
    """A paragraph that ends a section."""
    return p(text, section(kind, inner, more))


NOTE = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> the note</w:t></w:r></w:p></w:footnote>'


def test_a_footnote_stands_at_the_foot_of_the_page_of_its_mark(printed: Print) -> None:
    body = p("one") + '<w:p><w:r><w:t>word</w:t><w:footnoteReference w:id="1"/></w:r></w:p>' + p("after")
    found = printed(body + section(), footnotes=NOTE)
    page, note = found.find("the note")
    assert page == 0
    assert note.y > found.find("after")[1].y + 80
    assert note.y < 300 - 50


@pytest.mark.parametrize(("length", "page"), [(1, 1), (400, 0)])
def test_a_line_goes_on_the_next_page_with_its_note_unless_that_is_long(printed: Print, length: int, page: int) -> None:
    # 200 points hold 17 lines of 11.5.
    body = p("one") * 16 + '<w:p><w:r><w:t>word</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    found = printed(body + section(), footnotes=NOTE.replace(" the note", " the note" + " x" * (length // 2)))
    assert found.find("word")[0] == page
    assert found.find("the note")[0] == 1


def test_the_line_over_footnotes_is_two_inches_long(printed: Print) -> None:
    body = '<w:p><w:r><w:t>word</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    found = printed(body + section(), footnotes=NOTE)
    assert "background-size:144pt 0.5pt" in found.html.pages


def test_an_endnote_stands_behind_the_text(printed: Print) -> None:
    notes = NOTE.replace("footnote", "endnote")
    body = '<w:p><w:r><w:t>word</w:t><w:endnoteReference w:id="1"/></w:r></w:p>' + p("last")
    found = printed(body + section(), endnotes=notes)
    assert "i" in found.text(0)
    assert found.find("the note")[1].y > found.find("last")[1].y


def test_a_continuous_section_goes_on_on_its_page_and_another_one_does_not(printed: Print) -> None:
    assert printed(ends("one") + p("two") + section("continuous")).find("two")[0] == 0
    assert printed(ends("one") + p("two") + section("nextPage")).find("two")[0] == 1


def test_a_section_that_begins_on_an_odd_page_leaves_one_blank(printed: Print) -> None:
    found = printed(ends("one") + p("two") + section("oddPage"))
    assert found.find("two")[0] == 2
    assert found.text(1) == ""


def header(*kinds: str) -> str:
    return "".join(f'<w:headerReference w:type="{kind}" r:id="header{n}"/>' for n, kind in enumerate(kinds, 1))


def test_the_first_page_of_every_section_has_a_header_of_its_own(printed: Print) -> None:
    inner = header("default", "first")
    title = "<w:titlePg/>"
    later = "<w:pageBreakBefore/>"
    body = p("a") + ends("b", inner=inner, more=title).replace("<w:pPr>", f"<w:pPr>{later}", 1) + p("c") + p("d", later)
    found = printed(body + section(inner=inner, more=title), header1=p("plain"), header2=p("first"))
    assert ["first" in found.text(n) for n in range(4)] == [True, False, True, False]
    assert ["plain" in found.text(n) for n in range(4)] == [False, True, False, True]


def test_a_continuous_section_that_begins_on_a_page_of_its_own_has_the_headers_of_the_section_before(
    printed: Print,
) -> None:
    heads = header("first") + '<w:headerReference w:type="default" r:id="header2"/>'
    title = "<w:titlePg/>"
    body = ends("one", inner=heads, more=title) + p("two", "<w:pageBreakBefore/>") + section("continuous")
    found = printed(body, header1=p("opening"), header2=p("plain"))
    assert ["opening" in found.text(n) for n in range(len(found.pages))] == [True] + [False] * (len(found.pages) - 1)


def test_a_header_higher_than_its_margin_pushes_the_text_down(printed: Print) -> None:
    tall = "".join(p(f"line {n}") for n in range(6))
    found = printed(p("body") + section(inner=header("default")), header1=tall)
    assert found.find("body")[1].y > found.find("line 5")[1].y + 5
    assert printed(p("body") + section()).find("body")[1].y == pytest.approx(50, abs=6)


def page_field(kind: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{kind}"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'


def footer() -> str:
    return '<w:footerReference w:type="default" r:id="footer1"/>'


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ('<w:pgNumType w:start="5"/>', "5"),
        ('<w:pgNumType w:fmt="upperRoman"/>', "I"),
        ('<w:pgNumType w:fmt="chineseCountingThousand" w:start="12"/>', "十二"),
        ('<w:pgNumType w:fmt="numberInDash"/>', "- 1 -"),
    ],
)
def test_page_numbers_are_counted_as_their_section_says(printed: Print, numbers: str, expected: str) -> None:
    found = printed(p("body") + section(inner=footer(), more=numbers), footer1=page_field("PAGE"))
    assert expected in [word.text for word in found.pages[0]]


def test_a_section_knows_its_pages_and_the_document_all(printed: Print) -> None:
    body = ends("one", inner=footer()) + p("two") + p("three", "<w:pageBreakBefore/>") + section(inner=footer())
    found = printed(body, footer1=page_field("SECTIONPAGES"))
    assert [[word.text for word in page][-1] for page in found.pages] == ["1", "2", "2"]
    found = printed(body, footer1=page_field("NUMPAGES"))
    assert [[word.text for word in page][-1] for page in found.pages] == ["3", "3", "3"]


CHANGED = (
    '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="B"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
)


@pytest.mark.parametrize(("view", "expected"), [("final", "new"), ("original", "old"), ("markup", "new old")])
def test_each_view_prints_the_words_that_it_shows(printed: Print, view: str, expected: str) -> None:
    assert printed(CHANGED + section(), view).text(0) == expected


def test_marked_changes_have_lines_colours_and_a_bar_beside(printed: Print) -> None:
    html = printed(CHANGED + section(), "markup").html
    rules = ";".join(rule for name, rule in html.rules.items() if name in html.text)
    assert "text-decoration:underline" in rules
    assert "text-decoration:line-through" in rules
    assert "border-left:1pt solid" in rules
    assert len({part for part in rules.split(";") if part.startswith("color:")}) == 2
    assert "border-left" not in " ".join(printed(p("plain") + section(), "markup").html.rules.values())


def test_the_bar_stands_in_the_margin_however_far_its_paragraph_is_indented(printed: Print) -> None:
    indented = CHANGED.replace("<w:p>", '<w:p><w:pPr><w:ind w:left="1000"/></w:pPr>')
    found = printed(indented + CHANGED + section(), "markup")
    bars = {round(box.border_box_x() * 0.75, 2) for box in found.boxes if getattr(box, "border_left_width", 0)}
    assert bars == {50.0 - 8.0}
    words = [word.x for page in found.pages for word in page]
    assert round(max(words[0] - words[len(words) // 2], 0), 2) == 50.0


def test_comments_are_listed_behind_the_text_of_a_marked_print_alone(printed: Print) -> None:
    comments = '<w:comment w:id="0" w:author="甲" w:date="2027-01-02T00:00:00Z"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment>'
    body = '<w:p><w:r><w:t>word</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>' + section()
    found = printed(body, "markup", comments=comments)
    assert "[1]" in found.text(0)
    assert found.find("why?")[1].y > found.find("word")[1].y
    assert "甲" in found.text(0)
    assert "why?" not in printed(body, "final", comments=comments).text(0)


def test_page_borders_stand_where_the_section_puts_them(printed: Print) -> None:
    borders = (
        '<w:pgBorders w:offsetFrom="page"><w:top w:val="single" w:sz="8" w:space="24" w:color="FF0000"/></w:pgBorders>'
    )
    html = printed(p("x") + section(inner=borders)).html
    (picture,) = html.images.values()
    assert b'y1="24.5"' in picture
    assert b'stroke="#FF0000"' in picture
    assert b'x2="300"' in picture
    assert "background-position:-50pt -50pt" in html.pages


def cols(*widths: int, space: int = 200) -> str:
    made = "".join(f'<w:col w:w="{width}" w:space="{space}"/>' for width in widths)
    return f'<w:cols w:num="{len(widths)}" w:equalWidth="0" w:space="{space}">{made}</w:cols>'


def lines(count: int, name: str = "w") -> str:
    return "".join(p(f"{name}{number}.") for number in range(count))


def test_columns_have_the_widths_that_their_section_gives_them(printed: Print) -> None:
    found = printed(lines(7) + ends("end.", more=cols(1000, 1400, 1200)) + p("next") + section("continuous"))
    xs = sorted({round(word.x) for word in found.pages[0]})
    assert xs == [50, 50 + 50 + 10, 50 + 50 + 10 + 70 + 10]
    assert found.find("end.")[1].x == pytest.approx(190, abs=1)


def test_words_break_at_the_width_of_their_own_column(printed: Print) -> None:
    text = "word " * 60
    found = printed(ends(text, more=cols(800, 2800, space=400)) + p("next") + section("continuous"))
    by_column: dict[int, int] = {}
    for word in found.pages[0]:
        by_column[round(word.x)] = max(by_column.get(round(word.x), 0), len(word.text))
    assert by_column[50] < 12
    assert by_column[110] > 25
    assert sum(page_words.text.count("word") for page_words in found.pages[0]) == 60


def test_columns_are_as_high_as_each_other_only_above_a_continuous_section(printed: Print) -> None:
    body = lines(6) + ends("end.", more=cols(1900, 1900))
    assert printed(body + p("next") + section("continuous")).find("end.")[1].x > 150
    alone = printed(body + p("next") + section())
    assert alone.find("end.")[1].x == pytest.approx(50, abs=1)
    assert alone.find("next")[0] == 1


def test_columns_of_a_long_section_go_on_on_the_next_page(printed: Print) -> None:
    found = printed(lines(70) + section(more=cols(900, 2900)))
    assert len(found.pages) > 1
    words = [word for number in range(len(found.pages)) for word in found.text(number).split()]
    assert words == [f"w{number}." for number in range(70)]
    assert {round(word.x) for page in found.pages for word in page} == {50, 105}


@pytest.mark.parametrize(("where", "y"), [("top", 50), ("center", 150), ("bottom", 250)])
def test_the_text_of_a_page_stands_where_its_section_wants_it(printed: Print, where: str, y: float) -> None:
    found = printed(p("cover") + ends("end.", more=f'<w:vAlign w:val="{where}"/>') + p("next") + section())
    top, bottom = found.find("cover")[1].y, found.find("end.")[1].y + 12
    assert {"top": top, "center": (top + bottom) / 2, "bottom": bottom}[where] == pytest.approx(y, abs=3)
    assert found.find("next")[1].y == pytest.approx(50, abs=3)
    assert len(found.pages) == 2
    assert "vAlign" not in found.html.unsupported


def test_text_of_several_pages_stands_at_the_top_and_is_reported(printed: Print) -> None:
    found = printed(lines(60) + section(more='<w:vAlign w:val="center"/>'))
    assert found.find("w0.")[1].y == pytest.approx(50, abs=3)
    assert found.html.unsupported["vAlign"] == 1


@pytest.mark.parametrize(("setting", "drawn"), [("<w:displayBackgroundShape/>", True), ("", False)])
def test_the_ground_of_pages_is_drawn_where_the_file_shows_it(setting: str, drawn: bool) -> None:
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PREFIXES["ct"]}"><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PREFIXES["rel"]}"><Relationship Id="s" Type="{PREFIXES["r"]}/settings" Target="settings.xml"/></Relationships>',
        "word/settings.xml": f'<w:settings xmlns:w="{PREFIXES["w"]}">{setting}</w:settings>',
        "word/document.xml": f'<w:document xmlns:w="{PREFIXES["w"]}"><w:background w:color="FFEEDD"/><w:body><w:p/></w:body></w:document>',
    }
    document = read_docx(write_package({name: text.encode() for name, text in members.items()}), "x.docx").value
    assert document is not None
    assert ("background-color:#FFEEDD" in lay_out(document).pages) is drawn
