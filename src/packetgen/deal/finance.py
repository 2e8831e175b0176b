"""Discounted cash flow: present value, internal rate of return, payback, as the appraisal papers count them.

Year 0 is not discounted; flows fall at the end of their year. Rates are fractions (0.08).
"""

from collections.abc import Sequence
from decimal import Decimal

_ZERO = Decimal(0)
_HIGHEST_RATE = Decimal(10)
_STEPS = 200


def factor(rate: Decimal, year: int) -> Decimal:
    """What one unit of year `year` is worth in year 0."""
    return 1 / (1 + rate) ** year


def present_value(flows: Sequence[Decimal], rate: Decimal) -> Decimal:
    return sum((flow * factor(rate, year) for year, flow in enumerate(flows)), _ZERO)


def internal_rate(flows: Sequence[Decimal]) -> Decimal | None:
    """The rate at which the flows are worth nothing; None where no rate from 0 to 1000 % is one."""
    low, high = _ZERO, _HIGHEST_RATE
    if present_value(flows, low) < 0 or present_value(flows, high) > 0:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if present_value(flows, middle) > 0:
            low = middle
        else:
            high = middle
    return low


def payback(flows: Sequence[Decimal]) -> Decimal | None:
    """Years, year 0 counted as the first, until the flows have paid back; a part of a year in proportion."""
    cumulative = _ZERO
    for year, flow in enumerate(flows):
        if cumulative < 0 <= cumulative + flow and flow > 0:
            return year + -cumulative / flow
        cumulative += flow
    return None


def ratio(benefits: Decimal, costs: Decimal) -> Decimal | None:
    return None if costs == 0 else benefits / costs
