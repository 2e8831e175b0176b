"""packetgen schema: the JSON Schema of a deal."""

import click

from packetgen.cli.report import print_json
from packetgen.deal.json_schema import json_schema


@click.command("schema", short_help="Print the JSON Schema of a deal.")
def command() -> None:
    """Print the JSON Schema of a deal, for editors that complete and check YAML."""
    print_json(json_schema())
