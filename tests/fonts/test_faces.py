"""The faces of this machine."""

import shutil

import pytest
from fontTools.ttLib import TTFont, TTLibError

from packetgen.fonts.faces import _holds, find_faces, holders


@pytest.mark.parametrize("ch", ["A", " ", "\u00a0", "\u2610", "\u6c34"])
def test_the_faces_that_hold_a_character_are_those_that_have_a_glyph_for_it(ch: str) -> None:
    if shutil.which("fc-list") is None:
        pytest.skip("no font service")
    known = set(holders(ch))
    for face in find_faces()[:40]:
        try:
            with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
                has_glyph, is_picture = ord(ch) in (font.getBestCmap() or {}), "CBDT" in font or "COLR" in font
        except TTLibError:
            continue
        if face in known or not is_picture:
            assert (face in known) == has_glyph, (face, ch)


@pytest.mark.parametrize(
    ("code", "held"), [(0x1F, False), (0x20, True), (0x7E, True), (0x7F, False), (0x192, True), (0xFFFF, False)]
)
def test_a_code_is_looked_up_in_ranges(code: int, *, held: bool) -> None:
    assert _holds("20-7e a0-17f 192", code) == held
