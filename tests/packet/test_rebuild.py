"""Building again: what is kept, what is made anew, and what nobody may lose by it."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from packetgen.errors import OutputError
from packetgen.packet import build as building
from packetgen.packet import inputs
from packetgen.packet.build import Built, build_packet
from packetgen.packet.inputs import already_built, inputs_digest
from packetgen.packet.printing import printers
from packetgen.packet.request import Request
from packetgen.packet.verify import verify_folder
from packetgen.storage import digest
from packetgen.store.drafts import StoredDraft, holds

ROOT = Path(__file__).parent.parent.parent


class Silent:
    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


def request(folder: Path, sample: str = "wexmoor-bare", **options: object) -> Request:
    deal = folder / "deal.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    if not deal.exists():
        shutil.copy(ROOT / "samples" / sample / "deal.yaml", deal)
    own = Request(deal, folder / "out", (ROOT / "templates",), formats=("docx",), processes=1)
    return replace(own, **options)  # type: ignore[arg-type]


def build(asked: Request, watcher: Silent | None = None) -> Built:
    with printers(asked) as workers:
        result = build_packet(asked, watcher or Silent(), workers)
    assert result.value is not None, result.diagnostics
    return result.value


def is_answered(asked: Request) -> bool:
    return already_built(asked, inputs_digest(asked)) is not None


def bases_are_those_of_the_packet(built: Built, folder: Path) -> bool:
    drafts = ((folder / ".packetgen" / each.draft / "base.docx", each) for each in built.manifest.documents)
    return all(digest(base.read_bytes()) == each.files[0].sha256 for base, each in drafts)


def test_a_file_that_somebody_deleted_comes_back(tmp_path: Path) -> None:
    asked = request(tmp_path)
    first = build(asked)
    name = next(iter(first.manifest.files()))
    (first.target.folder / name).unlink()
    again = build(asked)
    assert again.target.version == 1
    assert verify_folder(again.target.folder, again.manifest).is_whole


def test_one_deal_built_into_two_places_keeps_the_bases_of_both(tmp_path: Path) -> None:
    asked = request(tmp_path)
    first = build(asked)
    second = build(replace(asked, out=tmp_path / "elsewhere"))
    assert not {each.draft for each in first.manifest.documents} & {each.draft for each in second.manifest.documents}
    assert bases_are_those_of_the_packet(first, tmp_path)
    assert bases_are_those_of_the_packet(second, tmp_path)


def test_one_kind_is_built_though_files_of_others_are_gone(tmp_path: Path) -> None:
    first = build(request(tmp_path))
    gone = {f.path for each in first.manifest.documents if each.kind == "pilot-scope" for f in each.files}
    for name in gone:
        (first.target.folder / name).unlink()
    again = build(request(tmp_path, kinds=("leader-brief",)))
    assert first.manifest.files().keys() - again.manifest.files().keys() == gone
    assert verify_folder(again.target.folder, again.manifest).is_whole
    assert build(request(tmp_path)).manifest.files() == first.manifest.files()


def test_what_somebody_saves_while_a_build_runs_is_never_overwritten(tmp_path: Path) -> None:
    asked = request(tmp_path)
    first = build(asked)
    edited = first.target.folder / next(iter(first.manifest.files()))
    text = asked.deal.read_text(encoding="utf-8")

    class Editor(Silent):
        def finished(self, title: str) -> None:
            edited.write_bytes(f"edited before {title}".encode())

    asked.deal.write_text(text.replace("locale: en-GB", "locale: en-GB\n  stage: after_demo"), encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        build(asked, Editor())
    assert [each.code for each in caught.value.diagnostics] == ["PG804"]
    assert edited.read_bytes().startswith(b"edited")
    assert build(asked).target.version == 2
    assert edited.read_bytes().startswith(b"edited")


def test_a_crash_before_the_bases_were_kept_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = request(tmp_path)
    build(asked)
    text = asked.deal.read_text(encoding="utf-8")
    assert "name: " in text
    asked.deal.write_text(text.replace("customer:\n", "customer:\n  short_name: the Authority\n"), encoding="utf-8")
    saved: list[str] = []

    def crashing(root: Path, draft: StoredDraft) -> None:
        if saved:
            raise KeyboardInterrupt
        saved.append(draft.id)

    monkeypatch.setattr(building, "save", crashing)
    with pytest.raises(KeyboardInterrupt):
        build(asked)
    monkeypatch.undo()
    assert not is_answered(asked)
    assert bases_are_those_of_the_packet(build(asked), tmp_path)
    assert is_answered(asked)


def test_nothing_is_published_where_the_bases_cannot_be_kept(tmp_path: Path) -> None:
    asked = request(tmp_path / "deal", out=tmp_path / "out")
    (tmp_path / "deal" / ".packetgen").write_bytes(b"in the way")
    with printers(asked) as workers, pytest.raises(OutputError) as stopped:
        build_packet(asked, Silent(), workers)
    assert [each.code for each in stopped.value.diagnostics] == ["PG806"]
    assert not (tmp_path / "out").exists()


def test_the_deal_is_kept_anew_though_the_words_are_the_same(tmp_path: Path) -> None:
    asked = request(tmp_path, "linlan-drainage", kinds=("pilot-scope",))
    text = asked.deal.read_text(encoding="utf-8")
    first = build(asked)
    asked.deal.write_text(f"{text}# a remark\n", encoding="utf-8")
    again = build(asked)
    assert again.made == ()
    for document in again.manifest.documents:
        folder = tmp_path / ".packetgen" / document.draft
        assert (folder / "deal.yaml").read_bytes() == asked.deal.read_bytes()
        assert holds(folder.parent, document.draft, document.stored_sha256)
    assert [each.files for each in again.manifest.documents] == [each.files for each in first.manifest.documents]


def test_the_store_says_what_made_a_draft(tmp_path: Path) -> None:
    built = build(request(tmp_path))
    for document in built.manifest.documents:
        made = json.loads((tmp_path / ".packetgen" / document.draft / "made.json").read_text(encoding="utf-8"))
        assert made["generator"] == built.manifest.generator
        assert (made["packet"], made["version"], made["document"]) == (built.manifest.packet, "1", document.id)
        assert (made["template_sha256"], made["house_sha256"]) == (document.template_sha256, document.house_sha256)


def test_a_face_that_was_installed_prints_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = request(tmp_path, kinds=("leader-brief",), formats=("docx", "pdf"))
    build(asked)
    assert is_answered(asked)
    monkeypatch.setattr(inputs, "state_of_folders", lambda: "one more")
    assert not is_answered(asked)
    assert build(asked).made == ("leader-brief",)


def test_parts_that_are_built_one_by_one_are_the_whole(tmp_path: Path) -> None:
    whole = build(request(tmp_path / "a", "wexmoor-drainage"))
    for kind in sorted({each.kind for each in whole.manifest.documents}, reverse=True):
        build(request(tmp_path / "b", "wexmoor-drainage", kinds=(kind,)))
    again = build(request(tmp_path / "b", "wexmoor-drainage"))
    assert again.made == ()
    assert again.manifest.files() == whole.manifest.files()


def test_documents_that_would_have_one_name_get_two(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    for kind in ("pilot-scope", "leader-brief"):
        path = templates / f"kinds/{kind}.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        data["documents"][0]["file_name"] = {"zh": "方案", "en": "Paper" if kind == "pilot-scope" else "pap\u200ber"}
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    built = build(request(tmp_path / "a", template_folders=(templates,)))
    names = [path.rpartition("/")[2].casefold() for path in built.manifest.files()]
    assert len(set(names)) == len(names) == 7
    assert {"pilot-scope paper.docx", "leader-brief paper.docx"} <= set(names)
    one = build(request(tmp_path / "b", template_folders=(templates,), kinds=("leader-brief",)))
    assert one.manifest.files().items() <= built.manifest.files().items()


# -- every leaf


def leaves(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    match node:
        case yaml.MappingNode(value=pairs):
            return [each for _, value in pairs for each in leaves(value)]
        case yaml.SequenceNode(value=items):
            return [each for item in items for each in leaves(item)]
        case yaml.ScalarNode():
            return [node]
        case _:
            return []


def changed(text: str, leaf: yaml.ScalarNode) -> str:
    """The deal with another value in one leaf."""
    start, end = leaf.start_mark.index, leaf.end_mark.index
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    old = text[start:end]
    if leaf.style in {'"', "'"}:
        return f"{text[: end - 1]}改{text[end - 1 :]}"
    flipped = {"true": "false", "false": "true"}
    return text[:start] + (flipped.get(old) or (str(int(old) + 1) if old.isdigit() else f"{old}改")) + text[end:]


def rebuilds_exactly_what_changes(folder: Path, sample: str, count: int | None) -> int:
    text = (ROOT / "samples" / sample / "deal.yaml").read_text(encoding="utf-8")
    found = leaves(yaml.compose(text))
    if count is not None:
        found = random.Random(2).sample(found, count)  # the same each time
    proved = 0
    for number, leaf in enumerate(found):
        own = folder / str(number)
        asked, fresh = request(own / "again", sample), request(own / "fresh", sample)
        asked.deal.write_text(text, encoding="utf-8")
        first = build(asked)
        for each in (asked, fresh):
            each.deal.write_text(changed(text, leaf), encoding="utf-8")
        with printers(fresh) as workers:
            result = build_packet(fresh, Silent(), workers)
        if result.value is None:  # no such choice, or a sum that no longer adds up
            continue
        proved += 1
        scratch, again = result.value, build(asked)
        assert again.manifest.files() == scratch.manifest.files(), leaf
        assert bases_are_those_of_the_packet(again, own / "again"), leaf
        before = {each.id: each.files for each in first.manifest.documents}
        after = {each.id: each.files for each in scratch.manifest.documents}
        is_same_folder = again.target.folder == first.target.folder
        touched = {name for name, files in after.items() if before.get(name) != files or not is_same_folder}
        assert set(again.made) == touched, leaf
        shutil.rmtree(own)
    return proved


@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_a_change_of_any_leaf_makes_exactly_the_documents_anew_whose_bytes_change(tmp_path: Path, sample: str) -> None:
    assert rebuilds_exactly_what_changes(tmp_path, sample, 5) >= 2


@pytest.mark.nightly
@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_a_change_of_every_leaf_makes_exactly_the_documents_anew_whose_bytes_change(
    tmp_path: Path, sample: str
) -> None:
    assert rebuilds_exactly_what_changes(tmp_path, sample, None) >= 100
