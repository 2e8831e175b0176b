"""Faults at every system call that writes, by strace, and a disk that is really full."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.judge,
    pytest.mark.skipif(sys.platform != "linux", reason="faults are injected by strace, which Linux alone has"),
]
Judge = Callable[[str], str]
ROOT = Path(__file__).parent.parent.parent
OLD = {"old.docx": "old", "packet.json": "{}"}
NEW = {"customer/方案.docx": "new " * 5000, "customer/方案.pdf": "new", "packet.json": "[]"}
PUBLISH = """\
import json, sys
from pathlib import Path
from packetgen import storage
if sys.argv[3] == "renames":
    storage.swap_names = lambda one, other: False
files = {name: text.encode() for name, text in json.loads(sys.argv[2]).items()}
storage.publish_folder(Path(sys.argv[1]) / "v1", files)
"""
WRITE = """\
import sys
from pathlib import Path
from packetgen import storage
storage.write_file(Path(sys.argv[1]) / "deal.yaml", b"new")
"""
FAULTS = (
    ("write", "error=ENOSPC"),
    ("write", "error=EIO"),
    ("write", "error=EINTR"),
    ("write", "signal=SIGKILL"),
    ("fsync", "error=EIO"),
    ("fsync", "error=ENOSPC"),
    ("fsync", "signal=SIGKILL"),
    ("mkdir", "error=ENOSPC"),
    ("mkdir", "error=EACCES"),
    ("/rename.*", "error=EIO"),
    ("/rename.*", "error=ENOSPC"),
    ("/rename.*", "signal=SIGKILL"),
    ("/unlink.*", "error=EIO"),
    ("/unlink.*", "signal=SIGKILL"),
    ("rmdir", "signal=SIGKILL"),
)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def python(script: str, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT / "src")}
    command = [*before, sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def faulty_runs(
    judge: Judge, log: Path, fault: tuple[str, str], run: Callable[[tuple[str, ...]], subprocess.CompletedProcess[str]]
) -> Iterator[subprocess.CompletedProcess[str]]:
    """Runs with the fault at the first such call, the second, and so on until there is none."""
    call, error = fault
    for number in count(1):
        inject = f"inject={call}:{error}:when={number}"
        done = run((judge("strace"), "-f", "-o", str(log), "-e", f"trace={call}", "-e", inject))
        text = log.read_text(encoding="utf-8", errors="replace")
        if "(INJECTED)" not in text and "killed by SIGKILL" not in text:
            return
        yield done


@pytest.mark.parametrize("fault", FAULTS, ids="-".join)
@pytest.mark.parametrize("way", ["swap", "renames"])
def test_a_fault_at_any_system_call_leaves_the_old_folder_or_the_new_one(
    judge: Judge, tmp_path: Path, fault: tuple[str, str], way: str
) -> None:
    place, runs = tmp_path / "packets", 0

    def run(before: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        shutil.rmtree(place, ignore_errors=True)
        assert python(PUBLISH, place, json.dumps(OLD), way).returncode == 0
        return python(PUBLISH, place, json.dumps(NEW), way, before=before)

    for done in faulty_runs(judge, tmp_path / "log", fault, run):
        runs += 1
        shown = {name: text for name, text in contents(place).items() if not name.startswith(".")}
        old, new = ({f"v1/{name}": text for name, text in files.items()} for files in (OLD, NEW))
        is_between = way == "renames" and not shown and "SIGKILL" in fault[1]
        assert shown in (old, new) or is_between, (runs, done.stderr)
        assert "Traceback" not in done.stderr or "OutputError" in done.stderr, done.stderr
        assert python(PUBLISH, place, json.dumps(NEW), way).returncode == 0
        assert contents(place) == new, runs
        assert [path.name for path in place.iterdir()] == ["v1"], runs
    assert runs > 0 or way == "swap" or fault[0] in {"rmdir", "/unlink.*"}


@pytest.mark.parametrize("fault", FAULTS, ids="-".join)
def test_a_fault_at_any_system_call_leaves_the_old_file_or_the_new_one(
    judge: Judge, tmp_path: Path, fault: tuple[str, str]
) -> None:
    place = tmp_path / "deals"
    place.mkdir()

    def run(before: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        (place / "deal.yaml").write_text("old", encoding="utf-8")
        return python(WRITE, place, before=before)

    for done in faulty_runs(judge, tmp_path / "log", fault, run):
        assert (place / "deal.yaml").read_text(encoding="utf-8") in {"old", "new"}
        assert "Traceback" not in done.stderr or "OutputError" in done.stderr, done.stderr
        assert python(WRITE, place).returncode == 0
        assert contents(place) == {"deal.yaml": "new"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KB: less than a packet needs."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_old_packet_whole_and_says_so(small_disk: Path) -> None:
    shutil.copy(ROOT / "samples/wexmoor-bare/deal.yaml", small_disk)
    program = str(Path(sys.executable).with_name("packetgen"))

    def build(*options: str) -> subprocess.CompletedProcess[str]:
        command = [program, "build", str(small_disk / "deal.yaml"), "--lang", "en", *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert build("--to", "docx", "--only", "leader-brief").returncode == 0
    before = {path: path.read_bytes() for path in small_disk.rglob("*") if path.is_file()}
    done = build()
    assert done.returncode == 6, done.stderr
    assert "error[PG801]: cannot write here: No space left on device" in done.stderr
    assert {path: path.read_bytes() for path in small_disk.rglob("*") if path.is_file()} == before
