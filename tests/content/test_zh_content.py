"""The Chinese documents: they parse, keep to their audience, and hold what an office checks first."""

import re
from pathlib import Path

import pytest

from packetgen.deal.schema import Audience
from packetgen.kinds.load import load_kinds
from packetgen.kinds.model import DocumentSpec
from packetgen.template.parse import parse_template

TEMPLATES = Path(__file__).parents[2] / "templates"
CONTENT = TEMPLATES / "content" / "zh-CN"
KINDS = load_kinds((TEMPLATES / "kinds",))
DOCUMENTS = tuple(
    document
    for kind in KINDS.value or ()
    for document in kind.documents
    if not document.when.locale or "zh-CN" in document.when.locale
)
TWO_PARTY = {"intent-agreement", "pilot-scope"}
BY_CUSTOMER = tuple(each for each in DOCUMENTS if each.audience is Audience.CUSTOMER)


def text_of(name: str) -> str:
    return (CONTENT / f"{name}.md").read_text(encoding="utf-8")


def words_of(name: str) -> str:
    """The fixed words of a document, without its tags."""
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text_of(name))


def headings_of(name: str, level: int = 2) -> list[str]:
    found = re.findall(rf"^{'#' * level} (.+)$", text_of(name), re.MULTILINE)
    return [re.sub(r"\s*\{[.#][^}]*\}$", "", heading) for heading in found]


def test_the_kinds_load_without_a_diagnostic() -> None:
    assert not KINDS.diagnostics
    assert {kind.id for kind in KINDS.value or ()} == {
        "intent-agreement",
        "pilot-scope",
        "meeting-submission",
        "funding-justification",
        "leader-brief",
        "next-steps",
    }


def test_every_content_file_belongs_to_a_document_and_every_document_has_one() -> None:
    assert {each.content for each in DOCUMENTS} == {path.stem for path in CONTENT.glob("*.md")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.id)
def test_a_document_parses_for_its_audience_without_a_diagnostic(document: DocumentSpec) -> None:
    result = parse_template(
        text_of(document.content), f"{document.content}.md", locale="zh-CN", audience=document.audience
    )
    assert not result.diagnostics
    assert result.value is not None


@pytest.mark.parametrize("document", BY_CUSTOMER, ids=lambda each: each.id)
def test_a_customer_document_does_not_speak_as_or_of_the_supplier(document: DocumentSpec) -> None:
    for word in ("乙方", "我司", "我们公司", "vendor.name", "vendor.short_name", "stakeholders"):
        assert word not in text_of(document.content)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.id)
def test_no_document_promises_or_advertises(document: DocumentSpec) -> None:
    if document.audience is Audience.REP:
        pytest.skip("the rep edition names these words to forbid them")
    for word in ("行业领先", "零风险", "独家", "必须采购", "颠覆", "战略级"):
        assert word not in words_of(document.content)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.id)
def test_no_document_holds_a_document_number_or_an_amount_of_its_own(document: DocumentSpec) -> None:
    words = words_of(document.content)
    assert not re.search(r"〔\d{4}〕", words)
    assert not re.search(r"\d(?:\.\d+)?\s*(?:万元|亿元|元)", words)


@pytest.mark.parametrize(
    "name",
    sorted({each.content for each in BY_CUSTOMER} | {"pilot-scope"}),
)
def test_a_paper_to_be_adopted_carries_the_draft_mark(name: str) -> None:
    assert "草稿，供贵单位修改采用" in text_of(name)


def test_the_agreement_holds_no_money_quantity_exclusivity_or_duty_to_sign() -> None:
    text = text_of("intent-agreement")
    assert not re.search(r"\|\s*(?:money|amount|capital)\b", text)
    assert not re.search(r"\b(?:budget|funding|pilot\.items|pilot\.value|quantities)\b", text)
    assert "定金" not in text
    assert not re.search(r"日前.{0,6}签订", text)
    assert "不是预约合同" in text


def test_the_agreement_names_its_sections_in_order() -> None:
    assert headings_of("intent-agreement") == [
        "鉴于",
        "合作宗旨与原则",
        "意向合作内容",
        "工作分工",
        "工作安排",
        "试点与后续采购",
        "费用",
        "保密与数据安全",
        "知识产权",
        "廉洁与公平竞争",
        "效力、期限与终止",
        "法律适用与争议解决",
        "其他",
    ]


def test_the_pilot_scope_names_its_sections_in_order() -> None:
    assert headings_of("pilot-scope") == [
        "试点背景和必要性",
        "试点目标",
        "试点范围",
        "试点内容",
        "组织实施与分工",
        "进度安排",
        "评价指标与评价办法",
        "经费预算与资金来源",
        "数据与网络安全",
        "风险与应急",
        "验收、成果移交与退出",
        "合规说明",
    ]


def test_the_report_ends_with_what_the_meeting_is_to_decide() -> None:
    assert headings_of("meeting-report") == [
        "基本情况",
        "工作依据与必要性",
        "主要内容",
        "方案比选",
        "经费及资金来源",
        "前置程序履行情况",
        "风险及应对",
        "下一步工作安排",
        "提请会议审议事项",
    ]
    closing = text_of("meeting-report").partition("## 提请会议审议事项")[2]
    assert closing.index("in facts.decision_meeting.decisions_requested") < closing.index("以上汇报，请予审议。")


def test_the_proposal_names_its_chapters_in_order() -> None:
    assert headings_of("project-proposal") == [
        "概述",
        "建设背景和必要性",
        "需求分析与产出方案",
        "建设条件与要素保障",
        "建设方案",
        "运营维护方案",
        "投资估算与资金筹措",
        "效益与绩效",
        "影响分析与安全",
        "风险管控",
        "组织与进度",
        "结论与建议",
        "附表附件",
    ]


@pytest.mark.parametrize("name", ["funding-letter", "funding-request", "funding-memo"])
def test_the_cover_of_a_request_for_money_names_its_sections_in_order(name: str) -> None:
    effects = "效益与评价" if name == "funding-memo" else "绩效目标"
    assert headings_of(name) == ["申请缘由", "申请事项", "资金用途与测算", effects, "前期工作", "保障措施"]


def test_the_proposal_to_a_board_ends_with_what_it_is_to_decide() -> None:
    headings = headings_of("board-proposal")
    assert headings[0] == "议案背景"
    assert headings[-1] == "提请审议事项"
    assert "以上议案，请予审议。" in text_of("board-proposal")


def test_the_plan_names_its_sections_in_order() -> None:
    assert headings_of("next-steps") == [
        "总体目标与倒排时间",
        "审批路径图",
        "任务清单",
        "会议与决策节点",
        "资金与政策匹配",
        "采购路径与法定时限",
        "风险与备选",
        "联系机制",
    ]


KPI_COLUMNS = ("基线值", "目标值", "最低值", "计算方法", "数据来源", "责任人", "否决项")


def test_the_measures_of_the_pilot_stand_in_one_table_with_all_that_a_judge_needs() -> None:
    (header,) = [line for line in text_of("pilot-scope").splitlines() if "| 基线值 |" in line]
    for column in KPI_COLUMNS:
        assert f"| {column} |" in header


@pytest.mark.parametrize("name", ["pilot-scope", "project-proposal", "next-steps"])
def test_a_schedule_is_drawn_with_bars_and_says_what_a_mark_means(name: str) -> None:
    text = text_of(name)
    assert "{{ t.bar }}" in text
    assert "■为实施期，◆为节点" in text


def test_no_table_of_a_paper_repeats_a_unit_outside_its_own_head() -> None:
    for path in CONTENT.glob("*.md"):
        assert "{.unit-note}" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", ["meeting-report", "topic-summary", "draft-minutes", "topic-application"])
def test_the_set_for_a_meeting_prints_the_same_decisions(name: str) -> None:
    assert "in facts.decision_meeting.decisions_requested" in text_of(name)


def test_a_request_to_a_superior_and_a_letter_to_a_peer_close_each_in_its_own_way() -> None:
    request, letter = text_of("funding-request"), text_of("funding-letter")
    assert "妥否，请批示。" in request
    assert "请予支持为盼" not in request
    assert "请予支持为盼。" in letter
    assert "妥否" not in letter
    assert re.search(r"^# .*的请示$", request, re.MULTILINE)
    assert re.search(r"^# .*的函$", letter, re.MULTILINE)
    assert "请示" not in letter
    memo = text_of("funding-memo")
    assert re.search(r"^# .*的签报$", memo, re.MULTILINE)
    assert re.search(r"^# .*的议案$", text_of("board-proposal"), re.MULTILINE)
    assert "财政" not in memo + text_of("board-proposal")


@pytest.mark.parametrize(
    "name", ["funding-request", "funding-letter", "funding-memo", "board-proposal", "project-proposal"]
)
def test_a_negative_cash_case_is_said(name: str) -> None:
    text = text_of(name)
    assert "{% if facts.cashflow.cash_case_negative %}" in text
    assert "facts.cashflow.npv_cash" in text
    assert "可收回投资" not in text


def test_the_amount_asked_for_stands_in_digits_and_in_capitals() -> None:
    pair = "{{ facts.budget.total | money }}（{{ facts.budget.total | capital }}）"
    for name in ("funding-request", "funding-letter", "funding-memo", "board-proposal", "project-proposal"):
        assert pair in text_of(name)


def test_the_brief_is_plain_text_in_three_lengths_with_one_request() -> None:
    text = text_of("leader-brief")
    assert len(headings_of("leader-brief")) == 3
    assert "**" not in text
    assert "| |" not in text
    assert text.count("请您定") == 1
    for number in "一二三四五":
        assert re.search(rf"^{number}、", text, re.MULTILINE)


def test_only_the_rep_edition_of_the_plan_judges_people() -> None:
    customer, rep = headings_of("next-steps"), headings_of("next-steps-rep")
    assert rep[: len(customer)] == customer
    assert "关键人研判" in rep
    assert "关键人研判" not in customer
    assert text_of("next-steps-rep").count("？ |") == 15


def test_both_parties_are_named_only_in_the_texts_of_two_parties() -> None:
    named = {path.stem for path in CONTENT.glob("*.md") if "乙方" in path.read_text(encoding="utf-8")}
    assert named == TWO_PARTY
