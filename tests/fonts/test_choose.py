"""Which class a face belongs to: by its name, by another name of it, by what it is said to be, by what it is called."""

import pytest

from packetgen.fonts.choose import Hints, choose, class_of, classes
from packetgen.fonts.faces import find, find_faces

SERIF, SANS = "02020603050405020304", "020B0604020202020204"


@pytest.mark.parametrize(
    ("name", "script", "hints", "kind"),
    [
        ("仿宋_GB2312", "han", Hints(), "fang"),
        ("微软雅黑", "han", Hints(), "yahei"),
        ("MS Mincho", "han", Hints(), "mincho"),
        ("方正楷体_GB18030", "han", Hints(), "kai"),
        ("方正兰亭黑", "han", Hints(), "hei"),
        ("华康标宋体", "han", Hints(), "biaosong"),
        ("Frobnik", "han", Hints(family="swiss"), "hei"),
        ("Frobnik", "han", Hints(), "song"),
        ("Calibri Light", "latin", Hints(), "calibri"),
        ("Verdana", "latin", Hints(), "verdana"),
        ("Franklin Gothic Book", "latin", Hints(family="swiss"), "franklin"),
        ("Frobnik", "latin", Hints(), "serif"),
        ("Frobnik", "latin", Hints(family="swiss"), "sans"),
        ("Frobnik", "latin", Hints(family="roman"), "serif"),
        ("Frobnik", "latin", Hints(family="modern", fixed_pitch=True), "mono"),
        ("Frobnik", "latin", Hints(family="modern"), "serif"),
        ("Frobnik", "latin", Hints(panose=SANS), "sans"),
        ("Frobnik", "latin", Hints(family="swiss", panose=SERIF), "serif"),
        ("Frobnik", "latin", Hints(panose="not a number"), "serif"),
        ("Frobnik", "latin", Hints(alternatives=("Cambria",)), "cambria"),
        ("Frobnik Sans", "latin", Hints(), "sans"),
        ("方正大黑", "latin", Hints(), "hei"),
    ],
)
def test_a_face_belongs_to_a_class(name: str, script: str, hints: Hints, kind: str) -> None:
    assert class_of(name, script, hints).id == kind


@pytest.mark.parametrize("name", ["Arial (W1)", "Arial CYR", "@Arial", "Frobnik;Arial;Times", "Arial Bold"])
def test_what_files_put_around_the_name_of_a_face_falls_away(name: str) -> None:
    assert choose(name, "latin").face == choose("Arial", "latin").face


def test_no_name_stands_in_two_classes_of_a_script() -> None:
    seen: dict[tuple[str, str], str] = {}
    for each in classes().values():
        for name in each.names:
            key = (each.script, name.casefold())
            assert seen.setdefault(key, each.id) == each.id, name


def test_the_height_of_lines_is_known_for_named_faces_and_for_all_chinese_ones() -> None:
    assert choose("Calibri", "latin").line == 1.22
    assert choose("Frobnik", "latin").line == 0.0
    assert choose("方正报宋", "han").line == 1.3


def test_a_family_is_its_plain_face_not_its_light_or_condensed_one() -> None:
    families = {
        face.families[0]
        for face in find_faces()
        if len(face.families) > 1 and face.families[1].startswith(f"{face.families[0]} ")
    }
    plain = [name for name in families if any(face.families == (name,) for face in find_faces())]
    if not plain:
        pytest.skip("no family here has a light or condensed face")
    for name in plain:
        found = find(name)
        assert found is not None
        assert found.families == (name,)
