"""Relationship parts to relationships whose targets are names of members, however the file spells them."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from packetgen.ooxml.names import STRICT
from packetgen.ooxml.xml import Element

_FOLLOWED = ("http://", "https://", "mailto:")


def safe_address(address: str) -> str:
    """An address that a reader may be led to: the web or mail; "" for a script, a file, a share."""
    return address if address.lower().startswith(_FOLLOWED) else ""


@dataclass(frozen=True, slots=True)
class Relationship:
    id: str
    type: str
    target: str  # a part's name, or an address outside
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: image, styles, hyperlink."""
        return self.type.rpartition("/")[2]

    @property
    def link(self) -> str:
        """The address of a hyperlink, "" where it may not be followed."""
        return safe_address(self.target) if self.external else ""


def folded(name: str) -> str:
    """What two spellings of a part's name have in common: parts are the same whatever their case (OPC, 6.2.2.3)."""
    return unquote(name).casefold()


def by_folded_name(names: Iterable[str]) -> Mapping[str, str]:
    return {folded(name): name for name in names}


def relations_part(part: str) -> str:
    """The part that holds the relationships of a part; of the package itself for an empty name."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def owner_of(relations: str) -> str:
    """The part whose relationships a part holds."""
    folder, _, name = relations.rpartition("/")
    owner = name.removesuffix(".rels")
    outer = folder.rpartition("_rels")[0]
    return f"{outer}{owner}" if owner else ""


def read_relationships(root: Element, part: str, members: Mapping[str, str]) -> Mapping[str, Relationship]:
    """The relationships of a part by id. `members` are the names of members by what is folded of them."""
    folder = part.rpartition("/")[0]
    return {each.id: each for each in (_relationship(element, folder, members) for element in root)}


def _relationship(element: Element, folder: str, members: Mapping[str, str]) -> Relationship:
    target = element.get("Target", "").strip()
    external = element.get("TargetMode", "").lower() == "external"
    kind = element.get("Type", "")
    for strict, transitional in STRICT.items():
        kind = kind.replace(strict, transitional)
    return Relationship(element.get("Id", ""), kind, target if external else _member(target, folder, members), external)


def _member(target: str, folder: str, members: Mapping[str, str]) -> str:
    """The member that a target leads to, or what would be its name.

    A path that climbs out of the package ends at its root, as in any address (RFC 3986, 5.2.4).
    """
    path = target.partition("#")[0].replace("\\", "/")
    name = posixpath.normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/")
    return members.get(folded(name), name)
