"""The English documents: they parse, keep to their audience, name every section, and say what the deals say."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from packetgen.deal.schema import Audience
from packetgen.document.inlines import texts
from packetgen.document.model import Block, Document, Paragraph, Table
from packetgen.document.read import read_docx
from packetgen.kinds.load import load_kinds
from packetgen.kinds.model import DocumentSpec
from packetgen.packet.build import build_packet
from packetgen.packet.printing import printers
from packetgen.packet.request import Request
from packetgen.template.parse import parse_template

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
CONTENT = TEMPLATES / "content" / "en"
DOCUMENTS = tuple(
    document
    for kind in load_kinds((TEMPLATES / "kinds",)).value or ()
    for document in kind.documents
    if not document.when.locale or "en" in document.when.locale
)
BY_CUSTOMER = tuple(each for each in DOCUMENTS if each.audience is Audience.CUSTOMER)
IDS = tuple(each.id for each in DOCUMENTS)
SAMPLES = ("wexmoor-drainage", "wexmoor-first-visit", "wexmoor-bare")
BANNED = re.compile(
    r"\b(?:guarantee\w*|world[- ]class|free|preferred supplier|commits?|committed|exclusive|revolutionary|leading)\b",
    re.IGNORECASE,
)

# -- what stands in the templates


def text_of(name: str) -> str:
    return (CONTENT / f"{name}.md").read_text(encoding="utf-8")


def words_of(name: str) -> str:
    """The fixed words of a document, without its tags."""
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{[.#][^}]*\}", "", text_of(name))


def headings_of(name: str, level: int = 2) -> list[str]:
    found = re.findall(rf"^{'#' * level} (.+)$", text_of(name), re.MULTILINE)
    return [re.sub(r"\s*\{[.#][^}]*\}$", "", heading) for heading in found]


def test_every_content_file_belongs_to_a_document_and_every_document_has_one() -> None:
    assert {each.content for each in DOCUMENTS} == {path.stem for path in CONTENT.glob("*.md")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_a_document_parses_for_its_audience_without_a_diagnostic(document: DocumentSpec) -> None:
    result = parse_template(
        text_of(document.content), f"{document.content}.md", locale="en-GB", audience=document.audience
    )
    assert not result.diagnostics
    assert result.value is not None


@pytest.mark.parametrize("document", BY_CUSTOMER, ids=lambda each: each.id)
def test_a_customer_document_does_not_speak_as_or_of_the_supplier(document: DocumentSpec) -> None:
    for word in ("vendor.", "stakeholders", "the Supplier", "our product", " we ", " We "):
        assert word not in text_of(document.content)


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_no_document_promises_or_advertises(document: DocumentSpec) -> None:
    assert BANNED.findall(words_of(document.content)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_no_document_holds_an_amount_a_date_or_a_number_of_a_paper_of_its_own(document: DocumentSpec) -> None:
    words = words_of(document.content)
    assert not re.search(r"[£$€]\s?\d|\bGBP\b", words)
    assert not re.search(r"\b(?:19|20)\d\d\b", words)
    assert not re.search(r"\bminute \d", words)


@pytest.mark.parametrize("name", sorted({each.content for each in BY_CUSTOMER} - {"leader-brief"}))
def test_a_paper_to_be_adopted_carries_the_draft_mark(name: str) -> None:
    assert "Draft for adoption" in text_of(name)


def test_the_agreement_names_its_sections_in_order() -> None:
    assert headings_of("intent-agreement") == [
        "Parties",
        "Background",
        "Purpose",
        "Status of this document",
        "Scope of cooperation",
        "Indicative activities and timetable",
        "Roles and governance",
        "Procurement position",
        "Costs",
        "Confidentiality and information law",
        "Data protection and security",
        "Intellectual property",
        "Conflicts, integrity and publicity",
        "Exclusivity",
        "Term, termination and survival",
        "Governing law and jurisdiction",
        "Counterparts and signature",
    ]
    for schedule in ("Schedule 1: target dates", "Schedule 2: contacts for notices"):
        assert schedule in text_of("intent-agreement")


def test_the_agreement_holds_no_money_quantity_or_duty_to_sign() -> None:
    text = text_of("intent-agreement")
    assert not re.search(r"\|\s*(?:money|amount|capital)\b", text)
    assert not re.search(r"\b(?:budget|funding|pilot\.items|pilot\.value|project\.quantities)\b", text)
    assert "subject to contract" in text.lower()
    assert not re.search(r"shall (?:sign|enter into|purchase)", text)


def test_the_pilot_scope_names_its_sections_in_order() -> None:
    assert headings_of("pilot-scope") == [
        "Summary",
        "Problem and hypothesis",
        "Objectives and non-objectives",
        "Scope",
        "Deliverables and acceptance",
        "Approach and entry criteria",
        "Roles",
        "Timeline and checkpoints",
        "Success criteria",
        "Decision rule",
        "Costs, funding and procurement route",
        "Security, privacy and safety",
        "Risks and assumptions",
        "Exit",
        "Commercial position",
        "Sign-off",
    ]


def test_the_committee_paper_names_its_sections_in_order_and_ends_with_a_decision_to_minute() -> None:
    assert headings_of("committee-paper") == [
        "Purpose of the report",
        "Recommendations",
        "Executive summary",
        "Background and reason for change",
        "Options",
        "Preferred option and reasons",
        "Finance comments",
        "Legal and procurement comments",
        "Risk",
        "Equality, data protection, climate and workforce",
        "Consultation",
        "Timetable and next decision",
        "Appendices",
        "Background papers",
        "Draft decision record",
    ]
    assert text_of("committee-paper").count("in facts.decision_meeting.decisions_requested") == 2


def test_the_business_case_makes_five_cases_and_asks_at_the_beginning_and_the_end() -> None:
    assert headings_of("business-case") == [
        "Executive summary",
        "Strategic case",
        "Economic case",
        "Commercial case",
        "Financial case",
        "Management case",
        "Recommendation",
    ]
    for appendix in ("A: cash flow", "B: risk register", "C: benefits realisation", "D: assumptions log"):
        assert f"Appendix {appendix}" in text_of("business-case")


def test_a_negative_cash_case_is_said() -> None:
    for name in ("business-case", "committee-paper"):
        assert "{% if facts.cashflow.cash_case_negative %}" in text_of(name)
        assert "facts.cashflow.npv_cash" in text_of(name)


def test_only_the_rep_edition_of_the_plan_judges_people() -> None:
    customer, rep = headings_of("next-steps"), headings_of("next-steps-rep")
    assert customer == [
        "Need-by date and critical path",
        "Decision map",
        "Actions",
        "Governance calendar",
        "Funding and policy fit",
        "Procurement timetable",
        "Risks and triggers",
        "Cadence",
    ]
    assert rep[: len(customer)] == customer
    assert rep[len(customer) :] == [
        "Stakeholder map",
        "Questions still to ask",
        "Engagement log",
        "Lines that we do not cross",
    ]
    assert len(re.findall(r"^\| \d+ \| .*\? \|", text_of("next-steps-rep"), re.MULTILINE)) == 15


def test_the_two_editions_of_the_plan_are_word_for_word_the_same_where_they_share_a_section() -> None:
    def shared(name: str) -> list[str]:
        text = text_of(name)
        return text[text.index("## Need-by date") : text.index("## Actions")].splitlines()

    assert shared("next-steps") == shared("next-steps-rep")


# -- what stands in the documents of the samples


@dataclass(frozen=True)
class Written:
    """A filled document: its paragraphs in order with their numbers, its tables' cells by row, and its footer."""

    paragraphs: tuple[str, ...]
    styles: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    footer: str

    @property
    def text(self) -> str:
        return "\n".join((*self.paragraphs, *(cell for table in self.tables for row in table for cell in row)))


Packet = Mapping[str, Written]


@pytest.fixture(scope="module")
def packet_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Packet]:
    """The documents of a sample's packet by id."""

    @cache
    def built(sample: str) -> Packet:
        folder = tmp_path_factory.mktemp(sample)
        shutil.copy(ROOT / "samples" / sample / "deal.yaml", folder / "deal.yaml")
        asked = Request(folder / "deal.yaml", folder / "out", (TEMPLATES,), formats=("docx",), processes=1)
        with printers(asked) as workers:
            result = build_packet(asked, _Silent(), workers)
        assert result.value is not None, result.diagnostics
        return {
            each.id: _written((result.value.target.folder / each.files[0].path).read_bytes())
            for each in result.value.manifest.documents
        }

    return built


class _Silent:
    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


def _written(data: bytes) -> Written:
    document = read_docx(data, "d.docx").value
    assert document is not None
    blocks = [block for section in document.sections for block in section.blocks]
    own = [block for block in blocks if isinstance(block, Paragraph)]
    return Written(
        tuple(map(_words, own)),
        tuple(block.style_name for block in own),
        tuple(
            tuple(tuple(_cell(cell.blocks) for cell in row.cells) for row in block.rows)
            for block in blocks
            if isinstance(block, Table)
        ),
        _footer(document),
    )


def _words(paragraph: Paragraph) -> str:
    number = f"{paragraph.label.text} " if paragraph.label else ""
    return number + "".join(texts(paragraph.inlines))


def _cell(blocks: Iterable[Block]) -> str:
    return " / ".join(_words(block) for block in blocks if isinstance(block, Paragraph))


def _footer(document: Document) -> str:
    return "".join(
        _words(block)
        for blocks in document.sections[0].footers.values()
        for block in blocks
        if isinstance(block, Paragraph)
    )


def cells_of(document: Written, head: str) -> tuple[tuple[str, ...], ...]:
    """The table whose first row begins so."""
    return next(table for table in document.tables if " | ".join(table[0]).startswith(head))


def sections_of(document: Written) -> Iterator[tuple[str, list[str]]]:
    """Headings and the paragraphs below each, the places of tables among them as `[table]`."""
    heading, below = "", list[str]()
    for words, style in zip(document.paragraphs, document.styles, strict=True):
        if style.startswith("heading"):
            yield heading, below
            heading, below = words, []
        elif words.strip():
            below.append(words)
    yield heading, below


WHOLE = {
    "intent-agreement": (
        "16 December 2026",
        "29 October 2027",
        "14 days' written notice",
        "Freedom of Information Act 2000",
        "delegated officer decision of 9 December 2026",
    ),
    "pilot-scope": (
        "£84,500 excluding VAT",
        "£101,400 including VAT",
        "31,240",
        "8,360",
        "18,000",
        "14,900",
        "12,000",
        "54,500",
        "30,000",
        "£207,720",
        "-25.4",
        "-12.97",
        "23 September 2027",
        "180 days",
    ),
    "committee-paper": (
        "£84,500 excluding VAT (£101,400 including VAT)",
        "£1,297,120",
        "£306,990 a year",
        "£64,863",
        "£250,333",
        "below 95% of plan",
        "1.51, against 1.05",
        "£43,000",
        "£758,320 in 2028/29",
    ),
    "business-case": (
        "£1,297,120 excluding VAT",
        "£1,096,000 (£1,315,200 including VAT)",
        "£131,520",
        "340,800",
        "91,200",
        "126,000",
        "34,000",
        "390,000",
        "114,000",
        "69,600",
        "432,000",
        "229,600",
        "504,000",
        "758,320",
        "135,600",
        "100,800",
        "163,170",
        "112,320",
        "31,500",
        "43,400",
        "306,990",
        "350,390",
        "64,863",
        "250,333",
        "95.06%",
        "4.22",
        "-197,521",
        "-10,969",
        "-49,145",
        "-48,944",
        "0.9662",
        "438,400",
        "153,440",
        "504,160",
    ),
    "leader-brief": ("3,150 reactive drainage call-outs", "£84,500"),
    "next-steps": ("1 April 2029", "9 December 2026", "1,297,120", "56", "46"),
    "next-steps-rep": ("asking for a pilot", "£500,000 and £207,720", "Benefits are optimistic"),
}


@pytest.mark.parametrize(
    ("document", "number"), [(document, number) for document, numbers in WHOLE.items() for number in numbers]
)
def test_the_whole_sample_prints_the_numbers_of_the_deal_where_they_are_due(
    packet_of: Callable[[str], Packet], document: str, number: str
) -> None:
    assert number.lower() in packet_of("wexmoor-drainage")[document].text.lower()


def test_the_brief_is_the_golden_one(packet_of: Callable[[str], Packet]) -> None:
    paragraphs = packet_of("wexmoor-drainage")["leader-brief"].paragraphs
    full = paragraphs[paragraphs.index("In full") + 1 :]
    assert full == (
        "Subject: Drainage pilot — your agreement by 7 December to sign the MOU on 16 December",
        "Helen, I need your agreement to take the officer decision on 9 December.",
        (
            "1. Why: 3,150 reactive drainage call-outs a year; the cleansing contract re-prices in April 2029 and we need "
            "evidence first."
        ),
        "2. What: a six-month pilot on 220 gullies in Wexmoor East from 1 March, stop rule agreed in advance.",
        (
            "3. Cost: £84,500 ex VAT from the innovation budget and flood grant, three quotes, below threshold; "
            "no new money."
        ),
        (
            "4. Assurance: the MOU commits us to nothing, any later contract is openly tendered, finance signs the benefit "
            "formulas."
        ),
        "If you are content I will send the MOU to Legal today. Daniel",
    )
    assert 90 <= len(" ".join(full).split()) <= 180


def test_the_brief_has_three_lengths_one_request_and_plain_text(packet_of: Callable[[str], Packet]) -> None:
    brief = packet_of("wexmoor-drainage")["leader-brief"]
    line, short, full = (" ".join(below) for heading, below in list(sections_of(brief))[1:])
    assert line == (
        "I need your agreement to take the officer decision on 9 December; £84,500, no new money; "
        "reply by 7 December, please."
    )
    assert len(line.split()) < 30 < len(short.split()) < 70 < len(full.split())
    assert brief.tables == ()
    for length in (line, short, full):
        assert length.count("I need your agreement") == 1


def test_a_brief_without_words_of_its_own_is_made_of_the_deal(packet_of: Callable[[str], Packet]) -> None:
    text = packet_of("wexmoor-first-visit")["leader-brief"].text
    assert "Helen, I need your agreement to take Wexmoor East gully pilot to Delegated officer decision (MOU)" in text
    assert "1. Why: 3,150 reactive drainage call-outs per year" in text
    assert "[to be completed: lead" not in text


def test_the_committee_paper_numbers_its_paragraphs_below_their_headings(packet_of: Callable[[str], Packet]) -> None:
    paper = packet_of("wexmoor-drainage")["committee-paper"]
    numbered = [
        words.split()[0]
        for words, style in zip(paper.paragraphs, paper.styles, strict=True)
        if style == "Numbered Paragraph"
    ]
    assert numbered[:9] == ["1.1", "3.1", "3.2", "4.1", "4.2", "4.3", "4.4", "5.1", "5.2"]


def test_the_committee_paper_keeps_to_the_lengths_of_its_summaries(packet_of: Callable[[str], Packet]) -> None:
    paragraphs = packet_of("wexmoor-drainage")["committee-paper"].paragraphs
    summary = next(each for each in paragraphs if each.startswith("3.1 "))
    finance = next(each for each in paragraphs if each.startswith("3.2 "))
    assert len(summary.split()) <= 150
    assert len(finance.split()) <= 100


def test_what_the_meeting_decides_is_recommended_and_recorded_in_the_same_words(
    packet_of: Callable[[str], Packet],
) -> None:
    sections = dict(sections_of(packet_of("wexmoor-drainage")["committee-paper"]))
    asked = sections["2 Recommendations"][1:]
    recorded = sections["15 Draft decision record"][1:4]
    assert asked == recorded
    assert asked[0] == ("1. agree to sign the memorandum of understanding, which commits the Council to no purchase;")
    assert asked[-1] == "3. note that the pilot has a stop rule and no option to extend."


def test_every_task_has_one_accountable_person_and_every_step_an_owner(packet_of: Callable[[str], Packet]) -> None:
    packet = packet_of("wexmoor-drainage")
    raci = cells_of(packet["pilot-scope"], "Task | Responsible | Accountable")
    assert len(raci) == 9
    assert all(row[2] and "," not in row[2] for row in raci[1:])
    actions = cells_of(packet["next-steps"], "No. | Action | Owner")
    assert [row[0] for row in actions[1:]] == [str(number) for number in range(1, 11)]
    assert all(row[2] and row[5] for row in actions[1:])


def test_stakeholders_stand_in_the_quadrant_of_their_power_and_interest(packet_of: Callable[[str], Packet]) -> None:
    grid = cells_of(packet_of("wexmoor-drainage")["next-steps-rep"], " | Low interest")
    assert "Priya Nandakumar; Martin Ashby" in grid[1][1]
    assert "Cllr Rosalind Pike; Helen Trask" in grid[1][2]
    assert "Owen Leighton; Sarah Whitcombe" in grid[2][1]
    assert "Fiona Drummond" in grid[2][2]


def test_the_footer_names_the_document_its_version_its_class_and_the_page(packet_of: Callable[[str], Packet]) -> None:
    assert packet_of("wexmoor-drainage")["pilot-scope"].footer == "Pilot scope | Version 0.3 | Open\tPage 1 of 1"
    assert packet_of("wexmoor-bare")["pilot-scope"].footer == "Pilot scope\tPage 1 of 1"


@pytest.mark.parametrize("document", [each for each in IDS if each != "next-steps-rep"])
def test_the_supplier_is_named_only_where_two_parties_speak(packet_of: Callable[[str], Packet], document: str) -> None:
    named = "Brightwell" in packet_of("wexmoor-drainage")[document].text
    assert named == (document in {"intent-agreement", "pilot-scope"})


# Cells that are filled by hand: signatures, dates of signing.
_BY_HAND = ("Signature", "Date", "Budget holder")
_TOTALS = re.compile(r"Total|All sources|Cash-releasing|All benefits|Net present value|\[to be completed: group")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("document", IDS)
def test_no_section_is_empty(packet_of: Callable[[str], Packet], sample: str, document: str) -> None:
    written = packet_of(sample)[document]
    levels = [style for style in written.styles if style.startswith("heading")]
    assert levels
    for words, (style, following) in zip(written.paragraphs, pairwise((*written.styles, "heading 1")), strict=True):
        if style == "heading 1" and following == "heading 1":
            pytest.fail(f"nothing under {words}")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("document", IDS)
def test_no_cell_is_empty_but_those_that_are_signed_and_those_beside_a_total(
    packet_of: Callable[[str], Packet], sample: str, document: str
) -> None:
    for table in packet_of(sample)[document].tables:
        for row in table[1:]:
            if _TOTALS.match(row[0]) or row[0] in _BY_HAND or len(row) < len(table[0]):
                continue
            for head, cell in zip(table[0], row, strict=True):
                assert cell.strip() or head in _BY_HAND, (table[0], row)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("document", IDS)
def test_no_punctuation_is_doubled_or_stands_alone(
    packet_of: Callable[[str], Packet], sample: str, document: str
) -> None:
    for line in packet_of(sample)[document].text.splitlines():
        assert not re.search(r"\.\.|,,|;;|::|[,;:]\.|\.[;,]|\(\s*\)|\s[,;.](?:\s|$)|  ", line), line
        assert not line.startswith((";", ",", ".")), line


@pytest.mark.parametrize("document", IDS)
def test_what_nobody_knows_is_not_said_to_be_so(packet_of: Callable[[str], Packet], document: str) -> None:
    text = packet_of("wexmoor-bare")[document].text
    for claim in (
        "no new money",
        "New money is needed",
        "below the threshold",
        "pays back",
        "not pay back",
        "Funding equals",
        "There is none",
        "no key decision",
    ):
        assert claim not in text
    assert "[to be completed: " in text


@pytest.mark.parametrize("document", IDS)
def test_a_sentence_begins_with_a_capital(packet_of: Callable[[str], Packet], document: str) -> None:
    written = packet_of("wexmoor-drainage")[document]
    body = [words for words, style in zip(written.paragraphs, written.styles, strict=True) if style == "Body Text"]
    for words in body:
        assert words[:1].isupper() or words[:1].isdigit(), words
        # After the end of a sentence that no abbreviation makes.
        assert not re.search(r"(?<!ex)(?<!No)\. [a-z]", words), words


@pytest.mark.parametrize("document", IDS)
def test_amounts_and_dates_are_written_in_one_way(packet_of: Callable[[str], Packet], document: str) -> None:
    text = packet_of("wexmoor-drainage")[document].text
    assert not re.search(r"£\d{4}|\bGBP\b", text)
    assert not re.search(r"\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4}|(?:January|December) \d\d?,", text)
