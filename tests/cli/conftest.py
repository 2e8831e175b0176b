"""Commands run as a user runs them, their exit codes and what they say."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from packetgen.cli.exits import run
from packetgen.cli.group import cli

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Ran:
    exit_code: int
    stdout: str
    stderr: str
    output: str


Call = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("OUT", "TO", "HOUSE", "TEMPLATES", "LANG", "JOBS"):
        monkeypatch.delenv(f"PACKETGEN_{name}", raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def call() -> Call:
    """Runs a command line as the program does; `answers` are typed in."""

    def ran(*arguments: str | Path, answers: str = "") -> Ran:
        with CliRunner().isolation(input=answers) as streams:
            code = run(cli, [str(each) for each in arguments])
            stdout, stderr, output = (stream.getvalue().decode() for stream in streams)
        return Ran(code, stdout, stderr, output)

    return ran


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A nearly empty English deal."""
    return Path(shutil.copy(ROOT / "samples/wexmoor-bare/deal.yaml", tmp_path / "deal.yaml"))
