"""Two PDFs of one Word file side by side: pages, headings, lines, cells, pixels. Runs with the judges' Python."""

import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from fidelity_text import Line, by_place, squeezed

DPI = 50
_BLUR = 1.5  # pixels
_WINDOW = 7
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
Pdf: TypeAlias = Any
"""A file, a page or a table of PyMuPDF, which has no types."""
Pixels: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]


# -- pixels ----------------------------------------------------------------------------------------------------------


def likeness(ours: Pdf, theirs: Pdf) -> dict[str, Any]:
    """Structural similarity of each pair of pages, blurred, at 50 dpi; pages that only one side has do not count."""
    pairs = zip(ours, theirs, strict=False)
    values = [round(float(similarity(*padded(pixels(a), pixels(b)))), 4) for a, b in pairs]
    if not values:
        return {}
    return {"ssim": statistics.fmean(values), "ssim_min": min(values), "ssim_pages": values}


def pixels(page: Pdf) -> Pixels:
    picture = page.get_pixmap(dpi=DPI, colorspace="gray", alpha=False)
    grey = np.frombuffer(picture.samples, dtype=np.uint8).reshape(picture.height, picture.stride)
    return grey[:, : picture.width].astype(np.float64)


def padded(one: Pixels, other: Pixels) -> tuple[Pixels, Pixels]:
    """Both at the size of the larger, white at the right and below."""
    height, width = (max(one.shape[i], other.shape[i]) for i in (0, 1))
    made = [np.full((height, width), 255.0) for _ in range(2)]
    for canvas, page in zip(made, (one, other), strict=True):
        canvas[: page.shape[0], : page.shape[1]] = page
    return made[0], made[1]


def similarity(one: Pixels, other: Pixels) -> float:
    """SSIM of Wang et al. (2004) with a square window, after a Gaussian blur."""
    one, other = blurred(one), blurred(other)
    a, b = window_mean(one), window_mean(other)
    over = _WINDOW**2 / (_WINDOW**2 - 1)
    var_a = over * (window_mean(one * one) - a * a)
    var_b = over * (window_mean(other * other) - b * b)
    both = over * (window_mean(one * other) - a * b)
    top = (2 * a * b + _C1) * (2 * both + _C2)
    return float(np.mean(top / ((a * a + b * b + _C1) * (var_a + var_b + _C2))))


def blurred(page: Pixels) -> Pixels:
    reach = int(4 * _BLUR)
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * _BLUR**2))
    weights /= weights.sum()
    for axis in (0, 1):
        spread = [(reach, reach) if i == axis else (0, 0) for i in (0, 1)]
        wide = np.pad(page, spread, mode="edge")
        size = page.shape[axis]
        page = sum(w * np.take(wide, range(i, i + size), axis=axis) for i, w in enumerate(weights))
    return page


def window_mean(page: Pixels) -> Pixels:
    sums = np.pad(page, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    n = _WINDOW
    return (sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]) / n**2


# -- headings --------------------------------------------------------------------------------------------------------


def headings(ours: Pdf, theirs: Pdf, texts: Sequence[str]) -> dict[str, Any]:
    """On how many of the reference's headings both agree about the page.

    Ours are found by the outline, else by their words on the page nearest to theirs; `texts` are the squeezed words of
    our pages. Capitals may be a format, which an outline need not show.
    """
    wanted = [(_plain(title), page) for _, title, page in theirs.get_toc() if squeezed(title)]
    outline = [(_plain(title), page) for _, title, page in ours.get_toc()]
    texts = [text.casefold() for text in texts]
    same, moved, start = 0, [], 0
    for title, page in wanted:
        # Ours lists titles too, whose words may stand again as a heading.
        places = [i for i in range(start, len(outline)) if outline[i][0] == title]
        place = next((i for i in places if outline[i][1] == page), places[0] if places else None)
        if place is not None:
            start = place + 1
            found = outline[place][1]
        else:
            pages = [number for number, words in enumerate(texts, 1) if title in words]
            found = min(pages, key=lambda number: abs(number - page), default=0)
        same += found == page
        if found != page:
            moved.append(f"{title[:40]}: {page} > {found or 'nowhere'}")
    return {"headings": len(wanted), "headings_same": same, "headings_moved": moved[:3], "outline": len(outline)}


def _plain(title: str) -> str:
    return squeezed(title).casefold()


# -- lines -----------------------------------------------------------------------------------------------------------


def measures(pages: Sequence[Sequence[Line]]) -> dict[str, float]:
    """Pitch of body lines and edges of the text block, in points; empty where there is too little text."""
    sizes = Counter(round(line.size * 2) / 2 for page in pages for line in page for _ in squeezed(line.text))
    if not sizes:
        return {}
    body = sizes.most_common(1)[0][0]
    steps, left, right, tops, feet = [], [], [], [], []
    for page in pages:
        lines = [line for line in by_place(page) if abs(line.size - body) < 0.3]
        rows = sorted({round(line.baseline, 2) for line in lines})
        steps += [b - a for a, b in pairwise(rows) if 0.9 * body < b - a < 3.2 * body]
        left += [line.box[0] for line in lines]
        right += [line.box[2] for line in lines]
        tops += rows[:1]
        feet += rows[-1:]
    if len(steps) < 3:
        return {}
    cuts = statistics.quantiles(left, n=20), statistics.quantiles(right, n=20)
    return {
        "size": body, "pitch": most_common(steps), "left": cuts[0][0], "right": cuts[1][-1],
        "top": min(tops), "foot": max(feet),
    }  # fmt: skip


def most_common(steps: Sequence[float]) -> float:
    """The mean of the fullest class of a fifth of a point: the pitch within paragraphs, not that between them."""
    classes = Counter(round(step * 5) for step in steps)
    best = classes.most_common(1)[0][0]
    return statistics.fmean(step for step in steps if abs(step * 5 - best) <= 1)


# -- tables ----------------------------------------------------------------------------------------------------------


def cells(ours: Pdf, theirs: Pdf) -> dict[str, Any]:
    """Cells of ruled tables, paired by page, table and place; how many stand within 2 pt, as such and in their table."""
    total = near = alike = 0
    for a, b in zip(ours, theirs, strict=False):
        for one, other in zip(a.find_tables().tables, b.find_tables().tables, strict=False):
            pairs = list(zip(_boxes(one), _boxes(other), strict=False))
            total += max(len(_boxes(one)), len(_boxes(other)))
            near += sum(max(abs(p - q) for p, q in zip(x, y, strict=True)) <= 2 for x, y in pairs)
            shift = [other.bbox[i] - one.bbox[i] for i in (0, 1)] * 2
            alike += sum(max(abs(p + d - q) for p, q, d in zip(x, y, shift, strict=True)) <= 2 for x, y in pairs)
    return {"cells": total, "cells_near": near, "cells_alike": alike}


def _boxes(table: Pdf) -> list[tuple[float, ...]]:
    return [tuple(cell) for cell in table.cells if cell]
