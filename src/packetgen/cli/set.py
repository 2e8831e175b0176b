"""packetgen set: one field of a deal."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import print_diagnostics
from packetgen.cli.settings import configure
from packetgen.deal.patch import set_field
from packetgen.diagnostics import Language
from packetgen.errors import DealInvalidError
from packetgen.sources import read_file
from packetgen.storage import write_file


@click.command(
    "set",
    short_help="Set one field of a deal.",
    context_settings={"ignore_unknown_options": True},  # a value may be -5
)
@click.argument("deal", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("path")
@click.argument("value")
@language.option
@click.pass_context
def command(ctx: click.Context, deal: Path, path: str, value: str, lang: Language | None) -> None:
    """Set the field PATH of DEAL to VALUE: `packetgen set deal.yaml "pilot.kpis[K1].target" 30`.

    Only that line changes. A row or a parent that is not there yet is added. VALUE `null` says that there is none.
    """
    _, spoken = configure(deal.parent, lang, deal)
    if path.startswith("-"):
        raise click.NoSuchOption(path, ctx=ctx)
    read = read_file(deal)
    # Read again as it is: the mark at its beginning and its line ends stay.
    result = read.then(lambda _: set_field(deal.read_bytes().decode("utf-8"), str(deal), path, value))
    print_diagnostics(result.diagnostics, spoken)
    if result.value is None:
        ctx.exit(DealInvalidError.exit_code)
    write_file(deal, result.value.encode())
