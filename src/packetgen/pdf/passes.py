"""What only a printed document knows of itself, for the pass that prints it again.

That is how high its headers and footers are, and how many pages each section has.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from packetgen.document.model import Document

_PIXEL = 0.75  # points
_SLACK = 0.5  # points by which a header may touch the text
_MOST = 0.4  # of a page's height, for a header or a footer


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings of a pass.

    `grown` are the margins that a tall header or footer needs, by section, side and kind of page (default, even,
    first); `section_pages` the counts of pages by section; `lowered` by how much the text of a section is lower than
    the top of its one page, where it does not stand at the top.
    """

    grown: Mapping[tuple[int, str, str], float] = field(default_factory=dict)
    section_pages: Mapping[int, int] = field(default_factory=dict)
    lowered: Mapping[int, float] = field(default_factory=dict)


NOTHING = Settled()


def settle(document: Document, pages: Any, before: Settled, *, counts_sections: bool) -> Settled:  # noqa: ANN401
    """What a pass over a document found. `pages` are the engine's; margins never shrink from pass to pass."""
    grown = dict(before.grown)
    counts: Counter[int] = Counter()
    for page in pages:
        box = page._page_box  # noqa: SLF001  # the engine shows its boxes nowhere else
        name = _section(box)
        if name is None:
            continue
        counts[name] += 1
        kind = _kind(document, name, box, counts[name])
        for side, height in _heights(box):
            section = document.sections[name]
            is_top = side == "top"
            if section.fixed_top if is_top else section.fixed_bottom:
                continue
            needed = min((section.header if is_top else section.footer) + height, section.height * _MOST)
            key = (name, side, kind)
            if needed > max(grown.get(key, 0.0), section.top if is_top else section.bottom) + _SLACK:
                grown[key] = needed
    lowered = {name: found for name, found in _lowered(document, pages, before).items() if counts[name] == 1}
    return Settled(grown, dict(counts) if counts_sections else {}, lowered)


_LOWER = {"center": 0.5, "bottom": 1.0}
"""The part of the free room of a page that stands above the text, by the alignment of its section."""


def _lowered(document: Document, pages: Any, before: Settled) -> dict[int, float]:  # noqa: ANN401
    found = {}
    for page in pages:
        box = page._page_box  # noqa: SLF001  # the engine shows its boxes nowhere else
        name = _section(box)
        share = _LOWER.get(document.sections[name].vertical, 0.0) if name is not None else 0.0
        if name is None or not share:
            continue
        # The document's own element holds the body, and that the sections; a blank page has neither.
        bodies = [body for root in box.children[:1] for body in root.children]
        blocks = [block for body in bodies for block in body.children if block.is_in_normal_flow()]
        if blocks:
            height = blocks[-1].position_y + blocks[-1].margin_height() - blocks[0].position_y
            room = (box.height - height) * _PIXEL + before.lowered.get(name, 0.0)
            found[name] = round(max(room - _SLACK, 0.0) * share, 1)
    return found


def _section(box: Any) -> int | None:  # noqa: ANN401
    name = str(box.page_type.name or "")
    return int(name[1:]) if name.startswith("s") and name[1:].isdigit() else None


def _kind(document: Document, name: int, box: Any, number: int) -> str:  # noqa: ANN401
    if number == 1 and document.sections[name].title_page:
        return "first"
    return "even" if document.even_and_odd and box.page_type.side == "left" else "default"


def _heights(box: Any) -> Iterator[tuple[str, float]]:  # noqa: ANN401
    """The heights of a page's header and footer, in points."""
    for child in box.children:
        keyword = getattr(child, "at_keyword", "")
        side = keyword.partition("-")[0].removeprefix("@")
        if keyword in {"@top-center", "@bottom-center"} and child.children:
            first, last = child.children[0], child.children[-1]
            yield side, (last.position_y + last.margin_height() - first.position_y) * _PIXEL
