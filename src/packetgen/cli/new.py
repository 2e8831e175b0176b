"""packetgen new: a starter deal, and the questions that fill it."""

import json
import sys
from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import print_diagnostics
from packetgen.deal.json_schema import json_schema
from packetgen.deal.load import load_deal
from packetgen.deal.patch import set_field
from packetgen.deal.questions import QUESTIONS
from packetgen.deal.starter import SCHEMA_FILE, starter_text
from packetgen.diagnostics import Language
from packetgen.storage import write_file


@click.command("new", short_help="Write a commented starter deal, or ask for its facts on a terminal.")
@click.argument("deal", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--ask/--no-ask", default=None, help="Ask the fifteen questions (default: on a terminal).")
@language.option
def command(deal: Path, ask: bool | None, lang: Language | None) -> None:  # click passes it by name
    """Write a starter deal to DEAL with a schema for editors beside it, then ask what a first visit tells.

    Every question can be skipped. Run it again to fill in more: what is known is not asked and never overwritten.
    """
    spoken = lang or language.from_environment()
    if not deal.exists():
        write_file(deal, starter_text(spoken, deal.name).encode())
        click.echo(str(deal))
    schema = deal.with_name(SCHEMA_FILE)
    if not schema.exists():
        write_file(schema, (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode())
    if ask if ask is not None else sys.stdin.isatty():
        _interview(deal, spoken)


def _interview(deal: Path, spoken: Language) -> None:
    loaded = load_deal(deal.read_text(encoding="utf-8"), str(deal))
    known = loaded.value.values if loaded.value is not None else {}
    for question in QUESTIONS:
        if question.path in known:
            continue
        answer = click.prompt(question.words[spoken], default="", show_default=False).strip()
        if not answer:
            continue
        result = set_field(deal.read_text(encoding="utf-8"), str(deal), question.path, answer)
        print_diagnostics(result.diagnostics, spoken)
        if result.value is not None:
            write_file(deal, result.value.encode())
