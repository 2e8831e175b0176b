import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from packetgen.deal.audience import audience_of_path
from packetgen.deal.schema import Audience, FieldKind
from packetgen.deal.tree import find_field, patterns
from packetgen.document.read import read_docx
from packetgen.draft.provenance import load_map
from packetgen.packet.wall import file_parts
from packetgen.pdf.layout import lay_out
from packetgen.store.drafts import store_root

ROOT = Path(__file__).parent.parent.parent
WHOLE = ("linlan-drainage", "wexmoor-drainage")
Packet = Any
Packets = Callable[..., Packet]
Find = Callable[[Iterable[Any], Iterable[str]], set[str]]


def texts(path: Path) -> Iterator[str]:
    """Everything that a finished file says, its name included."""
    data = path.read_bytes()
    yield path.name
    for part in file_parts(path.name, data):
        yield part.words
        yield part.markup
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                raw = package.read(name).decode("utf-8", errors="replace")
                yield from (name, raw, re.sub(r"<[^>]*>", "", raw))
    else:
        document = read_docx(path.with_suffix(".docx").read_bytes(), path.name).value
        assert document is not None
        yield "\n".join(lay_out(document).words)


@pytest.mark.parametrize("sample", WHOLE)
def test_every_leaf_that_a_customer_must_not_see_has_a_canary(canary_packet: Packets, sample: str) -> None:
    packet = canary_packet(sample)
    leaves = {
        path
        for path, field in patterns().items()
        if field.audience > Audience.CUSTOMER and field.kind not in {FieldKind.RECORD, FieldKind.ROWS}
    }
    leaves |= {path for path in patterns() if re.fullmatch(r"people\[\]\.\w+|loi\.signatories\[\]\.\w+", path)}
    common = {"people[].role", "people[].side", "people[].temperature", "loi.signatories[].side"}
    common |= {f"stakeholders[].{name}" for name in ("temperature", "power", "interest")}
    common |= {"vendor.size"} if sample == "wexmoor-drainage" else set()
    assert packet.common == common
    assert {each.pattern for each in packet.canaries} == leaves - common
    words = [word for each in packet.canaries for word in each.words]
    assert len(words) == len(set(words))
    forbidden = {
        path: value
        for path, value in packet.loaded.values.items()
        if audience_of_path(path, packet.loaded.deal) > Audience.CUSTOMER and pattern(path) not in common
    }
    assert len(forbidden) > 50
    people = {f"x{number}" for number in range(len(forbidden))}  # their names are canaries
    assert {str(value) for value in forbidden.values()} - set(words) - people - {"micro"} == set()


@pytest.mark.parametrize("audience", [Audience.CUSTOMER, Audience.TWO_PARTY])
@pytest.mark.parametrize("sample", WHOLE)
def test_no_part_of_a_file_holds_what_its_readers_must_not_see(
    canary_packet: Packets, canaries_in: Find, sample: str, audience: Audience
) -> None:
    packet = canary_packet(sample)
    kept = packet.kept_from(audience)
    files = list(packet.files_for(audience))
    assert len(kept) > 20
    assert {path.suffix for path in files} == {".docx", ".pdf"}
    assert {path.name: canaries_in(kept, texts(path)) for path in files} == {path.name: set() for path in files}


@pytest.mark.parametrize("sample", WHOLE)
def test_what_is_handed_over_is_papers_and_nothing_else(canary_packet: Packets, sample: str) -> None:
    packet = canary_packet(sample)
    folder = packet.built.target.folder
    present = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert {path.as_posix() for path in present if path.parts[0] not in {"customer", "rep"}} == {"packet.json"}
    assert {path.suffix for path in present if path.parts[0] == "customer"} == {".docx", ".pdf"}
    for path, audience in packet.files.items():
        assert path.parent.name == ("rep" if audience is Audience.REP else "customer")


@pytest.mark.parametrize("sample", WHOLE)
def test_the_search_finds_in_other_papers_what_it_must_not_find_in_the_customers(
    canary_packet: Packets, canaries_in: Find, sample: str
) -> None:
    packet = canary_packet(sample)
    for ending in (".docx", ".pdf"):
        for audience, least in ((Audience.TWO_PARTY, 5), (Audience.REP, 10)):
            files = [path for path in packet.files_for(audience) if path.suffix == ending]
            found = canaries_in(packet.kept_from(Audience.CUSTOMER), (text for path in files for text in texts(path)))
            assert len(found) >= least, (ending, audience)


@pytest.mark.parametrize(("sample", "locale"), [("linlan-drainage", "zh-CN"), ("wexmoor-drainage", "en")])
def test_the_search_finds_what_a_faulty_kind_lets_into_a_paper_of_the_customers(
    canary_packet: Packets, canaries_in: Find, tmp_path: Path, sample: str, locale: str
) -> None:
    """The brief is said to be for both parties, and its template prints what they may see."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    kind = tmp_path / "templates/kinds/leader-brief.yaml"
    kind.write_text(kind.read_text(encoding="utf-8").replace("audience: customer", "audience: two_party"), "utf-8")
    content = tmp_path / "templates/content" / locale / "leader-brief.md"
    faulty = "\n\n## {{ vendor.name }}\n\n{% for each in engagement %}\n\n{{ each.date | date }}\n\n{% endfor %}\n"
    content.write_text(content.read_text(encoding="utf-8") + faulty, encoding="utf-8")
    packet = canary_packet(sample, tmp_path / "templates", ("leader-brief",))
    dates = {each.path for each in packet.canaries if each.pattern == "engagement[].date"}
    for path in packet.files:
        assert canaries_in(packet.kept_from(Audience.CUSTOMER), texts(path)) == {"vendor.name", *dates}, path.suffix


@pytest.mark.parametrize("sample", WHOLE)
def test_only_what_both_parties_sign_and_the_reps_own_paper_are_not_for_the_customer_alone(
    canary_packet: Packets, sample: str
) -> None:
    audiences = {each.id: each.audience for each in canary_packet(sample).built.manifest.documents}
    others = {name: audience for name, audience in audiences.items() if audience != "customer"}
    assert others == {"intent-agreement": "two_party", "pilot-scope": "two_party", "next-steps-rep": "rep"}


@pytest.mark.parametrize("sample", WHOLE)
def test_no_words_of_a_draft_come_from_a_field_that_its_readers_must_not_see(
    canary_packet: Packets, sample: str
) -> None:
    packet = canary_packet(sample)
    hidden = {person.id for person in packet.loaded.deal.people if person.side == "vendor"}
    read = 0
    for document in packet.built.manifest.documents:
        audience = Audience[document.audience.upper()]
        _, spans = load_map((store_root(packet.folder / "deal.yaml") / document.draft / "map.json").read_bytes())
        for span in spans:
            read += 1
            for origin in (span.path, span.via or span.path, *span.derived_from):
                field = find_field(pattern(origin))
                assert field is not None, origin
                assert field.audience <= audience, (document.id, origin)
                row = re.match(r"people\[(.+?)\]", origin)
                assert audience > Audience.CUSTOMER or row is None or row[1] not in hidden, (document.id, origin)
    assert read > 500


def pattern(path: str) -> str:
    return re.sub(r"\[[^\]]*\]", "[]", path)
