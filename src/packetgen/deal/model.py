"""A deal: everything a rep knows about one purchase that a customer considers (paths as users write them)."""

from typing import Annotated

from packetgen.deal.model_decisions import (
    Approval,
    Attachment,
    Brief,
    Compliance,
    Consultation,
    Fallback,
    Governance,
    Implications,
    Meeting,
    NextStep,
    Procurement,
    RaciRow,
    Risk,
    ScheduleRow,
    Stakeholder,
)
from packetgen.deal.model_money import Benefits, Budget, Cashflow, Funding, Performance
from packetgen.deal.model_papers import Agreement, Pilot
from packetgen.deal.model_parties import (
    Customer,
    DealMeta,
    Engagement,
    Option,
    Person,
    Policy,
    Problem,
    Project,
    Solution,
    Vendor,
)
from packetgen.deal.model_types import About, Model
from packetgen.deal.schema import Audience


class Deal(Model):
    meta: Annotated[DealMeta | None, About("交易文件说明", "about this deal")] = None
    customer: Annotated[Customer | None, About("客户单位", "customer")] = None
    vendor: Annotated[Vendor | None, About("供应商", "supplier", audience=Audience.TWO_PARTY)] = None
    people: Annotated[tuple[Person, ...] | None, About("相关人员", "people", "B")] = None
    project: Annotated[Project | None, About("项目", "project")] = None
    problem: Annotated[Problem | None, About("问题", "problem")] = None
    policy: Annotated[tuple[Policy, ...] | None, About("政策依据", "policy", "B")] = None
    solution: Annotated[Solution | None, About("方案", "solution")] = None
    options: Annotated[tuple[Option, ...] | None, About("方案比选", "options", "B")] = None
    loi: Annotated[Agreement | None, About("合作意向书", "intent agreement")] = None
    pilot: Annotated[Pilot | None, About("试点", "pilot")] = None
    budget: Annotated[Budget | None, About("预算", "budget")] = None
    funding: Annotated[Funding | None, About("资金", "funding")] = None
    benefits: Annotated[Benefits | None, About("效益", "benefits")] = None
    cashflow: Annotated[Cashflow | None, About("财务评价", "cash flow")] = None
    performance: Annotated[Performance | None, About("绩效目标", "performance")] = None
    procurement: Annotated[Procurement | None, About("采购", "procurement")] = None
    meetings: Annotated[tuple[Meeting, ...] | None, About("会议", "meetings", "O")] = None
    consultation: Annotated[tuple[Consultation, ...] | None, About("征求意见", "consultation", "B")] = None
    approvals: Annotated[tuple[Approval, ...] | None, About("审批", "approvals", "OF")] = None
    risks: Annotated[tuple[Risk, ...] | None, About("风险", "risks", "BL")] = None
    raci: Annotated[tuple[RaciRow, ...] | None, About("责任分工", "responsibilities", "BV")] = None
    schedule: Annotated[tuple[ScheduleRow, ...] | None, About("进度安排", "schedule", "BV")] = None
    governance: Annotated[Governance | None, About("组织保障", "governance")] = None
    implications: Annotated[Implications | None, About("专项影响", "implications")] = None
    stakeholders: Annotated[tuple[Stakeholder, ...] | None, About("关键人研判", "stakeholders", "R", Audience.REP)] = (
        None
    )
    next_steps: Annotated[tuple[NextStep, ...] | None, About("推进计划", "next steps", "BR")] = None
    fallbacks: Annotated[tuple[Fallback, ...] | None, About("备选安排", "fallbacks", "BR")] = None
    brief: Annotated[Brief | None, About("汇报要点", "brief")] = None
    attachments: Annotated[tuple[Attachment, ...] | None, About("附件", "attachments", "B")] = None
    compliance: Annotated[Compliance | None, About("合规", "compliance")] = None
    engagement: Annotated[
        tuple[Engagement, ...] | None,
        About("接触与协助记录", "engagement log", "R", Audience.TWO_PARTY),
    ] = None
