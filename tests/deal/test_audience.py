import pytest

from packetgen.deal.audience import audience_of_path
from packetgen.deal.load import load_deal
from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.schema import Audience

DEAL = """\
meta:
  locale: zh-CN
customer:
  name: 临澜市水务局
project:
  name: 排水
  lead: p01
people:
  - id: p01
    name: 周允衡
  - id: p09
    name: 林知遥
    side: vendor
vendor:
  name: 青禾澜图
loi:
  signatories:
    - id: s1
      side: vendor
      capacity: 代表
stakeholders:
  - id: st1
    person: p01
pilot:
  kpis:
    - id: K1
      name: 提前量
"""


@pytest.fixture(scope="module")
def loaded() -> LoadedDeal:
    made = load_deal(DEAL, "deal.yaml").value
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("path", "audience"),
    [
        ("customer.name", Audience.CUSTOMER),
        ("pilot.kpis[K1].name", Audience.CUSTOMER),
        ("pilot.kpis", Audience.CUSTOMER),
        ("vendor.name", Audience.TWO_PARTY),
        ("people[p01].name", Audience.CUSTOMER),
        ("people[p01].notes", Audience.REP),
        ("people[p09].name", Audience.TWO_PARTY),
        ("people[p09].notes", Audience.REP),
        ("people[].temperature", Audience.REP),
        ("loi.signatories[s1].capacity", Audience.TWO_PARTY),
        ("loi.signatories[].person", Audience.TWO_PARTY),
        ("stakeholders[st1].person", Audience.REP),
        ("project.lead", Audience.CUSTOMER),
        ("project.lead.name", Audience.CUSTOMER),
        ("project.lead.notes", Audience.REP),
        ("project.scope_in[0]", Audience.CUSTOMER),
        ("facts.budget.total", Audience.CUSTOMER),
        ("facts", Audience.CUSTOMER),
    ],
)
def test_a_path_is_for_the_strictest_audience_on_its_way(loaded: LoadedDeal, path: str, audience: Audience) -> None:
    assert audience_of_path(path, loaded.deal) is audience


@pytest.mark.parametrize("path", ["", "nothing", "customer.nothing", "facts.nothing", "no path", "pilot.kpis[K1]name"])
def test_a_path_that_the_schema_does_not_know_is_for_the_rep_alone(loaded: LoadedDeal, path: str) -> None:
    assert audience_of_path(path, loaded.deal) is Audience.REP
