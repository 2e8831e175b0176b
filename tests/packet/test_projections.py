"""The property: what a document's template can reach holds nothing that its readers must not see."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from packetgen.deal.audience import audience_of_path
from packetgen.deal.schema import Audience
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Value
from packetgen.kinds.load import load_kinds
from packetgen.packet.plan import Plan, plan

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted(path.parent.name for path in ROOT.glob("samples/*/deal.yaml"))
SIDE = re.compile(r"^    side: \w+\n", re.MULTILINE)


def planned(text: str) -> Plan:
    kinds = load_kinds([ROOT / "templates/kinds"]).value
    assert kinds is not None
    made = plan(text, "deal.yaml", kinds)
    assert made.value is not None, made.diagnostics
    return made.value


def sample(name: str) -> str:
    return (ROOT / "samples" / name / "deal.yaml").read_text(encoding="utf-8")


def everything(value: Value) -> Iterator[Value]:
    yield value
    match value:
        case Record(members=members, printed=printed):
            yield from (each for member in members.values() for each in everything(member))
            yield from () if printed is None else (printed,)
        case Rows(items=items):
            yield from (each for item in items for each in everything(item))
        case _:
            pass


def origins(value: Value) -> Iterator[str]:
    match value:
        case Leaf(path=path, via=via, derived_from=derived):
            yield from (path, via or path, *derived)
        case Missing(path=path, via=via):
            yield from (path, via or path)
        case Null(path=path) | Record(path=path) | Rows(path=path):
            yield path


def trespasses(the_plan: Plan) -> set[tuple[str, str]]:
    """Each document with a path that its template can reach and its readers must not see."""
    hidden = {each.id for each in the_plan.loaded.deal.people or () if each.side == "vendor"}
    found: set[tuple[str, str]] = set()
    for audience in {document.audience for document in the_plan.documents}:
        paths: set[str] = set()
        for value in everything(the_plan.contexts[audience]):
            own = set(origins(value)) - {""}  # the root has no path
            paths |= own if value.field.audience > audience else set()
            paths |= {path for path in own if audience_of_path(path, the_plan.loaded.deal) > audience}
            rows = {path for path in own for row in re.findall(r"people\[(.+?)\]", path) if row in hidden}
            paths |= rows if audience is Audience.CUSTOMER else set()
        found |= {(each.id, path) for each in the_plan.documents if each.audience is audience for path in paths}
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_no_document_reaches_what_its_readers_must_not_see(name: str) -> None:
    assert trespasses(planned(sample(name))) == set()


@pytest.mark.parametrize("name", ["linlan-drainage", "wexmoor-drainage"])
def test_no_document_of_the_customers_reaches_a_person_where_all_are_the_sellers(name: str) -> None:
    text = re.sub(r"^(    role: )", r"    side: vendor\n\1", SIDE.sub("", sample(name)), flags=re.MULTILINE)
    the_plan = planned(text)
    assert all(each.side == "vendor" for each in the_plan.loaded.deal.people or ())
    assert trespasses(the_plan) == set()


def test_the_search_for_trespasses_sees_them(monkeypatch: pytest.MonkeyPatch) -> None:
    project = Plan._project
    monkeypatch.setattr(Plan, "_project", lambda self, _: project(self, Audience.REP))
    found = trespasses(planned(sample("linlan-drainage")))
    assert found >= {("leader-brief", "vendor.name"), ("leader-brief", "people[p09].name")}
    assert found >= {("intent-agreement", "stakeholders[st1].concern")}
    assert "next-steps-rep" not in {document for document, _ in found}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_field_of_another_audience_has_no_entry_at_all(name: str) -> None:
    the_plan = planned(sample(name))
    for document in the_plan.documents:
        for value in everything(the_plan.contexts[document.audience]):
            if isinstance(value, Record):
                members = [value.field.fields[each] for each in value.members if each in value.field.fields]
                assert all(each.audience <= document.audience for each in members), document.id
