import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from packetgen.diagnostics import Outcome
from packetgen.packet.build import Built
from packetgen.packet.build import build_packet as build_with
from packetgen.packet.inputs import already_built, inputs_digest
from packetgen.packet.manifest import FILE_NAME
from packetgen.packet.printing import printers
from packetgen.packet.request import Request
from packetgen.packet.templates import eject_document
from packetgen.packet.verify import read_manifest, verify_folder

ROOT = Path(__file__).parent.parent.parent
SAMPLES = (
    "linlan-drainage",
    "wexmoor-drainage",
    "linlan-first-visit",
    "wexmoor-first-visit",
    "linlan-bare",
    "wexmoor-bare",
)


class Silent:
    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


def request(tmp_path: Path, sample: str, **options: object) -> Request:
    deal = tmp_path / "deal.yaml"
    if not deal.exists():
        shutil.copy(ROOT / "samples" / sample / "deal.yaml", deal)
    own = Request(deal, tmp_path / "out", (ROOT / "templates",), formats=("docx",), processes=1)
    return replace(own, **options)  # type: ignore[arg-type]


def build_packet(asked: Request, watcher: Silent) -> Outcome[Built]:
    with printers(asked) as workers:
        return build_with(asked, watcher, workers)


def build(asked: Request) -> Built:
    result = build_packet(asked, Silent())
    assert result.value is not None, result.diagnostics
    return result.value


def codes(result: Outcome[Built]) -> set[str]:
    return {each.code for each in result.diagnostics}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_builds_all_of_its_documents(tmp_path: Path, sample: str) -> None:
    built = build(request(tmp_path, sample))
    kinds = {document.kind for document in built.manifest.documents}
    assert len(kinds) == 6
    assert len(built.manifest.documents) == (12 if sample.startswith("linlan") else 7)
    assert verify_folder(built.target.folder, built.manifest).is_whole
    folders = {Path(name).parts[0] for name in built.manifest.files()}
    assert folders == {"customer", "rep"}


@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_a_whole_sample_is_final(tmp_path: Path, sample: str) -> None:
    built = build(request(tmp_path, sample, final=True))
    assert [fact for fact in built.manifest.open_facts() if fact.level == "must"] == []
    for document in built.manifest.documents:
        assert document.placeholders == 0, document.id


@pytest.mark.parametrize("sample", ["linlan-first-visit", "wexmoor-bare"])
def test_a_packet_with_open_must_haves_is_not_final(tmp_path: Path, sample: str) -> None:
    result = build_packet(request(tmp_path, sample, final=True), Silent())
    assert result.value is None
    assert codes(result) >= {"PG822"}
    assert not (tmp_path / "out").exists()


def test_what_is_missing_is_listed_and_stands_in_the_text(tmp_path: Path) -> None:
    built = build(request(tmp_path, "linlan-first-visit"))
    assert any(fact.path == "pilot.end" and fact.level == "must" for fact in built.manifest.open_facts())
    assert any("【待补：" in text for text in built.texts["pilot-scope"])
    assert any("【待核：" in text for text in built.texts["meeting-report"])


def test_the_brief_of_the_sample_is_the_golden_one(tmp_path: Path) -> None:
    built = build(request(tmp_path, "linlan-drainage", kinds=("leader-brief",)))
    text = "\n".join(built.texts["leader-brief"])
    for line in (
        "一、为什么做。今年5至8月积水57起，平均晚25分钟才发现；城市内涝治理要求加强监测预警，明年汛期是取得实测数据的窗口。",
        "二、做什么。老城东片、滨江片12处易涝点布设34台设备，明年4月至8月试点，不动管网土建。",
        "四、怎么控风险。设7项指标和终止条件，第三方评估；意向书不承诺采购，后续项目依法公开招标。",
    ):
        assert line in text


def test_an_unchanged_deal_is_answered_without_building(tmp_path: Path) -> None:
    asked = request(tmp_path, "wexmoor-bare")
    built = build(asked)
    done = already_built(asked, inputs_digest(asked))
    assert done is not None
    assert done[0] == built.target.folder


def test_a_changed_deal_builds_only_the_documents_that_it_touches(tmp_path: Path) -> None:
    asked = request(tmp_path, "linlan-drainage")
    build(asked)
    text = asked.deal.read_text(encoding="utf-8")
    asked.deal.write_text(text.replace("confidentiality_years: 3", "confidentiality_years: 5"), encoding="utf-8")
    again = build(asked)
    assert again.target.version == 1
    assert set(again.made) == {"intent-agreement"}
    assert len(again.kept) == 11


def test_a_file_that_someone_edited_is_never_overwritten(tmp_path: Path) -> None:
    asked = request(tmp_path, "wexmoor-bare")
    first = build(asked)
    edited = first.target.folder / next(iter(first.manifest.files()))
    edited.write_bytes(b"edited")
    second = build(asked)
    assert second.target.version == 2
    assert edited.read_bytes() == b"edited"


def test_one_kind_leaves_the_others_in_the_packet(tmp_path: Path) -> None:
    build(request(tmp_path, "wexmoor-bare"))
    built = build(request(tmp_path, "wexmoor-bare", kinds=("leader-brief",)))
    assert len(built.manifest.documents) == 7
    assert verify_folder(built.target.folder, built.manifest).is_whole


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    built: list[Built] = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        built.append(build(request(tmp_path / name, "wexmoor-drainage")))
    one, two = built
    assert one.manifest.files() == two.manifest.files()


def test_base_map_and_deal_are_kept_beside_the_deal(tmp_path: Path) -> None:
    built = build(request(tmp_path, "wexmoor-bare"))
    for document in built.manifest.documents:
        folder = tmp_path / ".packetgen" / document.draft
        assert {path.name for path in folder.iterdir()} == {
            "base.docx",
            "map.json",
            "deal.yaml",
            "made.json",
            "sources",
        }
        content = (folder / "sources" / f"{document.template}.md").read_text(encoding="utf-8")
        assert content == (ROOT / f"templates/content/en/{document.template}.md").read_text(encoding="utf-8")
        assert (folder / "sources/house.yaml").read_text(encoding="utf-8").startswith("# English corporate")
        assert json.loads((folder / "map.json").read_text(encoding="utf-8"))["draft"] == document.draft
        assert (folder / "base.docx").read_bytes() == (built.target.folder / document.files[0].path).read_bytes()


def test_a_fault_in_the_deal_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("meta:\n  locale: en-GB\ncustomer:\n  nmae: A\n", encoding="utf-8")
    result = build_packet(request(tmp_path, "wexmoor-bare"), Silent())
    assert result.value is None
    assert not (tmp_path / "out").exists()


def test_text_that_was_copied_into_a_field_of_the_customers_is_shown_since_it_is_theirs_now(tmp_path: Path) -> None:
    text = (ROOT / "samples/linlan-drainage/deal.yaml").read_text(encoding="utf-8")
    secret = "先试后建且有退出条件"
    assert secret in text
    (tmp_path / "deal.yaml").write_text(text.replace("why_now: 2027年", f"why_now: {secret}，2027年"), encoding="utf-8")
    assert build_packet(request(tmp_path, "linlan-drainage"), Silent()).value is not None


def test_the_manifest_tells_what_made_the_packet(tmp_path: Path) -> None:
    built = build(request(tmp_path, "linlan-bare"))
    manifest = read_manifest(built.target.folder).value
    assert manifest == built.manifest
    assert (built.target.folder / FILE_NAME).is_file()
    assert {document.house for document in built.manifest.documents} == {"gbt9704"}


def test_a_word_template_in_the_users_folder_takes_the_place_of_the_shipped_document(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    ejected = eject_document("leader-brief", "zh-CN", (ROOT / "templates",), None)
    assert ejected.value is not None
    document = Document(io.BytesIO(ejected.value.data))
    document.paragraphs[-1].insert_paragraph_before("另附：{{ customer.name }}联系人名单")
    (folder / ejected.value.place).parent.mkdir(parents=True)
    document.save(str(folder / ejected.value.place))
    folders = (folder, ROOT / "templates")
    built = build(request(tmp_path, "linlan-drainage", template_folders=folders, kinds=("leader-brief",)))
    assert "另附：临澜市水务局联系人名单" in built.texts["leader-brief"]
    stored = next((tmp_path / ".packetgen").glob("*/sources/leader-brief.docx"))
    assert stored.read_bytes() == (folder / ejected.value.place).read_bytes()


def test_a_template_that_is_there_twice_is_an_error(tmp_path: Path) -> None:
    content = tmp_path / "templates/content/zh-CN"
    content.mkdir(parents=True)
    (content / "leader-brief.md").write_text("# x", encoding="utf-8")
    (content / "leader-brief.docx").write_bytes(b"PK")
    folders = (tmp_path / "templates", ROOT / "templates")
    asked = request(tmp_path, "linlan-bare", template_folders=folders, kinds=("leader-brief",))
    result = build_packet(asked, Silent())
    assert [each.code for each in result.diagnostics] == ["PG346"]
