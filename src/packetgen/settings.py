"""What need not be said at every call: flags, PACKETGEN_*, the nearest packetgen.yaml, the user's own; in this order.

A packetgen.yaml may come along with somebody else's deal, so it cannot point outside of its own folder; the user's own
file (packetgen.yaml in the configuration folder) may. Every value knows where it came from.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from packetgen.diagnostics import Diagnostic, Language, Outcome, Span, error, outcome

FILE_NAME = "packetgen.yaml"
NAMES = ("out", "templates", "to", "house", "lang", "jobs", "author")
"""Every option that can be set."""

Format = Literal["docx", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")
MOST_PROCESSES = 8
_FOLDERS = frozenset({"out", "templates"})
_KNOWN = {"lang": ("zh", "en"), "jobs": tuple(str(count + 1) for count in range(MOST_PROCESSES))}


@dataclass(frozen=True, slots=True)
class Setting:
    """A value with its place: a line of a file, or the name of a variable."""

    value: str
    place: Span


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set, by option; what nobody set is not in it. Folders are absolute, or relative to where we stand."""

    stated: Mapping[str, Setting] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        found = self.stated.get(name)
        return None if found is None else found.value

    @property
    def language(self) -> Language | None:
        """The language of messages."""
        return cast("Language | None", self.text("lang"))

    def folder(self, name: str) -> Path | None:
        found = self.text(name)
        return None if found is None else Path(found)


def configuration_folder(environment: Mapping[str, str]) -> Path:
    """Where the user's own settings and templates are."""
    if sys.platform == "win32":
        root = Path(environment.get("APPDATA") or Path.home() / "AppData/Roaming")
    elif sys.platform == "darwin":
        root = Path.home() / "Library/Application Support"
    else:
        root = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return root / "packetgen"


def variable(name: str) -> str:
    """The environment's name of an option."""
    return f"PACKETGEN_{name.upper()}"


def load_settings(beside: Path, environment: Mapping[str, str], own_folder: Path) -> Outcome[Settings]:
    """What is set for work in a folder.

    Args:
        beside: the folder of the deal.
        environment: variables by name.
        own_folder: the user's configuration folder.

    Faults: those of YAML, an unknown setting (PG130), a value that will not do (PG131, PG133, PG134), a folder
    outside of the file's own (PG132).
    """
    found: list[Diagnostic] = []
    stated: dict[str, Setting] = {}
    own = own_folder / FILE_NAME
    if own.is_file():
        stated |= _file(own, found, is_bound=False)
    nearest = nearest_file(beside)
    if nearest is not None and nearest.resolve() != own.resolve():
        stated |= _file(nearest, found, is_bound=True)
    for name in NAMES:
        value = environment.get(variable(name), "")
        if value:
            place = Span(variable(name))
            found += _faults(name, value, place)
            stated[name] = Setting(value, place)
    return outcome(Settings(stated), found)


def nearest_file(beside: Path) -> Path | None:
    """The packetgen.yaml of a folder or of the nearest one above it."""
    folder = beside.resolve()
    return next((each / FILE_NAME for each in (folder, *folder.parents) if (each / FILE_NAME).is_file()), None)


def _file(path: Path, found: list[Diagnostic], *, is_bound: bool) -> dict[str, Setting]:
    from packetgen.sources import Mapping as Entries  # noqa: PLC0415  # YAML costs time, and most have no such file
    from packetgen.sources import Scalar, near, read_file, read_yaml  # noqa: PLC0415

    tree = read_file(path).then(lambda text: read_yaml(text, str(path)))
    found += tree.diagnostics
    root = tree.value
    if root is not None and not isinstance(root, Entries):
        found.append(error("PG134", root.span, name=path.name))
    stated: dict[str, Setting] = {}
    for entry in root.entries if isinstance(root, Entries) else ():
        name, value = entry.key.text, entry.value
        if name not in NAMES:
            known = ", ".join(f"`{each}`" for each in NAMES)
            found.append(error("PG130", entry.key.span, name=name, near=near(name, NAMES), known=known))
        elif not isinstance(value, Scalar):
            found.append(error("PG134", value.span, name=name))
        elif not value.is_blank and not value.is_null:
            text = _placed(name, value.text, path.parent)
            found += _faults(name, text, value.span)
            if is_bound and name in _FOLDERS and not _is_inside(text, path.parent):
                found.append(error("PG132", value.span, name=name, value=value.text, folder=path.parent))
            stated[name] = Setting(text, value.span)
    return stated


def _placed(name: str, text: str, folder: Path) -> str:
    """A folder counts from that of the file which names it."""
    return str(folder / Path(text).expanduser()) if name in _FOLDERS else text


def _is_inside(text: str, folder: Path) -> bool:
    # Resolved, because a link within the folder may lead out of it.
    return Path(text).resolve().is_relative_to(folder.resolve())


def formats_of(written: str) -> tuple[Format, ...]:
    """`docx,pdf` to its parts in a fixed order; nothing where it names another or none."""
    wanted = {part.strip() for part in written.split(",") if part.strip()}
    return () if wanted - set(FORMATS) else tuple(each for each in FORMATS if each in wanted)


def _faults(name: str, value: str, place: Span) -> Iterator[Diagnostic]:
    known = _KNOWN.get(name)
    if name == "templates" and not Path(value).is_dir():
        yield error("PG133", place, name=name, value=value)
    elif name == "to" and not formats_of(value):
        yield error("PG131", place, name=name, value=value, known="`docx`, `pdf`, `docx,pdf`")
    elif known is not None and value not in known:
        yield error("PG131", place, name=name, value=value, known=", ".join(f"`{each}`" for each in known))
