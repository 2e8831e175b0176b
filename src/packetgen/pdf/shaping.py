"""Words shaped once, in a context made once a style.

The engine makes a context and a description of the face anew for each stretch of text; it shapes a stretch to measure
it, drops the outcome, and shapes the same characters again to draw them. That is a tenth of the time of a document.
"""

import re
from typing import Any, NamedTuple

_BREAKS = re.compile("[\n\r\u2028\u2029]")


class _Known(NamedTuple):
    """What layouts of text of one style share: the library's objects, and attributes of the engine's layout."""

    context: Any
    description: Any
    attributes: dict[str, Any]


def install(line_break: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the engine's layout of text."""
    layout = line_break.Layout
    layout.setup = _setup(layout.setup, line_break)
    layout.set_text = _set_text(layout.set_text, line_break.pango)
    layout.deactivate = _deactivate(layout.deactivate)
    layout.reactivate = _reactivate(layout.reactivate)


def _setup(original: Any, line_break: Any) -> Any:  # noqa: ANN401
    pango, ffi, unref = line_break.pango, line_break.ffi, line_break.gobject.g_object_unref

    def first(self: Any, style: Any) -> _Known | None:  # noqa: ANN401
        """Set up the engine's way and keep what can be shared; None for a style with features, which cannot."""
        original(self, style)
        if pango.pango_layout_get_attributes(self.layout) != ffi.NULL:
            return None
        context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
        pango.pango_context_set_language(context, self.language)
        own = ("style", "layout", "justification_spacing")
        attributes = {name: value for name, value in self.__dict__.items() if name not in own}
        return _Known(context, line_break.get_font_description(style), attributes)

    def setup(self: Any, style: Any) -> None:  # noqa: ANN401
        try:
            known = style.shaping
        except AttributeError:
            known = style.shaping = first(self, style)
        if known is None:
            original(self, style)
        else:
            self.__dict__.update(known.attributes)
            self.style = style
            self.layout = ffi.gc(pango.pango_layout_new(known.context), unref)
            pango.pango_layout_set_auto_dir(self.layout, False)
            pango.pango_layout_set_font_description(self.layout, known.description)
        # Drawing asks for this mode; where it comes with the text already, what was shaped stays valid.
        pango.pango_layout_set_single_paragraph_mode(self.layout, True)

    return setup


def _set_text(original: Any, pango: Any) -> Any:  # noqa: ANN401
    def set_text(self: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401
        if _BREAKS.search(text):
            pango.pango_layout_set_single_paragraph_mode(self.layout, False)
        original(self, text, justify)

    return set_text


def _deactivate(original: Any) -> Any:  # noqa: ANN401
    def deactivate(self: Any) -> None:  # noqa: ANN401
        """Keep what was shaped after the first call, which ends measuring; the second ends drawing."""
        if "is_measured" in self.__dict__:
            original(self)
        else:
            self.is_measured = True

    return deactivate


def _reactivate(original: Any) -> Any:  # noqa: ANN401
    def reactivate(self: Any, style: Any) -> None:  # noqa: ANN401
        if "layout" not in self.__dict__:
            original(self, style)
        elif self.justification_spacing:
            self.set_text(self.text, justify=True)

    return reactivate
