"""Tabs set where the pen is.

An element that stands for a tab says which stops its paragraph has (tabs.py). Where it ends is known only when the line
is laid out: the engine's function that lays out a box within a line is given a second way for tabs, and the one that
aligns a line first moves what follows stops that are not to the left. Lengths are pixels but in the elements' words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

_PIXELS = 96 / 72
_SLACK = 0.05
_BELOW = 0.1  # of the size: the rule under words
_MIDDLE = 0.25  # of the size above the line: a row of hyphens
_STYLES = {"dot": "dotted", "middleDot": "dotted", "hyphen": "dashed", "underscore": "solid", "heavy": "solid"}
_WIDTHS = {"dot": 0.75, "middleDot": 0.75, "hyphen": 0.5, "underscore": 0.5, "heavy": 1.0}  # points


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the line; None for the share of its width that the alignment of a position tab stands for."""

    position: float | None
    alignment: str
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Stops:
    """What a tab knows: the stops, the paragraph's left indent, that indent again where it hangs, the default stops."""

    stops: tuple[Stop, ...]
    left: float
    hang: float | None
    each: float
    underlined: bool

    def following(self, pen: float, width: float) -> Stop:
        """The stop for a pen at a distance from the margin; `width` is that of the lines.

        A hanging indent counts as a stop. Default stops lie behind all others.
        """
        if self.stops and self.stops[0].position is None:
            own = self.stops[0]
            share = {"center": 0.5, "right": 1.0}.get(own.alignment, 0.0)
            return Stop(self.left + width * share, own.alignment, own.leader)
        found = next((stop for stop in self.stops if (stop.position or 0.0) > pen + _SLACK), None)
        if self.hang is not None and pen + _SLACK < self.hang and (found is None or (found.position or 0) > self.hang):
            return Stop(self.hang, "left")
        if found is not None or self.each <= 0:
            return found or Stop(pen, "left")
        return Stop((int((pen + _SLACK) / self.each) + 1) * self.each, "left")


@cache
def parsed(words: str) -> Stops:
    """What an element says, in pixels."""
    stops, left, hang, each, *flags = words.split(";")
    return Stops(
        tuple(map(_stop, filter(None, stops.split(",")))),
        float(left) * _PIXELS,
        float(hang) * _PIXELS if hang else None,
        float(each) * _PIXELS,
        "u" in flags,
    )


def _stop(words: str) -> Stop:
    position, alignment, leader = words.split(":")
    return Stop(None if position == "@" else float(position) * _PIXELS, alignment, leader)


def is_tab(box: Any) -> bool:  # noqa: ANN401  # the library's boxes have no types
    return hasattr(box, "tab_stops")


def install(inline: Any, boxes: Any) -> None:  # noqa: ANN401
    """Put tabs in place."""
    atomic, align, align_line = inline.atomic_box, inline.text_align, _Lines(inline, boxes)

    def atomic_box(context: Any, box: Any, position_x: float, skip: Any, block: Any, *lists: Any) -> Any:  # noqa: ANN401
        words = _words(box, boxes)
        if words is None or block.style["direction"] == "rtl":
            return atomic(context, box, position_x, skip, block, *lists)
        align_line.has_tabs = True
        return _box(box, parsed(words), position_x, block)

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:  # noqa: ANN401
        if align_line.has_tabs:
            align_line.has_tabs = False
            align_line.set(context, line, available_width)
        return align(context, line, available_width, last)

    inline.atomic_box, inline.text_align = atomic_box, text_align


def _words(box: Any, boxes: Any) -> str | None:  # noqa: ANN401
    if not isinstance(box, boxes.InlineBlockBox) or box.element is None or box.element_tag != "span":
        return None
    words: str | None = box.element.get("data-tab")
    return words


def _box(box: Any, stops: Stops, position_x: float, block: Any) -> Any:  # noqa: ANN401
    """The box of a tab, as wide as it is if its stop is to the left; others are widened when the line is full."""
    made = box.copy_with_children(())
    made.tab_stops = stops
    start = block.content_box_x()
    stop = stops.following(position_x - start + stops.left, block.width)
    _draw(made, stop)
    made.width = 0.0
    if stop.alignment not in {"center", "right", "decimal"}:
        made.width = max(0.0, min((stop.position or 0.0) - stops.left, block.width) + start - position_x)
    made.position_x, made.position_y = position_x, 0
    return made


def _draw(box: Any, stop: Stop) -> None:  # noqa: ANN401
    """The height of a tab's box and its lower edge: the rule under words, the leader of its stop, or nothing."""
    size = box.style["font_size"]
    box.margin_top = box.margin_right = box.margin_bottom = box.margin_left = 0
    leader = "underscore" if box.tab_stops.underlined else stop.leader
    box.height = _BELOW * size if box.tab_stops.underlined else 0.0
    box.baseline = _MIDDLE * size if leader == "hyphen" else 0.0
    box.border_bottom_width = _WIDTHS.get(leader, 0.0) * _PIXELS
    if leader in _STYLES and box.style["border_bottom_style"] != _STYLES[leader]:
        box.style = box.style.copy()
        box.style["border_bottom_style"] = _STYLES[leader]


class _Lines:
    """Sets the tabs of full lines."""

    def __init__(self, inline: Any, boxes: Any) -> None:  # noqa: ANN401
        self._inline, self._boxes = inline, boxes
        self.has_tabs = False

    def set(self, context: Any, line: Any, width: float) -> None:  # noqa: ANN401
        """Widen the tabs of a line from left to right, moving what follows."""
        leaves = list(self._leaves(line))
        for index, box in enumerate(leaves):
            if not is_tab(box):
                continue
            stops: Stops = box.tab_stops
            pen = box.position_x - line.position_x + stops.left
            stop = stops.following(pen, width)
            _draw(box, stop)
            place = stop.position or 0.0
            segment = leaves[index + 1 :]
            segment = segment[: next((i for i, each in enumerate(segment) if is_tab(each)), len(segment))]
            length = segment[-1].position_x + segment[-1].margin_width() - segment[0].position_x if segment else 0.0
            wanted = place - pen
            if stop.alignment == "right":
                wanted -= length
            elif stop.alignment == "center":
                wanted = min(wanted - length / 2, stops.left + width - pen - length)
            elif stop.alignment == "decimal":
                wanted -= self._before_point(context, segment, length)
            else:
                wanted = min(wanted, stops.left + width - pen)
            grown = max(0.0, wanted) - box.width
            if grown:
                box.width += grown
                self._move(line, box, grown)
                line.width += grown

    def _leaves(self, box: Any) -> Iterator[Any]:  # noqa: ANN401
        for child in box.children:
            if isinstance(child, self._boxes.InlineBox):
                yield from self._leaves(child)
            elif child.is_in_normal_flow():
                yield child

    def _move(self, box: Any, tab: Any, grown: float) -> bool:  # noqa: ANN401
        """Move what follows a tab, and widen what it stands in."""
        for index, child in enumerate(box.children):
            inside = isinstance(child, self._boxes.InlineBox) and self._move(child, tab, grown)
            if inside:
                child.width += grown
            if inside or child is tab:
                for later in box.children[index + 1 :]:
                    if later.is_in_normal_flow():
                        later.translate(dx=grown)
                return True
        return False

    def _before_point(self, context: Any, segment: list[Any], length: float) -> float:  # noqa: ANN401
        """The width of what stands in front of the decimal point: all, where there is none."""
        width = 0.0
        for box in segment:
            text = getattr(box, "text", "")
            if "." in text:
                before = text[: text.index(".")]
                measured = self._inline.split_first_line(before, box.style, context, None, 0)[3] if before else 0.0
                return width + float(measured)
            width += box.margin_width()
        return length
