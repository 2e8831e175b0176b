"""The fifteen questions that fill most must-have fields, in the order in which a rep asks them (domain.md 11.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from packetgen.diagnostics import Language


@dataclass(frozen=True, slots=True)
class Question:
    """`path` is the field that the answer goes into; `who` are the codes of those who know."""

    words: Mapping[Language, str]
    path: str
    who: str


def _ask(path: str, who: str, zh: str, en: str) -> Question:
    return Question({"zh": zh, "en": en}, path, who)


QUESTIONS = (
    _ask(
        "policy[g1].title",
        "B",
        "这件事对应今年哪项任务、哪份文件？",
        "Which task or policy of this year does it serve?",
    ),
    _ask(
        "problem.statement",
        "B",
        "去年（本季）发生几次、花了多少、台账在谁手里？",
        "How often did it happen last year, what did it cost, and who keeps the record?",
    ),
    _ask(
        "problem.current_state",
        "B",
        "现在谁在干、几个人几台车、多久一次？",
        "Who does it today, with how many people and vehicles, how often?",
    ),
    _ask("pilot.name", "B", "先在哪一小块试、叫什么名字？", "Where could a small pilot run, and what is it called?"),
    _ask("pilot.decision_rule.go", "BD", "试到什么程度算成？", "What result would count as success?"),
    _ask("meetings[m1].name", "O", "最后谁定、上哪个会？", "Who decides in the end, at which meeting?"),
    _ask(
        "customer.committee_rules.large_amount_threshold",
        "FP",
        "多少钱以上要集体决策（数字）？",
        "From which amount is a collective decision needed (a number)?",
    ),
    _ask(
        "pilot.budget_line",
        "F",
        "试点的钱从哪个项目、哪个科目出？",
        "Which budget line pays for the pilot?",
    ),
    _ask(
        "funding.sources[s1].name",
        "F",
        "正式项目赶哪年的预算、从哪出？",
        "Which budget pays for the project itself?",
    ),
    _ask(
        "funding.sources[s1].conditions",
        "FB",
        "上级有没有补助，条件是什么？",
        "Is there a grant, and on which conditions?",
    ),
    _ask("pilot.data_terms.place", "I", "数据放哪、谁批？", "Where may the data be kept, and who approves it?"),
    _ask(
        "solution.existing_systems[x1].name",
        "I",
        "有没有在用的系统？",
        "Which system is in use today?",
    ),
    _ask(
        "compliance.legality_review",
        "L",
        "法规、财务、纪检哪位会先问问题，问什么？",
        "Who in legal, finance or audit will ask first, and what?",
    ),
    _ask(
        "loi.governing_law", "L", "意向书适用哪里的法律、谁审文本？", "Which law governs the MOU, and who reviews it?"
    ),
    _ask(
        "next_steps[ns1].action",
        "B",
        "您希望我们这周替您备好哪一份？",
        "Which paper shall we prepare for you this week?",
    ),
)
