import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from packetgen.cli.exits import run
from packetgen.cli.group import cli

ROOT = Path(__file__).parent.parent.parent
Call = Callable[..., Any]


def test_help_names_every_command_and_kind(call: Call) -> None:
    text = call("--help").output
    for name in ("new", "set", "check", "build", "pdf", "verify", "schema", "template", "doctor", "pilot-scope"):
        assert f"  {name} " in text


def test_set_changes_a_field_and_a_bad_value_changes_nothing(call: Call, bare: Path) -> None:
    assert call("set", bare, "customer.name", "Harrowby Council").exit_code == 0
    before = bare.read_bytes()
    assert call("set", bare, "pilot.start", "2026-02-30").exit_code == 3
    assert bare.read_bytes() == before
    assert b"Harrowby Council" in before


def test_check_shows_what_is_missing_and_who_knows_it(call: Call, bare: Path) -> None:
    result = call("check", bare)
    assert result.exit_code == 0
    assert re.search(r"governing law \[loi\.governing_law\] +legal", result.output)
    data = json.loads(call("check", bare, "--format", "json").stdout)
    assert {"path", "titles", "level", "who", "reason"} == set(data["documents"][0]["open"][0])


@pytest.mark.parametrize("sample", ["linlan-first-visit", "wexmoor-first-visit"])
def test_what_the_next_visit_must_have_comes_first(call: Call, sample: str) -> None:
    deal = ROOT / "samples" / sample / "deal.yaml"
    data = json.loads(call("check", deal, "--format", "json").stdout)
    wanted = {
        item["path"]
        for document in data["documents"]
        if "after_demo" in document["stages"]
        for item in document["open"]
        if item["level"] == "must"
    }
    rows = [line for line in call("check", deal).stdout.splitlines() if re.search(r"\[\S+\]", line)]
    first = [re.search(r"\[(\S+)\]", line)[1] for line in rows if line.endswith("<-")]  # type: ignore[index]
    assert set(first) == wanted
    assert len(wanted) >= 5
    assert [line.endswith("<-") for line in rows] == sorted((line.endswith("<-") for line in rows), reverse=True)


def test_a_deal_without_a_stage_is_told_what_a_stage_is_for(call: Call, bare: Path) -> None:
    assert "set `meta.stage` to see" in call("check", bare, "--lang", "en").stdout
    call("set", bare, "meta.stage", "after_demo")
    assert "meta.stage" not in call("check", bare, "--lang", "en").stdout


def test_a_fault_is_shown_with_place_and_hint(call: Call, bare: Path) -> None:
    bare.write_text("meta:\n  locale: en-GB\ncustomer:\n  nmae: A\n", encoding="utf-8")
    result = call("check", bare)
    assert result.exit_code == 3
    assert "deal.yaml:4:3" in result.stderr
    assert "customer.name" in result.stderr


def test_messages_speak_the_language_that_is_asked_for(call: Call, bare: Path) -> None:
    bare.write_text("meta:\n  locale: en-GB\nx: 1\n", encoding="utf-8")
    assert "错误[" in call("check", bare, "--lang", "zh").stderr
    assert "error[" in call("check", bare, "--lang", "en").stderr


def test_build_verify_and_the_exit_codes_of_a_changed_packet(call: Call, bare: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call("build", bare, "-o", out, "--to", "docx", "--format", "json")
    assert result.exit_code == 0
    folder = Path(json.loads(result.stdout)["folder"])
    assert call("verify", folder).exit_code == 0
    next((folder / "customer").iterdir()).write_bytes(b"x")
    assert call("verify", folder).exit_code == 1
    assert call("verify", out).exit_code == 7


def test_a_kind_has_a_command_of_its_own_and_the_brief_is_printed(call: Call, bare: Path, tmp_path: Path) -> None:
    result = call("leader-brief", bare, "-o", tmp_path / "out", "--to", "docx")
    assert result.exit_code == 0
    assert "Pilot scope" not in result.output
    # The brief alone is on stdout, ready to paste; it is there again where nothing has changed.
    lines = result.stdout.splitlines()
    assert lines[0].startswith("[to be completed: pilot name")
    assert [line for line in lines if line in {"In one line", "Short", "In full"}] == [
        "In one line",
        "Short",
        "In full",
    ]
    assert "Still open" in result.stderr
    assert call("leader-brief", bare, "-o", tmp_path / "out", "--to", "docx").stdout == result.stdout
    again = call("leader-brief", bare, "-o", tmp_path / "out", "--to", "docx", "--format", "json")
    assert json.loads(again.stdout)["texts"]["leader-brief"] == lines


def test_two_deals_of_one_name_never_share_a_folder(call: Call, bare: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "deal.yaml"
    other.parent.mkdir()
    other.write_text(bare.read_text(encoding="utf-8") + "pilot:\n  name: Second\n", encoding="utf-8")
    out = tmp_path / "out"
    build = ("-o", out, "--to", "docx", "--only", "pilot-scope")
    assert call("build", bare, *build).exit_code == 0
    first = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    told = call("build", other, *build)
    assert told.exit_code == 0
    assert "warning[PG825]" in told.stderr
    assert f"written to {next(out.glob('*-2'))}" in told.stdout
    assert {path: path.read_bytes() for path in first} == first
    # Each goes on in its own folder, and says no more about it.
    for deal, folder in ((bare, next(iter(first)).parts[len(out.parts)]), (other, next(out.glob("*-2")).name)):
        call("set", deal, "pilot.name", "Changed")
        again = call("build", deal, *build)
        assert "PG825" not in again.stderr
        assert str(out / folder / "v1") in again.stdout
    assert len(list(out.iterdir())) == 2


def test_final_refuses_with_a_code_of_its_own(call: Call, bare: Path, tmp_path: Path) -> None:
    assert call("build", bare, "-o", tmp_path / "out", "--to", "docx", "--final").exit_code == 1


@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_final_refuses_each_policy_that_nobody_has_verified(call: Call, tmp_path: Path, sample: str) -> None:
    text = (ROOT / "samples" / sample / "deal.yaml").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^  - id: (\w+)(?=\n(?:    .*\n)*?    verified: true)", text)
    assert len(rows) >= 2
    deal = tmp_path / "deal.yaml"
    deal.write_text(text, encoding="utf-8")
    assert call("set", deal, f"policy[{rows[0]}].verified", "false").exit_code == 0
    assert call("set", deal, f"policy[{rows[1]}].verified", "null").exit_code == 0
    done = call("build", deal, "--to", "docx", "--final", "--format", "json", "--lang", "en")
    found = json.loads(done.stdout)["diagnostics"]
    assert [(each["code"], each["params"]["row"]) for each in found] == [
        ("PG826", f"policy[{row}]") for row in rows[:2]
    ]
    assert done.exit_code == 1
    assert not (tmp_path / "packets").exists()
    assert f"policy[{rows[0]}].doc_no] (to be verified)" in call("check", deal, "--lang", "en").stdout
    for row in rows[:2]:
        call("set", deal, f"policy[{row}].verified", "true")
    assert call("build", deal, "--to", "docx", "--final").exit_code == 0


def test_final_refuses_every_open_must_have_by_its_path(call: Call, bare: Path, tmp_path: Path) -> None:
    asked = json.loads(call("check", bare, "--format", "json").stdout)["documents"]
    musts = {item["path"] for each in asked for item in each["open"] if item["level"] == "must"}
    done = call("build", bare, "--to", "docx", "--final", "--format", "json")
    refused = json.loads(done.stdout)["diagnostics"]
    assert {each["params"]["path"] for each in refused} == musts
    assert len(refused) == len(musts) > 40
    one = call("build", bare, "--to", "docx", "--final", "--only", "leader-brief", "--format", "json")
    assert len(json.loads(one.stdout)["diagnostics"]) < len(musts)


def test_an_unknown_format_is_a_fault_of_usage(call: Call, bare: Path) -> None:
    assert call("build", bare, "--to", "odt").exit_code == 2


def test_a_folder_that_cannot_be_written_is_named(
    bare: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert run(cli, ["build", str(bare), "-o", str(tmp_path / "file" / "out"), "--to", "docx", "--lang", "en"]) == 6
    assert "PG801" in capsys.readouterr().err


def test_own_templates_take_the_place_of_shipped_ones(call: Call, bare: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates/content/en"
    own.mkdir(parents=True)
    (own / "leader-brief.md").write_text("# Ours\n\n{{ customer.name }} says hello.\n", encoding="utf-8")
    result = call("leader-brief", bare, "-o", tmp_path / "out", "--to", "docx", "--templates", tmp_path / "templates")
    assert "Wexmoor County Council says hello." in result.output


def test_a_fault_in_a_template_is_shown_at_its_place(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("# A\n\n{{ customer.nmae }}\n", encoding="utf-8")
    result = call("template", "check", file)
    assert result.exit_code == 4
    assert "x.md:3:1" in result.stderr


def test_what_was_ejected_is_checked_for_the_readers_of_its_document(call: Call, tmp_path: Path) -> None:
    own = tmp_path / "own"
    call("template", "eject", "pilot-scope", "--locale", "en", "--templates", own)
    file = own / "content/en/pilot-scope.docx"
    assert call("template", "check", file).exit_code == 0
    assert "PG309" in call("template", "check", file, "--audience", "customer").stderr
    elsewhere = tmp_path / "mine.md"
    elsewhere.write_text("{{ vendor.name }}\n", encoding="utf-8")
    assert "PG309" in call("template", "check", elsewhere).stderr
    assert call("template", "check", elsewhere, "--audience", "two_party").exit_code == 0


def test_a_language_that_no_template_has_is_one_fault(call: Call, tmp_path: Path) -> None:
    said = call("template", "eject", "pilot-scope", "--locale", "fr", "--templates", tmp_path / "own").stderr
    assert [line[:12] for line in said.splitlines() if line.startswith("error")] == ["error[PG821]"]


def leaves(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every field that holds a value, but for the items of plain lists, which the list describes."""
    for each in schema.get("properties", {}).values():
        below = each.get("items", each)
        if "properties" in below:
            yield from leaves(below)
        else:
            yield each


def test_the_schema_describes_the_samples(call: Call) -> None:
    schema = json.loads(call("schema").stdout)
    assert schema["properties"]["customer"]["properties"]["name"]["title"] == "客户单位全称 / customer's full name"
    fields = list(leaves(schema))
    assert len(fields) > 300
    for each in fields:
        for name in ("title", "description"):
            zh, _, en = each.get(name, "").partition(" / ")
            assert zh, each
            assert en, each
    start = schema["properties"]["pilot"]["properties"]["start"]["description"]
    assert start == "日期，如 2027-04-01；可问业务部门 / a date such as 2027-04-01; ask business department"


def test_doctor_reports_every_row(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(call("doctor", "--format", "json").stdout)
    assert {"Python", "Pango", "libharfbuzz-subset", "仿宋", "Arial"} <= {row["what"] for row in rows}


def test_an_interrupt_ends_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("packetgen.cli.schema.json_schema", interrupted)
    assert run(cli, ["schema"]) == 130


def test_a_document_is_ejected_into_the_users_own_folder_and_never_overwritten(call: Call, tmp_path: Path) -> None:
    eject = ("template", "eject", "leader-brief", "--templates", tmp_path / "own")
    assert call(*eject).exit_code == 2
    written = call(*eject, "--locale", "en")
    file = tmp_path / "own/content/en/leader-brief.docx"
    assert written.exit_code == 0
    assert file.is_file()
    file.write_bytes(b"mine")
    assert call(*eject, "--locale", "en").exit_code == 2
    assert file.read_bytes() == b"mine"
    assert call(*eject, "--locale", "en", "--force").exit_code == 0
    assert call("template", "check", file).exit_code == 0
    assert "leader-brief" in call("template", "eject", "leader-bref").stderr


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_is_shown_on_a_terminal_alone(bare: Path, tmp_path: Path, is_terminal: bool) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty() if is_terminal else os.pipe()
    code = "from packetgen.cli import main; main()"
    arguments = ["leader-brief", str(bare), "-o", str(tmp_path / "out"), "--to", "docx"]
    done = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # how a terminal ends
        while part := os.read(ours, 65536):
            said += part
    os.close(ours)
    assert done.wait() == 0
    assert (b"[1/1]" in said) is is_terminal
    assert (b"\x1b" in said) is is_terminal
