"""The agreement and the pilot: what the intent agreement and the pilot scope say."""

from typing import Annotated

from packetgen.deal.model_types import (
    About,
    Choice,
    Day,
    Flag,
    Integer,
    Line,
    Lines,
    MeetingRef,
    Model,
    Money,
    Number,
    Partial,
    PersonOrName,
    Prose,
    RowId,
    Year,
)
from packetgen.deal.schema import Audience

FUNDING_STATUS = {
    "approved": ("已批复", "approved"),
    "approved_in_principle": ("原则同意", "approved in principle"),
    "applied": ("已申报", "applied for"),
    "planned": ("拟申请", "planned"),
}


class TimetableRow(Model):
    id: RowId
    stage: Annotated[Line, About("阶段", "stage", "BR")] = None
    target: Annotated[Partial, About("目标时间", "target date", "BR")] = None
    condition: Annotated[Line, About("前提", "subject to", "BL", optional=True)] = None


class Signatory(Model):
    id: RowId
    side: Annotated[
        Choice,
        About(
            "签署方",
            "party",
            "OL",
            choices={"customer": ("甲方", "customer"), "vendor": ("乙方", "supplier")},
        ),
    ] = None
    person: Annotated[PersonOrName, About("签署人", "signatory", "OL", Audience.TWO_PARTY)] = None
    capacity: Annotated[Line, About("签署身份", "capacity", "OL")] = None
    authority: Annotated[Line, About("授权依据", "authority", "OL")] = None


class Agreement(Model):
    title: Annotated[Line, About("意向书名称", "title of the agreement", "BL")] = None
    purpose: Annotated[Prose, About("合作宗旨", "purpose", "BR")] = None
    background: Annotated[Lines, About("背景（鉴于）", "recitals", "B")] = None
    cooperation: Annotated[Lines, About("意向合作内容", "areas of cooperation", "BR")] = None
    duties_customer: Annotated[Lines, About("甲方工作", "customer's duties", "BV")] = None
    duties_vendor: Annotated[Lines, About("乙方工作", "supplier's duties", "BV")] = None
    working_group: Annotated[Line, About("联合工作组", "joint working group", "BV")] = None
    review_meetings: Annotated[Line, About("工作会商", "review meetings", "BV")] = None
    timetable: Annotated[tuple[TimetableRow, ...] | None, About("工作安排", "timetable", "BR")] = None
    binding_clauses: Annotated[Lines, About("有约束力的条款", "binding clauses", "L")] = None
    nonbinding_statement: Annotated[Prose, About("不具约束力声明", "statement of no binding effect", "L")] = None
    costs: Annotated[Line, About("费用承担", "costs", "L")] = None
    confidentiality_years: Annotated[Integer, About("保密年限", "years of confidentiality", "LV")] = None
    ip_terms: Annotated[Prose, About("知识产权安排", "intellectual property", "L", optional=True)] = None
    publicity: Annotated[Line, About("对外宣传", "publicity", "O", optional=True)] = None
    disclosure_law: Annotated[Line, About("信息公开", "disclosure law", "L", optional=True)] = None
    exclusivity: Annotated[
        Choice,
        About(
            "排他安排",
            "exclusivity",
            "L",
            choices={"none": ("无", "none"), "time_boxed": ("限期排他", "time-boxed")},
        ),
    ] = None
    exclusivity_until: Annotated[Day, About("排他截止日期", "exclusivity until", "L", optional=True)] = None
    effective: Annotated[Day, About("生效日期", "effective date", "LO")] = None
    expiry: Annotated[Day, About("届满日期", "expiry date", "L")] = None
    term_months: Annotated[Integer, About("期限（月）", "term in months", "L")] = None
    notice_days: Annotated[Integer, About("终止通知天数", "days of notice", "L")] = None
    governing_law: Annotated[Line, About("适用法律", "governing law", "L")] = None
    dispute: Annotated[Line, About("争议解决", "disputes", "L")] = None
    copies: Annotated[Integer, About("份数", "copies", "O")] = None
    signatories: Annotated[tuple[Signatory, ...] | None, About("签署人", "signatories", "OL")] = None
    authorised_by: Annotated[MeetingRef, About("授权签署的会议", "meeting that authorised signature", "O")] = None
    seal_form_no: Annotated[Line, About("用印审批单号", "seal-use form number", "O", optional=True)] = None


class Phase(Model):
    id: RowId
    name: Annotated[Line, About("阶段", "phase", "BV")] = None
    start: Annotated[Day, About("开始日期", "start", "BV")] = None
    end: Annotated[Day, About("结束日期", "end", "BV")] = None
    output: Annotated[Line, About("阶段成果", "output", "BV")] = None


class Asset(Model):
    id: RowId
    name: Annotated[Line, About("试点对象", "asset", "B")] = None
    n: Annotated[Number, About("数量", "quantity", "B")] = None
    unit: Annotated[Line, About("计量单位", "unit", "B", optional=True)] = None


class PilotItem(Model):
    """A line of the pilot's cost: quantity x price, or a given amount."""

    id: RowId
    name: Annotated[Line, About("项目", "item", "V")] = None
    qty: Annotated[Number, About("数量", "quantity", "V")] = None
    unit: Annotated[Line, About("单位", "unit", "V", optional=True)] = None
    unit_price: Annotated[Money, About("单价", "unit price", "V")] = None
    amount: Annotated[Money, About("金额", "amount", "V")] = None
    basis: Annotated[Line, About("测算依据", "basis", "V")] = None
    third_party: Annotated[Flag, About("由第三方承担", "paid to a third party", "B", optional=True)] = None
    payee: Annotated[Line, About("承担单位", "payee", "B", optional=True)] = None


class PilotFunding(Model):
    id: RowId
    name: Annotated[Line, About("资金来源", "source", "F")] = None
    year: Annotated[Year, About("年度", "year", "F")] = None
    amount: Annotated[Money, About("金额", "amount", "F")] = None
    account_code: Annotated[Line, About("科目", "account code", "F")] = None
    status: Annotated[Choice, About("状态", "status", "F", choices=FUNDING_STATUS)] = None
    covers: Annotated[Line, About("用于", "covers", "F", optional=True)] = None


class Kpi(Model):
    id: RowId
    name: Annotated[Line, About("指标", "measure", "B")] = None
    why: Annotated[Line, About("设置理由", "why", "B", optional=True)] = None
    unit: Annotated[Line, About("单位", "unit", "B")] = None
    baseline: Annotated[Number, About("基线值", "baseline", "B")] = None
    baseline_period: Annotated[Line, About("基线期间", "baseline period", "B", optional=True)] = None
    baseline_n: Annotated[Line, About("基线样本", "baseline sample", "B", optional=True)] = None
    baseline_note: Annotated[Line, About("基线说明", "note on the baseline", "B", optional=True)] = None
    target: Annotated[Number, About("目标值", "target", "RVD")] = None
    minimum: Annotated[Number, About("最低值", "minimum", "RVD")] = None
    breakeven: Annotated[Number, About("盈亏平衡值", "break-even", "F", optional=True)] = None
    direction: Annotated[
        Choice,
        About(
            "方向",
            "direction",
            "B",
            choices={"up": ("越高越好", "higher is better"), "down": ("越低越好", "lower is better")},
        ),
    ] = None
    method: Annotated[Line, About("计算方法", "method", "BV")] = None
    source: Annotated[Line, About("数据来源", "data source", "B")] = None
    frequency: Annotated[Line, About("统计频次", "frequency", "B")] = None
    owner: Annotated[PersonOrName, About("责任人", "owner", "B")] = None
    must_pass: Annotated[Flag, About("是否否决项", "must pass", "BD")] = None
    n_min: Annotated[Line, About("最小样本", "smallest sample", "B")] = None


class DecisionRule(Model):
    go: Annotated[Prose, About("推广条件", "go", "DB")] = None
    extend: Annotated[Prose, About("延长条件", "extend", "DB")] = None
    stop: Annotated[Prose, About("终止条件", "stop", "DB")] = None


class DataTerms(Model):
    data: Annotated[Line, About("涉及数据", "data", "I")] = None
    classes: Annotated[Line, About("数据级别", "data classes", "I")] = None
    place: Annotated[Line, About("存放位置", "where it is kept", "I")] = None
    approval: Annotated[Line, About("数据处理审批", "approval for processing", "IL")] = None
    accounts: Annotated[Line, About("账号与日志", "accounts and logs", "I")] = None
    deletion: Annotated[Line, About("删除安排", "deletion", "I")] = None


class Pilot(Model):
    name: Annotated[Line, About("试点名称", "pilot name", "B")] = None
    hypothesis: Annotated[Prose, About("试点假设", "hypothesis", "B")] = None
    why_pilot: Annotated[Prose, About("为什么先试点", "why a pilot first", "B")] = None
    objectives: Annotated[Lines, About("试点目标", "pilot objectives", "B")] = None
    area: Annotated[Lines, About("试点区域", "pilot area", "B")] = None
    assets: Annotated[tuple[Asset, ...] | None, About("试点对象", "pilot assets", "B")] = None
    users: Annotated[Line, About("试点用户", "pilot users", "B")] = None
    scope_out: Annotated[Lines, About("试点不包括的内容", "outside the pilot", "B")] = None
    services: Annotated[Lines, About("试点内容", "what the pilot delivers", "BV")] = None
    interfaces: Annotated[Lines, About("试点接口", "pilot interfaces", "I")] = None
    customer_inputs: Annotated[Lines, About("甲方提供的条件", "what the customer supplies", "B")] = None
    entry_criteria: Annotated[Lines, About("启动条件", "entry criteria", "BI")] = None
    start: Annotated[Day, About("试点开始日期", "pilot start", "B")] = None
    end: Annotated[Day, About("试点结束日期", "pilot end", "B")] = None
    observe_start: Annotated[Day, About("观测开始日期", "observation starts", "B", optional=True)] = None
    observe_end: Annotated[Day, About("观测结束日期", "observation ends", "B", optional=True)] = None
    phases: Annotated[tuple[Phase, ...] | None, About("试点阶段", "pilot phases", "BV")] = None
    deliverables: Annotated[Lines, About("试点成果", "deliverables", "BV")] = None
    acceptance: Annotated[Prose, About("验收方式", "acceptance", "B")] = None
    items: Annotated[tuple[PilotItem, ...] | None, About("试点经费明细", "pilot cost lines", "V")] = None
    value: Annotated[Money, About("试点总金额", "pilot value", "VF")] = None
    vendor_value: Annotated[Money, About("试点合同金额", "supplier's part of the pilot", "V")] = None
    budget_line: Annotated[Line, About("试点经费列支项目", "budget line of the pilot", "F")] = None
    new_money: Annotated[Flag, About("是否新增预算", "new money", "F")] = None
    funding: Annotated[tuple[PilotFunding, ...] | None, About("试点资金来源", "pilot funding", "F", optional=True)] = (
        None
    )
    procurement_route: Annotated[Line, About("试点采购方式", "how the pilot is bought", "P")] = None
    aggregation_statement: Annotated[Prose, About("同品目合并计算说明", "aggregation with other purchases", "P")] = None
    evaluator: Annotated[PersonOrName, About("评估方", "evaluator", "B")] = None
    kpis: Annotated[tuple[Kpi, ...] | None, About("评价指标", "success measures", "BD")] = None
    decision_rule: Annotated[DecisionRule | None, About("结论规则", "decision rule", "DB")] = None
    decision_body: Annotated[Line, About("结论决策会议", "decision body", "DB")] = None
    decision_date: Annotated[Day, About("结论决策日期", "decision date", "DB")] = None
    data_terms: Annotated[DataTerms | None, About("试点数据安排", "data terms", "IL")] = None
    exit_terms: Annotated[Prose, About("退出安排", "exit terms", "BVL")] = None
    fallback: Annotated[Prose, About("应急与人工替代", "fallback to the manual process", "B")] = None
    training: Annotated[Line, About("培训安排", "training", "V", optional=True)] = None
    communications: Annotated[Line, About("沟通安排", "communications", "O", optional=True)] = None
    permits: Annotated[Line, About("占道与安全许可", "permits and site safety", "B", optional=True)] = None
    insurance: Annotated[Line, About("保险", "insurance", "V", optional=True)] = None
    no_commitment_statement: Annotated[Prose, About("不承诺采购声明", "no-commitment statement", "LP")] = None
