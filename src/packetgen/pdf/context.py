"""What the writers of one document's HTML share."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b

from packetgen.document.model import Block, Document, Note, RunFormat, Section
from packetgen.pdf.passes import Settled
from packetgen.pdf.typeset import Typesetter


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one list of faces and one look; `gap` is a space in front of it, in points."""

    text: str
    family: str
    look: RunFormat
    gap: float = 0.0


Piece = Words | str
"""Words, or markup between them."""


@dataclass(slots=True)
class Context:
    """The document that is laid out, and what has been written of it so far.

    `blocks` writes blocks within others (cells, text boxes, notes): the writers of those cannot import the writer of
    blocks, which imports them.
    """

    document: Document
    types: Typesetter
    targets: frozenset[str]
    blocks: "Callable[[Sequence[Block], Context], str]"
    words: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    notes: Mapping[tuple[str, str], Note] = field(default_factory=dict)  # by kind and id
    comment_numbers: Mapping[str, int] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)  # the colour of each author of changes
    images: dict[str, bytes] = field(default_factory=dict)  # by address, those that are made here among them
    settled: Settled = field(default_factory=Settled)
    counts_sections: bool = False
    page_name: int = 0  # of the section whose pages are written
    headings: list[int] = field(default_factory=list)  # the levels of those of the body
    unsupported: Counter[str] = field(default_factory=Counter)  # what is not drawn as it is, by the schema's name
    on_page: list[str] = field(default_factory=list)  # elements of a header or footer that stand on the page itself
    room: float | None = None  # the width for text within a cell or text box, in points
    section: Section = field(default_factory=lambda: Section(()))
    has_title: bool = False
    in_body: bool = True
    in_cell: bool = False
    is_han: bool = False  # whether empty lines are as high as Chinese ones
    tabs_left: int = 0  # of the paragraph that is written
    han_space: float = 0.0  # what its grid adds to a Han character, in points
    ground: str = ""  # the colour behind what is written: of a cell, a paragraph

    def report(self, name: str) -> None:
        """Count something that is not drawn as the file wants it."""
        self.unsupported[name] += 1

    @contextmanager
    def within(self, room: float) -> Iterator[None]:
        """While the blocks of a cell or text box are written, whose width is theirs."""
        outer, self.room = self.room, room
        try:
            yield
        finally:
            self.room = outer

    def aside(self, blocks: Sequence[Block]) -> str:
        """Blocks that are no headings, whatever their styles say: those of notes and text boxes."""
        in_body, self.in_body = self.in_body, False
        try:
            return self.blocks(blocks, self)
        finally:
            self.in_body = in_body

    def made_image(self, picture: str) -> str:
        """The address of an SVG picture that was made for this document."""
        key = f"part:made-{blake2b(picture.encode(), digest_size=6).hexdigest()}.svg"
        self.images[key] = picture.encode()
        return key

    def cls(self, css: str, also: str = "") -> str:
        """The attribute that gives an element these declarations."""
        name = _class_name(css) if css else ""
        if name:
            self.rules[name] = css
        names = f"{name} {also}".strip()
        return f' class="{names}"' if names else ""


@cache
def _class_name(css: str) -> str:
    return f"c{blake2b(css.encode(), digest_size=6).hexdigest()}"
