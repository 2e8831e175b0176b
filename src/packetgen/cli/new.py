"""packetgen new: a starter deal, and the questions that fill it."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.interview import Interview
from packetgen.cli.settings import configure
from packetgen.deal.json_schema import json_schema
from packetgen.deal.load import load_deal
from packetgen.deal.starter import SCHEMA_FILE, starter_text
from packetgen.diagnostics import Language, shown
from packetgen.errors import DealInvalidError
from packetgen.sources import read_file
from packetgen.storage import write_file


@click.command("new", short_help="Write a commented starter deal, or ask for its facts on a terminal.")
@click.argument("deal", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--ask/--no-ask", default=None, help="Ask the fifteen questions (default: on a terminal).")
@language.option
def command(deal: Path, ask: bool | None, lang: Language | None) -> None:  # click passes it by name
    """Write a starter deal to DEAL with a schema for editors beside it, then ask what a first visit tells.

    Every question can be skipped. Run it again to fill in more: what is known is not asked and never overwritten. Who
    answered goes into the deal's engagement log.
    """
    settings, spoken = configure(deal.parent, lang, deal)
    if not deal.exists():
        write_file(deal, starter_text(spoken, deal.name).encode())
        click.echo(shown(str(deal)))
    schema = deal.with_name(SCHEMA_FILE)
    if not schema.exists():
        write_file(schema, (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode())
    if ask if ask is not None else sys.stdin.isatty():
        # What cannot be read is not asked about: an answer might take the place of what is there.
        loaded = read_file(deal).then(lambda text: load_deal(text, str(deal)))
        if loaded.value is None:
            raise DealInvalidError(*loaded.diagnostics)
        today = datetime.now().astimezone().date()
        Interview(deal, spoken, settings.text("author"), today).hold()
