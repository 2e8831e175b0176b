"""Which version folder of a packet a build writes: the latest, unless someone has worked in it."""

import re
from dataclasses import dataclass
from pathlib import Path

from packetgen.packet.manifest import Manifest
from packetgen.packet.verify import read_manifest, verify_folder
from packetgen.storage import recover

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
