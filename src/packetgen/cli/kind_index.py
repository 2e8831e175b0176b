"""The shipped kinds by command name, generated from templates/kinds by scripts/generate_index.py."""

KINDS: dict[str, dict[str, str]] = {
    "intent-agreement": {
        "en": "the intent agreement: no price, quantity or duty to sign; only the listed clauses bind",
        "zh": "合作意向书：不含价款、数量和签约时限，仅列明的条款有约束力",
    },
    "pilot-scope": {
        "en": "the pilot scope: scope, success criteria, decision rule, cost and exit",
        "zh": "试点实施方案：范围、指标、结论规则、经费和退出",
    },
    "meeting-submission": {
        "en": "the paper for the deciding meeting",
        "zh": "上会材料：议题申报表、简要说明、汇报材料和会议纪要代拟稿",
    },
    "funding-justification": {
        "en": "the business case for the money",
        "zh": "资金申请材料：请示、函、签报或议案，项目建议书，绩效或后评价指标表",
    },
    "leader-brief": {
        "en": "the brief to forward to one leader",
        "zh": "汇报要点：一句话、短文、全文三种长度，供复制转发",
    },
    "next-steps": {
        "en": "the plan of next steps, for the customer and for the rep",
        "zh": "推进计划：客户版，以及含关键人研判的内部版",
    },
}
