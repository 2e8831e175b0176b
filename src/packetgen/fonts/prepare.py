"""A face to a small file of its own and its figures, made once and kept in the user's cache.

A whole Chinese collection costs 20 MB and a quarter of a second for every document; the 6,763 characters of GB 2312,
which all but rare names are written with, a tenth of that. What a document uses beyond them goes into a second, tiny
file of the same face.
"""

import json
import os
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from packetgen.errors import OutputError
from packetgen.fonts.cff import with_plain_charset
from packetgen.fonts.faces import Face
from packetgen.fonts.harfbuzz import subset_of
from packetgen.storage import digest, write_file

_FORMAT = 8
_LAST = 0x110000
_SMALL = 1_500_000  # bytes of a file that is not worth a subset


@dataclass(frozen=True, eq=False)
class Prepared:
    """A face ready to be embedded. Figures are in units of the size."""

    face: Face
    file: Path
    ascent: float
    descent: float
    gap: float
    advances: dict[str, float]
    ranges: tuple[tuple[int, int], ...]
    rare: str  # the characters that the file was made for, where it is not made for the common ones

    @property
    def is_part(self) -> bool:
        """Whether the file holds only some of the face's characters."""
        return self.file.as_posix() != self.face.path

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
def prepare(face: Face) -> Prepared:
    """Prepare a face. Of a large one the common characters are taken, where the library for that is there."""
    return _prepared(face, "")


@cache
def prepare_rare(face: Face, characters: str) -> Prepared:
    """Prepare characters of a face that its common ones lack (`rare`), sorted, each once."""
    return _prepared(face, characters)


def _prepared(face: Face, rare_ones: str) -> Prepared:
    path = Path(face.path)
    state = path.stat()
    key = digest(f"{_FORMAT}/{face.path}/{face.index}/{state.st_size}/{state.st_mtime_ns}".encode())[:24]
    folder = cache_folder() / "fonts"
    figures = folder / f"{key}.json"
    if figures.is_file():
        data = json.loads(figures.read_text(encoding="utf-8"))
    else:
        data = _figures(face)
        _keep(figures, json.dumps(data).encode())
    ranges = tuple((first, last) for first, last in data["ranges"])
    file = path
    if state.st_size > _SMALL or path.suffix.lower() in {".ttc", ".otc"}:
        subset = folder / (f"{key}-{digest(rare_ones.encode())[:12]}.otf" if rare_ones else f"{key}.otf")
        wanted = frozenset(map(ord, rare_ones)) or common_characters()
        if subset.is_file() or _subset(face, subset, wanted):
            file = subset
    return Prepared(face, file, data["ascent"], data["descent"], data["gap"], data["advances"], ranges, rare_ones)


def _keep(path: Path, data: bytes) -> bool:
    """Write to the cache; where it cannot be written the whole face is embedded each time, which is slow."""
    try:
        write_file(path, data)
    except OutputError:
        return False
    return True


def _figures(face: Face) -> dict[str, Any]:
    from packetgen.fonts.inspect import coverage_of, metrics_of  # noqa: PLC0415  # fontTools is heavy

    ascent, descent, gap, advances = metrics_of(face)
    return {"ascent": ascent, "descent": descent, "gap": gap, "advances": advances, "ranges": coverage_of(face)}


def _subset(face: Face, file: Path, characters: frozenset[int]) -> bool:
    """Make a subset, where the library for it is there and the cache can be written."""
    data = subset_of(face, characters)
    return data is not None and _keep(file, with_plain_charset(data))


@cache
def common_characters() -> frozenset[int]:
    """The characters of GB 2312, Latin with its accents, and the signs that documents use."""
    numbers = set(range(0x20, 0x180)) | set(range(0x2000, 0x2070)) | {0x3007}
    numbers |= {*range(0x2160, 0x2180), *range(0x2460, 0x24FF), *range(0x2190, 0x2200), *range(0x25A0, 0x2600)}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                numbers.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return frozenset(numbers)


def rare(text: str) -> str:
    """The characters of a text that are none of the common ones, sorted, each once."""
    common = common_characters()
    return "".join(sorted({ch for ch in text if ord(ch) not in common and not ch.isspace()}))
