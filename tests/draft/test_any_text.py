"""The property: any text in a field stands in the file code point for code point, or is refused by name before."""

import io
import json
import unicodedata
from collections.abc import Callable, Iterator

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from packetgen.deal.load import load_deal
from packetgen.diagnostics import Outcome
from packetgen.document.inlines import texts
from packetgen.document.model import Block, Paragraph
from packetgen.document.read import read_docx
from packetgen.draft.model import Draft

Fill = Callable[..., Outcome[Draft]]
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
PLACES = """\
# 题{{ customer.name }}

## {{ customer.name }}节

甲{{ customer.name }}乙**{{ customer.name }}**

- {{ customer.name }}
- 丙{{ customer.name }}

| 表 | {{ customer.name }} |
|---|---|
| {{ customer.name }} | 丁{{ customer.name }}戊 |
"""
every_text = st.text(st.characters(codec=None), min_size=1, max_size=12)
plain_text = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\u061c\u200e\u200f"),
    min_size=1,
    max_size=40,
)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)


def is_forbidden(ch: str) -> bool:
    """By Unicode's own properties: controls, surrogates, unassigned, line separators, controls of direction."""
    return (
        unicodedata.category(ch) in {"Cc", "Cs", "Cn", "Zl", "Zp"}
        or unicodedata.bidirectional(ch) in DIRECTIONS
        or ch in MARKS_OF_DIRECTION
    )


def expected(name: str) -> list[str]:
    return [f"题{name}", f"{name}节", f"甲{name}乙{name}", name, f"丙{name}", "表", name, name, f"丁{name}戊", ""]


def by_our_reader(data: bytes) -> list[str]:
    document = read_docx(data, "d.docx").value
    assert document is not None
    return [words for section in document.sections for words in _words(section.blocks)]


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "".join(texts(block.inlines))
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _words(cell.blocks)


def by_python_docx(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    return [WordParagraph(each, document).text for each in document.element.body.iter(qn("w:p"))]


@shared
@given(plain_text)
@example("{{ 7*7 }}{% x %}{# y #}")
@example("</w:t></w:r>&amp;&#65;]]><!--")
@example("【待补：x】[to be completed: y]")
@example("\ufffd\ufeff\u00ad\u200b\u200d\ue000\U000f0000\U0010fffd")
@example("e\u0301\u1100\u1161\uf900𠮷〇镕")
@example("  a\u00a0 \u3000b  ")
def test_any_text_stands_code_point_for_code_point_wherever_it_is_printed(filled: Fill, name: str) -> None:
    if not name.strip() or any(map(is_forbidden, name)):
        return
    made = filled(PLACES, name=json.dumps(name, ensure_ascii=False)).value
    assert made is not None
    for read in (list(made.paragraphs), by_our_reader(made.data), by_python_docx(made.data)):
        assert read == expected(name)
    assert {span.text for span in made.spans} == {name}
    assert len(made.spans) == 9


@shared
@given(every_text)
@example("\ud800")
@example("\x00\x7f\x9b")
@example("\ufdd0\uffff\U0010ffff\u0378")
@example("\u202e\u2066\u061c")
@example("\u2028\u2029\u0085")
def test_every_forbidden_character_is_refused_by_number_and_place(name: str) -> None:
    bad = {ch for ch in name if is_forbidden(ch) and ch != "\n"}
    text = f"meta:\n  locale: zh-CN\ncustomer:\n  name: '{name.replace(chr(39), chr(39) * 2)}'\nproject:\n  name: x\n"
    result = load_deal(text, "deal.yaml")
    if not bad:
        assert "PG109" not in {each.code for each in result.diagnostics}
        return
    assert result.value is None
    told = [each for each in result.diagnostics if each.code in {"PG109", "PG110"}]
    named = {str(each.param("character")).split(" ")[0] for each in told if each.code == "PG109"}
    assert named == {f"U+{ord(ch):04X}" for ch in bad if ch != "\t"}
    if {"\ufdd0", "\U0010ffff"} <= bad:
        assert {"U+FDD0 noncharacter", "U+10FFFF noncharacter"} <= {each.param("character") for each in told}
    assert ("\t" in bad) == ("PG110" in {each.code for each in told})
    assert all(each.span is not None and each.span.line >= 4 for each in told)


@shared
@given(st.lists(plain_text.filter(lambda text: not any(map(is_forbidden, text))), min_size=1, max_size=4))
def test_paragraphs_and_breaks_of_prose_stay(fill_prose: Fill, lines: list[str]) -> None:
    """Single breaks stay within a paragraph, blank lines part paragraphs; no other character is touched."""
    text = "\n\n".join(lines)
    if not text.strip():
        return
    made = fill_prose(text).value
    assert made is not None
    written = [each for each in lines if each]
    assert [each for each in made.paragraphs if each] == written
    broken = fill_prose(f"甲{lines[0]}\n{lines[-1]}乙").value
    assert broken is not None
    assert broken.paragraphs == (f"甲{lines[0]}\n{lines[-1]}乙",)
