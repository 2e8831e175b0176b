"""What tests of Word templates share: the documents of a sample, filled from Markdown or from a Word file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from packetgen.draft.model import Draft
from packetgen.draft.word_source import compile_word_file
from packetgen.kinds.model import DocumentSpec
from packetgen.packet.drafting import Drafter
from packetgen.packet.plan import plan
from packetgen.packet.workshop import Workshop

ROOT = Path(__file__).parent.parent
SAMPLES = ("linlan-drainage", "wexmoor-drainage")


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
    for sample in SAMPLES:
        workshop = Workshop((ROOT / "templates",))
        kinds = workshop.kinds().value
        assert kinds is not None
        deal = ROOT / "samples" / sample / "deal.yaml"
        planned = plan(deal.read_text(encoding="utf-8"), deal.name, kinds).value
        assert planned is not None
        drafter = Drafter(planned, workshop, "packet", 1)
        for document in planned.documents:
            yield Form(sample, document, drafter)
