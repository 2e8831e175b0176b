"""house.yaml to a House: tokens of the style itself over those that it extends, every fault with its place."""

from collections.abc import Mapping as MappingOf
from dataclasses import MISSING, fields
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from packetgen.diagnostics import Diagnostic, Outcome, Span, error, outcome
from packetgen.house.model import (
    CHARACTER_STYLES,
    STYLE_NAMES,
    TABLE_STYLES,
    Font,
    House,
    Level,
    Page,
    Style,
    TableLook,
)
from packetgen.sources import Mapping, Node, Scalar, Sequence, near, read_file, read_yaml
from packetgen.storage import digest

FILE_NAME = "house.yaml"
_SECTIONS = frozenset(
    {
        "id", "extends", "locale", "page", "fonts", "alternatives", "styles", "characters", "headings", "lists",
        "bullet", "tables", "header", "footer", "footer_even", "words",
    }
)  # fmt: skip


def load_house(name: str, folders: tuple[Path, ...]) -> Outcome[House]:
    """Load a house by name from the first folder that has it, with all that it extends.

    Args:
        name: the house's folder name.
        folders: folders of house folders, the user's own first.
    """
    reader = _Reader(folders)
    merged = reader.merged(name, Span(name), ())
    if merged is None or any(each.severity == "error" for each in reader.diagnostics):
        return Outcome(None, tuple(reader.diagnostics))
    house = reader.house(merged)
    return outcome(house, reader.diagnostics)


class _Reader:
    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self.diagnostics: list[Diagnostic] = []
        self._texts: list[str] = []

    def merged(self, name: str, asked: Span, chain: tuple[str, ...]) -> Mapping | None:
        """The tree of a house, laid over that of the house it extends."""
        if name in chain:
            self.diagnostics.append(error("PG402", asked, chain=" > ".join((*chain, name))))
            return None
        path = next((f / name / FILE_NAME for f in self._folders if (f / name / FILE_NAME).is_file()), None)
        if path is None:
            known = {each.name for folder in self._folders if folder.is_dir() for each in folder.iterdir()}
            self.diagnostics.append(error("PG401", asked, name=name, near=near(name, known)))
            return None
        text = read_file(path)
        self._texts.append(text.value or "")
        tree = text.then(lambda found: read_yaml(found, str(path)))
        self.diagnostics += tree.diagnostics
        if not isinstance(tree.value, Mapping):
            return None
        for entry in tree.value.entries:
            if entry.key.text not in _SECTIONS:
                key = entry.key
                self.diagnostics.append(error("PG403", key.span, name=key.text, near=near(key.text, _SECTIONS)))
        parent = tree.value.get("extends")
        if not isinstance(parent, Scalar):
            return tree.value
        base = self.merged(parent.text, parent.span, (*chain, name))
        return None if base is None else _overlaid(base, tree.value)

    def house(self, tree: Mapping) -> House:
        return House(
            id=self._text(tree, "id"),
            locale=self._text(tree, "locale"),
            page=self._one(tree, "page", Page),
            fonts=self._named(tree, "fonts", Font, None),
            alternatives={e.key.text: _scalar(e.value) for e in _entries(tree.get("alternatives"))},
            styles=self._named(tree, "styles", Style, frozenset(STYLE_NAMES)),
            characters=self._named(tree, "characters", Style, frozenset(CHARACTER_STYLES)),
            headings=self._levels(tree, "headings"),
            lists=self._levels(tree, "lists"),
            bullet=self._text(tree, "bullet"),
            tables=self._named(tree, "tables", TableLook, frozenset(TABLE_STYLES)),
            header=self._text(tree, "header"),
            footer=self._text(tree, "footer"),
            footer_even=self._text(tree, "footer_even"),
            words={e.key.text: _scalar(e.value) for e in _entries(tree.get("words"))},
            text="\n---\n".join(self._texts),
            digest=digest("\0".join(self._texts).encode()),
        )

    def _text(self, tree: Mapping, name: str) -> str:
        node = tree.get(name)
        return node.text if isinstance(node, Scalar) else ""

    def _named(self, tree: Mapping, section: str, kind: type[Any], names: frozenset[str] | None) -> MappingOf[str, Any]:
        found: dict[str, Any] = {}
        for entry in _entries(tree.get(section)):
            key = entry.key
            if names is not None and key.text not in names:
                self.diagnostics.append(error("PG403", key.span, name=key.text, near=near(key.text, names)))
                continue
            found[key.text] = self._made(entry.value, kind)
        if names is not None:
            for name in sorted(names - found.keys()):
                self.diagnostics.append(error("PG404", tree.span, section=section, name=name))
        return found

    def _levels(self, tree: Mapping, section: str) -> tuple[Level, ...]:
        node = tree.get(section)
        items = node.items if isinstance(node, Sequence) else ()
        return tuple(self._made(item, Level) for item in items)

    def _one(self, tree: Mapping, section: str, kind: type[Any]) -> Any:  # noqa: ANN401  # what `kind` makes
        node = tree.get(section)
        if node is None:
            self.diagnostics.append(error("PG404", tree.span, section=section, name=section))
            return None
        return self._made(node, kind)

    def _made(self, node: Node, kind: type[Any]) -> Any:  # noqa: ANN401
        hints = get_type_hints(kind)
        values: dict[str, object] = {}
        for entry in _entries(node):
            hint = hints.get(entry.key.text)
            if hint is None:
                key = entry.key
                self.diagnostics.append(error("PG403", key.span, name=key.text, near=near(key.text, hints)))
            else:
                values[entry.key.text] = self._value(entry.value, hint)
        absent = [f.name for f in fields(kind) if f.default is MISSING and f.name not in values]
        if absent:
            self.diagnostics.append(error("PG405", node.span, names=", ".join(absent)))
            return None
        return None if any(each is _BAD for each in values.values()) else kind(**values)

    def _value(self, node: Node, hint: object) -> object:
        allowed = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
        text = node.text if isinstance(node, Scalar) else ""
        if type(None) in allowed and text in {"null", "none"}:
            return None
        if bool in allowed and text in {"true", "false"}:
            return text == "true"
        if float in allowed:
            try:
                return float(text)
            except ValueError:
                self.diagnostics.append(error("PG406", node.span, text=text, wanted="number"))
                return _BAD
        choices = [choice for each in allowed for choice in get_args(each)]
        if bool in allowed or (choices and text not in choices):
            wanted = ", ".join(map(str, choices)) or "true, false"
            self.diagnostics.append(error("PG406", node.span, text=text, wanted=wanted))
            return _BAD
        return text


_BAD = object()


def _entries(node: Node | None) -> tuple[Any, ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _scalar(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _overlaid(base: Mapping, own: Mapping) -> Mapping:
    """Entries of `own` over those of `base`, mapping by mapping."""
    entries = {entry.key.text: entry for entry in base.entries if entry.key.text != "extends"}
    for entry in own.entries:
        before = entries.get(entry.key.text)
        if before is not None and isinstance(before.value, Mapping) and isinstance(entry.value, Mapping):
            entries[entry.key.text] = type(entry)(entry.key, _overlaid(before.value, entry.value))
        else:
            entries[entry.key.text] = entry
    return Mapping(tuple(entries.values()), own.span, own.start, own.end)
