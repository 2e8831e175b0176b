"""Paragraphs: marks that are gone, hidden or end a section; controls around them; frames; lists as Word counts them."""

from collections.abc import Callable

import pytest
from tests.document.conftest import docx

from packetgen.document.model import Document, Paragraph
from packetgen.document.plain import paragraph_text, paragraphs
from packetgen.document.read import read_docx

Read = Callable[..., Document]


def p(text: str, properties: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def found(document: Document) -> list[Paragraph]:
    return [each for section in document.sections for each in paragraphs(section.blocks)]


def lines(document: Document) -> list[str]:
    return [paragraph_text(each, label=True) for each in found(document)]


def numbered(level: int = 0, more: str = "") -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/>{more}</w:numPr>'


LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    for n, start, text in ((0, 3, "%1."), (1, 1, "%1.%2"), (2, 1, "%1.%2.%3"))
)
NUMBERING = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


@pytest.mark.parametrize("wrapper", ["sdt", "customXml", "smartTag", "ins", "moveTo"])
def test_wrappers_around_paragraphs_are_seen_through(read: Read, wrapper: str) -> None:
    inner = f"<w:sdtContent>{p('x')}</w:sdtContent>" if wrapper == "sdt" else p("x")
    assert lines(read(f"<w:{wrapper}>{inner}</w:{wrapper}>")) == ["x"]


def test_a_section_that_ends_within_a_control_ends(read: Read) -> None:
    inner = p("a", '<w:sectPr><w:pgSz w:w="4000" w:h="8000"/></w:sectPr>')
    document = read(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>{p('b')}<w:sectPr/>")
    assert [section.width for section in document.sections] == [200.0, 595.3]


def test_an_empty_paragraph_that_ends_a_section_takes_no_number(read: Read) -> None:
    body = p("", f"{numbered()}<w:sectPr/>") + p("a", numbered())
    assert lines(read(body, numbering=NUMBERING)) == ["", "3.\ta"]


def test_a_level_that_is_passed_over_counts_as_used(read: Read) -> None:
    body = p("a", numbered(2)) + p("b", numbered(1)) + p("c", numbered(0)) + p("d", numbered(1))
    assert lines(read(body, numbering=NUMBERING)) == ["3.1.1\ta", "3.2\tb", "4.\tc", "4.1\td"]


def test_a_number_that_was_inserted_is_not_in_the_original(read: Read) -> None:
    body = p("a", numbered(0, '<w:ins w:id="1" w:author="A"/>')) + p("b", numbered())
    assert lines(read(body, "final", numbering=NUMBERING)) == ["3.\ta", "4.\tb"]
    assert lines(read(body, "original", numbering=NUMBERING)) == ["a", "3.\tb"]


def test_the_original_has_the_paragraph_properties_of_before(read: Read) -> None:
    change = '<w:pPrChange w:id="1" w:author="A"><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>'
    body = p("x", f'<w:jc w:val="center"/>{change}')
    looks = {view: found(read(body, view))[0] for view in ("final", "original", "markup")}
    assert {view: each.format.alignment for view, each in looks.items()} == {
        "final": "center", "original": "right", "markup": "center",
    }  # fmt: skip
    assert [each.changed is not None for each in looks.values()] == [False, False, True]


HIDDEN_MARK = "<w:rPr><w:vanish/></w:rPr>"


def test_a_heading_whose_mark_is_hidden_runs_on_into_its_text_and_keeps_its_label(read: Read) -> None:
    body = p("Terms", numbered() + HIDDEN_MARK) + p(". All of them.")
    assert lines(read(body, numbering=NUMBERING)) == ["3.\tTerms. All of them."]


def test_a_paragraph_that_is_hidden_whole_takes_no_number_and_no_place(read: Read) -> None:
    hidden = f"<w:p><w:pPr>{numbered()}{HIDDEN_MARK}</w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"
    assert lines(read(hidden + p("a", numbered()), numbering=NUMBERING)) == ["3.\ta"]
    assert lines(read(p("", HIDDEN_MARK) + p("a"))) == ["a"]


def test_hidden_paragraphs_are_paragraphs_when_hidden_text_is_asked_for() -> None:
    result = read_docx(docx(p("a", HIDDEN_MARK) + p("b")), "x", hidden=True)
    assert result.value is not None
    assert lines(result.value) == ["a", "b"]


def test_a_label_that_is_hidden_is_not_shown_but_counts(read: Read) -> None:
    level = LEVELS.replace('<w:lvlText w:val="%1."/>', '<w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr>')
    document = read(p("a", numbered()) + p("b", numbered(1)), numbering=NUMBERING.replace(LEVELS, level))
    assert lines(document) == ["a", "3.1\tb"]


def test_several_bodies_are_read_one_after_the_other(read: Read) -> None:
    assert lines(read(f"{p('a')}</w:body><w:body>{p('b')}")) == ["a", "b"]


def test_a_frame_says_where_its_paragraph_stands(read: Read) -> None:
    frame = (
        '<w:framePr w:w="2000" w:x="100" w:y="200" w:hAnchor="margin" w:vAnchor="text" w:dropCap="drop" w:lines="3"/>'
    )
    made = found(read(p("x", frame)))[0].format.frame
    assert made is not None
    assert (made.width, made.x, made.horizontal, made.vertical, made.drop_cap, made.lines) == (
        100.0, 5.0, "margin", "text", "drop", 3,
    )  # fmt: skip


def test_text_from_right_to_left_has_its_own_size_weight_and_face(read: Read) -> None:
    look = '<w:rFonts w:ascii="Arial" w:cs="Traditional Arabic"/><w:b/><w:bCs w:val="0"/><w:sz w:val="20"/><w:szCs w:val="32"/>'
    body = "".join(f"<w:p><w:r><w:rPr>{look}{more}</w:rPr><w:t>x</w:t></w:r></w:p>" for more in ("", "<w:rtl/>"))
    looks = [each.inlines[0].format for each in found(read(body))]  # type: ignore[union-attr]
    assert [(each.ascii, each.size, each.bold) for each in looks] == [
        ("Arial", 10.0, True),
        ("Traditional Arabic", 16.0, False),
    ]


def test_sizes_and_indents_may_have_units_and_logical_sides_as_iso_strict_writes_them() -> None:
    body = (
        '<w:p><w:pPr><w:ind w:start="2cm" w:end="1in"/><w:jc w:val="end"/></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="14pt"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    )
    strict = docx(body)
    result = read_docx(strict, "x")
    assert result.value is not None
    (one,) = found(result.value)
    assert (round(one.format.left, 1), one.format.right, one.format.alignment) == (56.7, 72.0, "right")
    assert one.inlines[0].format.size == 14.0  # type: ignore[union-attr]


def test_a_level_that_a_style_names_replaces_the_indent_that_the_style_inherits(read: Read) -> None:
    indents = ((0, 100, 200), (1, 300, 400))
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{n + 1}"/>'
        f'<w:pPr><w:ind w:left="{left}" w:firstLine="{first}"/></w:pPr></w:lvl>'
        for n, left, first in indents
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:ind w:left="900"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    document = read(
        p("x", '<w:pStyle w:val="A"/>') + p("y", '<w:pStyle w:val="B"/>'), styles=styles, numbering=numbering
    )
    layouts = [each.format for each in found(document)]
    assert [(each.left, each.first_line) for each in layouts] == [(45.0, 10.0), (15.0, 20.0)]
