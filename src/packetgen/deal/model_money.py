"""Budget, funding, benefits, cash flow and performance: what the funding papers count with."""

from typing import Annotated

from packetgen.deal.model_papers import FUNDING_STATUS
from packetgen.deal.model_types import (
    About,
    Choice,
    Day,
    Flag,
    Integer,
    Line,
    Lines,
    Model,
    Money,
    Number,
    Partial,
    Percent,
    PersonOrName,
    Prose,
    RowId,
    Year,
)

COST_CLASSES = {
    "capital": ("资本性支出", "capital"),
    "revenue_one_off": ("一次性费用", "revenue, one-off"),
    "revenue": ("经常性费用", "revenue"),
}


class YearAmount(Model):
    id: RowId
    year: Annotated[Year, About("年度", "year", "F")] = None
    amount: Annotated[Money, About("金额", "amount", "F")] = None


class BudgetPart(Model):
    """A part of a budget line: quantity x price."""

    id: RowId
    name: Annotated[Line, About("分项", "part", "V")] = None
    qty: Annotated[Number, About("数量", "quantity", "V")] = None
    unit: Annotated[Line, About("单位", "unit", "V", optional=True)] = None
    unit_price: Annotated[Money, About("单价", "unit price", "V")] = None


class BudgetItem(Model):
    """A budget line: parts, or quantity x price, or a percentage of other lines, or a given amount.

    A line that recurs (`from_year` to `to_year`) counts once a year.
    """

    id: RowId
    group: Annotated[Line, About("费用类别", "group", "F")] = None
    name: Annotated[Line, About("费用名称", "item", "V")] = None
    qty: Annotated[Number, About("数量", "quantity", "V")] = None
    unit: Annotated[Line, About("单位", "unit", "V", optional=True)] = None
    unit_price: Annotated[Money, About("单价", "unit price", "V")] = None
    parts: Annotated[tuple[BudgetPart, ...] | None, About("分项明细", "parts", "V", optional=True)] = None
    pct: Annotated[Percent, About("费率", "percentage", "F", optional=True)] = None
    percent_of: Annotated[Lines, About("计费基数", "percentage of these lines", "F", optional=True)] = None
    amount: Annotated[Money, About("金额", "amount", "VF")] = None
    basis: Annotated[Line, About("测算依据", "basis", "VF")] = None
    year: Annotated[Year, About("年度", "year", "F")] = None
    from_year: Annotated[Year, About("起始年度", "first year", "F", optional=True)] = None
    to_year: Annotated[Year, About("终止年度", "last year", "F", optional=True)] = None
    by_year: Annotated[tuple[YearAmount, ...] | None, About("分年金额", "amounts by year", "F", optional=True)] = None
    in_contract: Annotated[Flag, About("计入主体合同", "part of the main contract", "FP", optional=True)] = None
    is_contingency: Annotated[Flag, About("是否预备费", "contingency", "F", optional=True)] = None
    cost_class: Annotated[Choice, About("支出性质", "class of cost", "F", optional=True, choices=COST_CLASSES)] = None
    payee: Annotated[Line, About("收款方", "payee", "F", optional=True)] = None


class BudgetGroup(Model):
    id: RowId
    name: Annotated[Line, About("费用类别", "group", "F")] = None
    subtotal: Annotated[Money, About("小计", "subtotal", "F")] = None


class PriceSource(Model):
    id: RowId
    name: Annotated[Line, About("价格来源", "price source", "PV")] = None
    date: Annotated[Day, About("取得日期", "date", "PV", optional=True)] = None
    note: Annotated[Line, About("说明", "note", "PV", optional=True)] = None


class Budget(Model):
    items: Annotated[tuple[BudgetItem, ...] | None, About("预算明细", "budget lines", "VF")] = None
    groups: Annotated[tuple[BudgetGroup, ...] | None, About("分类小计", "group subtotals", "F", optional=True)] = None
    contract_value: Annotated[Money, About("主体合同金额", "contract value", "FP", optional=True)] = None
    contingency: Annotated[Money, About("预备费", "contingency", "F", optional=True)] = None
    total: Annotated[Money, About("总投资", "total budget", "F")] = None
    by_year: Annotated[tuple[YearAmount, ...] | None, About("分年预算", "budget by year", "F")] = None
    opex_pa: Annotated[Money, About("年运维费用", "running cost a year", "VI")] = None
    opex_source: Annotated[Line, About("运维经费来源", "who pays the running cost", "F")] = None
    price_sources: Annotated[
        tuple[PriceSource, ...] | None, About("价格依据来源", "price sources", "PV", optional=True)
    ] = None


class FundingSource(Model):
    id: RowId
    name: Annotated[Line, About("资金来源", "source", "F")] = None
    type: Annotated[Line, About("资金性质", "type of money", "F", optional=True)] = None
    amount: Annotated[Money, About("金额", "amount", "F")] = None
    year: Annotated[Year, About("年度", "year", "F")] = None
    from_year: Annotated[Year, About("起始年度", "first year", "F", optional=True)] = None
    to_year: Annotated[Year, About("终止年度", "last year", "F", optional=True)] = None
    by_year: Annotated[tuple[YearAmount, ...] | None, About("分年金额", "amounts by year", "F", optional=True)] = None
    status: Annotated[Choice, About("状态", "status", "F", choices=FUNDING_STATUS)] = None
    cost_class: Annotated[Choice, About("资金用途", "class of money", "F", optional=True, choices=COST_CLASSES)] = None
    account_code: Annotated[Line, About("科目", "account code", "F")] = None
    conditions: Annotated[Line, About("条件", "conditions", "F")] = None
    deadline: Annotated[Day, About("申报截止日期", "deadline", "F")] = None
    evidence: Annotated[Line, About("依据材料", "evidence", "F", optional=True)] = None
    fallback: Annotated[Line, About("不到位时的安排", "fallback", "FB")] = None


class Payment(Model):
    id: RowId
    milestone: Annotated[Line, About("付款节点", "milestone", "FV")] = None
    pct: Annotated[Percent, About("比例", "share", "FV")] = None
    amount: Annotated[Money, About("金额", "amount", "FV")] = None
    due: Annotated[Day, About("付款时间", "due", "FV")] = None
    year: Annotated[Year, About("付款年度", "year", "FV", optional=True)] = None


class Funding(Model):
    route: Annotated[
        Choice,
        About(
            "立项（资金）渠道",
            "funding route",
            "FB",
            choices={
                "A": ("政府投资项目", "government investment"),
                "B": ("政务信息化项目", "government IT project"),
                "C": ("部门预算项目支出", "departmental budget"),
                "D": ("企业投资", "enterprise investment"),
                "E": ("企业成本费用", "enterprise expense"),
                "F": ("专项资金（债券）", "special fund or bond"),
                "BJC": ("业务论证书", "business justification case"),
                "five_case": ("五案论证", "five-case business case"),
                "capex": ("资本支出申请", "corporate capex request"),
            },
        ),
    ] = None
    addressee: Annotated[
        Choice,
        About(
            "资金申请对象",
            "addressee of the request",
            "FO",
            choices={
                "superior": ("上级机关（请示）", "superior body"),
                "peer": ("同级部门（函）", "peer department"),
                "board": ("本单位决策机构", "own board"),
            },
        ),
    ] = None
    addressee_name: Annotated[Line, About("资金申请主送单位", "addressee's name", "FO")] = None
    sources: Annotated[tuple[FundingSource, ...] | None, About("资金来源", "funding sources", "F")] = None
    match_required: Annotated[Money, About("配套资金要求", "match funding required", "F", optional=True)] = None
    gap: Annotated[Money, About("资金缺口", "funding gap", "F", optional=True)] = None
    payment_plan: Annotated[tuple[Payment, ...] | None, About("付款计划", "payment plan", "FV")] = None
    supervision: Annotated[Prose, About("资金监管", "control of the money", "F")] = None


class Factor(Model):
    id: RowId
    name: Annotated[Line, About("参数", "factor", "B")] = None
    value: Annotated[Number, About("取值", "value", "BF")] = None
    unit: Annotated[Line, About("单位", "unit", "B", optional=True)] = None


class Benefit(Model):
    """A yearly benefit: the product of its factors (one of them may convert units, 0.0001 from 元 to 万元)."""

    id: RowId
    name: Annotated[Line, About("效益", "benefit", "B")] = None
    type: Annotated[
        Choice,
        About(
            "效益类型",
            "type of benefit",
            "BF",
            choices={
                "cash": ("可兑现（节支）", "cash-releasing"),
                "non_cash": ("不可兑现（工时）", "non-cash"),
                "social": ("社会效益", "social"),
                "risk": ("风险规避", "risk avoided"),
            },
        ),
    ] = None
    formula: Annotated[Line, About("计算式", "formula", "BF")] = None
    factors: Annotated[tuple[Factor, ...] | None, About("计算参数", "factors", "B")] = None
    annual: Annotated[Money, About("年效益", "annual benefit", "BF")] = None
    start: Annotated[Partial, About("开始兑现时间", "starts", "BF", optional=True)] = None
    condition: Annotated[Line, About("前提", "condition", "BF", optional=True)] = None
    evidence: Annotated[Line, About("依据", "evidence", "B", optional=True)] = None
    kpi: Annotated[Line, About("对应试点指标", "pilot measure that drives it", "B", optional=True)] = None
    owner: Annotated[PersonOrName, About("效益责任人", "benefit owner", "BF")] = None


class Benefits(Model):
    items: Annotated[tuple[Benefit, ...] | None, About("效益明细", "benefits", "BF")] = None


class YearShare(Model):
    id: RowId
    year: Annotated[Year, About("年度", "year", "F")] = None
    pct: Annotated[Percent, About("达产比例", "share of full benefit", "F")] = None


class CashflowYear(Model):
    """A stated row of the cash flow, compared with the computed one."""

    id: RowId
    year: Annotated[Year, About("年度", "year", "F")] = None
    cost: Annotated[Money, About("当年费用合计", "cost", "F", optional=True)] = None
    capex: Annotated[Money, About("当年投资", "investment", "F", optional=True)] = None
    opex: Annotated[Money, About("当年运维", "running cost", "F", optional=True)] = None
    benefit: Annotated[Money, About("当年效益", "benefit", "F", optional=True)] = None
    net: Annotated[Money, About("当年净额", "net", "F", optional=True)] = None
    cumulative: Annotated[Money, About("累计净额", "cumulative", "F", optional=True)] = None


class CashflowResults(Model):
    """Stated results, compared with the computed ones."""

    npv_all: Annotated[Money, About("全口径净现值", "NPV, all benefits", "F", optional=True)] = None
    npv_cash: Annotated[Money, About("财政口径净现值", "NPV, cash only", "F", optional=True)] = None
    bcr_all: Annotated[Number, About("全口径效益费用比", "BCR, all benefits", "F", optional=True)] = None
    bcr_cash: Annotated[Number, About("财政口径效益费用比", "BCR, cash only", "F", optional=True)] = None
    irr_pct: Annotated[Percent, About("内部收益率", "IRR", "F", optional=True)] = None
    payback_years: Annotated[Number, About("静态回收期（含建设首年）", "payback in years", "F", optional=True)] = None
    payback_years_after_year0: Annotated[
        Number, About("静态回收期（首年后）", "payback in years after year 0", "F", optional=True)
    ] = None
    breakeven_multiplier: Annotated[Number, About("盈亏平衡系数", "break-even multiplier", "F", optional=True)] = None


class SensitivityCase(Model):
    """A case of the sensitivity test: what changes, and its stated results where given."""

    id: RowId
    name: Annotated[Line, About("情形", "case", "F")] = None
    benefits_pct: Annotated[Percent, About("效益变动", "change of benefits", "F", optional=True)] = None
    capex_pct: Annotated[Percent, About("投资变动", "change of investment", "F", optional=True)] = None
    year0_cost_pct: Annotated[Percent, About("首年费用变动", "change of year-0 cost", "F", optional=True)] = None
    rate: Annotated[Percent, About("折现率", "discount rate", "F", optional=True)] = None
    at_minimum: Annotated[Flag, About("试点指标取最低值", "measures at their minimum", "F", optional=True)] = None
    npv_all: Annotated[Money, About("全口径净现值", "NPV, all benefits", "F", optional=True)] = None
    npv_cash: Annotated[Money, About("财政口径净现值", "NPV, cash only", "F", optional=True)] = None


class Cashflow(Model):
    base_year: Annotated[Year, About("基准年（第0年）", "base year (year 0)", "F")] = None
    horizon: Annotated[Integer, About("计算期（第0年之后的年数）", "years after year 0", "F")] = None
    rate: Annotated[Percent, About("折现率", "discount rate", "F")] = None
    convention: Annotated[Prose, About("计算口径", "convention", "F")] = None
    headline: Annotated[
        Choice,
        About(
            "主结论口径",
            "headline case",
            "F",
            optional=True,
            choices={"all": ("全口径", "all benefits"), "cash": ("财政口径", "cash only")},
        ),
    ] = None
    ramp: Annotated[tuple[YearShare, ...] | None, About("达产进度", "ramp", "F", optional=True)] = None
    opex: Annotated[
        tuple[YearAmount, ...] | None, About("分年运维费用", "running cost by year", "F", optional=True)
    ] = None
    years: Annotated[tuple[CashflowYear, ...] | None, About("现金流量表", "cash-flow table", "F", optional=True)] = None
    results: Annotated[CashflowResults | None, About("财务评价结果", "results", "F", optional=True)] = None
    sensitivity: Annotated[
        tuple[SensitivityCase, ...] | None, About("敏感性分析", "sensitivity", "F", optional=True)
    ] = None


class Indicator(Model):
    id: RowId
    level1: Annotated[Line, About("一级指标", "level 1", "BF")] = None
    level2: Annotated[Line, About("二级指标", "level 2", "BF")] = None
    name: Annotated[Line, About("三级指标", "indicator", "BF")] = None
    operator: Annotated[
        Choice,
        About(
            "关系",
            "operator",
            "BF",
            choices={"le": ("≤", "≤"), "ge": ("≥", "≥"), "eq": ("=", "=")},
        ),
    ] = None
    value: Annotated[Line, About("指标值", "value", "BF")] = None
    unit: Annotated[Line, About("单位", "unit", "BF", optional=True)] = None
    weight: Annotated[Number, About("权重", "weight", "BF", optional=True)] = None
    source: Annotated[Line, About("数据来源", "source", "B")] = None
    kpi: Annotated[Line, About("对应试点指标", "pilot measure", "B", optional=True)] = None


class Performance(Model):
    goals: Annotated[Lines, About("总体目标", "overall goals", "BF")] = None
    annual_goals: Annotated[Lines, About("年度目标", "goals of the year", "BF")] = None
    indicators: Annotated[tuple[Indicator, ...] | None, About("绩效指标", "indicators", "BF")] = None
