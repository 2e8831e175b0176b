"""Who and what a deal is about: its own data, the customer, the vendor, people, project, problem, policy, solution."""

from typing import Annotated

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
    PersonOrName,
    PersonRef,
    Prose,
    RowId,
)
from packetgen.deal.schema import Audience

DAY_KINDS = {"working": ("工作日", "working days"), "calendar": ("自然日", "calendar days")}
STAGES = {
    "after_demo": ("演示之后", "after the demonstration"),
    "time_and_data_ask": ("请对方投入时间和数据", "asking for time and data"),
    "pilot_ask": ("申请试点", "asking for a pilot"),
    "pilot_midpoint": ("试点中期", "pilot mid-point"),
    "pilot_passed": ("试点通过", "pilot passed"),
    "budget_approved": ("预算已批复", "budget approved"),
}
CUSTOMER_TYPES = {
    "gov": ("党政机关", "government body"),
    "public_institution": ("事业单位", "public institution"),
    "soe": ("国有企业", "state-owned enterprise"),
    "enterprise": ("企业", "enterprise"),
    "council": ("地方议会政府", "council"),
    "utility": ("公用事业单位", "utility"),
    "board_company": ("设董事会的公司", "company with a board"),
}
SIZES = {
    "micro": ("微型企业", "micro"),
    "small": ("小型企业", "small"),
    "medium": ("中型企业", "medium"),
    "large": ("大型企业", "large"),
}
ROLES = {
    "contact": ("联系人", "contact"),
    "sponsor": ("分管领导", "sponsor"),
    "decider": ("决策人", "decider"),
    "gatekeeper": ("把关人", "gatekeeper"),
    "reviewer": ("审核人", "reviewer"),
    "user": ("使用人", "user"),
    "blocker": ("反对者", "blocker"),
}


class DealMeta(Model):
    locale: Annotated[
        Choice,
        About(
            "语言地区",
            "locale",
            "R",
            choices={
                "zh-CN": ("中文（中国大陆）", "Chinese (China)"),
                "en-GB": ("英文（英国）", "English (United Kingdom)"),
                "en-US": ("英文（美国）", "English (United States)"),
                "en": ("英文", "English"),
            },
        ),
    ] = None
    doc_voice: Annotated[
        Choice,
        About(
            "行文口吻",
            "voice",
            "R",
            optional=True,
            choices={"customer": ("以贵单位口吻", "the customer's"), "neutral": ("中性", "neutral")},
        ),
    ] = None
    stage: Annotated[Choice, About("推进阶段", "stage", "R", choices=STAGES)] = None
    as_of: Annotated[Day, About("数据截至日期", "as-of date", "R")] = None
    version: Annotated[Line, About("版本", "version", "R", optional=True)] = None
    classification: Annotated[Line, About("密级标识", "classification", "O", optional=True)] = None
    vat_basis: Annotated[
        Choice,
        About(
            "含税口径",
            "VAT basis",
            "FV",
            choices={"incl": ("含税", "including VAT"), "excl": ("不含税", "excluding VAT")},
        ),
    ] = None
    vat_rate: Annotated[Number, About("增值税税率（%）", "VAT rate (%)", "F", optional=True)] = None
    unit: Annotated[
        Choice,
        About(
            "金额单位",
            "money unit",
            "R",
            choices={
                "万元": ("万元", "10,000 yuan"),
                "元": ("元", "yuan"),
                "GBP": ("英镑", "£"),
                "USD": ("美元", "$"),
                "EUR": ("欧元", "€"),
            },
        ),
    ] = None
    currency: Annotated[Line, About("币种", "currency", "F", optional=True)] = None
    fictional: Annotated[Flag, About("虚构样例", "fictional sample", "R", optional=True)] = None


class OperatingUnit(Model):
    name: Annotated[Line, About("具体承办单位全称", "operating unit's full name", "B")] = None
    short_name: Annotated[Line, About("承办单位简称", "operating unit's short name", "B")] = None
    type: Annotated[Line, About("承办单位性质", "operating unit's type", "B", optional=True)] = None


class CommitteeRules(Model):
    large_amount_threshold: Annotated[Money, About("大额资金标准", "large-amount threshold", "FO")] = None
    large_amount_body: Annotated[Line, About("大额资金决策会议", "body that decides large amounts", "O")] = None
    key_decision_threshold: Annotated[
        Money, About("重大决策金额标准", "key-decision threshold", "O", optional=True)
    ] = None
    quotes_required_over: Annotated[Money, About("须询价的金额标准", "quotes required over", "P", optional=True)] = None
    topic_filing_days: Annotated[Integer, About("议题申报提前天数", "days ahead to file an item", "O")] = None
    paper_deadline_days: Annotated[Integer, About("材料报送提前天数", "days ahead for papers", "O")] = None
    deadline_day_kind: Annotated[Choice, About("提前天数口径", "kind of those days", "O", choices=DAY_KINDS)] = None
    report_max_chars: Annotated[
        Integer, About("汇报材料字数上限", "report length in characters", "O", optional=True)
    ] = None
    report_minutes: Annotated[Integer, About("汇报时长（分钟）", "minutes to present", "O", optional=True)] = None
    paper_max_pages: Annotated[Integer, About("材料页数上限", "paper length in pages", "O", optional=True)] = None


class Customer(Model):
    name: Annotated[Line, About("客户单位全称", "customer's full name", "B")] = None
    short_name: Annotated[Line, About("客户单位简称", "customer's short name", "B")] = None
    type: Annotated[Choice, About("客户单位类型", "type of customer", "B", choices=CUSTOMER_TYPES)] = None
    level: Annotated[Line, About("行政层级", "level", "B", optional=True)] = None
    parent: Annotated[Line, About("主管部门", "parent body", "B", optional=True)] = None
    address: Annotated[Line, About("客户单位地址", "customer's address", "BL")] = None
    superior: Annotated[Line, About("上级机关（请示主送）", "superior body", "O", optional=True)] = None
    peer_departments: Annotated[Lines, About("同级部门（函主送）", "peer departments", "O", optional=True)] = None
    operating_unit: Annotated[OperatingUnit | None, About("具体承办单位", "operating unit", "B", optional=True)] = None
    legal_form: Annotated[Line, About("单位性质", "legal form", "L")] = None
    credit_code: Annotated[
        Line, About("客户统一社会信用代码", "customer's registration number", "L", optional=True)
    ] = None
    legal_rep: Annotated[Line, About("客户法定代表人", "customer's legal representative", "LO", optional=True)] = None
    duty: Annotated[Prose, About("法定职责", "the customer's duty", "B")] = None
    committee_rules: Annotated[CommitteeRules | None, About("议事规则", "committee rules", "O")] = None


class Vendor(Model):
    name: Annotated[Line, About("供应商全称", "supplier's full name", "V")] = None
    short_name: Annotated[Line, About("供应商简称", "supplier's short name", "V", optional=True)] = None
    rep: Annotated[PersonRef, About("客户经理", "sales representative", "R")] = None
    legal_rep: Annotated[Line, About("供应商法定代表人", "supplier's authorised signatory", "V")] = None
    size: Annotated[Choice, About("供应商企业规模", "supplier's size", "V", optional=True, choices=SIZES)] = None
    address: Annotated[Line, About("供应商地址", "supplier's address", "V")] = None
    credit_code: Annotated[Line, About("供应商统一社会信用代码", "supplier's registration number", "V")] = None
    phone: Annotated[Line, About("供应商联系电话", "supplier's telephone", "V", optional=True)] = None
    email: Annotated[Line, About("供应商电子邮箱", "supplier's email", "V", optional=True)] = None


class Person(Model):
    id: RowId
    name: Annotated[Line, About("姓名", "name", "B")] = None
    title: Annotated[Line, About("职务", "title", "B")] = None
    side: Annotated[
        Choice,
        About(
            "所属方",
            "side",
            "R",
            optional=True,
            choices={
                "customer": ("客户方", "customer"),
                "vendor": ("供应商方", "supplier"),
                "third": ("第三方", "third party"),
            },
        ),
    ] = None
    unit: Annotated[Line, About("所在单位", "unit", "B")] = None
    role: Annotated[Choice, About("角色", "role", "R", choices=ROLES)] = None
    salutation: Annotated[Line, About("称呼", "salutation", "B")] = None
    phone_ref: Annotated[Line, About("联系电话", "telephone", "B", optional=True)] = None
    temperature: Annotated[Integer, About("态度（1—5）", "temperature (1-5)", "R", Audience.REP, optional=True)] = None
    leave: Annotated[Line, About("休假安排", "leave", "B", Audience.REP, optional=True)] = None
    notes: Annotated[Prose, About("客户经理备注", "rep's notes", "R", Audience.REP, optional=True)] = None


class Quantity(Model):
    id: RowId
    name: Annotated[Line, About("建设内容", "what", "B")] = None
    n: Annotated[Number, About("数量", "quantity", "B")] = None
    unit: Annotated[Line, About("计量单位", "unit", "B", optional=True)] = None


class Project(Model):
    name: Annotated[Line, About("项目名称", "project name", "B")] = None
    short_name: Annotated[Line, About("项目简称", "project's short name", "B")] = None
    one_line: Annotated[Line, About("项目一句话说明", "the project in one line", "B")] = None
    location: Annotated[Line, About("建设地点", "location", "B")] = None
    lead: Annotated[PersonRef, About("项目负责人", "senior responsible owner", "BD")] = None
    scope_in: Annotated[Lines, About("建设范围", "in scope", "B")] = None
    scope_out: Annotated[Lines, About("不包括的内容", "out of scope", "B")] = None
    objectives: Annotated[Lines, About("建设目标", "objectives", "B")] = None
    quantities: Annotated[tuple[Quantity, ...] | None, About("建设规模", "quantities", "B")] = None
    users: Annotated[Line, About("用户", "users", "B")] = None
    volume: Annotated[Line, About("业务量", "volume of work", "B")] = None
    functions: Annotated[Lines, About("功能需求", "functions needed", "B")] = None
    performance: Annotated[Lines, About("性能需求", "performance needed", "IB")] = None
    outputs: Annotated[Lines, About("年度产出", "outputs", "B")] = None
    conditions: Annotated[Lines, About("建设条件", "conditions for delivery", "BI")] = None
    constraints: Annotated[Lines, About("约束条件", "constraints", "B", optional=True)] = None
    start: Annotated[Day, About("项目开始日期", "project start", "B")] = None
    end: Annotated[Day, About("项目完成日期", "project end", "B")] = None
    need_by: Annotated[Line, About("时间要求的由来", "what sets the need-by date", "B")] = None
    need_by_date: Annotated[Day, About("最迟需要日期", "need-by date", "B")] = None


class Evidence(Model):
    id: RowId
    fact: Annotated[Line, About("事实", "fact", "B")] = None
    value: Annotated[Number, About("数值", "value", "B")] = None
    unit: Annotated[Line, About("单位", "unit", "B")] = None
    period: Annotated[Line, About("统计期间", "period", "B")] = None
    source: Annotated[Line, About("数据来源", "source", "B")] = None


class Problem(Model):
    statement: Annotated[Prose, About("问题陈述", "problem statement", "B")] = None
    current_state: Annotated[Prose, About("现状", "current state", "B")] = None
    evidence: Annotated[tuple[Evidence, ...] | None, About("问题数据", "evidence", "B")] = None
    cost_of_inaction: Annotated[Prose, About("不做的代价", "cost of inaction", "B")] = None
    why_now: Annotated[Prose, About("为什么是现在", "why now", "B")] = None


class Policy(Model):
    id: RowId
    title: Annotated[Line, About("文件名称", "title", "B")] = None
    doc_no: Annotated[Line, About("文号", "document number", "B")] = None
    issuer: Annotated[Line, About("发文机关", "issuer", "B", optional=True)] = None
    date: Annotated[Partial, About("发文日期", "date", "B")] = None
    clause_summary: Annotated[Line, About("条款要点", "clause in summary", "B")] = None
    relevance: Annotated[Line, About("与本项目的关系", "relevance", "B")] = None
    element: Annotated[Line, About("对应的项目内容", "project element it supports", "BR")] = None
    verified: Annotated[Flag, About("是否已核实", "verified", "BR")] = None
    source: Annotated[Line, About("核实来源", "where it was checked", "R", optional=True)] = None


class Security(Model):
    level: Annotated[Line, About("安全等级", "security level", "I")] = None
    crypto: Annotated[Line, About("密码应用", "cryptography", "I")] = None
    storage: Annotated[Line, About("存储位置", "where data is kept", "I")] = None
    personal_data: Annotated[Line, About("个人信息", "personal data", "I")] = None
    accounts: Annotated[Line, About("账号与日志", "accounts and logs", "I")] = None
    exit: Annotated[Line, About("数据导出", "data export", "IV")] = None


class ExistingSystem(Model):
    id: RowId
    name: Annotated[Line, About("已建系统", "existing system", "I")] = None
    relation: Annotated[Line, About("与本项目的关系", "relation to this project", "I")] = None
    contract_end: Annotated[Partial, About("合同到期", "contract ends", "I", optional=True)] = None


class Operations(Model):
    team: Annotated[Line, About("运维队伍", "operating team", "BI")] = None
    service_level: Annotated[Line, About("服务水平", "service level", "VI")] = None
    spare_parts: Annotated[Line, About("备品备件", "spare parts", "V")] = None
    training: Annotated[Line, About("培训安排", "training", "VB")] = None
    warranty: Annotated[Line, About("质保期", "warranty", "V")] = None


class Solution(Model):
    summary: Annotated[Prose, About("方案概述", "solution in summary", "RI")] = None
    components: Annotated[Lines, About("方案组成", "components", "R")] = None
    architecture_note: Annotated[Prose, About("架构说明", "architecture", "RI")] = None
    interfaces: Annotated[Lines, About("接口", "interfaces", "I")] = None
    reuse: Annotated[Lines, About("复用资源", "what is reused", "I")] = None
    existing_systems: Annotated[
        tuple[ExistingSystem, ...] | None, About("与已建系统的关系", "existing systems", "I")
    ] = None
    standards: Annotated[Lines, About("执行标准", "standards", "I", optional=True)] = None
    security: Annotated[Security | None, About("安全", "security", "I")] = None
    operations: Annotated[Operations | None, About("运维方案", "operations", "BV")] = None


class Option(Model):
    id: RowId
    name: Annotated[Line, About("方案名称", "option", "B")] = None
    description: Annotated[Prose, About("方案说明", "description", "B", optional=True)] = None
    capex: Annotated[Money, About("一次性投入", "one-off cost", "BV")] = None
    opex_pa: Annotated[Money, About("年运行费用", "running cost a year", "BV")] = None
    benefits_pa: Annotated[Money, About("年效益", "benefits a year", "B", optional=True)] = None
    npv: Annotated[Money, About("净现值", "NPV", "F", optional=True)] = None
    pros: Annotated[Lines, About("优点", "for", "B")] = None
    cons: Annotated[Lines, About("缺点", "against", "B")] = None
    score: Annotated[Number, About("评分", "score", "B", optional=True)] = None
    verdict: Annotated[
        Choice,
        About(
            "结论",
            "verdict",
            "B",
            choices={
                "reject": ("不采用", "rejected"),
                "carry": ("备选", "carried forward"),
                "preferred": ("推荐", "preferred"),
            },
        ),
    ] = None
    is_do_nothing: Annotated[Flag, About("是否维持现状", "do nothing", "B", optional=True)] = None


class Engagement(Model):
    """One contact or one piece of help, for the customer's engagement record."""

    id: RowId
    date: Annotated[Day, About("日期", "date", "R")] = None
    what: Annotated[Line, About("接触或协助内容", "what was done or supplied", "R")] = None
    supplied_by: Annotated[PersonOrName, About("提供人", "supplied by", "R")] = None
    received_by: Annotated[PersonOrName, About("接收人", "received by", "R")] = None
