"""The numbering part as a machine that labels paragraphs in the order of the document."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from packetgen.document.properties import is_on, paragraph_properties, run_properties
from packetgen.ooxml.names import qn
from packetgen.ooxml.numbers import label
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    format: str
    text: str
    suffix: str
    restart: int | None  # the level whose use restarts this one; 0 never
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
        counts[level] = first if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            if deeper in levels and levels[deeper].restart != 0:
                counts[deeper] = None
        return Numbered(self._text(levels, counts, level), levels[level])

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
    found: dict[str, tuple[str, Mapping[int, Level], Mapping[int, int]]] = {}
    for number in root.findall(qn("w:num")):
        reference = number.find(qn("w:abstractNumId"))
        abstract = reference.get(_VAL, "") if reference is not None else ""
        if abstract not in abstracts:
            continue
        levels = {int(each.get(qn("w:ilvl"), "0")): _level(each) for each in abstracts[abstract].findall(qn("w:lvl"))}
        overrides: dict[int, int] = {}
        for override in number.findall(qn("w:lvlOverride")):
            index = int(override.get(qn("w:ilvl"), "0"))
            own, start = override.find(qn("w:lvl")), override.find(qn("w:startOverride"))
            if own is not None:
                levels[index] = _level(own)
            if start is not None:
                overrides[index] = int(start.get(_VAL, "1"))
        found[number.get(qn("w:numId"), "")] = (abstract, levels, overrides)
    return Numbering(found)


def _level(element: Element) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(qn(name))
        return child.get(_VAL, default) if child is not None else default

    restart = element.find(qn("w:lvlRestart"))
    number_format = value("w:numFmt", "decimal")
    text = value("w:lvlText", "")
    return Level(
        start=int(value("w:start", "1")),
        format=number_format,
        text=text,
        suffix=value("w:suff", "tab"),
        restart=int(restart.get(_VAL, "0")) if restart is not None else None,
        legal=is_on(element.find(qn("w:isLgl"))),
        run=run_properties(element.find(qn("w:rPr"))),
        paragraph=paragraph_properties(element.find(qn("w:pPr"))),
    )
