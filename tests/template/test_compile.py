from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest

from packetgen.deal.schema import Field, FieldKind
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Scalar, Value
from packetgen.template.compile import compile_jinja, render
from packetgen.template.formats import Formats
from packetgen.template.runtime import Shown

STATUS = {"approved_in_principle": {"zh": "原则同意", "en": "approved in principle"}}


@dataclass
class Recorder:
    """Prints values in brackets, so that what came from the deal can be told from the template's own words."""

    asked_for: list[str] = field(default_factory=list)

    def printed(self, shown: Shown) -> str:
        return shown.text if shown.value is None else f"[{shown.text}]"

    def asked(self, missing: Missing) -> None:
        self.asked_for.append(missing.path)

    def command(self, name: str) -> str:
        return f"<{name}>"


def of(name: str, kind: FieldKind, **more: object) -> Field:
    return replace(Field(name, name, kind, {"zh": name, "en": name}), **more)  # type: ignore[arg-type]


def leaf(name: str, value: Scalar, kind: FieldKind = FieldKind.LINE, **more: object) -> Leaf:
    return Leaf(of(name, kind, **more), name, value)


def rows(name: str, *items: Value, missing: bool = False) -> Rows:
    return Rows(of(name, FieldKind.ROWS), name, items, missing)


def row(**members: Value) -> Record:
    return Record(of("row", FieldKind.RECORD), "row", members)


def gone(name: str) -> Missing:
    return Missing(of(name, FieldKind.LINE), name)


CONTEXT = row(
    status=leaf("status", "approved_in_principle", FieldKind.CHOICE, choices=STATUS),
    words=rows("words", leaf("word", "alpha"), leaf("word", "beta.")),
    nothing=rows("nothing"),
    unknown=rows("unknown", row(kind=gone("kind"), name=gone("name")), missing=True),
    known=rows(
        "known", row(kind=leaf("kind", "a"), name=leaf("name", "A")), row(kind=leaf("kind", "b"), name=gone("n"))
    ),
    start=gone("start"),
    absent=Null(of("absent", FieldKind.LINE), "absent"),
    year=leaf("year", "2028", FieldKind.FISCAL_YEAR),
    is_new=leaf("is_new", value=False, kind=FieldKind.BOOLEAN),
    total=leaf("total", Decimal("38.60"), FieldKind.MONEY),
    position=leaf("position", 21, FieldKind.INTEGER),
)


def show(text: str, recorder: Recorder | None = None, language: str = "en") -> str:
    formats = Formats("zh", "万元") if language == "zh" else Formats("en", "GBP")
    return render(compile_jinja(text), CONTEXT, recorder or Recorder(), formats)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ status }}", "[approved in principle]"),
        ("{{ status | upper_first }}", "[Approved in principle]"),
        ("{{ status | label | upper_first }}", "[Approved in principle]"),
        ('{{ words | join("; ") | upper_first }}', "[Alpha]; [beta.]"),
        ("{{ words | join | stripped }}", "[alpha], [beta]"),
        ("{{ words | first }}", "[alpha]"),
        ("{{ words | count }}", "2"),
        ("{{ nothing | first }}", "[none]"),
        ("{{ absent }}", "[none]"),
        ("{{ absent | upper_first }}", "[none]"),
        ('{{ start | default("open") }}', "open"),
        ('{{ start | default("open") | money }}', "open"),
        ('{{ unknown | default("open") | join }}', "open"),
        ("{{ position | ordinal }}", "[21st]"),
        ("{{ total | money }}", "[£38.60]"),
    ],
)
def test_a_value_prints_in_the_words_of_its_filters(text: str, expected: str) -> None:
    assert show(text) == expected


@pytest.mark.parametrize(
    "text",
    ["{{ start }}", "{{ start | date }}", "{{ start | upper_first }}", "{{ start | stripped | lower_first }}"],
)
def test_what_is_missing_stays_missing_through_filters(text: str) -> None:
    assert show(text) == "[[to be completed: start]]"


@pytest.mark.parametrize("filter_", ["count", "join", "count | ordinal"])
def test_a_missing_list_is_never_counted_or_joined_as_an_empty_one(filter_: str) -> None:
    assert show("{{ unknown | " + filter_ + " }}") == "[[to be completed: unknown]]"


@pytest.mark.parametrize(
    ("condition", "is_true"),
    [
        ("year == 2028", True),
        ('year == "2028"', True),
        ("is_new == false", True),
        ("is_new", False),
        ("start == 'x'", False),
        ("start != 'x'", False),
        ("absent", False),
        ("nothing", False),
        ("unknown", False),
        ("unknown | count == 0", False),
        ("words | count == 2", True),
        ("status in ('planned', 'approved_in_principle')", True),
        ("status not in ('planned',)", True),
    ],
)
def test_conditions_ask_for_what_is_known(condition: str, is_true: bool) -> None:
    assert show("{% if " + condition + " %}yes{% else %}no{% endif %}") == ("yes" if is_true else "no")


def test_asking_for_what_is_missing_is_recorded() -> None:
    recorder = Recorder()
    show("{% if start %}{% endif %}{% if start == 'x' %}{% endif %}", recorder)
    assert recorder.asked_for == ["start", "start"]


def test_the_row_of_a_missing_list_passes_every_condition() -> None:
    text = "{% for k in unknown if k.kind == 'a' %}{{ k.name }}{% endfor %}"
    assert show(text) == "[[to be completed: name]]"


def test_a_condition_chooses_among_known_rows() -> None:
    assert show("{% for k in known if k.kind == 'a' %}{{ k.name }}{{ loop.index }}{% endfor %}") == "[A]1"
    assert show("{% for k in known if not k.name %}{{ k.kind }}{% endfor %}") == "[b]"


def test_items_of_a_list_are_parted_as_the_language_does() -> None:
    assert show("{{ words | join }}", language="zh") == "[alpha]、[beta.]"


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [(1, "一", "first"), (12, "十二", "12th"), (22, "二十二", "22nd"), (100, "100", "100th"), (111, "111", "111th")],
)
def test_positions_in_words(number: int, zh: str, en: str) -> None:
    assert Formats("zh", "万元").ordinal(number) == zh
    assert Formats("en", "GBP").ordinal(number) == en
