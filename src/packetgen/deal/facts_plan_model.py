"""Facts that count days and rank rows: pilot, options, schedule, procurement, risks, brief."""

from dataclasses import dataclass
from typing import Annotated

from packetgen.deal.model_types import About, Choice, Day, Flag, Integer, Line, Lines, Money, Number, PersonOrName

_PILOT = ("pilot.items[]",)
_PHASES = ("pilot.phases[]",)
_KPIS = ("pilot.kpis[]",)
_LIMITS = ("pilot.items[]", "procurement.thresholds")
_OPTION = ("options[]",)
_OPTION_CASE = ("options[]", "cashflow.rate", "cashflow.horizon", "budget.items[]", "benefits.items[]")
_PLAN = ("schedule[]",)
_STEPS = ("procurement.timetable[]",)


@dataclass(frozen=True, slots=True)
class PilotItemFact:
    id: Annotated[Line, About(mirrors="pilot.items[].id")]
    name: Annotated[Line, About(mirrors="pilot.items[].name")]
    qty: Annotated[Number, About(mirrors="pilot.items[].qty")]
    unit: Annotated[Line, About(mirrors="pilot.items[].unit")]
    unit_price: Annotated[Money, About(mirrors="pilot.items[].unit_price")]
    amount: Annotated[Money, About("金额", "amount", "V", derived_from=_PILOT)]
    basis: Annotated[Line, About(mirrors="pilot.items[].basis")]
    third_party: Annotated[Flag, About(mirrors="pilot.items[].third_party")]
    payee: Annotated[Line, About(mirrors="pilot.items[].payee")]


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """A phase of the pilot; every mark of `bar` stands for `weeks_per_mark` weeks."""

    id: Annotated[Line, About(mirrors="pilot.phases[].id")]
    name: Annotated[Line, About(mirrors="pilot.phases[].name")]
    start: Annotated[Day, About(mirrors="pilot.phases[].start")]
    end: Annotated[Day, About(mirrors="pilot.phases[].end")]
    output: Annotated[Line, About(mirrors="pilot.phases[].output")]
    bar: Annotated[Line, About("进度条", "bar", "BV", derived_from=_PHASES)]


@dataclass(frozen=True, slots=True)
class PilotFacts:
    phases: Annotated[tuple[PhaseFact, ...] | None, About("试点阶段", "pilot phases", "BV", derived_from=_PHASES)]
    weeks_per_mark: Annotated[Integer, About("每格周数", "weeks in a mark", "BV", derived_from=_PHASES)]
    items: Annotated[
        tuple[PilotItemFact, ...] | None, About("试点经费明细", "pilot cost lines", "V", derived_from=_PILOT)
    ]
    value: Annotated[Money, About("试点总金额", "pilot value", "VF", derived_from=_PILOT)]
    vendor_value: Annotated[Money, About("试点合同金额", "supplier's part of the pilot", "V", derived_from=_PILOT)]
    third_party_value: Annotated[Money, About("第三方费用", "third-party part of the pilot", "V", derived_from=_PILOT)]
    value_inc_vat: Annotated[
        Money, About("试点含税总金额", "pilot value including VAT", "VF", derived_from=(*_PILOT, "meta.vat_rate"))
    ]
    funding_total: Annotated[Money, About("试点资金合计", "pilot funding", "F", derived_from=("pilot.funding[]",))]
    duration_days: Annotated[Integer, About("试点天数", "pilot days", "B", derived_from=("pilot.start", "pilot.end"))]
    duration_months: Annotated[
        Integer, About("试点月数", "pilot months", "B", derived_from=("pilot.start", "pilot.end"))
    ]
    observe_days: Annotated[
        Integer, About("观测天数", "days observed", "B", derived_from=("pilot.observe_start", "pilot.observe_end"))
    ]
    kpi_count: Annotated[Integer, About("指标数", "number of measures", "B", derived_from=_KPIS)]
    must_pass_count: Annotated[Integer, About("否决项数", "number of must-pass measures", "B", derived_from=_KPIS)]
    must_pass_ids: Annotated[Line, About("否决项编号", "must-pass measures", "B", derived_from=_KPIS)]
    below_self_purchase_limit: Annotated[
        Flag, About("低于自行采购限额", "below the own-purchase limit", "P", derived_from=_LIMITS)
    ]
    below_open_tender: Annotated[
        Flag, About("低于公开招标标准", "below the open-tender threshold", "P", derived_from=_LIMITS)
    ]
    is_large_amount: Annotated[
        Flag,
        About(
            "试点是否大额资金",
            "large amount",
            "FO",
            derived_from=(*_PILOT, "customer.committee_rules.large_amount_threshold"),
        ),
    ]


@dataclass(frozen=True, slots=True)
class OptionFact:
    id: Annotated[Line, About(mirrors="options[].id")]
    name: Annotated[Line, About(mirrors="options[].name")]
    description: Annotated[Line, About(mirrors="options[].description")]
    verdict: Annotated[Choice, About(mirrors="options[].verdict")]
    capex: Annotated[Money, About(mirrors="options[].capex")]
    opex_pa: Annotated[Money, About(mirrors="options[].opex_pa")]
    benefits_pa: Annotated[Money, About(mirrors="options[].benefits_pa")]
    npv: Annotated[Money, About("净现值", "NPV", "F", optional=True, derived_from=_OPTION)]
    bcr: Annotated[Number, About("效益费用比", "benefit-cost ratio", "F", optional=True, derived_from=_OPTION_CASE)]
    score: Annotated[Number, About(mirrors="options[].score")]
    pros: Annotated[Lines, About(mirrors="options[].pros")]
    cons: Annotated[Lines, About(mirrors="options[].cons")]
    is_do_nothing: Annotated[Flag, About("是否维持现状", "do nothing", "B", derived_from=_OPTION)]
    is_preferred: Annotated[Flag, About("是否推荐", "preferred", "B", derived_from=_OPTION)]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A month of the plan; `mark` is ■ where the row runs in it, ◆ for a milestone, else a blank."""

    id: Annotated[Line, About("编号", "id", derived_from=_PLAN)]
    label: Annotated[Line, About("月份", "month", derived_from=_PLAN)]
    mark: Annotated[Line, About("标记", "mark", derived_from=_PLAN)]


@dataclass(frozen=True, slots=True)
class ScheduleFact:
    id: Annotated[Line, About(mirrors="schedule[].id")]
    name: Annotated[Line, About(mirrors="schedule[].name")]
    start: Annotated[Day, About(mirrors="schedule[].start")]
    end: Annotated[Day, About(mirrors="schedule[].end")]
    owner: Annotated[PersonOrName, About(mirrors="schedule[].owner")]
    output: Annotated[Line, About(mirrors="schedule[].output")]
    days: Annotated[Integer, About("天数", "days", "BV", derived_from=_PLAN)]
    months: Annotated[tuple[MonthCell, ...] | None, About("月份", "months", "BV", derived_from=_PLAN)]
    bar: Annotated[Line, About("进度条", "bar", "BV", derived_from=_PLAN)]
    milestone: Annotated[Flag, About("是否里程碑", "milestone", "BV", derived_from=_PLAN)]


@dataclass(frozen=True, slots=True)
class ScheduleFacts:
    rows: Annotated[tuple[ScheduleFact, ...] | None, About("进度安排", "schedule", "BV", derived_from=_PLAN)]
    months: Annotated[tuple[MonthCell, ...] | None, About("月份", "months", "BV", derived_from=_PLAN)]
    span: Annotated[Line, About("起止时间", "span", "BV", derived_from=_PLAN)]
    mark_months: Annotated[Integer, About("进度条每格月数", "months a mark", "BV", derived_from=_PLAN)]


@dataclass(frozen=True, slots=True)
class ProcurementFact:
    id: Annotated[Line, About(mirrors="procurement.timetable[].id")]
    name: Annotated[Line, About(mirrors="procurement.timetable[].name")]
    date: Annotated[Day, About(mirrors="procurement.timetable[].date")]
    gap_days: Annotated[Integer, About("间隔天数", "days since", "P", derived_from=_STEPS)]
    minimum_days: Annotated[Integer, About(mirrors="procurement.timetable[].minimum_days")]
    maximum_days: Annotated[Integer, About(mirrors="procurement.timetable[].maximum_days")]
    basis: Annotated[Line, About(mirrors="procurement.timetable[].basis")]
    holds: Annotated[Flag, About("是否满足", "holds", "P", optional=True, derived_from=_STEPS)]


@dataclass(frozen=True, slots=True)
class ProcurementFacts:
    milestones: Annotated[
        tuple[ProcurementFact, ...] | None, About("采购时间表", "procurement timetable", "P", derived_from=_STEPS)
    ]


@dataclass(frozen=True, slots=True)
class RiskFact:
    id: Annotated[Line, About(mirrors="risks[].id")]
    cause: Annotated[Line, About(mirrors="risks[].cause")]
    event: Annotated[Line, About(mirrors="risks[].event")]
    effect: Annotated[Line, About(mirrors="risks[].effect")]
    likelihood: Annotated[Integer, About(mirrors="risks[].likelihood")]
    impact: Annotated[Integer, About(mirrors="risks[].impact")]
    score: Annotated[Integer, About("风险值", "score", "BL", derived_from=("risks[].likelihood", "risks[].impact"))]
    rating: Annotated[
        Choice,
        About(
            "风险等级",
            "rating",
            "BL",
            choices={"high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low")},
            derived_from=("risks[].likelihood", "risks[].impact"),
        ),
    ]
    owner: Annotated[PersonOrName, About(mirrors="risks[].owner")]
    mitigation: Annotated[Line, About(mirrors="risks[].mitigation")]
    trigger: Annotated[Line, About(mirrors="risks[].trigger")]


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    id: Annotated[Line, About(mirrors="problem.evidence[].id")]
    fact: Annotated[Line, About(mirrors="problem.evidence[].fact")]
    value: Annotated[Number, About(mirrors="problem.evidence[].value")]
    unit: Annotated[Line, About(mirrors="problem.evidence[].unit")]
    period: Annotated[Line, About(mirrors="problem.evidence[].period")]
    source: Annotated[Line, About(mirrors="problem.evidence[].source")]


@dataclass(frozen=True, slots=True)
class BriefFacts:
    reply_by: Annotated[Day, About(mirrors="brief.reply_by")]
    lead_evidence: Annotated[EvidenceFact | None, About("首要问题数据", "lead evidence", "B")]
