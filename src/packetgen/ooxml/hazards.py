"""What a Word file would fetch, run or hide: reported, each thing once, and never followed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from packetgen.diagnostics import Diagnostic, Severity, Span, note, warning
from packetgen.ooxml.names import qn
from packetgen.ooxml.package import Package
from packetgen.ooxml.relationships import Relationship, owner_of
from packetgen.ooxml.xml import Element

_ACTIVE = frozenset(
    {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDE", "INCLUDEPICTURE", "IMPORT", "LINK", "DATABASE", "MACROBUTTON", "RD"}
)
"""Fields whose refreshing reads other files, asks other programs or runs something (ECMA-376 part 1, 17.16.5)."""

_SHOWN = frozenset({"image", "header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering", "chart"})
_PLACED = frozenset({"image", "oleObject", "subDocument", "frame", "aFChunk", "chart", "video", "audio", "package"})
"""What Word would fetch into the text. Of the others the template is the commonest: nearly always Normal.dotm."""

_MOST_REPORTED = 200
_LONGEST_SHOWN = 200


def hazards(package: Package) -> Iterator[Diagnostic]:
    """Content outside the file, links that are dropped, content in other formats, active fields, lost parts.

    At most 200 of them are told one by one; a file with more is told to have more.
    """
    found = dict.fromkeys(_all(package))
    yield from islice(found, _MOST_REPORTED)
    if len(found) > _MOST_REPORTED:
        yield warning("PG660", Span(package.source), count=len(found) - _MOST_REPORTED)


def _all(package: Package) -> Iterator[Diagnostic]:
    for holder in sorted(name for name in package.members if name.lower().endswith(".rels")):
        part = owner_of(holder)
        relations = package.read_relationships(part)
        yield from (replace(each, severity=Severity.WARNING) for each in relations.diagnostics)
        place = Span(f"{package.source}/{part}" if part else package.source)
        for relation in (relations.value or {}).values():
            yield from _of_relation(relation, package, place)
    for part, kind in sorted(package.types.items()):
        if "wordprocessingml" in kind and any(mark in package.members[part] for mark in (b"fldChar", b"fldSimple")):
            root = package.parsed(part).value
            yield from active_fields(root, Span(f"{package.source}/{part}")) if root is not None else ()


def _of_relation(relation: Relationship, package: Package, place: Span) -> Iterator[Diagnostic]:
    target = relation.target[:_LONGEST_SHOWN]
    if relation.kind == "hyperlink":
        if relation.external and relation.target and not relation.link:
            yield warning("PG652", place, target=target)
    elif relation.external:
        tell = warning if relation.kind in _PLACED else note
        yield tell("PG651", place, kind=relation.kind, target=target)
    elif relation.target not in package.members:
        if relation.kind in _SHOWN:
            yield warning("PG655", place, kind=relation.kind, target=target)
    elif relation.kind == "aFChunk":
        yield warning("PG654", place, name=target, type=package.types.get(relation.target, ""))
    elif relation.kind == "image":
        fault = package.picture_fault(relation.target)
        if fault is not None:
            yield fault


def active_fields(root: Element, place: Span) -> Iterator[Diagnostic]:
    """The active fields of a part. A code may be split over runs, and put together by fields inside it."""
    for code in field_codes(root):
        words = code.replace('"', " ").split()
        if words and words[0].upper() in _ACTIVE:
            yield warning("PG653", place, kind=words[0].upper(), instruction=" ".join(words)[:_LONGEST_SHOWN])


@dataclass(slots=True)
class _Open:
    code: str = ""
    result: str = ""
    in_result: bool = False


_SIMPLE, _MARK, _TEXT = qn("w:fldSimple"), qn("w:fldChar"), qn("w:t")
_CODE = frozenset({qn("w:instrText"), qn("w:delInstrText")})


def field_codes(root: Element) -> Iterator[str]:
    """The whole code of every field, those inside others first; a field that is never closed comes last."""
    fields: list[_Open] = []
    for element in root.iter(_SIMPLE, _MARK, _TEXT, *_CODE):
        if element.tag == _SIMPLE:
            yield element.get(qn("w:instr"), "")
        elif element.tag == _MARK:
            yield from _marked(element.get(qn("w:fldCharType"), ""), fields)
        elif not fields:
            continue
        elif fields[-1].in_result:
            fields[-1].result += element.text or ""
        elif element.tag in _CODE:
            fields[-1].code += element.text or ""
    yield from (each.code for each in fields)


def _marked(kind: str, fields: list[_Open]) -> Iterator[str]:
    if kind == "begin":
        fields.append(_Open())
    elif kind == "separate" and fields:
        fields[-1].in_result = True
    elif kind == "end" and fields:
        done = fields.pop()
        yield done.code
        if fields and not fields[-1].in_result:
            fields[-1].code += _quoted(done.code.split()) or done.result


def _quoted(words: Iterable[str]) -> str:
    """What a QUOTE field of character codes gives: in such a way commands were hidden from scanners."""
    kind, *codes = [*words, ""]
    numbers = [int(code) for code in codes if code.isascii() and code.isdigit() and len(code) < len("100000")]
    return "".join(chr(number) for number in numbers) if kind.upper() == "QUOTE" else ""
