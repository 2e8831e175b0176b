"""Whole packets of deals in which every leaf that somebody must not see is a canary: a text that stands nowhere else."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from packetgen.deal.audience import audience_of_row
from packetgen.deal.load import load_deal
from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.schema import REFERENCES, Audience, Field, FieldKind
from packetgen.deal.tree import DEAL
from packetgen.draft.model import Draft
from packetgen.draft.word_source import compile_word_file
from packetgen.kinds.model import DocumentSpec
from packetgen.packet.build import Built, build_packet
from packetgen.packet.drafting import Drafter
from packetgen.packet.plan import plan
from packetgen.packet.printing import printers
from packetgen.packet.request import Request
from packetgen.packet.workshop import Workshop

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Canary:
    """What a field holds that documents below an audience must not show; `words` are all the ways it may be written."""

    path: str
    pattern: str
    audience: Audience
    words: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        return any(squeezed(each) in text for each in self.words)


@dataclass(frozen=True)
class CanaryPacket:
    """A built packet. `common` are patterns of forbidden leaves whose values cannot be unique (a choice, 1 to 5)."""

    folder: Path
    files: Mapping[Path, Audience]
    canaries: tuple[Canary, ...]
    common: frozenset[str]
    loaded: LoadedDeal
    built: Built

    def kept_from(self, audience: Audience) -> tuple[Canary, ...]:
        return tuple(each for each in self.canaries if each.audience > audience)

    def files_for(self, audience: Audience) -> Iterator[Path]:
        return (path for path, own in self.files.items() if own is audience)


@dataclass
class Sower:
    """Writes a deal anew with a canary in every leaf, of every row, that the customer must not see."""

    loaded: LoadedDeal
    canaries: list[Canary] = field(default_factory=list)
    common: set[str] = field(default_factory=set)
    people: list[dict[str, object]] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)

    @property
    def is_chinese(self) -> bool:
        return self.loaded.deal.meta is not None and self.loaded.deal.meta.locale == "zh-CN"

    def text(self) -> str:
        """The deal as JSON, which is YAML too."""
        for person in self.loaded.deal.people or ():
            if audience_of_row("people[]", person) > Audience.CUSTOMER:
                self.renamed[person.id] = self.word(f"people[{person.id}].id", "people[].id", Audience.TWO_PARTY)
        deal = self.record(DEAL, self.loaded.deal, "", Audience.CUSTOMER)
        deal["people"] += self.people
        return json.dumps(deal, ensure_ascii=False, indent=1)

    def record(self, schema: Field, model: object, path: str, outer: Audience) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, each in schema.fields.items():
            place = f"{path}.{name}" if path else name
            value = self.value(each, getattr(model, name, None), place, max(outer, each.audience))
            if value is not None or place in self.loaded.nulls:
                made[name] = value
        return made

    def value(self, schema: Field, value: Any, path: str, audience: Audience) -> Any:
        if schema.kind is FieldKind.RECORD:
            return (
                None if value is None and audience is Audience.CUSTOMER else self.record(schema, value, path, audience)
            )
        if schema.kind is FieldKind.ROWS and schema.item is not None:
            assert value or audience is Audience.CUSTOMER, f"no rows to hide: {path}"
            return [self.row(schema.item, index, row, path, audience) for index, row in enumerate(value or ())] or None
        if audience is Audience.CUSTOMER:
            return plain(self.renamed.get(value, value) if schema.kind in REFERENCES else value)
        return self.sown(schema, value, path, audience)

    def row(self, item: Field, index: int, row: object, path: str, audience: Audience) -> Any:
        own = getattr(row, "id", index)
        return self.value(item, row, f"{path}[{own}]", max(audience, audience_of_row(item.path, row)))

    def sown(self, schema: Field, value: Any, path: str, audience: Audience) -> Any:
        match schema.kind:
            case FieldKind.LINE if path.endswith(".id") and value in self.renamed:
                return self.renamed[value]
            case FieldKind.LINE | FieldKind.PROSE | FieldKind.PERSON_OR_NAME:
                return self.word(path, schema.path, audience)
            case FieldKind.PERSON:
                # An id says nothing: a person of the seller's whom nothing else names stands for the one hidden here.
                name = self.word(path, schema.path, Audience.TWO_PARTY)
                self.people.append({"id": f"x{len(self.people)}", "name": name, "side": "vendor"})
                return self.people[-1]["id"]
            case FieldKind.DATE:
                return self.day(path, schema.path, audience)
            case FieldKind.CHOICE if schema.path == "vendor.size" and self.is_chinese:
                self.canaries.append(Canary(path, schema.path, audience, (schema.choices["micro"]["zh"],)))
                return "micro"
            case FieldKind.CHOICE | FieldKind.INTEGER:
                self.common.add(schema.path)
                return plain(value)
            case _:
                message = f"no canary for {schema.kind}: {path}"
                raise AssertionError(message)

    def word(self, path: str, pattern: str, audience: Audience) -> str:
        number = len(self.canaries)
        word = f"金丝雀第{number:03}号不外传" if self.is_chinese else f"Canary{number:03}Kept"
        self.canaries.append(Canary(path, pattern, audience, (word,)))
        return word

    def day(self, path: str, pattern: str, audience: Audience) -> str:
        day = date(1931, 2, 3) + timedelta(days=400 * len(self.canaries))
        english = f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"
        words = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", *english)
        self.canaries.append(Canary(path, pattern, audience, words))
        return day.isoformat()


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def squeezed(text: str) -> str:
    """A text without what lines and columns do to it."""
    return re.sub(r"\s", "", text).casefold()


class Silent:
    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


def build_canaries(sample: str, folder: Path, templates: Path, kinds: tuple[str, ...]) -> CanaryPacket:
    source = ROOT / "samples" / sample / "deal.yaml"
    loaded = load_deal(source.read_text(encoding="utf-8"), str(source)).value
    assert loaded is not None
    sower = Sower(loaded)
    deal = folder / "deal.yaml"
    deal.write_text(sower.text(), encoding="utf-8")
    request = Request(deal, folder / "out", (templates,), kinds)
    with printers(request) as workers:
        result = build_packet(request, Silent(), workers)
    assert result.value is not None, result.diagnostics
    files = {
        result.value.target.folder / file.path: Audience[document.audience.upper()]
        for document in result.value.manifest.documents
        for file in document.files
    }
    again = load_deal(deal.read_text(encoding="utf-8"), str(deal)).value
    assert again is not None
    return CanaryPacket(folder, files, tuple(sower.canaries), frozenset(sower.common), again, result.value)


@pytest.fixture(scope="session")
def canary_packet(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., CanaryPacket]:
    """Builds the packet of a whole sample, or some kinds of it with other templates; each once."""

    @cache
    def of(sample: str, templates: Path = ROOT / "templates", kinds: tuple[str, ...] = ()) -> CanaryPacket:
        return build_canaries(sample, tmp_path_factory.mktemp(sample), templates, kinds)

    return of


@pytest.fixture(scope="session")
def canaries_in() -> Callable[[Iterable[Canary], Iterable[str]], set[str]]:
    """Finds canaries in texts; gives their paths."""

    def found(canaries: Iterable[Canary], texts: Iterable[str]) -> set[str]:
        everything = "\n".join(squeezed(text) for text in texts)
        return {each.path for each in canaries if each.is_in(everything)}

    return found


# -- documents filled from Markdown, and from Word templates

WHOLE_SAMPLES = ("linlan-drainage", "wexmoor-drainage")


@dataclass(frozen=True)
class Form:
    """A document of a sample, with what fills it."""

    sample: str
    document: DocumentSpec
    drafter: Drafter

    def __str__(self) -> str:
        return f"{self.sample}-{self.document.id}"

    @property
    def locale(self) -> str:
        return self.drafter.plan.locale

    def ejected(self) -> bytes:
        made = self.drafter.workshop.ejected(self.document, self.locale).value
        assert made is not None
        return made

    def from_markdown(self) -> Draft:
        template = self.drafter.workshop.word_template(self.document, self.locale).value
        assert template is not None
        draft = self.drafter.draft(self.document, template).value
        assert draft is not None
        return draft

    def from_word(self, data: bytes) -> Draft:
        house = self.drafter.workshop.house(self.document, self.locale).value
        assert house is not None
        compiled = compile_word_file(data, "t.docx", house, locale=self.locale, audience=self.document.audience)
        assert compiled.value is not None, compiled.diagnostics
        draft = self.drafter.draft(self.document, compiled.value)
        assert draft.value is not None, draft.diagnostics
        return draft.value


@pytest.fixture(scope="session")
def forms() -> Callable[[], tuple[Form, ...]]:
    """Every document of both whole samples."""
    made = tuple(_forms())
    return lambda: made


def _forms() -> Iterator[Form]:
    for sample in WHOLE_SAMPLES:
        workshop = Workshop((ROOT / "templates",))
        kinds = workshop.kinds().value
        assert kinds is not None
        deal = ROOT / "samples" / sample / "deal.yaml"
        planned = plan(deal.read_text(encoding="utf-8"), deal.name, kinds).value
        assert planned is not None
        drafter = Drafter(planned, workshop, "packet", 1)
        for document in planned.documents:
            yield Form(sample, document, drafter)
