"""The outside judges and what they judge: the packets of all samples, built once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
JUDGES = ROOT / "build/judges"


def program(name: str) -> str:
    """The path of a judge: one that `make judges` installed, or one of the system's.

    A judge that is missing fails in CI and skips elsewhere.
    """
    own = JUDGES / name
    found = str(own) if own.exists() else shutil.which(name)
    if found is None:
        reason = f"{name} is not here: make judges installs it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture
def judge() -> Callable[[str], str]:
    return program


@dataclass(frozen=True)
class Packets:
    docx: tuple[Path, ...]
    pdf: tuple[Path, ...]


@pytest.fixture(scope="session")
def packets(tmp_path_factory: pytest.TempPathFactory) -> Packets:
    out = tmp_path_factory.mktemp("packets")
    for sample in sorted((ROOT / "samples").glob("*/deal.yaml")):
        deal = out / sample.parent.name / "deal.yaml"
        deal.parent.mkdir()
        shutil.copy(sample, deal)
        command = [str(Path(sys.executable).with_name("packetgen")), "build", str(deal)]
        subprocess.run(command, check=True, capture_output=True)
    found = sorted(path for path in out.rglob("*") if ".packetgen" not in path.parts)
    return Packets(
        tuple(path for path in found if path.suffix == ".docx"), tuple(path for path in found if path.suffix == ".pdf")
    )
