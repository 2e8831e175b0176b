"""Which pictures the engine can draw, by their first bytes."""

_DRAWABLE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")


def is_drawable(data: bytes) -> bool:
    """Whether a picture is one of the kinds that are drawn: PNG, JPEG, GIF, BMP, TIFF. Metafiles of Windows are not."""
    return data.startswith(_DRAWABLE)
