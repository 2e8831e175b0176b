"""The files of `kinds/` to kinds, every need checked against the deal's fields."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from packetgen.deal.schema import WHO, Audience, Field, FieldKind
from packetgen.deal.tree import DEAL
from packetgen.diagnostics import Diagnostic, Language, Outcome, Span, error, outcome
from packetgen.kinds.model import DocumentSpec, Kind, Need, When
from packetgen.sources import Mapping as Entries
from packetgen.sources import Node, Scalar, Sequence, near, read_file, read_yaml

_KIND_KEYS = frozenset({"id", "titles", "help", "order", "documents"})
_DOCUMENT_KEYS = frozenset(
    {"id", "titles", "audience", "content", "file_name", "when", "slot", "house", "stages", "limit", "needs", "voice"}
)
_WHEN_KEYS = frozenset({"locale", "customer_type", "funding_route", "addressee"})
_AUDIENCES = {each.name.lower(): each for each in Audience}


def load_kinds(folders: Iterable[Path]) -> Outcome[tuple[Kind, ...]]:
    """Load every kind; of two files of one name that of the earlier folder counts.

    Args:
        folders: folders of kind files, the user's own first.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            files.setdefault(path.name, path)
    reader = _Reader()
    kinds = [reader.kind(path) for _, path in sorted(files.items())]
    return outcome(tuple(kind for kind in kinds if kind is not None), reader.diagnostics)


class _Reader:
    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def kind(self, path: Path) -> Kind | None:
        tree = read_file(path).then(lambda text: read_yaml(text, str(path)))
        self.diagnostics += tree.diagnostics
        if not isinstance(tree.value, Entries):
            return None
        root = tree.value
        self._known(root, _KIND_KEYS)
        kind = _text(root.get("id"))
        documents = (self._document(node, kind) for node in _items(root.get("documents")))
        return Kind(
            id=kind,
            order=int(_text(root.get("order")) or "0"),
            titles=_words(root.get("titles")),
            help=_words(root.get("help")),
            documents=tuple(each for each in documents if each is not None),
        )

    def _document(self, node: Node, kind: str) -> DocumentSpec | None:
        if not isinstance(node, Entries):
            self.diagnostics.append(error("PG451", node.span))
            return None
        self._known(node, _DOCUMENT_KEYS)
        audience = self._choice(node.get("audience"), _AUDIENCES, node.span)
        names = _plain(node.get("house"))
        return DocumentSpec(
            id=_text(node.get("id")),
            kind=kind,
            slot=_text(node.get("slot")) or _text(node.get("id")),
            titles=_words(node.get("titles")),
            audience=_AUDIENCES.get(audience, Audience.REP),
            content=_text(node.get("content")),
            house=names,
            file_name=_words(node.get("file_name")),
            when=self._when(node.get("when")),
            stages=_texts(node.get("stages")),
            needs=tuple(self._needs(node.get("needs"), _AUDIENCES.get(audience, Audience.REP))),
            limits={name: int(value) for name, value in _plain(node.get("limit")).items()},
        )

    def _when(self, node: Node | None) -> When:
        if not isinstance(node, Entries):
            return When()
        self._known(node, _WHEN_KEYS)
        return When(**{name: _texts(node.get(name)) for name in sorted(_WHEN_KEYS)})

    def _needs(self, node: Node | None, audience: Audience) -> Iterable[Need]:
        for item in _items(node):
            if not isinstance(item, Entries):
                self.diagnostics.append(error("PG451", item.span))
                continue
            path, level = _text(item.get("path")), _text(item.get("level"))
            who = _texts(item.get("who"))
            if level not in {"must", "good"}:
                self.diagnostics.append(error("PG453", item.span, value=level, wanted="must, good"))
            elif bad := [code for code in who if code not in WHO]:
                self.diagnostics.append(error("PG453", item.span, value=bad[0], wanted=", ".join(WHO)))
            elif self._is_field(path, audience, item.span):
                yield Need(path, "must" if level == "must" else "good", who, item.span)

    def _is_field(self, path: str, audience: Audience, span: Span) -> bool:
        field: Field = DEAL
        for name in path.replace("[]", "").split("."):
            field = field.item if field.kind is FieldKind.ROWS and field.item is not None else field
            member = field.fields.get(name)
            if member is None:
                close = near(name, field.fields)
                self.diagnostics.append(error("PG454", span, path=path, near=close))
                return False
            field = member
            if field.audience > audience:
                self.diagnostics.append(error("PG455", span, path=path, audience=field.audience.name.lower()))
                return False
        return True

    def _known(self, node: Entries, keys: frozenset[str]) -> None:
        for entry in node.entries:
            if entry.key.text not in keys:
                close = near(entry.key.text, keys)
                self.diagnostics.append(error("PG452", entry.key.span, name=entry.key.text, near=close))

    def _choice(self, node: Node | None, choices: Mapping[str, object], place: Span) -> str:
        text = _text(node)
        if text not in choices:
            span = node.span if node is not None else place
            self.diagnostics.append(error("PG453", span, value=text, wanted=", ".join(choices)))
        return text


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _texts(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return (node.text,)
    return tuple(_text(item) for item in _items(node))


def _plain(node: Node | None) -> dict[str, str]:
    return {entry.key.text: _text(entry.value) for entry in node.entries} if isinstance(node, Entries) else {}


def _words(node: Node | None) -> Mapping[Language, str]:
    plain = _plain(node)
    found: dict[Language, str] = {}
    for name, text in plain.items():
        if name in {"zh", "en"}:
            found["zh" if name == "zh" else "en"] = text
    return found
