"""The settings part: what holds for the whole document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from packetgen.document.model import NoteRules
from packetgen.document.properties import is_on
from packetgen.document.sections import note_rules
from packetgen.ooxml.measures import points, whole
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_MODE = "compatibilityMode"


@dataclass(frozen=True, slots=True)
class Settings:
    even_and_odd: bool = False
    default_tab: float = 36.0
    mirror_margins: bool = False
    grid_in_tables: bool = False
    spaces_add: bool = False
    breaks_before_mark: bool = False
    east_asian_language: str = ""
    compatibility: int = 12
    protection: str = ""
    tracks_changes: bool = False
    shows_background: bool = False
    notes: Mapping[str, NoteRules] = field(default_factory=dict)


def read_settings(root: Element | None) -> Settings:
    """The settings, each as the schema's default where the part does not state it."""
    if root is None:
        return Settings()
    tab, compat, language = (root.find(qn(f"w:{name}")) for name in ("defaultTabStop", "compat", "themeFontLang"))
    mode = next((each for each in root.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == _MODE), None)

    def compatible(name: str) -> bool:
        return compat is not None and is_on(compat.find(qn(f"w:{name}")))

    return Settings(
        even_and_odd=is_on(root.find(qn("w:evenAndOddHeaders"))),
        default_tab=points(tab.get(_VAL)) if tab is not None else 36.0,
        mirror_margins=is_on(root.find(qn("w:mirrorMargins"))),
        grid_in_tables=compatible("adjustLineHeightInTable"),
        spaces_add=compatible("doNotUseHTMLParagraphAutoSpacing"),
        breaks_before_mark=compatible("splitPgBreakAndParaMark"),
        east_asian_language=language.get(qn("w:eastAsia"), "") if language is not None else "",
        compatibility=whole(mode.get(_VAL), 12) if mode is not None else 12,
        protection=_protection(root.find(qn("w:documentProtection"))),
        tracks_changes=is_on(root.find(qn("w:trackRevisions"))),
        shows_background=is_on(root.find(qn("w:displayBackgroundShape"))),
        notes=note_rules(root, {}),
    )


def _protection(element: Element | None) -> str:
    """What an editor is to allow at most, "" where the protection is not enforced."""
    if element is None or element.get(qn("w:enforcement"), "0") not in {"1", "true", "on"}:
        return ""
    edit = element.get(qn("w:edit"), "none")
    return "" if edit == "none" else edit
