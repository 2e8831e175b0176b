"""What a user asks a build for."""

from dataclasses import dataclass
from pathlib import Path

from packetgen.settings import FORMATS, Format


@dataclass(frozen=True, slots=True)
class Request:
    """`kinds` empty means every kind. `template_folders` are searched in order, the shipped one last."""

    deal: Path
    out: Path
    template_folders: tuple[Path, ...]
    kinds: tuple[str, ...] = ()
    formats: tuple[Format, ...] = FORMATS
    house: str | None = None
    final: bool = False
    processes: int | None = None
