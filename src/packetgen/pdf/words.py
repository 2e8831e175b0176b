"""What a document prints, paragraph by paragraph: walks over its stories and inlines."""

from collections.abc import Iterator, Sequence

from packetgen.document.model import (
    Document,
    Equation,
    Field,
    Inline,
    Link,
    NoteReference,
    Paragraph,
    Ruby,
    Run,
    RunFormat,
)
from packetgen.document.plain import paragraphs


def targets(inlines: Sequence[Inline]) -> Iterator[str]:
    """The bookmarks that something in a paragraph leads to."""
    for inline in inlines:
        match inline:
            case Link(anchor=anchor, inlines=inner):
                yield anchor
                yield from targets(inner)
            case Field(result=inner):
                if inline.kind == "PAGEREF":
                    yield target_of(inline)
                yield from targets(inner)
            case _:
                pass


def target_of(reference: Field) -> str:
    words = reference.code.split()
    return words[1] if len(words) > 1 else ""


def all_paragraphs(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        for story in (section.blocks, *section.headers.values(), *section.footers.values()):
            yield from paragraphs(story)
    for blocks in (*(note.blocks for note in document.notes), *(comment.blocks for comment in document.comments)):
        yield from paragraphs(blocks)


def printed_text(paragraph: Paragraph) -> str:
    """The characters that a paragraph may print, those of its label among them."""
    text = text_of(paragraph) + (paragraph.label.text if paragraph.label else "")
    return text + text.upper() if any(run.format.caps for run in runs(paragraph.inlines)) else text


def is_title(paragraph: Paragraph) -> bool:
    return paragraph.style_name.lower() == "title"


def text_of(paragraph: Paragraph) -> str:
    return "".join(_words(paragraph.inlines))


def _words(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Run(text=text):
                yield text
            case Equation(text=text) | NoteReference(label=text):
                yield text
            case Field(result=inner) | Link(inlines=inner) | Ruby(base=inner):
                yield from _words(inner)
            case _:
                pass


def runs(inlines: Sequence[Inline]) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Run():
                yield inline
            case Field(result=inner) | Link(inlines=inner):
                yield from runs(inner)
            case _:
                pass


def tallest(paragraph: Paragraph) -> RunFormat:
    """The look that decides the height of the lines: the largest."""
    looks = [run.format for run in runs(paragraph.inlines)]
    return max(looks, key=lambda look: look.size, default=paragraph.mark)
