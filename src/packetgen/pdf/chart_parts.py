"""The parts of a chart: a canvas of SVG elements, scales with round steps, numbers in a format of a spreadsheet."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from packetgen.pdf.typeset import has_han

TEXT = 9.0  # points
_GREY = "#595959"
_MOST_STEPS = 8
_ROOM = 0.05  # of the range, above the highest value
_PLACES = re.compile(r"\.(0+)")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle, in points from the upper left corner of the chart."""

    x: float
    y: float
    width: float
    height: float

    def without(self, top: float = 0.0, right: float = 0.0, bottom: float = 0.0, left: float = 0.0) -> "Area":
        return Area(
            self.x + left,
            self.y + top,
            max(self.width - left - right, 1.0),
            max(self.height - top - bottom, 1.0),
        )


@dataclass(slots=True)
class Canvas:
    """Elements in the order in which they are painted. `family` gives the faces for a text."""

    family: Callable[[str], str]
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, *, anchor: str = "middle", size: float = TEXT, turned: bool = False
    ) -> None:
        """A text on its base line."""
        if not text:
            return
        turn = f' transform="rotate(-90 {x:.2f} {y:.2f})"' if turned else ""
        look = f'font-family="{escape(self.family(text))}" font-size="{size:g}" fill="{_GREY}" text-anchor="{anchor}"'
        self.parts.append(f'<text x="{x:.2f}" y="{y:.2f}" {look}{turn}>{escape(text)}</text>')

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; a height or width below 0 reaches up or left."""
        x, y = min(x, x + width), min(y, y + height)
        size = f'width="{abs(width):.2f}" height="{abs(height):.2f}"'
        self.parts.append(f'<rect x="{x:.2f}" y="{y:.2f}" {size} fill="#{colour}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = "#d9d9d9", width: float = 0.75) -> None:
        place = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
        self.parts.append(f'<line {place} stroke="{colour}" stroke-width="{width:g}"/>')

    def path(self, data: str, *, fill: str = "none", stroke: str = "none", width: float = 2.25) -> None:
        line = f'stroke="{stroke}" stroke-width="{width:g}" stroke-linejoin="round"' if stroke != "none" else ""
        self.parts.append(f'<path d="{data}" fill="{fill}" {line}/>')

    def dot(self, x: float, y: float, colour: str, radius: float = 2.5) -> None:
        self.parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="#{colour}"/>')


def text_width(text: str, size: float = TEXT) -> float:
    """About the width of a text, in points."""
    return sum(size if has_han(ch) else size * 0.55 for ch in text)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to places along an axis. `first` and `last` are the values at its ends, `step` the way between marks."""

    first: float
    last: float
    step: float

    def share(self, value: float) -> float:
        """How far along the axis a value stands, from 0 to 1."""
        return min(max((value - self.first) / (self.last - self.first), 0.0), 1.0)

    def marks(self) -> Iterator[float]:
        count = round((self.last - self.first) / self.step)
        for number in range(count + 1):
            yield self.first + number * self.step


def scale_of(values: Iterable[float], low: float | None, high: float | None) -> Scale:
    """A scale with round steps over values; stated ends are kept, and 0 is on it where all values are of one sign."""
    found = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    first = low if low is not None else min(0.0, *found)
    last = high if high is not None else max(0.0, *found)
    if last <= first:
        last = first + 1.0
    raw = (last - first) / 5
    power = 10 ** math.floor(math.log10(raw))
    step = next(each * power for each in (1, 2, 5, 10, 20) if each * power >= raw * 0.99)
    first = first if low is not None else math.floor(first / step) * step
    if high is None:
        last = math.ceil((last + (last - first) * _ROOM) / step) * step
    return Scale(first, last, step) if (last - first) / step <= _MOST_STEPS * 2 else Scale(first, last, last - first)


def formatted(value: float, code: str) -> str:
    """A number in a spreadsheet's format: per cent, thousands, decimals; all else as short as it is exact."""
    shown = code.partition(";")[0]
    places = _PLACES.search(shown)
    decimals = len(places[1]) if places is not None else 0
    if "%" in shown:
        return f"{value * 100:.{decimals}f}%"
    if not shown or shown == "General" or not any(ch in shown for ch in "0#"):
        return f"{round(value, 6):g}" if abs(value) < 1e6 else f"{value:,.0f}"  # noqa: PLR2004  # no powers of ten
    return f"{value:,.{decimals}f}" if "," in shown else f"{value:.{decimals}f}"
