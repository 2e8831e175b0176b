"""Diagnostics and reports to the terminal: findings to stderr for people, JSON to stdout for programs."""

import json
import re
from collections.abc import Iterable
from typing import Any

import click

from packetgen.cli.form import FORM
from packetgen.diagnostics import Diagnostic, Language, Span, hint, is_hidden, message, render


def _remember(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    FORM.set(value)
    return value


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    is_eager=True,
    callback=_remember,
    help="Report for people, or as JSON.",
)


def print_diagnostics(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Each diagnostic once, to stderr."""
    for each in dict.fromkeys(diagnostics):
        click.echo(render(each, language), err=True)


def print_stop(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Why a command stopped, in the form that was asked for."""
    if FORM.get() == "json":
        print_json({"diagnostics": [as_data(each, language) for each in dict.fromkeys(diagnostics)]})
    else:
        print_diagnostics(diagnostics, language)


def print_json(data: Any) -> None:  # noqa: ANN401  # whatever JSON can hold
    """JSON in which no character could act on a terminal or hide in a log."""
    click.echo(_UNSAFE.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=2)))


_UNSAFE = re.compile(r"[^\n\x20-\x7e]")


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if is_hidden(found[0]) else found[0]


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
