"""What a build did, for people or as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from packetgen.cli.report import as_data, print_json
from packetgen.cli.words import word
from packetgen.deal.schema import WHO
from packetgen.diagnostics import Diagnostic, Language, shown
from packetgen.packet.manifest import FILE_NAME, DocumentEntry, Manifest, OpenFact


@dataclass(frozen=True, slots=True)
class Report:
    """A packet with the ids of the documents that were made anew, and the words of those to be pasted."""

    folder: Path
    manifest: Manifest
    made: tuple[str, ...] = ()
    diagnostics: Sequence[Diagnostic] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def print_built(report: Report, form: str, spoken: Language) -> None:
    """The report to stdout. Where there are words to paste, those alone go there and the rest to stderr."""
    if form == "json":
        print_json(_data(report, spoken))
        return
    aside = bool(report.texts)
    for document in report.manifest.documents:
        click.echo(_document_line(document, document.id in report.made, spoken), err=aside)
    for line in _open(report.manifest, spoken):
        click.echo(line, err=aside)
    click.echo(word(spoken, "written" if report.made else "unchanged", folder=report.folder), err=aside)
    for number, paragraphs in enumerate(report.texts.values()):
        click.echo(("\n" if number else "") + "\n".join(paragraphs))


def _data(report: Report, spoken: Language) -> dict[str, object]:
    return {
        "folder": str(report.folder),
        "manifest": str(report.folder / FILE_NAME),
        "made": list(report.made),
        "open": [_fact_data(fact) for fact in report.manifest.open_facts()],
        "diagnostics": [as_data(each, spoken) for each in report.diagnostics],
        "texts": {name: list(paragraphs) for name, paragraphs in report.texts.items()},
    }


def _document_line(document: DocumentEntry, is_new: bool, spoken: Language) -> str:
    state = word(spoken, "rendered" if is_new else "kept")
    pages = next((file.pages for file in document.files if file.pages), None)
    length = f", {word(spoken, 'pages', count=pages)}" if pages else ""
    endings = " ".join(Path(file.path).suffix.lstrip(".") for file in document.files)
    return f"  {shown(document.title)} ({endings}{length}): {state}"


def _open(manifest: Manifest, spoken: Language) -> list[str]:
    facts = manifest.open_facts()
    lines = [] if facts else [word(spoken, "nothing_open")]
    for level in ("must", "good"):
        own = [fact for fact in facts if fact.level == level]
        if own:
            lines.append(f"{word(spoken, f'open_{level}')} ({len(own)}):")
            lines += [f"  {shown(fact.title)} [{fact.path}]{_who(fact, spoken)}" for fact in own]
    return lines


def _who(fact: OpenFact, spoken: Language) -> str:
    names = ", ".join(WHO[code][spoken] for code in fact.who if code in WHO)
    state = f" ({word(spoken, 'unverified')})" if fact.reason == "unverified" else ""
    return f"{state}: {word(spoken, 'ask')} {names}" if names else state


def _fact_data(fact: OpenFact) -> dict[str, object]:
    return {
        "path": fact.path,
        "title": fact.title,
        "level": fact.level,
        "who": list(fact.who),
        "reason": fact.reason,
    }
