"""What stands within paragraphs: fields, links, places, controls, alternatives, signs, and what is none of these."""

from collections.abc import Callable

import pytest
from tests.document.conftest import docx

from packetgen.document.model import (
    Bookmark,
    Break,
    CommentMark,
    Document,
    Equation,
    Field,
    Link,
    Paragraph,
    PositionTab,
    Ruby,
    Run,
)
from packetgen.document.plain import inline_text, paragraph_text, paragraphs
from packetgen.document.read import read_docx

Read = Callable[..., Document]
Words = Callable[[Document], list[str]]


def begin(code: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'


SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))


def r(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def complex_field(code: str, result: str) -> str:
    return begin(code) + SEPARATE + result + END


def only(document: Document) -> Paragraph:
    (found,) = paragraphs(document.sections[0].blocks)
    return found


def lines(document: Document) -> list[str]:
    return [paragraph_text(each) for section in document.sections for each in paragraphs(section.blocks)]


def unknown(body: str) -> dict[str | None, str | None]:
    found = read_docx(docx(body), "x.docx").diagnostics
    return {each.param("name"): each.param("count") for each in found if each.code == "PG630"}


def test_a_field_in_the_code_of_another_shows_nothing_and_one_in_its_result_does(read: Read) -> None:
    inner = complex_field("SEQ a", r("1"))
    body = f"<w:p>{begin('IF ')}{inner}{SEPARATE}{r('yes ')}{complex_field('PAGE', r('7'))}{END}</w:p>"
    (field,) = only(read(body)).inlines
    assert isinstance(field, Field)
    assert (field.kind, inline_text((field,))) == ("IF", "yes 7")


def test_a_link_in_a_field_and_a_field_in_a_link_keep_their_words_and_order(read: Read) -> None:
    link = f'<w:hyperlink w:anchor="x">{r("b")}{complex_field("PAGEREF x", r("2"))}</w:hyperlink>'
    body = f"<w:p>{complex_field('TOC', r('a') + link + r('c'))}</w:p>"
    document = read(body)
    assert lines(document) == ["ab2c"]
    assert [type(each) for each in only(document).inlines] == [Run, Link, Run]


def test_a_field_over_paragraphs_leaves_each_its_words(read: Read) -> None:
    body = f"<w:p>{begin('REF x')}{SEPARATE}{r('a')}</w:p><w:p>{r('b')}{END}{r('c')}</w:p>"
    assert lines(read(body)) == ["a", "bc"]


def test_a_field_without_an_end_swallows_no_text_and_is_reported(read: Read) -> None:
    body = f"<w:p>{begin('REF x')}{r('a')}</w:p><w:p>{r('b')}</w:p>"
    assert lines(read(body)) == ["a", "b"]
    assert unknown(body) == {"fldChar": "1"}


def test_a_deleted_field_is_in_the_original_only(read: Read) -> None:
    deleted = f'<w:del w:id="1"><w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("PAGE", "delInstrText")}{SEPARATE}{r("7", "delText")}{END}</w:del>'
    body = f"<w:p>{r('a')}{deleted}{r('b')}</w:p>"
    assert [lines(read(body, view)) for view in ("original", "final", "markup")] == [["a7b"], ["ab"], ["a7b"]]


def test_simple_fields_nest(read: Read) -> None:
    inner = f'<w:fldSimple w:instr="PAGE">{r("2")}</w:fldSimple>'
    (field,) = only(read(f'<w:p><w:fldSimple w:instr=" IF x ">{r("1")}{inner}</w:fldSimple></w:p>')).inlines
    assert isinstance(field, Field)
    assert (field.kind, inline_text((field,))) == ("IF", "12")


@pytest.mark.parametrize("wrapper", ["smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent", "ins", "moveTo"])
def test_wrappers_around_runs_are_seen_through(read: Read, wrapper: str) -> None:
    properties = {"smartTag": "<w:smartTagPr/>", "customXml": "<w:customXmlPr/>", "sdt": "<w:sdtPr/>"}.get(wrapper, "")
    body = f"<w:p><w:{wrapper}>{properties}<w:smartTag>{r('x')}</w:smartTag></w:{wrapper}></w:p>"
    assert lines(read(body)) == ["x"]
    assert unknown(body) == {}


def test_an_alternative_is_read_once_and_nested_ones_too(read: Read) -> None:
    def either(choice: str, fallback: str, needs: str = "wps") -> str:
        return f'<mc:AlternateContent><mc:Choice Requires="{needs}">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'

    assert lines(read(f"<w:p>{either(r('new'), r('old'))}</w:p>")) == ["new"]
    assert lines(read(f"<w:p>{either(r('new'), r('old'), 'o')}</w:p>")) == ["old"]
    assert lines(read(f"<w:p>{either(r('new') + either(r(' inner'), r(' no')), r('old'))}</w:p>")) == ["new inner"]
    inside = either("<w:t>a</w:t><w:br/><w:t>b</w:t>", "")
    assert lines(read(f"<w:p><w:r>{inside}</w:r></w:p>")) == ["a\nb"]


def test_an_alternative_that_is_not_understood_and_has_no_fallback_is_reported() -> None:
    body = '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="o"><w:t>x</w:t></mc:Choice></mc:AlternateContent></w:r></w:p>'
    assert unknown(body) == {"AlternateContent": "1"}


def test_signs_are_characters(read: Read) -> None:
    signs = '<w:noBreakHyphen/><w:softHyphen/><w:tab/><w:cr/><w:br/><w:br w:type="textWrapping"/>'
    symbols = '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/>'
    assert lines(read(f"<w:p><w:r>{signs}{symbols}</w:r></w:p>")) == ["\u2011\u00ad\t\n\n\n☑α"]


def test_page_and_column_breaks_part_the_runs(read: Read) -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t><w:br w:type="column"/></w:r></w:p>'
    found = only(read(body)).inlines
    assert [each.kind if isinstance(each, Break) else inline_text((each,)) for each in found] == [
        "a",
        "page",
        "b",
        "column",
    ]


def test_a_tab_to_a_place_is_kept_with_what_it_says(read: Read) -> None:
    body = '<w:p><w:r><w:ptab w:alignment="right" w:relativeTo="margin" w:leader="dot"/></w:r></w:p>'
    assert only(read(body)).inlines == (PositionTab("right", "dot", "margin"),)


def test_a_reading_stands_above_its_words_and_not_in_the_text(read: Read) -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('かんじ')}</w:rt><w:rubyBase>{r('漢字')}</w:rubyBase></w:ruby></w:r>"
    document = read(f"<w:p>{ruby}</w:p>")
    (found,) = only(document).inlines
    assert isinstance(found, Ruby)
    assert (inline_text(found.reading), lines(document)) == ("かんじ", ["漢字"])


def test_an_equation_is_a_line_of_characters_with_its_revisions(read: Read) -> None:
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    (found,) = only(read(f'<w:p><w:ins w:id="1" w:author="A">{fraction}</w:ins></w:p>')).inlines
    assert isinstance(found, Equation)
    assert (found.text, [each.author for each in found.revisions]) == ("a/b", ["A"])


def test_places_between_paragraphs_are_places_at_the_beginning_of_the_next(read: Read) -> None:
    body = f'<w:bookmarkStart w:id="1" w:name="there"/><w:commentRangeStart w:id="4"/><w:p>{r("x")}</w:p>'
    assert only(read(body)).inlines[:2] == (Bookmark("there"), CommentMark("4", "start"))


def test_what_is_not_understood_is_reported_and_its_text_is_kept(read: Read) -> None:
    body = f"<w:p>{r('a')}<w:novelty>{r('b')}</w:novelty>{r('c')}</w:p><w:surprise><w:p>{r('d')}</w:p></w:surprise>"
    assert lines(read(body)) == ["abc", "d"]
    assert unknown(body) == {"novelty": "1", "surprise": "1"}


@pytest.mark.parametrize("element", ["altChunk", "subDoc"])
def test_documents_within_the_document_are_reported(element: str) -> None:
    body = f'<w:{element} r:id="rId9"/>' if element == "altChunk" else f'<w:p><w:{element} r:id="rId9"/></w:p>'
    assert unknown(body) == {element: "1"}


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def test_hidden_text_is_left_out_and_counted_unless_it_is_asked_for(read: Read) -> None:
    body = f'<w:p>{r("a")}<w:r>{HIDDEN}<w:t>secret</w:t><w:br w:type="page"/></w:r>{r("b")}</w:p>'
    assert lines(read(body)) == ["ab"]
    assert not any(isinstance(each, Break) for each in only(read(body)).inlines)
    told = [each for each in read_docx(docx(body), "x").diagnostics if each.code == "PG631"]
    assert [each.param("count") for each in told] == ["6"]
    whole = read_docx(docx(body), "x", hidden=True)
    assert whole.value is not None
    assert lines(whole.value) == ["asecretb"]
    assert [each.format.hidden for each in only(whole.value).inlines if isinstance(each, Run)] == [False, True, False]
    assert whole.diagnostics == ()


def test_runs_within_runs_of_what_is_not_understood_are_read_once(read: Read, words: Words) -> None:
    inner = "<w:r><w:t>x</w:t></w:r>"
    for _ in range(30):
        inner = f"<w:r><w:odd>{inner}</w:odd></w:r>"
    assert words(read(f"<w:p><w:odd>{inner}</w:odd></w:p>")) == ["x"]
