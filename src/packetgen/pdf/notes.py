"""Footnotes at the foot of their page; endnotes and comments behind the text.

The engine moves an element that floats to the foot of the page its mark stands on. It writes marks of its own beside
it, which are switched off: ours come from the file.
"""

from collections.abc import Iterator, Sequence

from packetgen.document.model import Comment, Note, NoteReference, Paragraph, ParagraphFormat, Run, RunFormat
from packetgen.pdf.context import Context, Piece
from packetgen.pdf.css import pt
from packetgen.pdf.words import text_of

COMMENT_LOOK = RunFormat(size=8.0, vertical="superscript", colour="0050A0")
_LONG = 400  # characters: some four lines
_LINE = 144.0  # points of the line over notes, as Word draws it

_RULE = 0.5
_SEPARATOR = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LINE:g}" height="{_RULE:g}" viewBox="0 0 {_LINE:g} {_RULE:g}">'
    f'<path d="M0 {_RULE / 2:g}H{_LINE:g}" stroke="#000" stroke-width="{_RULE:g}"/></svg>'
)
"""The line, which is shorter than the border of the notes' room would be."""


def _page_rules(context: Context) -> str:
    place = f"background-position:0 0;background-size:{pt(_LINE)} {pt(_RULE)};background-repeat:no-repeat"
    area = f"background-image:url('{context.made_image(_SEPARATOR)}');{place};padding-top:{pt(4 + _RULE)}"
    marks = ".note::footnote-call{content:''}.note::footnote-marker{content:''}"
    return f"@page{{@footnote{{{area}}}}}{marks}"


def note_html(reference: NoteReference, context: Context) -> Iterator[Piece]:
    """The words of a footnote, to stand right behind its mark. Endnotes wait until the text ends.

    Where a note has no room on the page of its mark, the line with the mark goes on the next page with it. Of a long
    note Word would leave a part there, which the engine cannot: it goes on the next page alone.
    """
    note = context.notes.get((reference.kind, reference.id))
    if note is None or reference.kind == "endnote" or not context.in_body:
        return
    rules = _page_rules(context)
    if rules not in context.pages:
        context.pages.append(rules)
    length = sum(len(text_of(block)) for block in note.blocks if isinstance(block, Paragraph))
    policy = "line" if length < _LONG else "auto"
    own = context.cls(f"float:footnote;footnote-policy:{policy};text-indent:0", "note")
    yield f"<div{own}>{context.aside(note.blocks)}</div>"


def endnotes_html(context: Context) -> str:
    """The endnotes under a line, in the order of the text."""
    notes = [note for note in context.document.notes if note.kind == "endnote"]
    if not notes:
        return ""
    line = f"margin-top:12pt;width:{pt(_LINE)};border-top:0.5pt solid #000;height:4pt"
    return f"<div{context.cls(line)}></div>{''.join(context.aside(note.blocks) for note in notes)}"


def comments_html(context: Context) -> str:
    """The comments of a document that is printed with its changes marked, each behind the number of its sign."""
    if context.document.view != "markup" or not context.document.comments:
        return ""
    line = f"margin-top:12pt;width:{pt(_LINE)};border-top:0.5pt solid #000;height:4pt"
    entries = "".join(_comment(comment, context) for comment in context.document.comments)
    return f"<div{context.cls(line)}></div>{entries}"


def comment_sign(name: str, context: Context) -> str:
    """The sign that a comment has in the text and at its words, [1]."""
    return f"[{context.comment_numbers.get(name, name)}]"


def _comment(comment: Comment, context: Context) -> str:
    states = [
        *([f"↳ {comment_sign(comment.parent, context)}"] if comment.parent else []),
        *(["✓"] if comment.resolved else []),
    ]
    head = " ".join(filter(None, (comment_sign(comment.id, context), comment.author, comment.date[:10], *states)))
    look = RunFormat(size=9.0, bold=True)
    first = Paragraph((Run(head, look),), ParagraphFormat(before=4.0, keep_next=True), look, "", "", None, "")
    return context.aside((first, *comment.blocks))


def notes_by_id(notes: Sequence[Note]) -> dict[tuple[str, str], Note]:
    return {(note.kind, note.id): note for note in notes}
