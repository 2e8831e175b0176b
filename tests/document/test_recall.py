"""The text of real files beside LibreOffice's, and the elements that real files hold beside the list of what is read."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from packetgen.ooxml.names import W
from packetgen.ooxml.package import open_package
from packetgen.ooxml.xml import parse_xml

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared/corpus"
no_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the checkout")


@pytest.mark.nightly
@no_corpus
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_what_libreoffice_exports_is_in_the_model() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/recall.py"), str(CORPUS)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    counted = re.match(r"(\d+) files, \d+ characters, \d+ lost: recall ([\d.]+)", ran.stdout)
    assert counted is not None, ran.stdout
    assert int(counted[1]) > 250
    assert float(counted[2]) >= 0.9999


def test_at_most_ten_disagreements_are_excused_each_with_its_reason() -> None:
    raw = tomllib.loads((ROOT / "benchmarks/recall-exceptions.toml").read_text(encoding="utf-8"))
    assert 0 < len(raw["file"]) <= 10
    assert all(len(row["sha256"]) == 64 and len(row["reason"]) > 40 for row in raw["file"])


@no_corpus
def test_every_element_of_the_corpus_is_in_the_list_of_what_is_read_and_what_is_not() -> None:
    listed = set(re.findall(r"`(\w+)`", (ROOT / "docs/dev/analysis/reading.md").read_text(encoding="utf-8")))
    found: dict[str, str] = {}
    for path in sorted(CORPUS.glob("*.d*"))[::3]:
        package = open_package(path.read_bytes(), path.name).value
        for name in package.members if package is not None else ():
            if name.endswith(".xml") and "glossary" not in name:
                found |= dict.fromkeys(_elements(package.members[name], name), path.name)  # type: ignore[union-attr]
    assert {name: where for name, where in found.items() if name not in listed} == {}


def _elements(part: bytes, name: str) -> set[str]:
    root = parse_xml(part, name).value
    return {str(each.tag).rpartition("}")[2] for each in root.iter(f"{{{W}}}*")} if root is not None else set()
