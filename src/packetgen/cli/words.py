"""The words of reports, in both languages."""

from collections.abc import Mapping

from packetgen.diagnostics import Language, shown

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "whole": "the packet is as it was built: {count} files",
        "missing": "missing",
        "changed": "changed since it was built",
        "added": "not part of the packet",
        "written": "written to {folder}",
        "unchanged": "nothing has changed since the last build; everything is in {folder}",
        "new_version": "version {version}, because these files of the version before were edited: {files}",
        "rendered": "built",
        "kept": "unchanged",
        "pages": "{count} p.",
        "open_must": "Still open, must-have",
        "open_good": "Still open, good to have",
        "nothing_open": "nothing is open",
        "ask": "ask",
        "unverified": "to be verified",
        "documents": "Documents, and what each still lacks",
        "must": "must-have",
        "good": "good to have",
        "customer_side": "customer",
        "vendor_side": "our side",
        "next_visit": "for the next visit",
        "interview": "Enter passes over a line, - over a question, Ctrl-C ends. Every answer is saved at once.",
        "who_answered": "Who told you? (name or id)",
        "told": "answered questions on: {topics}",
        "comma": ", ",
        "yes_no": "y/n",
        "date_form": "2027-04-01",
        "year_form": "2028 or 2028/29",
        "number_form": "number",
        "open_facts": "Open facts by document (* must-have, - good to have), and who knows them",
        "ejected": "written to {path}; edit it in Word, it takes the place of the shipped document",
    },
    "zh": {
        "whole": "材料包与生成时一致：{count} 个文件",
        "missing": "缺失",
        "changed": "生成后被修改",
        "added": "不属于该材料包",
        "written": "已写入 {folder}",
        "unchanged": "自上次生成以来没有变化；全部文件在 {folder}",
        "new_version": "生成第 {version} 版，因为上一版的这些文件已被修改：{files}",
        "rendered": "已生成",
        "kept": "未变化",
        "pages": "{count} 页",
        "open_must": "仍缺的必备信息",
        "open_good": "最好补充的信息",
        "nothing_open": "没有待补内容",
        "ask": "可问",
        "unverified": "待核实",
        "documents": "各份材料及其所缺",
        "must": "必备",
        "good": "最好有",
        "customer_side": "客户方",
        "vendor_side": "我方",
        "next_visit": "下次拜访要用",
        "interview": "回车跳过一项，- 跳过整题，Ctrl-C 结束；每个回答随即存盘。",
        "who_answered": "谁告诉您的（姓名或编号）",
        "told": "回答了以下问题：{topics}",
        "comma": "、",
        "yes_no": "是/否",
        "date_form": "2027-04-01",
        "year_form": "如 2028",
        "number_form": "数字",
        "open_facts": "各份材料缺哪些信息（* 必备，- 最好有），可以问谁",
        "ejected": "已写入 {path}；可在 Word 或 WPS 中修改，生成时将代替内置模板",
    },
}


def word(language: Language, name: str, **params: object) -> str:
    """A word with its parameters, which may be foreign text, made safe for a terminal."""
    return WORDS[language][name].format_map({key: shown(str(value)) for key, value in params.items()})
