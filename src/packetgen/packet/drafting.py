"""Documents of a plan to filled drafts, each searched for text that its readers must not see."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from packetgen.deal.schema import Audience
from packetgen.deal.values import Leaf, Record
from packetgen.diagnostics import Diagnostic, Outcome, outcome
from packetgen.draft.fill import Identity, fill
from packetgen.draft.model import Draft, WordTemplate
from packetgen.kinds.model import DocumentSpec
from packetgen.packet.plan import Plan
from packetgen.packet.wall import Part, Secret, file_parts, forbidden_spans, leaks, secrets
from packetgen.packet.workshop import Workshop
from packetgen.storage import safe_name
from packetgen.store.drafts import draft_id
from packetgen.template.formats import Formats

_PATH = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with what it was made from and the name of its files, without an ending."""

    document: DocumentSpec
    template: WordTemplate
    draft: Draft
    name: str


@dataclass(slots=True)
class Drafter:
    """Fills the documents of one plan for one version of a packet."""

    plan: Plan
    workshop: Workshop
    packet: str
    version: int
    _secrets: dict[Audience, tuple[Secret, ...]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def formats(self) -> Formats:
        meta = self.plan.loaded.deal.meta
        unit = (meta.unit if meta is not None else None) or ("万元" if self.plan.language == "zh" else "GBP")
        return Formats(self.plan.language, unit, american=self.plan.locale == "en-US")

    def draft(
        self, document: DocumentSpec, template: WordTemplate, pages: Mapping[str, int] | None = None
    ) -> Outcome[Draft]:
        source = self.workshop.source(document, self.plan.locale).value
        identity = Identity(
            draft_id(self.packet, self.version, document.id),
            self.title(document),
            self.plan.locale,
            "" if source is None else str(source.path),
        )
        return fill(template, self.plan.contexts[document.audience], self.formats(), identity, pages)

    def drafted(self, document: DocumentSpec) -> Outcome[Drafted]:
        template = self.workshop.word_template(document, self.plan.locale)
        if template.value is None:
            return Outcome(None, template.diagnostics)
        draft = self.draft(document, template.value)
        found = template.diagnostics + draft.diagnostics
        if draft.value is None:
            return Outcome(None, found)
        name = self.file_name(document)
        found += forbidden_spans(draft.value.spans, document.audience, self.plan.loaded.deal, name)
        return outcome(Drafted(document, template.value, draft.value, name), found)

    def length(self, document: DocumentSpec) -> int:
        """About how long a document will be, in bytes of its template; 0 where it has none."""
        source = self.workshop.source(document, self.plan.locale).value
        return 0 if source is None else len(source.data)

    def leaks(
        self, document: DocumentSpec, files: Mapping[str, bytes], words: Iterable[str] = ()
    ) -> tuple[Diagnostic, ...]:
        """What a document's finished files, by name, hold of what its readers must not see.

        `words` are those that a PDF draws, which cannot be searched in the file itself.
        """
        drawn = Part.of_text(f"{self.file_name(document)}.pdf", "\n".join(words))
        found = chain((drawn,), *(file_parts(name, data) for name, data in files.items()))
        return leaks(self.secrets(document.audience), found, self.workshop.own_words)

    def secrets(self, audience: Audience) -> tuple[Secret, ...]:
        """What documents of an audience must not hold."""
        if audience not in self._secrets:
            self._secrets[audience] = secrets(self.plan.loaded, audience)
        return self._secrets[audience]

    def title(self, document: DocumentSpec) -> str:
        return document.titles[self.plan.language]

    def file_name(self, document: DocumentSpec) -> str:
        """The name of a document's files; where another has the same, as Windows and macOS see it, its id tells."""
        if not self._names:
            self._names = {each.id: self._own_name(each) for each in self.plan.documents}
        name = self._names[document.id]
        same = {each for each, other in self._names.items() if other.casefold() == name.casefold()}
        return name if same == {document.id} else safe_name(f"{document.id} {name}")

    def _own_name(self, document: DocumentSpec) -> str:
        """A document's pattern with the deal's own words in it."""
        context, formats = self.plan.contexts[document.audience], self.formats()

        def place(match: re.Match[str]) -> str:
            return _plain(context, match[1].split("."), formats)

        pattern = document.file_name.get(self.plan.language) or self.title(document)
        return safe_name(_PATH.sub(place, pattern).strip()) or document.id


def _plain(context: Record, names: list[str], formats: Formats) -> str:
    """A deal field as part of a file name; nothing where it is missing."""
    value = context.members.get(names[0])
    for name in names[1:]:
        value = value.members.get(name) if isinstance(value, Record) else None
    return formats.plain(value) if isinstance(value, Leaf) else ""
