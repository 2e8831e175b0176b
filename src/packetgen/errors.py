"""What the program cannot go on from: one class per way to stop, each with its exit code.

The exit codes are part of the interface of the command line: 0 done, 1 findings under a --fail-on option,
2 usage, 3 deal invalid, 4 template or house invalid, 5 conflicts, 6 output could not be written,
7 input refused, 8 target locked, 70 our bug, 130 interrupted.
"""

from packetgen.diagnostics import Diagnostic, message


class PacketgenError(Exception):
    """A stop with its reasons. Pickles, so that workers can raise it."""

    exit_code = 70

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "; ".join(message(each, "en") for each in self.diagnostics)


class UsageError(PacketgenError):
    exit_code = 2


class DealInvalidError(PacketgenError):
    exit_code = 3


class TemplateInvalidError(PacketgenError):
    """A content template, kind or house style cannot be used."""

    exit_code = 4


class OutputError(PacketgenError):
    """Output could not be written, or did not pass a check after writing."""

    exit_code = 6


class InputRefusedError(PacketgenError):
    exit_code = 7


class TargetLockedError(PacketgenError):
    exit_code = 8
