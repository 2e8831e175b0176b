"""Single content templates, outside of a packet: checked, or ejected as Word files."""

from dataclasses import dataclass
from pathlib import Path

from packetgen.deal.schema import Audience
from packetgen.diagnostics import Diagnostic, Outcome, Span, error
from packetgen.house.load import load_house
from packetgen.packet.inputs import CONTENT, HOUSES
from packetgen.packet.workshop import MARKDOWN, WORD, Source, Workshop, compiled, parsed
from packetgen.sources import near

LOCALES = ("zh-CN", "en")
_HOUSES = {"zh-CN": "gbt9704", "en": "corporate-en"}


@dataclass(frozen=True, slots=True)
class Ejected:
    """A Word template, and where it belongs in a folder of templates."""

    place: Path
    data: bytes


def eject_document(name: str, locale: str | None, folders: tuple[Path, ...], house: str | None) -> Outcome[Ejected]:
    """The Word template of a document.

    Args:
        name: the document's id.
        locale: its language; None where only one has it.
        folders: template folders, the user's own first.
        house: a house style in place of the document's own.
    """
    workshop = Workshop(folders, house)
    kinds = workshop.kinds()
    if kinds.value is None:
        return Outcome(None, kinds.diagnostics)
    documents = {each.id: each for kind in kinds.value for each in kind.documents}
    if name not in documents:
        known = ", ".join(f"`{each}`" for each in documents)
        return Outcome(None, (error("PG347", Span(name), name=name, near=near(name, documents), known=known),))
    document = documents[name]
    own = [each for each in LOCALES if workshop.source(document, each, (MARKDOWN,)).value is not None]
    if locale is None and len(own) > 1:
        return Outcome(None, (error("PG348", Span(name), name=name, locales=", ".join(own)),))
    chosen = locale or (own[0] if own else LOCALES[0])
    source = workshop.source(document, chosen, (MARKDOWN,))
    if source.value is None:
        return Outcome(None, source.diagnostics)
    where = source.value.locale
    place = Path(CONTENT) / where / f"{document.content}{WORD}"
    return workshop.ejected(document, chosen).map(lambda data: Ejected(place, data))


def check_file(path: Path, audience: Audience | None, folders: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """What is wrong with one content template, in Markdown or Word; its folder's name is its language.

    Its readers are, where no audience is given, those of the document whose place a file of its name takes; the
    customer's where there is none.
    """
    if audience is None:
        kinds = Workshop(folders, None).kinds()
        if kinds.value is None:
            return kinds.diagnostics
        readers = [each.audience for kind in kinds.value for each in kind.documents if each.content == path.stem]
        audience = min(readers, default=Audience.CUSTOMER)
    source = Source(path, path.parent.name, path.read_bytes())
    if not source.is_word:
        return parsed(source, audience).diagnostics
    house = load_house(_HOUSES.get(source.locale, _HOUSES["en"]), tuple(folder / HOUSES for folder in folders))
    return house.then(lambda style: compiled(source, style, audience)).diagnostics
