import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from packetgen.deal.audience import hides_row
from packetgen.deal.facts import derive
from packetgen.deal.load import load_deal
from packetgen.deal.schema import Audience
from packetgen.deal.tree import DEAL, FACTS
from packetgen.diagnostics import Outcome
from packetgen.draft.compile import compile_template
from packetgen.draft.fill import Identity, fill
from packetgen.draft.model import Draft, WordTemplate
from packetgen.draft.word_source import compile_word_file
from packetgen.house.load import load_house
from packetgen.house.model import House
from packetgen.kinds.projection import Projector
from packetgen.template.formats import Formats
from packetgen.template.parse import parse_template

HOUSES = Path(__file__).parent.parent.parent / "templates/houses"
DEAL_TEXT = """\
meta:
  locale: zh-CN
  unit: 万元
customer:
  name: {name}
project:
  name: 排水
pilot:
  value: 38.60
  why_pilot: |
    第一段。

    第二段。
  kpis:
    - id: K1
      name: 提前量
      target: 30
      baseline: null
      owner: p1
    - id: K2
      name: 命中率
people:
  - id: p1
    name: 罗启明
    title: 科长
"""

Fill = Callable[..., Outcome[Draft]]


@pytest.fixture
def filled() -> Fill:
    """Fill a template in Markdown with the deal above."""

    def of(content: str, name: str = "临澜市水务局", house: str = "gbt9704") -> Outcome[Draft]:
        template = parse_template(content, "t.md", locale="zh-CN", audience=Audience.CUSTOMER)
        assert template.value is not None, template.diagnostics
        word_template = compile_template(template.value, _house(house), content.encode())
        return _filled(word_template, name)

    return of


@pytest.fixture
def fill_prose() -> Fill:
    """Fill a paragraph with a value of several paragraphs."""

    def of(text: str) -> Outcome[Draft]:
        content = "{{ pilot.why_pilot }}"
        template = parse_template(content, "t.md", locale="zh-CN", audience=Audience.CUSTOMER)
        assert template.value is not None, template.diagnostics
        deal = f"""{{meta: {{locale: zh-CN}}, customer: {{name: x}}, project: {{name: x}}, pilot: {{why_pilot: {json.dumps(text, ensure_ascii=False)}}}}}"""
        return _filled(compile_template(template.value, _house("gbt9704"), b""), "x", deal)

    return of


@pytest.fixture
def fill_word() -> Callable[[bytes], Outcome[Draft]]:
    """Fill a template made in Word with the deal above."""

    def of(data: bytes) -> Outcome[Draft]:
        compiled = compile_word_file(data, "t.docx", _house("gbt9704"), locale="zh-CN", audience=Audience.CUSTOMER)
        return compiled.then(lambda template: _filled(template, "临澜市水务局"))

    return of


def _house(name: str) -> House:
    style = load_house(name, (HOUSES,))
    assert style.value is not None, style.diagnostics
    return style.value


def _filled(template: WordTemplate, name: str, deal: str = "") -> Outcome[Draft]:
    loaded = load_deal(deal or DEAL_TEXT.format(name=name), "deal.yaml")
    assert loaded.value is not None, loaded.diagnostics
    facts = derive(loaded.value)
    assert facts.value is not None
    context = Projector(
        deal=loaded.value.deal,
        facts=facts.value,
        deal_schema=DEAL,
        facts_schema=FACTS,
        nulls=loaded.value.nulls,
        audience=Audience.CUSTOMER,
        hides_row=partial(hides_row, Audience.CUSTOMER),
        neutral="服务单位",
    ).context()
    return fill(template, context, Formats("zh", "万元"), Identity("pg-1", "标题", "zh-CN"))
