import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.deal.schema import Audience
from packetgen.diagnostics import Outcome
from packetgen.template.model import (
    BlockFor,
    Heading,
    ListBlock,
    ListFor,
    Output,
    Paragraph,
    RowFor,
    Strong,
    Table,
    Template,
    Text,
)
from packetgen.template.parse import parse_template


def parse(text: str, audience: Audience = Audience.CUSTOMER) -> Outcome[Template]:
    return parse_template(text, "t.md", locale="zh-CN", audience=audience)


def blocks(text: str) -> tuple[object, ...]:
    result = parse(text)
    assert result.value is not None, result.diagnostics
    return result.value.blocks


def words(paragraph: object) -> str:
    assert isinstance(paragraph, Paragraph)
    return "".join(each.text for each in paragraph.inlines if isinstance(each, Text))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{{ customer.adress }}", "PG307", (1, 1)),
        ("第一行\n第二行{{ customer.name", "PG301", (2, 4)),
        ("{% if project.name %}x", "PG320", (1, 1)),
        ("x{% endif %}", "PG321", (1, 2)),
        ("{{ pilot.kpis }}", "PG310", (1, 1)),
        ("{{ pilot.kpis.name }}", "PG308", (1, 1)),
        ("{% for k in project.name %}{% endfor %}", "PG311", (1, 1)),
        ("{{ project.name | shout }}", "PG312", (1, 1)),
        ("{{ project.name | money }}", "PG313", (1, 1)),
        ("{{ customer.name | default('x') }}", "PG315", (1, 1)),
        ("{% if pilot.value >= 30 %}x{% endif %}", "PG316", (1, 1)),
        ("{% if pilot.value == 30 %}x{% endif %}", "PG317", (1, 1)),
        ('{% if customer.type == "govt" %}x{% endif %}', "PG319", (1, 1)),
        ("{{ vendor.name }}", "PG309", (1, 1)),
        ("{{ 1 + 1 }}", "PG306", (1, 1)),
        ("{{ project.name.upper() }}", "PG306", (1, 1)),
        ("{{ project.name project.name }}", "PG305", (1, 1)),
        ("{% set x = 1 %}", "PG321", (1, 1)),
        ("::: {.salutatoin}\nx\n:::", "PG326", (1, 1)),
        ("::: {.note}\nx", "PG324", (1, 1)),
        ("| a | b |\n|---|---|\n| c |", "PG329", (3, 1)),
        ("## A {#x}\n\n## B {#x}", "PG323", (3, 1)),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    found = [each for each in parse(text).diagnostics if each.code == code]
    assert found, parse(text).diagnostics
    assert found[0].span is not None
    assert (found[0].span.line, found[0].span.column) == place


def test_a_branch_that_is_never_taken_is_checked_too() -> None:
    assert [d.code for d in parse("{% if project.name %}{{ a.b }}{% else %}{{ c }}{% endif %}").diagnostics] == [
        "PG307",
        "PG307",
    ]


def test_a_near_name_is_suggested() -> None:
    assert parse("{{ customer.nmae }}").diagnostics[0].param("near") == "customer.name"


def test_a_field_of_two_parties_may_stand_in_a_paper_of_two_parties() -> None:
    assert parse("{{ vendor.name }}", Audience.TWO_PARTY).value is not None


def test_every_field_that_a_template_reads_is_known() -> None:
    result = parse(
        "{% if pilot.evaluator %}{{ project.name }}{% endif %}{% for k in pilot.kpis %}{{ k.name }}{% endfor %}"
    )
    assert result.value is not None
    assert result.value.reads == ("pilot.evaluator", "pilot.kpis", "pilot.kpis[].name", "project.name")


def test_soft_breaks_between_han_vanish_and_between_words_become_a_blank() -> None:
    (one,), (two,) = blocks("甲\n乙"), blocks("a\nb")
    assert (words(one), words(two)) == ("甲乙", "a b")


@pytest.mark.parametrize("text", ["**“试点”**方案", "甲**（试点）**方案", "甲**试点**。"])
def test_strong_works_beside_han_and_full_width_signs(text: str) -> None:
    (paragraph,) = blocks(text)
    assert isinstance(paragraph, Paragraph)
    assert any(isinstance(each, Strong) for each in paragraph.inlines)


@pytest.mark.parametrize("text", ["____（盖章）____", "2027. 年度", "  四个空格", "1、第一", "a * b", "---"])
def test_what_chinese_papers_write_is_not_taken_for_markdown(text: str) -> None:
    (paragraph,) = blocks(text)
    assert words(paragraph) == text.strip()


def test_a_tag_in_a_cell_may_hold_a_bar() -> None:
    (table,) = blocks("| a | b |\n|---|---|\n| {{ project.name | stripped }} | x |")
    assert isinstance(table, Table)
    row = table.rows[0]
    assert isinstance(row, type(table.header))
    assert isinstance(row.cells[0].paragraphs[0][0], Output)


def test_a_statement_between_rows_loops_rows() -> None:
    (table,) = blocks("| a |\n|---|\n{% for k in pilot.kpis %}\n| {{ k.name }} |\n{% endfor %}\n| 合计 |")
    assert isinstance(table, Table)
    assert [type(row).__name__ for row in table.rows] == ["RowFor", "Row"]
    assert isinstance(table.rows[0], RowFor)


def test_list_items_parted_by_statements_are_one_list() -> None:
    (one,) = blocks("- a\n{% for k in pilot.kpis %}\n- {{ k.name }}\n{% endfor %}\n- b")
    assert isinstance(one, ListBlock)
    assert [type(each).__name__ for each in one.entries] == ["ListItem", "ListFor", "ListItem"]
    assert isinstance(one.entries[1], ListFor)


def test_a_list_in_a_loop_with_other_things_belongs_to_each_pass() -> None:
    (loop,) = blocks("{% for k in pilot.kpis %}\n## {{ k.name }}\n\n1. a\n2. b\n{% endfor %}")
    assert isinstance(loop, BlockFor)
    assert [type(each).__name__ for each in loop.body] == ["Heading", "ListBlock"]


def test_headings_have_levels_and_ids() -> None:
    found = [each for each in blocks("# A\n\n## B {#b}\n\n### C {.unnumbered}") if isinstance(each, Heading)]
    assert [(each.level, each.numbered) for each in found] == [(0, True), (1, True), (2, False)]
    assert found[1].block_id == "b"


@given(st.text(st.characters(categories=("L", "N", "Po", "Zs"), exclude_characters="\\*|<#`{}%[]_~:"), min_size=1))
def test_plain_words_come_through_as_they_are(text: str) -> None:
    plain = " ".join(text.split())
    if not plain or plain[0] in "-+" or plain[:1].isdigit():
        return
    (paragraph,) = blocks(plain)
    assert words(paragraph) == plain
