import json
import os
import re
import select
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from packetgen.deal.load import load_deal
from packetgen.deal.questions import BASICS, QUESTIONS, Fields
from packetgen.deal.schema import FieldKind
from packetgen.deal.tree import find_field

Call = Callable[..., Any]


def values(deal: Path) -> dict[str, object]:
    loaded = load_deal(deal.read_text(encoding="utf-8"), deal.name)
    assert loaded.value is not None, loaded.diagnostics
    return dict(loaded.value.values)


def test_a_new_deal_loads_and_is_never_overwritten(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    assert call("new", deal, "--no-ask", "--lang", "zh").exit_code == 0
    assert "$schema=deal.schema.json" in deal.read_text(encoding="utf-8")
    assert (tmp_path / "deal.schema.json").is_file()
    assert call("check", deal).exit_code == 0
    deal.write_text("meta:\n  locale: en-GB\n", encoding="utf-8")
    call("new", deal, "--no-ask")
    assert deal.read_text(encoding="utf-8") == "meta:\n  locale: en-GB\n"


def test_every_question_asks_for_fields_that_the_deal_has() -> None:
    assert len(QUESTIONS) == 15
    for question in (BASICS, *QUESTIONS):
        for part in question.parts:
            if isinstance(part, Fields):
                paths = [re.sub(r"\[\w+\]", "[]", path) for path in part.paths]
            else:
                base = re.sub(r"\[\w+\]", "[]", part.path)
                paths = [f"{base}[].{name}" for name in (*part.members, *dict(part.fixed))] or [f"{base}[]"]
            for path in paths:
                found = find_field(path)
                assert found is not None, path
                assert found.kind not in {FieldKind.RECORD, FieldKind.ROWS}, path


def test_all_questions_are_asked_in_order_and_every_one_can_be_skipped(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    result = call("new", deal, "--ask", "--lang", "zh", answers="\n" * 100)
    assert result.exit_code == 0
    asked = re.findall(r"^(\d+)/15 (.*?)  \[", result.stdout, re.MULTILINE)
    assert asked == [(str(number), each.words["zh"]) for number, each in enumerate(QUESTIONS, start=1)]
    before = deal.read_bytes()
    assert call("new", deal, "--ask", "--lang", "zh", answers="-\n" * 16).exit_code == 0
    assert deal.read_bytes() == before


def test_answers_fill_rows_and_fields_and_who_answered_is_kept(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    answers = [
        ("Harrowby Council", "-"),
        ("Flood Strategy", "FS 12/3", "", "", "", "Helen Marsh"),  # one policy, then no other; who told
        ("Call-outs", "57", "incidents", "2026", "duty log", "", ""),  # Enter: the same person
        ("Crews drive round", "Lead time", "min", "20", "", "", "", "Inspection", "People", "12", "", "", ""),
        ("East pilot", "Old Town", "Quayside", "", "2027-04-01", "31.8.2027", "2027-08-31", "-", ""),
        ("30", "20", "higher is better", "yes", "-", ""),  # of the measure that is there; "-": no more of it
        ("Cabinet", "Cllr Reed", "2026-12-03", "-", "Rob Hale"),
        ("1,500", "1500", "-", ""),
        ("Revenue budget 2027/28", "n", ""),
        ("-",),
        ("Resilience grant", "match of 20%", "", "", "", ""),
        ("-",),
        ("-",),
        ("-",),
        ("-",),
        ("Paul Grey", "", "", "Send the paper", "Paul Grey", "", "", ""),
    ]
    typed = "\n".join(answer for question in answers for answer in question) + "\n"
    result = call("new", deal, "--ask", "--lang", "en", answers=typed)
    assert result.exit_code == 0, result.output
    found = values(deal)
    expected = {
        "customer.name": "Harrowby Council",
        "policy[g1].title": "Flood Strategy",
        "policy[g1].doc_no": "FS 12/3",
        "problem.evidence[e1].value": Decimal(57),
        "problem.evidence[e1].source": "duty log",
        "problem.current_state": "Crews drive round",
        "pilot.kpis[K1].baseline": Decimal(20),
        "pilot.kpis[K1].target": Decimal(30),
        "pilot.kpis[K1].direction": "up",
        "pilot.kpis[K1].must_pass": True,
        "benefits.items[b1].factors[f1].value": Decimal(12),
        "pilot.area[0]": "Old Town",
        "pilot.area[1]": "Quayside",
        "pilot.end": date(2027, 8, 31),
        "meetings[m1].chair": "Cllr Reed",
        "meetings[m1].date": date(2026, 12, 3),
        "customer.committee_rules.large_amount_threshold": Decimal(1500),
        "pilot.new_money": False,
        "funding.sources[s1].conditions": "match of 20%",
        "brief.recipient": "p01",
        "people[p01].name": "Paul Grey",
        "next_steps[ns1].customer_owner": "p01",
        "engagement[t1].supplied_by": "Helen Marsh",
        "engagement[t2].supplied_by": "Rob Hale",
    }
    assert {path: found.get(path) for path in expected} == expected
    assert "the problem in figures" in str(found["engagement[t1].what"])
    assert "thresholds" in str(found["engagement[t2].what"])
    # What will not do is said, with advice, and asked again.
    assert "it can be read as 1500 or as 1.500" in result.stderr
    assert "write 2027-08-31" in result.stderr


def test_what_is_known_is_not_asked_again_and_rows_are_completed(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    call("new", deal, "--no-ask", "--lang", "en")
    call("set", deal, "pilot.start", "2027-04-01")
    call("set", deal, "policy[g1].title", "Flood Strategy")
    call("set", deal, "problem.evidence", "null")
    result = call("new", deal, "--ask", answers="\n" * 100)
    assert "pilot start" not in result.stdout
    assert "g1 title" not in result.stdout
    assert "g1 document number" in result.stdout
    assert "g2 title" in result.stdout


def test_an_interrupt_keeps_what_was_answered(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    result = call("new", deal, "--ask", "--lang", "en", answers="Harrowby Council\n")
    assert result.exit_code == 130
    assert values(deal)["customer.name"] == "Harrowby Council"


def test_a_faulty_deal_is_not_asked_about(call: Call, bare: Path) -> None:
    bare.write_text("meta:\n  locale: en-GB\npilot:\n  strat: 1\n", encoding="utf-8")
    before = bare.read_bytes()
    result = call("new", bare, "--ask", answers="\n" * 100)
    assert result.exit_code == 3
    assert "PG201" in result.stderr
    assert bare.read_bytes() == before


def test_on_a_terminal_it_asks_by_itself(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover  # the child
        code = "from packetgen.cli import main; main()"
        os.execv(sys.executable, [sys.executable, "-c", code, "new", str(deal), "--lang", "zh"])
    os.write(terminal, "临澜市水务局\n".encode() + b"-\n" * 16)
    said = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            said += os.read(terminal, 65536)
        except OSError:  # the child has closed its end
            break
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert "15/15" in said.decode("utf-8", "replace")
    assert values(deal)["customer.name"] == "临澜市水务局"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_of_the_starter_are_told_and_bar_a_final_packet(call: Call, tmp_path: Path, language: str) -> None:
    deal = tmp_path / "deal.yaml"
    assert call("new", deal, "--no-ask", "--lang", language).exit_code == 0
    said = call("check", deal, "--lang", "en")
    assert said.exit_code == 0
    assert said.stderr.count("warning[PG224]") == 2
    final = call("build", deal, "--to", "docx", "--only", "leader-brief", "--final", "--format", "json")
    assert {"customer.name", "project.name"} <= {
        each["params"]["path"] for each in json.loads(final.stdout)["diagnostics"] if each["code"] == "PG822"
    }
    call("set", deal, "customer.name", "A Council")
    call("set", deal, "project.name", "Drains")
    assert "PG224" not in call("check", deal).stderr
