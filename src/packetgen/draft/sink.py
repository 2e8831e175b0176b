"""Printed values to runs of Word XML, each with a mark that leads back to the value until the draft is finished."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from packetgen.deal.values import Missing
from packetgen.draft.body import run_properties
from packetgen.house.model import CHARACTER_STYLES
from packetgen.ooxml import escape
from packetgen.storage import digest
from packetgen.template.runtime import Shown

MARK = "w:rsidRPr"
"""The attribute that carries a printed value's number while the XML is on its way; no finished file has one."""

TOC = "\ufdd0toc\ufdd1"
"""Where the table of contents goes, once the headings are known."""


@dataclass(slots=True)
class DraftSink:
    """Answers one rendering of one document. `runs` are run properties by key, of templates made in Word."""

    draft: str
    title: str
    han: bool
    runs: Mapping[str, str] = field(default_factory=dict)
    printed_values: list[Shown] = field(default_factory=list)
    asked_for: list[Missing] = field(default_factory=list)
    lists: list[tuple[int, bool]] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)  # ids of blocks by the names of their bookmarks
    has_toc: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)
    _style: str = ""
    _run: str = ""
    _bookmarks: int = 0
    _captions: int = 0

    def printed(self, shown: Shown) -> str:
        text, number = shown.text, len(self.printed_values)
        self.printed_values.append(shown)
        if isinstance(shown.value, Missing):
            properties = run_properties("placeholder", text, han=self.han)
        else:
            properties = self._run or run_properties(self._style, text, han=self.han)
        words = escape.text(text).replace("\n", _BREAK).replace("\t", _TAB)
        return f'<w:r {MARK}="{number}">{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'

    def unwritable(self) -> Iterator[tuple[str, str]]:
        """Path and code point of each printed value that no XML can hold, once all is printed."""
        if escape.unwritable("".join({shown.text for shown in self.printed_values})) is None:
            return  # as nearly always; to ask of each would take as long as to print it
        for shown in self.printed_values:
            bad = escape.unwritable(shown.text)
            if bad is not None:
                yield "" if shown.value is None else shown.value.path, f"U+{ord(bad):04X}"

    def asked(self, missing: Missing) -> None:
        self.asked_for.append(missing)

    def command(self, name: str) -> str:
        verb, _, argument = name.partition(":")
        return _COMMANDS[verb](self, argument)

    # -- commands

    def set_style(self, style: str) -> str:
        self._style = style
        return ""

    def set_run(self, key: str) -> str:
        self._run = self.runs[key] if key else ""
        return ""

    def print_title(self, _: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape.text(self.title)}</w:t></w:r>'

    def start_list(self, argument: str) -> str:
        key, _, kind = argument.partition(":")
        number = len(self.lists) + 2  # 1 is the headings'
        self._numbers[key] = number
        self.lists.append((number, kind == "ordered"))
        return ""

    def list_number(self, key: str) -> str:
        return str(self._numbers[key])

    def start_mark(self, block: str) -> str:
        """A hidden bookmark; its name tells nothing, and a loop's passes do not share it."""
        self._bookmarks += 1
        name = f"_pk_{digest(f'{self.draft}/{block}/{self._bookmarks}'.encode())[:10]}"
        self.blocks[name] = block
        return f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>'

    def end_mark(self, _: str) -> str:
        return f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def count_caption(self, _: str) -> str:
        self._captions += 1
        return str(self._captions)

    def toc(self, _: str) -> str:
        self.has_toc = True
        return TOC


_COMMANDS: Mapping[str, Callable[[DraftSink, str], str]] = {
    "style": DraftSink.set_style,
    "run": DraftSink.set_run,
    "title": DraftSink.print_title,
    "list": DraftSink.start_list,
    "number": DraftSink.list_number,
    "mark": DraftSink.start_mark,
    "end-mark": DraftSink.end_mark,
    "caption": DraftSink.count_caption,
    "toc": DraftSink.toc,
}

# Newlines and tabs as Word's own elements, between two texts of a run.
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

PLACEHOLDER_STYLE = CHARACTER_STYLES["placeholder"][0]
