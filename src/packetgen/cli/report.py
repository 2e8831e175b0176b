"""Diagnostics and reports to the terminal: findings to stderr for people, JSON to stdout for programs."""

import json
from collections.abc import Iterable
from typing import Any

import click

from packetgen.diagnostics import Diagnostic, Language, Span, hint, message, render

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="Report for people, or as JSON.",
)


def print_diagnostics(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Each diagnostic once, to stderr."""
    for each in dict.fromkeys(diagnostics):
        click.echo(render(each, language), err=True)


def print_json(data: Any) -> None:  # noqa: ANN401  # whatever JSON can hold
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def as_data(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    """A diagnostic as JSON: code, severity, message, hint, place and parameters."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": message(diagnostic, language),
        "hint": hint(diagnostic, language) or None,
        "place": _place(diagnostic.span),
        "related": [_place(each) for each in diagnostic.related],
        "params": dict(diagnostic.params),
    }


def _place(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"source": span.source, "line": span.line or None, "column": span.column or None}
