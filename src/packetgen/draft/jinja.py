"""Statements of a content template, and commands to the sink, as Jinja."""

from collections.abc import Iterable

from packetgen.template.model import Expression, ForHead


def command(name: str) -> str:
    """A tag by which the template speaks to the sink."""
    return "{{ '" + name + "'|_sink }}"


def guarded(branches: Iterable[tuple[Expression | None, str]]) -> str:
    """Branches as Jinja's if, elif, else."""
    parts: list[str] = []
    for number, (test, body) in enumerate(branches):
        word = "if" if number == 0 else "elif"
        parts.append("{% else %}" if test is None else "{% " + f"{word} {test.source}" + " %}")
        parts.append(body)
    return "".join(parts) + "{% endif %}"


def looped(head: ForHead, body: str) -> str:
    condition = f" if {head.condition.source}" if head.condition else ""
    return "{% for " + f"{head.target} in {head.iterable.source}{condition}" + " %}" + body + "{% endfor %}"
