"""Faces embedded in a file without three detours of the engine, which cost 6 ms a face each time.

It names a C array's type with the array's length in it, so that the type is parsed anew for every length; it copies
the whole file of a face, which it then replaces by the part in use; and it takes that part out twice, the second time
to drop what lies behind the last glyph in use, which of a face with PostScript outlines is gone after the first.
"""

from typing import Any

from packetgen.pdf.characters import Characters

_SIZED = "hb_codepoint_t["


class _Types:
    """The engine's C interface, arrays of code points typed without their length."""

    def __init__(self, ffi: Any) -> None:  # noqa: ANN401  # the library has no types
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._ffi, name)

    def new(self, kind: str, value: object = None) -> Any:  # noqa: ANN401
        return self._ffi.new(f"{_SIZED}]" if kind.startswith(_SIZED) else kind, value)


class _Content:
    """The file of a face: read where nothing has replaced it."""

    def __init__(self, read: Any) -> None:  # noqa: ANN401
        self._read = read

    def __get__(self, face: Any, owner: object = None) -> bytes:  # noqa: ANN401
        if face.__dict__.get("content") is None:
            face.content = self._read(face.hb_face)
        content: bytes = face.content
        return content

    def __set__(self, face: Any, content: bytes | None) -> None:  # noqa: ANN401
        face.content = content


def install(fonts: Any) -> None:  # noqa: ANN401
    """Change the module that embeds faces."""
    read, make = fonts.get_hb_object_data, fonts.Font.__init__
    fonts.ffi = _Types(fonts.ffi)
    fonts.Font.file_content = _Content(read)

    def init(face: Any, *arguments: Any) -> None:  # noqa: ANN401
        fonts.get_hb_object_data = lambda hb_face: None  # noqa: ARG005  # the signature is given
        try:
            make(face, *arguments)
        finally:
            fonts.get_hb_object_data = read
        face.to_unicode = Characters()

    fonts.Font.__init__ = init
    fonts.Font._harfbuzz_subset = _subset(fonts, fonts.Font._harfbuzz_subset)  # noqa: SLF001  # no public way in


_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""Tables that the engine drops, in the order of their tags."""


def _subset(fonts: Any, original: Any) -> Any:  # noqa: ANN401
    """The method that keeps of a face what is in use."""
    ffi, harfbuzz, library = fonts.ffi, fonts.harfbuzz, fonts.harfbuzz_subset

    def add(numbers: Any, members: list[int]) -> None:  # noqa: ANN401
        harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", members), len(members))

    def subset(face: Any, to_unicode: Any, hinting: bool) -> None:  # noqa: ANN401
        if "CFF " not in face.tables or face.missing or hinting:
            original(face, to_unicode, hinting)
            return
        wanted = ffi.gc(library.hb_subset_input_create_or_fail(), library.hb_subset_input_destroy)
        add(library.hb_subset_input_glyph_set(wanted), sorted(to_unicode))
        dropped = library.hb_subset_input_set(wanted, library.HB_SUBSET_SETS_DROP_TABLE_TAG)
        add(dropped, [harfbuzz.hb_tag_from_string(name, -1) for name in _DROPPED])
        flags = ("RETAIN_GIDS", "PASSTHROUGH_UNRECOGNIZED", "DESUBROUTINIZE", "NO_HINTING")
        library.hb_subset_input_set_flags(wanted, sum(getattr(library, f"HB_SUBSET_FLAGS_{name}") for name in flags))
        made = ffi.gc(library.hb_subset_or_fail(face.hb_face, wanted), harfbuzz.hb_face_destroy)
        content = fonts.get_hb_object_data(made) if made else None
        if content:
            face.file_content = content
        else:
            original(face, to_unicode, hinting)

    return subset
