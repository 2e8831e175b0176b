"""What a file that comes from outside may cost."""

from dataclasses import dataclass, fields
from fractions import Fraction

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """No file of 7,436 real ones came near any of these: the largest had 356 members, 19 MB and ratios of 224.

    The one with most marks had 1.3 million.
    """

    file_bytes: int = 50 * MEGABYTE
    members: int = 2000
    total_bytes: int = 200 * MEGABYTE
    part_bytes: int = 64 * MEGABYTE
    ratio: int = 500  # of inflated to deflated bytes, for members over 1 MB
    marks: int = 3_000_000  # `<` and `=` in all XML parts: what it takes to hold and read them
    picture_bytes: int = 20 * MEGABYTE
    picture_pixels: int = 40_000_000

    def for_file_of(self, megabytes: int) -> "Limits":
        """The limits for files of another size; a larger one raises all others in proportion."""
        factor = max(Fraction(1), Fraction(megabytes * MEGABYTE, self.file_bytes))
        raised = {each.name: int(getattr(self, each.name) * factor) for each in fields(self)}
        return Limits(**{**raised, "file_bytes": megabytes * MEGABYTE})


DEFAULT_LIMITS = Limits()
