"""Spaces that show, gaps between scripts, and the ends of lines."""

from collections.abc import Callable
from typing import Any

import pytest

from packetgen.document.model import ParagraphFormat, RunFormat
from packetgen.pdf.context import Piece, Words
from packetgen.pdf.spaces import GAP, STAY_TOGETHER, gapped, kept, unbroken

Print = Callable[..., Any]
PLAIN, LINED = RunFormat(size=12), RunFormat(size=12, underline="single")
STAY = "\u00a0"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'


def always(one: Words, other: Words) -> bool:
    return bool(one and other)


def never(one: Words, other: Words) -> bool:
    return not always(one, other)


def words(text: str, look: RunFormat = PLAIN) -> Words:
    return Words(text, "Face", look)


def texts(pieces: list[Piece]) -> list[str]:
    return [each if isinstance(each, str) else each.text for each in pieces]


@pytest.mark.parametrize(
    ("pieces", "written"),
    [
        ([words("a   b")], [f"a{STAY}{STAY} b"]),
        ([words("  a")], [f"{STAY} a"]),
        ([words("a "), words(" b", LINED)], ["a ", f"{STAY}b"]),
        ([words("a"), "<br/>", words(" b")], ["a", "<br/>", f"{STAY}b"]),
        ([words("a ")], ["a "]),
        ([words("a"), words("   ", LINED)], ["a", STAY * 3]),
        ([words("   ", LINED), words("b")], [f"{STAY}{STAY} ", "b"]),
    ],
)
def test_spaces_that_html_would_drop_are_kept(pieces: list[Piece], written: list[str]) -> None:
    assert texts(kept(pieces)) == written


@pytest.mark.parametrize(
    ("text", "layout", "written"),
    [
        ("共12页A", ParagraphFormat(), f"共{GAP}12{GAP}页{GAP}A"),
        ("共12页A", ParagraphFormat(space_digits=False), f"共12页{GAP}A"),
        ("共12页A", ParagraphFormat(space_latin=False), f"共{GAP}12{GAP}页A"),
        ("共12页A", ParagraphFormat(space_latin=False, space_digits=False), "共12页A"),
        ("（12）。A", ParagraphFormat(), "（12）。A"),
    ],
)
def test_gaps_stand_between_han_and_latin_but_not_at_punctuation(
    text: str, layout: ParagraphFormat, written: str
) -> None:
    assert texts(gapped([words(text)], layout)) == [written]


def test_a_gap_between_two_looks_is_a_space_in_front_of_the_second() -> None:
    found = gapped([words("共"), words("12", LINED), "<br/>", words("页")], ParagraphFormat())
    assert [each.gap for each in found if isinstance(each, Words)] == [0.0, 3.0, 0.0]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr><w:sz w:val="24"/>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_gap_is_a_quarter_of_the_size_wide_and_none_at_the_end_of_a_line(printed: Print) -> None:
    def width(text: str, spacing: str) -> float:
        return float(printed(f"<w:p><w:pPr>{spacing}</w:pPr>{run(text)}</w:p>").pages[0][0].width)

    off = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    assert width("共12页", "") - width("共12页", off) == pytest.approx(6.0, abs=0.05)
    assert width("共12", "") - width("共12", off) == pytest.approx(3.0, abs=0.05)


def lines(pages: Any) -> list[tuple[str, float]]:
    """The words of each line, and how wide it is."""
    found: dict[float, list[Any]] = {}
    for word in pages.pages[0]:
        found.setdefault(round(word.y, 1), []).append(word)
    return [
        ("".join(word.text for word in line), round(sum(word.width for word in line), 1)) for line in found.values()
    ]


def test_punctuation_hangs_where_it_alone_is_too_much_for_its_line(printed: Print) -> None:
    # 34 characters of 12 points fill a line of 415.3.
    found = lines(printed(f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{run("字" * 34 + "，" + "字" * 5)}</w:p>{SECTION}'))
    assert [text for text, _ in found] == ["字" * 34 + "，", "字" * 5]
    assert found[0][1] == pytest.approx(415.3, abs=0.1)


def test_two_signs_do_not_hang_nor_does_one_that_fits(printed: Print) -> None:
    assert [len(text) for text, _ in lines(printed(f"<w:p>{run('字' * 33 + '，' + '字' * 5)}</w:p>{SECTION}"))] == [
        34,
        5,
    ]
    two = lines(printed(f"<w:p>{run('字' * 34 + '。”' + '字' * 5)}</w:p>{SECTION}"))
    assert [len(text) for text, _ in two] == [33, 8]


def test_no_line_begins_with_a_closing_sign(printed: Print) -> None:
    found = lines(printed(f"<w:p>{run('字' * 34 + '）' + '字' * 5)}</w:p>{SECTION}"))
    assert [text[0] for text, _ in found] == ["字", "字"]


def test_distributed_words_fill_their_line_the_last_too(printed: Print) -> None:
    pages = printed(f'<w:p><w:pPr><w:jc w:val="distribute"/></w:pPr>{run("分散对齐")}</w:p>{SECTION}')
    assert lines(pages)[0][1] == pytest.approx(415.3, abs=0.2)


def test_latin_words_break_anywhere_where_the_paragraph_says_so(printed: Print) -> None:
    long = run("字" * 30 + "internationalization")
    whole, broken = (
        lines(printed(f"<w:p><w:pPr>{properties}</w:pPr>{long}</w:p>{SECTION}"))
        for properties in ("", '<w:wordWrap w:val="0"/>')
    )
    assert whole[1][0] == "internationalization"
    assert len(broken[0][0]) > 31


def test_a_paragraph_from_right_to_left_begins_at_the_right_and_its_runs_follow_to_the_left(printed: Print) -> None:
    bold, plain = run("هذا نص", "<w:bCs/><w:rtl/>"), run("مرحبا ", "<w:rtl/>")
    pages = printed(f"<w:p><w:pPr><w:bidi/></w:pPr>{plain}{bold}</w:p>{SECTION}")
    first, second = pages.pages[0]
    assert first.text.startswith("مرحبا")
    assert first.x + first.width == pytest.approx(90 + 415.3, abs=0.1)
    assert second.x + second.width == pytest.approx(first.x, abs=0.1)


def test_a_grid_of_characters_spreads_chinese_ones_alone(printed: Print) -> None:
    def width(space: int, text: str) -> float:
        grid = f'<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="{space}"/></w:sectPr>'
        return float(printed(f"<w:p>{run(text)}</w:p>{grid}").pages[0][0].width)

    assert width(4096, "十个字") - width(0, "十个字") == pytest.approx(3.0, abs=0.01)
    assert width(4096, "abc") == width(0, "abc")
    assert width(6143, "十个字") == width(0, "十个字")


@pytest.mark.parametrize(
    ("pieces", "written"),
    [
        ([words("a/b")], ["a/|b"]),
        ([words("a/ b")], ["a/ b"]),
        ([words("和/或")], ["和/或"]),
        ([words("{a}"), words("b", LINED)], ["{a}|", "b"]),
        ([words("{a}"), words(" b", LINED)], ["{a}", " b"]),
        ([words("{a}"), "<br/>", words("b")], ["{a}", "<br/>", "b"]),
        ([words("600A.030, 1.2, at .5")], ["600A.|030, 1.2, at .5"]),
    ],
)
def test_no_line_may_end_at_signs_that_word_does_not_break_at(pieces: list[Piece], written: list[str]) -> None:
    assert texts(unbroken(pieces, always)) == [each.replace("|", STAY_TOGETHER) for each in written]


def test_two_looks_of_a_word_that_no_line_holds_may_part() -> None:
    pieces: list[Piece] = [words("{a}"), words("b", LINED)]
    assert texts(unbroken(pieces, never)) == ["{a}", "b"]


def test_a_word_of_two_looks_does_not_run_out_of_its_cell(printed: Print) -> None:
    bold = run("Duration", "<w:b/>")
    cell = f"<w:tc><w:p>{run('{employee_nonsolicit_included}')}{bold}</w:p></w:tc>"
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="3800"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>'
    first, second = printed(table + SECTION).pages[0]
    assert second.y > first.y + 10


def test_an_address_goes_whole_to_the_next_line(printed: Print) -> None:
    ahead = "word " * 14
    found = lines(printed(f"<w:p>{run(ahead + 'example.org/a/long/way/down')}</w:p>{SECTION}"))
    assert [text.replace(STAY_TOGETHER, "") for text, _ in found] == [ahead.rstrip(), "example.org/a/long/way/down"]


def test_a_row_of_spaces_at_the_end_of_a_paragraph_does_not_take_its_last_word_to_the_next_line(printed: Print) -> None:
    words = "word " * 17
    found = printed(f'<w:p><w:r><w:t xml:space="preserve">{words}last{" " * 60}</w:t></w:r></w:p>')
    assert found.find("last")[1].y == found.find("word")[1].y
