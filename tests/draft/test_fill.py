import io
import json
import pickle
import zipfile
from collections.abc import Callable

import pytest

from packetgen.diagnostics import Outcome
from packetgen.document.inlines import texts
from packetgen.document.model import Paragraph
from packetgen.document.model import Table as DocumentTable
from packetgen.document.read import read_docx
from packetgen.draft.model import Draft

Fill = Callable[..., Outcome[Draft]]


def draft(filled: Fill, content: str, **options: str) -> Draft:
    result = filled(content, **options)
    assert result.value is not None, result.diagnostics
    return result.value


def part(made: Draft, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        return package.read(name).decode()


def labels(made: Draft) -> list[str]:
    document = read_docx(made.data, "d.docx").value
    assert document is not None
    found = document.sections[0].blocks
    return [f"{b.label.text}{''.join(texts(b.inlines))}" for b in found if isinstance(b, Paragraph) and b.label]


def test_every_printed_value_is_found_again_at_its_place(filled: Fill) -> None:
    made = draft(filled, "由{{ customer.name }}牵头，**{{ pilot.value | money }}**，{{ pilot.kpis | count }}项。")
    assert made.paragraphs == ("由临澜市水务局牵头，38.60万元，2项。",)
    for span in made.spans:
        assert made.paragraphs[span.paragraph][span.start : span.end] == span.text
    assert [(span.path, span.text) for span in made.spans] == [
        ("customer.name", "临澜市水务局"),
        ("pilot.value", "38.60万元"),
    ]


def test_words_and_values_of_one_look_are_one_run_as_if_typed(filled: Fill) -> None:
    made = draft(filled, "由{{ customer.name }}牵头，**{{ pilot.value | money }}**，{{ pilot.start | date }}起。")
    body = part(made, "word/document.xml")
    assert ">由临澜市水务局牵头，</w:t>" in body
    assert body.count("<w:r>") == 5
    assert "rsid" not in body


def test_a_reference_remembers_the_way(filled: Fill) -> None:
    made = draft(filled, "{% for k in pilot.kpis if k.owner %}{{ k.owner }}{% endfor %}")
    assert [(span.path, span.via) for span in made.spans] == [("people[p1].name", "pilot.kpis[K1].owner")]


def test_a_missing_fact_prints_a_placeholder_in_its_own_style(filled: Fill) -> None:
    made = draft(filled, "{{ pilot.start | date }}")
    assert made.paragraphs == ("【待补：试点开始日期（业务部门）】",)
    assert [span.path for span in made.placeholders] == ["pilot.start"]
    assert '<w:rStyle w:val="Placeholder"/>' in part(made, "word/document.xml")


def test_a_loop_over_a_missing_list_makes_one_pass_of_placeholders(filled: Fill) -> None:
    made = draft(filled, "{% for r in risks %}\n- {{ r.cause }}\n{% endfor %}")
    assert [span.path for span in made.placeholders] == ["risks[].cause"]


def test_stated_as_none_is_a_fact_and_no_placeholder(filled: Fill) -> None:
    made = draft(filled, "{% for k in pilot.kpis %}{{ k.baseline }}；{% endfor %}")
    assert made.paragraphs == ("无；【待补：基线值（业务部门）】；",)


def test_prose_alone_in_a_paragraph_prints_as_paragraphs(filled: Fill) -> None:
    assert draft(filled, "{{ pilot.why_pilot }}").paragraphs == ("第一段。", "第二段。")


def test_lists_restart_in_every_pass(filled: Fill) -> None:
    made = draft(filled, "{% for k in pilot.kpis %}\n## {{ k.name }}\n\n1. a\n2. b\n{% endfor %}")
    assert labels(made) == ["一、提前量", "1.a", "2.b", "二、命中率", "1.a", "2.b"]


def test_numbers_go_on_after_a_nested_list(filled: Fill) -> None:
    assert labels(draft(filled, "1. a\n   1. b\n   2. c\n2. d")) == ["1.a", "（1）b", "（2）c", "2.d"]


def test_table_cells_merge_left_and_up(filled: Fill) -> None:
    made = draft(filled, "| a | b |\n|---|---|\n| c | d |\n| e | ^ |\n| f | < |")
    document = read_docx(made.data, "d.docx").value
    assert document is not None
    (table,) = [block for block in document.sections[0].blocks if isinstance(block, DocumentTable)]
    assert [[(cell.columns, cell.rows) for cell in row.cells] for row in table.rows] == [
        [(1, 1), (1, 1)],
        [(1, 1), (1, 2)],
        [(1, 1)],
        [(2, 1)],
    ]
    assert table.rows[0].header


TABLE = '::: {.table caption="经费" unit="单位：{{ meta.unit }}"}\n| a |\n|---|\n| b |\n:::\n'


def test_a_unit_stands_between_the_caption_and_the_table(filled: Fill) -> None:
    made = draft(filled, TABLE)
    assert made.paragraphs[:4] == ("表1  经费", "单位：万元", "a", "b")
    assert ("meta.unit", "万元") in [(span.path, span.text) for span in made.spans]


def test_what_is_kept_stays_whole_and_with_what_follows_but_for_its_end(filled: Fill) -> None:
    made = draft(filled, f"::: {{.keep}}\n首段\n\n末段\n:::\n\n::: {{.keep}}\n{TABLE}:::\n\n外")
    document = read_docx(made.data, "d.docx").value
    assert document is not None
    kept = {
        "".join(texts(block.inlines)): (block.format.keep_next, block.format.keep_lines)
        for block in document.sections[0].blocks
        if isinstance(block, Paragraph)
    }
    assert kept["首段"] == (True, True)
    assert kept["末段"] == (False, True)
    assert kept["外"] == (False, False)
    (table,) = [block for block in document.sections[0].blocks if isinstance(block, DocumentTable)]
    heads = [cell.blocks[0] for row in table.rows for cell in row.cells]
    assert all(isinstance(head, Paragraph) and head.format.keep_next for head in heads)
    gap = document.sections[0].blocks[document.sections[0].blocks.index(table) + 1]
    assert isinstance(gap, Paragraph)
    assert not gap.format.keep_next


def test_the_table_of_contents_lists_headings_with_their_numbers(filled: Fill) -> None:
    made = draft(filled, "::: {.toc}\n:::\n\n## {{ project.name }}\n\n### 小节\n\n## 末章")
    assert made.paragraphs[:4] == ("目录", "一、排水\t1", "（一）小节\t1", "二、末章\t1")
    assert [heading.label for heading in made.headings] == ["一、", "（一）", "二、"]


def test_no_mark_and_no_tag_is_left_in_any_part(filled: Fill) -> None:
    made = draft(filled, "{{ customer.name }}{% if pilot.start %}x{% endif %}")
    for name in ("word/document.xml", "word/footer1.xml", "word/numbering.xml"):
        text = part(made, name)
        assert "rsidRPr" not in text
        assert "{{" not in text
        assert "\ufdd0" not in text


def test_the_same_deal_gives_the_same_bytes(filled: Fill) -> None:
    content = "## {{ customer.name }}\n\n- {{ project.name }}"
    assert draft(filled, content).data == draft(filled, content).data


def test_nobody_is_named_in_the_properties(filled: Fill) -> None:
    core = part(draft(filled, "x"), "docProps/core.xml")
    assert "<dc:creator/>" in core
    assert "<dc:language>zh-CN</dc:language>" in core


@pytest.mark.parametrize(
    "name", ["A & B <C>", "{{ 7*7 }}", "{% x %}", "镕〇𠮷😀", "a\"b'c", "\\*x\\*", "】【待补", "x]]>y"]
)
def test_a_value_stands_in_the_file_as_it_is(filled: Fill, name: str) -> None:
    made = draft(filled, "甲{{ customer.name }}乙", name=json.dumps(name, ensure_ascii=False))
    assert made.paragraphs == (f"甲{name}乙",)
    document = read_docx(made.data, "d.docx").value
    assert document is not None
    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(texts(paragraph.inlines)) == f"甲{name}乙"


def test_a_compiled_template_pickles(filled: Fill) -> None:
    made = draft(filled, "x")
    assert pickle.loads(pickle.dumps(made)) == made
