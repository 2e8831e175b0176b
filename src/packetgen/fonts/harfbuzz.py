"""Subsets of faces by libharfbuzz-subset: milliseconds, where other ways take minutes for a Chinese face."""

import ctypes
import ctypes.util
from collections.abc import Iterable
from functools import cache
from typing import Any

from packetgen.fonts.faces import Face

_NO_HINTING = 1  # HB_SUBSET_FLAGS_NO_HINTING
_LAYOUT_FEATURES = 6  # HB_SUBSET_SETS_LAYOUT_FEATURE_TAG
_NAMES = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")


@cache
def _library() -> Any | None:  # noqa: ANN401  # ctypes has no types for a library's functions
    for name in (*_NAMES, ctypes.util.find_library("harfbuzz-subset")):
        if name is None:
            continue
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        pointers = (
            "hb_blob_create_from_file", "hb_face_create", "hb_subset_input_create_or_fail",
            "hb_subset_input_unicode_set", "hb_subset_input_set", "hb_subset_or_fail",
            "hb_face_reference_blob", "hb_blob_get_data",
        )  # fmt: skip
        for function in pointers:
            getattr(library, function).restype = ctypes.c_void_p
        return library
    return None


def has_harfbuzz_subset() -> bool:
    """Whether subsets can be made here; without them a Chinese PDF takes many times as long."""
    return _library() is not None


def subset_of(face: Face, characters: Iterable[int]) -> bytes | None:
    """The face with these characters alone; None where the library is not there or gives up."""
    library = _library()
    if library is None:
        return None
    pointer = ctypes.c_void_p
    blob = pointer(library.hb_blob_create_from_file(face.path.encode()))
    source = pointer(library.hb_face_create(blob, ctypes.c_uint(face.index)))
    wanted = pointer(library.hb_subset_input_create_or_fail())
    numbers = pointer(library.hb_subset_input_unicode_set(wanted))
    for number in characters:
        library.hb_set_add(numbers, ctypes.c_uint32(number))
    # Forms for vertical setting and of other countries would bring in as many glyphs again.
    library.hb_set_clear(pointer(library.hb_subset_input_set(wanted, ctypes.c_int(_LAYOUT_FEATURES))))
    library.hb_subset_input_set_flags(wanted, ctypes.c_uint(_NO_HINTING))
    made = pointer(library.hb_subset_or_fail(source, wanted))
    data = _data(library, made) if made else None
    for release, what in (
        ("hb_face_destroy", made),
        ("hb_subset_input_destroy", wanted),
        ("hb_face_destroy", source),
        ("hb_blob_destroy", blob),
    ):
        if what:
            getattr(library, release)(what)
    return data


def _data(library: Any, face: ctypes.c_void_p) -> bytes:  # noqa: ANN401
    blob = ctypes.c_void_p(library.hb_face_reference_blob(face))
    length = ctypes.c_uint()
    start = library.hb_blob_get_data(blob, ctypes.byref(length))
    data = ctypes.string_at(start, length.value)
    library.hb_blob_destroy(blob)
    return data
