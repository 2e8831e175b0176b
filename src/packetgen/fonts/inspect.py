"""Font files to what they hold: names, coverage, metrics. The only module that imports fontTools."""

from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from packetgen.fonts.faces import Face

_FAMILY_NAMES = (16, 1)
_HEAVY = 600


def names_of(path: Path) -> Iterator[Face]:
    """The faces of a file; a damaged file has none."""
    try:
        fonts = (
            TTCollection(path, lazy=True).fonts
            if path.suffix.lower() in {".ttc", ".otc"}
            else [TTFont(path, lazy=True)]
        )
        for index, font in enumerate(fonts):
            families = {str(r) for name in _FAMILY_NAMES for r in font["name"].names if r.nameID == name}
            heavy = font["OS/2"].usWeightClass >= _HEAVY
            yield Face(tuple(sorted(families)), str(path), index, heavy, bool(font["post"].italicAngle))
    except (TTLibError, OSError, KeyError, ValueError):
        return


def coverage_of(face: Face) -> list[tuple[int, int]]:
    """The characters of a face as ranges, first and last."""
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        return _ranges(sorted(font.getBestCmap()))


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def metrics_of(face: Face) -> tuple[float, float, float, dict[str, float]]:
    """Ascent, descent (positive), line gap and the advance of each printable ASCII character, in units of the size."""
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        units = font["head"].unitsPerEm
        widths, glyphs = font["hmtx"], font.getBestCmap()
        advances = {chr(n): widths[glyphs[n]][0] / units for n in range(0x20, 0x7F) if n in glyphs}
        lines = font["hhea"]
        return lines.ascent / units, -lines.descent / units, lines.lineGap / units, advances
