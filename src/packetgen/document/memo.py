"""Looks that were worked out once: in a real file, thousands of paragraphs and runs state the same few properties."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from packetgen.ooxml.xml import Element

Key: TypeAlias = tuple[Hashable, ...]
_Made = TypeVar("_Made")
_APART: frozenset[str] = frozenset()


def signature(element: Element | None, without: frozenset[str] = _APART) -> Key:
    """What an element's descendants state: equal for elements that say the same. `without` are children left out."""
    if element is None:
        return ()
    return tuple(
        (child.tag, *child.items(), *signature(child)) if len(child) else (child.tag, *child.items())
        for child in element
        if child.tag not in without
    )


def frozen(properties: Mapping[str, Any]) -> Key:
    """Partial properties as a key; borders, which are mappings themselves, by their sides."""
    return tuple(
        (name, tuple(value.items()) if isinstance(value, Mapping) else value) for name, value in properties.items()
    )


@dataclass(slots=True)
class Memo:
    """Values by what they were made of, for as long as one file is read."""

    _known: dict[Key, Any] = field(default_factory=dict)

    def get(self, key: Key, make: Callable[[], _Made]) -> _Made:
        """The value of a key, made if there is none yet. Keys of different kinds of values begin differently."""
        found: _Made | None = self._known.get(key)
        if found is None:
            found = self._known[key] = make()
        return found
