"""A loaded deal and the kinds to what will be made: documents, and what each audience may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from packetgen.deal.audience import hides_row
from packetgen.deal.facts import derive
from packetgen.deal.facts_model import Facts
from packetgen.deal.load import load_deal
from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.schema import Audience
from packetgen.deal.tree import DEAL, FACTS
from packetgen.deal.values import Record
from packetgen.diagnostics import Language, Outcome, outcome
from packetgen.kinds.model import DocumentSpec, Kind, language_of
from packetgen.kinds.needs import OpenItem, open_items
from packetgen.kinds.projection import Projector
from packetgen.kinds.select import Situation, select

_NEUTRAL: Mapping[Language, str] = {"zh": "服务单位", "en": "the supplier"}
"""What a customer's document says where a row names someone of the seller's."""


@dataclass(frozen=True)
class Plan:
    """A deal with its facts, the documents to make, and a projection for each audience."""

    loaded: LoadedDeal
    facts: Facts
    documents: tuple[DocumentSpec, ...]
    locale: str

    @property
    def language(self) -> Language:
        return language_of(self.locale)

    @cached_property
    def contexts(self) -> Mapping[Audience, Record]:
        return {audience: self._project(audience) for audience in Audience}

    def open_items(self, document: DocumentSpec) -> tuple[OpenItem, ...]:
        return open_items(document, self.contexts[document.audience])

    def _project(self, audience: Audience) -> Record:
        return Projector(
            deal=self.loaded.deal,
            facts=self.facts,
            deal_schema=DEAL,
            facts_schema=FACTS,
            nulls=self.loaded.nulls,
            audience=audience,
            hides_row=partial(hides_row, audience),
            neutral=_NEUTRAL[self.language],
        ).context()


def plan(text: str, source: str, kinds: tuple[Kind, ...]) -> Outcome[Plan]:
    """Load a deal, compute its facts and choose its documents."""
    loaded = load_deal(text, source)
    if loaded.value is None:
        return Outcome(None, loaded.diagnostics)
    facts = derive(loaded.value)
    diagnostics = loaded.diagnostics + facts.diagnostics
    if facts.value is None:
        return Outcome(None, diagnostics)
    situation = situation_of(loaded.value)
    return outcome(Plan(loaded.value, facts.value, select(kinds, situation), situation.locale), diagnostics)


def situation_of(loaded: LoadedDeal) -> Situation:
    """What of the deal decides which documents apply."""
    deal = loaded.deal
    return Situation(
        locale=(deal.meta and deal.meta.locale) or "zh-CN",
        customer_type=(deal.customer and deal.customer.type) or "",
        funding_route=(deal.funding and deal.funding.route) or "",
        addressee=(deal.funding and deal.funding.addressee) or "",
    )
