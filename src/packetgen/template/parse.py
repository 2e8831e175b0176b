"""The text of a content template to its tree, every tag checked against the deal's fields and the audience."""

from collections.abc import Mapping

from packetgen.deal.schema import Audience, Field
from packetgen.deal.tree import DEAL, FACTS
from packetgen.diagnostics import Outcome, outcome
from packetgen.sources.characters import normalise
from packetgen.template.blocks import BlockParser, Line
from packetgen.template.language import Checker
from packetgen.template.lexer import lex
from packetgen.template.model import Template


def context_fields() -> Mapping[str, Field]:
    """The names that a template can begin a path with: the deal's own, and `facts`."""
    return {**DEAL.fields, FACTS.name: FACTS}


def parse_template(
    text: str, source: str, *, locale: str, audience: Audience, fields: Mapping[str, Field] | None = None
) -> Outcome[Template]:
    """Parse a content template in Markdown.

    Args:
        text: the template.
        source: its name in diagnostics.
        locale: the language of its words.
        audience: of the document; a field of a stricter one is an error.
        fields: the names a path may begin with, where they are not the deal's.
    """
    lexed = lex(normalise(text), source)
    checker = Checker(context_fields() if fields is None else fields, audience)
    lines = [Line(number, line) for number, line in enumerate(lexed.text.split("\n"), 1)]
    blocks = BlockParser(lexed, source, checker).parse(lines, {}, "body")
    found = [*lexed.diagnostics, *checker.diagnostics]
    found.sort(key=lambda each: (each.span.line, each.span.column) if each.span else (0, 0))
    return outcome(Template(source, locale, blocks, tuple(sorted(checker.reads))), found)
