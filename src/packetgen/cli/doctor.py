"""packetgen doctor: what this machine has, what it lacks, and how to get it."""

import platform
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

import click

from packetgen.cli import language
from packetgen.cli.remedies import REMEDIES, SYSTEMS
from packetgen.cli.report import format_option, print_json
from packetgen.cli.settings import configure
from packetgen.cli.table import table
from packetgen.cli.words import word
from packetgen.diagnostics import Language, shown
from packetgen.fonts import FaceChoice, cache_folder, fallback, has_harfbuzz_subset, survey
from packetgen.settings import NAMES, Settings

_OLDEST = (3, 11)
_FANDOL = frozenset({"仿宋", "楷体"})


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. `group` is python, library, font_han, font_latin, folder or setting; `remedy` a key of REMEDIES."""

    group: str
    what: str
    state: str
    good: bool
    needed: bool
    note: str = ""
    remedy: str = ""


@click.command("doctor", short_help="Show what this machine lacks and how to get it.")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@format_option
@language.option
@click.pass_context
def command(ctx: click.Context, folder: Path | None, form: str, lang: Language | None) -> None:
    """Show Python, libraries, fonts, folders and settings, each failing row with its remedy.

    Settings and the folder of packets are those of work in FOLDER (or of the deal named; default: here), each with the
    place it comes from. Exits with 0 when everything that is needed is there.
    """
    work = folder or Path.cwd()
    work = work if work.is_dir() else work.parent
    settings, spoken = configure(work, lang)
    rows = (*_programs(spoken), *_fonts(spoken), *_folders(settings, work), *_settings(settings, spoken))
    if form == "json":
        print_json([{**asdict(row), "remedies": _remedies(row)} for row in rows])
    else:
        _print(rows, spoken)
    ctx.exit(0 if all(row.good or not row.needed for row in rows) else 1)


def _programs(spoken: Language) -> Iterator[Row]:
    yield Row("python", "Python", platform.python_version(), sys.version_info >= _OLDEST, needed=True, remedy="python")
    pango = find_library("pango-1.0") or find_library("pango-1.0-0")
    yield Row("library", "Pango", pango or word(spoken, "none"), pango is not None, needed=True, remedy="pango")
    subset = has_harfbuzz_subset()
    state = word(spoken, "there" if subset else "none")
    note = "" if subset else word(spoken, "slow")
    yield Row("library", "libharfbuzz-subset", state, subset, needed=True, note=note, remedy="subset")


def _fonts(spoken: Language) -> Iterator[Row]:
    for choice in survey():
        if choice.face is None:
            yield _without(choice, spoken)
            continue
        note = word(spoken, "own_face" if choice.exact else "substitute", wanted=choice.wanted)
        yield Row(f"font_{choice.script}", choice.wanted, choice.found_family, good=True, needed=True, note=note)


def _without(choice: FaceChoice, spoken: Language) -> Row:
    """A face for which none of its character serves; another prints the words, in another look."""
    other = next(iter(fallback()), None)
    remedy = "fandol" if choice.wanted in _FANDOL else choice.script
    found = word(spoken, "none") if other is None else other.families[0]
    note = "" if other is None else word(spoken, "unlike", wanted=choice.wanted)
    group = f"font_{choice.script}"
    return Row(group, choice.wanted, found, good=False, needed=other is None, note=note, remedy=remedy)


def _folders(settings: Settings, work: Path) -> Iterator[Row]:
    for name, folder in (("cache", cache_folder()), ("packets", settings.folder("out") or work / "packets")):
        yield Row("folder", name, str(folder), _is_writable(folder), needed=True, remedy="write")


def _is_writable(folder: Path) -> bool:
    """Whether a file can be made there. Rights alone do not tell: a file system may be read-only even for root."""
    existing = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    try:
        with TemporaryFile(dir=existing):
            return True
    except OSError:
        return False


def _settings(settings: Settings, spoken: Language) -> Iterator[Row]:
    for name in NAMES:
        found = settings.stated.get(name)
        state, place = (found.value, str(found.place)) if found else ("-", word(spoken, "default"))
        yield Row("setting", name, state, good=True, needed=False, note=place)


def _remedies(row: Row) -> dict[str, str]:
    return {} if row.good else dict(zip(SYSTEMS, REMEDIES[row.remedy], strict=True))


def _print(rows: tuple[Row, ...], spoken: Language) -> None:
    cells = [[word(spoken, name) for name in ("state", "group", "what", "found", "note")]]
    for row in rows:
        state = "ok" if row.good else "FAIL" if row.needed else "!"
        cells.append([state, word(spoken, row.group), *(shown(each) for each in (row.what, row.state, row.note))])
    click.echo(table(cells))
    for row in rows:
        if not row.good:
            click.echo(f"\n{shown(row.what)}: {word(spoken, 'remedy')}")
            click.echo(table([[f"  {system}", remedy] for system, remedy in _remedies(row).items()]))
