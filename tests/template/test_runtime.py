from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from packetgen.deal.schema import Field, FieldKind
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Scalar, Value
from packetgen.diagnostics import Language
from packetgen.template.compile import RenderingError, compile_jinja, render
from packetgen.template.formats import Formats
from packetgen.template.runtime import Shown


class Plain:
    """A sink that prints words as they are and keeps what was asked for in vain."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def printed(self, shown: Shown) -> str:
        return shown.text

    def asked(self, missing: Missing) -> None:
        self.missed.append(missing.path)

    def command(self, name: str) -> str:
        return f"<{name}>"


def leaf(value: Scalar, kind: FieldKind = FieldKind.LINE) -> Leaf:
    choices: dict[str, Mapping[Language, str]] = (
        {"non_cash": {"en": "non-cash", "zh": "工时"}} if kind is FieldKind.CHOICE else {}
    )
    return Leaf(Field("f", "f", kind, {"en": "f", "zh": "f"}, choices=choices), "f", value)


EMPTY = Field("f", "f", FieldKind.ROWS, {"en": "the list", "zh": "列表"}, who=("F",))
VALUES: dict[str, Value] = {
    "money": leaf(Decimal(84500), FieldKind.MONEY),
    "pence": leaf(Decimal("-54.5"), FieldKind.MONEY),
    "small": leaf(Decimal("-0.3"), FieldKind.MONEY),
    "day": leaf(date(2026, 12, 8), FieldKind.DATE),
    "month": leaf("2021-04", FieldKind.PARTIAL_DATE),
    "kind": leaf("non_cash", FieldKind.CHOICE),
    "text": leaf("cut call-outs."),
    "officer": leaf("s151 clearance"),
    "gis": leaf("GIS layer"),
    "yes": leaf(True, FieldKind.BOOLEAN),
    "no": leaf(False, FieldKind.BOOLEAN),
    "share": leaf(Decimal("30.0"), FieldKind.PERCENT),
    "gone": Missing(EMPTY, "gone"),
    "nil": Null(EMPTY, "nil"),
    "rows": Rows(EMPTY, "rows", (leaf("a"), leaf("b"), leaf("c"))),
    "lost": Rows(EMPTY, "lost", (Missing(EMPTY, "lost[]"),), missing=True),
}


def rendered(text: str, language: str = "en", unit: str = "GBP") -> str:
    sink = Plain()
    formats = Formats("zh" if language == "zh" else "en", unit)
    return render(compile_jinja(text), Record(EMPTY, "", VALUES), sink, formats)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("money | money", "£84,500"),
        ("pence | money", "-£54.50"),
        ("money | amount", "84,500"),
        ("pence | money(0)", "-£55"),
        ("small | money(0)", "£0"),
        ("pence | amount(2)", "-54.50"),
        ("share | number(2)", "30.00"),
        ("share | percent(1)", "30.0%"),
        ("gone | money(0)", "[to be completed: the list (finance)]"),
        ("day | date", "8 December 2026"),
        ("day | short_date", "8 December"),
        ("day | table_date", "8 Dec 2026"),
        ("month | table_date", "Apr 2021"),
        ("day | month", "December 2026"),
        ("month", "April 2021"),
        ("kind", "non-cash"),
        ("kind | upper_first", "Non-cash"),
        ("text | upper_first | stripped", "Cut call-outs"),
        ("gis | lower_first", "GIS layer"),
        ("officer | upper_first", "s151 clearance"),
        ("yes", "yes"),
        ("share | percent", "30%"),
        ("nil", "none"),
        ("nil | upper_first", "none"),
        ("gone | upper_first", "[to be completed: the list (finance)]"),
        ("rows | join(', ', ' and ')", "a, b and c"),
        ("rows | join(', ') | upper_first", "A, b, c"),
        ("lost | join(', ')", "[to be completed: the list (finance)]"),
        ("rows | count", "3"),
        ("lost | count", "[to be completed: the list (finance)]"),
        ("rows | first", "a"),
    ],
)
def test_a_filter_words_a_value_in_english(tag: str, text: str) -> None:
    assert rendered("{{ " + tag + " }}") == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("money | money", "84500.00万元"),
        ("money | money(0)", "84500万元"),
        ("money | capital", "人民币捌亿肆仟伍佰万元整"),
        ("day | date", "2026年12月8日"),
        ("day | short_date", "12月8日"),
        ("day | table_date", "2026-12-08"),
        ("month | table_date", "2021-04"),
        ("month", "2021年4月"),
        ("kind", "工时"),
        ("yes", "是"),
        ("nil", "无"),
        ("gone", "【待补：列表（财务）】"),
        ("rows | join", "a、b、c"),
    ],
)
def test_a_filter_words_a_value_in_chinese(tag: str, text: str) -> None:
    assert rendered("{{ " + tag + " }}", "zh", "万元") == text


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ("yes", True),
        ("no", False),
        ("gone", False),
        ("nil", False),
        ("rows", True),
        ("lost", False),
        ("not gone", True),
        ('kind == "non_cash"', True),
        ('kind in ("cash", "social")', False),
        ('gone == "x"', False),
        ('gone != "x"', False),
        ("text and (gone or yes)", True),
    ],
)
def test_a_condition_asks_what_is_known(test: str, holds: bool) -> None:
    assert rendered("{% if " + test + " %}1{% else %}0{% endif %}") == str(int(holds))


def test_a_fact_that_a_condition_asked_for_in_vain_is_recorded() -> None:
    sink = Plain()
    render(
        compile_jinja("{% if gone %}{% endif %}{% if gone == 'x' %}{% endif %}"),
        Record(EMPTY, "", VALUES),
        sink,
        Formats("en", "GBP"),
    )
    assert sink.missed == ["gone", "gone"]


def test_a_loop_over_a_missing_list_makes_one_pass() -> None:
    assert rendered("{% for x in lost %}[{{ loop.index }}{% if loop.last %}!{% endif %}]{% endfor %}") == "[1!]"


@pytest.mark.parametrize("text", ["{{ rows }}", "{{ money.real }}", "{{ rows.items }}"])
def test_nothing_but_members_and_printable_values_can_be_reached(text: str) -> None:
    with pytest.raises(RenderingError):
        rendered(text)
