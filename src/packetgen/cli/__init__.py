"""The command line: parse, call one function, print, exit."""

import io
import sys

from packetgen.cli.group import cli


def main() -> None:
    """Run packetgen on the process's arguments and exit with its code."""
    from packetgen.cli.exits import end, run  # noqa: PLC0415  # keeps this module's own import to the group

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Chinese on a pipe or console of another code page is written by number rather than not at all.
            stream.reconfigure(errors="backslashreplace")
    end(run(cli, sys.argv[1:]))
