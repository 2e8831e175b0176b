"""Copies of free Latin faces with the heights of lines of the faces that they stand for (Chinese: fidelity_faces).

Word makes a line as high as the face says that the file asks for; so does packetgen, by its table of substitutes, and
LibreOffice as the face says that is there. Both print with the same outlines; here the figures become the same too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from fontTools.ttLib import TTFont

from packetgen.fonts import prepare
from packetgen.fonts.choose import FaceChoice, choose
from packetgen.fonts.faces import Face

_NEAR = 0.002  # of the size
_NAMES = (1, 3, 4, 6, 16, 21)
"""Names in a face that hold its family's."""


@dataclass(frozen=True)
class Copies:
    """The copies of a family's faces, by the name under which they are found."""

    family: str
    above: float
    below: float
    faces: tuple[Face, ...]


def copies_for(choice: FaceChoice) -> Copies | None:
    """The copies that a name of the table needs; None where the free face has the right figures by itself."""
    if choice.face is None or not choice.line or choice.script != "latin":
        return None
    plain = prepare(choice.face)
    below = choice.below or plain.descent
    above = choice.line - below
    if abs(above - plain.ascent - plain.gap) < _NEAR and abs(below - plain.descent) < _NEAR:
        return None
    return Copies(f"{choice.found_family} {above:.3f} {below:.3f}", above, below, tuple(_styles(choice)))


def _styles(choice: FaceChoice) -> Iterator[Face]:
    """The faces of all styles that are of one family."""
    found = [choose(choice.wanted, choice.script, bold=b, italic=i).face for b, i in product((False, True), repeat=2)]
    yield from dict.fromkeys(face for face in found if face is not None and face.families[0] == choice.found_family)


def write_copies(copies: Copies, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, face in enumerate(copies.faces):
        font = TTFont(face.path, fontNumber=face.index, lazy=True, recalcBBoxes=False)
        unit = font["head"].unitsPerEm
        above, below = round(copies.above * unit), round(copies.below * unit)
        across, windows = font["hhea"], font["OS/2"]
        across.ascent, across.descent, across.lineGap = above, -below, 0
        windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = above, -below, 0
        windows.usWinAscent, windows.usWinDescent = above, below
        for record in [each for each in font["name"].names if each.nameID in _NAMES]:
            if record.nameID in {16, 21}:
                font["name"].names.remove(record)
            else:
                record.string = copies.family
        plain = copies.family.replace(" ", "-")
        font.save(folder / f"{plain}-{number}{Path(face.path).suffix.replace('tc', 'tf')}")
