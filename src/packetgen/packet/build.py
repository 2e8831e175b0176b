"""A deal to its packet: the whole order in one place."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Protocol

import packetgen
from packetgen.diagnostics import Diagnostic, Outcome, Severity, Span, error, outcome, warning
from packetgen.draft.provenance import dump_map
from packetgen.kinds.model import DocumentSpec
from packetgen.packet.drafting import Drafted, Drafter
from packetgen.packet.inputs import inputs_digest, printer
from packetgen.packet.manifest import FILE_NAME, DocumentEntry, FileEntry, Manifest, OpenFact, dump_manifest
from packetgen.packet.plan import Plan, plan
from packetgen.packet.printing import Printers, PrintJob
from packetgen.packet.request import Request
from packetgen.packet.verify import verify_folder
from packetgen.packet.versions import Place, Target, choose_place, choose_target, home_of, packet_key
from packetgen.packet.workshop import Workshop
from packetgen.pdf.model import Pdf
from packetgen.sources import read_file
from packetgen.storage import digest, publish_folder, safe_name
from packetgen.store.drafts import StoredDraft, holds, open_store, save, store_root

_GENERATOR = f"packetgen {packetgen.__version__}, weasyprint {version_of('weasyprint')}"


class Watcher(Protocol):
    """Told how far a build is."""

    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `made` and `kept` are document ids; `texts` are the words of what was asked for by id."""

    target: Target
    manifest: Manifest
    made: tuple[str, ...]
    kept: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]


def build_packet(request: Request, watcher: Watcher, workers: Printers) -> Outcome[Built]:
    """Build a packet, or say why not; nothing is written before everything has been checked.

    Raises:
        OutputError: the packet or the store cannot be written.
        TargetLockedError: a file of the packet is open in another program (Windows).
    """
    # 1. What there is to build from.
    text = read_file(request.deal)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    inputs = inputs_digest(request)
    workshop = Workshop(request.template_folders, request.house)

    # 2. Deal, facts, documents.
    kinds = workshop.kinds()
    if kinds.value is None:
        return Outcome(None, kinds.diagnostics)
    planned = plan(text.value, str(request.deal), kinds.value)
    found = kinds.diagnostics + planned.diagnostics
    if planned.value is None:
        return Outcome(None, found)
    the_plan = planned.value
    documents = [each for each in the_plan.documents if not request.kinds or each.kind in request.kinds]
    if request.final:
        found += _not_final(the_plan, documents, found)

    # 3. Where it goes.
    home = home_of(request.deal, request.out)
    place = choose_place(request.out, packet_name(the_plan), home)
    packet = place.name
    target = choose_target(request.out / packet)
    # A deal that is built into two places is two packets: the bases of both are kept.
    key = packet_key(request.deal, request.out / packet)
    drafter = Drafter(the_plan, workshop, key, target.version)
    build = _Build(request, the_plan, drafter, target, watcher, printer())

    # 4. Draft, print, pack.
    if any(each.severity is Severity.ERROR for each in found):
        return Outcome(None, found)
    made = build.documents(documents, workers)
    found += _told(place, request) + made.diagnostics
    if made.value is None:
        return Outcome(None, found)

    # 5. Publish the folder, then keep the bases.
    built = build.publish(made.value, packet, home, inputs)
    return outcome(built, found)


def _told(place: Place, request: Request) -> tuple[Diagnostic, ...]:
    if place.others is None:
        return ()
    folder = request.out / place.others.packet
    return (warning("PG825", Span(str(request.deal)), folder=folder, deal=place.others.deal, own=place.name),)


def packet_name(the_plan: Plan) -> str:
    """The folder of a deal's packets: customer and project."""
    deal = the_plan.loaded.deal
    # An English short form ("the Council") names nobody; a Chinese one (市水务局) is what everybody says.
    short = deal.customer.short_name if deal.customer and the_plan.language == "zh" else None
    customer = short or (deal.customer and deal.customer.name)
    project = deal.project and (deal.project.short_name or deal.project.name)
    return safe_name("-".join(part for part in (customer, project) if part) or "packet")


@dataclass(frozen=True, slots=True)
class _Made:
    drafted: Drafted
    data: bytes  # the Word file, page numbers in its table of contents
    pdf: Pdf | bytes | None  # bytes: kept from the build before
    pages: int | None
    fonts: tuple[str, ...]
    substitutions: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Build:
    request: Request
    plan: Plan
    drafter: Drafter
    target: Target
    watcher: Watcher
    printer: str

    def documents(self, documents: list[DocumentSpec], workers: Printers) -> Outcome[tuple[_Made, ...]]:
        self.watcher.begin(len(documents))
        found: list[Diagnostic] = []
        drafts: dict[str, Drafted] = {}
        printed: dict[str, Future[Outcome[Pdf]] | None] = {}
        # The longest first, each printed from the moment it is drafted: what comes last should be short, or one
        # process waits for the other.
        for document in sorted(documents, key=self.drafter.length, reverse=True):
            drafted = self.drafter.drafted(document)
            found += drafted.diagnostics
            if drafted.value is not None:
                drafts[document.id] = drafted.value
                printed[document.id] = self._print(drafted.value, workers)
        if any(each.severity is Severity.ERROR for each in found):
            return Outcome(None, tuple(found))
        made: list[_Made] = []
        for document in documents:
            done = self._made(drafts[document.id], printed[document.id], found)
            words = done.pdf.words if isinstance(done.pdf, Pdf) else ()
            files = {Path(path).name: data for path, data in self._files(done).items()}
            found += self.drafter.leaks(document, files, words)
            made.append(done)
            self.watcher.finished(self.drafter.title(document))
        return outcome(tuple(made), found)

    def _previous(self, document: str) -> DocumentEntry | None:
        previous = self.target.previous
        return next((each for each in previous.documents if each.id == document), None) if previous else None

    def _print(self, drafted: Drafted, workers: Printers) -> "Future[Outcome[Pdf]] | None":
        if not self._is_printed(drafted):
            return None
        if self._unchanged(drafted) is not None:
            return None
        return workers.submit(PrintJob(drafted.draft.data, drafted.name))

    def _is_printed(self, drafted: Drafted) -> bool:
        """A table of contents needs the page numbers of a PDF that nobody asked for."""
        return "pdf" in self.request.formats or drafted.draft.has_toc

    def _unchanged(self, drafted: Drafted) -> DocumentEntry | None:
        """The entry of the build before, where its files can serve again as they are."""
        entry = self._previous(drafted.document.id)
        if entry is None or entry.draft_sha256 != digest(drafted.draft.data):
            return None
        if self._is_printed(drafted) and entry.printer != self.printer:
            return None
        endings = {Path(file.path).suffix.lstrip(".") for file in entry.files}
        names = {Path(file.path).stem for file in entry.files}
        is_whole = all((self.target.folder / file.path).is_file() for file in entry.files)
        return entry if is_whole and endings == set(self.request.formats) and names == {drafted.name} else None

    def _made(self, drafted: Drafted, printed: "Future[Outcome[Pdf]] | None", found: list[Diagnostic]) -> _Made:
        entry = self._unchanged(drafted)
        if entry is not None:
            files = {Path(f.path).suffix: (self.target.folder / f.path).read_bytes() for f in entry.files}
            pages = next((f.pages for f in entry.files if f.pages), None)
            data = files.get(".docx", drafted.draft.data)
            return _Made(drafted, data, files.get(".pdf"), pages, entry.fonts, entry.substitutions, is_new=False)
        if printed is None:
            return _Made(drafted, drafted.draft.data, None, None, (), (), is_new=True)
        result = printed.result()
        # What cannot be printed must not keep the Word files from the customer.
        found += [
            replace(each, severity=Severity.WARNING) if each.severity is Severity.ERROR else each
            for each in result.diagnostics
        ]
        pdf = result.value
        if pdf is None:
            return _Made(drafted, drafted.draft.data, None, None, (), (), is_new=True)
        data = drafted.draft.data
        if drafted.draft.has_toc:
            again = self.drafter.draft(drafted.document, drafted.template, pdf.anchors)
            data = again.value.data if again.value is not None else data
        kept = pdf if "pdf" in self.request.formats else None
        return _Made(drafted, data, kept, pdf.pages, pdf.fonts, pdf.substitutions, is_new=True)

    # -- publishing

    def publish(self, made: tuple[_Made, ...], packet: str, home: str, inputs: str) -> Built:
        files: dict[str, bytes] = {}
        stored = [self._stored(each, packet) for each in made]
        entries = [self._entry(each, draft, files) for each, draft in zip(made, stored, strict=True)]
        carried = self._carried({each.id for each in entries}, files)
        manifest = Manifest(
            packet=packet,
            version=self.target.version,
            locale=self.plan.locale,
            generator=_GENERATOR,
            deal=self.request.deal.name.encode("utf-8", "backslashreplace").decode(),  # bytes, on Linux
            deal_sha256=self.plan.loaded.digest,
            inputs_sha256=inputs,
            final=self.request.final,
            documents=(*entries, *carried),
            home=home,
        )
        root = store_root(self.request.deal)
        open_store(root)
        is_same = self.target.previous == manifest
        if not is_same or not verify_folder(self.target.folder, manifest).is_whole:
            publish_folder(self.target.folder, {**files, FILE_NAME: dump_manifest(manifest)}, may_go=self._is_untouched)
        for draft in stored:
            if not holds(root, draft.id, draft.digest):
                save(root, draft)
        texts = {each.drafted.document.id: each.drafted.draft.paragraphs for each in made}
        new = tuple(each.drafted.document.id for each in made if each.is_new)
        kept = tuple(each.drafted.document.id for each in made if not each.is_new)
        return Built(self.target, manifest, new, kept, texts)

    def _is_untouched(self, folder: Path) -> bool:
        """Whether nobody has worked in the version since the build began."""
        if self.target.previous is None:
            return False
        found = verify_folder(folder, self.target.previous)
        return not (found.changed or found.added)

    def _entry(self, made: _Made, stored: StoredDraft, files: dict[str, bytes]) -> DocumentEntry:
        drafted, document = made.drafted, made.drafted.document
        own = self._files(made)
        files |= own
        entries = [
            FileEntry(path, digest(data), made.pages if path.endswith(".pdf") else None) for path, data in own.items()
        ]
        return DocumentEntry(
            id=document.id,
            kind=document.kind,
            title=self.drafter.title(document),
            audience=document.audience.name.lower(),
            draft=drafted.draft.id,
            draft_sha256=digest(drafted.draft.data),
            stored_sha256=stored.digest,
            template=document.content,
            template_sha256=drafted.template.digest,
            house=drafted.template.house.id,
            house_sha256=drafted.template.house.digest,
            files=tuple(entries),
            open=_open_facts(self.plan, document),
            placeholders=len(drafted.draft.placeholders),
            printer=self.printer if self._is_printed(drafted) else "",
            fonts=made.fonts,
            substitutions=made.substitutions,
        )

    def _files(self, made: _Made) -> Mapping[str, bytes]:
        """A document's files by their path in the packet."""
        drafted = made.drafted
        folder = "rep" if drafted.document.audience.name == "REP" else "customer"
        files: dict[str, bytes] = {}
        if "docx" in self.request.formats:
            files[f"{folder}/{drafted.name}.docx"] = made.data
        if made.pdf is not None:
            files[f"{folder}/{drafted.name}.pdf"] = made.pdf if isinstance(made.pdf, bytes) else made.pdf.data
        return files

    def _carried(self, built: set[str], files: dict[str, bytes]) -> list[DocumentEntry]:
        """Documents that were not asked for this time stay in the packet as they are."""
        previous = self.target.previous
        if previous is None or not self.request.kinds:
            return []
        carried: list[DocumentEntry] = []
        for entry in (each for each in previous.documents if each.id not in built):
            there = tuple(file for file in entry.files if (self.target.folder / file.path).is_file())
            files |= {file.path: (self.target.folder / file.path).read_bytes() for file in there}
            if there:
                carried.append(replace(entry, files=there))
        return carried

    def _stored(self, made: _Made, packet: str) -> StoredDraft:
        drafted = made.drafted
        return StoredDraft(
            id=drafted.draft.id,
            base=made.data,
            provenance=dump_map(drafted.draft),
            deal=self.plan.loaded.text.encode(),
            made={
                "packet": packet,
                "version": str(self.target.version),
                "document": drafted.document.id,
                "locale": self.plan.locale,
                "audience": drafted.document.audience.name.lower(),
                "generator": _GENERATOR,
                "template_sha256": drafted.template.digest,
                "house": drafted.template.house.id,
                "house_sha256": drafted.template.house.digest,
            },
            sources=self._sources(drafted),
        )

    def _sources(self, drafted: Drafted) -> Mapping[str, bytes]:
        """The content template and the house style that shaped a draft, as they were."""
        source = self.drafter.workshop.source(drafted.document, self.plan.locale).value
        content = {source.path.name: source.data} if source is not None else {}
        return {**content, "house.yaml": drafted.template.house.text.encode()}


def _open_facts(the_plan: Plan, document: DocumentSpec) -> tuple[OpenFact, ...]:
    language = the_plan.language
    return tuple(
        OpenFact(item.path, item.field.titles[language] or item.field.name, item.level, item.who, item.reason)
        for item in the_plan.open_items(document)
    )


def _not_final(the_plan: Plan, documents: list[DocumentSpec], told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What bars a final packet: open must-haves, policies that nobody has verified, and words of the starter."""
    place = Span(the_plan.loaded.source)
    named = (each for each in told if each.code == "PG224")
    found = {
        each.param("path"): error("PG822", each.span, path=each.param("path"), title=each.param("text"))
        for each in named
    }
    for document in documents:
        for item in the_plan.open_items(document):
            title = item.field.titles[the_plan.language] or item.field.name
            if item.reason == "unverified":
                row = item.path.rpartition(".")[0]
                found.setdefault(row, error("PG826", place, path=item.path, title=title, row=row))
            elif item.level == "must":
                found.setdefault(item.path, error("PG822", place, path=item.path, title=title))
    return tuple(found.values())
