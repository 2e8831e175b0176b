"""Files from outside, printed in a process of their own."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ooxml.attacks import document, docx, reports
from tests.ooxml.mutants import CORPUS, at_most, mutant, small_files

from packetgen.diagnostics import Outcome
from packetgen.document.read import read_docx
from packetgen.fonts import survey
from packetgen.ooxml.limits import DEFAULT_LIMITS
from packetgen.pdf.foreign import Budget, Foreign, load_foreign, print_foreign
from packetgen.pdf.model import Pdf
from packetgen.pdf.write import print_document

FILES = sorted(path for path in CORPUS.glob("*") if path.suffix != ".tsv")
PARAGRAPH = '<w:p><w:pPr><w:spacing w:line="360"/></w:pPr><w:r><w:t>words</w:t></w:r></w:p>'
TOLD = (
    "http://evil.example/x",
    "a picture of 400 megapixels (PNG)",
    "a picture that is SVG",
    "a field split over runs",
    "link to javascript",
)
pytestmark = pytest.mark.skipif(
    not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor"
)


def printed(data: bytes, budget: Budget | None = None) -> Outcome[Pdf]:
    return print_foreign(Foreign(data, "x.docx", budget=budget or Budget()))


@pytest.mark.parametrize("name", TOLD)
def test_an_attack_that_is_told_is_printed_without_what_it_asks_for(name: str) -> None:
    attack = next(each for each in reports() if name in each.name)
    result = printed(attack.build())
    assert result.value is not None, result.diagnostics
    assert attack.code in {each.code for each in result.diagnostics}
    assert b"evil.example" not in result.value.data


def test_a_refusal_comes_out_of_the_process_as_it_is() -> None:
    assert [each.code for each in printed(b"").diagnostics] == ["PG613"]


def test_a_character_that_no_usual_face_holds_is_looked_for_without_starting_a_program() -> None:
    words = PARAGRAPH.replace("words", "\u2610 \u0628\u0627 \u1e0a \U0001f12f \ue123")
    result = printed(docx(document(words)))
    assert result.value is not None, result.diagnostics


def test_reading_ends_at_its_part_of_the_time() -> None:
    result = printed(docx(document(PARAGRAPH * 100_000)), Budget(seconds=6))
    assert [each.code for each in result.diagnostics] == ["PG710"]
    # Of computing; on a busy machine the limit by the clock comes first.
    assert result.diagnostics[0].param("limit") in {"1", "6"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_reading_ends_at_its_part_of_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(document(PARAGRAPH * 100_000)))
    # In a fresh process: one that ran other tests has memory to spare.
    program = (
        "import sys; from packetgen.cli import main; sys.argv[1:] = ['pdf', sys.argv[1], '--max-memory', '64']; main()"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert "PG711" in done.stderr
    assert "32 MB" in done.stderr


def test_tables_in_tables_end_in_a_pdf_or_in_a_code() -> None:
    opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    result = printed(docx(document(opened * 60 + closed * 60 + "<w:p/>")))
    assert result.value is not None or [each.code for each in result.diagnostics if each.code[:4] == "PG71"]


def test_a_file_is_loaded_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(2 << 20))
    assert load_foreign(path, DEFAULT_LIMITS.for_file_of(2), Budget()).value is not None
    (refusal,) = load_foreign(path, DEFAULT_LIMITS.for_file_of(1), Budget()).diagnostics
    assert (refusal.code, refusal.param("size"), refusal.param("limit")) == ("PG612", "2", "1")


@pytest.mark.nightly
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_the_corpus_ends_in_a_pdf_or_in_one_refusal(path: Path) -> None:
    loaded = load_foreign(path, DEFAULT_LIMITS, Budget(seconds=300))
    result = loaded.then(print_foreign)
    errors = [each for each in result.diagnostics if each.severity == "error"]
    assert result.value is not None or len(errors) == 1
    assert not {"PG712", "PG713", "PG714"} & {each.code for each in errors}, errors


@pytest.mark.nightly
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the checkout")
def test_mutants_of_real_files_are_printed_or_end_in_diagnostics(capsys: pytest.CaptureFixture[str]) -> None:
    files, seed = small_files(16_000), int(os.environ.get("PACKETGEN_FUZZ_SEED", time.time_ns() % 10**9))
    with capsys.disabled():
        print(f"printing mutants of {len(files)} files: seed {seed}")  # noqa: T201  # told before anything can fail
    for number in range(3000):
        read = read_docx(mutant(files, seed, number), "x.docx")
        try:
            with at_most(60):
                result = print_document(read, "x.docx", strict=False)
        except Exception as fault:
            message = f"seed {seed}, mutant {number}: {type(fault).__name__}: {fault}"
            raise AssertionError(message) from fault
        assert result.value is not None or result.diagnostics
