"""Facts that count money: budget, funding, payment, benefits, cash flow."""

from dataclasses import dataclass
from typing import Annotated

from packetgen.deal.model_types import About, Choice, Day, Flag, Line, Money, Number, Percent, PersonOrName, Prose, Year

_ITEMS = ("budget.items[]",)
_COSTS = ("budget.items[]", "funding.payment_plan[]")
_CASE = ("budget.items[]", "benefits.items[]", "cashflow.base_year", "cashflow.rate", "cashflow.horizon")


@dataclass(frozen=True, slots=True)
class BudgetItemFact:
    id: Annotated[Line, About(mirrors="budget.items[].id")]
    name: Annotated[Line, About(mirrors="budget.items[].name")]
    group: Annotated[Line, About(mirrors="budget.items[].group")]
    qty: Annotated[Number, About(mirrors="budget.items[].qty")]
    unit: Annotated[Line, About(mirrors="budget.items[].unit")]
    unit_price: Annotated[Money, About(mirrors="budget.items[].unit_price")]
    amount: Annotated[Money, About("金额", "amount", "VF", derived_from=_ITEMS)]
    basis: Annotated[Line, About(mirrors="budget.items[].basis")]
    calculation: Annotated[Line, About("计算过程", "calculation", "VF", optional=True, derived_from=_ITEMS)]
    year: Annotated[Line, About("年度", "year", "F", derived_from=_COSTS)]
    payee: Annotated[Line, About(mirrors="budget.items[].payee")]
    cost_class: Annotated[Choice, About(mirrors="budget.items[].cost_class")]
    in_contract: Annotated[Flag, About(mirrors="budget.items[].in_contract")]


BudgetItemFacts = tuple[BudgetItemFact, ...] | None


@dataclass(frozen=True, slots=True)
class BudgetGroupFact:
    id: Annotated[Line, About("编号", "id", derived_from=_ITEMS)]
    name: Annotated[Line, About("费用类别", "group", "F", derived_from=("budget.items[].group",))]
    subtotal: Annotated[Money, About("小计", "subtotal", "F", derived_from=_ITEMS)]
    share_pct: Annotated[Percent, About("占比", "share", "F", derived_from=_ITEMS)]
    items: Annotated[BudgetItemFacts, About("明细", "items", "VF", derived_from=_ITEMS)]


@dataclass(frozen=True, slots=True)
class YearFact:
    id: Annotated[Line, About("编号", "id", derived_from=_COSTS)]
    year: Annotated[Year, About("年度", "year", "F", derived_from=_COSTS)]
    amount: Annotated[Money, About("金额", "amount", "F", derived_from=_COSTS)]


YearFacts = tuple[YearFact, ...] | None


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    groups: Annotated[tuple[BudgetGroupFact, ...] | None, About("分类预算", "groups", "VF", derived_from=_ITEMS)]
    items: Annotated[BudgetItemFacts, About("预算明细", "items", "VF", derived_from=_ITEMS)]
    total: Annotated[Money, About("总投资", "total budget", "FV", derived_from=_ITEMS)]
    subtotal_before_contingency: Annotated[
        Money, About("预备费前合计", "subtotal before contingency", "FV", derived_from=_ITEMS)
    ]
    contingency: Annotated[Money, About("预备费", "contingency", "FV", derived_from=_ITEMS)]
    contract_value: Annotated[Money, About("主体合同金额", "contract value", "FV", derived_from=_ITEMS)]
    contract_value_inc_vat: Annotated[
        Money,
        About("主体合同含税金额", "contract value including VAT", "FV", derived_from=(*_ITEMS, "meta.vat_rate")),
    ]
    total_inc_vat: Annotated[
        Money, About("含税总投资", "total including VAT", "FV", derived_from=(*_ITEMS, "meta.vat_rate"))
    ]
    by_year: Annotated[YearFacts, About("分年预算", "budget by year", "F", derived_from=_COSTS)]
    opex_pa: Annotated[Money, About(mirrors="budget.opex_pa")]


@dataclass(frozen=True, slots=True)
class SourceFact:
    id: Annotated[Line, About(mirrors="funding.sources[].id")]
    name: Annotated[Line, About(mirrors="funding.sources[].name")]
    amount: Annotated[Money, About(mirrors="funding.sources[].amount")]
    year: Annotated[Line, About("年度", "year", "F", derived_from=("funding.sources[]",))]
    status: Annotated[Choice, About(mirrors="funding.sources[].status")]
    share_pct: Annotated[Percent, About("占比", "share", "F", derived_from=("funding.sources[]",))]
    cost_class: Annotated[Choice, About(mirrors="funding.sources[].cost_class")]
    conditions: Annotated[Line, About(mirrors="funding.sources[].conditions")]
    deadline: Annotated[Day, About(mirrors="funding.sources[].deadline")]
    evidence: Annotated[Line, About(mirrors="funding.sources[].evidence")]
    fallback: Annotated[Line, About(mirrors="funding.sources[].fallback")]
    account_code: Annotated[Line, About(mirrors="funding.sources[].account_code")]


@dataclass(frozen=True, slots=True)
class SourceYearFact:
    id: Annotated[Line, About(mirrors="funding.sources[].id")]
    name: Annotated[Line, About(mirrors="funding.sources[].name")]
    cells: Annotated[YearFacts, About("分年金额", "amounts by year", "F", derived_from=("funding.sources[]",))]
    total: Annotated[Money, About(mirrors="funding.sources[].amount")]


@dataclass(frozen=True, slots=True)
class FundingYear:
    id: Annotated[Line, About("编号", "id", derived_from=("funding.sources[]",))]
    year: Annotated[Year, About("年度", "year", "F", derived_from=("funding.sources[]",))]


@dataclass(frozen=True, slots=True)
class FundingFacts:
    total: Annotated[Money, About("资金合计", "total funding", "F", derived_from=("funding.sources[]",))]
    gap: Annotated[Money, About("资金缺口", "funding gap", "F", derived_from=("funding.sources[]", "budget.items[]"))]
    sources: Annotated[tuple[SourceFact, ...] | None, About("资金来源", "funding sources", "F")]
    years: Annotated[
        tuple[FundingYear, ...] | None, About("资金年度", "years", "F", derived_from=("funding.sources[]",))
    ]
    by_year: Annotated[YearFacts, About("分年资金", "funding by year", "F", derived_from=("funding.sources[]",))]
    by_source_year: Annotated[
        tuple[SourceYearFact, ...] | None,
        About("分年分来源资金", "funding by source and year", "F", derived_from=("funding.sources[]",)),
    ]


_PAY = ("funding.payment_plan[]", "budget.items[]")


@dataclass(frozen=True, slots=True)
class PaymentFact:
    id: Annotated[Line, About(mirrors="funding.payment_plan[].id")]
    milestone: Annotated[Line, About(mirrors="funding.payment_plan[].milestone")]
    pct: Annotated[Percent, About(mirrors="funding.payment_plan[].pct")]
    amount: Annotated[Money, About("金额", "amount", "FV", derived_from=_PAY)]
    due: Annotated[Day, About(mirrors="funding.payment_plan[].due")]
    year: Annotated[Year, About("付款年度", "year", "FV", derived_from=("funding.payment_plan[].due",))]


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    rows: Annotated[tuple[PaymentFact, ...] | None, About("付款计划", "payment plan", "FV", derived_from=_PAY)]
    total: Annotated[Money, About("付款合计", "total of payments", "FV", derived_from=_PAY)]


_FACTORS = ("benefits.items[].factors[]", "benefits.items[].annual")


@dataclass(frozen=True, slots=True)
class BenefitFact:
    id: Annotated[Line, About(mirrors="benefits.items[].id")]
    name: Annotated[Line, About(mirrors="benefits.items[].name")]
    type: Annotated[Choice, About(mirrors="benefits.items[].type")]
    formula: Annotated[Line, About("计算式", "formula", "BF", derived_from=("benefits.items[].formula", *_FACTORS))]
    annual: Annotated[Money, About("年效益", "annual benefit", "BF", derived_from=_FACTORS)]
    owner: Annotated[PersonOrName, About(mirrors="benefits.items[].owner")]
    kpi: Annotated[Line, About(mirrors="benefits.items[].kpi")]
    condition: Annotated[Line, About(mirrors="benefits.items[].condition")]
    evidence: Annotated[Line, About(mirrors="benefits.items[].evidence")]


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    cash_total: Annotated[Money, About("年节支合计", "cash benefits a year", "BF", derived_from=_FACTORS)]
    non_cash_total: Annotated[Money, About("年工时效益合计", "non-cash benefits a year", "BF", derived_from=_FACTORS)]
    social_total: Annotated[Money, About("年社会效益合计", "social benefits a year", "BF", derived_from=_FACTORS)]
    risk_total: Annotated[Money, About("年风险规避合计", "risk avoided a year", "BF", derived_from=_FACTORS)]
    all_total: Annotated[Money, About("年效益合计", "all benefits a year", "BF", derived_from=_FACTORS)]
    items: Annotated[tuple[BenefitFact, ...] | None, About("效益明细", "benefits", "BF", derived_from=_FACTORS)]


@dataclass(frozen=True, slots=True)
class CashflowRow:
    id: Annotated[Line, About("编号", "id", derived_from=_CASE)]
    year: Annotated[Year, About("年度", "year", "F", derived_from=_CASE)]
    cost: Annotated[Money, About("费用合计", "cost", "F", derived_from=_CASE)]
    capex: Annotated[Money, About("投资", "investment", "F", derived_from=_CASE)]
    opex: Annotated[Money, About("运维", "running cost", "F", derived_from=_CASE)]
    benefit: Annotated[Money, About("效益", "benefit", "F", derived_from=_CASE)]
    cash_benefit: Annotated[Money, About("节支", "cash benefit", "F", derived_from=_CASE)]
    net: Annotated[Money, About("净额", "net", "F", derived_from=_CASE)]
    discount_factor: Annotated[Number, About("折现系数", "discount factor", "F", derived_from=_CASE)]
    present_value: Annotated[Money, About("现值", "present value", "F", derived_from=_CASE)]
    cumulative: Annotated[Money, About("累计净额", "cumulative", "F", derived_from=_CASE)]
    net_cash: Annotated[Money, About("财政口径净额", "net, cash only", "F", derived_from=_CASE)]
    present_value_cash: Annotated[Money, About("财政口径现值", "present value, cash only", "F", derived_from=_CASE)]
    cumulative_cash: Annotated[Money, About("财政口径累计净额", "cumulative, cash only", "F", derived_from=_CASE)]
    all_benefit: Annotated[Money, About("全口径效益", "all benefits", "F", derived_from=_CASE)]
    net_all: Annotated[Money, About("全口径净额", "net, all benefits", "F", derived_from=_CASE)]
    present_value_all: Annotated[Money, About("全口径现值", "present value, all benefits", "F", derived_from=_CASE)]


@dataclass(frozen=True, slots=True)
class SensitivityFact:
    id: Annotated[Line, About(mirrors="cashflow.sensitivity[].id")]
    name: Annotated[Line, About(mirrors="cashflow.sensitivity[].name")]
    npv_all: Annotated[Money, About("全口径净现值", "NPV, all benefits", "F", derived_from=_CASE)]
    npv_cash: Annotated[Money, About("财政口径净现值", "NPV, cash only", "F", derived_from=_CASE)]


@dataclass(frozen=True, slots=True)
class CashflowFacts:
    """`rows` follow the headline case: `benefit`, `net` and what follows count all benefits or the cash ones only."""

    rows: Annotated[tuple[CashflowRow, ...] | None, About("现金流量表", "cash flow", "F", derived_from=_CASE)]
    npv_all: Annotated[Money, About("全口径净现值", "NPV, all benefits", "F", derived_from=_CASE)]
    npv_cash: Annotated[Money, About("财政口径净现值", "NPV, cash only", "F", derived_from=_CASE)]
    bcr_all: Annotated[Number, About("全口径效益费用比", "BCR, all benefits", "F", derived_from=_CASE)]
    bcr_cash: Annotated[Number, About("财政口径效益费用比", "BCR, cash only", "F", derived_from=_CASE)]
    irr_pct: Annotated[Percent, About("内部收益率", "IRR", "F", derived_from=_CASE)]
    payback_years: Annotated[Number, About("静态回收期（含首年）", "payback in years", "F", derived_from=_CASE)]
    payback_years_after_year0: Annotated[
        Number, About("静态回收期（首年后）", "payback in years after year 0", "F", derived_from=_CASE)
    ]
    discounted_payback_years: Annotated[
        Number, About("动态回收期（含首年）", "discounted payback in years", "F", derived_from=_CASE)
    ]
    breakeven_multiplier: Annotated[Number, About("盈亏平衡系数", "break-even multiplier", "F", derived_from=_CASE)]
    breakeven_pct: Annotated[Percent, About("盈亏平衡比例", "break-even share of benefits", "F", derived_from=_CASE)]
    rate_pct: Annotated[Percent, About(mirrors="cashflow.rate")]
    convention: Annotated[Prose, About(mirrors="cashflow.convention")]
    cash_case_negative: Annotated[Flag, About("财政口径是否为负", "cash case negative", "F", derived_from=_CASE)]
    sensitivity: Annotated[
        tuple[SensitivityFact, ...] | None, About("敏感性分析", "sensitivity", "F", derived_from=_CASE)
    ]
