"""Sums over what may be unknown, and stated numbers against computed ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from packetgen.deal.loaded import LoadedDeal
from packetgen.diagnostics import Diagnostic, error

CENT = Decimal("0.01")


def rounded(value: Decimal, step: Decimal = CENT) -> Decimal:
    """Half up, at the precision of the unit."""
    return value.quantize(step, ROUND_HALF_UP)


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; unknown where one part is unknown or there is none."""
    parts = list(values)
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A part in per cent of a whole, to one decimal."""
    return None if part is None or not whole else rounded(part / whole * 100, Decimal("0.1"))


@dataclass(slots=True)
class Comparison:
    """Gathers where the deal states a number that comes out otherwise."""

    loaded: LoadedDeal
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def check(self, path: str, stated: Decimal | None, computed: Decimal | None) -> None:
        """Compare at the precision in which the deal states the number."""
        if stated is None or computed is None:
            return
        step = Decimal(1).scaleb(min(0, int(stated.as_tuple().exponent)))
        if rounded(computed, step) != stated:
            exact = f"{rounded(computed, min(step, CENT)):f}"
            self.diagnostics.append(
                error("PG250", self.loaded.span(path), path=path, stated=f"{stated:f}", computed=exact)
            )
