"""packetgen pdf: a Word file to a PDF beside it."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import as_data, format_option, print_diagnostics, print_json
from packetgen.cli.settings import configure
from packetgen.diagnostics import Language, Severity, shown
from packetgen.document.model import View
from packetgen.errors import InputRefusedError
from packetgen.storage import write_file


@click.command("pdf", short_help="Print a draft as PDF.")
@click.argument("docx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The PDF (default: beside the file)."
)
@click.option(
    "--view",
    type=click.Choice(["final", "original", "markup"]),
    default="final",
    show_default=True,
    help="Tracked changes: all taken, none taken, or marked, with comments.",
)
@click.option("--max-size", type=click.IntRange(1, 4096), default=50, show_default=True, help="Largest file, in MB.")
@click.option(
    "--max-seconds", type=click.IntRange(1, 86400), default=60, show_default=True, help="Longest time to print."
)
@click.option(
    "--max-memory",
    type=click.IntRange(64, 1 << 20),
    default=1024,
    show_default=True,
    help="Most memory, in MB.",
)
@format_option
@language.option
@click.pass_context
def command(
    ctx: click.Context, /, docx: Path, out: Path | None, view: View, form: str, lang: Language | None, **limits: int
) -> None:
    """Print the Word file DOCX as PDF, without any office program.

    Exits with 0 when everything was understood, with 1 when something was left out or replaced by another sign, with 7
    when the file is refused. It is read and printed within limits; nothing that it refers to is ever fetched.
    """
    from packetgen.ooxml.limits import DEFAULT_LIMITS  # noqa: PLC0415  # heavy
    from packetgen.pdf.foreign import Budget, load_foreign, print_foreign  # noqa: PLC0415  # heavy

    _, spoken = configure(docx.parent, lang)
    budget = Budget(limits["max_seconds"], limits["max_memory"])
    result = load_foreign(docx, DEFAULT_LIMITS.for_file_of(limits["max_size"]), budget, view).then(print_foreign)
    target = out or docx.with_suffix(".pdf")
    if result.value is not None:
        write_file(target, result.value.data)
    if form == "json":
        pages = result.value.pages if result.value is not None else None
        print_json(
            {
                "pdf": str(target) if pages else None,
                "pages": pages,
                "diagnostics": [as_data(each, spoken) for each in result.diagnostics],
            }
        )
    else:
        print_diagnostics(result.diagnostics, spoken)
        if result.value is not None:
            click.echo(shown(str(target)))
    if result.value is None:
        ctx.exit(InputRefusedError.exit_code)
    ctx.exit(1 if any(each.severity is Severity.WARNING for each in result.diagnostics) else 0)
