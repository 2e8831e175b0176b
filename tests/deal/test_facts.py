from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from packetgen.deal.facts import derive
from packetgen.deal.facts_model import Facts
from packetgen.deal.load import load_deal
from packetgen.deal.sums import rounded
from packetgen.diagnostics import Diagnostic

FactsOf = Callable[[str], Facts]
SAMPLES = Path(__file__).parent.parent.parent / "samples"


def money(text: str) -> Decimal:
    return Decimal(text.replace(" ", ""))


def test_the_chinese_budget_adds_up_line_by_line(facts_of: FactsOf) -> None:
    budget = facts_of("linlan-drainage").budget
    assert [(group.name, group.subtotal) for group in budget.groups or ()] == [
        ("工程费用", money("878.07")),
        ("其他费用", money("84.78")),
        ("预备费", money("48.14")),
    ]
    assert budget.total == money("1010.99")
    assert budget.contract_value == money("878.07")
    assert budget.subtotal_before_contingency == money("962.85")
    assert [(str(year.year), year.amount) for year in budget.by_year or ()] == [
        ("2028", money("657.43")),
        ("2029", money("353.56")),
    ]


def test_the_last_instalment_takes_the_remainder(facts_of: FactsOf) -> None:
    payment = facts_of("linlan-drainage").payment
    assert [row.amount for row in payment.rows or ()] == [money("263.42"), money("351.23"), money("263.42")]
    assert payment.total == money("878.07")


def test_the_chinese_funding_equals_the_budget_in_total_and_by_year(facts_of: FactsOf) -> None:
    funding = facts_of("linlan-drainage").funding
    assert (funding.total, funding.gap) == (money("1010.99"), money("0"))
    assert [year.amount for year in funding.by_year or ()] == [money("657.43"), money("353.56")]


def test_the_chinese_case_stands_on_all_benefits_and_falls_on_cash(facts_of: FactsOf) -> None:
    facts = facts_of("linlan-drainage")
    cash = facts.cashflow
    assert (facts.benefits.cash_total, facts.benefits.all_total) == (money("178.66"), money("368.66"))
    assert (cash.npv_all, cash.npv_cash) == (money("470.74"), money("-430.51"))
    assert (cash.bcr_all, cash.irr_pct, cash.payback_years) == (money("1.37"), money("21.01"), money("4.79"))
    assert cash.payback_years_after_year0 == money("3.79")
    assert cash.breakeven_multiplier == money("0.7308")
    assert cash.cash_case_negative is True
    assert [case.npv_all for case in cash.sensitivity or ()] == [
        money("121.00"),
        money("372.26"),
        money("22.52"),
        money("577.21"),
        money("375.62"),
    ]
    assert [row.cumulative for row in cash.rows or ()][-1] == money("983.30")


def test_the_chinese_pilot_is_counted_in_money_and_days(facts_of: FactsOf) -> None:
    pilot = facts_of("linlan-drainage").pilot
    assert (pilot.value, pilot.vendor_value, pilot.third_party_value) == (money("38.60"), money("34.60"), money("4.00"))
    assert (pilot.observe_days, pilot.kpi_count, pilot.must_pass_ids) == (123, 7, "K1、K2、K4")
    assert pilot.is_large_amount is True
    assert pilot.below_self_purchase_limit is True


def test_the_chinese_notices_keep_their_minimum_periods(facts_of: FactsOf) -> None:
    steps = {step.id: step for step in facts_of("linlan-drainage").procurement.milestones or ()}
    assert (steps["tender_notice"].gap_days, steps["tender_notice"].holds) == (35, True)
    assert (steps["bid_close"].gap_days, steps["bid_close"].holds) == (23, True)
    assert (steps["contract"].gap_days, steps["contract"].holds) == (21, True)


def test_the_meeting_that_decides_and_the_one_that_confirms_are_found(facts_of: FactsOf) -> None:
    facts = facts_of("linlan-drainage")
    assert (facts.decision_meeting, facts.confirming_meeting) == ("m2", "m3")


def test_the_english_budget_adds_up(facts_of: FactsOf) -> None:
    budget = facts_of("wexmoor-drainage").budget
    assert budget.total == money("1 297 120")
    assert budget.contract_value == money("1 096 000")
    assert budget.contract_value_inc_vat == money("1 315 200")
    assert budget.contingency == money("131 520")
    amounts = [year.amount for year in budget.by_year or ()]
    assert amounts == [money("758320"), money("135600"), *[money("100800")] * 4]


def test_the_english_case_pays_back_on_cash_with_little_slack(facts_of: FactsOf) -> None:
    facts = facts_of("wexmoor-drainage")
    cash = facts.cashflow
    assert facts.benefits.cash_total == money("306 990")
    assert (cash.npv_cash, cash.npv_all) == (money("64863.29"), money("250333.47"))
    assert (cash.bcr_cash, cash.bcr_all) == (money("1.05"), money("1.20"))
    assert (cash.payback_years_after_year0, cash.breakeven_multiplier) == (money("4.22"), money("0.9506"))
    assert [(case.npv_cash, case.npv_all) for case in cash.sensitivity or ()][:2] == [
        (money("-197521.46"), money("-49145.32")),
        (money("-10968.71"), money("174501.47")),
    ]
    assert [row.cumulative for row in cash.rows or ()][-1] == money("161082.50")
    assert cash.breakeven_pct == money("95.06")
    rows = cash.rows or ()
    assert rounded(sum((row.present_value_cash or Decimal(0) for row in rows), Decimal(0)), Decimal(1)) == 64863
    assert rounded(sum((row.present_value_all or Decimal(0) for row in rows), Decimal(0)), Decimal(1)) == 250333


def test_both_measures_at_their_minimum_turn_the_english_cash_case_negative(facts_of: FactsOf) -> None:
    case = next(each for each in facts_of("wexmoor-drainage").cashflow.sensitivity or () if each.id == "sn3")
    assert rounded(case.npv_cash or Decimal(0), Decimal(1)) == -48944
    assert rounded(case.npv_all or Decimal(0), Decimal(1)) == 136526


def test_a_smaller_option_may_have_the_higher_ratio(facts_of: FactsOf) -> None:
    ratios = {option.id: option.bcr for option in facts_of("wexmoor-drainage").options or ()}
    assert ratios == {"o1": None, "o2": money("1.51"), "o3": money("1.05"), "o4": None}


def test_the_bar_of_a_phase_has_a_mark_for_every_two_weeks(facts_of: FactsOf) -> None:
    pilot = facts_of("wexmoor-drainage").pilot
    assert pilot.weeks_per_mark == 2
    assert [phase.bar for phase in pilot.phases or ()] == [
        "■■□□□□□□□□□□□□□□",
        "□■■■■■■■■■■■■■■□",
        "□□□□□□□□□□□□□□■■",
    ]


def test_the_english_pilot_is_below_the_threshold_with_its_vat(facts_of: FactsOf) -> None:
    pilot = facts_of("wexmoor-drainage").pilot
    assert (pilot.value, pilot.value_inc_vat) == (money("84500"), money("101400"))
    assert pilot.below_open_tender is True
    assert pilot.funding_total == money("84500")


@pytest.mark.parametrize("sample", ["linlan-bare", "wexmoor-bare"])
def test_nothing_is_made_up_for_a_deal_that_says_nothing(facts_of: FactsOf, sample: str) -> None:
    facts = facts_of(sample)
    assert facts.budget.total is None
    assert facts.cashflow.npv_all is None
    assert facts.pilot.value is None
    assert facts.options is None


def changed(sample: str, old: str, new: str) -> tuple[Diagnostic, ...]:
    text = (SAMPLES / sample / "deal.yaml").read_text(encoding="utf-8")
    assert old in text
    loaded = load_deal(text.replace(old, new, 1), "deal.yaml")
    assert loaded.value is not None
    return derive(loaded.value).diagnostics


@pytest.mark.parametrize(
    ("sample", "old", "new", "path"),
    [
        ("linlan-drainage", "  total: 1010.99", "  total: 1011.00", "budget.total"),
        ("linlan-drainage", "  value: 38.60", "  value: 38.50", "pilot.value"),
        ("linlan-drainage", "annual: 56.16", "annual: 56.20", "benefits.items[n1].annual"),
        ("linlan-drainage", "npv_cash: -430.51", "npv_cash: 430.51", "cashflow.results.npv_cash"),
        ("linlan-drainage", "subtotal: 84.78", "subtotal: 84.79", "budget.groups[gr2].subtotal"),
        ("wexmoor-drainage", "contingency: 131520", "contingency: 131521", "budget.contingency"),
    ],
)
def test_a_stated_number_that_comes_out_otherwise_is_an_error_with_both(
    sample: str, old: str, new: str, path: str
) -> None:
    found = changed(sample, old, new)
    assert path in [each.param("path") for each in found]
    first = next(each for each in found if each.param("path") == path)
    assert first.code == "PG250"
    assert first.span is not None
    assert first.span.line > 1
    assert first.param("stated") != first.param("computed")


@pytest.mark.parametrize(
    ("sample", "old", "new", "path", "stated", "computed"),
    [
        ("wexmoor-drainage", "amount: 194800", "amount: 194801", "funding.sources[s2].amount", "229600", "229601.00"),
        ("wexmoor-drainage", "      pct: 46\n", "      pct: 47\n", "funding.payment_plan", "101", "100.00"),
        (
            "linlan-drainage",
            "      pct: 40\n      amount: 351.23",
            "      pct: 41\n",
            "funding.payment_plan",
            "101",
            "100.00",
        ),
    ],
)
def test_parts_that_do_not_make_the_stated_whole_are_an_error_with_both(
    sample: str, old: str, new: str, path: str, stated: str, computed: str
) -> None:
    text = (SAMPLES / sample / "deal.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    loaded = load_deal(text.replace(old, new), "deal.yaml").value
    assert loaded is not None
    found = [each for each in derive(loaded).diagnostics if each.param("path") == path]
    assert [(each.code, each.param("stated"), each.param("computed")) for each in found] == [
        ("PG250", stated, computed)
    ]
    assert found[0].span is not None
    assert found[0].span.line > 1
