"""The fifteen questions that fill most must-have fields, in the order in which a rep asks them (domain.md 11.4).

A question is put in its own words; below it each field that an answer may hold is asked for by the field's own title.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from packetgen.diagnostics import Language


@dataclass(frozen=True, slots=True)
class Fields:
    """Single fields, by path."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a list, one after another until nothing is said. No `members`: rows of plain text.

    `prefix` begins the ids of new rows; `fixed` is what every new row states. Of rows that are there, only `members`
    that they lack are asked for.
    """

    path: str
    prefix: str = ""
    members: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()


Part = Fields | Rows


@dataclass(frozen=True, slots=True)
class Question:
    """`topic` names it in a record of who answered; `who` are the codes of those who are likely to know."""

    topic: Mapping[Language, str]
    words: Mapping[Language, str]
    who: str
    parts: tuple[Part, ...]


def _question(zh: tuple[str, str], en: tuple[str, str], who: str, *parts: Part) -> Question:
    return Question({"zh": zh[0], "en": en[0]}, {"zh": zh[1], "en": en[1]}, who, parts)


def _fields(*paths: str) -> Fields:
    return Fields(paths)


BASICS = _question(
    ("基本信息", "客户和项目叫什么？"),
    ("the basics", "What are the customer and the project called?"),
    "B",
    _fields("customer.name", "customer.short_name", "customer.type", "project.name", "project.short_name"),
)
"""What every deal needs, asked before the fifteen where the starter still stands."""

QUESTIONS = (
    _question(
        ("政策依据", "这件事对应今年哪项任务、哪份文件（文号）？"),
        ("policy", "Which task of this year, which policy document does it serve?"),
        "B",
        Rows("policy", "g", ("title", "doc_no", "clause_summary", "relevance")),
    ),
    _question(
        ("问题数据", "去年（本汛期、本学期）发生几次、花了多少、台账在谁手里？"),
        ("the problem in figures", "How often did it happen last year, what did it cost, and who keeps the record?"),
        "B",
        Rows("problem.evidence", "e", ("fact", "value", "unit", "period", "source")),
    ),
    _question(
        ("现状与基线", "现在谁在干、几个人几台车、多久一次？"),
        ("how it is done today", "Who does it today, with how many people and vehicles, how often?"),
        "B",
        _fields("problem.current_state"),
        Rows("pilot.kpis", "K", ("name", "unit", "baseline", "baseline_period", "source")),
        _fields("benefits.items[b1].name"),
        Rows("benefits.items[b1].factors", "f", ("name", "value", "unit")),
    ),
    _question(
        ("试点范围与时间", "先在哪一小块试、多长、赶哪个窗口？"),
        ("where and when to pilot", "Where could a small pilot run, for how long, and which window must it catch?"),
        "B",
        _fields("pilot.name"),
        Rows("pilot.area"),
        _fields("pilot.start", "pilot.end", "project.need_by", "project.need_by_date"),
    ),
    _question(
        ("成功标准", "试到什么程度算成、什么程度就停？"),
        ("what counts as success", "What result would count as success, and at which would you stop?"),
        "BD",
        Rows("pilot.kpis", "K", ("name", "unit", "target", "minimum", "direction", "must_pass")),
        _fields("pilot.decision_rule.go", "pilot.decision_rule.extend", "pilot.decision_rule.stop"),
    ),
    _question(
        ("决策会议", "最后谁定、上哪个会、最近一次哪天、材料提前几天交？"),
        ("the deciding meeting", "Who decides, at which meeting, when is the next, and how early are papers due?"),
        "O",
        Rows("meetings", "m", ("name", "chair", "date", "paper_deadline", "secretary", "purpose")),
        _fields(
            "customer.committee_rules.topic_filing_days",
            "customer.committee_rules.paper_deadline_days",
            "customer.committee_rules.deadline_day_kind",
        ),
    ),
    _question(
        ("金额标准", "多少钱以上要上党组会（董事会）？多少以内可以自行采购？"),
        ("thresholds", "From which amount does the board or cabinet decide, and up to which may you buy yourselves?"),
        "FP",
        _fields(
            "customer.committee_rules.large_amount_threshold",
            "customer.committee_rules.large_amount_body",
            "customer.committee_rules.key_decision_threshold",
            "procurement.thresholds.self_purchase_limit",
            "procurement.thresholds.open_tender",
            "procurement.route",
        ),
    ),
    _question(
        ("试点经费", "试点的钱从哪个项目、哪个科目出，要不要新增？"),
        ("money for the pilot", "Which budget line pays for the pilot, and is it new money?"),
        "F",
        _fields("pilot.budget_line", "pilot.new_money"),
    ),
    _question(
        ("正式预算", "正式项目赶哪年的预算，“一上”什么时候截止，谁来评审？"),
        ("the budget round", "Which year's budget pays for the project, by when is it bid for, and who reviews it?"),
        "F",
        Rows("funding.sources", "s", ("name", "year", "deadline", "status")),
        Rows("approvals", "a", ("step", "body", "due")),
    ),
    _question(
        ("上级补助", "上级有没有补助，窗口和条件是什么？不到位怎么办？"),
        ("grants", "Is there a grant, by when and on which conditions, and what if it does not come?"),
        "FB",
        Rows("funding.sources", "s", ("name", "conditions", "deadline", "fallback")),
    ),
    _question(
        ("数据", "数据放哪、谁批、涉不涉个人信息或重要数据？"),
        ("data", "Where may the data be kept, who approves it, does it hold personal or critical data?"),
        "I",
        _fields(
            "pilot.data_terms.data",
            "pilot.data_terms.place",
            "pilot.data_terms.classes",
            "pilot.data_terms.approval",
            "solution.security.personal_data",
            "compliance.data_approval",
        ),
    ),
    _question(
        ("已有系统", "有没有在用的系统、合同哪年到期、数据局有没有统建计划？"),
        ("existing systems", "Which system is in use, when does its contract end, is a shared platform planned?"),
        "I",
        Rows("solution.existing_systems", "x", ("name", "contract_end", "relation")),
        Rows("solution.reuse"),
    ),
    _question(
        ("会先发问的人", "法规、财务、纪检哪位会先问问题，问什么？"),
        ("who will ask first", "Who in legal, finance or audit will ask first, and what?"),
        "R",
        Rows("consultation", "u", ("unit", "comment")),
        Rows("stakeholders", "k", ("person", "concern", "objection", "answer")),
    ),
    _question(
        ("意向书签署", "意向书谁签、用哪枚章、谁审文本？"),
        ("signing the MOU", "Who signs the MOU, in which capacity, and who reviews the text?"),
        "OL",
        Rows("loi.signatories", "c", ("person", "capacity", "authority"), (("side", "customer"),)),
        _fields("loi.governing_law", "compliance.legality_review"),
    ),
    _question(
        ("下一份材料", "您希望我们这周替您备好哪一份、转给谁看？"),
        ("the next paper", "Which paper shall we prepare for you this week, and who will read it?"),
        "B",
        _fields("brief.recipient", "brief.ask", "brief.reply_by"),
        Rows("next_steps", "ns", ("action", "customer_owner", "due")),
    ),
)
