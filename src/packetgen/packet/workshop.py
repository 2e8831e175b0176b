"""Templates, houses and kinds from folders to compiled Word templates, kept on disk between runs."""

import pickle
import platform
from dataclasses import dataclass, field
from pathlib import Path

from packetgen.deal.schema import Audience
from packetgen.deal.tree import patterns
from packetgen.diagnostics import Diagnostic, Outcome, Span, error, outcome
from packetgen.draft.compile import compile_template
from packetgen.draft.eject import eject
from packetgen.draft.model import WordTemplate
from packetgen.draft.word_source import compile_word_file
from packetgen.errors import OutputError
from packetgen.fonts import cache_folder
from packetgen.house.load import load_house
from packetgen.house.model import House
from packetgen.kinds.load import load_kinds
from packetgen.kinds.model import DocumentSpec, Kind, fallbacks, language_of
from packetgen.packet.inputs import CONTENT, HOUSES, KINDS, own_code
from packetgen.sources.characters import decode
from packetgen.storage import digest, write_file
from packetgen.template.model import Template
from packetgen.template.parse import parse_template

MARKDOWN, WORD = ".md", ".docx"


@dataclass(frozen=True, slots=True)
class Source:
    """A content template as found: where, in which language, and what the file holds (Markdown, or a Word file)."""

    path: Path
    locale: str
    data: bytes

    @property
    def is_word(self) -> bool:
        return self.path.suffix == WORD


@dataclass(slots=True)
class Workshop:
    """Loads what documents are made of. `folders` are template folders, the user's own first."""

    folders: tuple[Path, ...]
    house_override: str | None = None
    _houses: dict[str, Outcome[House]] = field(default_factory=dict)
    _sources: dict[tuple[str, str, tuple[str, ...]], Outcome[Source]] = field(default_factory=dict)
    _templates: dict[tuple[str, str], Outcome[WordTemplate]] = field(default_factory=dict)
    _own_words: str = ""

    def kinds(self) -> Outcome[tuple[Kind, ...]]:
        return load_kinds(folder / KINDS for folder in self.folders)

    def source(
        self, document: DocumentSpec, locale: str, endings: tuple[str, ...] = (MARKDOWN, WORD)
    ) -> Outcome[Source]:
        """The content template of a document in a locale, or in the language of it.

        Read once: what a draft was made of is what is kept beside it.
        """
        key = (document.id, locale, endings)
        if key not in self._sources:
            self._sources[key] = self._read_source(document, locale, endings)
        return self._sources[key]

    def _read_source(self, document: DocumentSpec, locale: str, endings: tuple[str, ...]) -> Outcome[Source]:
        for folder in self.folders:
            for each in fallbacks(locale):
                stem = folder / CONTENT / each / document.content
                found = [path for ending in endings if (path := stem.with_name(f"{stem.name}{ending}")).is_file()]
                if len(found) > 1:
                    return Outcome(None, (error("PG346", Span(str(found[0])), other=found[1].name),))
                if found:
                    return Outcome(Source(found[0], each, found[0].read_bytes()))
        place = Span(f"{CONTENT}/{locale}/{document.content}{MARKDOWN}")
        return Outcome(None, (error("PG821", place, document=document.id, locale=locale),))

    def house(self, document: DocumentSpec, locale: str) -> Outcome[House]:
        name = self.house_override
        if name is None:
            name = next((document.house[each] for each in fallbacks(locale) if each in document.house), "")
        if name not in self._houses:
            self._houses[name] = load_house(name, tuple(folder / HOUSES for folder in self.folders))
        return self._houses[name]

    def own_words(self) -> str:
        """All that the shipped templates say, which is the same for every deal, and what the schema calls things."""
        if not self._own_words:
            files = (path for name in (KINDS, CONTENT, HOUSES) for path in sorted((self.folders[-1] / name).rglob("*")))
            texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in {".md", ".yaml"}]
            named = [each.titles for each in patterns().values()]
            named += [words for each in patterns().values() for words in each.choices.values()]
            texts += [word for words in named for word in words.values()]
            self._own_words = "\n".join(texts)
        return self._own_words

    def word_template(self, document: DocumentSpec, locale: str) -> Outcome[WordTemplate]:
        """The compiled template of a document; from the cache where nothing that shaped it has changed."""
        key = (document.id, locale)
        if key not in self._templates:
            self._templates[key] = self._word_template(document, locale)
        return self._templates[key]

    def _word_template(self, document: DocumentSpec, locale: str) -> Outcome[WordTemplate]:
        source, house = self.source(document, locale), self.house(document, locale)
        found: tuple[Diagnostic, ...] = source.diagnostics + house.diagnostics
        if source.value is None or house.value is None:
            return Outcome(None, found)
        kept = _cached(source.value, house.value, document)
        template = _read_cache(kept)
        if template is not None:
            return outcome(template, found)
        made = compiled(source.value, house.value, document.audience)
        if made.value is not None:
            _write_cache(kept, made.value)
        return Outcome(made.value, found + made.diagnostics)

    def ejected(self, document: DocumentSpec, locale: str) -> Outcome[bytes]:
        """The Word file, its tags to be seen, that can take the place of a document's Markdown."""
        source, house = self.source(document, locale, (MARKDOWN,)), self.house(document, locale)
        found = source.diagnostics + house.diagnostics
        if source.value is None or house.value is None:
            return Outcome(None, found)
        template = parsed(source.value, document.audience)
        if template.value is None:
            return Outcome(None, found + template.diagnostics)
        made = eject(template.value, house.value, document.titles[language_of(locale)])
        return Outcome(made, found + template.diagnostics)


def parsed(source: Source, audience: Audience) -> Outcome[Template]:
    """The tree of a template in Markdown."""
    place = str(source.path)
    text = decode(source.data, place)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    return parse_template(text.value, place, locale=source.locale, audience=audience)


def compiled(source: Source, house: House, audience: Audience) -> Outcome[WordTemplate]:
    """The Word template of a content template of either sort."""
    if source.is_word:
        return compile_word_file(source.data, str(source.path), house, locale=source.locale, audience=audience)
    return parsed(source, audience).map(lambda tree: compile_template(tree, house, source.data))


def _cached(source: Source, house: House, document: DocumentSpec) -> Path:
    """The cache file of a compiled template: named by all that shaped it, our own code included."""
    parts = (
        digest(source.data),
        source.path.suffix,
        source.locale,
        house.digest,
        document.audience.name,
        platform.python_version(),
        own_code(),
    )
    return cache_folder() / "templates" / f"{digest(chr(0).join(parts).encode())[:32]}.pickle"


def _read_cache(path: Path) -> WordTemplate | None:
    try:
        loaded = pickle.loads(path.read_bytes())  # noqa: S301  # the user's own cache, written by us
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        return None
    return loaded if isinstance(loaded, WordTemplate) else None


def _write_cache(path: Path, template: WordTemplate) -> None:
    try:
        write_file(path, pickle.dumps(template))
    except OutputError:
        return  # a cache that cannot be written costs time, nothing else
