"""The standard streams: open whatever the caller did, and with a fault of their own where they take no more."""

import io
import os
import sys
from typing import TextIO

from packetgen.diagnostics import error
from packetgen.errors import OutputError


class Output(io.TextIOWrapper):
    """A stream of ours; that it takes no more is no fault of some file that we read."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as fault:
            raise _told(fault) from fault

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as fault:
            raise _told(fault) from fault


def _told(fault: OSError) -> Exception:
    if isinstance(fault, BrokenPipeError):  # its reader has had enough
        return fault
    return OutputError(error("PG805", reason=fault.strerror or str(fault)))


def open_streams() -> None:
    """Make the streams ours, and open what the caller closed, lest a file of ours gets the number of a stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # as long as the process
    sys.stdout, sys.stderr = _ours(sys.stdout, 1), _ours(sys.stderr, 2)


def _ours(stream: TextIO | None, number: int) -> TextIO:
    """A stream whose Chinese is written by number, not left out, on a pipe or console of another code page."""
    if stream is None:
        return open(number, "w", encoding="utf-8", closefd=False)  # as long as the process
    if type(stream) is not io.TextIOWrapper:
        return stream
    encoding, is_by_line = stream.encoding, stream.line_buffering
    return Output(stream.detach(), encoding=encoding, errors="backslashreplace", line_buffering=is_by_line)
