"""Pilot, options, schedule, meetings, procurement and risks: what is counted in days, ranked or looked up."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from packetgen.deal.calendar import MONTHS, days_between, inclusive_days, months, months_between
from packetgen.deal.facts_money import rows, with_vat
from packetgen.deal.facts_money_model import CashflowFacts
from packetgen.deal.facts_plan_model import (
    BriefFacts,
    EvidenceFact,
    MonthCell,
    OptionFact,
    PhaseFact,
    PilotFacts,
    PilotItemFact,
    ProcurementFact,
    ProcurementFacts,
    RiskFact,
    ScheduleFact,
    ScheduleFacts,
)
from packetgen.deal.finance import present_value, ratio
from packetgen.deal.model import Deal
from packetgen.deal.model_decisions import Meeting, ProcurementStep, Risk, ScheduleRow
from packetgen.deal.model_papers import Phase, Pilot, PilotItem
from packetgen.deal.model_parties import Option
from packetgen.deal.sums import Comparison, rounded, total

_HIGH, _MEDIUM = 12, 6
"""Scores from which a risk counts as high and as medium, of 25."""


# -- pilot


def pilot_facts(deal: Deal, compare: Comparison) -> PilotFacts:
    pilot = deal.pilot or Pilot()
    items = rows(pilot.items)
    amounts = {item.id: _pilot_amount(item) for item in items}
    for item in items:
        compare.check(f"pilot.items[{item.id}].amount", item.amount, amounts[item.id])
    value = total(amounts[item.id] for item in items) if items else pilot.value
    third = total(amounts[item.id] for item in items if item.third_party)
    vendor = total(amounts[item.id] for item in items if not item.third_party) if items else pilot.vendor_value
    compare.check("pilot.value", pilot.value, value)
    compare.check("pilot.vendor_value", pilot.vendor_value, vendor)
    kpis = rows(pilot.kpis)
    must = [kpi.id for kpi in kpis if kpi.must_pass]
    limits = deal.procurement.thresholds if deal.procurement else None
    measured = with_vat(deal, value) if limits is not None and limits.vat_basis == "incl" else value
    phases, weeks = _phases(pilot)
    return PilotFacts(
        phases=phases or None,
        weeks_per_mark=weeks,
        items=tuple(_pilot_item(item, amounts[item.id]) for item in items) or None,
        value=value,
        vendor_value=vendor,
        third_party_value=third if third is not None else (Decimal(0) if items else None),
        value_inc_vat=with_vat(deal, value),
        funding_total=total(each.amount for each in rows(pilot.funding)),
        duration_days=_days(pilot.start, pilot.end),
        duration_months=months_between(pilot.start, pilot.end) if pilot.start and pilot.end else None,
        observe_days=_days(pilot.observe_start, pilot.observe_end),
        kpi_count=len(kpis) or None,
        must_pass_count=len(must) if kpis else None,
        must_pass_ids=_joined(must, deal) if kpis else None,
        below_self_purchase_limit=_below(measured, limits.self_purchase_limit if limits else None),
        below_open_tender=_below(measured, limits.open_tender if limits else None),
        is_large_amount=_reaches(value, _large_threshold(deal)),
    )


def _pilot_amount(item: PilotItem) -> Decimal | None:
    if item.qty is not None and item.unit_price is not None:
        return rounded(item.qty * item.unit_price)
    return item.amount


def _pilot_item(item: PilotItem, amount: Decimal | None) -> PilotItemFact:
    return PilotItemFact(
        id=item.id,
        name=item.name,
        qty=item.qty,
        unit=item.unit,
        unit_price=item.unit_price,
        amount=amount,
        basis=item.basis,
        third_party=item.third_party,
        payee=item.payee,
    )


_WEEK = 7
_LONGEST_PHASE_BAR = 16


def _phases(pilot: Pilot) -> tuple[tuple[PhaseFact, ...], int | None]:
    """The phases with their bars from the first day of the first phase on, and how many weeks a mark stands for."""
    given = rows(pilot.phases)
    starts = [each.start for each in given if each.start is not None]
    ends = [each.end for each in given if each.end is not None]
    first = min(starts) if starts else None
    days = None if first is None or not ends else inclusive_days(first, max(ends))
    weeks = None if days is None else -(-days // (_WEEK * _LONGEST_PHASE_BAR))
    made = (
        PhaseFact(each.id, each.name, each.start, each.end, each.output, _phase_bar(each, first, days, weeks))
        for each in given
    )
    return tuple(made), weeks


def _phase_bar(phase: Phase, first: date | None, days: int | None, weeks: int | None) -> str | None:
    if phase.start is None or phase.end is None or first is None or days is None or weeks is None:
        return None
    step = weeks * _WEEK
    begin, end = (phase.start - first).days, (phase.end - first).days
    marks = range(-(-days // step))
    return "".join("■" if at * step <= end and begin < (at + 1) * step else "□" for at in marks)


def _joined(ids: Sequence[str], deal: Deal) -> str:
    locale = deal.meta.locale if deal.meta else None
    return ("、" if (locale or "zh").startswith("zh") else ", ").join(ids)


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else inclusive_days(first, last)


def _below(value: Decimal | None, limit: Decimal | None) -> bool | None:
    return None if value is None or limit is None else value < limit


def _reaches(value: Decimal | None, limit: Decimal | None) -> bool | None:
    return None if value is None or limit is None else value >= limit


def _large_threshold(deal: Deal) -> Decimal | None:
    rules = deal.customer.committee_rules if deal.customer else None
    return rules.large_amount_threshold if rules else None


def large_amount(deal: Deal, value: Decimal | None) -> tuple[Decimal | None, bool | None]:
    """The threshold of large amounts, and whether the pilot reaches it."""
    threshold = _large_threshold(deal)
    return threshold, _reaches(value, threshold)


# -- options


def option_facts(deal: Deal, cashflow: CashflowFacts) -> tuple[OptionFact, ...]:
    headline = (deal.cashflow.headline if deal.cashflow else None) or "all"
    computed = cashflow.npv_cash if headline == "cash" else cashflow.npv_all
    preferred = cashflow.bcr_cash if headline == "cash" else cashflow.bcr_all
    return tuple(
        OptionFact(
            id=option.id,
            name=option.name,
            description=option.description,
            verdict=option.verdict,
            capex=option.capex,
            opex_pa=option.opex_pa,
            benefits_pa=option.benefits_pa,
            npv=option.npv if option.npv is not None or option.verdict != "preferred" else computed,
            bcr=preferred if option.verdict == "preferred" else _option_bcr(option, deal),
            score=option.score,
            pros=option.pros,
            cons=option.cons,
            is_do_nothing=bool(option.is_do_nothing),
            is_preferred=option.verdict == "preferred",
        )
        for option in rows(deal.options)
    )


def _option_bcr(option: Option, deal: Deal) -> Decimal | None:
    """What an option's stated NPV makes of its costs: (NPV + costs) / costs, running costs from year 1 on."""
    given = deal.cashflow
    if option.npv is None or option.capex is None or option.opex_pa is None:
        return None
    if given is None or given.rate is None or given.horizon is None:
        return None
    costs = present_value([option.capex, *[option.opex_pa] * given.horizon], given.rate / 100)
    bcr = ratio(option.npv + costs, costs)
    return None if bcr is None else rounded(bcr, Decimal("0.01"))


# -- schedule


def schedule_facts(deal: Deal) -> ScheduleFacts:
    plan = rows(deal.schedule)
    starts = [row.start for row in plan if row.start is not None]
    ends = [row.end for row in plan if row.end is not None]
    if not starts or not ends:
        return ScheduleFacts(tuple(_schedule_fact(row, ()) for row in plan) or None, None, None, None)
    spanned = tuple(months(min(starts), max(ends)))
    locale = (deal.meta.locale if deal.meta else None) or "zh-CN"
    return ScheduleFacts(
        rows=tuple(_schedule_fact(row, spanned) for row in plan),
        months=tuple(MonthCell(_month_id(month), _month_id(month), "") for month in spanned),
        span=_span(min(starts), max(ends), locale),
        mark_months=_mark_months(spanned),
    )


def _schedule_fact(row: ScheduleRow, spanned: Sequence[tuple[int, int]]) -> ScheduleFact:
    cells = tuple(MonthCell(_month_id(month), _month_id(month), _mark(row, month)) for month in spanned)
    return ScheduleFact(
        id=row.id,
        name=row.name,
        start=row.start,
        end=row.end,
        owner=row.owner,
        output=row.output,
        days=_days(row.start, row.end),
        months=cells or None,
        bar=_bar(row, spanned),
        milestone=bool(row.milestone),
    )


def _mark(row: ScheduleRow, month: tuple[int, int]) -> str:
    if row.start is None or row.end is None:
        return ""
    inside = (row.start.year, row.start.month) <= month <= (row.end.year, row.end.month)
    return ("◆" if row.milestone else "■") if inside else "□"


_LONGEST_BAR = 12


def _bar(row: ScheduleRow, spanned: Sequence[tuple[int, int]]) -> str | None:
    """A mark a month, or a mark for several where the plan is long."""
    if row.start is None or row.end is None or not spanned:
        return None
    step = _mark_months(spanned)
    groups = [spanned[at : at + step] for at in range(0, len(spanned), step)]
    marks = [[_mark(row, month) for month in group] for group in groups]
    return "".join(next((mark for mark in group if mark != "□"), "□") for group in marks)


def _mark_months(spanned: Sequence[tuple[int, int]]) -> int:
    return -(-len(spanned) // _LONGEST_BAR)


def _month_id(month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02d}"


def _span(first: date, last: date, locale: str) -> str:
    if locale.startswith("zh"):
        return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
    return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"


# -- meetings


def ordered_meetings(deal: Deal) -> tuple[Meeting, ...]:
    return tuple(sorted(rows(deal.meetings), key=lambda meeting: meeting.date or date.max))


def next_meeting(deal: Deal) -> str | None:
    """The first meeting from the as-of date on that decides; else the first of any sort."""
    as_of = deal.meta.as_of if deal.meta else None
    coming = [each for each in ordered_meetings(deal) if as_of is None or each.date is None or each.date >= as_of]
    deciding = [each for each in coming if each.purpose == "decide"]
    return next((each.id for each in (*deciding, *coming)), None)


def decision_meeting(deal: Deal) -> str | None:
    """The meeting that is asked for decisions: the earliest that the deal words them for, from the as-of date on."""
    as_of = deal.meta.as_of if deal.meta else None
    asked = [each for each in ordered_meetings(deal) if each.decisions_requested]
    coming = [each for each in asked if as_of is None or each.date is None or each.date >= as_of]
    return next((each.id for each in (*coming, *asked)), None) or next_meeting(deal)


def confirming_meeting(deal: Deal) -> str | None:
    """A later meeting that takes the same matter up for its amount: one with a reason, right after the deciding one."""
    meetings = ordered_meetings(deal)
    ids = [each.id for each in meetings]
    deciding = decision_meeting(deal)
    if deciding is None:
        return None
    later = meetings[ids.index(deciding) + 1 :]
    return next((each.id for each in later if each.purpose == "decide" and each.reason), None)


# -- procurement


def procurement_facts(deal: Deal) -> ProcurementFacts:
    steps = rows(deal.procurement.timetable if deal.procurement else None)
    dates: dict[str, date] = {step.id: step.date for step in steps if step.date is not None}
    made = tuple(
        _procurement_fact(step, _before(step, steps[number - 1].id if number else None, dates))
        for number, step in enumerate(steps)
    )
    return ProcurementFacts(made or None)


def _before(step: ProcurementStep, preceding: str | None, dates: Mapping[str, date]) -> date | None:
    return dates.get(step.after or preceding or "")


def _procurement_fact(step: ProcurementStep, before: date | None) -> ProcurementFact:
    counted = step.after is not None or step.minimum_days is not None or step.maximum_days is not None
    gap = None
    if before is not None and step.date is not None and counted:
        gap = days_between(before, step.date, step.day_kind or "calendar")
    holds = None
    if gap is not None:
        holds = (step.minimum_days is None or gap >= step.minimum_days) and (
            step.maximum_days is None or gap <= step.maximum_days
        )
    return ProcurementFact(
        id=step.id,
        name=step.name,
        date=step.date,
        gap_days=gap,
        minimum_days=step.minimum_days,
        maximum_days=step.maximum_days,
        basis=step.basis,
        holds=holds,
    )


# -- risks and evidence


def risk_facts(deal: Deal, compare: Comparison) -> tuple[RiskFact, ...]:
    made = [_risk_fact(risk, compare) for risk in rows(deal.risks)]
    return tuple(sorted(made, key=lambda risk: -(risk.score or 0)))


def _risk_fact(risk: Risk, compare: Comparison) -> RiskFact:
    score = risk.likelihood * risk.impact if risk.likelihood is not None and risk.impact is not None else None
    if risk.score is not None and score is not None:
        compare.check(f"risks[{risk.id}].score", Decimal(risk.score), Decimal(score))
    rating = None if score is None else "high" if score >= _HIGH else "medium" if score >= _MEDIUM else "low"
    return RiskFact(
        id=risk.id,
        cause=risk.cause,
        event=risk.event,
        effect=risk.effect,
        likelihood=risk.likelihood,
        impact=risk.impact,
        score=score,
        rating=rating,
        owner=risk.owner,
        mitigation=risk.mitigation,
        trigger=risk.trigger,
    )


def evidence_facts(deal: Deal) -> tuple[EvidenceFact, ...]:
    return tuple(
        EvidenceFact(each.id, each.fact, each.value, each.unit, each.period, each.source)
        for each in rows(deal.problem.evidence if deal.problem else None)
    )


def brief_facts(deal: Deal, evidence: Sequence[EvidenceFact]) -> BriefFacts:
    return BriefFacts(deal.brief.reply_by if deal.brief else None, evidence[0] if evidence else None)
