from packetgen.pdf.characters import Characters

ALEF, LAM, FATHATAN, SHADDA = "\u0627", "\u0644", "\u064b", "\u0651"


def test_a_glyph_that_stands_alone_is_known_by_that_whatever_it_stood_with_before() -> None:
    found = Characters()
    found[1], found[2] = "e\u0301", ""
    assert 2 not in found
    found[2] = "x"
    assert (found[1], found[2]) == ("e\u0301", "x")
    assert 2 in found


def test_letters_and_marks_from_right_to_left_get_their_own_parts() -> None:
    found = Characters()
    found[1], found[2] = ALEF + FATHATAN, ""
    assert (found[1], found[2]) == (FATHATAN, ALEF)
    found[3], found[4], found[5] = LAM + ALEF + SHADDA + FATHATAN, "", ""
    assert (found[3], found[4], found[5]) == (FATHATAN, SHADDA, LAM + ALEF)


def test_two_letters_in_one_glyph_are_both_found() -> None:
    found = Characters()
    found[1] = "fi"
    assert 1 in found
    assert found[1] == "fi"
