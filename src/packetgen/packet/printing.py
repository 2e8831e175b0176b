"""Filled drafts to PDFs, over a few processes that import the print engine while drafts are still being filled.

What prints is imported in those processes: this one would only wait for it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from packetgen.diagnostics import Outcome
from packetgen.packet.request import Request
from packetgen.pdf.model import Pdf
from packetgen.workers import Pool, default_processes, pool


@dataclass(frozen=True, slots=True)
class PrintJob:
    data: bytes
    source: str


def preload() -> None:
    """Import the engine and print a page, and let the collector forget what will never be garbage."""
    from packetgen.pdf.engine import preload as preload_engine  # noqa: PLC0415  # heavy
    from packetgen.pdf.write import print_docx  # noqa: PLC0415  # heavy

    preload_engine()
    print_docx(_first_page(), "")
    gc.freeze()


def _first_page() -> bytes:
    """A Word file of one word: what is slow the first time is slow before there is work."""
    from packetgen.ooxml.names import CONTENT_TYPES, W  # noqa: PLC0415
    from packetgen.ooxml.write import write_package  # noqa: PLC0415  # the XML library is heavy

    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types xmlns="{CONTENT_TYPES}"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>'
    return write_package({"[Content_Types].xml": types.encode(), "word/document.xml": body.encode()})


_MOST_PAGES = 60
"""Printed pages leave some 100 MB of garbage behind by then."""

_uncollected = 0


def print_job(job: PrintJob) -> Outcome[Pdf]:
    """Print one file. Laying out makes millions of objects and hardly any garbage before it is done."""
    from packetgen.pdf.write import print_docx  # noqa: PLC0415  # heavy

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
    # A build makes models, trees and texts that it needs to its end: hardly anything is garbage before.
    gc.disable()
    with pool(print_job, prepare=preload, processes=processes if "pdf" in request.formats else 1) as workers:
        yield workers
