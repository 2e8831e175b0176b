"""The same inputs give the same bytes, whatever the surroundings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from packetgen.storage import digest

ROOT = Path(__file__).parent.parent.parent
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}
ELSEWHERE = (
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LANG": "zh_CN.UTF-8", "LC_ALL": ""},
    {"PYTHONHASHSEED": "0", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "", "PYTHONUTF8": "1"},
)


RIGHTS: dict[bool, dict[str, Any]] = {True: {}, False: {} if os.name == "nt" else {"umask": 0o077}}


def built(folder: Path, sample: str, environment: dict[str, str], *options: str, jobs: int, inside: bool) -> list[str]:
    """The files of a packet with their digests; its cache begins empty, its files are for all or for the owner alone."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "samples" / sample / "deal.yaml", folder)
    deal = "deal.yaml" if inside else str(folder / "deal.yaml")
    command = [str(Path(sys.executable).with_name("packetgen")), "build", deal, "--jobs", str(jobs), *options]
    epoch = {} if inside else {"SOURCE_DATE_EPOCH": "1"}
    surroundings = {**os.environ, **epoch, **environment, "PACKETGEN_CACHE": str(folder / "cache")}
    subprocess.run(
        command, check=True, capture_output=True, env=surroundings, cwd=folder if inside else "/", **RIGHTS[inside]
    )
    return files_of(folder)


def files_of(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}"
        for path in sorted((folder / "packets").rglob("*"))
        if path.suffix in {".docx", ".pdf"}
    ]


@pytest.mark.parametrize("sample", ["linlan-first-visit", "wexmoor-first-visit"])
def test_other_seeds_clocks_languages_folders_and_processes_give_the_same_bytes(tmp_path: Path, sample: str) -> None:
    kinds = ("--only", "leader-brief", "--only", "pilot-scope")
    here = built(tmp_path / "a", sample, HERE, *kinds, jobs=1, inside=True)
    there = built(tmp_path / "b", sample, ELSEWHERE[0], *kinds, jobs=2, inside=False)
    assert there == here
    assert {line.split(" ")[-2].rpartition(".")[2] for line in here} == {"docx", "pdf"}


@pytest.mark.nightly
@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_whole_packets_are_the_same_bytes_everywhere_and_from_parts(tmp_path: Path, sample: str) -> None:
    here = built(tmp_path / "a", sample, HERE, jobs=1, inside=True)
    for number, environment in enumerate(ELSEWHERE):
        assert built(tmp_path / f"b{number}", sample, environment, jobs=2, inside=False) == here
    built(tmp_path / "c", sample, HERE, "--only", "funding-justification", jobs=2, inside=True)
    command = [str(Path(sys.executable).with_name("packetgen")), "build", str(tmp_path / "c/deal.yaml")]
    subprocess.run(command, check=True, capture_output=True)
    assert files_of(tmp_path / "c") == here
