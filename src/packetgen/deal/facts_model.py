"""What packetgen computes from a deal: totals, shares, dates, cash flow (root name `facts` in templates)."""

from dataclasses import dataclass
from typing import Annotated

from packetgen.deal.facts_money_model import BenefitFacts, BudgetFacts, CashflowFacts, FundingFacts, PaymentFacts
from packetgen.deal.facts_plan_model import (
    BriefFacts,
    EvidenceFact,
    OptionFact,
    PilotFacts,
    ProcurementFacts,
    RiskFact,
    ScheduleFacts,
)
from packetgen.deal.model_types import About, Day, Flag, Line, MeetingRef, Money, PersonRef

MeetingRefs = tuple[MeetingRef, ...] | None
_LARGE = ("pilot.value", "pilot.items[]", "customer.committee_rules.large_amount_threshold")


@dataclass(frozen=True, slots=True)
class Facts:
    budget: Annotated[BudgetFacts, About("预算", "budget")]
    pilot: Annotated[PilotFacts, About("试点", "pilot")]
    funding: Annotated[FundingFacts, About("资金", "funding")]
    payment: Annotated[PaymentFacts, About("付款", "payment")]
    benefits: Annotated[BenefitFacts, About("效益", "benefits")]
    cashflow: Annotated[CashflowFacts, About("财务评价", "cash flow")]
    options: Annotated[tuple[OptionFact, ...] | None, About("方案比选", "options", "B", derived_from=("options[]",))]
    preferred_option: Annotated[OptionFact | None, About("推荐方案", "preferred option", "B")]
    schedule: Annotated[ScheduleFacts, About("进度", "schedule")]
    meetings: Annotated[MeetingRefs, About("会议（按日期）", "meetings by date", "O", derived_from=("meetings[]",))]
    next_meeting: Annotated[MeetingRef, About("下一次会议", "next meeting", "O", derived_from=("meetings[]",))]
    decision_meeting: Annotated[MeetingRef, About("决策会议", "decision meeting", "O", derived_from=("meetings[]",))]
    confirming_meeting: Annotated[
        MeetingRef, About("审定会议", "confirming meeting", "O", optional=True, derived_from=("meetings[]",))
    ]
    procurement: Annotated[ProcurementFacts, About("采购", "procurement")]
    risks: Annotated[tuple[RiskFact, ...] | None, About("风险（按风险值）", "risks by score", "BL")]
    evidence: Annotated[tuple[EvidenceFact, ...] | None, About("问题数据", "evidence", "B")]
    contact: Annotated[PersonRef, About("联系人", "contact", "B", derived_from=("people[]", "people[].role"))]
    sponsor: Annotated[PersonRef, About("分管领导", "sponsor", "B", derived_from=("people[]", "people[].role"))]
    decider: Annotated[PersonRef, About("决策人", "decider", "BD", derived_from=("people[]", "people[].role"))]
    deal_year: Annotated[Line, About("数据年度", "year of the deal", "R", derived_from=("meta.as_of",))]
    as_of_date: Annotated[Day, About(mirrors="meta.as_of")]
    large_amount_threshold: Annotated[Money, About(mirrors="customer.committee_rules.large_amount_threshold")]
    is_large_amount: Annotated[Flag, About("是否大额资金", "large amount", "FO", derived_from=_LARGE)]
    self_reference: Annotated[
        Line, About("本单位自称", "how the customer speaks of itself", "B", derived_from=("customer.type",))
    ]
    brief: Annotated[BriefFacts, About("汇报要点", "brief")]
