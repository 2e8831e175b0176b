"""Faces: which this machine has, which one serves for another, and what each holds."""

from packetgen.fonts.choose import NO_HINTS, FaceChoice, Hints, choose, fallback, survey
from packetgen.fonts.faces import Face, find_faces, holders, list_coverage
from packetgen.fonts.harfbuzz import has_harfbuzz_subset
from packetgen.fonts.prepare import Prepared, cache_folder, prepare, prepare_rare, rare

__all__ = [
    "NO_HINTS", "Face", "FaceChoice", "Hints", "Prepared", "cache_folder", "choose", "fallback", "find_faces",
    "has_harfbuzz_subset", "holders", "list_coverage", "prepare", "prepare_rare", "rare", "survey",
]  # fmt: skip
