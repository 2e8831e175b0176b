"""The cash flow of a deal: costs and benefits by year, discounted, with what changes when they turn out otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from packetgen.deal.facts_money import rows
from packetgen.deal.facts_money_model import BenefitFacts, BudgetFacts, CashflowFacts, CashflowRow, SensitivityFact
from packetgen.deal.finance import factor, internal_rate, payback, present_value, ratio
from packetgen.deal.model import Deal
from packetgen.deal.model_money import Cashflow, SensitivityCase
from packetgen.deal.model_types import FiscalYear
from packetgen.deal.sums import Comparison, rounded

_ZERO = Decimal(0)
_RATIO = Decimal("0.01")
_MULTIPLIER = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class _Case:
    """Yearly flows of one case, year 0 first. `rate` is a fraction."""

    years: tuple[FiscalYear, ...]
    capex: tuple[Decimal, ...]
    opex: tuple[Decimal, ...]
    benefits: tuple[Decimal, ...]
    cash: tuple[Decimal, ...]
    rate: Decimal
    at_minimum: tuple[Decimal, Decimal]  # parts of all and of cash benefits left where measures reach their minimum

    def costs(self) -> list[Decimal]:
        return [a + b for a, b in zip(self.capex, self.opex, strict=True)]

    def net(self, headline: str) -> list[Decimal]:
        gains = self.cash if headline == "cash" else self.benefits
        return [gain - cost for gain, cost in zip(gains, self.costs(), strict=True)]

    def npv(self, headline: str) -> Decimal:
        return rounded(present_value(self.net(headline), self.rate))

    def bcr(self, headline: str) -> Decimal | None:
        gains = self.cash if headline == "cash" else self.benefits
        return ratio(present_value(gains, self.rate), present_value(self.costs(), self.rate))


_NOTHING = CashflowFacts(
    rows=None,
    npv_all=None,
    npv_cash=None,
    bcr_all=None,
    bcr_cash=None,
    irr_pct=None,
    payback_years=None,
    payback_years_after_year0=None,
    discounted_payback_years=None,
    breakeven_multiplier=None,
    breakeven_pct=None,
    rate_pct=None,
    convention=None,
    cash_case_negative=None,
    sensitivity=None,
)


def cashflow_facts(deal: Deal, budget: BudgetFacts, benefits: BenefitFacts, compare: Comparison) -> CashflowFacts:
    """Everything that the cash flow says; nothing where base year, horizon, rate, costs or benefits are unknown."""
    given = deal.cashflow
    case = None if given is None else _case(given, deal, budget, benefits)
    if given is None or case is None:
        stated = (given.rate, given.convention) if given is not None else (None, None)
        return replace(_NOTHING, rate_pct=stated[0], convention=stated[1])
    headline = given.headline or "all"
    net = case.net(headline)
    discounted = [flow * factor(case.rate, year) for year, flow in enumerate(net)]
    back = payback(net)
    irr = internal_rate(net)
    bcr = case.bcr(headline)
    late = payback(discounted)
    facts = CashflowFacts(
        rows=_rows(case, headline),
        npv_all=case.npv("all"),
        npv_cash=case.npv("cash"),
        bcr_all=_at(case.bcr("all"), _RATIO),
        bcr_cash=_at(case.bcr("cash"), _RATIO),
        irr_pct=None if irr is None else rounded(irr * 100),
        payback_years=_at(back, _RATIO),
        payback_years_after_year0=None if back is None else rounded(back - 1, _RATIO),
        discounted_payback_years=_at(late, _RATIO),
        breakeven_multiplier=None if not bcr else rounded(1 / bcr, _MULTIPLIER),
        breakeven_pct=None if not bcr else rounded(100 / bcr, _RATIO),
        rate_pct=given.rate,
        convention=given.convention,
        cash_case_negative=case.npv("cash") < 0,
        sensitivity=tuple(_varied(case, each) for each in rows(given.sensitivity)) or None,
    )
    _compare(given, facts, compare)
    return facts


def _at(value: Decimal | None, step: Decimal) -> Decimal | None:
    return None if value is None else rounded(value, step)


def _case(given: Cashflow, deal: Deal, budget: BudgetFacts, benefits: BenefitFacts) -> _Case | None:
    if given.base_year is None or given.horizon is None or given.rate is None:
        return None
    if budget.by_year is None or benefits.all_total is None or benefits.cash_total is None:
        return None
    years = tuple(given.base_year.plus(n) for n in range(given.horizon + 1))
    recurring = _recurring(deal)
    budgeted = {each.year: each.amount or _ZERO for each in budget.by_year}
    opex = [recurring.get(year, _ZERO) for year in years]
    capex = [budgeted.get(year, _ZERO) - running for year, running in zip(years, opex, strict=True)]
    own = _carried(years, {each.year: each.amount for each in rows(given.opex)})
    ramp = _ramp(years, given)
    return _Case(
        years,
        tuple(capex),
        tuple(a + b for a, b in zip(opex, own, strict=True)),
        tuple(rounded(benefits.all_total * share) for share in ramp),
        tuple(rounded(benefits.cash_total * share) for share in ramp),
        given.rate / 100,
        _at_minimum(deal, benefits),
    )


def _at_minimum(deal: Deal, benefits: BenefitFacts) -> tuple[Decimal, Decimal]:
    """Which part of all and of cash benefits is left where every measure that drives one only reaches its minimum."""
    kpis = {kpi.id: kpi for kpi in rows(deal.pilot.kpis if deal.pilot else None)}
    annual = {each.id: each.annual or _ZERO for each in benefits.items or ()}
    lost = {"cash": _ZERO, "all": _ZERO}
    for item in rows(deal.benefits.items if deal.benefits else None):
        kpi = kpis.get(item.kpi or "")
        if kpi is None or kpi.minimum is None or not kpi.target:
            continue
        loss = annual.get(item.id, _ZERO) * (1 - kpi.minimum / kpi.target)
        lost["all"] += loss
        lost["cash"] += loss if item.type == "cash" else _ZERO
    return _left(benefits.all_total, lost["all"]), _left(benefits.cash_total, lost["cash"])


def _left(total: Decimal | None, lost: Decimal) -> Decimal:
    return 1 - lost / total if total else Decimal(1)


def _recurring(deal: Deal) -> dict[FiscalYear, Decimal]:
    """What budget lines that come back each year cost in each."""
    found: dict[FiscalYear, Decimal] = {}
    for item in rows(deal.budget.items if deal.budget else None):
        if item.from_year is None or item.to_year is None or item.cost_class != "revenue":
            continue
        yearly = (item.qty or _ZERO) * (item.unit_price or _ZERO)
        for number in range(item.to_year.start - item.from_year.start + 1):
            year = item.from_year.plus(number)
            found[year] = found.get(year, _ZERO) + yearly
    return found


def _carried(years: Sequence[FiscalYear], given: dict[FiscalYear | None, Decimal | None]) -> list[Decimal]:
    """Amounts by year; a year without its own takes that of the year before it."""
    found: list[Decimal] = []
    for year in years:
        known = given.get(year)
        found.append(known if known is not None else found[-1] if found else _ZERO)
    return found


def _ramp(years: Sequence[FiscalYear], given: Cashflow) -> list[Decimal]:
    """Which part of the full benefit each year brings: none in year 0, all from year 1, unless the deal says more."""
    stated = [(each.year.start, each.pct / 100) for each in rows(given.ramp) if each.year and each.pct is not None]
    shares = sorted(stated, reverse=True) or [(years[0].start + 1, Decimal(1))]
    return [next((share for start, share in shares if start <= year.start), _ZERO) for year in years]


def _rows(case: _Case, headline: str) -> tuple[CashflowRow, ...]:
    found: list[CashflowRow] = []
    cumulative = cumulative_cash = _ZERO
    net_all, net_cash = case.net("all"), case.net("cash")
    for number, (year, net) in enumerate(zip(case.years, case.net(headline), strict=True)):
        cumulative += net
        cumulative_cash += net_cash[number]
        discount = factor(case.rate, number)
        found.append(
            CashflowRow(
                id=str(year),
                year=year,
                cost=case.capex[number] + case.opex[number],
                capex=case.capex[number],
                opex=case.opex[number],
                benefit=(case.cash if headline == "cash" else case.benefits)[number],
                cash_benefit=case.cash[number],
                net=net,
                discount_factor=rounded(discount, _MULTIPLIER),
                present_value=rounded(net * discount),
                cumulative=cumulative,
                net_cash=net_cash[number],
                present_value_cash=rounded(net_cash[number] * discount),
                cumulative_cash=cumulative_cash,
                all_benefit=case.benefits[number],
                net_all=net_all[number],
                present_value_all=rounded(net_all[number] * discount),
            )
        )
    return tuple(found)


def _varied(case: _Case, given: SensitivityCase) -> SensitivityFact:
    """The case with benefits, investment, year-0 cost or rate changed."""
    gains = 1 + (given.benefits_pct or _ZERO) / 100
    of_all, of_cash = case.at_minimum if given.at_minimum else (Decimal(1), Decimal(1))
    capex = [each * (1 + (given.capex_pct or _ZERO) / 100) for each in case.capex]
    capex[0] += (case.capex[0] + case.opex[0]) * (given.year0_cost_pct or _ZERO) / 100
    other = replace(
        case,
        capex=tuple(capex),
        benefits=tuple(each * gains * of_all for each in case.benefits),
        cash=tuple(each * gains * of_cash for each in case.cash),
        rate=case.rate if given.rate is None else given.rate / 100,
    )
    return SensitivityFact(given.id, given.name, other.npv("all"), other.npv("cash"))


def _compare(given: Cashflow, facts: CashflowFacts, compare: Comparison) -> None:
    """What the deal states of the cash flow against what comes out."""
    if given.results is not None:
        for name in type(given.results).model_fields:
            compare.check(f"cashflow.results.{name}", getattr(given.results, name), getattr(facts, name))
    made = {row.year: row for row in facts.rows or ()}
    for stated in rows(given.years):
        row = made.get(stated.year)
        for name in ("cost", "capex", "opex", "benefit", "net", "cumulative"):
            path = f"cashflow.years[{stated.id}].{name}"
            compare.check(path, getattr(stated, name), None if row is None else getattr(row, name))
    for case, result in zip(rows(given.sensitivity), facts.sensitivity or (), strict=False):
        compare.check(f"cashflow.sensitivity[{case.id}].npv_all", case.npv_all, result.npv_all)
        compare.check(f"cashflow.sensitivity[{case.id}].npv_cash", case.npv_cash, result.npv_cash)
