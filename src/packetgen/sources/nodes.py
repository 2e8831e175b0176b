"""The tree of a YAML text: mappings, sequences and scalars, each with its place.

Offsets count characters of the text as the reader saw it (without a byte order mark, line ends as LF).
"""

from dataclasses import dataclass
from typing import Literal

from packetgen.diagnostics import Span

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `text` is its own text, never typed: the consumer knows which type it wants."""

    text: str
    style: Style
    span: Span
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        return self.style == "plain"

    @property
    def is_blank(self) -> bool:
        """A value left empty, or of nothing but blanks."""
        return not self.text.strip()

    @property
    def is_null(self) -> bool:
        """Stated as none: `null` or `~` of the YAML 1.2 core schema. A value left empty is blank, not null."""
        return self.is_plain and self.text in {"null", "Null", "NULL", "~"}


@dataclass(frozen=True, slots=True)
class Entry:
    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[Entry, ...]
    span: Span
    start: int
    end: int
    flow: bool = False

    def get(self, name: str) -> "Node | None":
        return next((entry.value for entry in self.entries if entry.key.text == name), None)

    def key(self, name: str) -> Scalar | None:
        return next((entry.key for entry in self.entries if entry.key.text == name), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    items: "tuple[Node, ...]"
    span: Span
    start: int
    end: int
    flow: bool = False


Node = Mapping | Sequence | Scalar
