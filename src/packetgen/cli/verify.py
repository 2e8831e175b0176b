"""packetgen verify: a packet folder against its manifest."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import format_option, print_json
from packetgen.cli.settings import configure
from packetgen.cli.words import word
from packetgen.diagnostics import Language, shown
from packetgen.errors import InputRefusedError
from packetgen.packet.verify import Verification, read_manifest, verify_folder


@click.command("verify", short_help="Check a packet against its manifest.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
@language.option
@click.pass_context
def command(ctx: click.Context, folder: Path, form: str, lang: Language | None) -> None:
    """Check the version folder FOLDER against its packet.json.

    Exits with 0 when every file is as it was built, with 1 when one is missing, changed or added.
    """
    settings, _ = configure(folder, lang)
    manifest = read_manifest(folder)
    if manifest.value is None:
        raise InputRefusedError(*manifest.diagnostics)
    found = verify_folder(folder, manifest.value)
    if form == "json":
        print_json({"whole": found.is_whole, "missing": found.missing, "changed": found.changed, "added": found.added})
    else:
        _print(
            found, len(manifest.value.files()), language.choose(lang or settings.language, locale=manifest.value.locale)
        )
    ctx.exit(0 if found.is_whole else 1)


def _print(found: Verification, count: int, spoken: Language) -> None:
    if found.is_whole:
        click.echo(word(spoken, "whole", count=count))
    for name in ("missing", "changed", "added"):
        for path in getattr(found, name):
            click.echo(f"{word(spoken, name)}: {shown(path)}")
