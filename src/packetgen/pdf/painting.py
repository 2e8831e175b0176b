"""The order of painting: what is cut by the edges of an inline block is painted in its place among the words.

The engine paints it after all else of its page, so that a reader of the file's text would find it there.
"""

from typing import Any


def install(stacking: Any, boxes: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that orders what is painted."""
    dispatch, contexts, kind = stacking._dispatch, stacking.StackingContext, boxes.InlineBlockBox  # noqa: SLF001  # what is replaced

    def ordered(box: Any, page: Any, children: Any, *more: Any) -> Any:  # noqa: ANN401
        if isinstance(box, kind) and box.style["overflow"] != "visible" and box.style["position"] == "static":
            return contexts.from_box(box, page, children)
        return dispatch(box, page, children, *more)

    stacking._dispatch = ordered  # noqa: SLF001  # what is replaced
