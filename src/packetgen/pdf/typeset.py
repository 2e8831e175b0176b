"""Words to stretches of one printing face each, and how high a line of them is."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from packetgen.document.model import ParagraphFormat, RunFormat, Section
from packetgen.fonts import FaceChoice, Prepared, beyond_common, choose, fallback, prepare

_HAN = re.compile(
    r"[\u1100-\u11ff\u2190-\u21ff\u2460-\u27bf\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_SHARED = frozenset("“”‘’…—·×°±²³÷§¨¶")
"""Signs that both scripts have; the words around them, or the file's hint, decide."""


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    family: str  # the CSS name of the face
    is_han: bool


@dataclass(slots=True)
class Typesetter:
    """Chooses faces for words. `families` are the faces in use by CSS name; `missing` what no face holds."""

    extra: str
    families: dict[str, Prepared] = field(default_factory=dict)
    choices: dict[str, FaceChoice] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)  # character, face asked for, face used
    _names: dict[int, str] = field(default_factory=dict)
    _chosen: dict[tuple[str, str, bool, bool], tuple[str, Prepared] | None] = field(default_factory=dict)

    def stretches(self, text: str, look: RunFormat) -> Iterator[Stretch]:
        """The text in stretches of one face; a character that its face lacks comes from a fallback alone."""
        current, family, han = "", "", False
        for ch, is_han in _scripts(text, look):
            own = self._family(ch, look, is_han=is_han)
            if current and (own != family or is_han != han):
                yield Stretch(current, family, han)
                current = ""
            current, family, han = current + ch, own, is_han
        if current:
            yield Stretch(current, family, han)

    def _family(self, ch: str, look: RunFormat, *, is_han: bool) -> str:
        wanted, script = (look.east_asian, "han") if is_han else (look.ascii, "latin")
        chosen = self._face(wanted, script, look)
        if chosen is not None and (ch.isspace() or chosen[1].holds(ch)):
            return chosen[0]
        for face in fallback(bold=look.bold):
            prepared = prepare(face, self.extra)
            if prepared.holds(ch):
                self.replaced.add((ch, wanted, face.families[0]))
                return self._name(prepared)
        self.missing.add(ch)
        return chosen[0] if chosen is not None else "serif"

    def _face(self, wanted: str, script: str, look: RunFormat) -> tuple[str, Prepared] | None:
        key = (wanted, script, look.bold, look.italic)
        if key not in self._chosen:
            choice = choose(wanted, script, bold=look.bold, italic=look.italic)
            self.choices[wanted] = choice
            prepared = prepare(choice.face, self.extra) if choice.face is not None else None
            self._chosen[key] = (self._name(prepared), prepared) if prepared is not None else None
        return self._chosen[key]

    def _name(self, prepared: Prepared) -> str:
        plain = "".join(ch for ch in prepared.face.families[0] if ch.isascii() and ch.isalnum()) or "Face"
        name = self._names.setdefault(id(prepared), f"{plain}-{len(self._names)}")
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


def extra_characters(text: str) -> str:
    return beyond_common(text)


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))
