"""Words to stretches of one printing face each, and how high a line of them is."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from packetgen.document.model import ParagraphFormat, RunFormat, Section
from packetgen.fonts import FaceChoice, Prepared, choose, fallback, prepare, prepare_rare
from packetgen.storage import digest

_HAN = re.compile(
    r"[\u1100-\u11ff\u2190-\u21ff\u2460-\u27bf\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_SHARED = frozenset("“”‘’…—·×°±²³÷§¨¶")
"""Signs that both scripts have; the words around them, or the file's hint, decide."""


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    family: str  # CSS names of faces, the first that holds a character serving for it


@dataclass(slots=True)
class Typesetter:
    """Chooses faces for words.

    `rare` are the characters of the document that the common files of faces lack (fonts.rare); `families` are the
    faces in use by CSS name; `missing` what no face holds.
    """

    rare: str
    families: dict[str, Prepared] = field(default_factory=dict)
    choices: dict[str, FaceChoice] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)  # character, face asked for, face used
    _by_character: dict[tuple[str, bool, str, str, bool, bool], str] = field(default_factory=dict)
    _chosen: dict[tuple[str, str, bool, bool], tuple[str, Prepared] | None] = field(default_factory=dict)

    def stretches(self, text: str, look: RunFormat) -> Iterator[Stretch]:
        """The text in stretches of as few boxes as can be.

        Each box costs, so Latin and Han words share one where the engine, taking the first face of the list that
        holds a character, comes to the right face by itself; only what it would get wrong stands alone.
        """
        current, families = "", ""
        both = self._both(look)
        for ch, is_han in _scripts(text, look):
            key = (ch, is_han, look.ascii, look.east_asian, look.bold, look.italic)
            own = self._by_character.get(key)
            if own is None:
                own = self._by_character[key] = self._families(ch, look, both, is_han=is_han)
            if current and own != families:
                yield Stretch(current, families)
                current = ""
            current, families = current + ch, own
        if current:
            yield Stretch(current, families)

    def _both(self, look: RunFormat) -> tuple[tuple[str, Prepared] | None, tuple[str, Prepared] | None]:
        return self._face(look.ascii, "latin", look), self._face(look.east_asian, "han", look)

    def _families(
        self,
        ch: str,
        look: RunFormat,
        both: tuple[tuple[str, Prepared] | None, tuple[str, Prepared] | None],
        *,
        is_han: bool,
    ) -> str:
        """The list of faces for a character: both, where that leads to the right one, else the one alone."""
        latin, han = both
        own = self._family(ch, look, is_han=is_han)
        if latin is None or han is None:
            return own
        first = latin if ch.isspace() or latin[1].holds(ch) else han if han[1].holds(ch) else None
        return f"{latin[0]},{han[0]}" if first is not None and first[0] == own else own

    def _family(self, ch: str, look: RunFormat, *, is_han: bool) -> str:
        wanted, script = (look.east_asian, "han") if is_han else (look.ascii, "latin")
        chosen = self._face(wanted, script, look)
        if chosen is not None and ch.isspace():
            return chosen[0]
        if chosen is not None and chosen[1].holds(ch):
            return self._file_name(chosen[1], ch)
        for face in fallback(bold=look.bold):
            prepared = prepare(face)
            if prepared.holds(ch):
                self.replaced.add((ch, wanted, face.families[0]))
                return self._file_name(prepared, ch)
        self.missing.add(ch)
        return chosen[0] if chosen is not None else "serif"

    def _face(self, wanted: str, script: str, look: RunFormat) -> tuple[str, Prepared] | None:
        key = (wanted, script, look.bold, look.italic)
        if key not in self._chosen:
            choice = choose(wanted, script, bold=look.bold, italic=look.italic)
            self.choices[wanted] = choice
            prepared = prepare(choice.face) if choice.face is not None else None
            self._chosen[key] = (self._name(prepared), prepared) if prepared is not None else None
        return self._chosen[key]

    def _file_name(self, prepared: Prepared, ch: str) -> str:
        """The name of the file of a face that holds a character."""
        if ch in self.rare and prepared.is_part:
            return self._name(prepare_rare(prepared.face, "".join(each for each in self.rare if prepared.holds(each))))
        return self._name(prepared)

    def _name(self, prepared: Prepared) -> str:
        name = css_name(prepared)
        self.families[name] = prepared
        return name

    # -- heights

    def natural_height(self, look: RunFormat, *, has_han: bool) -> float:
        """The height of a line in the face that the file asks for, in points."""
        latin = choose(look.ascii, "latin").line
        han = choose(look.east_asian, "han").line if has_han else 0.0
        return max(latin, han) * look.size

    def line_height(self, layout: ParagraphFormat, natural: float, section: Section) -> float:
        """The distance of lines, in points: Word's rules for exact, at least and multiple spacing, and the grid."""
        if layout.line_rule == "exact":
            return layout.line
        if layout.line_rule == "atLeast":
            return max(layout.line, natural)
        on_grid = section.grid and section.pitch and layout.snap_to_grid
        if on_grid:
            return math.ceil(round(natural / section.pitch, 3)) * section.pitch * layout.line
        return natural * layout.line


@cache
def css_name(prepared: Prepared) -> str:
    """A name of its own for a face: the same in every document, since faces stay loaded from one to the next."""
    face = prepared.face
    plain = "".join(ch for ch in face.families[0] if ch.isascii() and ch.isalnum()) or "Face"
    key = f"{face.families}/{Path(face.path).name}/{face.index}/{prepared.rare}"
    return f"{plain}-{digest(key.encode())[:6]}"


def _scripts(text: str, look: RunFormat) -> Iterator[tuple[str, bool]]:
    """Each character with whether it is set in the East Asian face."""
    before = look.hint_east_asian
    for index, ch in enumerate(text):
        if ch in _SHARED:
            following = text[index + 1 : index + 2]
            is_han = look.hint_east_asian or before or bool(following and _HAN.match(following))
        elif ch == " ":
            is_han = False
        else:
            is_han = bool(_HAN.match(ch)) or (ord(ch) > 0x2000 and look.hint_east_asian)  # noqa: PLR2004  # signs
            before = is_han
        yield ch, is_han


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))
