"""Running the command line and turning how it ended into an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from packetgen.cli import language
from packetgen.cli.form import FORM
from packetgen.diagnostics import Diagnostic, Span, error, shown
from packetgen.errors import InputRefusedError, OutputError, PacketgenError

INTERRUPTED = 130
OUR_BUG = 70
_STREAM_FAULT = "PG805"


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; what went wrong is said in the form asked for."""
    language.begin(arguments)
    FORM.set("human")
    try:
        result = command.main(args=list(arguments), prog_name="packetgen", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message(), err=True)
        return fault.exit_code
    except click.ClickException as fault:
        from packetgen.cli.usage import usage_fault  # noqa: PLC0415  # not for `--help`

        _say((usage_fault(fault),))
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        with suppress(OSError, OutputError):
            click.echo("", err=True)
        return INTERRUPTED
    except PacketgenError as fault:
        if any(each.code == _STREAM_FAULT for each in fault.diagnostics):
            FORM.set("human")  # JSON goes where nothing goes any more
        _say(fault.diagnostics)
        return fault.exit_code
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        place = Span(str(fault.filename)) if fault.filename else None
        _say((error("PG119", place, reason=fault.strerror or str(fault)),))
        return InputRefusedError.exit_code
    except Exception as fault:  # noqa: BLE001  # the last resort: the code says that it was us
        import traceback  # noqa: PLC0415  # not for `--help`

        for line in traceback.format_exc().splitlines():
            click.echo(shown(line), err=True)
        _say((error("PG999", problem=f"{type(fault).__name__}: {fault}"),))
        return OUR_BUG
    return result if isinstance(result, int) else 0


def _say(diagnostics: Sequence[Diagnostic]) -> None:
    from packetgen.cli.report import print_stop  # noqa: PLC0415  # not for `--help`

    with suppress(OSError, OutputError):  # where nobody can be told, the exit code tells
        print_stop(diagnostics, language.current())


def end(code: int) -> NoReturn:
    """End the process without taking apart all that it made, which takes a tenth of a second after a build."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, OutputError):  # its reader may have gone away
            stream.flush()
    os._exit(code)
