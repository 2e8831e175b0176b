"""How characters look: what CSS says of them, and what is drawn beyond it."""

import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from packetgen.document.model import RunFormat
from packetgen.pdf.looks import is_dark, own
from packetgen.pdf.write import print_docx

Print = Callable[..., Any]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("look", "css"),
    [
        (RunFormat(underline="single"), "text-decoration:underline"),
        (RunFormat(underline="wave", underline_colour="FF0000"), "text-decoration:underline wavy #FF0000"),
        (RunFormat(underline="dotDash"), "text-decoration:underline dashed"),
        (RunFormat(double_strike=True), "text-decoration:line-through double"),
        (RunFormat(underline="thick", size=10), "text-decoration-thickness:1pt"),
        (RunFormat(highlight="darkYellow"), "background:#808000"),
        (RunFormat(raised=-3), "vertical-align:-3pt"),
    ],
)
def test_looks_are_declared(look: RunFormat, css: str) -> None:
    assert css in own(look)


def boxes(pages: Any) -> list[Any]:
    return [box for box in pages.boxes if isinstance(getattr(box, "text", None), str)]


def colours(pages: Any) -> dict[str, list[float]]:
    return {box.text: list(box.style["color"].coordinates) for box in boxes(pages)}


def test_words_without_a_colour_are_white_on_a_dark_ground(printed: Print) -> None:
    assert [is_dark(colour) for colour in ("000080", "FFFF00", "")] == [True, False, False]
    dark = run("dark", '<w:highlight w:val="darkBlue"/>')
    assert colours(printed(f"<w:p>{run('plain')}{dark}</w:p>")) == {"plain": [0, 0, 0], "dark": [1, 1, 1]}


def test_words_in_a_dark_cell_are_white(printed: Print) -> None:
    cell = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr><w:p>{run("head")}</w:p></w:tc>'
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    assert colours(printed(f"{table}<w:p>{run('after')}</w:p>")) == {"head": [1, 1, 1], "after": [0, 0, 0]}


def test_small_capitals_are_capitals_of_a_smaller_size(printed: Print) -> None:
    pages = printed(f"<w:p>{run('Big Word', '<w:smallCaps/>')}</w:p>")
    found = [(box.text, round(box.style["font_size"] * 0.75, 1)) for box in boxes(pages)]
    assert found == [("B", 10.0), ("IG", 8.0), (" W", 10.0), ("ORD", 8.0)]


def test_capitals_stand_in_labels_fields_and_links_too(printed: Print) -> None:
    caps = run("word", "<w:caps/>")
    field = f'<w:fldSimple w:instr="DOCPROPERTY x">{caps}</w:fldSimple>'
    pages = printed(f'<w:p>{field}<w:hyperlink w:anchor="x">{caps}</w:hyperlink></w:p>')
    assert "".join(box.text for box in boxes(pages)) == "WORDWORD"


def test_lines_under_words_alone_leave_the_spaces_out(printed: Print) -> None:
    words = run("two words", '<w:u w:val="words"/>')
    pages = printed(f"<w:p>{words}</w:p>")
    lined = {box.text: box.style["text_decoration_line"] != "none" for box in boxes(pages)}
    assert lined == {"two": True, " ": False, "words": True}


def test_narrow_characters_take_that_much_less_of_the_line(printed: Print) -> None:
    narrow, behind = run("窄窄窄窄", '<w:w w:val="50"/>'), run("后", "<w:b/>")
    pages = printed(f"<w:p>{narrow}{behind}</w:p>")
    assert round(pages.find("窄")[1].width, 2) == 20.0
    assert round(pages.find("后")[1].x - pages.find("窄")[1].x, 2) == 20.0


def test_narrow_characters_fill_their_lines(printed: Print) -> None:
    wide, narrow = (printed(f"<w:p>{run('字' * 300, properties)}</w:p>") for properties in ("", '<w:w w:val="50"/>'))
    assert len(narrow.pages[0][0].text) // 2 == len(wide.pages[0][0].text)


@pytest.fixture
def content(docx_of: Callable[[str], bytes]) -> Callable[..., str]:
    """What a page draws for words of a look."""

    def content(properties: str, text: str = "着重") -> str:
        printed = print_docx(docx_of(f"<w:p>{run(text, properties)}</w:p>"), "x.docx").value
        assert printed is not None
        packed = re.findall(rb"/FlateDecode[^\n]*>>\nstream\n(.*?)\nendstream", printed.data, re.DOTALL)
        streams = (zlib.decompressobj().decompress(each) for each in packed)
        return next(found.decode() for found in streams if b"\nBT" in found and b" Tf" in found)

    return content


def test_a_mark_is_drawn_at_each_character_but_spaces(content: Callable[..., str]) -> None:
    plain = content("").count(" c\n")
    assert content('<w:em w:val="dot"/>', "着 重").count(" c\n") == plain + 2 * 4
    assert content('<w:em w:val="none"/>').count(" c\n") == plain


def test_outlined_words_are_drawn_as_lines_and_those_behind_them_are_not(content: Callable[..., str]) -> None:
    assert re.findall(r"(\d) Tr", content("<w:outline/>")) == ["1", "0"]
    assert " Tr" not in content("")


def test_narrow_words_are_drawn_by_a_narrow_matrix(content: Callable[..., str]) -> None:
    assert re.search(r"^0?\.66 0 0 -1 ", content('<w:w w:val="66"/>'), re.MULTILINE)
    assert re.search(r"^1 0 0 -1 ", content(""), re.MULTILINE)


def test_the_ground_of_words_lies_around_them_whatever_the_height_of_their_line(printed: Print) -> None:
    def ground(line: int) -> tuple[float, float]:
        """Where the ground begins and ends, from the baseline, in parts of the size."""
        spacing = f'<w:spacing w:line="{line}" w:lineRule="auto"/>'
        words = run("lit", '<w:highlight w:val="yellow"/><w:sz w:val="20"/>') + run("plain words", '<w:sz w:val="20"/>')
        pages = printed(f"<w:p><w:pPr>{spacing}</w:pPr>{words}</w:p>")
        box = next(box for box in pages.boxes if type(box).__name__ == "InlineBox")
        text = box.children[0]
        baseline, size = text.position_y + text.baseline, box.style["font_size"]
        top = box.position_y + box.margin_top
        return round((top - baseline) / size, 2), round((top + box.height - baseline) / size, 2)

    assert ground(240) == ground(480) == (-0.93, 0.22)


def test_entries_of_a_table_of_contents_do_not_look_like_links(printed: Print) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="character" w:styleId="L"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0000FF"/>'
        '<w:u w:val="single"/></w:rPr></w:style>'
    )
    words = run("entry", '<w:rStyle w:val="L"/>')
    link = f'<w:hyperlink w:anchor="x">{words}</w:hyperlink>'
    entry, text = (
        colours(printed(f"<w:p><w:pPr>{style}</w:pPr>{link}</w:p>", styles=styles))
        for style in ('<w:pStyle w:val="T1"/>', "")
    )
    assert (entry["entry"], text["entry"]) == ([0, 0, 0], [0, 0, 1])


@pytest.mark.parametrize(("asked", "size", "kerned"), [("", 40, False), ("28", 40, True), ("28", 20, False)])
def test_letters_are_set_closer_in_pairs_only_where_the_file_asks_for_it(
    printed: Print, asked: str, size: int, kerned: bool
) -> None:
    kern = f'<w:kern w:val="{asked}"/>' if asked else ""
    fonts = '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/>'
    found = printed(f'<w:p><w:r><w:rPr>{fonts}{kern}<w:sz w:val="{size}"/></w:rPr><w:t>AVAVAVAV</w:t></w:r></w:p>')
    word = found.find("AVAVAVAV")[1]
    # A and V are 0.667 of the size wide each.
    assert (word.width < 8 * 0.66 * size / 2) == kerned


def test_letters_are_not_joined(printed: Print) -> None:
    face = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="40"/>'
    fi, f, i = (float(printed(f"<w:p>{run(text, face)}</w:p>").pages[0][0].width) for text in ("fififi", "fff", "iii"))
    assert fi == pytest.approx(f + i, abs=0.05)


def test_a_line_that_hangs_out_is_within_the_borders_of_its_paragraph(printed: Callable[..., Any]) -> None:
    border = '<w:pBdr><w:left w:val="single" w:sz="8" w:space="4"/></w:pBdr>'
    hanging = f'<w:p><w:pPr>{border}<w:ind w:left="1000" w:hanging="600"/></w:pPr><w:r><w:t>words</w:t></w:r></w:p>'
    found = printed(hanging)
    (framed,) = (box for box in found.boxes if getattr(box, "border_left_width", 0))
    assert (framed.position_x + framed.margin_left) * 0.75 == pytest.approx(found.find("words")[1].x - 5)
