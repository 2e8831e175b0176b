"""The commands by name, each imported when it is called: `--help` reads an index and nothing else."""

from importlib import import_module

import click

from packetgen import __version__
from packetgen.cli import language
from packetgen.cli.kind_index import KINDS
from packetgen.diagnostics import Language, error
from packetgen.errors import UsageError

_COMMANDS = {
    "new": "Write a commented starter deal, or ask for its facts on a terminal.",
    "set": "Set one field of a deal.",
    "check": "Show faults of a deal, and what each document still lacks.",
    "build": "Write the whole packet of a deal.",
    "pdf": "Print a draft as PDF.",
    "verify": "Check a packet against its manifest.",
    "schema": "Print the JSON Schema of a deal.",
    "template": "Check content templates, or eject one as a Word file.",
    "doctor": "Show what this machine lacks and how to get it.",
}


class Context(click.Context):
    """What a command is called in; its help is in the language that is spoken."""

    def make_formatter(self) -> click.HelpFormatter:
        if language.current() == "zh":
            from packetgen.cli.help_zh import ChineseFormatter  # noqa: PLC0415  # for Chinese help alone

            return ChineseFormatter(width=self.terminal_width, max_width=self.max_content_width)
        return super().make_formatter()


def _spoken(command: click.Command) -> click.Command:
    command.context_class = Context
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        _spoken(each)
    return command


class LazyGroup(click.Group):
    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [*_COMMANDS, *KINDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name in KINDS:
            command: click.Command = import_module("packetgen.cli.build").kind_command(cmd_name)
            return _spoken(command)
        if cmd_name in _COMMANDS:
            found: click.Command = import_module(f"packetgen.cli.{cmd_name}").command
            return _spoken(found)
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415  # not for `--help`

            close = get_close_matches(name, self.list_commands(ctx), n=1)
            raise UsageError(error("PG907", name=name, near=next(iter(close), None)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))
        with formatter.section("One kind of document"):
            formatter.write_dl([(name, texts["en"]) for name, texts in KINDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="packetgen %(version)s")
@language.option
def cli(lang: Language | None) -> None:  # language.py keeps it
    """From one deal description, every paper a customer needs inside its own organisation."""
    del lang
