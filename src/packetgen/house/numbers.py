"""Heading numbers as a house writes them, counted in the order of the document."""

import re

from packetgen.house.model import Level
from packetgen.ooxml.numbers import label

_PLACE = re.compile(r"%(\d)")


class HeadingCounter:
    def __init__(self, levels: tuple[Level, ...]) -> None:
        self._levels = levels
        self._counts = [0] * len(levels)

    def next(self, level: int) -> str:
        """The number of the next heading of a level, from 1."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (len(self._counts) - level)
        return _PLACE.sub(self._count, self._levels[level - 1].text)

    def _count(self, match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        return label(self._counts[index], self._levels[index].format)
