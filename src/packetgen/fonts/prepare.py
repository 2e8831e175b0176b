"""A face to a small file of its own and its figures, made once and kept in the user's cache.

A whole Chinese collection costs 20 MB and a quarter of a second for every document; the characters of GBK, which
hold every common name, a fifth of that. What a document uses beyond GBK goes into a file of its own.
"""

import json
import os
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packetgen.fonts.faces import Face
from packetgen.fonts.harfbuzz import subset_of
from packetgen.storage import digest, write_file

_FORMAT = 5
_LAST = 0x110000
_SMALL = 1_500_000  # bytes of a file that is not worth a subset


@dataclass(frozen=True)
class Prepared:
    """A face ready to be embedded. Figures are in units of the size."""

    face: Face
    file: Path
    ascent: float
    descent: float
    advances: dict[str, float]
    ranges: tuple[tuple[int, int], ...]

    def holds(self, ch: str) -> bool:
        number = ord(ch)
        place = bisect_right(self.ranges, (number, _LAST)) - 1
        return place >= 0 and number <= self.ranges[place][1]


def cache_folder() -> Path:
    """Where prepared faces lie: PACKETGEN_CACHE, else the user's cache folder."""
    if own := os.environ.get("PACKETGEN_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "packetgen"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/packetgen"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "packetgen"


@cache
def prepare(face: Face, extra: str = "") -> Prepared:
    """Prepare a face. `extra` are characters beyond GBK that the document needs of it, sorted, each once."""
    path = Path(face.path)
    state = path.stat()
    key = digest(f"{_FORMAT}/{face.path}/{face.index}/{state.st_size}/{state.st_mtime_ns}".encode())[:24]
    folder = cache_folder() / "fonts"
    figures = folder / f"{key}.json"
    if not figures.is_file():
        _write_figures(face, figures)
    data = json.loads(figures.read_text(encoding="utf-8"))
    ranges = tuple((first, last) for first, last in data["ranges"])
    file = path
    if state.st_size > _SMALL or path.suffix.lower() in {".ttc", ".otc"}:
        wanted = "".join(ch for ch in extra if any(first <= ord(ch) <= last for first, last in ranges))
        name = f"{key}-{digest(wanted.encode())[:8]}" if wanted else key
        subset = folder / f"{name}.otf"
        if subset.is_file() or _subset(face, subset, wanted):
            file = subset
    return Prepared(face, file, data["ascent"], data["descent"], data["advances"], ranges)


def _write_figures(face: Face, path: Path) -> None:
    from packetgen.fonts.inspect import coverage_of, metrics_of  # noqa: PLC0415  # fontTools is heavy

    ascent, descent, advances = metrics_of(face)
    data = {"ascent": ascent, "descent": descent, "advances": advances, "ranges": coverage_of(face)}
    write_file(path, json.dumps(data).encode())


def _subset(face: Face, file: Path, extra: str) -> bool:
    """Make a subset, where the library for it is there."""
    data = subset_of(face, common_characters() | {ord(ch) for ch in extra})
    if data is not None:
        write_file(file, data)
    return data is not None


@cache
def common_characters() -> frozenset[int]:
    """The characters of GBK, Latin with its accents, and the signs that documents use."""
    numbers = set(range(0x20, 0x180)) | set(range(0x2000, 0x2070)) | {0x3007}
    numbers |= {*range(0x2160, 0x2180), *range(0x2460, 0x24FF), *range(0x2190, 0x2200), *range(0x25A0, 0x2600)}
    for high in range(0x81, 0xFF):
        for low in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            try:
                numbers.add(ord(bytes((high, low)).decode("gbk")))
            except UnicodeDecodeError:
                continue
    return frozenset(numbers)


def beyond_common(text: str) -> str:
    """The characters of a text that prepared faces do not hold anyway, sorted."""
    common = common_characters()
    return "".join(sorted({ch for ch in text if ord(ch) not in common and not ch.isspace()}))
