"""Pages of two PDFs side by side as pictures, ours left, the reference's right. Runs with the judges' Python.

`python fidelity_sheets.py PAGES` reads lines of JSON: `title`, `ours` (may lack), `theirs`, `target`.
"""

import json
import sys
from collections.abc import Mapping

import pymupdf
from fidelity_pages import Pdf

PAIRS_A_ROW = 2
_DPI = 60
_WIDTH, _HEIGHT, _HEAD, _GAP = 600.0, 780.0, 24.0, 8.0
_OURS, _THEIRS = (0.8, 0.1, 0.1), (0.1, 0.1, 0.8)


def draw(job: Mapping[str, str], pages: int) -> None:
    """Write one sheet: the first pages, or those named by `first`."""
    with pymupdf.open(job["theirs"]) as theirs:
        ours = pymupdf.open(job["ours"]) if job.get("ours") else None
        first = int(job.get("first", 0))
        numbers = range(first, min(first + pages, max(len(theirs), len(ours) if ours else 0)))
        rows = -(-len(numbers) // PAIRS_A_ROW)
        sheet = pymupdf.open()
        canvas = sheet.new_page(width=2 * PAIRS_A_ROW * _WIDTH, height=_HEAD + rows * _HEIGHT)
        said = f"{job['title']}   pages {len(ours) if ours else 'none'} / {len(theirs)}"
        canvas.insert_text((_GAP, 17), said, fontsize=14, fontname="china-s")
        for place, number in enumerate(numbers):
            row, column = divmod(place, PAIRS_A_ROW)
            for side, (pdf, colour) in enumerate(((ours, _OURS), (theirs, _THEIRS))):
                left, top = (2 * column + side) * _WIDTH, _HEAD + row * _HEIGHT
                frame = pymupdf.Rect(left + _GAP / 2, top, left + _WIDTH - _GAP / 2, top + _HEIGHT - _GAP)
                show(canvas, frame, pdf, number, colour)
        canvas.get_pixmap(dpi=_DPI).save(job["target"])


def show(canvas: Pdf, frame: Pdf, pdf: Pdf, number: int, colour: tuple[float, float, float]) -> None:
    if pdf is None or number >= len(pdf):
        return
    page = pdf[number].rect
    scale = min(frame.width / page.width, frame.height / page.height)
    box = pymupdf.Rect(frame.x0, frame.y0, frame.x0 + page.width * scale, frame.y0 + page.height * scale)
    canvas.show_pdf_page(box, pdf, number)
    canvas.draw_rect(box, color=colour, width=1)


def main() -> None:
    pymupdf.TOOLS.mupdf_display_errors(on=False)
    for line in sys.stdin:
        draw(json.loads(line), int(sys.argv[1]))


if __name__ == "__main__":
    main()
