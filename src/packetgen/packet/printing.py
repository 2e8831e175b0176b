"""Filled drafts to PDFs, over a few processes that import the print engine while drafts are still being filled."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from packetgen.diagnostics import Outcome
from packetgen.packet.request import Request
from packetgen.pdf import engine
from packetgen.pdf.write import Pdf, print_docx
from packetgen.workers import Pool, default_processes, pool


@dataclass(frozen=True, slots=True)
class PrintJob:
    data: bytes
    source: str


def preload() -> None:
    """Import the engine, and let the collector forget what will never be garbage."""
    engine.preload()
    gc.freeze()


_MOST_PAGES = 60
"""Printed pages leave some 100 MB of garbage behind by then."""

_uncollected = 0


def print_job(job: PrintJob) -> Outcome[Pdf]:
    """Print one file. Laying out makes millions of objects and hardly any garbage before it is done."""
    global _uncollected  # noqa: PLW0603  # a process prints one file after the other
    gc.disable()
    try:
        printed = print_docx(job.data, job.source)
    finally:
        gc.enable()
    _uncollected += printed.value.pages if printed.value is not None else _MOST_PAGES
    if _uncollected >= _MOST_PAGES:
        gc.collect()
        _uncollected = 0
    return printed


Printers = Pool[PrintJob, Outcome[Pdf]]


@contextmanager
def printers(request: Request) -> Iterator[Printers]:
    """The processes that print for a build. Open them before anything else: they import while the deal is loaded."""
    processes = request.processes or default_processes()
    with pool(print_job, prepare=preload, processes=processes if "pdf" in request.formats else 1) as workers:
        yield workers
