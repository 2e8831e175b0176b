"""The faces of this machine: family names, files, weight and slope."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FORMAT = "%{file}\\t%{index}\\t%{weight}\\t%{slant}\\t%{variable}\\t%{family}\\n"
_COVERAGE = "%{file}\\t%{index}\\t%{charset}\\n"
_PLAIN = ":color=false:variable=false"
_LAST_INDEX = 0xFFFF
_BOLD_WEIGHT = 180  # of fontconfig: semibold and above
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a file; `index` counts the faces of a collection."""

    families: tuple[str, ...]
    path: str
    index: int
    bold: bool
    italic: bool


@cache
def find_faces() -> tuple[Face, ...]:
    """Every face that the system's font service knows, or that lies in the system's font folders."""
    program = shutil.which("fc-list")
    faces = tuple(_from_fontconfig(program)) if program else ()
    return faces or tuple(_from_folders())


def _from_fontconfig(program: str) -> Iterator[Face]:
    listing = subprocess.run([program, "--format", _FORMAT], capture_output=True, check=False)  # noqa: S603  # found by name
    for line in listing.stdout.decode("utf-8", errors="replace").splitlines():
        path, index, weight, slant, variable, families = (line.split("\t") + [""] * 6)[:6]
        # A named instance of a variable face carries its number in the upper half; only plain faces are of use.
        if not index.isdigit() or int(index) > _LAST_INDEX or variable == "True":
            continue
        names = tuple(name.replace("\\", "") for name in families.split(","))
        is_bold = weight.isdigit() and int(weight) >= _BOLD_WEIGHT
        yield Face(names, path, int(index), is_bold, slant not in {"", "0"})


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        return (Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


def state_of_folders() -> str:
    """What changes when a face is installed or removed: the folders of the system's fonts and when each was changed."""
    places = (os.walk(folder) for folder in _folders())
    found = sorted(folder for place in places for folder, _, _ in place)
    return "\n".join(f"{folder} {Path(folder).stat().st_mtime_ns}" for folder in found)


def _from_folders() -> Iterator[Face]:
    from packetgen.fonts.inspect import names_of  # noqa: PLC0415  # fontTools is heavy and rarely needed here

    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                yield from names_of(path)


def find(family: str, *, bold: bool = False, italic: bool = False) -> Face | None:
    """The face of a family that comes nearest to a weight and slope; None where the family is not there."""
    own = _by_family().get(family.casefold(), ())
    ranked = sorted(
        own,
        key=lambda face: (_is_special(face, family), face.bold != bold, face.italic != italic, face.path, face.index),
    )
    return ranked[0] if ranked else None


def _is_special(face: Face, family: str) -> bool:
    """Whether a face is a light, condensed or other kind of a family, which has a longer name of its own beside it."""
    start = f"{family.casefold()} "
    return any(name.casefold().startswith(start) for name in face.families)


@cache
def list_coverage() -> tuple[tuple[Face, str], ...]:
    """Each face but those of pictures, upright ones first, with the characters that it holds as the font service tells.

    One call for all characters: what prints a foreign file may start no program once it has begun.
    """
    program = shutil.which("fc-list")
    if program is None:
        return ()
    listing = subprocess.run([program, _PLAIN, "--format", _COVERAGE], capture_output=True, check=False)  # noqa: S603  # found by name
    lines = (line.split("\t") for line in listing.stdout.decode("utf-8", errors="replace").splitlines())
    ranges = {(path, index): held for path, index, held in lines}
    faces = sorted(find_faces(), key=lambda face: (face.bold, face.italic, face.families, face.path))
    return tuple((face, held) for face in faces if (held := ranges.get((face.path, str(face.index)))))


@cache
def holders(ch: str) -> tuple[Face, ...]:
    """The faces that hold a character, by the system's font service, upright ones first, those of pictures left out."""
    return tuple(face for face, held in list_coverage() if _holds(held, ord(ch)))


def _holds(ranges: str, code: int) -> bool:
    """Whether a list of code points and ranges of them in hexadecimal digits, in order, holds one."""
    for each in ranges.split():
        first, _, last = each.partition("-")
        if code <= int(last or first, 16):
            return code >= int(first, 16)
    return False


@cache
def _by_family() -> dict[str, tuple[Face, ...]]:
    found: dict[str, tuple[Face, ...]] = {}
    for face in find_faces():
        for family in face.families:
            found[family.casefold()] = (*found.get(family.casefold(), ()), face)
    return found
