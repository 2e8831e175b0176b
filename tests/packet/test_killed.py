"""Builds that end before their time, at any moment and in any way."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from packetgen.packet.verify import read_manifest, verify_folder

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux keeps them")

Build = subprocess.Popen[bytes]
End = Callable[[Build], None]


def started(deal: Path) -> Build:
    """A build with two workers, in a session of its own."""
    program = str(Path(sys.executable).with_name("packetgen"))
    command = [program, "build", str(deal), "--jobs", "2", "--only", "leader-brief", "--only", "next-steps"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def ended(build: Build) -> bytes:
    _, said = build.communicate(timeout=120)
    return said


def of_session(session: int) -> Iterator[int]:
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state = place.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(state[3]) == session and state[0] != "Z":
            yield int(place.parent.name)


def all_end(session: int) -> bool:
    """Whether every process of a session ends, each after the page that it is at."""
    for _ in range(600):
        if not list(of_session(session)):
            return True
        time.sleep(0.1)
    return False


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".") and path.name != ".packetgen"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A folder with a deal and its packet, and the seconds that a build takes."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(ROOT / "samples/wexmoor-bare/deal.yaml", folder)
    begun = time.monotonic()
    ended(started(folder / "deal.yaml"))
    return folder, time.monotonic() - begun


def is_whole_after(end: End, moment: float, whole: tuple[Path, float], place: Path) -> bytes:
    """End a build of a changed deal at a moment (0 to 1 of its whole time); gives what it said."""
    folder, seconds = whole
    shutil.copytree(folder, place)
    deal = place / "deal.yaml"
    text = deal.read_text(encoding="utf-8")
    deal.write_text(text.replace("locale: en-GB", "locale: en-GB\n  stage: after_demo\n  as_of: 2026-11-02"), "utf-8")
    (packet,) = (place / "packets").iterdir()
    build = started(deal)
    time.sleep(moment * seconds)
    end(build)
    said = ended(build)
    assert all_end(build.pid)
    manifest = read_manifest(packet / "v1").value
    assert manifest is not None
    assert verify_folder(packet / "v1", manifest).is_whole
    again = started(deal)
    said_again = ended(again)
    assert again.returncode == 0, said_again
    assert [path.name for path in packet.iterdir()] == ["v1"]
    assert left_over(place) == []
    manifest = read_manifest(packet / "v1").value
    assert manifest is not None
    assert verify_folder(packet / "v1", manifest).is_whole
    return said


def kill(build: Build) -> None:
    build.kill()


def interrupt_all(build: Build) -> None:
    """As a terminal does."""
    if build.poll() is None:
        os.killpg(build.pid, signal.SIGINT)


def interrupt_first(build: Build) -> None:
    build.send_signal(signal.SIGINT)


def terminate(build: Build) -> None:
    build.terminate()


def kill_a_worker(build: Build) -> None:
    others = [each for each in of_session(build.pid) if each != build.pid]
    for each in others[:1]:
        os.kill(each, signal.SIGKILL)


ENDS: tuple[End, ...] = (kill, interrupt_all, interrupt_first, terminate, kill_a_worker)


@pytest.mark.parametrize("end", ENDS, ids=lambda each: each.__name__)
def test_a_build_that_ends_early_leaves_the_old_packet_whole_and_no_process(
    whole: tuple[Path, float], tmp_path: Path, end: End
) -> None:
    for moment in (0.45, 0.8):
        said = is_whole_after(end, moment, whole, tmp_path / str(moment))
        assert b"Traceback" not in said, said.decode()


@pytest.mark.nightly
@pytest.mark.parametrize("end", ENDS, ids=lambda each: each.__name__)
def test_a_build_that_ends_at_any_moment_leaves_the_old_packet_whole_and_no_process(
    whole: tuple[Path, float], tmp_path: Path, end: End
) -> None:
    dice = random.Random(end.__name__)
    for number in range(40):
        # Before that Python itself and our commands are still being loaded, and Python tells of an interrupt.
        said = is_whole_after(end, dice.uniform(0.25, 1.1), whole, tmp_path / str(number))
        assert b"Traceback" not in said, said.decode()
