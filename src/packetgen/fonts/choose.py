"""The face that a Word file asks for to the face that this machine prints it with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from packetgen.fonts.faces import Face, find


@dataclass(frozen=True, slots=True)
class FaceClass:
    """Faces of one character: the names that belong to it, and free faces in the order of preference."""

    id: str
    script: str
    line: float
    names: tuple[str, ...]
    free: tuple[str, ...]
    bold: str | None


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """What was asked for and what serves. `exact` means the very face; None means that nothing serves."""

    wanted: str
    script: str
    face: Face | None
    exact: bool
    line: float

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
    return FaceClass(name, raw["script"], raw["line"], tuple(raw["names"]), tuple(raw["free"]), raw.get("bold"))


@cache
def _class_names() -> Mapping[str, FaceClass]:
    return {name.casefold(): each for each in classes().values() for name in each.names}


def class_of(wanted: str, script: str) -> FaceClass:
    """The class of a face; one that is not known counts as 宋体 or as the serif of its script."""
    known = _class_names().get(wanted.casefold())
    if known is not None and script in {known.script, "latin"}:
        return known
    return classes()["song" if script == "han" else "serif"]


@cache
def choose(wanted: str, script: str, *, bold: bool = False, italic: bool = False) -> FaceChoice:
    """The face to print with: the machine's own, else the first free one of the same class.

    Args:
        wanted: the face's name as the file writes it.
        script: han or latin.
        bold: whether bold is asked for; a class without bold of its own goes to another class.
        italic: whether italic is asked for.
    """
    family = class_of(wanted, script)
    if bold and family.bold is not None:
        return choose(classes()[family.bold].names[0], script, bold=True, italic=italic)
    own = find(wanted, bold=bold, italic=italic)
    if own is not None:
        return FaceChoice(wanted, script, own, exact=True, line=family.line)
    for name in (*family.names, *family.free):
        plain, _, weight = name.partition(":")
        face = find(plain, bold=bold or weight == "bold", italic=italic)
        if face is not None:
            return FaceChoice(wanted, script, face, exact=False, line=family.line)
    return FaceChoice(wanted, script, None, exact=False, line=family.line)


def fallback(*, bold: bool = False) -> tuple[Face, ...]:
    """Faces for characters that the chosen face lacks, in order."""
    names = ("Noto Serif CJK SC", "Noto Sans CJK SC", "SimSun", "Songti SC", "Noto Sans", "DejaVu Sans")
    found = (find(name, bold=bold) for name in names)
    return tuple(face for face in found if face is not None)


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
