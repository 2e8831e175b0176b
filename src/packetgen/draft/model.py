"""What passes through the making of a draft: a Word template, and the filled draft with the origin of its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from packetgen.house.model import House
from packetgen.ooxml.write import Member
from packetgen.template.compile import Compiled

DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A content template on a house style, ready to be filled many times. Pickles.

    `parts` are the parts that hold tags; `members` are those that are the same in every draft; `runs` are the run
    properties that printed values take, by the key that the parts name them with.
    """

    parts: Mapping[str, Compiled]
    members: Mapping[str, Member]
    runs: Mapping[str, str]
    house: House
    locale: str
    digest: str


class SpanEntry(NamedTuple):
    """Characters of the draft that came from the deal. A tuple, since a document has hundreds.

    `paragraph` counts the story's paragraphs from 0, tables' included; `start` and `end` count its characters, a line
    break or a tab being one. `block` is the id of the template's block that they stand in, empty in headers; `row` the
    id of the deal's row that was printed there. `derived_from` is set for a computed value: an edit there is never
    written to the deal.
    """

    story: str
    paragraph: int
    start: int
    end: int
    path: str
    kind: str
    text: str
    block: str = ""
    row: str | None = None
    derived_from: tuple[str, ...] = ()
    via: str | None = None
    reason: str | None = None  # missing, unverified: the characters are a placeholder


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """Paragraphs of the body, from `first` to before `end`, that one block of the template made.

    A block in a loop has an entry a pass. `bookmark` names the one that is hidden in the file, if the block has one.
    """

    id: str
    first: int
    end: int
    bookmark: str | None = None


@dataclass(frozen=True, slots=True)
class HeadingEntry:
    """A heading that a table of contents lists."""

    bookmark: str
    level: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A filled document: its file, the words of its body by paragraph, and where they come from."""

    id: str
    title: str
    data: bytes
    paragraphs: tuple[str, ...]
    spans: tuple[SpanEntry, ...]
    blocks: tuple[BlockEntry, ...]
    headings: tuple[HeadingEntry, ...]
    has_toc: bool

    @property
    def placeholders(self) -> tuple[SpanEntry, ...]:
        return tuple(span for span in self.spans if span.reason is not None)
