"""Kinds and a deal to the documents that are made for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from packetgen.kinds.model import DocumentSpec, Kind, When, fallbacks


@dataclass(frozen=True, slots=True)
class Situation:
    """What of a deal decides which documents apply. An empty text is unknown, which rules nothing out."""

    locale: str
    customer_type: str = ""
    funding_route: str = ""
    addressee: str = ""


def select(kinds: Iterable[Kind], situation: Situation) -> tuple[DocumentSpec, ...]:
    """The documents for a deal, in the order of the kinds: the first that fits of each slot."""
    chosen: dict[tuple[str, str], DocumentSpec] = {}
    for kind in sorted(kinds, key=lambda each: each.order):
        for document in kind.documents:
            slot = (kind.id, document.slot)
            if slot not in chosen and admits(document.when, situation):
                chosen[slot] = document
    return tuple(chosen.values())


def admits(when: When, situation: Situation) -> bool:
    """Whether every condition holds or asks for something that the deal does not say."""
    locales = fallbacks(situation.locale)
    if when.locale and not any(locale in when.locale for locale in locales):
        return False
    conditions = (
        (when.customer_type, situation.customer_type),
        (when.funding_route, situation.funding_route),
        (when.addressee, situation.addressee),
    )
    return all(not wanted or not known or known in wanted for wanted, known in conditions)
