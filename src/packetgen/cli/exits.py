"""Running the command line and turning how it ended into an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from packetgen.cli.language import from_environment
from packetgen.diagnostics import render
from packetgen.errors import PacketgenError

INTERRUPTED = 130
OUR_BUG = 70


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; what went wrong goes to stderr."""
    try:
        result = command.main(args=list(arguments), prog_name="packetgen", standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        return INTERRUPTED
    except PacketgenError as fault:
        for each in fault.diagnostics:
            click.echo(render(each, from_environment()), err=True)
        return fault.exit_code
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def end(code: int) -> NoReturn:
    """End the process without taking apart all that it made, which takes a tenth of a second after a build."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # its reader may have gone away
            stream.flush()
    os._exit(code)
