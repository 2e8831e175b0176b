"""The command line: parse, call one function, print, exit."""

import sys

from packetgen.cli.group import cli


def main() -> None:
    """Run packetgen on the process's arguments and exit with its code."""
    # Keeps this module's own import to the group.
    from packetgen.cli.exits import end, run  # noqa: PLC0415
    from packetgen.cli.streams import open_streams  # noqa: PLC0415

    open_streams()
    end(run(cli, sys.argv[1:]))
