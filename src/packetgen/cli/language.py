"""In which language to speak: --lang (or the setting), else the deal's own, else the environment's."""

import os
import re
from collections.abc import Sequence
from contextvars import ContextVar

import click

from packetgen.diagnostics import Language

_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
"""What was chosen last, for what goes wrong where nobody can be asked."""

_asked: ContextVar[Language | None] = ContextVar("asked", default=None)
"""What the command line asks for, wherever in it: before the command, or among the command's own options."""

_LOCALE = re.compile(rb"""^\s*['"]?locale['"]?\s*:\s*['"]?([A-Za-z]{2})""", re.MULTILINE)
_LOOKED_AT = 65_536
_ASKED = re.compile(r"(?:^| )--lang[ =](zh|en)(?: |$)")


def _remember(ctx: click.Context, _param: click.Parameter, value: Language | None) -> Language | None:
    if value is not None:
        _spoken.set(value)
    if value is not None or ctx.parent is None:  # the program's own option comes first, and begins anew
        _asked.set(value)
    return value


option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default=None,
    is_eager=True,  # so that what is wrong with the rest is said in it
    callback=_remember,
    help="Language of messages (default: the deal's).",
)


def from_environment() -> Language:
    for name in ("PACKETGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def of_locale(locale: str) -> Language:
    return "zh" if locale.lower().startswith("zh") else "en"


def choose(lang: Language | None, deal: "os.PathLike[str] | None" = None, locale: str | None = None) -> Language:
    """The language to speak to a user about a deal, which may be faulty or not there yet, or about a locale."""
    own = of_locale(locale) if locale else None if deal is None else _own(deal)
    spoken = _asked.get() or lang or own or from_environment()
    _spoken.set(spoken)
    return spoken


def current() -> Language:
    """The language chosen last, else the environment's."""
    return _spoken.get() or from_environment()


def begin(arguments: Sequence[str]) -> None:
    """Begin anew, with the language that a command line asks for even where the rest of it cannot be parsed."""
    line = " ".join(arguments)
    asked = _ASKED.search(line)
    _spoken.set(None if asked is None else of_locale(asked[1]))


def _own(deal: "os.PathLike[str]") -> Language | None:
    """The language of a deal read off its first bytes: what cannot be loaded must be talked about too."""
    try:
        with open(deal, "rb") as file:  # noqa: PTH123  # pathlib would cost `--help` a tenth of its time
            found = _LOCALE.search(file.read(_LOOKED_AT))
    except OSError:
        return None
    return None if found is None else of_locale(found[1].decode("ascii"))
