"""packetgen doctor: what this machine has, what it lacks, and how to get it."""

import os
import platform
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import format_option, print_json
from packetgen.diagnostics import Language
from packetgen.fonts import cache_folder, has_harfbuzz_subset, survey

_SYSTEMS = ("Debian", "Fedora", "macOS", "Windows")
_REMEDIES = {
    "python": (
        "apt install python3",
        "dnf install python3",
        "brew install python",
        "winget install Python.Python.3.13",
    ),
    "pango": (
        "apt install libpango-1.0-0 libpangoft2-1.0-0",
        "dnf install pango",
        "brew install pango",
        "MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango",
    ),
    "subset": (
        "apt install libharfbuzz-subset0",
        "dnf install harfbuzz",
        "brew install harfbuzz",
        "MSYS2: pacman -S mingw-w64-ucrt-x86_64-harfbuzz",
    ),
    "han": (
        "apt install fonts-noto-cjk",
        "dnf install google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts",
        "(has its own)",
        "(has its own)",
    ),
    "latin": (
        "apt install fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea",
        "dnf install liberation-fonts google-carlito-fonts google-crosextra-caladea-fonts",
        "brew install --cask font-liberation",
        "(has its own)",
    ),
    "write": ("choose a folder that can be written, with -o",) * 4,
}


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    state: str
    good: bool
    needed: bool
    remedy: str = ""  # a key of _REMEDIES


@click.command("doctor", short_help="Show what this machine lacks and how to get it.")
@format_option
@language.option
@click.pass_context
def command(ctx: click.Context, form: str, lang: Language | None) -> None:
    """Show Python, libraries, fonts and folders, each failing row with its remedy.

    Exits with 0 when everything that is needed is there.
    """
    rows = tuple(_rows(lang or language.from_environment()))
    if form == "json":
        print_json([{**asdict(row), "remedies": _remedies(row)} for row in rows])
    else:
        _print(rows)
    ctx.exit(0 if all(row.good or not row.needed for row in rows) else 1)


def _rows(spoken: Language) -> Iterator[Row]:
    zh = spoken == "zh"
    yield Row("Python", platform.python_version(), sys.version_info >= (3, 11), needed=True, remedy="python")
    pango = find_library("pango-1.0") or find_library("pango-1.0-0")
    yield Row("Pango", pango or "-", pango is not None, needed=True, remedy="pango")
    slow = "没有它，中文 PDF 要慢 28 倍" if zh else "without it Chinese PDFs take 28 times as long"
    subset = has_harfbuzz_subset()
    yield Row("libharfbuzz-subset", "ok" if subset else slow, subset, needed=True, remedy="subset")
    for choice in survey():
        own = "本机字体" if zh else "its own"
        found = choice.found_family or ("无" if zh else "none")
        state = f"{found} ({own})" if choice.exact else found
        yield Row(choice.wanted, state, choice.face is not None, needed=True, remedy=choice.script)
    for name, folder in (("cache", cache_folder()), ("packets", Path.cwd())):
        yield Row(name, str(folder), _is_writable(folder), needed=True, remedy="write")
    for name in ("PACKETGEN_OUT", "PACKETGEN_HOUSE", "PACKETGEN_TEMPLATES", "PACKETGEN_LANG", "PACKETGEN_CACHE"):
        if name in os.environ:
            yield Row(name, os.environ[name], good=True, needed=False)


def _is_writable(folder: Path) -> bool:
    existing = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    return os.access(existing, os.W_OK)


def _remedies(row: Row) -> dict[str, str]:
    return {} if row.good else dict(zip(_SYSTEMS, _REMEDIES.get(row.remedy, ()), strict=False))


def _print(rows: tuple[Row, ...]) -> None:
    for row in rows:
        click.echo(f"{'ok  ' if row.good else 'FAIL'}  {row.what:<22} {row.state}")
        for system, remedy in _remedies(row).items():
            click.echo(f"        {system:<8} {remedy}")
