"""Filled drafts to PDFs, over a few processes that import the print engine while drafts are still being filled."""

from dataclasses import dataclass

from packetgen.diagnostics import Outcome
from packetgen.pdf.engine import preload
from packetgen.pdf.write import Pdf, print_docx


@dataclass(frozen=True, slots=True)
class PrintJob:
    data: bytes
    source: str


def print_job(job: PrintJob) -> Outcome[Pdf]:
    return print_docx(job.data, job.source)


__all__ = ["Pdf", "PrintJob", "preload", "print_job"]
