"""What is wrong in what a user wrote: code, parameters and place; words come from catalogues at the edge.

A diagnostic never carries a sentence. Each code has an entry in a file of `catalogues/` with its
sentence and hint in English and Chinese; `render` turns a diagnostic into text for a terminal.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
U = TypeVar("U")
Language = Literal["zh", "en"]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source. Lines and columns count from 1; line 0 means the source as a whole."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about what a user wrote. `related` holds further places, such as the first of two keys."""

    code: str
    severity: Severity
    span: Span | None = None
    params: tuple[tuple[str, str], ...] = ()
    related: tuple[Span, ...] = ()

    def param(self, name: str) -> str:
        return dict(self.params).get(name, "")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value with what was found on the way. The value is None exactly when a diagnostic is an error."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()

    def __post_init__(self) -> None:
        failed = has_errors(self.diagnostics)
        if failed != (self.value is None):
            message = "an outcome has a value exactly when it has no error"
            raise ValueError(message)

    def map(self, function: Callable[[T], U]) -> "Outcome[U]":
        """Apply a function that cannot fail."""
        return Outcome(None if self.value is None else function(self.value), self.diagnostics)

    def then(self, function: "Callable[[T], Outcome[U]]") -> "Outcome[U]":
        """Apply a function that may fail; diagnostics of both steps are kept."""
        if self.value is None:
            return Outcome(None, self.diagnostics)
        after = function(self.value)
        return Outcome(after.value, self.diagnostics + after.diagnostics)


def outcome(value: T, diagnostics: Iterable[Diagnostic]) -> Outcome[T]:
    """Pair a value with diagnostics, dropping the value if one of them is an error."""
    found = tuple(diagnostics)
    return Outcome(None if has_errors(found) else value, found)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in diagnostics)


def error(code: str, span: Span | None = None, *, related: tuple[Span, ...] = (), **params: object) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, span, _texts(params), related)


def warning(code: str, span: Span | None = None, *, related: tuple[Span, ...] = (), **params: object) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, span, _texts(params), related)


def note(code: str, span: Span | None = None, *, related: tuple[Span, ...] = (), **params: object) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, span, _texts(params), related)


def _texts(params: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in params.items() if value is not None)


@dataclass(frozen=True, slots=True)
class Wording:
    """A code's sentence and hints in one language; `{name}` stands for a parameter.

    Of several hints the first is given whose parameters are all there.
    """

    message: str
    hints: tuple[str, ...] = ()


@cache
def catalogue(language: Language) -> dict[str, Wording]:
    """All wordings of one language, by code, from every file of `catalogues/`."""
    # Not for `--help`, which has nothing to complain of.
    import tomllib  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    found: dict[str, Wording] = {}
    for file in sorted(Path(__file__).with_name("catalogues").glob("*.toml")):
        for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            hints = entry.get(f"hint_{language}", [])
            found[code] = Wording(entry[language], (hints,) if isinstance(hints, str) else tuple(hints))
    return found


_HEADS: dict[Language, dict[Severity, str]] = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"},
}
_HINT: dict[Language, str] = {"en": "hint", "zh": "建议"}


def message(diagnostic: Diagnostic, language: Language) -> str:
    """The sentence of a diagnostic, without its place and hint."""
    return _fill(catalogue(language)[diagnostic.code].message, diagnostic)


def hint(diagnostic: Diagnostic, language: Language) -> str:
    """The hint of a diagnostic, or "" where it has none or a parameter that the hint needs is absent."""
    filled = (_fill(text, diagnostic) for text in catalogue(language)[diagnostic.code].hints)
    return next((text for text in filled if _UNFILLED not in text), "")


def render(diagnostic: Diagnostic, language: Language) -> str:
    """A diagnostic as lines for a terminal: head, place, further places, hint."""
    lines = [f"{_HEADS[language][diagnostic.severity]}[{diagnostic.code}]: {message(diagnostic, language)}"]
    places = ([diagnostic.span] if diagnostic.span else []) + list(diagnostic.related)
    lines += [f"  --> {shown(str(place))}" for place in places]
    advice = hint(diagnostic, language)
    if advice:
        lines.append(f"   = {_HINT[language]}: {advice}")
    return "\n".join(lines)


_UNFILLED = "\ufffc"


class _Params(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _UNFILLED


def _fill(text: str, diagnostic: Diagnostic) -> str:
    return text.format_map(_Params({name: shown(value) for name, value in diagnostic.params}))


def shown(text: str) -> str:
    """Foreign text made safe for a terminal or a log: control, format and unassigned characters by number."""
    return "".join(f"\\u{{{ord(ch):x}}}" if is_hidden(ch) else ch for ch in text)


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing, or could act on a terminal."""
    return unicodedata.category(character) in _HIDDEN


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
