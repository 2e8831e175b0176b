"""What a hostile or tired hand can write into a deal: every fault has its place and advice, all of them in one run."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
HEAD = "meta:\n  locale: en-GB\ncustomer:\n  name: A\nproject:\n  name: B\n"  # six lines

FAULTS: dict[str, tuple[str, list[tuple[str, int, int]]]] = {
    "a key twice": ("pilot:\n  name: x\npilot:\n  name: y\n", [("PG107", 9, 1)]),
    "a key twice in a row": ("people:\n  - id: p1\n    name: A\n    name: B\n", [("PG107", 10, 5)]),
    "a key twice in braces": ("pilot: {name: A, name: B}\n", [("PG107", 7, 18)]),
    "a row id twice": ("people:\n  - id: p1\n  - id: p1\n", [("PG219", 9, 9)]),
    "a row without an id": ("people:\n  - name: A\n", [("PG217", 8, 5)]),
    "an unknown field": ("pilot:\n  strat: 2027-01-01\n", [("PG201", 8, 3)]),
    "an unknown section": ("piolt:\n  name: A\n", [("PG201", 7, 1)]),
    "a field in another alphabet": ("пилот:\n  name: A\n", [("PG201", 7, 1)]),
    "an unquoted comma in braces": ("people:\n  - {id: p1, title: Head of roads, drains}\n", [("PG202", 8, 36)]),
    "a list for a text": ("pilot:\n  name: [a]\n", [("PG214", 8, 9)]),
    "a map for a text": ("pilot:\n  name: {a: b}\n", [("PG213", 8, 9)]),
    "a text for a list": ("pilot:\n  area: x\n", [("PG216", 8, 9)]),
    "a text for a map": ("pilot: x\n", [("PG215", 7, 8)]),
    "a list for a map": ("pilot:\n  - x\n", [("PG215", 8, 3)]),
    "a map for a row of text": ("pilot:\n  area:\n    - a: b\n", [("PG213", 9, 7)]),
    "thousands or decimals": ("pilot:\n  value: 1,234\n", [("PG203", 8, 10)]),
    "a point and a comma": ("pilot:\n  value: 1.234,5\n", [("PG203", 8, 10)]),
    "full-width digits": ("pilot:\n  value: １２３\n", [("PG203", 8, 10)]),
    "an exponent": ("pilot:\n  value: 1e5\n", [("PG203", 8, 10)]),
    "ten thousands": ("pilot:\n  value: 3万\n", [("PG203", 8, 10)]),
    "a sign before an amount": ("pilot:\n  value: -5\n", [("PG222", 8, 10)]),
    "a plus": ("pilot:\n  value: +5\n", [("PG203", 8, 10)]),
    "a book-keeper's minus": ("pilot:\n  value: (5)\n", [("PG203", 8, 10)]),
    "a currency": ("pilot:\n  value: £500\n", [("PG203", 8, 10)]),
    "hexadecimal": ("pilot:\n  value: 0x10\n", [("PG203", 8, 10)]),
    "octal": ("pilot:\n  value: 010\n", [("PG203", 8, 10)]),
    "underscores": ("pilot:\n  value: 1_000\n", [("PG203", 8, 10)]),
    "sexagesimal": ("pilot:\n  value: 1:30\n", [("PG203", 8, 10)]),
    "not a number": ("pilot:\n  value: .nan\n", [("PG203", 8, 10)]),
    "infinity": ("pilot:\n  value: .inf\n", [("PG203", 8, 10)]),
    "an amount past all reason": ("pilot:\n  value: 99999999999999999\n", [("PG222", 8, 10)]),
    "a thousand digits": (f"pilot:\n  value: {'9' * 1000}\n", [("PG203", 8, 10)]),
    "an unknown unit": ("pilot:\n  value: ten\n", [("PG203", 8, 10)]),
    "a count with decimals": ("loi:\n  copies: 2.5\n", [("PG204", 8, 11)]),
    "a count of a thousand digits": (f"loi:\n  copies: {'9' * 5000}\n", [("PG204", 8, 11)]),
    "a share over the whole": ("funding:\n  payment_plan:\n    - id: x\n      pct: 130\n", [("PG222", 10, 12)]),
    "a day that is none": ("pilot:\n  start: 2026-02-30\n", [("PG206", 8, 10)]),
    "day first": ("pilot:\n  start: 03/04/2027\n", [("PG205", 8, 10)]),
    "a Chinese date": ("pilot:\n  start: 2027年4月1日\n", [("PG205", 8, 10)]),
    "a date with a time": ("pilot:\n  start: 2027-04-01T00:00:00Z\n", [("PG205", 8, 10)]),
    "a date as a number": ("pilot:\n  start: 20270401\n", [("PG205", 8, 10)]),
    "a year out of range": ("pilot:\n  start: 0001-01-01\n", [("PG206", 8, 10)]),
    "an end before its start": ("pilot:\n  start: 2027-04-02\n  end: 2027-04-01\n", [("PG223", 9, 8)]),
    "a fiscal year that spans three": (
        "budget:\n  items:\n    - id: a\n      year: 2027/29\n",
        [("PG208", 10, 13)],
    ),
    "yes for true": ("pilot:\n  new_money: yes\n", [("PG209", 8, 14)]),
    "a word for true": ("pilot:\n  new_money: maybe\n", [("PG209", 8, 14)]),
    "a choice misspelt": ("funding:\n  addressee: bord\n", [("PG210", 8, 14)]),
    "a choice unlike any": ("funding:\n  addressee: 我\n", [("PG210", 8, 14)]),
    "nobody of that id": ("brief:\n  recipient: p9\n", [("PG220", 8, 14)]),
    "breaks in a line": ("pilot:\n  name: |\n    a\n    b\n", [("PG212", 8, 9)]),
    "an anchor and an alias": ("pilot: &a\n  name: x\nbudget: *a\n", [("PG105", 7, 8), ("PG105", 9, 9)]),
    "a merge key": ("pilot:\n  <<: {name: a}\n", [("PG108", 8, 3)]),
    "a tag": ("pilot:\n  name: !!python/object:os.system x\n", [("PG106", 8, 9)]),
    "two documents": ("---\npilot:\n  name: A\n", [("PG111", 7, 1)]),
    "a tab": ("pilot:\n\tname: a\n", [("PG110", 8, 1)]),
    "an escape character": ("pilot:\n  name: a\x1b[31mb\n", [("PG109", 8, 10)]),
    "an escape character, escaped": ('pilot:\n  name: "a\\e[31mb"\n', [("PG109", 8, 9)]),
    "right to left": ("pilot:\n  name: a\u202eb\n", [("PG109", 8, 10)]),
    "a noncharacter": ("pilot:\n  name: a\ufdd0b\n", [("PG109", 8, 10)]),
    "half a character, escaped": ('pilot:\n  name: "a\\ud800b"\n', [("PG109", 8, 11)]),
    "a character in two halves": ('pilot:\n  name: "\\ud83d\\ude00"\n', [("PG109", 8, 10), ("PG109", 8, 16)]),
    "past the last character": ('pilot:\n  name: "\\U00110000"\n  strat: x\n', [("PG109", 8, 10), ("PG201", 9, 3)]),
    "a null": ("pilot:\n  name: a\x00b\n", [("PG109", 8, 10)]),
    "an unclosed quote": ('pilot:\n  name: "a\n', [("PG118", 9, 1)]),
    "an unclosed bracket": ("pilot:\n  area: [a\n", [("PG118", 9, 1)]),
    "a colon in a text": ("pilot:\n  name: a: b\n", [("PG115", 8, 10)]),
    "a percent sign first": ("pilot:\n  name: %a\n", [("PG116", 8, 9)]),
    "a key without a colon": ("pilot\nbudget:\n  total: 1\n", [("PG117", 8, 1)]),
    "deep nesting": (f"pilot: {'[' * 200}{']' * 200}\n", [("PG103", 7, 57)]),
    "a key that is a list": ("? [a]\n: b\n", [("PG113", 7, 3)]),
}


def places(data: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(each["code"], each["place"]["line"], each["place"]["column"]) for each in data["diagnostics"]]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_place_and_advice_in_both_languages(call: Call, tmp_path: Path, name: str) -> None:
    text, expected = FAULTS[name]
    deal = tmp_path / "deal.yaml"
    deal.write_text(HEAD + text, encoding="utf-8")
    for lang in ("en", "zh"):
        result = call("check", deal, "--format", "json", "--lang", lang)
        data = json.loads(result.stdout)
        assert result.exit_code == 3
        assert places(data)[: len(expected)] == expected
        for each in data["diagnostics"]:
            assert each["hint"], each
            assert each["message"]
            assert each["place"]["source"] == str(deal)


@pytest.mark.parametrize("text", ["", "\n", "# A\n", "---\n", '""\n', "null\n", "~\n", "--- null\n"])
def test_a_file_that_says_nothing_is_empty(call: Call, tmp_path: Path, text: str) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(text, encoding="utf-8")
    for command in (("check", deal), ("set", deal, "customer.name", "A"), ("build", deal)):
        said = call(*command, "--lang", "en")
        assert (said.exit_code, said.stderr.split(":")[0]) == (3, "error[PG112]")


def test_half_a_character_is_named_by_its_number_and_the_whole_one_told(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(HEAD + 'pilot:\n  name: "a\\ud83d\\ude00 \\udfff"\n', encoding="utf-8")
    said = call("check", deal, "--lang", "en").stderr
    assert "error[PG109]: U+D83D lone surrogate may not stand in a file" in said
    assert "write the character itself: `\N{GRINNING FACE}`" in said
    assert "U+DFFF lone surrogate" in said
    deal.write_bytes(HEAD.encode() + b"pilot:\n  name: a\xed\xa0\x80b\n")
    told = json.loads(call("check", deal, "--format", "json", "--lang", "zh").stdout)["diagnostics"]
    assert [(each["code"], each["params"]["character"]) for each in told] == [("PG109", "U+D800 lone surrogate")]
    assert places({"diagnostics": told}) == [("PG109", 8, 10)]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text here")
def test_a_file_name_that_is_no_text_is_no_fault(call: Call, tmp_path: Path) -> None:
    deal = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml"))
    deal.write_text(HEAD, encoding="utf-8")
    done = call("build", deal, "--to", "docx", "--only", "leader-brief", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(Path(json.loads(done.stdout)["manifest"]).read_bytes())["deal"] == "\\udcff.yaml"


def test_all_faults_of_a_file_come_in_one_run(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    parts = [
        "pilot:\n  name: [a]\n  value: 1,234\n  start: 2026-02-30\n  strat: x\n  new_money: ja\n",
        "people:\n  - id: p1\n  - id: p1\n",
        "brief:\n  recipient: p7\n",
        "loi:\n  copies: two\n  effective: 2027-01-01\n  expiry: 2026-01-01\n  title: a\x07\n",
        "budget: &x\n  total: 1\n  total: 2\n",
    ]
    deal.write_text("meta:\n  locale: en-GB\ncustomer:\n  name: A\n" + "".join(parts), encoding="utf-8")
    first = call("check", deal, "--format", "json")
    codes = {each["code"] for each in json.loads(first.stdout)["diagnostics"]}
    # What one field says of another is checked when the text is a whole tree; all else at once.
    each_alone = {"PG214", "PG203", "PG206", "PG201", "PG209", "PG219", "PG204"}
    assert codes == {"PG105", "PG107", "PG109"} | each_alone
    text = deal.read_text(encoding="utf-8").replace("&x", "").replace("  total: 2\n", "").replace("\x07", "")
    deal.write_text(text, encoding="utf-8")
    second = call("check", deal, "--format", "json")
    codes = {each["code"] for each in json.loads(second.stdout)["diagnostics"]}
    assert codes == each_alone | {"PG220", "PG223", "PG221"}


def test_a_second_key_names_both_lines(call: Call, tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(HEAD + FAULTS["a key twice"][0], encoding="utf-8")
    stderr = call("check", deal).stderr
    assert "deal.yaml:9:1" in stderr
    assert "deal.yaml:7:1" in stderr


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("pilot:\n  strat: 2027-01-01\n", "did you mean `start`?"),
        ("pilot:\n  value: 1,234\n", "it can be read as 1234 or as 1.234"),
        ("pilot:\n  value: 1.234,5\n", "write 1234.5"),
        ("pilot:\n  value: 3万\n", "it can be read as 3 or as 30000"),
        ("pilot:\n  value: １２３\n", "write 123"),
        ("pilot:\n  start: 03/04/2027\n", "it can be read as 2027-03-04 or as 2027-04-03"),
        ("pilot:\n  start: 31.12.2027\n", "write 2027-12-31"),
        ("pilot:\n  start: 2027年4月1日\n", "write 2027-04-01"),
        ("funding:\n  addressee: bord\n", "did you mean `board`?"),
        ("people:\n  - {id: p1, title: Head of roads, drains}\n", "unquoted comma"),
    ],
)
def test_advice_never_guesses_between_two_readings(call: Call, tmp_path: Path, text: str, advice: str) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(HEAD + text, encoding="utf-8")
    assert advice in call("check", deal).stderr


BYTES = {
    "PG101": b"# " + b"x" * 1_000_001,
    "PG112": b"",
    "PG114": "meta:\n  locale: 中".encode("gb18030"),
}


@pytest.mark.parametrize("code", BYTES)
@pytest.mark.parametrize("command", ["check", "build", "set", "new"])
def test_bytes_that_are_no_deal_are_refused_by_every_command(
    call: Call, tmp_path: Path, code: str, command: str
) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_bytes(BYTES[code])
    more = {"set": ("customer.name", "B"), "new": ("--ask",), "build": ("--to", "docx")}.get(command, ())
    result = call(command, deal, *more)
    assert result.exit_code == 3, result.output
    assert f"[{code}]" in result.stderr
    assert "hint:" in result.stderr
    assert deal.read_bytes() == BYTES[code]


def test_a_bomb_of_aliases_is_refused_at_once(call: Call, tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    deal = tmp_path / "deal.yaml"
    deal.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    result = call("check", deal, "--format", "json")
    assert result.exit_code == 3
    assert {each["code"] for each in json.loads(result.stdout)["diagnostics"]} == {"PG105", "PG201"}


# -- the terminal

UNSAFE = re.compile(r"[^\n\x20-\x7e\u00a0-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\x80-\x9f]")
NASTY = "a\x1b[31mb\x07\u202ec\x9bd"


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize("form", ["human", "json"])
def test_no_control_character_of_a_name_or_a_value_reaches_the_terminal(
    call: Call, tmp_path: Path, bare: Path, form: str
) -> None:
    folder = tmp_path / NASTY
    folder.mkdir()
    deal = Path(shutil.copy(bare, folder / f"{NASTY}.yaml"))
    faulty = folder / f"{NASTY}2.yaml"
    faulty.write_text(HEAD + f'"x{NASTY}": 1\npilot:\n  value: "{NASTY}"\n', encoding="utf-8")
    template = folder / f"{NASTY}.md"
    template.write_text(f"# A\n\n{{{{ {NASTY} }}}}\n\n{{{{ nothing }}}}\n", encoding="utf-8")
    calls: list[tuple[str | Path, ...]] = [
        ("new", folder / f"{NASTY}3.yaml", "--no-ask"),
        ("check", deal, "--format", form),
        ("check", faulty, "--format", form),
        ("check", folder / NASTY, "--format", form),
        ("build", deal, "--to", "docx", "--format", form),
        ("build", deal, "--to", NASTY, "--format", form),
        ("build", deal, "--only", NASTY, "--format", form),
        ("build", deal, "--house", NASTY, "--format", form),
        ("build", deal, f"--{NASTY}", "--format", form),
        ("set", deal, NASTY, "x"),
        ("set", deal, "customer.name", NASTY),
        ("set", deal, "pilot.value", NASTY),
        ("verify", folder, "--format", form),
        ("pdf", deal, "--format", form),
        ("template", "check", template, "--format", form),
        ("template", "eject", NASTY),
        ("template", "eject", "leader-brief", "--locale", "en", "--templates", folder),
        ("template", "eject", "leader-brief", "--locale", "en", "--templates", folder),
        ("doctor", folder, "--format", form),
        (NASTY,),
    ]
    for each in calls:
        output = call(*each).output
        assert not UNSAFE.search(output), (each, UNSAFE.search(output))
        assert output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("chekc", "x"), "PG907"),
        (("check",), "PG902"),
        (("check", "nowhere.yaml"), "PG904"),
        (("check", "."), "PG904"),
        (("build", "DEAL", "--onyl", "x"), "PG901"),
        (("build", "DEAL", "--only", "pilot"), "PG903"),
        (("build", "DEAL", "--to", "odt"), "PG903"),
        (("build", "DEAL", "--jobs", "99"), "PG905"),
        (("build", "DEAL", "more"), "PG906"),
        (("set", "DEAL", "--force", "x"), "PG901"),
    ],
)
def test_a_wrong_command_line_is_a_diagnostic_in_both_languages(
    call: Call, bare: Path, arguments: tuple[str, ...], code: str
) -> None:
    given = [str(bare) if each == "DEAL" else each for each in arguments]
    for lang, head, advice in (("en", "error", "hint:"), ("zh", "错误", "建议:")):
        result = call(*given, "--lang", lang)
        assert result.exit_code == 2, result.output
        assert f"{head}[{code}]" in result.stderr
        assert advice in result.stderr


def test_a_language_is_asked_for_or_the_deals_or_the_environments(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal = tmp_path / "deal.yaml"
    faulty = "customer:\n  nmae: A\n"
    deal.write_text("meta:\n  locale: zh-CN\n" + faulty, encoding="utf-8")
    assert "错误[" in call("check", deal).stderr
    assert "错误[" in call("set", deal, "pilot.value", "x").stderr
    assert "错误[" in call("build", deal).stderr
    assert "error[" in call("check", deal, "--lang", "en").stderr
    deal.write_text(faulty, encoding="utf-8")
    assert "error[" in call("check", deal).stderr
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "错误[" in call("check", deal).stderr
    assert "错误[" in call("check", tmp_path / "nowhere.yaml").stderr


def test_a_fault_of_ours_has_a_code_of_its_own(call: Call, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("packetgen.cli.check.plan", fails)
    result = call("check", bare)
    assert result.exit_code == 70
    assert "PG999" in result.stderr
    assert "ZeroDivisionError" in result.stderr


def test_chinese_on_a_stream_that_has_none_of_it_does_not_end_the_program(bare: Path) -> None:
    script = "from packetgen.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "check", str(bare), "--lang", "zh"],
        env={"PYTHONIOENCODING": "cp1252", "PATH": "", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"\\u" in done.stdout


def test_what_cannot_be_read_is_named(call: Call, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "templates/x.md")

    monkeypatch.setattr("packetgen.cli.check.load_kinds", refused)
    result = call("check", bare)
    assert result.exit_code == 7
    assert "templates/x.md" in result.stderr
