"""Spaces between characters: those that HTML would drop, and the gap between Han and Latin ones.

HTML draws several spaces as one, and none at the ends of lines. Word draws them all; so they are written as spaces that
do not break, but for one of each row, at which a line may end. A row at the end of a line shows only where something is
drawn under or behind it: the blanks of a form.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from packetgen.document.model import ParagraphFormat
from packetgen.pdf.context import Piece, Words
from packetgen.pdf.looks import ground

GAP = "\u200b"
"""Stands where a line may end and nothing else shows. Between Han and Latin characters justify.py makes it a gap, a
quarter of the size wide within a line and nothing at its ends."""

_IDEOGRAPH = (
    r"\u2e80-\u2fdf\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = r"A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
SHARE = 0.25  # of the size
_ROW = re.compile(" {2,}")
_STAY = "\u00a0"
_LONG = " " * 20
"""Spaces at the end of a paragraph that may reach over its edge; fewer are kept, to be copied as they are."""


def _between(kinds: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    han, other = f"[{_IDEOGRAPH}]", f"[{kinds}]"
    return re.compile(f"(?<={han})(?={other})|(?<={other})(?={han})"), re.compile(han), re.compile(other)


_GAPS = {
    (True, True): _between(_LETTER + "0-9"),
    (True, False): _between(_LETTER),
    (False, True): _between("0-9"),
}


def kept(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces with every space that shows. Where markup between words is a break or a tab, a row of words ends."""
    found = list(pieces)
    at_start = True
    for index, piece in enumerate(found):
        if isinstance(piece, str):
            at_start = at_start or ends_line(piece)
            continue
        text = piece.text
        if " " in text:
            shows = piece.look.underline or ground(piece.look)
            if text.endswith(_LONG) and not shows and _ends(found, index):
                # A long row in front of a paragraph's mark hangs over the edge, where the word before it is to stay.
                text = text.rstrip(" ") + " "
            text = _ROW.sub(lambda row: _STAY * (len(row[0]) - 1) + " ", text)
            if at_start and text[0] == " ":
                text = _STAY + text[1:]
            if text[-1] == " " and shows and _ends(found, index):
                text = text[:-1] + _STAY
            if text != piece.text:
                found[index] = replace(piece, text=text)
        at_start = text[-1] == " " if text else at_start
    return found


def ends_line(markup: str) -> bool:
    """Whether markup is a break or a tab, at which a row of words begins anew."""
    return markup == "<br/>" or "data-tab" in markup or 'class="lead"' in markup


def _ends(pieces: list[Piece], index: int) -> bool:
    following = pieces[index + 1 :]
    return all(isinstance(each, str) for each in following) or (
        isinstance(following[0], str) and ends_line(following[0])
    )


def gapped(pieces: Iterable[Piece], layout: ParagraphFormat) -> list[Piece]:
    """Pieces with the gaps that the paragraph wants between Han and Latin letters or digits."""
    found = list(pieces)
    kinds = _GAPS.get((layout.space_latin, layout.space_digits))
    if kinds is None:
        return found
    between, han, other = kinds
    last: int | None = None
    for index, piece in enumerate(found):
        if isinstance(piece, str):
            last = None if ends_line(piece) or "<img" in piece else last
            continue
        if not piece.text:
            continue
        text = between.sub(GAP, piece.text) if han.search(piece.text) else piece.text
        before = 0.0
        if last is not None:
            end = found[last].text[-1]  # type: ignore[union-attr]
            if (han.match(end) and other.match(text[0])) or (other.match(end) and han.match(text[0])):
                before = piece.look.size * SHARE
        if before or text is not piece.text:
            found[index] = replace(piece, text=text, gap=before)
        last = index
    return found


STAY_TOGETHER = "\u2060"
"""Stands where no line may end, and shows nothing."""
_UNBROKEN = re.compile(rf"[/}}](?![\s{_IDEOGRAPH}]|$)|(?<![\d\s])[.,:;](?=\d)")


def unbroken(pieces: Iterable[Piece], fits: Callable[[Words, Words], bool]) -> list[Piece]:
    """Pieces where no line ends behind a slash or brace, nor between a point and a digit, as the engine has it.

    `fits` says whether a line holds the word that two pieces make together: the engine does not part a longer one.
    """
    found = list(pieces)
    for index, piece in enumerate(found):
        if isinstance(piece, str):
            continue
        following = found[index + 1] if index + 1 < len(found) else ""
        ahead = following.text[:1] if isinstance(following, Words) and fits(piece, following) else ""
        if _UNBROKEN.search(text := piece.text + ahead):
            text = _UNBROKEN.sub(lambda sign: sign[0] + STAY_TOGETHER, text)
            found[index] = replace(piece, text=text[: len(text) - len(ahead)])
    return found


_LETTERS = re.compile(f"(?<=[{_LETTER}0-9])(?=[{_LETTER}0-9])")


def loose(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces whose Latin words may break anywhere."""
    return [each if isinstance(each, str) else replace(each, text=_LETTERS.sub(GAP, each.text)) for each in pieces]
