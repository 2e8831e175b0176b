"""packetgen's side: files printed by processes that stay (warm), each with a limit of time; and what the model holds.

`python fidelity_print.py` is one such process: a line of JSON names a file and where to write, a line answers.
"""

import json
import os
import resource
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

SECONDS = 60
"""The limit of `packetgen pdf`."""
_BYTES = 3_000_000_000


@dataclass(frozen=True)
class Job:
    """A file to print; `folder` takes `<key>.pdf` and `<key>.words.json`."""

    key: str
    path: Path
    folder: Path


def print_all(jobs: Sequence[Job], processes: int) -> dict[str, dict[str, object]]:
    """Print every file. A result has `code` (empty when a PDF was written), `message`, `seconds`, `pages`, `diagnostics`."""
    idle: SimpleQueue[Printer] = SimpleQueue()
    for _ in range(processes):
        idle.put(Printer())

    def one(job: Job) -> dict[str, object]:
        printer = idle.get()
        try:
            return printer.print(job)
        finally:
            idle.put(printer)

    with ThreadPoolExecutor(processes) as pool:
        results = dict(zip((job.key for job in jobs), pool.map(one, jobs), strict=True))
    for _ in range(processes):
        idle.get().end()
    return results


class Printer:
    """A process that prints one file after another, started again when one ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def print(self, job: Job) -> dict[str, object]:
        target = job.folder / f"{job.key}.pdf"
        target.unlink(missing_ok=True)
        process = self._process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        line = json.dumps({"path": str(job.path), "target": str(target)}) + "\n"
        process.stdin.write(line.encode())
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], SECONDS)
        answer = process.stdout.readline() if ready else b""
        if answer:
            return dict(json.loads(answer))
        self.end()
        code = process.returncode
        if not ready:
            return {"code": "timeout", "message": f"ended after {SECONDS} s", "seconds": SECONDS}
        return {"code": "died", "message": f"the process ended with {code}"}

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )


# -- the process that prints -----------------------------------------------------------------------------------------


def serve() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a stray print is no answer
    _warm()
    for line in sys.stdin:
        job = json.loads(line)
        answers.write(json.dumps(printed(Path(job["path"]), Path(job["target"]))) + "\n")
        answers.flush()


def _warm() -> None:
    """Load what a first document would load."""
    from packetgen.pdf.engine import engine  # noqa: PLC0415  # heavy
    from packetgen.pdf.press import press  # noqa: PLC0415

    engine()
    press()


def printed(path: Path, target: Path) -> dict[str, object]:
    from packetgen.pdf.write import print_docx  # noqa: PLC0415

    start = time.perf_counter()
    try:
        result = print_docx(path.read_bytes(), path.name)
    except Exception as fault:  # noqa: BLE001  # whatever escapes is a failure of this file, and is named
        place = _place_of(fault)
        return {"code": type(fault).__name__, "message": f"{str(fault)[:200]} ({place})"}
    taken = time.perf_counter() - start
    met = [(each.severity.name.lower(), each.code, dict(each.params)) for each in result.diagnostics]
    diagnostics = [
        [severity, code, {key: str(value) for key, value in params.items()}] for severity, code, params in met
    ]
    target.with_suffix(".words.json").write_text(json.dumps(stories(path)), encoding="utf-8")
    if result.value is None:
        code = next((code for severity, code, _ in diagnostics if severity == "error"), "none")
        message = "; ".join(f"{code} {params}" for severity, code, params in diagnostics if severity == "error")
        return {"code": code, "message": message[:300], "seconds": taken, "diagnostics": diagnostics}
    target.write_bytes(result.value.data)
    errors = [f"{code} {params}" for severity, code, params in diagnostics if severity == "error"]
    return {
        "code": "",
        "message": "; ".join(errors)[:300],
        "seconds": taken,
        "pages": result.value.pages,
        "diagnostics": diagnostics,
    }


def _place_of(fault: BaseException) -> str:
    step = fault.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step is not None else ""


def stories(path: Path) -> dict[str, list[str]]:
    """The words of the model's body by paragraph: as printed (`final`), and with what was deleted (`all`)."""
    from packetgen.document.read import read_docx  # noqa: PLC0415

    document = read_docx(path.read_bytes(), path.name).value
    if document is None:
        return {"final": [], "all": []}
    paragraphs = [each for section in document.sections for each in _paragraphs(section.blocks)]
    return {
        "final": ["".join(_words(each, deleted=False)) for each in paragraphs],
        "all": ["".join(_words(each, deleted=True)) for each in paragraphs],
    }


def _paragraphs(blocks: Iterable[object]) -> Iterator[object]:
    from packetgen.document.model import Paragraph, Table  # noqa: PLC0415

    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


def _words(paragraph: object, *, deleted: bool) -> Iterator[str]:
    label = getattr(paragraph, "label", None)
    if label is not None and not label.bullet:
        yield label.text
    yield from _inline_words(getattr(paragraph, "inlines", ()), deleted=deleted)


def _inline_words(inlines: Iterable[object], *, deleted: bool) -> Iterator[str]:
    from packetgen.document.model import Field, Link, Run  # noqa: PLC0415

    for inline in inlines:
        if isinstance(inline, Run) and (deleted or inline.revision != "del"):
            yield inline.text
        elif isinstance(inline, Field) and inline.kind not in {
            "PAGE",
            "NUMPAGES",
            "SECTIONPAGES",
            "PAGEREF",
            "SECTION",
        }:
            yield from _inline_words(inline.result, deleted=deleted)
        elif isinstance(inline, Link):
            yield from _inline_words(inline.inlines, deleted=deleted)


if __name__ == "__main__":
    serve()
