"""Tracked changes as readers of a marked print know them: colours of authors, lines under and through, bars beside."""

from collections.abc import Iterator
from dataclasses import replace

from packetgen.document.model import Paragraph, Revision, Run, RunFormat
from packetgen.pdf.css import pt
from packetgen.pdf.words import runs

_COLOURS = ("B00000", "0050A0", "007030", "8000A0", "A05000", "006070")
_BAR = 1.0  # points; it stands in the margin
_GAP = 8.0


def marked(run: Run, authors: dict[str, str]) -> RunFormat:
    """The look of a run with its changes shown: inserted words underlined, deleted ones struck through.

    `authors` keeps the colour of each author; moved words have double lines.
    """
    look = run.format
    for change in run.revisions:
        colour = authors.setdefault(change.author, _COLOURS[len(authors) % len(_COLOURS)])
        is_move = change.kind in {"moveFrom", "moveTo"}
        if change.is_deletion:
            look = replace(look, colour=colour, strike=not is_move, double_strike=is_move)
        elif change.is_insertion:
            look = replace(look, colour=colour, underline="double" if is_move else "single", underline_colour="")
    return look


def bar(paragraph: Paragraph) -> Iterator[str]:
    """Declarations for a bar in the margin beside a paragraph with a change."""
    if any(_changes(paragraph)):
        layout = paragraph.format
        # A ground would reach out to the bar.
        inner = 0.0 if layout.shading or layout.borders else max(layout.left, 0.0)
        yield f"border-left:{pt(_BAR)} solid #000;padding-left:{pt(inner + _GAP - _BAR)}"
        yield f"margin-left:{pt(layout.left - inner - _GAP)}"


def _changes(paragraph: Paragraph) -> Iterator[Revision]:
    yield from paragraph.revisions
    if paragraph.changed is not None:
        yield paragraph.changed
    for run in runs(paragraph.inlines):
        yield from run.revisions
        if run.changed is not None:
            yield run.changed
