"""The plain text of a document, story by story, in each view."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.conftest import docx

from packetgen.document.model import Document
from packetgen.document.plain import paragraph_text, paragraphs, stories
from packetgen.document.read import read_docx
from packetgen.ooxml.escape import text as escaped

Read = Callable[..., Document]
BOX = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData><wps:wsp><wps:spPr/><wps:txbx>'
    "<w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def p(text: str, more: str = "") -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'


def told(document: Document, *, labels: bool = False) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.kind, each.name, each.paragraphs) for each in stories(document, labels=labels)]


def test_each_story_is_told_by_itself(read: Read) -> None:
    note = f'<w:footnote w:id="2">{p("note")}</w:footnote>'
    comment = f'<w:comment w:id="5" w:author="A">{p("comment")}</w:comment>'
    body = (
        p("body", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + "<w:tbl><w:tr><w:tc>"
        + p("cell")
        + "</w:tc></w:tr></w:tbl>"
    )
    assert told(read(body, footnotes=note, comments=comment)) == [
        ("body", "", ("body1", "cell")),
        ("footnote", "2", ("note",)),
        ("comment", "5", ("comment",)),
    ]


def test_headers_are_told_once_however_many_sections_have_them(read: Read) -> None:
    header = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p("head")}</w:hdr>'
    first = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    body = f"<w:p><w:pPr>{first}</w:pPr></w:p>{p('x')}<w:sectPr/>"
    assert ("header", "0/default", ("head",)) in told(read(body, header1=header))
    assert [each.kind for each in stories(read(body, header1=header))] == ["body", "header"]


def test_a_text_box_in_a_text_box_is_told_behind_the_one_that_holds_it(read: Read) -> None:
    found = stories(read(p("a", BOX.format(p("b", BOX.format(p("c")))))))
    assert [each.paragraphs for each in found] == [("a",), ("b",), ("c",)]
    assert [each.outermost.kind for each in found] == ["body", "body", "body"]
    assert found[2].within is not None
    assert found[2].within.paragraphs == ("b",)


def test_list_labels_stand_before_their_paragraphs_when_asked_for(read: Read) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    document = read(f"<w:p>{numbered}<w:r><w:t>x</w:t></w:r></w:p>", numbering=numbering)
    assert [told(document, labels=labels)[0][2] for labels in (False, True)] == [("x",), ("3.\tx",)]


CHANGED = (
    '<w:p><w:r><w:t>a</w:t></w:r><w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>c</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t>d</w:t></w:r></w:moveFrom>'
    '<w:moveTo w:id="4"><w:r><w:t>e</w:t></w:r></w:moveTo></w:p>'
)


@pytest.mark.parametrize(("view", "expected"), [("final", "ace"), ("original", "abd"), ("markup", "abcde")])
def test_each_view_has_its_text_and_markup_has_all_of_it(read: Read, view: str, expected: str) -> None:
    assert told(read(CHANGED, view)) == [("body", "", (expected,))]


LEGAL = st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff", min_codepoint=0x20)
TEXT = st.text(st.one_of(LEGAL, st.sampled_from("\t\n")))


@given(TEXT)
def test_any_text_that_xml_can_hold_reads_back_character_for_character(text: str) -> None:
    pieces = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    written = "".join(pieces.get(ch) or f'<w:t xml:space="preserve">{escaped(ch)}</w:t>' for ch in text)
    result = read_docx(docx(f"<w:p><w:r>{written}</w:r></w:p>"), "x.docx")
    assert result.value is not None
    assert [paragraph_text(each) for each in paragraphs(result.value.sections[0].blocks)] == [text]


def test_a_line_end_in_the_xml_is_a_space_in_the_text(read: Read) -> None:
    assert told(read("<w:p><w:r><w:t>a\nb</w:t></w:r></w:p>")) == [("body", "", ("a b",))]
