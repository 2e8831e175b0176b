"""Printed Word files beside LibreOffice's printing of them: none may fall below what is kept of it."""

import importlib
import io
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
BENCHMARKS = ROOT / "benchmarks"
CORPUS = Path(os.environ.get("PACKETGEN_CORPUS") or ROOT.parent / "shared/corpus")
Judge = Callable[[str], str]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real files is not beside the checkout, and PACKETGEN_CORPUS names none"
)

SOME = (
    "0079e11b", "057a1554", "0bfd17f6", "135859d7", "1917323b", "21a8ffd2", "22c56b04", "23fc5585", "26dc62a5",
    "297a085a", "304656fd", "33838ccc", "3f573358", "4c2407d3", "50a9d448",
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


# -- the copy that LibreOffice prints ---------------------------------------------------------------------------------

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:pPr><w:overflowPunct/>{gaps}</w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:basedOn w:val="N"/><w:pPr>'
    '<w:spacing w:line="640" w:lineRule="exact"/><w:ind w:firstLine="640"/></w:pPr></w:style>'
)
NO_GAPS = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
GRID = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'


def word_file(body: str, gaps: str = "", settings: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, inner in (
            ("document", f"<w:body>{body}</w:body>"),
            ("styles", STYLES.format(gaps=gaps)),
            ("settings", settings),
        ):
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')
    return made.getvalue()


def copied(data: bytes, monkeypatch: pytest.MonkeyPatch, part: str = "document") -> str:
    """A part of the copy of a file, without the declaration of its namespace."""
    made = zipfile.ZipFile(io.BytesIO(copying(monkeypatch).copy_for_office(data)))
    return made.read(f"word/{part}.xml").decode().replace(f' xmlns:w="{W}"', "")


def copying(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("fidelity_copy")


def test_lines_of_exact_height_leave_the_grid_at_the_place_of_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    direct = '<w:p><w:pPr><w:keepNext/><w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr></w:p>'
    of_style, plain = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr></w:p>', "<w:p/>"
    found = copied(word_file(direct + of_style + plain + GRID), monkeypatch)
    assert '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/><w:jc' in found
    assert '<w:pStyle w:val="T"/><w:snapToGrid w:val="0"/></w:pPr>' in found
    assert found.count("snapToGrid") == 2
    assert "snapToGrid" not in copied(word_file(direct + of_style), monkeypatch)


@pytest.mark.parametrize(
    ("settings", "off"), [("", True), ("<w:compat><w:adjustLineHeightInTable/></w:compat>", False)]
)
def test_cells_leave_the_grid_unless_the_file_wants_them_on_it(
    settings: str, off: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>{GRID}"
    assert ("snapToGrid" in copied(word_file(body, settings=settings), monkeypatch)) == off


def test_a_paragraph_out_of_its_list_keeps_the_indents_of_its_style(monkeypatch: pytest.MonkeyPatch) -> None:
    numbered = '<w:p><w:pPr><w:pStyle w:val="T"/><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr></w:p>'
    found = copied(word_file(numbered.format(0) + numbered.format(1)), monkeypatch)
    assert found.count('</w:numPr><w:ind w:firstLine="640"/></w:pPr>') == 1


def test_hanging_of_punctuation_is_turned_round(monkeypatch: pytest.MonkeyPatch) -> None:
    assert '<w:overflowPunct w:val="0"/>' in copied(word_file("<w:p/>"), monkeypatch, "styles")
    body = '<w:p><w:pPr><w:overflowPunct w:val="0"/></w:pPr></w:p>'
    assert '<w:overflowPunct w:val="1"/>' in copied(word_file(body), monkeypatch)


def test_only_bookmarks_that_something_names_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = "".join(
        f'<w:bookmarkStart w:id="{n}" w:name="{name}"/><w:bookmarkEnd w:id="{n}"/>'
        for n, name in enumerate(("a", "b", "c"))
    )
    field = '<w:r><w:instrText xml:space="preserve"> PAGEREF a \\h </w:instrText></w:r><w:hyperlink w:anchor="b"/>'
    found = copied(word_file(f"<w:p>{marks}{field}</w:p>"), monkeypatch)
    assert re.findall('w:name="(.)"', found) == ["a", "b"]
    assert found.count("bookmarkEnd") == 2


def test_gaps_between_han_and_latin_are_off_where_the_default_style_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    is_without = copying(monkeypatch).is_without_script_space
    assert is_without(word_file("<w:p/>", NO_GAPS))
    assert not is_without(word_file("<w:p/>"))
    assert not is_without(word_file("<w:p/>", '<w:autoSpaceDE w:val="0"/>'))
