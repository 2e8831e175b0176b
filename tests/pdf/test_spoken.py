"""The property: text that some face holds, from left to right, stands in the PDF code point for code point."""

import unicodedata
from base64 import b64encode
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.pdf.reading import contents_of_pages, text_of_pages

from packetgen.document.model import ParagraphFormat, RunFormat
from packetgen.pdf.context import Words
from packetgen.pdf.engine import engine
from packetgen.pdf.spaces import gapped, kept
from packetgen.pdf.spoken import beside, spoken, told
from packetgen.pdf.write import print_docx

Make = Callable[[str], bytes]
LEFT_TO_RIGHT = {"L", "EN", "ES", "ET", "CS", "NSM", "BN", "WS", "ON"}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x345), (0x370, 0x3FF), (0x400, 0x4FF), (0x1100, 0x1112), (0x1161, 0x1175),
    (0x1E00, 0x1EFF), (0x2000, 0x200D), (0x2010, 0x2027), (0x202F, 0x205F), (0x2060, 0x2064), (0x2070, 0x209C),
    (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF),
    (0x2E80, 0x2FD5), (0x3000, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAD9),
    (0xFE00, 0xFE0F), (0xFE30, 0xFE4F), (0xFF01, 0xFFEE), (0x20000, 0x2A6DF), (0x2F800, 0x2FA1D), (0xE0100, 0xE01EF),
)  # fmt: skip


def is_printed(ch: str) -> bool:
    return unicodedata.bidirectional(ch) in LEFT_TO_RIGHT and unicodedata.category(ch) not in {"Cn", "Cc", "Zl", "Zp"}


any_character = st.one_of(
    st.sampled_from(" \u00a0\u200b\u00ad\u200d\u2060-\u2010\u2011AΩ\u2126K\u212a甲豈\uf900e\u0301é\u3000\ufeff"),
    *(st.characters(min_codepoint=first, max_codepoint=last) for first, last in RANGES),
).filter(is_printed)
some_text = st.text(any_character, min_size=1, max_size=8)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def body(text: str) -> str:
    """A text in every sort of place: a paragraph, beside it in another look, a heading, a list, and a table's cell."""
    inner = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    wide = '<w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid>'
    return (
        f"<w:p><w:r><w:t>甲</w:t></w:r><w:r>{inner}</w:r><w:r><w:t>乙</w:t></w:r></w:p>"
        f'<w:p><w:r><w:t xml:space="preserve">x{escape(text)}y</w:t></w:r></w:p>'
        f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">[{escape(text)}]</w:t></w:r></w:p>'
        f'<w:tbl>{wide}<w:tr><w:tc><w:tcPr><w:tcW w:w="8000" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:r><w:rPr><w:i/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">【{escape(text)}】</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
        f"<w:p><w:r><w:t>终</w:t></w:r></w:p>"
    )


@shared
@given(some_text)
@example("a  b   c")
@example("a\u00a0b \u00a0 c\u00a0\u2060d  \u2060e")
@example("so\u00adft\u200d\u200b\u2060\ufeff")
@example("豈\uf900豈 \u212aK \u2126Ω µμ \u2011-\u2010")
@example("e\u0301é q\u0301q A\u030aÅ\u212b")
@example("𠮷葛\U000e0100\u4e2d\ufe00\U0002f800")
@example("\u1100\u1161가")
@example("共12页A fi ffl x\u2009y\u2003z\u3000w")
def test_any_text_that_a_face_holds_is_read_from_the_pdf_code_point_for_code_point(docx_of: Make, text: str) -> None:
    printed = print_docx(docx_of(body(text)), "x.docx", strict=False)
    assert printed.value is not None
    if any(each.code in {"PG701", "PG702"} for each in printed.diagnostics):
        return  # no face here holds it all, which is told
    read = "".join(each for page in text_of_pages(printed.value.data) for each in page)
    assert read == f"甲{text}乙x{text}y[{text}]【{text}】终"


@given(st.lists(st.text(st.sampled_from("a甲1 \u00a0\u200b\u2060"), min_size=1, max_size=6), min_size=1, max_size=3))
@example(["a \u2060", " \u00a0"])
def test_spaces_of_ours_are_told_from_the_documents_own(parts: list[str]) -> None:
    pieces = [Words(told(each), "Face", RunFormat()) for each in parts]
    written = [each.text for each in gapped(kept(pieces), ParagraphFormat()) if isinstance(each, Words)]
    assert [spoken(each) for each in written] == parts


def test_the_hyphen_at_the_end_of_a_line_is_not_the_documents() -> None:
    assert spoken("so\u00ad\u2010") == "so\u00ad"
    assert spoken("so\u2010") == "so\u2010"


@pytest.mark.parametrize(
    ("text", "count"), [("plain words, 共12页 and 中文。", 0), ("so\u00adft", 1), ("two  blanks", 0)]
)
def test_only_what_would_be_misread_has_a_text_beside_it(docx_of: Make, text: str, count: int) -> None:
    plain = "<w:p><w:r><w:t>plain words</w:t></w:r></w:p>"  # spaces stay spaces though others come after
    body = f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>{plain}'
    printed = print_docx(docx_of(body), "x.docx").value
    assert printed is not None
    assert sum(page.count(b"/ActualText") for page in contents_of_pages(printed.data)) == count


def test_words_of_a_picture_are_drawn() -> None:
    words = b'<text x="0" y="10">words</text><text x="40" y="10">more</text>'
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">' + words + b"</svg>"
    page = f'<img src="data:image/svg+xml;base64,{b64encode(svg).decode()}">'
    assert engine().HTML(string=page).write_pdf(uncompressed_pdf=True).count(b" TJ") == len("wordsmore")


def said(text: str) -> bytes:
    return f"<</ActualText <feff{text.encode('utf-16-be').hex()}>>>".encode()


@pytest.mark.parametrize(
    ("read", "meant", "made"),
    [
        (["a", " ", "b"], "a\u00a0b", [b"[<0001>] TJ", b"/Span", said("\u00a0"), b"BDC", b"[<0002>-5] TJ", b"EMC", b"[<0003>] TJ"]),
        (["a", "b", "c"], "abc\u00ad", [b"[<0001><0002>-5] TJ", b"/Span", said("c\u00ad"), b"BDC", b"[<0003>] TJ", b"EMC"]),
        (["a", "b", "c"], "ac", [b"/Span", said("a"), b"BDC", b"[<0001><0002>-5] TJ", b"EMC", b"[<0003>] TJ"]),
        (["", "", ""], "a", [b"/Span", said("a"), b"BDC", b"[<00010002>-5<0003>] TJ", b"EMC"]),
        (["a", "b"], "xy", [b"/Span", said("xy"), b"BDC", b"[<00010002>-5<0003>] TJ", b"EMC"]),
    ],
)  # fmt: skip
def test_a_text_stands_beside_the_glyphs_that_would_be_misread_and_no_others(
    read: list[str], meant: str, made: list[bytes]
) -> None:
    font = b"/F 12 Tf"
    found = beside([font, b"[<00010002>-5<0003>] TJ"], read, meant)
    assert [each for each in found if each != font] == made
