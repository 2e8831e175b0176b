"""packetgen set: one field of a deal."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import print_diagnostics
from packetgen.deal.patch import set_field
from packetgen.diagnostics import Language
from packetgen.errors import DealInvalidError
from packetgen.storage import write_file


@click.command("set", short_help="Set one field of a deal.")
@click.argument("deal", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("path")
@click.argument("value")
@language.option
@click.pass_context
def command(ctx: click.Context, deal: Path, path: str, value: str, lang: Language | None) -> None:
    """Set the field PATH of DEAL to VALUE: `packetgen set deal.yaml "pilot.kpis[K1].target" 30`.

    Only that line changes. A row or a parent that is not there yet is added.
    """
    text = deal.read_bytes().decode("utf-8")
    result = set_field(text, str(deal), path, value)
    print_diagnostics(result.diagnostics, language.choose(lang, None))
    if result.value is None:
        ctx.exit(DealInvalidError.exit_code)
    write_file(deal, result.value.encode())
