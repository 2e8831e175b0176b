"""In which language to speak: --lang, else the deal's own, else the environment's."""

import os

import click

from packetgen.diagnostics import Language

option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, help="Language of messages (default: the deal's)."
)


def from_environment() -> Language:
    for name in ("PACKETGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def choose(lang: Language | None, locale: str | None) -> Language:
    """The language to speak to a user about a deal of this locale (None: not known)."""
    if lang:
        return lang
    if locale:
        return "zh" if locale.startswith("zh") else "en"
    return from_environment()
