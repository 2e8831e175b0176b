"""The script that sets a machine up, on machines on which it may not install anything."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOOLS = ("sh", "cat", "cksum", "tr", "sed", "grep", "find", "dirname", "rm", "mkdir", "touch", "mktemp", "cp")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no POSIX shell")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of what the script reads, and in `bin` all the programs that the machine has; its user is not root."""
    for name in ("pyproject.toml", "scripts/setup.sh"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None, tool
        (folder / tool).symlink_to(found)
    program(tmp_path, "id", "echo 1000")
    return tmp_path


def program(machine: Path, name: str, does: str = "") -> None:
    path = machine / "bin" / name
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


def set_up(machine: Path) -> "subprocess.CompletedProcess[str]":
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run(
        [shell, "scripts/setup.sh", "packet"],
        cwd=machine,
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_shell_can_parse_it(shell: str) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"there is no {shell}")
    done = subprocess.run([found, "-n", str(ROOT / "scripts/setup.sh")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_root_it_names_the_exact_command_and_stops(machine: Path) -> None:
    program(machine, "apt-get", "exit 1")
    program(
        machine, "dpkg-query", 'case "$4" in *pango-1.0*|fontconfig) echo "install ok installed" ;; *) exit 1 ;; esac'
    )
    done = set_up(machine)
    assert done.returncode == 1
    command = next(line for line in done.stderr.splitlines() if "sudo apt-get install" in line)
    assert command.split() == [
        *("sudo", "apt-get", "install", "--no-install-recommends"),
        *("libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk", "fonts-liberation"),
        *("fonts-crosextra-carlito", "fonts-crosextra-caladea"),
    ]
    assert not (machine / ".venv").exists()
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("dnf", "Run: sudo dnf install python3 pango"),
        ("brew", "Run: brew install python pango"),
        ("pacman", "Run: sudo pacman -S python pango"),
        ("zypper", "Run: sudo zypper install python3"),
        ("apk", "Run: doas apk add python3 pango"),
        ("", "are wanted; get them by the means of this system"),
    ],
)
def test_without_apt_it_names_the_command_of_the_system_once(machine: Path, manager: str, command: str) -> None:
    if manager:
        program(machine, manager)
    done = set_up(machine)
    assert done.returncode == 1
    assert done.stderr.count(command) == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_a_python_that_cannot_make_environments_names_what_it_lacks(machine: Path) -> None:
    program(machine, "apt-get", "exit 1")
    program(machine, "dpkg-query", 'case "$4" in python3-venv) exit 1 ;; *) echo "install ok installed" ;; esac')
    program(machine, "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    (machine / ".local/share/fonts/packetgen-fandol").mkdir(parents=True)
    (machine / ".local/share/fonts/packetgen-fandol/FandolFang-Regular.otf").write_bytes(b"")
    done = set_up(machine)
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends python3-venv" in done.stderr
    assert not (machine / ".venv").exists()


def test_what_is_set_up_is_not_set_up_again(machine: Path) -> None:
    program(machine, "apt-get", "exit 1")
    program(machine, "dpkg-query", 'echo "install ok installed"')
    program(machine, "fc-list", "echo FandolFang")
    python = 'case "$2" in venv) mkdir -p "$3/bin"; cp bin/python3 "$3/bin/python" ;; esac; echo "$@" >> ran'
    program(machine, "python3", python)
    (machine / "samples").mkdir()
    first = set_up(machine)
    assert "installing packetgen" in first.stderr
    (machine / ".venv/bin").mkdir(parents=True, exist_ok=True)
    shutil.copy(machine / "bin/python3", machine / ".venv/bin/packetgen")
    (machine / "ran").unlink()
    second = set_up(machine)
    assert second.returncode == 0
    assert second.stderr == ""
    ran = (machine / "ran").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in ran] == ["-c", "build", "build"]
    assert os.listdir(machine / ".venv").count("bin") == 1  # noqa: PTH208  # names are all that is asked
