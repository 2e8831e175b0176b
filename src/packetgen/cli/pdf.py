"""packetgen pdf: a Word file to a PDF beside it."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import as_data, format_option, print_diagnostics, print_json
from packetgen.cli.settings import configure
from packetgen.diagnostics import Language, Severity, shown
from packetgen.errors import InputRefusedError
from packetgen.storage import write_file


@click.command("pdf", short_help="Print a draft as PDF.")
@click.argument("docx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The PDF (default: beside the file)."
)
@format_option
@language.option
@click.pass_context
def command(ctx: click.Context, docx: Path, out: Path | None, form: str, lang: Language | None) -> None:
    """Print the Word file DOCX as PDF, without any office program.

    Exits with 0 when everything was understood, with 1 when something was left out or replaced by another sign.
    """
    from packetgen.pdf.write import print_docx  # noqa: PLC0415  # heavy

    _, spoken = configure(docx.parent, lang)
    result = print_docx(docx.read_bytes(), docx.name)
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
