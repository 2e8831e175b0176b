"""packetgen check: faults of a deal, and what each document still lacks and who knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import as_data, format_option, print_diagnostics, print_json
from packetgen.cli.settings import configure, template_folders
from packetgen.cli.table import table
from packetgen.cli.words import word
from packetgen.deal.schema import WHO
from packetgen.diagnostics import Diagnostic, Language, Outcome, shown
from packetgen.errors import DealInvalidError, TemplateInvalidError
from packetgen.kinds.load import load_kinds
from packetgen.kinds.model import DocumentSpec
from packetgen.kinds.needs import OpenItem
from packetgen.packet.inputs import KINDS
from packetgen.packet.plan import Plan, plan
from packetgen.sources import read_file

_OURS = frozenset({"R", "V"})
_NEXT = "<-"
_MARKS = {"must": "*", "good": "-"}


@click.command("check", short_help="Show faults of a deal, and what each document still lacks.")
@click.argument("deal", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own templates, searched before the shipped ones.",
)
@format_option
@language.option
@click.pass_context
def command(ctx: click.Context, deal: Path, templates: Path | None, form: str, lang: Language | None) -> None:
    """Check DEAL: faults with their place, then a matrix of documents, what each lacks, and who knows it."""
    settings, spoken = configure(deal.parent, lang, deal)
    kinds = load_kinds(folder / KINDS for folder in template_folders(templates, settings))
    loaded = kinds.value
    if loaded is None:
        _report(Outcome(None, kinds.diagnostics), form, spoken)
        ctx.exit(TemplateInvalidError.exit_code)
    result = read_file(deal).then(lambda text: plan(text, str(deal), loaded))
    _report(Outcome(result.value, kinds.diagnostics + result.diagnostics), form, spoken)
    ctx.exit(0 if result.value is not None else DealInvalidError.exit_code)


def _report(result: Outcome[Plan], form: str, spoken: Language) -> None:
    if form == "json":
        print_json(_data(result.value, result.diagnostics, spoken))
        return
    print_diagnostics(result.diagnostics, spoken)
    if result.value is not None:
        _print(result.value, spoken)


@dataclass(frozen=True, slots=True)
class _Fact:
    """An open fact with the documents that need it, by their number from 0."""

    item: OpenItem
    documents: Mapping[int, str]  # the level: must or good

    @property
    def is_must(self) -> bool:
        return "must" in self.documents.values()

    def is_must_for(self, numbers: frozenset[int]) -> bool:
        return any(level == "must" for number, level in self.documents.items() if number in numbers)


def _facts(the_plan: Plan) -> list[_Fact]:
    """Every open fact once: what the next visit must have, other must-haves, the rest; in each what most need first."""
    needed: dict[str, dict[int, str]] = {}
    items: dict[str, OpenItem] = {}
    for number, document in enumerate(the_plan.documents):
        for item in the_plan.open_items(document):
            items.setdefault(item.path, item)
            needed.setdefault(item.path, {})[number] = item.level
    facts = [_Fact(items[path], documents) for path, documents in needed.items()]
    visits = _visits(the_plan)
    return sorted(facts, key=lambda fact: (not fact.is_must_for(visits), not fact.is_must, -len(fact.documents)))


def _visits(the_plan: Plan) -> frozenset[int]:
    """The numbers of the documents that the deal's stage calls for next."""
    meta = the_plan.loaded.deal.meta
    stage = meta.stage if meta is not None else None
    return frozenset(number for number, document in enumerate(the_plan.documents) if stage in document.stages)


def _print(the_plan: Plan, spoken: Language) -> None:
    facts, visits = _facts(the_plan), _visits(the_plan)
    next_visit = f"{_NEXT} {word(spoken, 'next_visit')}"
    click.echo(word(spoken, "documents"))
    rows = [["", "", word(spoken, "must"), word(spoken, "good"), ""]]
    for number, document in enumerate(the_plan.documents):
        levels = [fact.documents.get(number) for fact in facts]
        counts = [str(levels.count("must")), str(levels.count("good"))]
        rows.append([str(number + 1), shown(document.titles[spoken]), *counts, next_visit if number in visits else ""])
    click.echo(table(rows, right={0, 2, 3}))
    if not visits:
        click.echo(word(spoken, "no_stage"))
    if not facts:
        click.echo(f"\n{word(spoken, 'nothing_open')}")
        return
    click.echo(f"\n{word(spoken, 'open_facts')}")
    heads = [str(number + 1) for number in range(len(the_plan.documents))]
    rows = [[" ".join(heads), "", word(spoken, "customer_side"), word(spoken, "vendor_side"), ""]]
    rows += [[*_row(fact, heads, spoken), _NEXT if fact.is_must_for(visits) else ""] for fact in facts]
    click.echo(table(rows))


def _row(fact: _Fact, heads: list[str], spoken: Language) -> list[str]:
    levels = (fact.documents.get(number, "") for number in range(len(heads)))
    marks = " ".join(_MARKS.get(level, "").rjust(len(head)) for level, head in zip(levels, heads, strict=True))
    item = fact.item
    state = f" ({word(spoken, 'unverified')})" if item.reason == "unverified" else ""
    title = shown(item.field.titles[spoken] or item.field.name)
    theirs = ", ".join(WHO[code][spoken] for code in item.who if code not in _OURS)
    ours = ", ".join(WHO[code][spoken] for code in item.who if code in _OURS)
    return [marks, f"{title} [{item.path}]{state}", theirs, ours]


def _data(the_plan: Plan | None, diagnostics: tuple[Diagnostic, ...], spoken: Language) -> dict[str, object]:
    documents = [] if the_plan is None else [_document(the_plan, each) for each in the_plan.documents]
    return {"diagnostics": [as_data(each, spoken) for each in diagnostics], "documents": documents}


def _document(the_plan: Plan, document: DocumentSpec) -> dict[str, object]:
    return {
        "id": document.id,
        "kind": document.kind,
        "titles": _words(document.titles),
        "stages": list(document.stages),
        "open": [
            {
                "path": item.path,
                "titles": _words(item.field.titles),
                "level": item.level,
                "who": list(item.who),
                "reason": item.reason,
            }
            for item in the_plan.open_items(document)
        ],
    }


def _words(words: Mapping[Language, str]) -> dict[str, str]:
    return {name: text for name, text in words.items()}  # noqa: C416  # a plain dict of plain keys for JSON
