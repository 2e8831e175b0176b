"""The Chinese papers of the sample deals as they come out: their words, their cells, their length."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from packetgen.document.inlines import texts
from packetgen.document.model import Block, Paragraph, Table
from packetgen.document.read import read_docx
from packetgen.fonts import survey
from packetgen.kinds.load import load_kinds
from packetgen.packet.build import Built, build_packet
from packetgen.packet.printing import printers
from packetgen.packet.request import Request

ROOT = Path(__file__).parents[2]
SAMPLES = ("drainage", "first-visit", "bare")
KINDS = load_kinds((ROOT / "templates" / "kinds",)).value or ()
LIMITS = {each.id: each.limits for kind in KINDS for each in kind.documents if each.limits}
DOUBLED = re.compile(r"[。，；、：][。，；、：]|（[）、，；]|[、，；：]）|“”|《》")
GOLDEN = """\
沈局，您好。排水监测试点已具备上会条件，拟请您同意列入12月8日局长办公会。要点如下：
一、为什么做。今年5至8月积水57起，平均晚25分钟才发现；城市内涝治理要求加强监测预警，明年汛期是取得实测数据的窗口。
二、做什么。老城东片、滨江片12处易涝点布设34台设备，明年4月至8月试点，不动管网土建。
三、花多少钱。总计38.60万元，在明年排水设施运行维护项目内列支，不新增预算；超30万元，会后提请党组会审定。
四、怎么控风险。设7项指标和终止条件，第三方评估；意向书不承诺采购，后续项目依法公开招标。
五、请您定。是否同意上会，请于12月1日前示下。方案、预算表、意向书文本已备，随时汇报。"""


class Silent:
    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


@dataclass(frozen=True)
class Paper:
    id: str
    blocks: tuple[Block, ...]

    def lines(self) -> Iterator[str]:
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield words(block)
            elif isinstance(block, Table):
                for row in cells(block):
                    yield from row

    def text(self) -> str:
        return "\n".join(self.lines())


def words(paragraph: Paragraph) -> str:
    return "".join(texts(paragraph.inlines))


def cells(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield ["".join(words(each) for each in cell.blocks if isinstance(each, Paragraph)) for cell in row.cells]


def built(deal: Path, formats: tuple[str, ...] = ("docx",), kinds: tuple[str, ...] = ()) -> Built:
    request = Request(deal, deal.parent / "out", (ROOT / "templates",), kinds, formats, processes=1)  # type: ignore[arg-type]
    with printers(request) as workers:
        result = build_packet(request, Silent(), workers)
    assert result.value is not None, result.diagnostics
    return result.value


def papers(deal: Path) -> dict[str, Paper]:
    made = built(deal)
    found: dict[str, Paper] = {}
    for document in made.manifest.documents:
        (file,) = document.files
        read = read_docx((made.target.folder / file.path).read_bytes(), file.path).value
        assert read is not None
        blocks = tuple(block for section in read.sections for block in section.blocks)
        found[document.id] = Paper(document.id, blocks)
    return found


Papers = Callable[[str], dict[str, Paper]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    @cache
    def of(name: str) -> dict[str, Paper]:
        folder = tmp_path_factory.mktemp(name)
        shutil.copy(ROOT / "samples" / f"linlan-{name}" / "deal.yaml", folder / "deal.yaml")
        return papers(folder / "deal.yaml")

    return of


def owned_by_the_state(folder: Path, addressee: str) -> Path:
    """The whole sample as if the customer were a company of the state."""
    text = (ROOT / "samples/linlan-drainage/deal.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("  type: gov\n", "  type: soe\n"),
        ("name: 临澜市水务局\n", "name: 临澜水务集团有限公司\n"),
        ("short_name: 市水务局\n", "short_name: 水务集团\n"),
        ("  addressee: peer\n", f"  addressee: {addressee}\n"),
        ("  addressee_name: 临澜市财政局\n", ""),
    ):
        assert old in text, old
        text = text.replace(old, new)
    deal = folder / "deal.yaml"
    deal.write_text(text, encoding="utf-8")
    return deal


def test_the_brief_of_the_sample_is_the_one_that_was_written_by_hand(sample: Papers) -> None:
    assert GOLDEN in sample("drainage")["leader-brief"].text()


def test_the_three_lengths_of_the_brief_keep_within_40_120_and_500_characters(sample: Papers) -> None:
    lines = list(sample("drainage")["leader-brief"].lines())
    one, short, whole = (lines.index(head) for head in ("一句话（电话、当面用）", "短文（主要领导）", "全文（沈局）"))
    assert len("".join(lines[one + 1 : short])) <= 40
    assert len("".join(lines[short + 1 : whole])) <= 120
    assert len("".join(lines[whole + 1 :])) <= 500


@pytest.mark.parametrize("name", SAMPLES)
def test_no_paper_doubles_its_punctuation(sample: Papers, name: str) -> None:
    found = [(paper.id, line) for paper in sample(name).values() for line in paper.lines() if DOUBLED.search(line)]
    assert found == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_of_a_table_is_empty_but_in_the_grid_of_people(sample: Papers, name: str) -> None:
    found = [
        (paper.id, row)
        for paper in sample(name).values()
        for table in paper.blocks
        if isinstance(table, Table)
        for row in cells(table)
        if "" in row and not row[0].startswith(("高（", "低（"))
    ]
    assert found == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_section_is_empty(sample: Papers, name: str) -> None:
    for paper in sample(name).values():
        level = None
        for block in paper.blocks:
            outline = block.format.outline_level if isinstance(block, Paragraph) else None
            if outline is not None and level is not None:
                assert outline > level, (paper.id, words(block) if isinstance(block, Paragraph) else "")
            if outline is not None or isinstance(block, Table) or (isinstance(block, Paragraph) and words(block)):
                level = outline
        assert level is None, paper.id


def test_a_bare_deal_claims_nothing_that_it_does_not_know(sample: Papers) -> None:
    bare = "\n".join(paper.text() for paper in sample("bare").values())
    for claim in ("已具备上会条件", "仅计节支即可覆盖", "前置：无", "已征求：", "风险可控。建议", "不新增预算"):
        assert claim not in bare
    assert bare.count("【待补：") > 300


def test_a_policy_that_nobody_checked_shows_where_its_number_is_to_stand(sample: Papers) -> None:
    assert "《临澜市城市内涝治理三年行动方案》（【待核：文号" in sample("first-visit")["topic-summary"].text()
    assert "临政办发" not in "".join(paper.text() for paper in sample("first-visit").values())


def test_the_report_of_the_sample_keeps_within_its_length(sample: Papers) -> None:
    text = re.sub(r"\s", "", sample("drainage")["meeting-report"].text())
    assert len(text) <= (LIMITS["meeting-report"] or {})["characters"]


def test_the_sums_of_the_sample_agree_in_every_paper(sample: Papers) -> None:
    whole = sample("drainage")
    for name in ("funding-letter", "project-proposal"):
        assert "1010.99万元（人民币壹仟零壹拾万玖仟玖佰元整）" in whole[name].text()
        assert "-430.51万元" in whole[name].text()
    for name in (
        "topic-application",
        "topic-summary",
        "meeting-report",
        "draft-minutes",
        "pilot-scope",
        "leader-brief",
    ):
        assert "38.60万元" in whole[name].text()
    assert "38.60万元（人民币叁拾捌万陆仟元整）" in whole["pilot-scope"].text()


def test_attachments_are_listed_by_one_number_each_without_a_stop(sample: Papers) -> None:
    lines = list(sample("drainage")["meeting-report"].lines())
    first = next(number for number, line in enumerate(lines) if line.startswith("附件：1."))
    assert [line.partition(".")[0] for line in lines[first + 1 : first + 6]] == ["2", "3", "4", "5", "6"]
    assert not any(line.endswith("。") for line in lines[first : first + 6])


def test_the_supplier_is_named_in_no_paper_of_the_customers(sample: Papers) -> None:
    for paper in sample("drainage").values():
        is_named = "青禾澜图" in paper.text()
        assert is_named == (paper.id == "intent-agreement"), paper.id


@pytest.mark.parametrize(
    ("addressee", "cover", "closing"),
    [("superior", "funding-memo", "妥否，请批示。"), ("board", "board-proposal", "以上议案，请予审议。")],
)
def test_a_company_of_the_state_decides_by_memo_or_board_and_asks_no_finance_bureau(
    tmp_path: Path, addressee: str, cover: str, closing: str
) -> None:
    made = papers(owned_by_the_state(tmp_path, addressee))
    assert {cover, "post-evaluation"} <= made.keys()
    assert not {"funding-letter", "funding-request", "performance-targets"} & made.keys()
    text = made[cover].text()
    assert closing in text
    assert "我公司" in text
    assert "企业口径净现值" in text
    assert "仅靠节约支出不能收回投资" in text
    assert "财政口径" not in "".join(paper.text() for paper in made.values())


@pytest.mark.skipif(not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor")
def test_papers_with_a_limit_of_pages_keep_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "samples/linlan-drainage/deal.yaml", tmp_path / "deal.yaml")
    made = built(tmp_path / "deal.yaml", ("pdf",), ("meeting-submission", "leader-brief", "funding-justification"))
    pages = {document.id: document.files[0].pages or 0 for document in made.manifest.documents}
    assert pages["topic-application"] == pages["leader-brief"] == pages["performance-targets"] == 1
    assert pages["topic-summary"] <= 2
    assert pages["meeting-report"] <= 4
