"""The words of reports, in both languages."""

from collections.abc import Mapping

from packetgen.diagnostics import Language

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
        "not_final": "not ready to send: {count} must-haves are open or unverified",
        "documents": "Documents, and what each still lacks",
        "must": "must-have",
        "good": "good to have",
        "customer_side": "customer",
        "vendor_side": "our side",
        "next_visit": "for the next visit",
        "ok": "the deal file has no faults",
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
        "not_final": "暂不能发出：还有 {count} 项必备信息缺失或待核",
        "documents": "各份材料及其所缺",
        "must": "必备",
        "good": "最好有",
        "customer_side": "客户方",
        "vendor_side": "我方",
        "next_visit": "下次拜访要用",
        "ok": "交易文件没有错误",
        "ejected": "已写入 {path}；可在 Word 或 WPS 中修改，生成时将代替内置模板",
    },
}


def word(language: Language, name: str, **params: object) -> str:
    return WORDS[language][name].format_map(params)
