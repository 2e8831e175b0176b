"""What a command says and how it ends where its words find no reader."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
FULL = Path("/dev/full")
PROGRAM = [sys.executable, "-c", "from packetgen.cli import main; main()"]
on_a_full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, check=False, **options)


@pytest.fixture
def full() -> Iterator[int]:
    with FULL.open("w", encoding="utf-8") as device:
        yield device.fileno()


COMMANDS = {
    "build": ("build", "deal.yaml", "--to", "docx", "--lang", "en"),
    "check as JSON": ("check", "deal.yaml", "--format", "json", "--lang", "en"),
    "check": ("check", "deal.yaml", "--lang", "en"),
    "schema": ("schema",),
    "help": ("--help",),
}


@pytest.mark.parametrize("words", [(), ("template",)])
def test_a_group_without_a_command_shows_its_help(call: Call, words: tuple[str, ...]) -> None:
    done = call(*words)
    assert done.exit_code == 2
    assert done.stderr.startswith("Usage: packetgen")
    assert "Commands:\n" in done.stderr
    assert "PG9" not in done.stderr


@pytest.mark.parametrize("value", ["nope", "it's", 'a"b', "x is not one of y"])
def test_a_choice_that_is_none_is_shown_as_it_was_written(call: Call, bare: Path, value: str) -> None:
    said = call("build", bare, "--only", value).stderr
    assert said.startswith(f"error[PG903]: `--only` cannot be `{value}`\n")


@on_a_full_device
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_under_stdout_is_one_error_of_output(name: str, bare: Path, full: int) -> None:
    done = run([*PROGRAM, *COMMANDS[name]], stdout=full, stderr=subprocess.PIPE, cwd=bare.parent)
    assert done.returncode == 6
    said = done.stderr.decode()
    assert said.startswith("error[PG805]: standard output takes no more: No space left on device\n")
    assert said.count("error[") == 1


@on_a_full_device
def test_the_packet_is_whole_where_its_report_could_not_be_written(bare: Path, full: int) -> None:
    run([*PROGRAM, *COMMANDS["build"]], stdout=full, stderr=subprocess.DEVNULL, cwd=bare.parent)
    folder = next((bare.parent / "packets").glob("*/v1"))
    assert run([*PROGRAM, "verify", str(folder)], stdout=subprocess.DEVNULL).returncode == 0


@on_a_full_device
def test_where_faults_cannot_be_told_the_exit_code_still_tells(tmp_path: Path, full: int) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text("meta:\n  locale: en-GB\nx: 1\n", encoding="utf-8")
    done = run([*PROGRAM, "check", str(deal)], stdout=subprocess.PIPE, stderr=full)
    assert (done.returncode, done.stdout) == (6, b"")
    assert run([*PROGRAM, "check"], stdout=subprocess.PIPE, stderr=full).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_nothing_and_no_words_land_in_files(closed: str, bare: Path, tmp_path: Path) -> None:
    command = 'exec "$0" -c "from packetgen.cli import main; main()" build "$1" --to docx -o "$2" ' + closed
    out = tmp_path / "out"
    done = run(["sh", "-c", command, sys.executable, str(bare), str(out)], capture_output=True)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    folder = next(out.glob("*/v1"))
    assert run([*PROGRAM, "verify", str(folder)], stdout=subprocess.DEVNULL).returncode == 0
