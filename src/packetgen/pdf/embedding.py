"""Faces embedded in a file without two detours of the engine, which cost 4 ms a face each time.

It names a C array's type with the array's length in it, so that the type is parsed anew for every length; and it
copies the whole file of a face, which it then replaces by the part in use.
"""

from typing import Any

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

    fonts.Font.__init__ = init
