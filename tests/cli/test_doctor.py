import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from packetgen.cli.remedies import SYSTEMS
from packetgen.fonts import FaceChoice

Call = Callable[..., Any]


def columns(line: str, start: str) -> int:
    """The cell in which a text begins."""
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in line[: line.index(start)])


def test_every_row_is_there_and_columns_stand_below_each_other(call: Call) -> None:
    result = call("doctor", "--lang", "zh")
    lines = result.stdout.splitlines()
    for what in ("Python", "Pango", "libharfbuzz-subset", "仿宋", "黑体", "楷体", "宋体", "Arial", "cache", "packets"):
        assert any(f"  {what}  " in line for line in lines), what
    found = columns(lines[0], "现有")
    assert columns(next(line for line in lines if "  Python  " in line), "3.") == found
    assert any("代替" in line and "宋体" in line for line in lines)


def test_without_the_subsetter_it_says_how_slow_and_how_to_get_it(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("packetgen.cli.doctor.has_harfbuzz_subset", lambda: False)
    result = call("doctor", "--lang", "en")
    assert result.exit_code == 1
    assert "28 times" in result.stdout
    assert "sudo apt-get install libharfbuzz-subset0" in result.stdout
    for system in SYSTEMS:
        assert f"  {system}" in result.stdout
    assert "28 倍" in call("doctor", "--lang", "zh").stdout


def test_a_face_that_is_not_there_names_what_prints_in_its_place(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = FaceChoice("仿宋", "han", None, exact=False, line=1.0)
    monkeypatch.setattr("packetgen.cli.doctor.survey", lambda: (missing,))
    row = next(each for each in json.loads(call("doctor", "--format", "json").stdout) if each["what"] == "仿宋")
    assert not row["good"]
    assert row["remedies"]["Debian"] == "sh scripts/setup.sh"
    monkeypatch.setattr("packetgen.cli.doctor.fallback", lambda: ())
    row = next(each for each in json.loads(call("doctor", "--format", "json").stdout) if each["what"] == "仿宋")
    assert (row["good"], row["needed"]) == (False, True)


def test_a_folder_that_cannot_be_written_is_a_failing_row(call: Call, tmp_path: Path) -> None:
    (tmp_path / "packets").write_bytes(b"")
    result = call("doctor", tmp_path, "--format", "json")
    row = next(each for each in json.loads(result.stdout) if each["what"] == "packets")
    assert not row["good"]
    assert result.exit_code == 1
