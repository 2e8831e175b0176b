"""Lines exactly as high as asked, whatever faces stand in them.

WeasyPrint centres each text on its line by the height of its own faces. A text with Han and Latin words, whose faces
differ, makes a line higher than its line height then. Here every text stands on the line of its element instead.
"""

from typing import Any


def split_text_box(original: Any, strut: Any) -> Any:  # noqa: ANN401  # the library has no types
    """The function that measures a stretch of text, in the place of the engine's own."""

    def split_text_box(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        result = original(*arguments, **named)
        text = result[0]
        if text is not None:
            height, baseline = strut(text.style)
            text.margin_top = baseline - (text.baseline - text.margin_top)
            text.margin_bottom = height - text.height - text.margin_top
            text.baseline = baseline
        return result

    return split_text_box
