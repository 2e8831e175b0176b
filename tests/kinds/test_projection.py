from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Model

import pytest

from packetgen.deal.schema import Audience, Field, FieldKind
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Value
from packetgen.diagnostics import Span
from packetgen.kinds.model import DocumentSpec, Need
from packetgen.kinds.needs import open_items
from packetgen.kinds.projection import Projector


def field(
    path: str,
    kind: FieldKind = FieldKind.LINE,
    *children: Field,
    audience: Audience = Audience.CUSTOMER,
    item: Field | None = None,
    mirrors: str | None = None,
    derived_from: tuple[str, ...] = (),
) -> Field:
    return Field(
        name=path.rpartition(".")[2],
        path=path,
        kind=kind,
        titles={"en": path, "zh": path},
        audience=audience,
        fields={each.name: each for each in children},
        item=item,
        mirrors=mirrors,
        derived_from=derived_from,
    )


PERSON = (field("people[].name"), field("people[].title"), field("people[].note", audience=Audience.REP))
SCHEMA = field(
    "",
    FieldKind.RECORD,
    field("people", FieldKind.ROWS, item=field("people[]", FieldKind.RECORD, *PERSON)),
    field("vendor", FieldKind.RECORD, field("vendor.name"), audience=Audience.TWO_PARTY),
    field(
        "policy",
        FieldKind.ROWS,
        item=field("policy[]", FieldKind.RECORD, field("policy[].title"), field("policy[].doc_no")),
    ),
    field(
        "pilot",
        FieldKind.RECORD,
        field("pilot.start", FieldKind.DATE),
        field("pilot.value", FieldKind.MONEY),
        field("pilot.area", FieldKind.ROWS, item=field("pilot.area[]")),
        field(
            "pilot.kpis",
            FieldKind.ROWS,
            item=field(
                "pilot.kpis[]",
                FieldKind.RECORD,
                field("pilot.kpis[].name"),
                field("pilot.kpis[].baseline", FieldKind.NUMBER),
                field("pilot.kpis[].owner", FieldKind.PERSON_OR_NAME, *PERSON),
            ),
        ),
    ),
)
FACTS = field(
    "facts",
    FieldKind.RECORD,
    field("facts.total", FieldKind.MONEY, derived_from=("pilot.value",)),
    field(
        "facts.rows",
        FieldKind.ROWS,
        item=field("facts.rows[]", FieldKind.RECORD, field("facts.rows[].name", mirrors="pilot.kpis[].name")),
    ),
)


def deal(**pilot: object) -> Model:
    blank: dict[str, object] = {"start": None, "value": None, "area": (), "kpis": ()}
    return Model(
        people=(
            Model(id="p1", name="韩知远", title="主任", note="谨慎", side=None),
            Model(id="p9", name="林知遥", title="客户经理", note=None, side="vendor"),
        ),
        vendor=Model(name="青禾"),
        policy=(Model(id="g1", title="意见", doc_no="国办发〔2021〕11号", verified=False),),
        pilot=Model(**{**blank, **pilot}),
    )


def context(model: Model, audience: Audience = Audience.CUSTOMER, nulls: frozenset[str] = frozenset()) -> Record:
    facts = Model(total=Decimal("38.60"), rows=tuple(Model(id=k.id, name=k.name) for k in model.pilot.kpis))
    return Projector(
        deal=model,
        facts=facts,
        deal_schema=SCHEMA,
        facts_schema=FACTS,
        nulls=nulls,
        audience=audience,
        hides_row=lambda path, row: (
            path == "people[]" and getattr(row, "side", None) == "vendor" and audience is Audience.CUSTOMER
        ),
        neutral="供应方",
    ).context()


def at(record: Value, *names: str) -> Value:
    for name in names:
        assert isinstance(record, Record | Rows)
        record = record.members[name] if isinstance(record, Record) else record.items[int(name)]
    return record


KPI = Model(id="K1", name="提前量", baseline=None, owner="p1")


def test_a_stated_value_knows_its_path() -> None:
    found = at(context(deal(start=date(2027, 4, 1))), "pilot", "start")
    assert isinstance(found, Leaf)
    assert (found.path, found.value) == ("pilot.start", date(2027, 4, 1))


def test_a_row_is_addressed_by_its_id() -> None:
    found = at(context(deal(kpis=(KPI,))), "pilot", "kpis", "0", "name")
    assert isinstance(found, Leaf)
    assert (found.path, found.value) == ("pilot.kpis[K1].name", "提前量")


def test_a_value_of_a_plain_list_is_addressed_by_its_index() -> None:
    found = at(context(deal(area=("老城", "滨江"))), "pilot", "area", "1")
    assert isinstance(found, Leaf)
    assert found.path == "pilot.area[1]"


def test_an_absent_value_is_missing_and_a_stated_none_is_not() -> None:
    nulls = frozenset({"pilot.kpis[K1].baseline"})
    rows = deal(kpis=(KPI,))
    assert isinstance(at(context(rows), "pilot", "kpis", "0", "baseline"), Missing)
    assert isinstance(at(context(rows, nulls=nulls), "pilot", "kpis", "0", "baseline"), Null)


def test_a_missing_list_has_one_row_of_placeholders() -> None:
    rows = at(context(deal()), "pilot", "kpis")
    assert isinstance(rows, Rows)
    assert rows.missing
    assert isinstance(at(rows, "0", "name"), Missing)
    assert isinstance(at(rows, "0", "owner", "title"), Missing)


def test_a_field_of_a_stricter_audience_does_not_exist() -> None:
    assert "vendor" not in context(deal()).members
    assert at(context(deal(), Audience.TWO_PARTY), "vendor", "name") is not None
    owner = at(context(deal(kpis=(KPI,))), "pilot", "kpis", "0", "owner")
    assert isinstance(owner, Record)
    assert set(owner.members) == {"name", "title"}


def test_a_reference_leads_to_its_person_and_remembers_the_way() -> None:
    owner = at(context(deal(kpis=(KPI,))), "pilot", "kpis", "0", "owner")
    assert isinstance(owner, Record)
    assert isinstance(owner.printed, Leaf)
    assert (owner.printed.value, owner.printed.path) == ("韩知远", "people[p1].name")
    assert owner.printed.via == "pilot.kpis[K1].owner"


def test_a_name_in_place_of_an_id_prints_as_it_stands() -> None:
    owner = at(
        context(deal(kpis=(Model(id="K1", name="a", baseline=None, owner="第三方"),))), "pilot", "kpis", "0", "owner"
    )
    assert isinstance(owner, Record)
    assert isinstance(owner.printed, Leaf)
    assert (owner.printed.value, owner.printed.path) == ("第三方", "pilot.kpis[K1].owner")


def test_a_reference_to_a_hidden_person_prints_a_neutral_word() -> None:
    rows = deal(kpis=(Model(id="K1", name="a", baseline=None, owner="p9"),))
    customer = at(context(rows), "pilot", "kpis", "0", "owner")
    two_party = at(context(rows, Audience.TWO_PARTY), "pilot", "kpis", "0", "owner")
    assert isinstance(customer, Record)
    assert isinstance(two_party, Record)
    assert isinstance(customer.printed, Leaf)
    assert isinstance(two_party.printed, Leaf)
    assert (customer.printed.value, two_party.printed.value) == ("供应方", "林知遥")
    assert len(at(context(rows), "people").items) == 1  # type: ignore[union-attr]


def test_a_fact_is_derived_and_a_mirror_leads_back_to_the_deal() -> None:
    root = context(deal(kpis=(KPI,)))
    total, name = at(root, "facts", "total"), at(root, "facts", "rows", "0", "name")
    assert isinstance(total, Leaf)
    assert isinstance(name, Leaf)
    assert (total.path, total.derived_from) == ("facts.total", ("pilot.value",))
    assert (name.path, name.derived_from) == ("pilot.kpis[K1].name", ())


def test_a_mirror_in_the_row_of_a_missing_list_leads_back_to_the_field() -> None:
    name = at(context(deal()), "facts", "rows", "0", "name")
    assert isinstance(name, Missing)
    assert name.path == "pilot.kpis[].name"


def test_an_unverified_document_number_waits_for_its_check() -> None:
    number = at(context(deal()), "policy", "0", "doc_no")
    assert isinstance(number, Missing)
    assert (number.reason, number.path) == ("unverified", "policy[g1].doc_no")
    assert isinstance(at(context(deal()), "policy", "0", "title"), Leaf)


@pytest.mark.parametrize(
    ("path", "open_paths"),
    [
        ("pilot.start", ["pilot.start"]),
        ("pilot.kpis", []),
        ("pilot.kpis[].baseline", ["pilot.kpis[K1].baseline"]),
        ("pilot.kpis[].owner", []),
        ("pilot.area", ["pilot.area"]),
        ("policy[].doc_no", ["policy[g1].doc_no"]),
        ("policy", ["policy[g1].doc_no"]),
        ("pilot", []),
    ],
)
def test_open_needs_are_found_where_a_fact_is_missing(path: str, open_paths: list[str]) -> None:
    spec = DocumentSpec(
        "d", "k", "d", {}, Audience.CUSTOMER, "d", {}, {}, needs=(Need(path, "must", ("B",), Span("k")),)
    )
    assert [item.path for item in open_items(spec, context(deal(kpis=(KPI,))))] == open_paths
