"""Files that users write to their text."""

from pathlib import Path

from packetgen.diagnostics import Outcome, Span, error
from packetgen.sources.characters import decode

MAX_BYTES = 1_000_000


def read_file(path: Path) -> Outcome[str]:
    """The text of a file, line ends as they are, without a byte order mark.

    Faults: too large (PG101; such a file is not read), not UTF-8 (PG114), not to be read at all (PG119).
    """
    place = Span(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as fault:
        return Outcome(None, (error("PG119", place, reason=fault.strerror or str(fault)),))
    if len(data) > MAX_BYTES:
        return Outcome(None, (error("PG101", place, limit=MAX_BYTES),))
    return decode(data, str(path))
