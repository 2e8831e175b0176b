"""Where a build writes: the packet's folder, which no two deals share, and the latest version unless edited."""

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from packetgen.packet.manifest import Manifest
from packetgen.packet.verify import read_manifest, verify_folder
from packetgen.storage import digest, recover, safe_name

_VERSION = re.compile(r"v([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a build writes.

    `previous` is the manifest of the same version when it is replaced; `kept` names the files of the latest version
    that someone changed or added, which is why a new version begins.
    """

    folder: Path
    version: int
    previous: Manifest | None = None
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A packet's folder by name; `others` is the manifest of the deal that has the plain name, if another has it."""

    name: str
    others: Manifest | None = None


def home_of(deal: Path, out: Path) -> str:
    """What tells a deal's packets from those of others: where its file lies, as seen from the packets.

    Both may move together, and another clone of both is the same deal. It tells nothing to who reads it.
    """
    return digest(_seen_from(out, deal))[:16]


def packet_key(deal: Path, folder: Path) -> str:
    """What tells a packet from all others whose drafts are kept beside a deal: the deal's file, and where it goes."""
    return "/".join(digest(_seen_from(deal.parent, path)) for path in (deal, folder))


def _seen_from(folder: Path, path: Path) -> bytes:
    """Where a path lies, as seen from a folder: the same wherever both lie, and on every system."""
    there, here = os.path.realpath(path), os.path.realpath(folder)
    try:
        seen = os.path.relpath(there, here)
    except ValueError:  # on another drive
        seen = there
    return unicodedata.normalize("NFC", seen.replace(os.sep, "/")).encode("utf-8", "surrogateescape")


def choose_place(out: Path, name: str, home: str) -> Place:
    """The packet's folder in `out`: the name, or the name with a number where another deal has it."""
    own, number, others = name, 1, None
    while (found := _latest_manifest(out / own)) is not None and found.home not in {"", home}:
        others = others or found
        number += 1
        own = safe_name(f"{name}-{number}")
    return Place(own, others if found is None else None)


def _latest_manifest(packet_folder: Path) -> Manifest | None:
    """The newest manifest that can be read."""
    versions = sorted(_versions(packet_folder), reverse=True)
    manifests = (read_manifest(packet_folder / f"v{version}").value for version in versions)
    return next((each for each in manifests if each is not None), None)


def choose_target(packet_folder: Path) -> Target:
    """The folder for the next build of a packet. A file that someone edited is never overwritten."""
    latest = max(_versions(packet_folder), default=0)
    if not latest:
        return Target(packet_folder / "v1", 1)
    folder = packet_folder / f"v{latest}"
    manifest = read_manifest(folder).value
    if manifest is None:
        return Target(packet_folder / f"v{latest + 1}", latest + 1, kept=_names(folder))
    found = verify_folder(folder, manifest)
    if found.changed or found.added:
        return Target(packet_folder / f"v{latest + 1}", latest + 1, kept=found.changed + found.added)
    return Target(folder, latest, previous=manifest)


def _versions(packet_folder: Path) -> list[int]:
    if not packet_folder.is_dir():
        return []
    recover(packet_folder, _VERSION)
    names = (_VERSION.fullmatch(path.name) for path in packet_folder.iterdir() if path.is_dir())
    return [int(match[1]) for match in names if match]


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.iterdir()))
