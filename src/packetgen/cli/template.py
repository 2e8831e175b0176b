"""packetgen template: check content templates, eject a shipped one as a Word file."""

from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import as_data, format_option, print_diagnostics, print_json
from packetgen.cli.settings import configure, template_folders
from packetgen.cli.words import word
from packetgen.deal.schema import Audience
from packetgen.diagnostics import Language, error, has_errors
from packetgen.errors import TemplateInvalidError, UsageError

_AUDIENCES = {each.name.lower(): each for each in Audience}
_folder_option = click.option(
    "--templates",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of your own templates, searched before the shipped ones.",
)


@click.group("template", short_help="Check content templates, or eject one as a Word file.")
def command() -> None:
    """Work on content templates."""


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--audience",
    type=click.Choice(list(_AUDIENCES)),
    help="Who will read it (default: who reads the document of that name, else the customer).",
)
@_folder_option
@format_option
@language.option
@click.pass_context
def check(  # the options of the command
    ctx: click.Context,
    files: tuple[Path, ...],
    *,
    audience: str | None,
    templates: Path | None,
    form: str,
    lang: Language | None,
) -> None:
    """Check the content templates FILES (.md, .docx): every tag against the deal's fields and what readers may see."""
    from packetgen.packet.templates import check_file  # noqa: PLC0415  # loads the deal's models

    settings, spoken = configure(Path.cwd(), lang)
    folders = template_folders(templates, settings)
    readers = _AUDIENCES[audience] if audience else None
    found = [each for path in files for each in check_file(path, readers, folders)]
    if form == "json":
        print_json({"diagnostics": [as_data(each, spoken) for each in found]})
    else:
        print_diagnostics(found, spoken)
    ctx.exit(TemplateInvalidError.exit_code if has_errors(found) else 0)


@command.command("eject")
@click.argument("document")
@click.option("--locale", help="The language of the document: zh-CN or en.")
@click.option("--house", help="A house style in place of the document's own.")
@_folder_option
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@language.option
@click.pass_context
def eject(  # the options of the command
    ctx: click.Context,
    document: str,
    *,
    locale: str | None,
    house: str | None,
    templates: Path | None,
    force: bool,
    lang: Language | None,
) -> None:
    """Write the Word template of DOCUMENT, its tags to be seen, into your own templates folder.

    From then on the Word file takes the place of the shipped document: edit it in Word, then build with the same
    --templates.
    """
    from packetgen.packet.templates import eject_document  # noqa: PLC0415  # loads the deal's models
    from packetgen.storage import write_file  # noqa: PLC0415

    settings, spoken = configure(Path.cwd(), lang)
    house = house or settings.text("house")
    ejected = eject_document(document, locale, template_folders(templates, settings), house)
    print_diagnostics(ejected.diagnostics, spoken)
    if ejected.value is None:
        is_usage = {each.code for each in ejected.diagnostics} <= {"PG347", "PG348"}
        ctx.exit(UsageError.exit_code if is_usage else TemplateInvalidError.exit_code)
    path = (templates or settings.folder("templates") or Path("templates")) / ejected.value.place
    if path.exists() and not force:
        raise UsageError(error("PG908", name=path))
    write_file(path, ejected.value.data)
    click.echo(word(spoken, "ejected", path=path))
