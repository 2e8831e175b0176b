"""The words of a PDF without page furniture, and how far two texts agree in order. Runs with the judges' Python."""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pymupdf
from rapidfuzz.distance import Indel

Page: TypeAlias = Any
"""A page of PyMuPDF, which has no types."""
BAND = 0.25
"""The part of a page's height, from its top and from its foot, in which a line of a header or footer may stand."""
EDGE = 0.12
"""The same for a bare page number."""
_LEADERS = re.compile(r"[.．…·_\-=]{4,}")
_PAGE_BEHIND = re.compile(r"([.．…·]{4}\s*)(?:\d+|[ivxlc]+)\s*$")
_PAGE = re.compile(r"\d+|[ivxlc]+")
_LEADER_END = re.compile(r"[.．…·]{4}\s*$")
_BULLETS = re.compile(r"[•◦▪▫●○■□◆◇➢➤❖✓✔✗✘★☆⟡☺☐☒\ue000-\uf8ff]")
"""Signs of lists. Each program draws them from a symbol face of its own, under a code of its own; boxes to tick in forms
are characters to packetgen and drawn lines to LibreOffice."""
_LAM_ALEF = re.compile("[\u0622\u0623\u0625\u0627\u0644]")
"""Lam and alef count as one letter, since MuPDF gives the two of their ligature from left to right."""
_NUMBERS = re.compile(r"[\d〇一二三四五六七八九十—–\-/]+|^[ivxl]+$")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LONGEST_FOR_EXCERPTS = 60_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the piece of one that stands alone; lengths are points from the page's top left."""

    text: str
    box: tuple[float, float, float, float]
    baseline: float
    size: float


def lines_of(page: Page, *, unseen: bool = False) -> list[Line]:
    """The lines of a page in the order in which they were painted, those that run over its edges with them.

    `unseen`: also those off the page, and what is cut off by the edges of a cell or box.
    """
    found, sheet = [], page.rect
    # MuPDF gives words twice where a text to be read stands beside glyphs of which it differs in a space.
    flags = (pymupdf.TEXTFLAGS_DICT | pymupdf.TEXT_IGNORE_ACTUALTEXT) & ~(pymupdf.TEXT_CLIP if unseen else 0)
    for block in page.get_text("dict", clip=pymupdf.INFINITE_RECT(), flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            spans = [span for span in line["spans"] if span["text"].strip()]
            if spans and (unseen or sheet.intersects(line["bbox"])):
                text = "".join(span["text"] for span in line["spans"])
                found.append(Line(text, tuple(line["bbox"]), spans[0]["origin"][1], spans[0]["size"]))
    return found


def squeezed(text: str) -> str:
    """Text without what two programs may well print differently: spaces and marks that do not show, leaders, list signs,
    forms of a letter."""
    text = re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", unicodedata.normalize("NFKC", text))
    text = text.replace("\u2011", "-").replace("\u2010", "-")
    text = _LAM_ALEF.sub("\u0644", text)
    return _BULLETS.sub("", _LEADERS.sub("", text))


def runs_left(texts: Iterable[str]) -> bool:
    """Whether most of the lines or paragraphs of a file have words from right to left."""
    found = [bool(_FROM_RIGHT.search(text)) for text in texts if text.strip()]
    return sum(found) * 2 > len(found)


def compared(texts: Iterable[str], *, letters: bool) -> str:
    """Lines or paragraphs as they are compared in order, squeezed; with `letters` nothing but letters.

    Of those with words from right to left only the letters count, and of all where most have such words: each program
    writes a line in the order in which it is painted, and a reader turns it, but places what has no direction (digits,
    signs, marks over letters) otherwise.
    """
    return "".join(
        "".join(filter(str.isalpha, text)) if letters or _FROM_RIGHT.search(text) else text
        for text in map(squeezed, texts)
    )


def furniture_of(docx: Path) -> str:
    """The words of all headers and footers of a Word file, squeezed, without digits."""
    with zipfile.ZipFile(docx) as archive:
        parts = [name for name in archive.namelist() if re.search(r"/(header|footer)[^/]*\.xml$", name)]
        roots = [ET.fromstring(archive.read(name)) for name in parts]
    words = (e.text or "" for root in roots for e in root.iter() if isinstance(e.tag, str) and e.tag.endswith("}t"))
    return unnumbered("".join(words))


def unnumbered(text: str) -> str:
    """Text as headers and footers are compared: a page number is another on every page, capitals may be a format."""
    return _NUMBERS.sub("", squeezed(text).casefold())


def without_furniture(lines: Sequence[Line], height: float, furniture: str) -> tuple[list[Line], list[Line]]:
    """The lines of the body, and those of headers and footers."""
    body, off = [], []
    for line in lines:
        middle = (line.box[1] + line.box[3]) / 2 / height
        bare = unnumbered(line.text)
        in_band = min(middle, 1 - middle) < BAND if bare else min(middle, 1 - middle) < EDGE
        (off if in_band and bare in furniture else body).append(line)
    return body, off


def by_place(lines: Sequence[Line]) -> list[Line]:
    """Lines from the top down, pieces of one line from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.baseline):
        if rows and line.baseline - rows[-1][0].baseline < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda each: each.box[0])]


def agreement(ours: Sequence[Sequence[Line]], theirs: Sequence[Sequence[Line]]) -> dict[str, Any]:
    """How far the texts of two PDFs, page by page, agree in order: twice the common sequence by the sum of lengths.

    Painting order differs where boxes stand beside the text, order by place where columns are a little shifted. The
    better of the two counts; `bag` is the same without any order, so that it tells lost words from moved ones.
    """
    letters = runs_left(line.text for page in theirs for line in page)
    painted, placed = (
        [compared(uncounted(line for page in side for line in order(page)), letters=letters) for side in (ours, theirs)]
        for order in (list, by_place)
    )
    ratios = [Indel.normalized_similarity(*pair) for pair in (painted, placed)]
    best = painted if ratios[0] >= ratios[1] else placed
    return {"text": max(ratios), "bag": bag(*painted), "letters": len(painted[1]), **excerpts(*best)}


def uncounted(lines: Iterable[Line]) -> Iterator[str]:
    """The words of lines without the page numbers behind leaders: LibreOffice shows the file's, packetgen counts."""
    before = ""
    for line in lines:
        text = _PAGE_BEHIND.sub(r"\1", line.text)
        if not (_PAGE.fullmatch(text.strip()) and _LEADER_END.search(before)):
            yield text
            before = text


def bag(one: str, other: str) -> float:
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) if one or other else 1.0


def excerpts(ours: str, theirs: str) -> dict[str, Any]:
    """The longest stretches that only one side has."""
    if max(len(ours), len(theirs)) > _LONGEST_FOR_EXCERPTS:
        ours, theirs = _differing(ours, theirs)
    missing, extra = [], []
    for step in Indel.opcodes(theirs, ours):
        if step.tag == "delete":
            missing.append(theirs[step.src_start : step.src_end])
        elif step.tag == "insert":
            extra.append(ours[step.dest_start : step.dest_end])
    return {"missing": _longest(missing), "extra": _longest(extra)}


def _differing(one: str, other: str) -> tuple[str, str]:
    """What is left without the common beginning and end, cut to what can be compared in moderate memory."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[start : start + _LONGEST_FOR_EXCERPTS], other[start : start + _LONGEST_FOR_EXCERPTS]


def _longest(pieces: Sequence[str]) -> list[str]:
    return [piece[:80] for piece in sorted(pieces, key=len, reverse=True)[:3] if len(piece) > 1]


# -- the model's words -----------------------------------------------------------------------------------------------


def lost(stories: Sequence[Sequence[str]], pages: Sequence[Sequence[Line]]) -> dict[str, Any]:
    """Which characters of the model's stories a PDF lacks, each story in order; painted or by place, as above.

    Case does not count: capitals are a matter of format.
    """
    letters = runs_left(paragraph for story in stories for paragraph in story)
    orders = [
        compared((line.text for page in pages for line in order(page)), letters=letters).casefold()
        for order in (list, by_place)
    ]
    total = kept = 0
    pieces: list[str] = []
    for story in stories:
        words = compared(story, letters=letters).casefold()
        total += len(words)
        if any(_is_subsequence(words, printed) for printed in orders):
            kept += len(words)
            continue
        common, printed = max((_common(words, printed), printed) for printed in orders)
        kept += common
        pieces += excerpts(printed, words)["missing"]
    return {"own": kept / total if total else 1.0, "own_lost": _longest(pieces)}


def _common(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    return int(len(one) + len(other) - Indel.distance(one, other)) // 2


def _is_subsequence(wanted: str, text: str) -> bool:
    found: Iterator[str] = iter(text)
    return all(ch in found for ch in wanted)


def recall(stories: Sequence[Sequence[str]], exported: str) -> dict[str, Any]:
    """How much of LibreOffice's own text export the reader has in order."""
    ours, theirs = squeezed("".join(map("".join, stories))), squeezed(exported)
    return {"exported": len(theirs), "read": _common(ours, theirs), "unread": excerpts(ours, theirs)["missing"]}
