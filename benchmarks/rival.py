"""What others do with the same templates and the same data: plain docxtpl for Word files, LibreOffice for PDFs.

`python rival.py FOLDER` renders every template of a folder that `prepare` filled: the rival's own process, without
anything of packetgen in it. Its data lie ready as plain objects; loading, deriving and checking a deal are spared.
"""

import pickle
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

LOCAL = Path(__file__).parent
_AMOUNTS = ("money", "amount", "capital", "percent", "number")
_DATES = ("date", "short_date", "table_date", "month")
_DEPTH = 8  # members of members; rows refer to people, people to nobody


class Value(str):
    """A value as it prints, with the value itself for comparisons and conditions."""

    __slots__ = ("raw", "worded")
    raw: Any
    worded: dict[str, str]

    def __new__(cls, shown: str, raw: object = None, worded: dict[str, str] | None = None) -> Self:
        made = super().__new__(cls, shown)
        made.raw, made.worded = raw, worded or {}
        return made

    def __reduce__(self) -> Any:  # noqa: ANN401
        return (Value, (str(self), self.raw, self.worded))

    def __eq__(self, other: object) -> bool:
        return str(self.raw) == str(other)

    def __hash__(self) -> int:
        return hash(str(self.raw))

    def __bool__(self) -> bool:
        return bool(self.raw)


class Group(SimpleNamespace):
    """A record; one that a reference leads to prints as its name."""

    def __str__(self) -> str:
        return str(getattr(self, "_name", ""))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("_"):
            raise AttributeError(name)
        return Value("")


def render(folder: Path) -> None:
    """Fill every template of a folder with plain docxtpl."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  # its import is part of what is measured
    from jinja2 import Environment  # noqa: PLC0415

    jobs = pickle.loads((folder / "jobs.pickle").read_bytes())  # written by prepare
    environment = Environment(autoescape=True)
    environment.filters.update(filters())
    for template, audience in jobs["documents"]:
        document = DocxTemplate(folder / template)
        document.render(jobs["contexts"][audience], environment)
        document.save(folder / "out" / template)


def filters() -> dict[str, Any]:
    """Filters of the templates: the words of each value lie ready."""
    names = (*_AMOUNTS, *_DATES, "ordinal")
    worded = {name: (lambda value, key=name: getattr(value, "worded", {}).get(key, value)) for name in names}
    return {
        **worded,
        "join": lambda rows, separator="、", last=None: (separator if last is None else last).join(map(str, rows)),
        "count": len,
        "first": lambda rows: rows[0] if rows else Value(""),
        "label": lambda value: value,
        "default": lambda value, text: value or text,
        "stripped": lambda text: str(text).rstrip("。.；; "),
        "lower_first": lambda text: str(text)[:1].lower() + str(text)[1:],
        "upper_first": lambda text: str(text)[:1].upper() + str(text)[1:],
    }


def prepare(sample: str, folder: Path) -> list[Path]:
    """Write templates and data of a sample for the rival; gives the files that it will write."""
    from packetgen.packet.drafting import Drafter  # noqa: PLC0415
    from packetgen.packet.plan import plan  # noqa: PLC0415
    from packetgen.packet.workshop import Workshop  # noqa: PLC0415

    root = LOCAL.parent
    workshop = Workshop((root / "templates",))
    path = root / "samples" / sample / "deal.yaml"
    planned = plan(path.read_text(encoding="utf-8"), str(path), workshop.kinds().value or ()).value
    assert planned is not None
    formats = Drafter(planned, workshop, "packet", 1).formats()
    documents = []
    for document in planned.documents:
        data = workshop.ejected(document, planned.locale).value
        assert data is not None
        (folder / f"{document.id}.docx").write_bytes(data)
        documents.append((f"{document.id}.docx", document.audience.name))
    contexts = {key.name: _plain(context, formats, _DEPTH).__dict__ for key, context in planned.contexts.items()}
    (folder / "jobs.pickle").write_bytes(pickle.dumps({"documents": documents, "contexts": contexts}))
    (folder / "out").mkdir()
    return [folder / "out" / name for name, _ in documents]


def _plain(value: Any, formats: Any, depth: int) -> Any:  # noqa: ANN401
    from packetgen.deal.values import Leaf, Record, Rows  # noqa: PLC0415

    if isinstance(value, Rows):
        return [_plain(each, formats, depth - 1) for each in value.items] if depth else []
    if isinstance(value, Record):
        members = {name: _plain(value.members[name], formats, depth - 1) for name in value.members} if depth else {}
        made = Group(**members)
        if value.printed is not None:
            made._name = formats.text(value.printed)  # noqa: SLF001  # our own class
        return made
    return Value(formats.text(value), value.value if isinstance(value, Leaf) else None, _worded(value, formats))


def _worded(value: Any, formats: Any) -> dict[str, str]:  # noqa: ANN401
    """Every wording that a filter may ask for."""
    raw = getattr(value, "value", None)
    found: dict[str, str] = {}
    for name in (*_AMOUNTS, *_DATES):
        try:
            given = Decimal(str(raw)) if name in _AMOUNTS else raw
            found[name] = getattr(formats, name)(given)
        except (ArithmeticError, TypeError, ValueError, AttributeError, IndexError):
            continue
    return found


if __name__ == "__main__":
    render(Path(sys.argv[1]))
