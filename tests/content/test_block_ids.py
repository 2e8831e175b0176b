"""Ids of blocks: wording that a customer changed is kept by them, so they must outlive changes of a template."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from packetgen.deal.schema import Audience
from packetgen.template.model import (
    Block,
    BlockFor,
    BlockIf,
    Heading,
    Keep,
    ListBlock,
    Paragraph,
    Table,
)
from packetgen.template.parse import parse_template

CONTENT = Path(__file__).parent.parent.parent / "templates/content"
TEMPLATES = sorted(CONTENT.glob("*/*.md"))


def parsed(text: str, path: Path) -> tuple[Block, ...]:
    template = parse_template(text, path.name, locale=path.parent.name, audience=Audience.REP)
    assert template.value is not None, template.diagnostics
    return template.value.blocks


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case Keep(blocks=inner) | BlockFor(body=inner):
                yield from flat(inner)
            case BlockIf(branches=branches):
                for _, inner in branches:
                    yield from flat(inner)


def ids(blocks: tuple[Block, ...]) -> list[str]:
    return [each.block_id for each in flat(blocks) if isinstance(each, Heading | Paragraph | ListBlock | Table)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_section_of_a_shipped_template_has_an_id_of_its_own(path: Path) -> None:
    headings = [each for each in flat(parsed(path.read_text(encoding="utf-8"), path)) if isinstance(each, Heading)]
    counted = {f"{each.span.line}" for each in headings if each.block_id.startswith("heading-")}
    assert counted == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_section_inserted_before_the_others_leaves_their_ids_as_they_are(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    blocks = parsed("\n".join(lines), path)
    sections = [each for each in blocks if isinstance(each, Heading) and each.level]
    if not sections:
        pytest.skip("a form without sections")
    at = sections[0].span.line - 1
    new = ["## New {#new}", "", "words", "", "- an item", "", "| a |", "|---|", "| b |", ""]
    after = ids(parsed("\n".join((*lines[:at], *new, *lines[at:])), path))
    assert [each for each in after if each != "new" and not each.startswith("new-")] == ids(blocks)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_two_blocks_of_a_template_share_an_id(path: Path) -> None:
    found = ids(parsed(path.read_text(encoding="utf-8"), path))
    assert len(set(found)) == len(found)
