"""Help in Chinese: what the commands say of themselves in English, sentence by sentence, and lines by cells."""

import re
from collections.abc import Iterable, Mapping

import click

from packetgen.cli.kind_index import KINDS
from packetgen.cli.table import width

_KINDS = {texts["en"]: texts["zh"] for texts in KINDS.values()}
WORDS: Mapping[str, str] = {
    "Usage: ": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "One kind of document": "只生成一类材料",
    "Show this message and exit.": "显示本说明后退出。",
    "Show the version and exit.": "显示版本后退出。",
    "From one deal description, every paper a customer needs inside its own organisation.": (
        "根据一份交易文件，生成客户内部立项、上会、请款所需的全部材料。"
    ),
    "Write a commented starter deal, or ask for its facts on a terminal.": (
        "写一份带注释的交易文件，或在终端逐题填写。"
    ),
    "Set one field of a deal.": "填写交易文件的一个字段。",
    "Show faults of a deal, and what each document still lacks.": "检查交易文件的错误，以及各份材料还缺什么。",
    "Write the whole packet of a deal.": "生成整套材料。",
    "Print a draft as PDF.": "将 Word 文件打印成 PDF。",
    "Check a packet against its manifest.": "对照清单核对材料包。",
    "Print the JSON Schema of a deal.": "输出交易文件的 JSON Schema。",
    "Check content templates, or eject one as a Word file.": "检查内容模板，或导出为 Word 模板。",
    "Show what this machine lacks and how to get it.": "查看本机还缺什么、怎么安装。",
    "Write a starter deal to DEAL with a schema for editors beside it, then ask what a first visit tells.": (
        "在 DEAL 处写一份交易文件（旁边附编辑器用的 schema），再逐题询问首次拜访了解到的情况。"
    ),
    "Every question can be skipped. Run it again to fill in more: what is known is not asked and never overwritten. "
    "Who answered goes into the deal's engagement log.": (
        "每题都可跳过。再次运行可继续补充：已有的内容不再问，也不会被覆盖。答复人记入交易文件的接触记录。"
    ),
    "Ask the fifteen questions (default: on a terminal).": "询问十五个问题（默认：在终端上运行时）。",
    "Language of messages (default: the deal's).": "提示信息的语言（默认：随交易文件）。",
    'Set the field PATH of DEAL to VALUE: `packetgen set deal.yaml "pilot.kpis[K1].target" 30`.': (
        '将 DEAL 的字段 PATH 设为 VALUE，例如：packetgen set deal.yaml "pilot.kpis[K1].target" 30。'
    ),
    "Only that line changes. A row or a parent that is not there yet is added. VALUE `null` says that there is none.": (
        "只改动该行；尚不存在的行或上级字段会自动补上。VALUE 写 null 表示“没有”。"
    ),
    "Check DEAL: faults with their place, then a matrix of documents, what each lacks, and who knows it.": (
        "检查 DEAL：先列出错误及其位置，再列出各份材料缺什么、可以问谁。"
    ),
    "A folder of your own templates, searched before the shipped ones.": "自己的模板文件夹，优先于内置模板。",
    "Report for people, or as JSON.": "报告的形式：供人阅读，或 JSON。",
    "Write the packet of DEAL: every document that applies, as Word file and PDF, in a versioned folder.": (
        "生成 DEAL 的整套材料：所有适用的材料，Word 和 PDF 各一份，按版本存放。"
    ),
    "Only this kind; may be repeated.": "只生成这一类；可重复使用。",
    "Where packets go (default: `packets` beside the deal).": "材料包的位置（默认：交易文件旁的 packets）。",
    "What to write: docx, pdf or both (default: docx,pdf).": "生成哪些格式：docx、pdf 或两者（默认：docx,pdf）。",
    "A house style in place of each document's own.": "改用指定的版式，代替各份材料自己的版式。",
    "A house style in place of the document's own.": "改用指定的版式，代替该材料自己的版式。",
    "Refuse while a must-have is open or a policy unverified.": "定稿：有必备信息未补或政策文件未核实时拒绝生成。",
    "How many processes print (default: 2).": "用几个进程打印（默认：2）。",
    "Print the Word file DOCX as PDF, without any office program.": "将 Word 文件 DOCX 打印成 PDF，无需任何办公软件。",
    "Exits with 0 when everything was understood, with 1 when something was left out or replaced by another sign, with "
    "7 when the file is refused. It is read and printed within limits; nothing that it refers to is ever fetched.": (
        "退出码：全部识别为 0；有内容未印出或被其他符号代替为 1；文件被拒绝为 7。读取和打印都有限额；"
        "文件引用的外部内容一律不下载。"
    ),
    "The PDF (default: beside the file).": "PDF 的位置（默认：在该文件旁）。",
    "Tracked changes: all taken, none taken, or marked, with comments.": (
        "修订：全部接受、全部拒绝，或连同批注一并标出。"
    ),
    "Largest file, in MB.": "文件大小上限（MB）。",
    "Longest time to print.": "打印用时上限（秒）。",
    "Most memory, in MB.": "内存上限（MB）。",
    "Check the version folder FOLDER against its packet.json.": "对照 packet.json 核对版本文件夹 FOLDER。",
    "Exits with 0 when every file is as it was built, with 1 when one is missing, changed or added.": (
        "退出码：全部文件与生成时一致为 0；有缺失、改动或多出的文件为 1。"
    ),
    "Print the JSON Schema of a deal, for editors that complete and check YAML.": (
        "输出交易文件的 JSON Schema，供编辑器补全和检查 YAML。"
    ),
    "Work on content templates.": "处理内容模板。",
    "Check the content templates FILES (.md, .docx): every tag against the deal's fields and what readers may see.": (
        "检查内容模板 FILES（.md、.docx）：每个标记对照交易文件的字段和读者可见的范围。"
    ),
    "Who will read it (default: who reads the document of that name, else the customer).": (
        "谁来读（默认：同名材料的读者，没有则为客户）。"
    ),
    "Write the Word template of DOCUMENT, its tags to be seen, into your own templates folder.": (
        "将材料 DOCUMENT 的 Word 模板（标记可见）写入自己的模板文件夹。"
    ),
    "From then on the Word file takes the place of the shipped document: edit it in Word, then build with the same "
    "--templates.": "此后该 Word 文件代替内置模板：在 Word 或 WPS 中修改，再用同一个 --templates 生成。",
    "The language of the document: zh-CN or en.": "材料的语言：zh-CN 或 en。",
    "Replace a file that is there already.": "覆盖已有的文件。",
    "Show Python, libraries, fonts, folders and settings, each failing row with its remedy.": (
        "列出 Python、程序库、字体、文件夹和设置；不满足的附安装办法。"
    ),
    "Settings and the folder of packets are those of work in FOLDER (or of the deal named; default: here), each with "
    "the place it comes from. Exits with 0 when everything that is needed is there.": (
        "设置和材料包位置以 FOLDER（或所指交易文件；默认当前目录）为准，并注明来源。所需都具备时退出码为 0。"
    ),
    **_KINDS,
    **{f"{en} ({zh})": zh for en, zh in _KINDS.items()},
}

_EXTRA = re.compile(r"  \[(.*)\]$")
_INDENT, _GAP = 2, 2
_PART = re.compile(r"(?:[!-~]+ ?|[^!-~ ])[，。；：、！？）”》】]*| ")
"""What stands together on a line: a Latin word or one character, with the stops behind it."""


def said(text: str) -> str:
    """The Chinese of a sentence or paragraph; what click adds in brackets stays, its word for defaults does not."""
    body = " ".join(text.split())
    extra = _EXTRA.search(text)
    if extra is not None:
        body = " ".join(text[: extra.start()].split())
    shown = WORDS.get(body, body)
    return shown if extra is None else f"{shown} [{extra[1].replace('default: ', '默认：')}]"


def lines_of(text: str, cells: int) -> list[str]:
    """Text in lines of so many cells: a Chinese character is two wide, a line ends before one, never before a stop."""
    found = [""]
    for part in _PART.findall(text):
        if found[-1] and width(found[-1]) + width(part.rstrip()) > cells:
            found[-1] = found[-1].rstrip()
            found.append("")
        found[-1] += part if found[-1] else part.lstrip()
    return found


class ChineseFormatter(click.HelpFormatter):
    """Writes in Chinese what click and the commands write in English."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        del prefix
        super().write_usage(prog, args, WORDS["Usage: "])

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':{self.current_indent}}{WORDS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        paragraphs = re.split(r"\n\s*\n", text)
        blocks = ("\n".join(self._indented(said(each), self.current_indent)) for each in paragraphs)
        self.write("\n\n".join(blocks) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = _GAP) -> None:
        entries = list(rows)
        column = min(max(len(first) for first, _ in entries), col_max) + col_spacing
        for first, second in entries:
            indent = self.current_indent + column
            lines = self._indented(said(second), indent)
            head = " " * self.current_indent + first
            if len(first) <= column - col_spacing:
                lines[0] = head.ljust(indent) + lines[0].lstrip()
            else:
                lines.insert(0, head)
            self.write("\n".join(lines) + "\n")

    def _indented(self, text: str, indent: int) -> list[str]:
        return [" " * indent + line for line in lines_of(text, max(self.width - indent, 10))]
