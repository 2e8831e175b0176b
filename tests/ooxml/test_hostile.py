"""Files made to harm: each ends in one refusal with words in both languages, or is read with its hazards told."""

import socket

import pytest
from tests.ooxml.attacks import (
    MAIN,
    TYPES,
    Attack,
    Member,
    document,
    docx,
    inline,
    package,
    png,
    refusals,
    relations,
    reports,
    zipped,
)

from packetgen.diagnostics import Severity, hint, message, render, shown
from packetgen.document.inlines import texts
from packetgen.document.model import Document, Paragraph
from packetgen.document.read import read_docx
from packetgen.ooxml.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from packetgen.ooxml.package import open_package

REFUSALS, REPORTS = list(refusals()), list(reports())


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails the test."""

    def refused(*arguments: object) -> None:
        pytest.fail(f"a connection was opened: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def words(made: Document) -> str:
    blocks = [block for section in made.sections for block in section.blocks]
    return "".join("".join(texts(block.inlines)) for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("attack", REFUSALS, ids=str)
def test_an_attack_is_refused_once_with_reason_and_remedy_in_both_languages(attack: Attack) -> None:
    result = read_docx(attack.build(), "x.docx")
    assert result.value is None
    assert [each.code for each in result.diagnostics] == [attack.code]
    (refusal,) = result.diagnostics
    assert refusal.severity is Severity.ERROR
    for language in ("en", "zh"):
        text = render(refusal, language)
        assert hint(refusal, language)
        assert "\ufffc" not in text
        assert all(shown(line) == line for line in text.splitlines())


@pytest.mark.parametrize("attack", REPORTS, ids=str)
def test_what_a_file_would_fetch_or_run_is_told_and_the_file_is_read(attack: Attack) -> None:
    result = read_docx(attack.build(), "x.docx")
    assert result.value is not None, result.diagnostics
    found = [each for each in result.diagnostics if each.code == attack.code]
    assert found
    assert len(found) == len(set(found))
    for language in ("en", "zh"):
        assert all("\ufffc" not in message(each, language) for each in found)


def test_a_thing_outside_that_many_places_name_is_told_once() -> None:
    rels = relations(*[("image", "http://evil.example/x.png", True)] * 5)
    result = read_docx(docx(rels=rels), "x.docx")
    assert [each.code for each in result.diagnostics] == ["PG651"]


def test_links_to_the_web_and_to_mail_are_no_hazard() -> None:
    rels = relations(("hyperlink", "HTTPS://example.org", True), ("hyperlink", "mailto:a@example.org", True))
    assert read_docx(docx(rels=rels), "x.docx").diagnostics == ()


def test_fields_that_count_pages_are_no_hazard() -> None:
    body = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    assert read_docx(docx(document(body)), "x.docx").diagnostics == ()


@pytest.mark.parametrize(
    ("limits", "code", "told"),
    [
        (Limits(file_bytes=10), "PG612", "0"),
        (Limits(members=1), "PG618", "1"),
        (Limits(total_bytes=10), "PG619", "0"),
        (Limits(part_bytes=10), "PG623", "0"),
        (Limits(marks=5), "PG649", "5"),
    ],
)
def test_each_limit_holds_and_is_told(limits: Limits, code: str, told: str) -> None:
    (refusal,) = open_package(zipped(*package()), "x.docx", limits).diagnostics
    assert (refusal.code, refusal.param("limit")) == (code, told)


def test_the_limit_of_ratio_is_told() -> None:
    data = zipped(*package(), Member(b"a.bin", bytes(3 * MEGABYTE)))
    (refusal,) = open_package(data, "x.docx").diagnostics
    assert refusal.param("limit") == "500"
    assert open_package(data, "x.docx", DEFAULT_LIMITS.for_file_of(500)).value is not None


def test_a_larger_file_raises_every_limit_and_a_smaller_one_only_its_own() -> None:
    large, small = DEFAULT_LIMITS.for_file_of(100), DEFAULT_LIMITS.for_file_of(5)
    assert (large.file_bytes, large.members, large.picture_pixels) == (100 * MEGABYTE, 4000, 80_000_000)
    assert (small.file_bytes, small.members) == (5 * MEGABYTE, 2000)


def test_a_picture_within_its_limits_is_kept_and_one_beyond_is_not() -> None:
    rels = relations(("image", "media/a.png", False))
    kept = read_docx(docx(inline(), rels=rels, word__media__a_dot_png=png(60, 40)), "x.docx").value
    assert kept is not None
    assert list(kept.images) == ["word/media/a.png"]
    bomb = read_docx(docx(inline(), rels=rels, word__media__a_dot_png=png(20000, 20000)), "x.docx")
    assert bomb.value is not None
    assert dict(bomb.value.images) == {}
    assert words(bomb.value) == "words"


@pytest.mark.parametrize(
    "target",
    [
        "media/a%20b.png",
        "/word/media/a%20b.png",
        "./media/../media/a b.png",
        "media\\a%20b.png",
        "MEDIA/A%20B.PNG",
        "/word/media/a b.png#x",
    ],
)
def test_a_target_leads_to_its_part_however_it_is_spelled(target: str) -> None:
    members = package(inline(), word___rels__document_dot_xml_dot_rels=relations(("image", target, False)))
    data = zipped(*members, Member(b"word/media/a b.png", png(2, 2)))
    result = read_docx(data, "x.docx")
    assert result.value is not None
    assert list(result.value.images) == ["word/media/a b.png"]


def test_parts_named_in_another_case_are_found() -> None:
    rels = relations(("officeDocument", "/Word/Document.xml", False))
    data = zipped(*package(_dot_rels=""), Member(b"_rels/.RELS", rels.encode()))
    assert open_package(data.replace(b"_dot_rels", b"_not_rels"), "x.docx").value is not None
    types = TYPES.replace("/word/document.xml", "/WORD/document.XML")
    opened = open_package(docx(types=types), "x.docx").value
    assert opened is not None
    assert opened.types["word/document.xml"] == MAIN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_parts_in_utf_8_and_utf_16_are_read(encoding: str) -> None:
    result = read_docx(docx(document().encode(encoding)), "x.docx")
    assert result.value is not None, result.diagnostics
    assert words(result.value) == "words"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_strict_files_are_read_like_transitional_ones(encoding: str) -> None:
    strict = document().replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    root = relations(("officeDocument", "word/document.xml", False)).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
    )
    result = read_docx(zipped(*package(strict.encode(encoding)), Member(b"_rels/.rels", root.encode())), "x.docx")
    assert result.value is not None, result.diagnostics
    assert words(result.value) == "words"


def test_a_file_of_nothing_but_its_document_is_read() -> None:
    result = read_docx(zipped(*package()), "x.docx")
    assert result.value is not None
    assert result.diagnostics == ()


def test_a_document_without_a_body_is_one_empty_section() -> None:
    result = read_docx(docx(document().partition("<w:body>")[0] + "</w:document>"), "x.docx")
    assert result.value is not None
    assert [section.blocks for section in result.value.sections] == [()]


def test_alternatives_are_read_once() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    run = "<w:r><w:t>{}</w:t></w:r>"
    inner = f'<mc:Choice Requires="wps">{run.format("one")}</mc:Choice><mc:Fallback>{run.format("one")}</mc:Fallback>'
    body = f'<w:p><mc:AlternateContent xmlns:mc="{mc}">{inner}</mc:AlternateContent></w:p>'
    result = read_docx(docx(document(body)), "x.docx")
    assert result.value is not None
    assert words(result.value) == "one"


@pytest.mark.parametrize("padding", [b"\n", b"\r\n", bytes(100), b" "])
def test_blanks_after_a_file_do_no_harm(padding: bytes) -> None:
    assert open_package(zipped(*package(), suffix=padding), "x.docx").value is not None


def test_a_hostile_name_reaches_the_terminal_as_numbers() -> None:
    name = "\x1b]0;owned\x07\x9b31m\u202egpj.docx"
    (refusal,) = read_docx(b"", name).diagnostics
    text = render(refusal, "en")
    assert not set("\x1b\x07\x9b\u202e") & set(text)
    assert "\\u{1b}" in text
