"""The face that a Word file asks for to the face that this machine prints it with."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from packetgen.fonts.faces import Face, find


@dataclass(frozen=True, slots=True)
class FaceClass:
    """Faces of one character: the names that belong to it, and free faces in the order of preference."""

    id: str
    script: str
    line: float
    below: float
    names: tuple[str, ...]
    free: tuple[str, ...]
    bold: str | None


class Hints(NamedTuple):
    """What a file says of a face that it names: other names, its family (roman, swiss, modern), its Panose number."""

    alternatives: tuple[str, ...] = ()
    family: str = ""
    panose: str = ""
    fixed_pitch: bool = False


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """What was asked for and what serves. `exact` means the very face; None means that nothing serves.

    `line` is the height of a line in units of the size as Word's face has it, `below` what of it is below the baseline;
    0 where that is not known here.
    """

    wanted: str
    script: str
    face: Face | None
    exact: bool
    line: float
    below: float = 0.0

    @property
    def found_family(self) -> str:
        return self.face.families[0] if self.face is not None else ""

    @property
    def path(self) -> str:
        return self.face.path if self.face is not None else ""


@cache
def classes() -> Mapping[str, FaceClass]:
    text = resources.files("packetgen.fonts").joinpath("substitutes.toml").read_text(encoding="utf-8")
    return {name: _class(name, raw) for name, raw in tomllib.loads(text)["classes"].items()}


def _class(name: str, raw: Mapping[str, Any]) -> FaceClass:
    return FaceClass(
        name,
        raw["script"],
        raw["line"],
        raw.get("below", 0.0),
        tuple(raw["names"]),
        tuple(raw["free"]),
        raw.get("bold"),
    )


@cache
def _class_names() -> Mapping[str, FaceClass]:
    return {name.casefold(): each for each in classes().values() for name in each.names}


def class_of(wanted: str, script: str, hints: Hints = NO_HINTS) -> FaceClass:
    """The class of a face: by its name, else by another name of it, else by what it is said to be or is called."""
    for name in (wanted, *hints.alternatives):
        known = _class_names().get(name.casefold())
        if known is not None and script in {known.script, "latin"}:
            return known
    is_han = script == "han" or any(ch >= _FIRST_HAN for ch in wanted)
    return classes()[_han_kind(wanted, hints) if is_han else _latin_kind(wanted, hints)]


_FIRST_HAN = "\u2e80"
_HAN_KINDS = (
    ("biaosong", ("标宋", "xiaobiaosong", "zhongsong", "大标")),
    ("fang", ("仿宋", "fangsong")),
    ("kai", ("楷", "kai", "行书", "隶")),
    ("hei", ("黑", "hei", "圆", "gothic", "ゴシック", "gulim", "dotum", "meiryo", "sans", "jhenghei", "明亮")),
    ("song", ("宋", "song", "ming", "mincho", "明", "batang", "serif")),
)  # fmt: skip
_LATIN_KINDS = (
    ("mono", ("monospace", " mono", "courier", "console", "typewriter", "terminal", "fixed")),
    ("sans", ("sans", "gothic", "grotesk", "grotesque", "helvetica", "arial")),
    ("serif", ("serif", "roman", "times", "antiqua", "oldstyle", "old style", "bodoni", "didot", "song", "ming")),
)  # fmt: skip
_FAMILIES = {"swiss": "sans", "roman": "serif", "modern": "mono", "script": "serif", "decorative": "serif"}
_SANS_STYLES = range(11, 16)  # of Panose's second digit
_SERIF_STYLES = range(2, 11)
_MONOSPACED = 9  # Panose's fourth digit


def _han_kind(wanted: str, hints: Hints) -> str:
    by_name = _by_name(wanted, _HAN_KINDS)
    style = _panose(hints)[1]
    if not by_name and (hints.family == "swiss" or style in _SANS_STYLES):
        return "hei"
    return by_name or "song"


def _latin_kind(wanted: str, hints: Hints) -> str:
    family, style, _, proportion = _panose(hints)
    is_text = family == 2  # noqa: PLR2004  # Latin text
    if is_text and proportion == _MONOSPACED:
        return "mono"
    if is_text and style in _SANS_STYLES:
        return "sans"
    if is_text and style in _SERIF_STYLES:
        return "serif"
    by_family = _FAMILIES.get(hints.family, "")
    if by_family == "mono" and not hints.fixed_pitch:
        by_family = ""
    return by_family or _by_name(wanted, _LATIN_KINDS) or "serif"


def _by_name(wanted: str, kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    name = wanted.casefold()
    return next((kind for kind, parts in kinds if any(part in name for part in parts)), "")


def _panose(hints: Hints) -> tuple[int, int, int, int]:
    """The first four digits of a Panose number, all 0 where there is none."""
    try:
        digits = bytes.fromhex(hints.panose)
    except ValueError:
        return (0, 0, 0, 0)
    first, second, third, fourth = (*digits, 0, 0, 0, 0)[:4]
    return (first, second, third, fourth)


@cache
def choose(
    wanted: str, script: str, *, bold: bool = False, italic: bool = False, hints: Hints = NO_HINTS
) -> FaceChoice:
    """The face to print with: the machine's own, else the first free one of the same class.

    Args:
        wanted: the face's name as the file writes it; of several, separated by semicolons, the first that is known.
        script: han or latin.
        bold: whether bold is asked for; a class without bold of its own goes to another class.
        italic: whether italic is asked for.
        hints: what the file says of the face beyond its name.
    """
    name = _one_of(wanted)
    family = class_of(name, script, hints)
    # Chinese faces are much alike in this, those that are not known too.
    is_known = script == "han" or _is_named(family, name, hints)
    line, below = (family.line, family.below) if is_known else (0.0, 0.0)
    if bold and family.bold is not None:
        return choose(classes()[family.bold].names[0], script, bold=True, italic=italic)
    own = find(name, bold=bold, italic=italic)
    if own is not None:
        return FaceChoice(wanted, script, own, exact=True, line=line, below=below)
    for other in (*hints.alternatives, *family.names, *family.free):
        plain, _, weight = other.partition(":")
        face = find(plain, bold=bold or weight == "bold", italic=italic)
        if face is not None:
            return FaceChoice(wanted, script, face, exact=False, line=line, below=below)
    return FaceChoice(wanted, script, None, exact=False, line=line, below=below)


_SUFFIX = re.compile(r" (?:\(W1\)|CYR|CE|Greek|Tur|Baltic|Bold|Italic|Regular)$")
"""Names of parts of a face, and of the sets of characters that it once came in, behind the name of the face."""


def _one_of(wanted: str) -> str:
    """The name to look for: the face's own, without what files put around it; of a list the first that is known."""
    names = [_SUFFIX.sub("", name.strip().removeprefix("@")) for name in wanted.split(";") if name.strip()]
    known = (name for name in names if name.casefold() in _class_names() or find(name) is not None)
    return next(known, names[0] if names else wanted)


def _is_named(family: FaceClass, name: str, hints: Hints) -> bool:
    return any(_class_names().get(each.casefold()) is family for each in (name, *hints.alternatives))


def fallback(*, bold: bool = False) -> tuple[Face, ...]:
    """Faces for characters that the chosen face lacks, in order."""
    found = (find(name, bold=bold) for name in _FALLBACK)
    return tuple(face for face in found if face is not None)


_FALLBACK = (
    "Noto Serif CJK SC", "Noto Sans CJK SC", "SimSun", "Songti SC", "Noto Sans", "DejaVu Sans", "Segoe UI Symbol",
    "Noto Sans Symbols", "Noto Sans Symbols 2", "Symbola", "Noto Sans Math", "OpenSymbol", "Noto Sans Arabic",
    "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari", "Arial Unicode MS",
)  # fmt: skip


def survey() -> tuple[FaceChoice, ...]:
    """What serves for the faces that the shipped house styles ask for."""
    wanted = (
        ("仿宋", "han"),
        ("黑体", "han"),
        ("楷体", "han"),
        ("宋体", "han"),
        ("方正小标宋简体", "han"),
        ("Times New Roman", "latin"),
        ("Arial", "latin"),
        ("Calibri", "latin"),
        ("Cambria", "latin"),
    )
    return tuple(choose(name, script) for name, script in wanted)
