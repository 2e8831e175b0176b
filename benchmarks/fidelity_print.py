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
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from fidelity_words import stories

SECONDS = 90
"""Longer than `packetgen pdf` lets itself run (60), so that it is the command that says so."""
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
    """What `packetgen pdf` does with a file, in this process."""
    from click.testing import CliRunner  # noqa: PLC0415  # heavy

    from packetgen.cli.pdf import command  # noqa: PLC0415

    start = time.perf_counter()
    done = CliRunner().invoke(command, [str(path), "-o", str(target), "--format", "json", "--lang", "en"])
    taken = time.perf_counter() - start
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        message = f"{str(done.exception)[:200]} ({_place_of(done.exception)})"
        return {"code": type(done.exception).__name__, "message": message}
    said = json.loads(done.stdout)
    errors = [each for each in said["diagnostics"] if each["severity"] == "error"]
    message = "; ".join(f"{each['code']} {each['message']}" for each in errors)[:300]
    found = {"message": message, "seconds": taken, "diagnostics": said["diagnostics"]}
    if said["pdf"] is None:
        return {"code": errors[0]["code"] if errors else "none", **found}
    words = json.dumps(stories(path.read_bytes(), path.name))
    target.with_suffix(".words.json").write_text(words, encoding="utf-8")
    return {"code": "", "pages": said["pages"], **found}


def _place_of(fault: BaseException) -> str:
    step = fault.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step is not None else ""


if __name__ == "__main__":
    serve()
