"""The last line of a page, which needs no room for what a multiple of its height adds below its words.

The engine asks of every line that all of it stands on the page. Here the space below the words of a paragraph
(css.spare) may reach into the margin, as in LibreOffice.
"""

from typing import Any


def install(block: Any, replace: Any) -> None:  # noqa: ANN401  # the library has no types
    """Put our layout of a block's lines in the place of the engine's own."""
    replace(block.block_container_layout, _spared(block.block_container_layout))


def _spared(original: Any) -> Any:  # noqa: ANN401
    def block_container_layout(context: Any, box: Any, bottom_space: float, *more: Any, **named: Any) -> Any:  # noqa: ANN401
        spare = box.style["hyphenate_limit_zone"].value
        if not spare or not box.children or not hasattr(box.children[0], "text_overflow"):
            return original(context, box, bottom_space, *more, **named)
        found = original(context, box, bottom_space - spare, *more, **named)
        if found[0] is not None:
            over = found[0].content_box_y() + found[0].height - (context.page_bottom - bottom_space)
            found[0].height -= min(max(over, 0.0), spare)
        return found

    return block_container_layout
