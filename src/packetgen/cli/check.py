"""packetgen check: faults of a deal, and what each document still lacks and who knows it."""

from collections.abc import Mapping
from pathlib import Path

import click

from packetgen.cli import language
from packetgen.cli.report import as_data, format_option, print_diagnostics, print_json
from packetgen.cli.templates import template_folders
from packetgen.cli.words import word
from packetgen.deal.schema import WHO
from packetgen.diagnostics import Language, shown
from packetgen.errors import DealInvalidError
from packetgen.kinds.load import load_kinds
from packetgen.kinds.model import DocumentSpec
from packetgen.kinds.needs import OpenItem
from packetgen.packet.inputs import KINDS
from packetgen.packet.plan import Plan, plan


@click.command("check", short_help="Show faults of a deal, and what each document still lacks.")
@click.argument("deal", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--templates", type=click.Path(exists=True, file_okay=False, path_type=Path), envvar="PACKETGEN_TEMPLATES"
)
@format_option
@language.option
@click.pass_context
def command(ctx: click.Context, deal: Path, templates: Path | None, form: str, lang: Language | None) -> None:
    """Check DEAL: faults with their place, then each document with what it lacks and who knows it."""
    kinds = load_kinds(folder / KINDS for folder in template_folders(templates))
    if kinds.value is None:
        print_diagnostics(kinds.diagnostics, language.choose(lang, None))
        ctx.exit(4)
    result = plan(deal.read_text(encoding="utf-8"), str(deal), kinds.value)
    spoken = language.choose(lang, result.value.locale if result.value is not None else None)
    if form == "json":
        documents = [] if result.value is None else [_data(result.value, each) for each in result.value.documents]
        print_json({"diagnostics": [as_data(each, spoken) for each in result.diagnostics], "documents": documents})
    else:
        print_diagnostics(result.diagnostics, spoken)
        if result.value is not None:
            _print(result.value, spoken)
    ctx.exit(0 if result.value is not None else DealInvalidError.exit_code)


def _print(the_plan: Plan, spoken: Language) -> None:
    click.echo(word(spoken, "documents"))
    stage = (the_plan.loaded.deal.meta and the_plan.loaded.deal.meta.stage) or ""
    for document in the_plan.documents:
        items = the_plan.open_items(document)
        must = [item for item in items if item.level == "must"]
        good = [item for item in items if item.level == "good"]
        counts = f"{word(spoken, 'must')} {len(must)}, {word(spoken, 'good')} {len(good)}"
        next_visit = f"  <- {word(spoken, 'next_visit')}" if stage and stage in document.stages else ""
        click.echo(f"\n{shown(document.titles[spoken])}: {counts}{next_visit}")
        for mark, own in (("*", must), ("-", good)):
            for item in own:
                click.echo(f"  {mark} {_line(item, spoken)}")


def _line(item: OpenItem, spoken: Language) -> str:
    title = item.field.titles[spoken] or item.field.name
    ours = [WHO[code][spoken] for code in item.who if code in {"R", "V"}]
    theirs = [WHO[code][spoken] for code in item.who if code not in {"R", "V"}]
    sides = [
        f"{word(spoken, side)}: {', '.join(names)}"
        for side, names in (("customer_side", theirs), ("vendor_side", ours))
        if names
    ]
    state = f" ({word(spoken, 'unverified')})" if item.reason == "unverified" else ""
    return f"{shown(title)} [{item.path}]{state}" + (f"  ({'; '.join(sides)})" if sides else "")


def _data(the_plan: Plan, document: DocumentSpec) -> dict[str, object]:
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
