"""The command line: parse, call one function, print, exit."""

import sys

from packetgen.cli.group import cli


def main() -> None:
    """Run packetgen on the process's arguments and exit with its code."""
    from packetgen.cli.exits import end, run  # noqa: PLC0415  # keeps this module's own import to the group

    end(run(cli, sys.argv[1:]))
