"""The settings that hold for a command, and the language that it speaks."""

import os
from pathlib import Path

from packetgen.cli import language
from packetgen.diagnostics import Language
from packetgen.errors import UsageError
from packetgen.settings import Settings, configuration_folder, load_settings
from packetgen.shipped import shipped


def configure(beside: Path, lang: Language | None, deal: Path | None = None) -> tuple[Settings, Language]:
    """What is set for work in a folder, and the language to speak there about a deal.

    Raises:
        UsageError: a setting is faulty; all faults are in it.
    """
    language.choose(lang, deal)
    found = load_settings(beside, os.environ, configuration_folder(os.environ))
    if found.value is None:
        raise UsageError(*found.diagnostics)
    return found.value, language.choose(lang or found.value.language, deal)


def template_folders(flag: Path | None, settings: Settings) -> tuple[Path, ...]:
    """Where templates are looked for: the folder named, the user's own where there is one, the shipped one."""
    own = configuration_folder(os.environ) / "templates"
    named = flag or settings.folder("templates")
    folders = (named, own if own.is_dir() else None, shipped("templates"))
    return tuple(folder for folder in folders if folder is not None)
