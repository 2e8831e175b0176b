"""Printed Word files beside LibreOffice's printing of them: none may fall below what is kept of it."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BENCHMARKS = ROOT / "benchmarks"
CORPUS = Path(os.environ.get("PACKETGEN_CORPUS") or ROOT.parent / "shared/corpus")
Judge = Callable[[str], str]

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real files is not beside the checkout, and PACKETGEN_CORPUS names none"
)

SOME = (
    "0079e11b", "057a1554", "0bfd17f6", "105709ab", "135859d7", "1917323b", "21a8ffd2", "22c56b04", "23fc5585",
    "297a085a", "2b2391e6", "304656fd", "3e500410", "4c2407d3", "50a9d448",
)  # fmt: skip
"""Lists, tables, notes, text boxes, columns, borders and grids, in Chinese and English, of a few pages each."""


def listed() -> dict[str, str]:
    """The names of the listed files by the sha256 of their content."""
    lines = (BENCHMARKS / "fidelity-files.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split(maxsplit=1)[1] for line in lines if not line.startswith("#")}


def kept() -> dict[str, dict[str, float]]:
    return dict(json.loads((BENCHMARKS / "fidelity-golden.json").read_text(encoding="utf-8")))


def test_the_list_names_120_files_in_the_order_of_their_digests() -> None:
    keys = list(listed())
    assert len(keys) == 120
    assert keys == sorted(keys)
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_at_most_ten_files_of_the_list_are_excepted_each_with_a_reason() -> None:
    raw = tomllib.loads((BENCHMARKS / "fidelity-exceptions.toml").read_text(encoding="utf-8"))
    rows = raw.get("file", [])
    assert len(rows) <= 10
    for row in rows:
        assert listed()[row["sha256"]] == row["name"]
        assert len(row["reason"]) > 40, row["name"]


def test_every_listed_file_has_values_that_are_kept() -> None:
    assert set(listed().values()) <= kept().keys()


@pytest.mark.judge
def test_pages_that_are_alike_are_told_from_pages_that_are_not(judge: Judge) -> None:
    script = (
        "import numpy, fidelity_pages as pages\n"
        "page = numpy.full((585, 413), 255.0)\n"
        "for top in range(60, 500, 9): page[top:top + 5, 40:370:3] = 0\n"
        "moved = numpy.roll(page, 4, axis=0)\n"
        "bare = numpy.full((585, 413), 255.0)\n"
        "print([round(pages.similarity(page, other), 3) for other in (page, numpy.roll(page, 1, axis=0), moved, bare)])\n"
    )
    same, near, far, empty = json.loads(said(judge, script))
    assert same == 1
    assert 0.65 < near < same
    assert far < 0.65
    assert empty < 0.65


@pytest.mark.judge
def test_the_text_measure_tells_lost_words_from_moved_ones_and_drops_page_furniture(judge: Judge) -> None:
    script = (
        "import json, fidelity_text as text\n"
        "def line(words, top): return text.Line(words, (70.0, top, 500.0, top + 12), top + 10, 11.0)\n"
        "body = [line('The fee is due in ten days', 300.0), line('付款期限为十个工作日', 330.0)]\n"
        "head = line('CONFIDENTIAL  page 3', 30.0)\n"
        "kept, off = text.without_furniture([head, *body], 842.0, 'confidentialpage')\n"
        "one = text.agreement([kept], [body])\n"
        "lost = text.agreement([body[:1]], [body])\n"
        "moved = text.agreement([[line(body[1].text, 300.0), line(body[0].text, 330.0)]], [body])\n"
        "print(json.dumps([len(off), one['text'], lost['text'], lost['missing'], moved['text'], moved['bag']]))\n"
    )
    furniture, equal, lost, missing, moved, bag = json.loads(said(judge, script))
    assert furniture == 1
    assert equal == 1
    assert lost < 0.9
    assert missing == ["付款期限为十个工作日"]
    assert moved < 0.9
    assert bag == 1


@pytest.mark.judge
@needs_corpus
def test_some_listed_files_print_no_worse_than_before(judge: Judge, tmp_path: Path) -> None:
    found = measured(judge, tmp_path / "report.json", "--set", "corpus", "--only", *SOME)
    assert len(found) == len(SOME)


@pytest.mark.nightly
@needs_corpus
def test_no_listed_file_and_no_shipped_document_prints_worse_than_before(judge: Judge, tmp_path: Path) -> None:
    found = measured(judge, tmp_path / "report.json")
    assert set(listed().values()) <= found.keys()


def measured(judge: Judge, report: Path, *options: str) -> dict[str, object]:
    """The figures of the files, by name; a file below what is kept of it fails."""
    python(judge)
    judge("soffice")
    command = [sys.executable, str(BENCHMARKS / "fidelity.py"), "--no-judges", "--out", str(report), *options]
    environment = {**os.environ, "PACKETGEN_CORPUS": str(CORPUS)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, "\n".join(line for line in done.stdout.splitlines() if "fell" in line) or done.stderr
    return dict(json.loads(report.read_text(encoding="utf-8"))["files"])


def python(judge: Judge) -> str:
    """The judges' Python, with the packages that measure."""
    found = judge("venv/bin/python")
    there = subprocess.run([found, "-c", "import pymupdf, numpy, rapidfuzz"], capture_output=True, check=False)
    if there.returncode:
        pytest.skip("the judges' Python lacks pymupdf, numpy or rapidfuzz: make judges installs them")
    return found


def said(judge: Judge, script: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(BENCHMARKS)}
    done = subprocess.run([python(judge), "-c", script], capture_output=True, text=True, env=environment, check=True)
    return done.stdout
