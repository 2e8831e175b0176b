from packetgen.document.model import NoteRules
from packetgen.document.notes import NoteCounter, note_elements, read_comments
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import Element, parse_xml

NAMES = " ".join(f'xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in ("w", "w14", "w15"))


def element(name: str, inner: str) -> Element:
    root = parse_xml(f"<{name} {NAMES}>{inner}</{name}>".encode(), "x").value
    assert root is not None
    return root


def test_notes_count_on_through_sections_or_start_again_in_each() -> None:
    for restart, expected in (("continuous", ["1", "2"]), ("eachSect", ["1", "1"])):
        counter = NoteCounter({"footnotes": NoteRules(restart=restart)})
        first = counter.label("footnote", "a", "")
        counter.enter(counter.rules)
        assert [first, counter.label("footnote", "b", "")] == expected


def test_a_note_that_is_referred_to_twice_has_one_label() -> None:
    counter = NoteCounter()
    assert [counter.label("footnote", name, "") for name in ("a", "b", "a")] == ["1", "2", "1"]


def test_separators_are_no_notes() -> None:
    root = element("w:footnotes", '<w:footnote w:id="-1" w:type="separator"/><w:footnote w:id="1"/>')
    assert list(note_elements(root, "footnote")) == ["1"]


def test_a_comment_knows_its_parent_and_whether_it_is_settled() -> None:
    comments = element(
        "w:comments",
        "".join(
            f'<w:comment w:id="{n}" w:author="A"><w:p w14:paraId="{mark}"/></w:comment>'
            for n, mark in ((1, "0a"), (2, "0B"))
        ),
    )
    extended = element(
        "w15:commentsEx",
        '<w15:commentEx w15:paraId="0A" w15:done="1"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/>',
    )
    found = list(read_comments(comments, extended, {}))
    assert [(each.id, each.parent, each.resolved) for each in found] == [("1", "", True), ("2", "1", False)]
