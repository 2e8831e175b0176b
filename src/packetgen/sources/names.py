"""A misspelt name to the name that was meant."""

import difflib
from collections.abc import Iterable


def near(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like a name, or None where nothing is like it."""
    known = list(candidates)
    lowered = {each.lower(): each for each in known}
    if name.lower() in lowered:
        return lowered[name.lower()]
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else None
