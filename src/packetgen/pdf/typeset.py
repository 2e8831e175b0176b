"""Words to stretches of one printing face each, and what a line of them measures."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from unicodedata import bidirectional, category

from packetgen.document.model import DeclaredFace, RunFormat
from packetgen.fonts import NO_HINTS, FaceChoice, Hints, Prepared, choose, fallback, holders, prepare, prepare_rare
from packetgen.storage import digest

HAN = (
    r"[\u1100-\u11ff\u2460-\u259f\u2600-\u27bf\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uffef\U00020000-\U0003ffff]"
)
"""A pattern for a character that is set in the East Asian face."""
_HAN = re.compile(HAN)
_UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Characters that nothing is drawn for; no face need hold them."""
_ANY = "any"
_BOX = "\u25a1"
"""Stands for a character that no face holds."""
_LETTER, _WIDE = 0.5, 1.0  # of the size: the advance of characters that are not measured
_LINE, _BELOW = 1.15, 0.22
"""The height of a line and what of it is below the baseline, in units of the size, where no face serves at all."""
_FROM_RIGHT = frozenset({"R", "AL"})
_SHARED = re.compile("[“”‘’…—·\u2190-\u21ff\u25a0-\u25ff]")
"""Signs that both scripts have; the words around them, or the file's hint, decide."""
_BEFORE_HAN = re.compile(_SHARED.pattern + "+" + HAN)
_HINTED = frozenset("×°±²³÷§¨¶")
"""Signs that are Latin unless the file's hint says otherwise (ISO/IEC 29500-1 17.3.2.26)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    family: str  # CSS names of faces, the first that holds a character serving for it


@dataclass(slots=True)
class Typesetter:
    """Chooses faces for words.

    `rare` are the characters of the document that the common files of faces lack (fonts.rare); `declared` what its
    font table says of faces; `families` are the faces in use by CSS name; `choices` what serves for the faces that
    characters of a script ask for, by face and script; `missing` counts what no face holds, a box stands in its place.
    """

    rare: str
    declared: Mapping[str, DeclaredFace] = field(default_factory=dict)
    families: dict[str, Prepared] = field(default_factory=dict)
    choices: dict[tuple[str, str], FaceChoice] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
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
        for ch, is_han in scripts(text, look):
            key = (ch, is_han, look.ascii, look.east_asian, look.bold, look.italic)
            own = self._by_character.get(key)
            if own is None:
                own = self._by_character[key] = self._families(ch, look, both, is_han=is_han)
            if own is _ANY:
                own = families or self._families(" ", look, both, is_han=False)
            elif not own:
                self.missing[ch] += 1
                ch, own = self._placeholder(look)  # noqa: PLW2901  # the sign goes on in its place
            if current and own != families:
                if ch == " " and bidirectional(current[-1]) in _FROM_RIGHT:
                    # Words from right to left are put in order within one box.
                    current += ch
                    continue
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
        """The list of faces for a character: both, where that leads to the right one, else that alone; "" for none."""
        latin, han = both
        if _UNSEEN.match(ch):
            return _ANY
        own = self._family(ch, look, is_han=is_han)
        if latin is None or han is None or not own:
            return own
        first = latin if ch.isspace() or latin[1].holds(ch) else han if han[1].holds(ch) else None
        return f"{latin[0]},{han[0]}" if first is not None and first[0] == own else own

    def _family(self, ch: str, look: RunFormat, *, is_han: bool) -> str:
        wanted, script = (look.east_asian, "han") if is_han else (look.ascii, "latin")
        chosen = self._face(wanted, script, look)
        if not ch.isspace():
            self.choices[wanted, script] = self._choose(wanted, script, bold=look.bold, italic=look.italic)
        if chosen is not None and ch.isspace():
            return chosen[0]
        if chosen is not None and chosen[1].holds(ch):
            return self._file_name(chosen[1], ch)
        # What stands for private use means something in its own face alone.
        for face in chain(fallback(bold=look.bold), holders(ch)) if category(ch) != "Co" else ():
            prepared = prepare(face)
            if prepared.holds(ch):
                self.replaced.add((ch, wanted, face.families[0]))
                return self._file_name(prepared, ch)
        return ""

    def _placeholder(self, look: RunFormat) -> tuple[str, str]:
        """A sign for a character that no face holds, with its family."""
        for sign in (_BOX, "?"):
            family = self._family(sign, look, is_han=sign == _BOX)
            if family:
                return sign, family
        return "", "serif"

    def _face(self, wanted: str, script: str, look: RunFormat) -> tuple[str, Prepared] | None:
        key = (wanted, script, look.bold, look.italic)
        if key not in self._chosen:
            choice = self._choose(wanted, script, bold=look.bold, italic=look.italic)
            prepared = prepare(choice.face) if choice.face is not None else None
            self._chosen[key] = (self._name(prepared), prepared) if prepared is not None else None
        return self._chosen[key]

    def _choose(self, wanted: str, script: str, *, bold: bool, italic: bool) -> FaceChoice:
        known = self.declared.get(wanted)
        hints = NO_HINTS if known is None else Hints(known.alternatives, known.family, known.panose, known.fixed_pitch)
        return choose(wanted, script, bold=bold, italic=italic, hints=hints)

    def _file_name(self, prepared: Prepared, ch: str) -> str:
        """The name of the file of a face that holds a character."""
        if ch in self.rare and prepared.is_part:
            return self._name(prepare_rare(prepared.face, "".join(each for each in self.rare if prepared.holds(each))))
        return self._name(prepared)

    def _name(self, prepared: Prepared) -> str:
        name = css_name(prepared)
        self.families[name] = prepared
        return name

    # -- measures

    def extents(self, look: RunFormat, *, has_han: bool) -> tuple[float, float]:
        """How far a line reaches above and below its baseline in the faces that the file asks for, in points."""
        above, below = self._extents(look.ascii, "latin", look)
        if has_han:
            han_above, han_below = self._extents(look.east_asian, "han", look)
            above, below = max(above, han_above), max(below, han_below)
        return above * look.size, below * look.size

    def _extents(self, wanted: str, script: str, look: RunFormat) -> tuple[float, float]:
        """The same in units of the size: as Word's face has it where that is known, else the face in use."""
        choice = self._choose(wanted, script, bold=False, italic=False)
        chosen = self._face(wanted, script, look)
        face = chosen[1] if chosen is not None else None
        line = choice.line or (face.ascent + face.descent + face.gap if face is not None else _LINE)
        below = choice.below or (face.descent if face is not None else _BELOW)
        return line - below, below

    def advance(self, text: str, look: RunFormat) -> float:
        """About how wide a text is, in points: exact for ASCII, Han and what else is as wide as it is high."""
        chosen = self._face(look.ascii, "latin", look)
        known = chosen[1].advances if chosen is not None else {}
        widths = (known.get(ch, _WIDE if _HAN.match(ch) else _LETTER) for ch in text)
        return sum(widths) * look.size * look.scale + look.spacing * len(text)


@cache
def css_name(prepared: Prepared) -> str:
    """A name of its own for a face: the same in every document, since faces stay loaded from one to the next."""
    face = prepared.face
    plain = "".join(ch for ch in face.families[0] if ch.isascii() and ch.isalnum()) or "Face"
    key = f"{face.families}/{Path(face.path).name}/{face.index}/{prepared.rare}"
    return f"{plain}-{digest(key.encode())[:6]}"


def scripts(text: str, look: RunFormat) -> Iterator[tuple[str, bool]]:
    """Each character with whether it is set in the East Asian face."""
    before = look.hint_east_asian
    for index, ch in enumerate(text):
        if ch in _HINTED:
            is_han = look.hint_east_asian
        elif _SHARED.match(ch):
            is_han = look.hint_east_asian or before or bool(_BEFORE_HAN.match(text, index))
        elif ch == " ":
            is_han = False
        elif _UNSEEN.match(ch):
            is_han = before
        else:
            is_han = bool(_HAN.match(ch)) or (ord(ch) > 0x2000 and look.hint_east_asian)  # noqa: PLR2004  # signs
            before = is_han
        yield ch, is_han


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))


_SIGN = re.compile(r"[\u2190-\u21ff\u2460-\u27bf]")


def makes_han_line(text: str) -> bool:
    """Whether words make a line as high as Han ones: signs that both scripts have, bullets and arrows, do not."""
    return has_han(text) and has_han(_SIGN.sub("", text))


def is_chinese(text: str) -> bool:
    """Whether a document's words are mostly Chinese."""
    return len(_HAN.findall(text)) > len(text) * _SHARE_OF_HAN


_SHARE_OF_HAN = 0.2
