"""A line on the terminal that says which document is being made; silent elsewhere."""

import sys

import click

from packetgen.diagnostics import shown


class Progress:
    """Counts documents as they are finished."""

    def __init__(self) -> None:
        self._total = 0
        self._done = 0
        self._visible = sys.stderr.isatty()

    def begin(self, total: int) -> None:
        self._total, self._done = total, 0

    def finished(self, title: str) -> None:
        self._done += 1
        if self._visible:
            click.echo(f"\r\x1b[K[{self._done}/{self._total}] {shown(title)}", nl=False, err=True)

    def end(self) -> None:
        if self._visible and self._done:
            click.echo("\r\x1b[K", nl=False, err=True)
