"""The fifteen questions on a terminal: each answer is checked as `set` checks it, and is in the file at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from packetgen.cli.report import print_diagnostics
from packetgen.cli.words import word
from packetgen.deal.load import load_deal
from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.patch import pattern_of, set_field
from packetgen.deal.questions import BASICS, QUESTIONS, Fields, Part, Question, Rows
from packetgen.deal.schema import WHO, Field, FieldKind
from packetgen.deal.starter import PLACEHOLDERS
from packetgen.deal.tree import find_field
from packetgen.diagnostics import Language, shown
from packetgen.errors import DealInvalidError
from packetgen.storage import write_file

_SKIP = "-"
_YES = frozenset({"y", "yes", "true", "是", "对"})
_NO = frozenset({"n", "no", "false", "否", "不"})
_DATES = frozenset({FieldKind.DATE, FieldKind.PARTIAL_DATE})
_REFERENCES = frozenset({FieldKind.PERSON, FieldKind.PERSON_OR_NAME})


class _SkippedError(Exception):
    """The rest of a question is passed over."""


@dataclass(slots=True)
class Interview:
    """Asks for what a deal does not say.

    `author` is the name of who asks; `today` the day, which the record of who answered states.
    """

    deal: Path
    spoken: Language
    author: str | None
    today: date
    _answered: dict[str, list[str]] = field(default_factory=dict)  # topics by the one who answered
    _last: str = ""

    def hold(self) -> None:
        """Ask all questions; what was answered stays, however it ends."""
        click.echo(word(self.spoken, "interview"))
        try:
            self._ask(BASICS, "")
            for number, question in enumerate(QUESTIONS, start=1):
                self._ask(question, f"{number}/{len(QUESTIONS)} ")
        finally:
            self._record()

    # -- questions

    def _ask(self, question: Question, number: str) -> None:
        if not any(self._has_gap(part) for part in question.parts):
            return
        who = ", ".join(WHO[code][self.spoken] for code in question.who)
        click.echo(f"\n{number}{question.words[self.spoken]}  [{word(self.spoken, 'ask')} {who}]")
        before = self._text()
        try:
            for part in question.parts:
                self._part(part)
        except _SkippedError:
            pass
        if self._text() != before and question is not BASICS:
            self._remember(question)

    def _has_gap(self, part: Part) -> bool:
        if isinstance(part, Rows):
            return part.path not in self._loaded().nulls
        return any(self._is_open(path) for path in part.paths)

    def _part(self, part: Part) -> None:
        if isinstance(part, Fields):
            for path in part.paths:
                if self._is_open(path):
                    self._fill(path)
        elif self._has_gap(part):
            self._rows(part)

    def _rows(self, rows: Rows) -> None:
        for row in self._row_ids(rows.path):
            for name in rows.members:
                path = f"{rows.path}[{row}].{name}"
                if self._is_open(path):
                    self._fill(path, row)
        while self._new_row(rows):
            pass

    def _new_row(self, rows: Rows) -> bool:
        """Ask for one more row; false where nothing was said."""
        known = self._row_ids(rows.path)
        if not rows.members:
            return self._fill(f"{rows.path}[{len(known)}]")
        numbers = (f"{rows.prefix}{number}" for number in range(1, len(known) + 2))
        row = next(each for each in numbers if each not in known)
        first, *others = rows.members
        if not self._fill(f"{rows.path}[{row}].{first}", row):
            return False
        for name, value in rows.fixed:
            self._set(f"{rows.path}[{row}].{name}", value)
        for name in others:
            self._fill(f"{rows.path}[{row}].{name}", row)
        return True

    # -- fields

    def _fill(self, path: str, row: str = "") -> bool:
        """Ask for a field until what is said will do or nothing is said; whether it is filled."""
        known = find_field(pattern_of(path))
        if known is None:
            message = f"no field: {path}"
            raise ValueError(message)
        while True:
            answer = self._prompt(self._words(known, row))
            if answer == _SKIP:
                raise _SkippedError
            if not answer:
                return False
            if self._set(path, self._meant(known, answer)):
                return True

    def _words(self, known: Field, row: str) -> str:
        title = known.titles[self.spoken] or known.name
        place = f"{row} " if row else ""
        return f"  {place}{shown(title)}{''.join(f' ({each})' for each in self._ways(known))}"

    def _ways(self, known: Field) -> Iterator[str]:
        """How an answer is written."""
        if known.kind is FieldKind.CHOICE:
            yield ", ".join(f"{value} {words[self.spoken]}" for value, words in known.choices.items())
        elif known.kind is FieldKind.BOOLEAN:
            yield word(self.spoken, "yes_no")
        elif known.kind in _DATES:
            yield word(self.spoken, "date_form")
        elif known.kind is FieldKind.FISCAL_YEAR:
            yield word(self.spoken, "year_form")
        elif known.kind is FieldKind.MONEY:
            yield str(self._loaded().values.get("meta.unit", word(self.spoken, "number_form")))
        elif known.kind in {FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.PERCENT}:
            yield word(self.spoken, "number_form")

    def _prompt(self, words: str, default: str = "") -> str:
        answer: str = click.prompt(words, default=default, show_default=bool(default), prompt_suffix=": ")
        return answer.strip()

    def _meant(self, known: Field, answer: str) -> str:
        """An answer as the deal writes it: a choice by its label, yes and no, a person by name."""
        if known.kind is FieldKind.CHOICE:
            labels = {label.casefold(): value for value, words in known.choices.items() for label in words.values()}
            return labels.get(answer.casefold(), answer)
        if known.kind is FieldKind.BOOLEAN:
            low = answer.casefold()
            return "true" if low in _YES else "false" if low in _NO else answer
        if known.kind in _REFERENCES:
            return self._person(answer, must_be_row=known.kind is FieldKind.PERSON)
        return answer

    def _person(self, name: str, *, must_be_row: bool) -> str:
        """The id of a person named by id or name. Where a field wants a row, a new person gets one."""
        ids = self._row_ids("people")
        values = self._loaded().values
        found = next((each for each in ids if name in {each, values.get(f"people[{each}].name")}), None)
        if found is not None or not must_be_row:
            return found or name
        row = next(each for number in range(1, len(ids) + 2) if (each := f"p{number:02d}") not in ids)
        return row if self._set(f"people[{row}].name", name) else name

    # -- who answered

    def _remember(self, question: Question) -> None:
        name = self._prompt(f"  {word(self.spoken, 'who_answered')}", self._last)
        if name and name != _SKIP:
            self._last = name
            self._answered.setdefault(name, []).append(question.topic[self.spoken])

    def _record(self) -> None:
        """A row of the engagement log for each who answered."""
        for name, topics in self._answered.items():
            ids = self._row_ids("engagement")
            row = next(each for number in range(1, len(ids) + 2) if (each := f"t{number}") not in ids)
            place = f"engagement[{row}]"
            self._set(f"{place}.date", self.today.isoformat())
            self._set(f"{place}.what", word(self.spoken, "told", topics=word(self.spoken, "comma").join(topics)))
            self._set(f"{place}.supplied_by", self._person(name, must_be_row=False))
            rep = self._loaded().values.get("vendor.rep") or self.author
            if rep:
                self._set(f"{place}.received_by", self._person(str(rep), must_be_row=False))

    # -- the file

    def _text(self) -> str:
        return self.deal.read_bytes().decode("utf-8")

    def _loaded(self) -> LoadedDeal:
        loaded = load_deal(self._text(), str(self.deal))
        if loaded.value is None:
            raise DealInvalidError(*loaded.diagnostics)
        return loaded.value

    def _is_open(self, path: str) -> bool:
        loaded = self._loaded()
        value = loaded.values.get(path)
        return path not in loaded.nulls and (value is None or value in PLACEHOLDERS)

    def _row_ids(self, path: str) -> tuple[str, ...]:
        """The ids of a list's rows, numbers for rows of plain text."""
        start = f"{path}["
        rows = (each for each in self._loaded().spans if each.startswith(start) and each.endswith("]"))
        return tuple(row for each in rows if "]" not in (row := each[len(start) : -1]))

    def _set(self, path: str, value: str) -> bool:
        """Write a field; false where the value will not do, which is said."""
        result = set_field(self._text(), str(self.deal), path, value)
        print_diagnostics(result.diagnostics, self.spoken)
        if result.value is None:
            return False
        write_file(self.deal, result.value.encode())
        return True
