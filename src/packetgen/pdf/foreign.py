"""A Word file that comes from outside to a PDF: within limits of time and memory, and never by a traceback."""

import gc
from dataclasses import dataclass
from pathlib import Path

from packetgen.confine import Reason, Stage, StoppedError, run_confined
from packetgen.diagnostics import Outcome, Span, error
from packetgen.document.model import Document, View
from packetgen.document.read import read_docx
from packetgen.fonts import has_harfbuzz_subset, list_coverage
from packetgen.ooxml.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from packetgen.pdf import engine
from packetgen.pdf.model import Pdf
from packetgen.pdf.write import print_document

_READING_SECONDS, _READING_MEMORY = 6, 2
"""Reading may take this part of what printing may."""

_CODES = {
    Reason.TIME: "PG710",
    Reason.MEMORY: "PG711",
    Reason.DEPTH: "PG712",
    Reason.DEATH: "PG713",
    Reason.FAULT: "PG714",
}


@dataclass(frozen=True, slots=True)
class Budget:
    """What printing one file may take; reading it, a sixth of the time and half of the memory."""

    seconds: int = 60
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file from outside, with what it may cost."""

    data: bytes
    source: str
    limits: Limits = DEFAULT_LIMITS
    budget: Budget = Budget()
    view: View = "final"


def load_foreign(path: Path, limits: Limits, budget: Budget, view: View = "final") -> Outcome[Foreign]:
    """The bytes of a file, unless they are more than a file may have."""
    with path.open("rb") as file:
        data = file.read(limits.file_bytes + 1)
        size = max(len(data), path.stat().st_size)
    if size > limits.file_bytes:
        megabytes, limit = -(-size // MEGABYTE), limits.file_bytes // MEGABYTE
        return Outcome(None, (error("PG612", Span(path.name), size=megabytes, limit=limit),))
    return Outcome(Foreign(data, path.name, limits, budget, view))


def print_foreign(file: Foreign) -> Outcome[Pdf]:
    """Read and print a file in a process of its own. Whatever is in it, the end is a PDF or diagnostics."""
    budget = file.budget
    stages = (
        Stage(_read, -(-budget.seconds // _READING_SECONDS), budget.megabytes // _READING_MEMORY),
        Stage(_print, budget.seconds, budget.megabytes),
    )
    try:
        printed: Outcome[Pdf] = run_confined(stages, file, _prepare, budget.seconds)
    except StoppedError as stop:
        code = _CODES[stop.reason]
        return Outcome(None, (error(code, Span(file.source), limit=stop.detail, reason=stop.detail),))
    return printed


def _prepare() -> None:
    """All that starts other programs: the list of faces and the search for libraries."""
    # Hardly anything of a document is garbage before it is printed, and then the process ends.
    gc.freeze()
    gc.disable()
    engine.preload()
    list_coverage()
    has_harfbuzz_subset()


def _read(file: Foreign) -> tuple[str, Outcome[Document]]:
    return file.source, read_docx(file.data, file.source, file.view, file.limits)


def _print(read: tuple[str, Outcome[Document]]) -> Outcome[Pdf]:
    source, document = read
    gc.collect()  # the readers, which hold the file's trees
    return print_document(document, source, strict=False)
