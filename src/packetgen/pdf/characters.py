"""What the glyphs of a face stand for, so that words can be searched and copied out of a file.

The engine asks once for each glyph, and gives a letter with marks as a whole to the first of its glyphs and nothing to
the others: for good, however often they stand alone later. Here a glyph that stood alone is known by that, and in
scripts from right to left, where marks are painted before their letter, each glyph gets its own part.
"""

from unicodedata import bidirectional, combining

_FROM_RIGHT = frozenset({"R", "AL"})


class Characters(dict[int, str]):
    """The text of each glyph. A glyph counts as unknown as long as its text is a guess."""

    def __init__(self) -> None:
        super().__init__()
        self._sure: set[int] = set()
        self._rest: list[str] = []  # of a letter with marks, from the last mark to the letter

    def __contains__(self, glyph: object) -> bool:
        return glyph in self._sure

    def __setitem__(self, glyph: int, text: str) -> None:
        has_marks = len(text) > 1 and any(map(combining, text))
        if text and not has_marks:
            self._rest.clear()
            self._sure.add(glyph)
            super().__setitem__(glyph, text)
        elif has_marks and bidirectional(text[0]) in _FROM_RIGHT:
            self._rest = list(reversed(text))
            super().__setitem__(glyph, self._next())
        elif has_marks or not self._rest:
            super().__setitem__(glyph, self.get(glyph) or text)
        else:
            super().__setitem__(glyph, self._next())

    def _next(self) -> str:
        """The next mark, or behind the marks the whole letter, which may be two in one."""
        count = 1 if combining(self._rest[0]) else len(self._rest)
        part = "".join(reversed(self._rest[:count]))
        del self._rest[:count]
        return part
