"""The text of a deal to begin with: the fields that matter first, each with what belongs there."""

from packetgen.diagnostics import Language

SCHEMA_FILE = "deal.schema.json"

_ZH = """\
# yaml-language-server: $schema={schema}
# 交易文件：知道多少填多少，不知道的整行删去或留空；“无”请写 null。
# 检查：packetgen check {name}    生成：packetgen build {name}
meta:
  locale: zh-CN
  stage: after_demo            # after_demo, time_and_data_ask, pilot_ask, pilot_midpoint, pilot_passed, budget_approved
  unit: 万元
  vat_basis: incl              # incl 含税, excl 不含税
customer:
  name: {customer}
  # short_name: 简称
  # type: gov                  # gov, public_institution, soe, enterprise
project:
  name: {project}
  # short_name: 项目简称
  # one_line: 一句话说清做什么
# people:                      # 每人一行编号，其他地方用编号指人
#   - id: p01
#     name: 姓名
#     title: 职务
#     role: sponsor            # contact, sponsor, decider, gatekeeper, reviewer, user
# problem:
#   evidence:                  # 客户自己的数字，带期间和来源
#     - id: e1
#       fact: 事实
#       value: 0
#       unit: 单位
#       period: 期间
#       source: 来源
# pilot:
#   name: 试点名称
#   start: 2027-04-01
#   end: 2027-08-31
"""

_EN = """\
# yaml-language-server: $schema={schema}
# A deal: fill in what you know, leave out what you do not; for "there is none" write null.
# To check: packetgen check {name}    To build: packetgen build {name}
meta:
  locale: en-GB
  stage: after_demo            # after_demo, time_and_data_ask, pilot_ask, pilot_midpoint, pilot_passed, budget_approved
  unit: GBP
  vat_basis: excl              # incl, excl
customer:
  name: {customer}
  # short_name: the Council
  # type: council              # council, utility, board_company, enterprise
project:
  name: {project}
  # short_name: a short name
  # one_line: what is done, in one line
# people:                      # each with an id, by which other fields name the person
#   - id: p01
#     name: name
#     title: post
#     role: sponsor            # contact, sponsor, decider, gatekeeper, reviewer, user
# problem:
#   evidence:                  # the customer's own figures, with period and source
#     - id: e1
#       fact: fact
#       value: 0
#       unit: unit
#       period: period
#       source: source
# pilot:
#   name: name of the pilot
#   start: 2027-03-01
#   end: 2027-08-27
"""


_NAMES: dict[Language, tuple[str, str]] = {
    "zh": ("客户单位全称", "项目名称"),
    "en": ("full name of the customer", "name of the project"),
}
PLACEHOLDERS = frozenset(name for names in _NAMES.values() for name in names)
"""What the starter says in place of the names that every deal needs: not known yet."""


def starter_text(language: Language, name: str) -> str:
    """A starter deal for a file of this name."""
    text = _ZH if language == "zh" else _EN
    customer, project = _NAMES[language]
    return text.format(schema=SCHEMA_FILE, name=name, customer=customer, project=project)
