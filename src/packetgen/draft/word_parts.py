"""The parts that a Word template brings along: headers, pictures, notes, and the links to them."""

from dataclasses import dataclass, field

from packetgen.ooxml.escape import attribute
from packetgen.ooxml.package import Package
from packetgen.ooxml.relationships import Relationship
from packetgen.ooxml.write import Member, deflate

_TAKEN = frozenset({"image", "hyperlink", "footnotes", "endnotes", "chart", "header", "footer"})
"""Relationships that come along; styles, numbering, settings and fonts are the house's, the rest is an editor's own."""


@dataclass(slots=True)
class OwnParts:
    """`headings` are headers and footers under their usual names; `types` and `links` cover all other parts."""

    headings: list[str] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    links: str = ""


def own_parts(package: Package, stories: frozenset[str]) -> OwnParts:
    """The file's own parts. `stories` are the parts that are filled; their links come along, they themselves do not."""
    found = OwnParts()
    for relation in package.relationships(package.main).values():
        if relation.type.rpartition("/")[2] not in _TAKEN:
            continue
        name = relation.target
        if not relation.external and name == f"word/{relation.id}.xml" and name in stories:
            found.headings.append(relation.id)
        else:
            found.links += _link(relation)
            if name in stories:
                found.types[name] = package.types[name]
        if not relation.external:
            _take(package, name, stories, found)
    return found


def _take(package: Package, name: str, stories: frozenset[str], found: OwnParts) -> None:
    """A part with its own links and what they lead to."""
    if name not in package.members or name in found.members:
        return
    if name not in stories:
        found.members[name] = deflate(package.members[name])
        found.types[name] = package.types[name]
    folder, _, own = name.rpartition("/")
    links = f"{folder}/_rels/{own}.rels"
    if links in package.members and links not in found.members:
        found.members[links] = deflate(package.members[links])
        for relation in package.relationships(name).values():
            if not relation.external:
                _take(package, relation.target, stories, found)


def _link(relation: Relationship) -> str:
    target = relation.target if relation.external else f"/{relation.target}"
    mode = ' TargetMode="External"' if relation.external else ""
    return f'<Relationship Id="{relation.id}" Type="{relation.type}" Target="{attribute(target)}"{mode}/>'
