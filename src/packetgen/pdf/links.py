"""Annotations of links as PDF/UA-1 asks for them: one for each piece of a link, in its element, with its words.

The engine makes one for every box within a link too, such as words of a look of their own, outside of the element of
the link (clause 7.18.5), and describes all of them by their address.
"""

from typing import Any


def install(document: Any, writer: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that collects the links of a page, and the one that writes them."""
    gather, add = document.gather_anchors, writer.add_links

    def gather_anchors(page: Any, anchors: Any, links: list[Any], *more: Any) -> None:  # noqa: ANN401
        gather(page, anchors, links, *more)
        links[:] = _whole(links)

    def add_links(found: Any, matrix: Any, pdf: Any, *more: Any) -> None:  # noqa: ANN401
        add(found, matrix, pdf, *more)
        for _, _, _, box in found[0]:
            words = " ".join("".join(box.element.itertext()).split())
            annotation = getattr(box, "link_annotation", None)
            if words and annotation is not None:
                annotation["Contents"] = type(annotation["Contents"])(words)

    document.gather_anchors, writer.add_links = gather_anchors, add_links


def _whole(links: list[Any]) -> list[Any]:
    """Links with those of the boxes within them, whose places they take in."""
    whole: list[Any] = []
    for kind, target, place, box in links:
        if box.link is not None or not whole:
            whole.append((kind, target, place, box))
            continue
        last = whole[-1]
        around = tuple(pick(a, b) for pick, a, b in zip((min, min, max, max), last[2], place, strict=True))
        whole[-1] = (last[0], last[1], around, last[3])
    return whole
