"""What printing gives, apart from what it takes to print: who waits for a PDF need not load the engine's world."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pdf:
    """A printed document. `anchors` gives the page of each bookmark, from 1."""

    data: bytes
    pages: int
    anchors: Mapping[str, int]
    fonts: tuple[str, ...]
    substitutions: tuple[str, ...]
    words: tuple[str, ...]
