import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def work(bare: Path) -> Path:
    (bare.parent / "packetgen.yaml").write_text("out: made\nto: docx\nlang: zh\n", encoding="utf-8")
    return bare


def built(call: Call, deal: Path, *flags: str | Path) -> Path:
    result = call("leader-brief", deal, "--format", "json", *flags)
    assert result.exit_code == 0, result.output
    return Path(json.loads(result.stdout)["folder"])


def test_a_build_takes_what_is_set(call: Call, work: Path) -> None:
    folder = built(call, work)
    assert folder.is_relative_to(work.parent / "made")
    assert {path.suffix for path in (folder / "customer").iterdir()} == {".docx"}


def test_variables_go_before_files_and_flags_before_both(
    call: Call, work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKETGEN_OUT", str(tmp_path / "variable"))
    assert built(call, work).is_relative_to(tmp_path / "variable")
    assert built(call, work, "-o", tmp_path / "flag").is_relative_to(tmp_path / "flag")


def test_a_language_that_is_set_goes_before_the_deals(call: Call, work: Path) -> None:
    assert "各份材料" in call("check", work).stdout
    assert "Documents" in call("check", work, "--lang", "en").stdout


def test_a_faulty_setting_stops_every_command_with_its_place(call: Call, work: Path) -> None:
    (work.parent / "packetgen.yaml").write_text("hous: gbt9704\n", encoding="utf-8")
    for command in (("check", work), ("build", work), ("set", work, "customer.name", "B"), ("doctor", work)):
        result = call(*command)
        assert result.exit_code == 2
        assert "packetgen.yaml:1:1" in result.stderr
        assert "did you mean `house`?" in result.stderr
    data = json.loads(call("check", work, "--format", "json").stdout)
    assert data["diagnostics"][0]["code"] == "PG130"


def test_doctor_says_where_each_setting_comes_from(call: Call, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKETGEN_HOUSE", "gbt9704")
    rows = {row["what"]: row for row in json.loads(call("doctor", work, "--format", "json").stdout)}
    assert (rows["house"]["state"], rows["house"]["note"]) == ("gbt9704", "PACKETGEN_HOUSE")
    assert rows["out"]["state"] == str(work.parent / "made")
    assert rows["out"]["note"].endswith("packetgen.yaml:1:6")
    assert rows["jobs"]["note"] == "未设置"
