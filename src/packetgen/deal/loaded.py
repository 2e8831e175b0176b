"""A deal as read from its file: the model, and where each of its values stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from packetgen.deal.model import Deal
from packetgen.diagnostics import Span


@dataclass(frozen=True, slots=True)
class LoadedDeal:
    """A deal with its places.

    `spans` and `nulls` are by path with row ids (`pilot.kpis[K1].target`; a row of plain text goes by its number from
    0, `project.scope_in[0]`). `nulls` holds what the file states as none. `digest` is the SHA-256 of the content: it
    stays when comments or layout change.
    """

    deal: Deal
    spans: Mapping[str, Span]
    nulls: frozenset[str]
    digest: str
    text: str
    source: str
    values: Mapping[str, object] = field(default_factory=dict)  # every stated scalar by its path

    def span(self, path: str) -> Span:
        """The place of a path, or of the nearest thing around it that the file holds."""
        while path and path not in self.spans:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.spans.get(path, Span(self.source))
