"""The filters and tests of the template language at work on values, for one rendering after another.

Everything that a template prints goes through a sink, which knows what to do with it: the draft's sink marks it,
so that its place in the file leads back to the field.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context

from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Scalar, Value
from packetgen.template.formats import Formats

_LOOP_NAMES = frozenset({"index", "first", "last"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in the words that a filter chose. `value` is None for words that come from the template itself."""

    text: str
    value: Leaf | Missing | Null | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Several shown values one after another."""

    parts: tuple[Shown, ...]


class Sink(Protocol):
    """Where the values of a rendering go."""

    def printed(self, shown: Shown) -> str:
        """The text to put in place of a value."""

    def asked(self, missing: Missing) -> None:
        """A condition asked for a fact that is missing."""

    def command(self, name: str) -> str:
        """A word of the compiler's own to itself, such as `restart:3`; gives the text to put there."""


@dataclass(frozen=True, slots=True)
class _Run:
    sink: Sink
    formats: Formats


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Attributes lead to members of records and to `loop`'s own; nothing else can be reached.

    Jinja itself escapes nothing: compile.py leads all that is printed through `_out`, and the sink escapes.
    """

    def __init__(self) -> None:
        super().__init__(autoescape=False, keep_trailing_newline=True)
        self.globals.clear()
        self.filters = {**_filters(), **_INTERNAL}
        self.tests.clear()

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Record):
            return obj.members[attribute]
        if isinstance(obj, Missing):
            return obj
        if isinstance(obj, LoopContext) and attribute in _LOOP_NAMES:
            return getattr(obj, attribute)
        message = f"`{attribute}` of {type(obj).__name__} cannot be read"
        raise TypeError(message)

    def getitem(self, obj: object, argument: object) -> object:
        message = f"[{argument}] of {type(obj).__name__} cannot be read"
        raise TypeError(message)


def _run_of(context: Context) -> _Run:
    run_: _Run = context.parent["_run"]  # `context["_run"]` asks for loop variables first
    return run_


def run(sink: Sink, formats: Formats) -> object:
    """What a rendering carries in its context."""
    return _Run(sink, formats)


# -- printing


@pass_context
def _out(context: Context, value: object) -> str:
    run_ = _run_of(context)
    if isinstance(value, Row):
        return "".join(map(run_.sink.printed, value.parts))
    return run_.sink.printed(_shown(value, run_.formats))


def _shown(value: object, formats: Formats) -> Shown:
    match value:
        case Shown():
            return value
        case Record(printed=Leaf() | Missing() as printed):
            return Shown(formats.text(printed), printed)
        case Leaf() | Missing() | Null():
            return Shown(formats.text(value), value)
        case bool() | int() | str():
            return Shown(str(value))
        case _:
            message = f"{type(value).__name__} does not print"
            raise TypeError(message)


@pass_context
def _paragraphs(context: Context, value: object) -> tuple[Shown, ...]:
    """The paragraphs of a prose value: blank lines part them, single breaks stay within."""
    shown = _shown(value, _run_of(context).formats)
    parts = [part.strip("\n") for part in shown.text.split("\n\n")]
    return tuple(Shown(part, shown.value) for part in parts if part) or (shown,)


@pass_context
def _sink(context: Context, name: str) -> str:
    return _run_of(context).sink.command(name)


# -- conditions and loops


@pass_context
def _truth(context: Context, value: object) -> bool:
    match value:
        case Missing():
            _run_of(context).sink.asked(value)
            return False
        case Null():
            return False
        case Rows(missing=missing, items=items):
            return not missing and bool(items)
        case Record(printed=None):
            return any(_is_known(member) for member in value.members.values())
        case Record(printed=printed):
            return isinstance(printed, Leaf)
        case Leaf():
            return bool(value.value)
        case _:
            return bool(value)


def _is_known(value: Value) -> bool:
    match value:
        case Missing() | Null() | Rows(missing=True):
            return False
        case Record(printed=None):
            return any(map(_is_known, value.members.values()))
        case Record(printed=printed):
            return isinstance(printed, Leaf)
        case _:
            return True


def _unknown(value: Value) -> bool:
    return not _is_known(value)


@pass_context
def _equal(context: Context, value: object, literals: list[object], operator: str) -> bool:
    """`==`, `!=`, `in`, `not in` with literals. What is missing is neither equal nor unequal to anything."""
    plain = value.printed if isinstance(value, Record) else value
    if isinstance(plain, Missing):
        _run_of(context).sink.asked(plain)
        return False
    if isinstance(plain, Leaf):
        plain = plain.value
    # As text: a fiscal year is text in a deal and may be a number in a template.
    is_in = any(str(plain) == str(each) for each in literals)
    return is_in if operator in {"eq", "in"} else not is_in


def _rows(value: object) -> tuple[Value, ...]:
    if not isinstance(value, Rows):
        message = f"{type(value).__name__} is no list"
        raise TypeError(message)
    return value.items


# -- filters


def _worded(word: Callable[[Formats, Scalar], str]) -> Callable[[Context, object], object]:
    """A filter that words one value; what is missing or none passes through."""

    @pass_context
    def apply(context: Context, value: object) -> object:
        formats = _run_of(context).formats
        match value:
            case Leaf():
                return Shown(word(formats, value.value), value)
            case Record(printed=Leaf() as printed):
                return Shown(word(formats, printed.value), printed)
            case int():
                return Shown(word(formats, value))
            case _:
                return value

    return apply


def _counted(word: Callable[[Formats, Decimal, int | None], str]) -> Callable[..., object]:
    """A filter that words a number, to so many decimals where the template says how many."""

    @pass_context
    def apply(context: Context, value: object, places: int | None = None) -> object:
        return _worded(lambda formats, given: word(formats, _number(given), places))(context, value)

    return apply


def _reworded(change: Callable[[str], str], part: int) -> Callable[[Context, object], object]:
    """A filter that changes words already chosen: those of a choice, of another filter, of an end of a joined list."""

    @pass_context
    def apply(context: Context, value: object) -> object:
        if isinstance(value, Row):
            parts = list(value.parts)
            if parts:
                parts[part] = _changed(parts[part], change)
            return Row(tuple(parts))
        if isinstance(value, Missing | Null):
            return value
        return _changed(_shown(value, _run_of(context).formats), change)

    return apply


def _changed(shown: Shown, change: Callable[[str], str]) -> Shown:
    # Placeholders and the word for "none" stand as they are.
    return shown if isinstance(shown.value, Missing | Null) else Shown(change(shown.text), shown.value)


def _number(value: Scalar) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _day(value: Scalar) -> date | str:
    return value if isinstance(value, date | str) else str(value)


@pass_context
def _join(context: Context, value: object, separator: str | None = None, last: str | None = None) -> object:
    formats = _run_of(context).formats
    separator = formats.separator() if separator is None else separator
    if not isinstance(value, Rows):
        return value
    if value.missing:
        return Missing(value.field, value.path)
    shown = [_shown(item, formats) for item in value.items]
    parts: list[Shown] = []
    for position, each in enumerate(shown):
        if position:
            is_last = position == len(shown) - 1 and last is not None
            parts.append(Shown(last if is_last and last is not None else separator))
        parts.append(each)
    return Row(tuple(parts))


def _count(value: object) -> object:
    if isinstance(value, Rows):
        return Missing(value.field, value.path) if value.missing else len(value.items)
    return value


def _first(value: object) -> object:
    if not isinstance(value, Rows):
        return value
    # Every row may be one that the readers must not see.
    return value.items[0] if value.items else Null(value.field, value.path)


def _default(value: object, text: str) -> object:
    match value:
        case Missing() | Record(printed=Missing()) | Rows(missing=True):
            return Shown(text)
        case _:
            return value


@pass_context
def _label(context: Context, value: object) -> object:
    return _shown(value, _run_of(context).formats)


def _first_letter(change: Callable[[str], str]) -> Callable[[str], str]:
    def word(text: str) -> str:
        # An abbreviation keeps its letters: `GIS layer` and `s151` stay.
        return text if text[1:2].isupper() or text[1:2].isdigit() else change(text[:1]) + text[1:]

    return word


def _filters() -> Mapping[str, Callable[..., object]]:
    return {
        "money": _counted(Formats.money),
        "amount": _counted(Formats.amount),
        "capital": _worded(lambda formats, value: formats.capital(_number(value))),
        "date": _worded(lambda formats, value: formats.date(_day(value))),
        "short_date": _worded(lambda formats, value: formats.short_date(_day(value))),
        "table_date": _worded(lambda formats, value: formats.table_date(_day(value))),
        "month": _worded(lambda formats, value: formats.month(_day(value))),
        "percent": _counted(Formats.percent),
        "number": _counted(Formats.number),
        "ordinal": _worded(lambda formats, value: formats.ordinal(int(_number(value)))),
        "lower_first": _reworded(_first_letter(str.lower), 0),
        "upper_first": _reworded(_first_letter(str.upper), 0),
        "stripped": _reworded(lambda text: text.rstrip("。.；; "), -1),
        "join": _join,
        "count": _count,
        "first": _first,
        "label": _label,
        "default": _default,
    }


_INTERNAL: Mapping[str, Callable[..., object]] = {
    "_out": _out,
    "_paragraphs": _paragraphs,
    "_sink": _sink,
    "_truth": _truth,
    "_unknown": _unknown,
    "_equal": _equal,
    "_rows": _rows,
}
