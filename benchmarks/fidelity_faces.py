"""Faces for LibreOffice that are as high as those for which they stand.

A free Chinese face takes more room above and below its line than the one that a file asks for; packetgen prints with the
height that its table states for that one, LibreOffice with the free face's own. Here are copies of the free faces that
state the height of the table, under names of their own.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

from packetgen.fonts.choose import FaceChoice, choose, classes

_STYLES = ((False, "Regular", 400), (True, "Bold", 700))
_NAMED = (3, 1, 0x409)  # platform, encoding and language of a name: Windows, Unicode, English


class Family(NamedTuple):
    """A family to be made: its name, and the face of each style."""

    name: str
    choices: tuple[FaceChoice, ...]


def families() -> Mapping[str, Family]:
    """The families by the names under which files ask for them: those whose height below the line the table knows."""
    return {
        name: Family(f"Measured {each.id}", choices)
        for each in classes().values()
        if each.below
        for name in each.names
        if not (choices := tuple(_choices(name, each.script)))[0].exact and all(c.face is not None for c in choices)
    }


def _choices(name: str, script: str) -> Iterator[FaceChoice]:
    return (choose(name, script, bold=bold) for bold, _, _ in _STYLES)


def write_faces(folder: Path) -> None:
    """Write the faces of all families into a folder."""
    folder.mkdir(parents=True)
    for family in {family.name: family for family in families().values()}.values():
        for choice, (_, style, weight) in zip(family.choices, _STYLES, strict=True):
            _write(choice, family, style, weight, folder / f"{family.name} {style}.otf".replace(" ", "-"))


def _write(choice: FaceChoice, family: Family, style: str, weight: int, path: Path) -> None:
    face = choice.face
    assert face is not None  # families() leaves those out
    with TTFont(face.path, fontNumber=face.index, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        line = family.choices[0]
        scale = font["head"].unitsPerEm
        above, below = (round(share * scale) for share in (line.line - line.below, line.below))
        head, metrics = font["hhea"], font["OS/2"]
        head.ascent, head.descent, head.lineGap = above, -below, 0
        metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = above, -below, 0
        metrics.usWinAscent, metrics.usWinDescent = above, below
        metrics.usWeightClass = weight
        metrics.fsSelection = 0x20 if weight > 400 else 0x40
        font["head"].macStyle = int(weight > 400)
        names = font["name"]
        names.names = []
        full = f"{family.name} {style}"
        for number, text in ((1, family.name), (2, style), (4, full), (6, full.replace(" ", "-"))):
            names.setName(text, number, *_NAMED)
        font.save(path, reorderTables=None)
