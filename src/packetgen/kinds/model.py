"""Kinds and their documents as data: what a user asks for by one name, and the files that it consists of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from packetgen.deal.schema import Audience
from packetgen.diagnostics import Language, Span

Level = Literal["must", "good"]


@dataclass(frozen=True, slots=True)
class Need:
    """A field that a document wants: must-have or good-to-have, and who knows it (codes of schema.WHO)."""

    path: str
    level: Level
    who: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class When:
    """The deals that a document is for. An empty tuple admits every value."""

    locale: tuple[str, ...] = ()
    customer_type: tuple[str, ...] = ()
    funding_route: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """One file of a kind. Of the documents that share a slot, the first whose `when` admits the deal is made."""

    id: str
    kind: str
    slot: str
    titles: Mapping[Language, str]
    audience: Audience
    content: str
    house: Mapping[str, str]  # by locale
    file_name: Mapping[Language, str]  # with {path} of deal fields
    when: When = When()
    stages: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    limits: Mapping[str, int] | None = None  # characters, words, pages


@dataclass(frozen=True, slots=True)
class Kind:
    id: str
    order: int
    titles: Mapping[Language, str]
    help: Mapping[Language, str]
    documents: tuple[DocumentSpec, ...]


def language_of(locale: str) -> Language:
    """The language of a locale: `zh-CN` is zh, every other is en."""
    return "zh" if locale.startswith("zh") else "en"


def fallbacks(locale: str) -> tuple[str, ...]:
    """Where the content and house of a locale are looked for: `en-GB`, then `en`."""
    head = locale.partition("-")[0]
    return (locale, head) if head != locale else (locale,)
