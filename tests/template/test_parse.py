import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.deal.schema import Audience
from packetgen.diagnostics import Outcome
from packetgen.template.lexer import lex
from packetgen.template.model import (
    BlockFor,
    Emphasis,
    Heading,
    Inline,
    ListBlock,
    ListFor,
    ListItem,
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


def test_a_loop_with_a_fault_is_told_once_and_not_again_for_each_of_its_rows() -> None:
    text = (
        "| a | b |\n|---|---|\n{% for k in piolt.kpis %}\n| {{ k.name }} | {{ k.target | moeny }} |\n{% endfor %}\n\n"
    )
    found = parse(text + "{{ customer.nmae }}").diagnostics
    assert [(each.code, each.span and each.span.line) for each in found] == [("PG307", 3), ("PG307", 7)]


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
        ("{% set x = 1 %}", "PG335", (1, 1)),
        ("{% elseif project.name %}", "PG335", (1, 1)),
        ("甲\U000f0000", "PG302", (1, 2)),
        ("甲\ufdd0toc\ufdd1", "PG302", (1, 2)),
        ("a\x0bb", "PG302", (1, 2)),
        ("甲{{ project.name\n乙{{ customer.name }}", "PG301", (1, 2)),
        ("{%- if project.name %}x{% endif %}", "PG303", (1, 1)),
        ("{{ project.name -}}", "PG303", (1, 1)),
        ("{{ loop.index }}", "PG307", (1, 1)),
        ("{% for k in pilot.kpis if loop.first %}{{ k.name }}{% endfor %}", "PG307", (1, 1)),
        ("{% for loop in pilot.kpis %}x{% endfor %}", "PG331", (1, 1)),
        ("{% for none in pilot.kpis %}x{% endfor %}", "PG331", (1, 1)),
        ("{% for _run in pilot.kpis %}x{% endfor %}", "PG331", (1, 1)),
        ("{{ project.name == 'x' }}", "PG332", (1, 1)),
        ("{{ pilot.start or project.name }}", "PG332", (1, 1)),
        ("{{ not project.name }}", "PG332", (1, 1)),
        ("{{ true }}", "PG332", (1, 1)),
        ("{% for k in pilot.kpis %}{{ loop.last }}{% endfor %}", "PG332", (1, 26)),
        ('{% if pilot.value | money == "38.60万元" %}x{% endif %}', "PG333", (1, 1)),
        ("{% if project.name == 3 %}x{% endif %}", "PG334", (1, 1)),
        ("{% if pilot.new_money == 'no' %}x{% endif %}", "PG334", (1, 1)),
        ("{{ pilot.kpis | join }}", "PG310", (1, 1)),
        ("{{ pilot.area | join(*project) }}", "PG314", (1, 1)),
        ("{{ pilot.value | money('0') }}", "PG314", (1, 1)),
        ("{{ pilot.value | money(7) }}", "PG314", (1, 1)),
        ("{{ pilot.value | money(True) }}", "PG314", (1, 1)),
        ("{{ vendor.rep.name }}", "PG309", (1, 1)),
        ("{% for s in loi.signatories %}{{ s.person.name }}{% endfor %}", "PG309", (1, 31)),
        ("{% if project.name %}a{% else %}b{% elif pilot.start %}c{% endif %}", "PG321", (1, 34)),
        ("{% if project.name %}\na\n\n{% else %}\nb\n\n{% else %}\nc\n\n{% endif %}", "PG321", (7, 1)),
        ("| a | b |\n|---|---|\n| < | c |", "PG336", (3, 1)),
        ("| ^ | b |\n|---|---|\n| c | d |", "PG336", (1, 1)),
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


def test_all_faults_are_found_in_one_run() -> None:
    found = parse("{{ a\n{{ b }}\n{{ project.name | shout }}\n{% if project.name %}").diagnostics
    assert [(d.code, d.span.line) for d in found if d.span] == [("PG301", 1), ("PG307", 2), ("PG312", 3), ("PG320", 4)]


def test_a_fiscal_year_may_be_compared_with_a_number() -> None:
    assert parse("{% for s in funding.sources if s.year == 2028 %}{{ s.name }}{% endfor %}").value is not None


def test_what_stands_behind_a_reference_counts_as_read_with_the_reference() -> None:
    result = parse("{% for k in pilot.kpis %}{{ k.owner.title }}{% endfor %}")
    assert result.value is not None
    assert set(result.value.reads) >= {"pilot.kpis[].owner", "people[].title"}


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


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("甲\n乙", "甲乙"),
        ("a\nb", "a b"),
        ("他说“好”\n然后", "他说“好”然后"),
        ("甲{{ project.name }}\n乙", "甲乙"),
        ("甲\n{{ project.name }}乙", "甲乙"),
        ("a {{ project.name }}\nb", "a  b"),
        ("“yes”\n“no”", "“yes” “no”"),
        ("甲\nb", "甲 b"),
    ],
)
def test_soft_breaks_between_han_vanish_and_between_words_become_a_blank(text: str, joined: str) -> None:
    (paragraph,) = blocks(text)
    assert words(paragraph) == joined


def test_a_soft_break_beside_strong_han_vanishes() -> None:
    (paragraph,) = blocks("**试点**\n方案")
    assert isinstance(paragraph, Paragraph)
    assert [each.text for each in paragraph.inlines if isinstance(each, Text)] == ["方案"]


@pytest.mark.parametrize("text", ["a****b", "**a", "a*", "* a", "**a{% if project.name %} b** c{% endif %}"])
def test_stars_that_pair_with_nothing_stay(text: str) -> None:
    (paragraph,) = blocks(text) if not text.startswith("* ") else blocks("甲" + text)
    assert isinstance(paragraph, Paragraph)
    assert not any(isinstance(each, Strong | Emphasis) for each in paragraph.inlines)


def test_three_stars_are_strong_and_emphasised() -> None:
    (paragraph,) = blocks("***甲***乙")
    assert isinstance(paragraph, Paragraph)
    strong, rest = paragraph.inlines
    assert isinstance(strong, Strong)
    (inner,) = strong.inlines
    assert isinstance(inner, Emphasis)
    assert [each.text for each in (*inner.inlines, rest) if isinstance(each, Text)] == ["甲", "乙"]


def test_slashes_part_paragraphs_of_a_cell_only_between_blanks_or_at_its_ends() -> None:
    (table,) = blocks("| https://a.cn/b | c // d | e // |\n|---|---|---|")
    assert isinstance(table, Table)
    assert table.header is not None
    assert [len(cell.paragraphs) for cell in table.header.cells] == [1, 2, 2]


def test_slashes_after_slashes_leave_empty_paragraphs_in_a_cell() -> None:
    (table,) = blocks("| // // （签字） | b |\n|---|---|")
    assert isinstance(table, Table)
    assert table.header is not None
    assert [bool(each) for each in table.header.cells[0].paragraphs] == [False, False, True]


def test_the_unit_of_a_table_is_parsed_like_its_caption() -> None:
    (table,) = blocks('::: {.table caption="表" unit="单位：{{ meta.unit }}"}\n| a |\n|---|\n:::')
    assert isinstance(table, Table)
    assert [type(each).__name__ for each in table.unit] == ["Text", "Output"]


def test_an_item_goes_on_behind_a_blank_line_under_its_words() -> None:
    (one,) = blocks("1. a\n\n   b\n\n   - c\n\n2. d")
    assert isinstance(one, ListBlock)
    assert [len(item.blocks) for item in one.entries if isinstance(item, ListItem)] == [3, 1]


def test_a_byte_order_mark_is_no_text() -> None:
    assert isinstance(blocks("\ufeff# 标题")[0], Heading)


def test_a_comment_needs_no_blank_but_an_id_is_none() -> None:
    (paragraph,) = blocks("{#note#}甲")
    assert words(paragraph) == "甲"


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


def shown(inlines: tuple[Inline, ...]) -> str:
    """All characters of inlines, with a `*` for each mark that became a style."""
    text = ""
    for each in inlines:
        if isinstance(each, Text):
            text += each.text
        elif isinstance(each, Strong | Emphasis):
            mark = "**" if isinstance(each, Strong) else "*"
            text += mark + shown(each.inlines) + mark
    return text


@given(st.text(st.sampled_from("甲乙a *“”，_"), min_size=1, max_size=30))
def test_no_character_is_lost_whatever_the_stars(text: str) -> None:
    plain = "甲" + " ".join(text.split())
    (paragraph,) = blocks(plain)
    assert isinstance(paragraph, Paragraph)
    assert shown(paragraph.inlines) == plain


@given(
    st.lists(
        st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "'", '"', "if a", "endif", "甲", "\n", " ", "-", "|", "*"])
    )
)
def test_any_text_is_parsed_or_named_faulty_and_never_fails(parts: list[str]) -> None:
    result = parse("".join(parts))
    assert result.value is not None or result.diagnostics


@given(st.text())
def test_any_text_without_tags_keeps_its_lines(text: str) -> None:
    lexed = lex(text.replace("{", "("), "t.md")
    assert lexed.text.count("\n") == text.count("\n")
    assert lexed.diagnostics or lexed.text == text.replace("{", "(")


@pytest.mark.parametrize("tag", ["{{ " + "1" * 5000 + " }}", "{{ " + "(" * 3000 + "customer.name }}", "{{ not " * 1])
def test_a_tag_past_all_reason_is_a_fault_at_its_place(tag: str) -> None:
    result = parse_template(f"# A\n\n{tag}\n", "t.md", locale="en", audience=Audience.CUSTOMER)
    assert result.value is None
    assert {(each.span.line, each.span.column) for each in result.diagnostics if each.span} == {(3, 1)}


@pytest.mark.parametrize(("literal", "named"), [("1.5", "1.5"), ("none", "none"), ("1e999", "inf")])
def test_a_literal_that_the_language_lacks_is_named(literal: str, named: str) -> None:
    result = parse_template(f"{{{{ {literal} }}}}\n", "t.md", locale="en", audience=Audience.CUSTOMER)
    assert [(each.code, each.param("what")) for each in result.diagnostics] == [("PG306", named)]
