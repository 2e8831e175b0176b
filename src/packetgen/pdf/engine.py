"""WeasyPrint, imported once and made to start fast. The only package that imports it is this one.

Its import tries library names that no Linux has, and each miss runs the compiler to look further; that search is
switched off while it imports. It is switched on again at once, since other code may want it. What else its import
costs for nothing comes late (late.py).
"""

import ctypes.util
import sys
import warnings
from functools import cache
from typing import Any

from packetgen.pdf import (
    columns,
    embedding,
    floats,
    glyphs,
    gridlines,
    justify,
    late,
    lines,
    links,
    memo,
    overhang,
    painting,
    pictures,
    shaping,
    spoken,
    streams,
    tab_stops,
    unbroken,
)

PATCHED = "70."
"""The versions whose private functions are known. For another, nothing is replaced, and a test fails."""


@cache
def engine() -> Any:  # noqa: ANN401  # the library has no types
    """The imported library with our justification of Chinese lines in place."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005  # the signature is given
    try:
        with warnings.catch_warnings():
            # Said by the doctor in words that name a remedy.
            warnings.filterwarnings("ignore", message="HarfBuzz-Subset", category=DeprecationWarning)
            import pydyf  # noqa: PLC0415
            import tinycss2  # type: ignore[import-untyped]  # noqa: PLC0415  # comes with the engine

            with late.font_tools(), late.counters_alone(tinycss2):
                import weasyprint  # noqa: PLC0415  # heavy: a fifth of a second
    finally:
        ctypes.util.find_library = search
    if weasyprint.__version__.startswith(PATCHED):
        _patch(weasyprint)
    weasyprint.HTML._ua_stylesheets = late.sheets(weasyprint)  # noqa: SLF001  # no public way in
    streams.install(pydyf)
    return weasyprint


def _patch(weasyprint: Any) -> None:  # noqa: ANN401
    """Put our functions in the place of the engine's own."""
    inline, line_break = weasyprint.layout.inline, weasyprint.text.line_break
    percent, boxes = weasyprint.layout.percent, weasyprint.formatting_structure.boxes
    strut = memo.struts(lines.stated(line_break.strut))
    _replace(line_break.strut, strut)
    _replace(percent.resolve_percentages, memo.percentages(percent.resolve_percentages, boxes.PageBox))
    _replace(inline.split_text_box, lines.split_text_box(inline.split_text_box, strut))
    _replace(inline._adjust_line_height, lines.adjusted(strut))  # noqa: SLF001  # all that is patched here is private
    css = weasyprint.css
    css.ComputedStyle.__missing__ = memo.missing(css.ComputedStyle.__missing__, css.properties)
    layout = weasyprint.layout
    _replace(layout.background.layout_box_backgrounds, memo.backgrounds(layout.background.layout_box_backgrounds))
    _replace(layout.float.avoid_collisions, memo.collisions(layout.float.avoid_collisions))
    boxes.Box.is_in_normal_flow = memo.in_flow(boxes.Box.is_in_normal_flow)
    columns.install(layout.column, layout.block)
    overhang.install(layout.block, _replace)
    unbroken.install(layout.absolute)
    floats.install(layout.block)
    pictures.install(weasyprint.html.HTML_HANDLERS)
    painting.install(weasyprint.stacking, boxes)
    justify.install(inline, line_break)
    shaping.install(line_break)
    tab_stops.install(inline, boxes)
    _draw_glyphs(weasyprint.draw.text)
    embedding.install(weasyprint.pdf.fonts)
    links.install(weasyprint.document, weasyprint.pdf)
    gridlines.install(weasyprint.draw, weasyprint.draw.border)


def _draw_glyphs(draw: Any) -> None:  # noqa: ANN401
    from weasyprint.text.ffi import FROM_UNITS, ffi  # noqa: PLC0415

    text, line = draw.draw_text, draw.draw_first_line
    glyphs.install(draw, ffi, FROM_UNITS)
    spoken.install(draw, ffi)
    _replace(text, draw.draw_text)
    _replace(line, draw.draw_first_line)


def _replace(original: Any, ours: Any) -> None:  # noqa: ANN401
    """Replace a function under its name in every module of the engine that imports it."""
    name = original.__name__
    for module in [each for key, each in sys.modules.items() if key.startswith("weasyprint.")]:
        if getattr(module, name, None) is original:
            setattr(module, name, ours)


def preload() -> None:
    """Import what printing needs, ahead of the first document."""
    engine()
