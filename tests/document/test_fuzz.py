"""Mutants of real files, read: each ends in a document or in diagnostics, in a few seconds of computing.

A failure names its seed and number. PACKETGEN_FUZZ_SEED and PACKETGEN_FUZZ_COUNT choose others.
"""

import os
import time
from collections.abc import Callable

import pytest
from tests.ooxml.mutants import CORPUS, Original, at_most, mutant, originals, small_files

from packetgen.document.read import read_docx

_SECONDS = 10
SEED_OF_CI = 20261123


@pytest.fixture(scope="module")
def files(forms: Callable[..., tuple[object, ...]]) -> tuple[Original, ...]:
    """Small files of the corpus; where that is not, drafts of the samples."""
    if CORPUS.is_dir():
        return small_files(40_000)
    return originals((str(form), form.from_markdown().data) for form in forms())  # type: ignore[attr-defined]


def read_mutants(files: tuple[Original, ...], seed: int, count: int) -> None:
    """Read mutants; the first that ends in an exception fails with what makes it again."""
    count = int(os.environ.get("PACKETGEN_FUZZ_COUNT", count))
    seed = int(os.environ.get("PACKETGEN_FUZZ_SEED", seed))
    print(f"fuzzing {len(files)} files: seed {seed}, {count} mutants")  # noqa: T201  # the seed is told before anything can fail
    for number in range(count):
        data = mutant(files, seed, number)
        try:
            with at_most(_SECONDS):
                result = read_docx(data, "x.docx")
        except Exception as fault:
            message = f"seed {seed}, mutant {number}: {type(fault).__name__}: {fault}"
            raise AssertionError(message) from fault
        assert result.value is not None or result.diagnostics, (seed, number)


def test_a_few_mutants_end_in_a_document_or_in_diagnostics(files: tuple[Original, ...]) -> None:
    read_mutants(files, SEED_OF_CI + 1, 300)


@pytest.mark.judge
def test_twenty_thousand_mutants_end_in_a_document_or_in_diagnostics(
    files: tuple[Original, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        read_mutants(files, SEED_OF_CI, 20_000)


@pytest.mark.nightly
def test_a_million_mutants_end_in_a_document_or_in_diagnostics(
    files: tuple[Original, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        read_mutants(files, time.time_ns() % 10**9, 1_000_000)


def test_a_mutant_is_the_same_whenever_it_is_made(files: tuple[Original, ...]) -> None:
    assert mutant(files, 1, 5) == mutant(files, 1, 5)
    assert len({mutant(files, 1, number) for number in range(20)}) == 20
