"""The words that the model of a Word file holds, story by story."""

from collections.abc import Iterable, Iterator

from packetgen.document.graphics import Drawing, Group, Shape
from packetgen.document.model import (
    Block,
    Document,
    Equation,
    Field,
    Inline,
    Link,
    NoteReference,
    Paragraph,
    Ruby,
    Run,
    View,
)
from packetgen.document.plain import paragraphs
from packetgen.document.read import read_docx

_COUNTED = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"})
"""Fields whose number is the printer's to find; what the file holds is stale."""


def stories(data: bytes, source: str) -> dict[str, list[list[str]]]:
    """The paragraphs of each story: `final` as printed (the body first, then notes and boxes), `all` with all revisions."""
    return {"final": _stories(data, source, "final"), "all": _stories(data, source, "markup")}


def _stories(data: bytes, source: str, view: View) -> list[list[str]]:
    document = read_docx(data, source, view).value
    if document is None:
        return []
    return [words for story in _blocks_of(document) if (words := list(map(_text, paragraphs(story))))]


def _blocks_of(document: Document) -> Iterator[Iterable[Block]]:
    """The body, then what stands apart from its lines: frames and floating tables, notes, text boxes."""
    body = [block for section in document.sections for block in section.blocks]
    notes = [note.blocks for note in document.notes]
    yield [block for block in body if not _stands_apart(block)]
    yield from ([block] for block in body if _stands_apart(block))
    yield from notes
    for story in (body, *notes):
        for paragraph in paragraphs(story):
            yield from _boxes(paragraph.inlines)


def _stands_apart(block: Block) -> bool:
    return (block.format.frame if isinstance(block, Paragraph) else block.float) is not None


def _boxes(inlines: Iterable[Inline]) -> Iterator[Iterable[Block]]:
    """The stories of text boxes, those in boxes too."""
    for inline in inlines:
        match inline:
            case Field(result=inner) | Link(inlines=inner):
                yield from _boxes(inner)
            case Drawing(content=Shape(blocks=blocks)):
                yield blocks
                for paragraph in paragraphs(blocks):
                    yield from _boxes(paragraph.inlines)
            case Drawing(content=Group(members=members)):
                yield from _boxes(member.drawing for member in members)
            case _:
                pass


def _text(paragraph: Paragraph) -> str:
    label = paragraph.label
    return (label.text if label is not None and not label.bullet else "") + "".join(_words(paragraph.inlines))


def _words(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Run(text=text) | Equation(text=text) | NoteReference(label=text):
                yield text
            case Field(kind=kind, result=inner) if kind not in _COUNTED:
                yield from _words(inner)
            case Link(inlines=inner) | Ruby(base=inner):
                yield from _words(inner)
            case _:
                pass
