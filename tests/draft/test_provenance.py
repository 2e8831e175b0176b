"""The map of a draft against the finished file: what it says is derived again from the file alone."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Protocol

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from packetgen.diagnostics import Outcome
from packetgen.draft.model import BlockEntry, Draft
from packetgen.draft.provenance import dump_map, load_map
from packetgen.ooxml.xml import Element, parse_xml

Fill = Callable[..., Outcome[Draft]]


class Form(Protocol):
    locale: str

    def from_markdown(self) -> Draft: ...


Forms = Callable[[], tuple[Form, ...]]
PLACEHOLDER = re.compile(r"【待补：|【待核：|\[to be (?:completed|verified):")


SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}


def paragraph_text(paragraph: Element) -> str:
    """The characters of a paragraph's runs in order."""
    pieces = (each for run in paragraph.iter(qn("w:r")) for each in run)
    return "".join((each.text or "") if each.tag == qn("w:t") else SIGNS.get(str(each.tag), "") for each in pieces)


def stories(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The paragraphs of each story of a finished file, by our own count of characters."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
                root = parse_xml(package.read(name), name).value
                assert root is not None
                found = [paragraph_text(each) for each in root.iter(qn("w:p"))]
                yield name.removeprefix("word/").removesuffix(".xml"), found


def test_every_span_of_a_map_is_found_again_in_the_file_of_every_document(forms: Forms) -> None:
    count = 0
    for form in forms():
        draft = form.from_markdown()
        found = dict(stories(draft.data))
        assert tuple(found["document"]) == draft.paragraphs, str(form)
        for span in draft.spans:
            count += 1
            assert found[span.story][span.paragraph][span.start : span.end] == span.text, str(form)
    assert count > 2000


def test_python_docx_reads_the_same_words_at_the_same_places(forms: Forms) -> None:
    for form in forms():
        draft = form.from_markdown()
        document = docx.Document(io.BytesIO(draft.data))
        read = tuple(Paragraph(each, document).text for each in document.element.body.iter(qn("w:p")))
        # A break of the page is a character for us and none for python-docx.
        assert read == tuple("" if words == "\n" else words for words in draft.paragraphs), str(form)


def test_every_paragraph_with_words_belongs_to_a_block_and_every_value_says_to_which(forms: Forms) -> None:
    for form in forms():
        draft = form.from_markdown()
        blocks = {index: each for each in draft.blocks for index in range(each.first, each.end)}
        without = [
            words
            for index, words in enumerate(draft.paragraphs)
            if words.strip() and index not in blocks and "\t" not in words and words not in {"目录", "Contents"}
        ]
        assert without == [], str(form)
        for span in draft.spans:
            expected = blocks[span.paragraph].id if span.story == "document" else ""
            assert span.block == expected, (str(form), span)


def test_the_bookmarks_of_a_file_are_those_of_its_blocks_and_tell_nothing(forms: Forms) -> None:
    for form in forms():
        draft = form.from_markdown()
        document = docx.Document(io.BytesIO(draft.data))
        derived = [
            (index, mark.get(qn("w:name")))
            for index, paragraph in enumerate(document.element.body.iter(qn("w:p")))
            for mark in paragraph.iter(qn("w:bookmarkStart"))
        ]
        assert derived == [(each.first, each.bookmark) for each in draft.blocks if each.bookmark], str(form)
        assert all(re.fullmatch(r"_pk_[0-9a-f]{10}", str(name)) for _, name in derived)


def test_every_placeholder_of_every_story_is_a_recorded_span(filled: Fill) -> None:
    made = filled("{{ pilot.start | date }}至{{ pilot.end }}").value
    assert made is not None
    for story, paragraphs in stories(made.data):
        for index, words in enumerate(paragraphs):
            for match in PLACEHOLDER.finditer(words):
                assert (story, index, match.start()) in {(s.story, s.paragraph, s.start) for s in made.placeholders}
    assert [each.path for each in made.placeholders] == ["pilot.start", "pilot.end"]


@pytest.mark.parametrize(
    "place", ["## 【待补：x】", "- a\n- 【待核：x】", "| a |\n|---|\n| [to be completed: x] |", "【待补：x】"]
)
def test_a_placeholder_that_the_template_itself_writes_fails_the_fill(filled: Fill, place: str) -> None:
    result = filled(f"# t\n\n{place}\n")
    assert result.value is None
    assert {each.code for each in result.diagnostics} == {"PG503"}


def test_a_value_in_a_row_names_the_row_and_a_reference_the_row_that_refers(filled: Fill) -> None:
    table = (
        "::: {.table #kpis}\n| a | b |\n|---|---|\n{% for k in pilot.kpis %}\n"
        "| {{ k.name }} | {{ k.owner.title }} |\n{% endfor %}\n:::\n"
    )
    made = filled(f"## 一 {{#one}}\n\n{{{{ customer.name }}}}\n\n{table}").value
    assert made is not None
    found = [(each.block, each.row, each.path, each.via) for each in made.spans]
    assert found == [
        ("one-1", None, "customer.name", None),
        ("kpis", "K1", "pilot.kpis[K1].name", None),
        ("kpis", "K1", "people[p1].title", "pilot.kpis[K1].owner"),
        ("kpis", "K2", "pilot.kpis[K2].name", None),
        ("kpis", "K2", "pilot.kpis[K2].owner.title", None),
    ]


def test_blocks_in_a_loop_have_an_entry_a_pass_and_lists_one_for_all_their_items(filled: Fill) -> None:
    made = filled("## 一 {#one}\n\n{% for k in pilot.kpis %}\n{{ k.name }}\n\n- a\n- b\n{% endfor %}\n").value
    assert made is not None
    assert [(each.id, each.first, each.end) for each in made.blocks] == [
        ("one", 0, 1),
        ("one-1", 1, 2),
        ("one-2", 2, 4),
        ("one-1", 4, 5),
        ("one-2", 5, 7),
    ]


def test_a_value_of_several_paragraphs_is_one_block(filled: Fill) -> None:
    made = filled("## 一 {#one}\n\n{{ pilot.why_pilot }}\n\n完").value
    assert made is not None
    assert [(each.id, each.first, each.end) for each in made.blocks] == [
        ("one", 0, 1),
        ("one-1", 1, 3),
        ("one-2", 3, 4),
    ]


def test_ids_stay_when_a_section_is_inserted_before(filled: Fill) -> None:
    own = "## 二 {#two}\n\na\n\n- b\n\n| c |\n|---|\n| d |\n"

    def ids(content: str) -> list[str]:
        made = filled(content).value
        assert made is not None
        return [each.id for each in made.blocks]

    before, after = ids(f"# t\n\n{own}"), ids(f"# t\n\n## 新\n\nx\n\n- y\n\n{own}")
    assert before == ["title", "two", "two-1", "two-2", "two-3"]
    assert after == ["title", "heading-2", "heading-2-1", "heading-2-2", *before[1:]]


def test_the_map_reads_back(filled: Fill) -> None:
    made = filled("## 一\n\n{{ customer.name }}{{ pilot.start }}").value
    assert made is not None
    blocks, spans = load_map(dump_map(made))
    assert (blocks, spans) == (made.blocks, made.spans)
    assert blocks[0] == BlockEntry("heading-1", 0, 1, blocks[0].bookmark)


def test_each_kind_of_value_keeps_its_type(forms: Forms) -> None:
    kinds = Counter(span.kind for form in forms() for span in form.from_markdown().spans)
    assert kinds.keys() >= {"line", "prose", "money", "date", "integer", "choice", "percent"}
