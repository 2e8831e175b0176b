"""What a user asks a build for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Format = Literal["docx", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")


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
