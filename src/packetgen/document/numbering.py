"""The numbering part as a machine that labels paragraphs in the order of the document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from packetgen.document.properties import is_on, paragraph_properties, run_properties
from packetgen.ooxml.measures import whole
from packetgen.ooxml.names import qn
from packetgen.ooxml.numbers import CUSTOM, label
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LARGEST = 99_999


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    format: str
    text: str
    suffix: str
    restart: int | None  # the count of levels whose use restarts this one; 0 never
    style: str  # the paragraph style that stands on this level
    alignment: str
    legal: bool
    run: Mapping[str, Any]
    paragraph: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's label and what its level sets."""

    text: str
    level: Level


@dataclass(slots=True)
class Numbering:
    """Levels by number id; counters by abstract numbering, as instances of one share their counting."""

    _levels: Mapping[str, tuple[str, Mapping[int, Level], Mapping[int, int]]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> Numbered | None:
        """Count a paragraph and label it; None where the number or its level is not defined."""
        known = self._levels.get(number)
        if known is None or level not in known[1]:
            return None
        abstract, levels, overrides = known
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if level in overrides and (number, level) not in self._started:
            counts[level] = None
        self._started.add((number, level))
        before = counts[level]
        first = overrides.get(level, levels[level].start)
        counts[level] = first if before is None else min(before + 1, _LARGEST)
        # A level that is passed over counts as if it had been used: the next paragraph on it is the second.
        for upper in range(level):
            if counts[upper] is None and upper in levels:
                counts[upper] = overrides.get(upper, levels[upper].start)
                self._started.add((number, upper))
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                counts[deeper] = None
        return Numbered(self._text(levels, counts, level), levels[level])

    def fresh(self) -> "Numbering":
        """The same lists, nothing counted yet."""
        return Numbering(self._levels)

    def level_of(self, number: str, style: str) -> int | None:
        """The level of a numbering on which a paragraph style stands."""
        known = self._levels.get(number)
        levels = known[1] if known is not None else {}
        return next((index for index, level in levels.items() if style and level.style == style), None)

    def _text(self, levels: Mapping[int, Level], counts: list[int | None], level: int) -> str:
        own = levels[level]

        def place(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if index not in levels:
                return ""
            count = counts[index]
            value = levels[index].start if count is None else count
            is_plain = own.legal and levels[index].format not in {"decimal", "bullet", "none"}
            return label(value, "decimal" if is_plain else levels[index].format)

        return _PLACE.sub(place, own.text)


def read_numbering(root: Element | None) -> Numbering:
    """The numbering part's instances with their levels, overrides applied."""
    if root is None:
        return Numbering({})
    abstracts = {each.get(qn("w:abstractNumId"), ""): each for each in root.findall(qn("w:abstractNum"))}
    # A list style keeps its levels in one definition; others only name the style.
    by_style = {link: each for each in abstracts.values() if (link := _value(each, "w:styleLink", ""))}
    found: dict[str, tuple[str, Mapping[int, Level], Mapping[int, int]]] = {}
    for number in root.findall(qn("w:num")):
        reference = number.find(qn("w:abstractNumId"))
        abstract = reference.get(_VAL, "") if reference is not None else ""
        if abstract not in abstracts:
            continue
        definition = by_style.get(_value(abstracts[abstract], "w:numStyleLink", ""), abstracts[abstract])
        levels = dict(map(_level, definition.findall(qn("w:lvl"))))
        overrides: dict[int, int] = {}
        for override in number.findall(qn("w:lvlOverride")):
            index = _index(override)
            own, start = override.find(qn("w:lvl")), override.find(qn("w:startOverride"))
            if own is not None:
                levels[index] = _level(own)[1]
            if start is not None:
                overrides[index] = whole(start.get(_VAL), 1)
        found[number.get(qn("w:numId"), "")] = (abstract, levels, overrides)
    return Numbering(found)


def _index(element: Element) -> int:
    return min(max(whole(element.get(qn("w:ilvl"))), 0), _LEVELS - 1)


def _value(element: Element, name: str, default: str) -> str:
    child = element.find(qn(name))
    return child.get(_VAL, default) if child is not None else default


def _level(element: Element) -> tuple[int, Level]:
    restart = element.find(qn("w:lvlRestart"))
    # Newer formats stand in an alternative, with one that all know as its fallback.
    known = next(element.iter(qn("w:numFmt")), None) if element.find(qn("w:numFmt")) is None else None
    known = known if known is not None else element.find(qn("w:numFmt"))
    number_format = known.get(_VAL, "decimal") if known is not None else "decimal"
    if number_format == "custom" and known is not None:
        number_format = CUSTOM + known.get(qn("w:format"), "")
    return _index(element), Level(
        start=min(max(whole(_value(element, "w:start", "0")), 0), _LARGEST),
        format=number_format,
        text=_value(element, "w:lvlText", ""),
        suffix=_value(element, "w:suff", "tab"),
        restart=whole(restart.get(_VAL)) if restart is not None else None,
        style=_value(element, "w:pStyle", ""),
        alignment=_value(element, "w:lvlJc", "left"),
        legal=is_on(element.find(qn("w:isLgl"))),
        run=run_properties(element.find(qn("w:rPr"))),
        paragraph=paragraph_properties(element.find(qn("w:pPr"))),
    )
