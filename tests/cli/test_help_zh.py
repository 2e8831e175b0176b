"""Help in Chinese: every sentence of every command, in lines that fit a terminal."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest

from packetgen.cli.group import cli
from packetgen.cli.help_zh import WORDS, lines_of, said
from packetgen.cli.table import width

Call = Callable[..., Any]


def commands(group: click.Group, *before: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield before, group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield (*before, name), command


EVERY = list(commands(cli))


def sentences() -> set[str]:
    """All that the commands say of themselves, as click takes it from them."""
    texts = ["Usage: ", "Options", "Commands", "One kind of document", "Show this message and exit."]
    for _, command in EVERY:
        texts += re.split(r"\n\s*\n", command.help or "")
        texts.append(command.get_short_help_str(1000))
        texts += [param.help or "" for param in command.params if isinstance(param, click.Option)]
    return {text if text == "Usage: " else " ".join(text.split()) for text in texts} - {""}


def test_every_sentence_of_help_has_its_chinese_and_no_chinese_is_left_over() -> None:
    assert WORDS.keys() == sentences()


@pytest.mark.parametrize("words", [words for words, _ in EVERY], ids=" ".join)
def test_help_is_chinese_where_that_is_spoken(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    shown = call(*words, "--help").stdout
    assert shown.startswith("用法：packetgen")
    assert not re.search(r"Options|Show |default:|Commands", shown)
    too_long = [line for line in shown.splitlines() if width(line) > 80 and "[intent-agreement|" not in line]
    assert too_long == []


def test_the_language_may_be_asked_for_before_the_command_or_after(call: Call, bare: Any) -> None:
    assert call("--lang", "zh", "build", "--help").stdout == call("build", "--lang", "zh", "--help").stdout
    assert call("--lang", "zh", "--help").stdout.startswith("用法：")
    assert call("--help").stdout.startswith("Usage: ")
    bare.write_text("meta:\n  locale: en-GB\nx: 1\n", encoding="utf-8")
    assert "错误[" in call("--lang", "zh", "check", bare).stderr
    assert "error[" in call("check", bare).stderr


def test_lines_break_by_cells_and_never_before_a_stop() -> None:
    assert lines_of("汉字汉字，abc def", 8) == ["汉字汉", "字，abc", "def"]
    assert lines_of("汉字 packetgen", 10) == ["汉字", "packetgen"]
    assert said("Report for people, or as JSON.  [default: human]") == "报告的形式：供人阅读，或 JSON。 [默认：human]"
