"""What depends on a style alone, worked out once a style instead of once a box.

Boxes that look alike share one style object, and hardly any of our lengths are percentages; yet the engine resolves
the fourteen lengths of each box anew each time it is laid out, a tenth of the time of a document. Styles are not
changed after boxes are made but by flexible and grid layout and first-line rules, none of which layout.py writes.
"""

from typing import Any

_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def percentages(original: Any, page_box: type) -> Any:  # noqa: ANN401  # the library has no types
    """The function that gives a box its used lengths, in the place of the engine's own."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401
        style = box.style
        try:
            fixed = style.fixed
        except AttributeError:
            fixed = style.fixed = None if isinstance(box, page_box) else _fixed(style)
        if fixed is None:
            original(box, containing_block)
            return
        own = box.__dict__
        own.update(fixed)
        # Where borders collapse, the table has settled those of its cells.
        settled = own if style["border_collapse"] == "collapse" else ()
        for name in _BORDERS:
            if name not in settled:
                own[name] = style[name]

    return resolve_percentages


def _fixed(style: Any) -> dict[str, float | str] | None:  # noqa: ANN401
    """The lengths of a style in pixels; None where one depends on the box around."""
    if style["box_sizing"] != "content-box":
        return None
    fixed: dict[str, float | str] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            fixed[name] = 0 if name in {"min_width", "min_height"} else "auto"
        elif getattr(value, "unit", None) == "px":
            fixed[name] = value.value
        else:
            return None
    return fixed


def struts(original: Any) -> Any:  # noqa: ANN401
    """The function that gives the line height and baseline of a style, asked once a style."""

    def strut(style: Any) -> tuple[float, float]:  # noqa: ANN401
        try:
            found: tuple[float, float] = style.strut
        except AttributeError:
            found = style.strut = original(style)
        return found

    return strut


def missing(original: Any, properties: Any) -> Any:  # noqa: ANN401
    """The method that works out a property of a style when it is first asked for, in the place of the engine's own.

    Nine in ten are inherited or initial, which takes no working out. `properties` is the engine's module; our sheets
    have no logical properties, so physical ones need no second look.
    """
    special = {"position", "float", "display", "page", *properties.INITIAL_NOT_COMPUTED}
    inherited, initial = properties.INHERITED, properties.INITIAL_VALUES
    plain = {name for name in initial if name not in special and not name.startswith("text_decoration_")}
    fixed = frozenset(plain - inherited)
    passed_on = frozenset(plain & inherited)

    def __missing__(self: Any, key: str) -> Any:  # noqa: ANN401, N807
        parent = self.parent_style
        if key not in self.cascaded and parent is not None:
            if key in passed_on:
                value = self[key] = parent[key]
                return value
            if key in fixed:
                value = self[key] = initial[key]
                return value
        return original(self, key)

    return __missing__


def in_flow(original: Any) -> Any:  # noqa: ANN401
    """The method that says whether a box is in normal flow, which is asked for 20 times a box."""

    def is_in_normal_flow(self: Any) -> bool:  # noqa: ANN401
        style = self.style
        try:
            found: bool = style.in_flow
        except AttributeError:
            found = style.in_flow = original(self)
        return found

    return is_in_normal_flow


_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_BARE = {**dict.fromkeys(_CORNERS, (0, 0)), "background": None}


def backgrounds(original: Any) -> Any:  # noqa: ANN401
    """The function that gives a box and those within their grounds: most have none, and corners without radius."""

    def bare(style: Any) -> bool:  # noqa: ANN401
        try:
            found: bool = style.is_bare
        except AttributeError:
            found = style.is_bare = _is_bare(style)
        return found

    def layout_box_backgrounds(page: Any, box: Any, images: Any, *more: Any, **named: Any) -> None:  # noqa: ANN401
        own = box.__dict__
        # What stands for a box that is placed absolutely has no style of its own.
        style = own.get("style")
        if style is None or more or named or box is page or not bare(style):
            original(page, box, images, *more, **named)
            return
        own.update(_BARE)
        for child in box.all_children():
            layout_box_backgrounds(page, child, images)

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:  # noqa: ANN401
    colour = style["background_color"]
    return (
        getattr(colour, "alpha", 1) == 0
        and style["visibility"] == "visible"
        and not style["box_shadow"]
        and all(value is None for _, value in style["background_image"])
        and all(style[name][0] == "none" for name in ("border_image_source", "mask_border_source"))
        and all((0, "px") in style[name] for name in _CORNERS)
    )


def collisions(original: Any) -> Any:  # noqa: ANN401
    """The function that finds room beside floats: where there are none, all of the width."""

    def avoid_collisions(context: Any, box: Any, block: Any, outer: bool = True) -> Any:  # noqa: ANN401
        is_easy = outer and not context.excluded_shapes and box.style["float"] == "none"
        if is_easy and block.style["direction"] == "ltr":
            return block.content_box_x(), box.position_y, block.width
        return original(context, box, block, outer)

    return avoid_collisions
