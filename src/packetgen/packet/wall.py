"""The wall at run time: no text of a stricter audience in any part of a finished file.

A template cannot name such a field; this is the second lock, against text that came another way (a file's
properties, a picture's description, a value copied by hand).
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from packetgen.deal.schema import FieldKind
from packetgen.deal.values import Leaf, Record, Rows, Value
from packetgen.diagnostics import Diagnostic, Span, error

SHORTEST = 8
"""Texts below this many characters also stand in documents by chance."""

_FREE_TEXT = frozenset({FieldKind.LINE, FieldKind.PROSE})
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that an audience must not see, and the path of the field that holds it."""

    path: str
    text: str


def secrets(everything: Record, allowed: Record) -> tuple[Secret, ...]:
    """Free texts of the whole deal that the allowed projection does not hold, alone or within another text."""
    visible = "\n".join(text for _, text in _free_texts(allowed))
    found = {text: path for path, text in _free_texts(everything) if len(text) >= SHORTEST and text not in visible}
    return tuple(Secret(path, text) for text, path in found.items())


def leaks(hidden: Iterable[Secret], texts: Iterable[tuple[str, str]], source: str) -> tuple[Diagnostic, ...]:
    """Each secret found in a text; `texts` are (name of the part, its text)."""
    wanted = tuple(hidden)
    return tuple(
        error("PG820", Span(f"{source}/{part}"), path=secret.path)
        for part, text in texts
        for secret in wanted
        if secret.text in text
    )


def docx_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Every part of a Word file as text: the words of XML parts run together, then the markup with attributes."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            raw = package.read(name).decode("utf-8", errors="replace")
            yield name, markup_text(raw)


def markup_text(markup: str) -> str:
    """The words of a markup text without its tags, and after them the markup itself, entities resolved."""
    return f"{unescape(_TAG.sub('', markup))}\n{unescape(markup)}"


def _free_texts(value: Value) -> Iterator[tuple[str, str]]:
    match value:
        case Leaf(field=field, path=path, value=str(text)) if field.kind in _FREE_TEXT:
            yield path, text
        case Record(printed=printed) if printed is not None:
            # What a reference leads to is met at its own place; a plain name stands here.
            yield from _free_texts(printed)
        case Record(members=members):
            for member in members.values():
                yield from _free_texts(member)
        case Rows(items=items):
            for item in items:
                yield from _free_texts(item)
