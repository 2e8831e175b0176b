"""Two ways to write the tags of a Word template: as Jinja for filling, and as words that a person edits in Word.

The body is written once, by body.py, which asks a dialect for everything that no deal has decided yet.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from packetgen.template.compile import placed
from packetgen.template.model import Expression, ForHead

BLOCK = "w:rsidP"
"""The attribute that carries a block's id on each of its paragraphs until the draft is finished; no file has one."""

Branches = Iterable[tuple[Expression | None, str]]


class Place(Protocol):
    """Where a statement stands: gives the element that shows its tag there."""

    def __call__(self, tag: str) -> str: ...


class Dialect(Protocol):
    def output(self, expression: Expression, style: str) -> str:
        """A printed value in a character style (a token of the house), or in none."""

    def prose(self, expression: Expression, paragraph: Callable[[str], str]) -> str:
        """A paragraph for each paragraph of a value."""

    def looped(self, head: ForHead, body: str, place: Place) -> str:
        """A body for each row."""

    def guarded(self, branches: Branches, place: Place) -> str:
        """The first body whose condition holds."""

    def list_start(self, number: int, *, ordered: bool) -> str:
        """Where a list begins, counted from 1 in the template."""

    def list_number(self, number: int) -> str:
        """The number instance of a list, as an attribute's value."""

    def mark(self, block: str) -> str:
        """The beginning of a block that has an id."""

    def end_mark(self, block: str) -> str: ...

    def part_of(self, block: str) -> tuple[str, str]:
        """What says that a paragraph is one of several of a block: attributes, and what begins its content."""

    def caption_number(self) -> str:
        """The number of a caption, as text."""

    def toc(self) -> str:
        """The table of contents."""


def command(name: str) -> str:
    """A tag of ours by which a template speaks to the sink (sink.py)."""
    return "{{ '" + name + "'|_sink }}"


def output(source: str, style: str = "") -> str:
    """A printed value as Jinja. Its style is told to the sink and taken back at once."""
    printed = "{{ " + source + " }}"
    return command(f"style:{style}") + printed + command("style:") if style else printed


def prose(source: str, paragraph: str) -> str:
    """A paragraph for each paragraph of a value, as Jinja; the paragraph prints `_prose`."""
    return "{% for _prose in (" + source + ")|_paragraphs %}" + paragraph + "{% endfor %}"


def opening(head: ForHead) -> str:
    """What the tag that begins a loop says."""
    condition = f" if {head.condition.source}" if head.condition else ""
    return f"for {head.target} in {head.iterable.source}{condition}"


def cases(branches: Branches) -> Iterable[tuple[str, str]]:
    """Branches as (what the tag in front says, body)."""
    for number, (test, body) in enumerate(branches):
        word = "if" if number == 0 else "elif"
        yield ("else" if test is None else f"{word} {test.source}"), body


class JinjaDialect:
    """Tags that fill.py renders. Each printed value becomes a run of its own, so tags stand between runs."""

    def output(self, expression: Expression, style: str) -> str:
        return placed(expression.span) + output(expression.source, style)

    def prose(self, expression: Expression, paragraph: Callable[[str], str]) -> str:
        return placed(expression.span) + prose(expression.source, paragraph(output("_prose")))

    def looped(self, head: ForHead, body: str, place: Place) -> str:  # noqa: ARG002  # a tag has no element
        return placed(head.span) + "{% " + opening(head) + " %}" + body + "{% endfor %}"

    def guarded(self, branches: Branches, place: Place) -> str:  # noqa: ARG002  # likewise
        made = list(branches)
        spans = ("" if test is None else placed(test.span) for test, _ in made)
        tags = zip(spans, cases(made), strict=True)
        # The place goes before the tag: in front of `elif` it closes the body above.
        return "".join(place_ + "{% " + tag + " %}" + body for place_, (tag, body) in tags) + "{% endif %}"

    def list_start(self, number: int, *, ordered: bool) -> str:
        return command(f"list:{number}:{'ordered' if ordered else 'bullets'}")

    def list_number(self, number: int) -> str:
        return command(f"number:{number}")

    def mark(self, block: str) -> str:
        return command(f"mark:{block}")

    def end_mark(self, block: str) -> str:  # noqa: ARG002  # the last mark is meant
        return command("end-mark")

    def part_of(self, block: str) -> tuple[str, str]:
        return f' {BLOCK}="{block}"', ""

    def caption_number(self) -> str:
        return command("caption")

    def toc(self) -> str:
        return command("toc")
