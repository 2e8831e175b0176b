"""A document to plain text, story by story: what a reader of its view reads, without looks and pictures.

A document is read in one view, so the three texts of a file are those of three documents. In the markup view the text
holds deletions and insertions both. List labels, which no paragraph contains, are asked for apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

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
    PositionTab,
    Ruby,
    Run,
)

StoryKind = Literal["body", "header", "footer", "footnote", "endnote", "comment", "textbox"]


@dataclass(frozen=True, slots=True)
class Story:
    """A text of its own.

    `name` tells it from others of its kind: the section and kind of page of a header, the id of a note, the number of a
    text box. `within` is the story whose paragraphs hold a text box.
    """

    kind: StoryKind
    name: str
    paragraphs: tuple[str, ...]
    within: "Story | None" = None

    @property
    def outermost(self) -> "Story":
        """The story on the page that this one stands in."""
        return self if self.within is None else self.within.outermost


def stories(document: Document, *, labels: bool = False) -> tuple[Story, ...]:
    """The texts of a document: the body, headers and footers, notes, comments, each followed by its text boxes.

    Args:
        document: as one view shows it.
        labels: whether the label of a list item stands before its words, with a tab between.
    """
    return tuple(
        story for kind, name, blocks in _told(document) for story in _with_boxes(Story(kind, name, ()), blocks, labels)
    )


def paragraph_text(paragraph: Paragraph, *, label: bool = False) -> str:
    """The characters of a paragraph: a line break is a newline, a tab a tab; drawings and page breaks have none."""
    before = f"{paragraph.label.text}\t" if label and paragraph.label is not None and paragraph.label.text else ""
    return before + inline_text(paragraph.inlines)


def inline_text(inlines: Iterable[Inline]) -> str:
    """The characters of inlines in order, those of deletions among them where the view shows them."""
    return "".join(_characters(inlines))


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of blocks in order, those in the cells of tables among them, those of text boxes not."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def _told(document: Document) -> Iterator[tuple[StoryKind, str, tuple[Block, ...]]]:
    yield "body", "", tuple(block for section in document.sections for block in section.blocks)
    before: set[int] = set()  # a section without headers of its own has those of the section before it
    for index, section in enumerate(document.sections):
        for kind, found in (("header", section.headers), ("footer", section.footers)):
            for page, blocks in found.items():
                if id(blocks) not in before:
                    before.add(id(blocks))
                    yield kind, f"{index}/{page}", blocks  # type: ignore[misc]
    for note in document.notes:
        yield note.kind, note.id, note.blocks
    for comment in document.comments:
        yield "comment", comment.id, comment.blocks


def _with_boxes(story: Story, blocks: tuple[Block, ...], labels: bool) -> Iterator[Story]:
    """A story, then the text boxes that its paragraphs hold."""
    found = tuple(paragraphs(blocks))
    full = replace(story, paragraphs=tuple(paragraph_text(each, label=labels) for each in found))
    yield full
    boxes = (words for each in found for drawing in _drawings(each.inlines) for words in _boxes(drawing))
    for number, words in enumerate(boxes, 1):
        yield from _with_boxes(Story("textbox", str(number), (), full), words, labels)


def _drawings(inlines: Iterable[Inline]) -> Iterator[Drawing]:
    for inline in inlines:
        match inline:
            case Drawing():
                yield inline
            case Field(result=inner) | Link(inlines=inner) | Ruby(base=inner):
                yield from _drawings(inner)
            case _:
                pass


def _boxes(drawing: Drawing) -> Iterator[tuple[Block, ...]]:
    match drawing.content:
        case Shape(blocks=words) if words:
            yield words
        case Group(members=members):
            for member in members:
                yield from _boxes(member.drawing)
        case _:
            pass


def _characters(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Run(text=text) | Equation(text=text) | NoteReference(label=text):
                yield text
            case Field(result=inner) | Link(inlines=inner):
                yield from _characters(inner)
            case Ruby():
                yield from _characters(inline.base)
            case PositionTab():
                yield "\t"
            case _:
                pass
