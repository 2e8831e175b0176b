"""packetgen template: check content templates."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import print_diagnostics
from packetgen.deal.schema import Audience
from packetgen.diagnostics import Language, has_errors
from packetgen.errors import TemplateInvalidError

_AUDIENCES = {each.name.lower(): each for each in Audience}


@click.group("template", short_help="Check content templates.")
def command() -> None:
    """Work on content templates."""


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--audience", type=click.Choice(list(_AUDIENCES)), default="customer", show_default=True)
@language.option
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], audience: str, lang: Language | None) -> None:
    """Check the content templates FILES: every tag against the deal's fields and the AUDIENCE."""
    from packetgen.template.parse import parse_template  # noqa: PLC0415  # loads the deal's models

    spoken = language.choose(lang, None)
    failed = False
    for path in files:
        text = path.read_text(encoding="utf-8")
        result = parse_template(text, str(path), locale=path.parent.name, audience=_AUDIENCES[audience])
        print_diagnostics(result.diagnostics, spoken)
        failed = failed or has_errors(result.diagnostics)
    ctx.exit(TemplateInvalidError.exit_code if failed else 0)
