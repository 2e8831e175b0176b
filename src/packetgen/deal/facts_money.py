"""Budget, pilot cost, funding, payments and benefits: lines to amounts, totals and years."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from packetgen.deal.facts_money_model import (
    BenefitFact,
    BenefitFacts,
    BudgetFacts,
    BudgetGroupFact,
    BudgetItemFact,
    FundingFacts,
    FundingYear,
    PaymentFact,
    PaymentFacts,
    SourceFact,
    SourceYearFact,
    YearFact,
)
from packetgen.deal.model import Deal
from packetgen.deal.model_money import Benefit, BudgetItem, FundingSource, Payment, YearAmount
from packetgen.deal.model_types import FiscalYear
from packetgen.deal.sums import Comparison, rounded, share, total

ByYear = Mapping[FiscalYear, Decimal]
Row = TypeVar("Row")


def rows(items: tuple[Row, ...] | None) -> tuple[Row, ...]:
    return items or ()


# -- budget lines


def item_amounts(items: Sequence[BudgetItem]) -> Mapping[str, Decimal | None]:
    """The amount of each line by id; lines that are a percentage of others come after those."""
    found: dict[str, Decimal | None] = {}
    waiting = list(items)
    while waiting:
        ready = [item for item in waiting if not item.pct or set(rows(item.percent_of)) <= found.keys()]
        # Lines that are percentages of each other can never be computed; what they state stands.
        for item in ready or waiting:
            found[item.id] = _item_amount(item, found) if ready else item.amount
        waiting = [item for item in waiting if item.id not in found]
    return found


def _item_amount(item: BudgetItem, known: Mapping[str, Decimal | None]) -> Decimal | None:
    years = _recurring_years(item)
    if item.parts:
        whole = total(_product(part.qty, part.unit_price) for part in item.parts)
    elif item.pct is not None and item.percent_of:
        base = total(known.get(each) for each in item.percent_of)
        whole = None if base is None else base * item.pct / 100
    elif item.qty is not None and item.unit_price is not None:
        whole = item.qty * item.unit_price
    else:
        return item.amount
    return None if whole is None else rounded(whole * max(1, len(years)))


def _product(quantity: Decimal | None, price: Decimal | None) -> Decimal | None:
    return None if quantity is None or price is None else quantity * price


def _recurring_years(item: BudgetItem | FundingSource) -> list[FiscalYear]:
    if item.from_year is None or item.to_year is None:
        return []
    return [item.from_year.plus(n) for n in range(item.to_year.start - item.from_year.start + 1)]


def _calculation(item: BudgetItem) -> str | None:
    if item.parts:
        return "；".join(
            f"{part.name or ''}{_plain(part.qty)}{part.unit or ''}×{_plain(part.unit_price)}" for part in item.parts
        )
    if item.pct is not None and item.percent_of:
        return f"{_plain(item.pct)}%"
    if item.qty is not None and item.unit_price is not None:
        times = len(_recurring_years(item))
        return f"{_plain(item.qty)}{item.unit or ''}×{_plain(item.unit_price)}" + (f"×{times}" if times > 1 else "")
    return None


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _spread(item: BudgetItem | FundingSource, amount: Decimal | None) -> ByYear | None:
    """An amount by year: as stated, in equal parts over recurring years (the last takes the rest), or in its year."""
    if item.by_year:
        return {each.year: each.amount for each in item.by_year if each.year is not None and each.amount is not None}
    years = _recurring_years(item)
    if amount is None:
        return None
    if years:
        part = rounded(amount / len(years))
        return {**dict.fromkeys(years[:-1], part), years[-1]: amount - part * (len(years) - 1)}
    return {item.year: amount} if item.year is not None else None


def _check_spread(path: str, item: BudgetItem | FundingSource, amount: Decimal | None, compare: Comparison) -> None:
    """An amount that is stated by year too is the sum of its years, where each of them has its amount."""
    if item.by_year:
        compare.check(f"{path}[{item.id}].amount", amount, total(each.amount for each in item.by_year))


def budget_facts(deal: Deal, payments: Sequence[PaymentFact], compare: Comparison) -> BudgetFacts:
    budget = deal.budget
    items = rows(budget.items if budget else None)
    amounts = item_amounts(items)
    made = tuple(_item_fact(item, amounts[item.id]) for item in items)
    for item in items:
        compare.check(f"budget.items[{item.id}].amount", item.amount, amounts[item.id])
        _check_spread("budget.items", item, item.amount, compare)
    whole = total(amounts[item.id] for item in items)
    reserve = total(amounts[item.id] for item in items if item.is_contingency)
    contract = contract_value(deal, amounts)
    groups = _groups(items, made, whole)
    by_year = _budget_by_year(items, amounts, payments)
    if budget is not None:
        compare.check("budget.total", budget.total, whole)
        compare.check("budget.contingency", budget.contingency, reserve)
        compare.check("budget.contract_value", budget.contract_value, contract)
        subtotals = {group.name: group.subtotal for group in groups}
        for stated in rows(budget.groups):
            compare.check(f"budget.groups[{stated.id}].subtotal", stated.subtotal, subtotals.get(stated.name))
        _check_years("budget.by_year", rows(budget.by_year), by_year or {}, compare)
    return BudgetFacts(
        groups=groups or None,
        items=made or None,
        total=whole,
        subtotal_before_contingency=None if whole is None else whole - (reserve or 0),
        contingency=reserve,
        contract_value=contract,
        contract_value_inc_vat=with_vat(deal, contract),
        total_inc_vat=with_vat(deal, whole),
        by_year=_year_facts(by_year) or _stated_years(rows(budget.by_year if budget else None)),
        opex_pa=budget.opex_pa if budget else None,
    )


def contract_value(deal: Deal, amounts: Mapping[str, Decimal | None]) -> Decimal | None:
    """The lines that belong to the main contract; where none is marked, what the deal states."""
    items = rows(deal.budget.items if deal.budget else None)
    marked = [item for item in items if item.in_contract]
    if marked:
        return total(amounts[item.id] for item in marked)
    return deal.budget.contract_value if deal.budget else None


def with_vat(deal: Deal, amount: Decimal | None) -> Decimal | None:
    """An amount including VAT: itself where amounts include it already."""
    meta = deal.meta
    if amount is None or meta is None:
        return None
    if meta.vat_basis == "incl":
        return amount
    return None if meta.vat_rate is None else rounded(amount * (100 + meta.vat_rate) / 100)


def _item_fact(item: BudgetItem, amount: Decimal | None) -> BudgetItemFact:
    return BudgetItemFact(
        id=item.id,
        name=item.name,
        group=item.group,
        qty=item.qty,
        unit=item.unit,
        unit_price=item.unit_price,
        amount=amount,
        basis=item.basis,
        calculation=_calculation(item),
        year=_year_text(item),
        payee=item.payee,
        cost_class=item.cost_class,
        in_contract=item.in_contract,
    )


def _year_text(item: BudgetItem | FundingSource) -> str | None:
    if item.year is not None:
        return str(item.year)
    if item.from_year is not None and item.to_year is not None:
        return f"{item.from_year}–{item.to_year}"
    years = [str(each.year) for each in rows(item.by_year) if each.year is not None]
    return ", ".join(years) or None


def _groups(
    items: Sequence[BudgetItem], made: Sequence[BudgetItemFact], whole: Decimal | None
) -> tuple[BudgetGroupFact, ...]:
    names = list(dict.fromkeys(item.group for item in items if item.group))
    found: list[BudgetGroupFact] = []
    for number, name in enumerate(names, 1):
        own = tuple(each for each in made if each.group == name)
        subtotal = total(each.amount for each in own)
        found.append(BudgetGroupFact(f"g{number}", name, subtotal, share(subtotal, whole), own))
    return tuple(found)


def _budget_by_year(
    items: Sequence[BudgetItem], amounts: Mapping[str, Decimal | None], payments: Sequence[PaymentFact]
) -> ByYear | None:
    """Lines in their years; lines of the main contract without a year of their own by its payment plan."""
    found: dict[FiscalYear, Decimal] = {}
    by_payments = False
    for item in items:
        spread = _spread(item, amounts[item.id])
        if spread is None and item.in_contract and payments:
            by_payments = True
            continue
        if spread is None:
            return None
        for year, amount in spread.items():
            found[year] = found.get(year, Decimal(0)) + amount
    for payment in payments if by_payments else ():
        if payment.year is None or payment.amount is None:
            return None
        found[payment.year] = found.get(payment.year, Decimal(0)) + payment.amount
    return dict(sorted(found.items(), key=lambda each: each[0].start)) or None


def _year_facts(by_year: ByYear | None) -> tuple[YearFact, ...] | None:
    return tuple(YearFact(str(year), year, amount) for year, amount in (by_year or {}).items()) or None


def _stated_years(stated: Sequence[YearAmount]) -> tuple[YearFact, ...] | None:
    return tuple(YearFact(each.id, each.year, each.amount) for each in stated) or None


def _check_years(path: str, stated: Sequence[YearAmount], computed: ByYear, compare: Comparison) -> None:
    for each in stated:
        if each.year is not None and computed:
            compare.check(f"{path}[{each.id}].amount", each.amount, computed.get(each.year, Decimal(0)))


# -- payments

_WHOLE = Decimal(100)  # per cent


def payment_facts(deal: Deal, compare: Comparison) -> PaymentFacts:
    """Instalments of the contract value; the last takes what rounding leaves."""
    plan = rows(deal.funding.payment_plan if deal.funding else None)
    items = rows(deal.budget.items if deal.budget else None)
    contract = contract_value(deal, item_amounts(items))
    made: list[PaymentFact] = []
    paid = Decimal(0)
    shares = sum((row.pct or Decimal(0) for row in plan), Decimal(0))
    is_whole = shares == _WHOLE
    if shares > _WHOLE:  # less may be a plan that is not all known yet
        compare.check("funding.payment_plan", shares, _WHOLE)
    for number, row in enumerate(plan, 1):
        amount = row.amount
        if contract is not None and row.pct is not None:
            is_last = number == len(plan) and is_whole
            amount = contract - paid if is_last else rounded(contract * row.pct / 100)
        paid += amount or Decimal(0)
        compare.check(f"funding.payment_plan[{row.id}].amount", row.amount, amount)
        made.append(PaymentFact(row.id, row.milestone, row.pct, amount, row.due, _payment_year(row, deal)))
    return PaymentFacts(tuple(made) or None, total(each.amount for each in made))


def _payment_year(row: Payment, deal: Deal) -> FiscalYear | None:
    if row.year is not None or row.due is None:
        return row.year
    return fiscal_year(row.due, split=_splits_years(deal))


def _splits_years(deal: Deal) -> bool:
    locale = deal.meta.locale if deal.meta else None
    return locale == "en-GB"


def fiscal_year(day: date, *, split: bool) -> FiscalYear:
    """The budget year of a day: the calendar year, or the British year from 1 April."""
    start = day.year - (1 if split and (day.month, day.day) < (4, 1) else 0)
    return FiscalYear(start, split=split)


# -- funding


def funding_facts(deal: Deal, budget: BudgetFacts, compare: Comparison) -> FundingFacts:
    funding = deal.funding
    sources = rows(funding.sources if funding else None)
    whole = total(source.amount for source in sources)
    for source in sources:
        _check_spread("funding.sources", source, source.amount, compare)
    spreads = {source.id: _spread(source, source.amount) or {} for source in sources}
    years = sorted({year for spread in spreads.values() for year in spread}, key=lambda year: year.start)
    sums = {year: sum((s.get(year, Decimal(0)) for s in spreads.values()), Decimal(0)) for year in years}
    gap = None if whole is None or budget.total is None else budget.total - whole
    if funding is not None:
        compare.check("funding.gap", funding.gap, gap)
    return FundingFacts(
        total=whole,
        gap=gap,
        sources=tuple(_source_fact(source, whole) for source in sources) or None,
        years=tuple(FundingYear(str(year), year) for year in years) or None,
        by_year=_year_facts(sums),
        by_source_year=tuple(
            SourceYearFact(
                source.id,
                source.name,
                tuple(YearFact(str(year), year, spreads[source.id].get(year, Decimal(0))) for year in years),
                source.amount,
            )
            for source in sources
        )
        or None,
    )


def _source_fact(source: FundingSource, whole: Decimal | None) -> SourceFact:
    return SourceFact(
        id=source.id,
        name=source.name,
        amount=source.amount,
        year=_year_text(source),
        status=source.status,
        share_pct=share(source.amount, whole),
        cost_class=source.cost_class,
        conditions=source.conditions,
        deadline=source.deadline,
        evidence=source.evidence,
        fallback=source.fallback,
        account_code=source.account_code,
    )


# -- benefits


def benefit_facts(deal: Deal, compare: Comparison) -> BenefitFacts:
    benefits = rows(deal.benefits.items if deal.benefits else None)
    made = tuple(_benefit_fact(benefit, compare) for benefit in benefits)

    def of(kind: str) -> Decimal | None:
        own = [each.annual for each in made if each.type == kind]
        return total(own) if own else (Decimal(0) if made else None)

    return BenefitFacts(
        cash_total=of("cash"),
        non_cash_total=of("non_cash"),
        social_total=of("social"),
        risk_total=of("risk"),
        all_total=total(each.annual for each in made),
        items=made or None,
    )


def _benefit_fact(benefit: Benefit, compare: Comparison) -> BenefitFact:
    factors = [factor.value for factor in rows(benefit.factors)]
    known = [value for value in factors if value is not None]
    annual = benefit.annual
    if factors and len(known) == len(factors):
        product = Decimal(1)
        for value in known:
            product *= value
        annual = rounded(product)
        compare.check(f"benefits.items[{benefit.id}].annual", benefit.annual, annual)
    return BenefitFact(
        kpi=benefit.kpi,
        id=benefit.id,
        name=benefit.name,
        type=benefit.type,
        formula=benefit.formula,
        annual=annual,
        owner=benefit.owner,
        condition=benefit.condition,
        evidence=benefit.evidence,
    )
