"""Procurement, meetings, opinions, risks, plans and the brief: how a decision is reached and carried out."""

from typing import Annotated

from packetgen.deal.model_parties import DAY_KINDS
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
    PeopleOrNames,
    PersonOrName,
    PersonRef,
    Prose,
    RowId,
)


class Thresholds(Model):
    self_purchase_limit: Annotated[Money, About("单位自行采购限额", "own-purchase limit", "P")] = None
    open_tender: Annotated[Money, About("公开招标数额标准", "open-tender threshold", "P")] = None
    vat_basis: Annotated[
        Choice,
        About(
            "限额口径",
            "VAT basis of the thresholds",
            "P",
            optional=True,
            choices={"incl": ("含税", "including VAT"), "excl": ("不含税", "excluding VAT")},
        ),
    ] = None
    valid_from: Annotated[Day, About("限额标准生效日期", "valid from", "P", optional=True)] = None
    valid_until: Annotated[Day, About("限额标准截止日期", "valid until", "P", optional=True)] = None
    note: Annotated[Line, About("限额说明", "note on thresholds", "P", optional=True)] = None


class ProcurementStep(Model):
    """A step with its date. The gap is counted from the step named by `after` (else the step before)."""

    id: RowId
    name: Annotated[Line, About("采购环节", "step", "P")] = None
    date: Annotated[Day, About("日期", "date", "P")] = None
    after: Annotated[Line, About("起算环节", "counted from", "P", optional=True)] = None
    minimum_days: Annotated[Integer, About("最短天数", "minimum days", "P", optional=True)] = None
    maximum_days: Annotated[Integer, About("最长天数", "maximum days", "P", optional=True)] = None
    day_kind: Annotated[
        Choice,
        About(
            "天数口径",
            "kind of days",
            "P",
            optional=True,
            choices={**DAY_KINDS, "clear": ("净自然日", "clear days")},
        ),
    ] = None
    basis: Annotated[Line, About("依据", "basis", "P", optional=True)] = None


class Procurement(Model):
    route: Annotated[Line, About("采购路径", "procurement route", "P")] = None
    method: Annotated[Line, About("采购方式", "method", "P")] = None
    thresholds: Annotated[Thresholds | None, About("限额标准", "thresholds", "P")] = None
    notices: Annotated[Lines, About("公告", "notices", "P", optional=True)] = None
    timetable: Annotated[tuple[ProcurementStep, ...] | None, About("采购时间表", "procurement timetable", "P")] = None
    independent_designer: Annotated[Line, About("独立设计单位", "independent designer", "PB")] = None
    conflicts_declared: Annotated[Lines, About("利益冲突声明", "conflicts declared", "PL")] = None
    spec_author: Annotated[Line, About("采购需求编制方", "who writes the specification", "P")] = None


class Prerequisite(Model):
    id: RowId
    name: Annotated[Line, About("前置程序", "prerequisite", "BLF")] = None
    owner: Annotated[PersonOrName, About("责任人", "owner", "BLF")] = None
    due: Annotated[Day, About("完成时间", "due", "BLF")] = None
    done: Annotated[Flag, About("是否完成", "done", "BLF")] = None
    document: Annotated[Line, About("形成的文书", "document", "BLF", optional=True)] = None


class Meeting(Model):
    id: RowId
    name: Annotated[Line, About("会议名称", "meeting", "O")] = None
    type: Annotated[Line, About("会议类型", "type of meeting", "O", optional=True)] = None
    date: Annotated[Day, About("会议日期", "meeting date", "O")] = None
    topic: Annotated[Line, About("议题名称", "item title", "B")] = None
    topic_filing: Annotated[Day, About("议题申报截止日期", "deadline to file the item", "O")] = None
    paper_deadline: Annotated[Day, About("材料报送截止日期", "paper deadline", "O")] = None
    deadline_day_kind: Annotated[
        Choice, About("提前天数口径", "kind of days", "O", optional=True, choices=DAY_KINDS)
    ] = None
    secretary: Annotated[PersonOrName, About("会议秘书", "secretary", "O")] = None
    chair: Annotated[PersonOrName, About("主持人", "chair", "O")] = None
    attendees: Annotated[PeopleOrNames, About("参会人员", "attendees", "O", optional=True)] = None
    invited_units: Annotated[Lines, About("建议列席单位", "units to be invited", "OB", optional=True)] = None
    reporter: Annotated[PersonOrName, About("汇报人", "presenter", "B")] = None
    purpose: Annotated[
        Choice,
        About(
            "会议目的",
            "purpose",
            "O",
            choices={
                "decide": ("决策", "for decision"),
                "discuss": ("研究", "for discussion"),
                "note": ("通报", "for noting"),
            },
        ),
    ] = None
    reason: Annotated[Line, About("上会理由", "why this meeting", "BO", optional=True)] = None
    decisions_requested: Annotated[Lines, About("提请审议事项", "decisions requested", "BD")] = None
    prerequisites: Annotated[tuple[Prerequisite, ...] | None, About("前置程序", "prerequisites", "BLF")] = None
    minutes_no: Annotated[Line, About("会议纪要编号", "minutes number", "O", optional=True)] = None
    quorum: Annotated[Line, About("法定人数", "quorum", "O", optional=True)] = None
    key_decision: Annotated[Flag, About("是否重大决策", "key decision", "O", optional=True)] = None
    forward_plan_published: Annotated[Day, About("预告公布日期", "forward plan published", "O", optional=True)] = None
    agenda_published: Annotated[Day, About("议程公布日期", "agenda published", "O", optional=True)] = None
    call_in_ends: Annotated[Day, About("复议期截止日期", "call-in ends", "O", optional=True)] = None


class Consultation(Model):
    id: RowId
    unit: Annotated[Line, About("征求意见单位", "unit", "B")] = None
    opinion: Annotated[
        Choice,
        About(
            "意见",
            "opinion",
            "B",
            choices={
                "agree": ("同意", "agrees"),
                "agree_with_comments": ("同意并有修改意见", "agrees with comments"),
                "object": ("不同意", "objects"),
            },
        ),
    ] = None
    comment: Annotated[Line, About("意见内容", "comment", "B")] = None
    response: Annotated[Line, About("采纳情况", "response", "B")] = None
    date: Annotated[Day, About("回复日期", "date", "B")] = None


class Approval(Model):
    id: RowId
    seq: Annotated[Integer, About("序号", "number", "O")] = None
    step: Annotated[Line, About("审批事项", "step", "OF")] = None
    body: Annotated[Line, About("审批单位", "body", "OF")] = None
    basis: Annotated[Line, About("依据", "basis", "OL")] = None
    owner: Annotated[PersonOrName, About("责任人", "owner", "B")] = None
    due: Annotated[Day, About("完成时限", "due", "OF")] = None
    lead_time: Annotated[Line, About("办理时长", "lead time", "O", optional=True)] = None
    status: Annotated[
        Choice,
        About(
            "状态",
            "status",
            "O",
            choices={
                "open": ("未开始", "not started"),
                "running": ("办理中", "in hand"),
                "done": ("已完成", "done"),
            },
        ),
    ] = None


class Risk(Model):
    id: RowId
    cause: Annotated[Line, About("风险原因", "cause", "BL")] = None
    event: Annotated[Line, About("风险事件", "event", "BL", optional=True)] = None
    effect: Annotated[Line, About("影响", "effect", "BL")] = None
    likelihood: Annotated[Integer, About("可能性（1—5）", "likelihood (1-5)", "BL")] = None
    impact: Annotated[Integer, About("影响程度（1—5）", "impact (1-5)", "BL")] = None
    score: Annotated[Integer, About("风险值", "score", "BL", optional=True)] = None
    owner: Annotated[PersonOrName, About("责任人", "owner", "BL")] = None
    mitigation: Annotated[Line, About("应对措施", "mitigation", "BL")] = None
    trigger: Annotated[Line, About("触发条件", "trigger", "B", optional=True)] = None
    residual: Annotated[Line, About("剩余风险", "residual risk", "B", optional=True)] = None


class RaciRow(Model):
    id: RowId
    task: Annotated[Line, About("任务", "task", "BV")] = None
    R: Annotated[PersonOrName, About("执行", "responsible", "BV")] = None
    A: Annotated[PersonOrName, About("负责", "accountable", "BV")] = None
    C: Annotated[PeopleOrNames, About("征求意见", "consulted", "BV")] = None
    I: Annotated[PeopleOrNames, About("知会", "informed", "BV")] = None  # noqa: E741 - the method's own letter


class ScheduleRow(Model):
    id: RowId
    name: Annotated[Line, About("工作", "task", "BV")] = None
    start: Annotated[Day, About("开始日期", "start", "BV")] = None
    end: Annotated[Day, About("结束日期", "end", "BV")] = None
    owner: Annotated[PersonOrName, About("责任人", "owner", "BV")] = None
    depends_on: Annotated[Lines, About("前置工作", "depends on", "BV", optional=True)] = None
    milestone: Annotated[Flag, About("是否里程碑", "milestone", "BV", optional=True)] = None
    output: Annotated[Line, About("成果", "output", "BV", optional=True)] = None


class Stakeholder(Model):
    id: RowId
    person: Annotated[PersonRef, About("人员", "person", "R")] = None
    concern: Annotated[Line, About("关注点", "concern", "R")] = None
    evidence_needed: Annotated[Line, About("需要的证据", "evidence needed", "R")] = None
    argument: Annotated[Line, About("说服论据", "argument", "R")] = None
    carrier: Annotated[PersonOrName, About("由谁去说", "messenger", "R")] = None
    objection: Annotated[Line, About("可能疑虑", "objection", "R")] = None
    answer: Annotated[Line, About("应答", "answer", "R")] = None
    temperature: Annotated[Integer, About("态度（1—5）", "temperature (1-5)", "R")] = None
    power: Annotated[Integer, About("影响力（1—5）", "power (1-5)", "R")] = None
    interest: Annotated[Integer, About("关注度（1—5）", "interest (1-5)", "R")] = None


class NextStep(Model):
    id: RowId
    seq: Annotated[Integer, About("序号", "number", "BR")] = None
    action: Annotated[Line, About("事项", "action", "BR")] = None
    customer_owner: Annotated[PersonOrName, About("责任人", "owner", "B")] = None
    vendor_support: Annotated[Line, About("配合", "support", "R")] = None
    due: Annotated[Day, About("完成时限", "due", "B")] = None
    gate: Annotated[MeetingRef, About("对应会议", "gate", "BO")] = None
    precondition: Annotated[Line, About("前置条件", "precondition", "B", optional=True)] = None
    deliverable: Annotated[Line, About("成果", "deliverable", "B")] = None
    done_when: Annotated[Line, About("完成标志", "done when", "B")] = None
    fallback: Annotated[Line, About("备选安排", "fallback", "RB", optional=True)] = None


class Fallback(Model):
    id: RowId
    trigger: Annotated[Line, About("情形", "if", "BR")] = None
    action: Annotated[Line, About("备选安排", "then", "BR")] = None
    owner: Annotated[PersonOrName, About("责任人", "owner", "B")] = None


class Governance(Model):
    leading_group: Annotated[Line, About("领导小组", "steering group", "BO", optional=True)] = None
    working_group: Annotated[Line, About("工作专班", "working group", "B")] = None
    owner: Annotated[PersonOrName, About("联系机制责任人", "single owner of the plan", "B")] = None
    cadence: Annotated[Line, About("联系机制", "cadence", "BR")] = None
    change_log: Annotated[Line, About("变更记录", "change log", "BR")] = None


class Brief(Model):
    recipient: Annotated[PersonRef, About("汇报对象", "recipient", "B")] = None
    sender: Annotated[PersonRef, About("汇报人", "sender", "B")] = None
    meeting: Annotated[MeetingRef, About("拟上会议", "meeting", "BO")] = None
    title: Annotated[Line, About("汇报主题", "subject", "B")] = None
    lead: Annotated[Line, About("首句结论", "lead", "B")] = None
    why: Annotated[Line, About("为什么做", "why", "B")] = None
    what: Annotated[Line, About("做什么", "what", "B")] = None
    cost: Annotated[Line, About("花多少钱、从哪出", "cost and funding", "F")] = None
    assurance: Annotated[Line, About("风险怎么控", "risk and assurance", "BL")] = None
    points: Annotated[Lines, About("其他要点", "further points", "B", optional=True)] = None
    ask: Annotated[Line, About("请示事项", "ask", "BD")] = None
    reply_by: Annotated[Day, About("请于何时前示下", "reply by", "BD")] = None
    not_included: Annotated[Line, About("不包括的内容", "what is not included", "B")] = None
    attachments: Annotated[Lines, About("已备材料", "papers at hand", "B")] = None
    max_chars: Annotated[Integer, About("字数上限", "length in characters", "O", optional=True)] = None


class Attachment(Model):
    id: RowId
    no: Annotated[Line, About("附件号", "number", "B")] = None
    title: Annotated[Line, About("附件名称", "title", "B")] = None
    doc: Annotated[Line, About("对应文件", "document", "B", optional=True)] = None
    status: Annotated[Line, About("状态", "status", "B", optional=True)] = None


class Compliance(Model):
    gift_check: Annotated[Line, About("无偿提供核查", "gifts and free use", "LP")] = None
    splitting_check: Annotated[Line, About("化整为零核查", "splitting of purchases", "P")] = None
    spec_check: Annotated[Line, About("需求编制回避核查", "drafting of specifications", "PL")] = None
    data_approval: Annotated[Line, About("数据处理审批", "approval for data processing", "IL")] = None
    classified: Annotated[Line, About("涉密审查", "classified information", "OI")] = None
    integrity_clause: Annotated[Prose, About("廉洁条款", "integrity clause", "L")] = None
    fair_competition_review: Annotated[Line, About("公平竞争审查", "fair competition review", "L")] = None
    legality_review: Annotated[Line, About("合法性审查", "legal review", "L")] = None
    conflicts_note: Annotated[Line, About("利益冲突说明", "conflicts of interest", "L", optional=True)] = None


class Implications(Model):
    """What an English paper states by discipline."""

    finance: Annotated[Prose, About("财务意见", "finance comments", "F")] = None
    legal: Annotated[Prose, About("法律意见", "legal comments", "L")] = None
    equality: Annotated[Prose, About("平等影响", "equality", "B")] = None
    data_protection: Annotated[Prose, About("数据保护影响", "data protection", "I")] = None
    climate: Annotated[Prose, About("气候影响", "climate", "B")] = None
    workforce: Annotated[Prose, About("人员影响", "workforce", "B")] = None
