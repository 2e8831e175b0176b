import io

import pytest
from fontTools.ttLib import TTFont

from packetgen.fonts import Prepared, choose, has_harfbuzz_subset, prepare, prepare_rare
from packetgen.fonts.cff import with_plain_charset

pytestmark = pytest.mark.skipif(not has_harfbuzz_subset(), reason="libharfbuzz-subset is missing: packetgen doctor")


def prepared(name: str) -> Prepared:
    face = choose(name, "han").face
    if face is None:
        pytest.skip(f"no face serves for {name}: packetgen doctor")
    return prepare(face)


@pytest.mark.parametrize("name", ["宋体", "黑体", "仿宋", "楷体"])
@pytest.mark.parametrize("rare", ["", "镕"])
def test_each_glyph_of_a_subset_is_named_by_its_place(name: str, rare: str) -> None:
    common = prepared(name)
    made = prepare_rare(common.face, rare) if rare else common
    font = TTFont(made.file)
    if "CFF " not in font:
        pytest.skip("the face has no CFF outlines")
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        pytest.skip("the face is not CID-keyed")
    assert top.charset == [".notdef", *(f"cid{place:05d}" for place in range(1, font["maxp"].numGlyphs))]


def test_the_sums_of_a_changed_file_are_right() -> None:
    data = prepared("宋体").file.read_bytes()
    if data[:4] != b"OTTO":
        pytest.skip("the face has no CFF outlines")
    font = TTFont(io.BytesIO(data), checkChecksums=2)  # raises where a table's sum is wrong
    assert font["head"].magicNumber == 0x5F0F3CF5


def test_a_file_of_another_kind_stays_as_it_is() -> None:
    assert with_plain_charset(b"\0\1\0\0rest") == b"\0\1\0\0rest"
