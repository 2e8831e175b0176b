from pathlib import Path

import pytest

from packetgen.fonts.faces import find_faces
from packetgen.fonts.prepare import _prepared


@pytest.mark.parametrize("rare", ["", "方"])
def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rare: str
) -> None:
    face = max(find_faces(), key=lambda each: Path(each.path).stat().st_size)
    monkeypatch.setenv("PACKETGEN_CACHE", str(tmp_path / "kept"))
    kept = _prepared(face, rare)
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PACKETGEN_CACHE", str(tmp_path / "file"))
    without = _prepared(face, rare)
    assert without.file == Path(face.path)
    assert (without.ascent, without.advances, without.ranges) == (kept.ascent, kept.advances, kept.ranges)
    assert (tmp_path / "file").read_bytes() == b""
