"""Measures pairs of PDFs: lines of JSON in, lines of JSON out. Runs with the judges' Python, in as many processes as asked.

`python fidelity_measure.py PROCESSES [--cells]`; a line in names `key`, `docx`, `ours`, `theirs` and, where they are
there, `words` (what the model holds) and `exported` (LibreOffice's own text).
"""

import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pymupdf
from fidelity_pages import Pdf, cells, headings, likeness, measures
from fidelity_text import Line, agreement, furniture_of, lines_of, lost, recall, squeezed, without_furniture


def measured(job: Mapping[str, str], *, with_cells: bool) -> dict[str, Any]:
    """All figures of one file. A PDF that is not there leaves those out that need it."""
    found: dict[str, Any] = {"key": job["key"]}
    words = json.loads(Path(job["words"]).read_text(encoding="utf-8")) if job.get("words") else None
    if words and job.get("exported"):
        found |= recall(words["all"], Path(job["exported"]).read_text(encoding="utf-8-sig"))
    with pymupdf.open(job["theirs"]) as theirs:
        found["their_pages"] = len(theirs)
        if not job.get("ours"):
            return found
        with pymupdf.open(job["ours"]) as ours:
            found["pages"] = len(ours)
            return found | compared(job, ours, theirs, words, with_cells=with_cells)


def compared(
    job: Mapping[str, str], ours: Pdf, theirs: Pdf, words: Mapping[str, list[list[str]]] | None, *, with_cells: bool
) -> dict[str, Any]:
    furniture = furniture_of(Path(job["docx"]))
    split = [
        [without_furniture(lines_of(page), page.rect.height, furniture) for page in side] for side in (ours, theirs)
    ]
    mine, reference = ([body for body, _ in side] for side in split)
    whole = [_words(lines_of(page)) for page in ours]
    found = agreement(mine, reference) | likeness(ours, theirs) | headings(ours, theirs, whole)
    found |= {"furniture": sum(len(off) for _, off in split[0]), "their_furniture": sum(len(o) for _, o in split[1])}
    found |= {"lines": measures(mine), "their_lines": measures(reference)}
    found |= cells(ours, theirs) if with_cells else {}
    if words:
        found |= lost(words["final"], [lines_of(page, unseen=True) for page in ours])
    return found


def _words(lines: list[Line]) -> str:
    return squeezed("".join(line.text for line in lines))


def main() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    pymupdf.TOOLS.mupdf_display_errors(on=False)
    jobs = [json.loads(line) for line in sys.stdin]
    with ProcessPoolExecutor(int(sys.argv[1])) as pool:
        for found in pool.map(partial(measured, with_cells="--cells" in sys.argv), jobs):
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
