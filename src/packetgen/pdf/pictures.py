"""A picture that cannot be drawn keeps its room, so that all else stands where it would beside it."""

from typing import Any


def install(handlers: dict[str, Any]) -> None:
    """Change how the engine makes the boxes of pictures: it makes none for one that it cannot read."""
    original = handlers["img"]

    def img(element: Any, box: Any, *more: Any) -> list[Any]:  # noqa: ANN401  # the library has no types
        return original(element, box, *more) or [box]

    handlers["img"] = img
