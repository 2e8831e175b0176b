"""A loaded deal to its facts: everything that is computed, each stated number compared with what comes out."""

from packetgen.deal.facts_cash import cashflow_facts
from packetgen.deal.facts_model import Facts
from packetgen.deal.facts_money import benefit_facts, budget_facts, funding_facts, payment_facts, rows
from packetgen.deal.facts_plan import (
    brief_facts,
    confirming_meeting,
    decision_meeting,
    evidence_facts,
    large_amount,
    next_meeting,
    option_facts,
    ordered_meetings,
    pilot_facts,
    procurement_facts,
    risk_facts,
    schedule_facts,
)
from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.model import Deal
from packetgen.deal.sums import Comparison
from packetgen.diagnostics import Outcome, Span, error, outcome


def derive(loaded: LoadedDeal) -> Outcome[Facts]:
    """Compute the facts of a deal.

    Faults: a number that the deal states comes out otherwise (PG250), the numbers are beyond computing (PG251).
    """
    compare = Comparison(loaded)
    try:
        facts = _facts(loaded.deal, compare)
    except ArithmeticError:
        return Outcome(None, (*compare.diagnostics, error("PG251", Span(loaded.source))))
    return outcome(facts, compare.diagnostics)


def _facts(deal: Deal, compare: Comparison) -> Facts:
    payment = payment_facts(deal, compare)
    budget = budget_facts(deal, payment.rows or (), compare)
    benefits = benefit_facts(deal, compare)
    cashflow = cashflow_facts(deal, budget, benefits, compare)
    pilot = pilot_facts(deal, compare)
    options = option_facts(deal, cashflow)
    evidence = evidence_facts(deal)
    threshold, is_large = large_amount(deal, pilot.value)
    as_of = deal.meta.as_of if deal.meta else None
    return Facts(
        budget=budget,
        pilot=pilot,
        funding=funding_facts(deal, budget, compare),
        payment=payment,
        benefits=benefits,
        cashflow=cashflow,
        options=options or None,
        preferred_option=next((option for option in options if option.is_preferred), None),
        schedule=schedule_facts(deal),
        meetings=tuple(meeting.id for meeting in ordered_meetings(deal)) or None,
        next_meeting=next_meeting(deal),
        decision_meeting=decision_meeting(deal),
        confirming_meeting=confirming_meeting(deal),
        procurement=procurement_facts(deal),
        risks=risk_facts(deal, compare) or None,
        evidence=evidence or None,
        contact=_with_role(deal, "contact"),
        sponsor=_with_role(deal, "sponsor"),
        decider=_with_role(deal, "decider"),
        deal_year=str(as_of.year) if as_of else None,
        as_of_date=as_of,
        large_amount_threshold=threshold,
        is_large_amount=is_large,
        self_reference=_self_reference(deal),
        brief=brief_facts(deal, evidence),
    )


def _with_role(deal: Deal, role: str) -> str | None:
    """The first person of the customer's in a role."""
    people = (person for person in rows(deal.people) if person.side != "vendor")
    return next((person.id for person in people if person.role == role), None)


def _self_reference(deal: Deal) -> str | None:
    """How the customer's own papers speak of it: by what its name ends in, else by what sort of body it is."""
    customer = deal.customer
    if customer is None or not (deal.meta is None or (deal.meta.locale or "zh").startswith("zh")):
        return customer.short_name or customer.name if customer else None
    name = customer.short_name or customer.name or ""
    ending = next((own for own in ("中心", "局", "委", "办", "院", "校", "处") if name.endswith(own)), None)
    if ending is not None:
        return f"我{ending}"
    return "我公司" if customer.type in {"soe", "enterprise", "utility", "board_company"} else "我单位"
