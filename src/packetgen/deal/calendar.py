"""Days between dates, counted the way that rules count them, and months of a plan."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKEND = 5  # Saturday, as date.weekday counts


def days_between(first: date, last: date, kind: str = "calendar", holidays: Collection[date] = ()) -> int:
    """Days from one date to another.

    Args:
        first: the day from which is counted; it does not count itself.
        last: the day up to which is counted.
        kind: calendar; working (weekends and holidays left out); clear (neither day counts).
        holidays: days without work that are no weekend.
    """
    if kind == "working":
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(1 for day in days if day.weekday() < _WEEKEND and day not in holidays)
    return (last - first).days - (1 if kind == "clear" else 0)


def inclusive_days(first: date, last: date) -> int:
    return (last - first).days + 1


def months_between(first: date, last: date) -> int:
    """Whole months that a period spans, the months of both its ends included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Year and month of every month from one date to another."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004  # December
