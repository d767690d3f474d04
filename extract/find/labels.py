"""Numerals that are no figures: dates, times, durations, ages, ordinals, document and list numbers, ids, phones.

Every pattern is tried only where a numeral run begins, anchored, with a bounded look around; so the cost is a few
matches a numeral. The first pattern that fits gives the role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Final

from extract.slots import quick
from extract.types import NumeralRole

_C: Final = "零〇一二两三四五六七八九十百千"
_N: Final = rf"(?:\d+(?:\.\d+)?|[{_C}]+)"
_DASH: Final = r"(?:[-—–~至到]{1,2})"
_YEAR: Final = r"(?:(?:1[89]|20)\d{2}|[一二][〇零九八][〇零一二三四五六七八九]{2})"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART: Final = r"(?:上半年|下半年|年初|年末|年底|底|末|初|[一二三四]季度|第[一二三四]季度|春节?|夏季?|秋季?|冬季?|中期)"
_PART_OF_MONTH: Final = r"(?:[底末初]|[上中下]旬|份)"
_DATE_TAIL: Final = rf"(?:度?{_PART}|度|{_MONTH}月(?:{_DAY}[日号]|{_PART_OF_MONTH})?)?"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of text whose numerals share one role other than figure."""

    start: int
    end: int
    role: NumeralRole


# Tried in order at the start of a run.
_AT_RUN: Final[tuple[tuple[NumeralRole, re.Pattern[str]], ...]] = (
    ("phone", _compiled(r"(?:0\d{2,3}[-—–]{1,2}\d{7,8}|1[3-9]\d{9}|400-\d{3,4}-\d{3,4})(?!\d)")),
    ("id", _compiled(r"\d{1,3}(?:\.\d{1,3}){3}(?!\d)")),
    (
        "date",
        _compiled(
            rf"{_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)"
            r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?)?"
            rf"|{_YEAR}年?{_DASH}(?:{_YEAR}|\d{{2}})年度?{_DATE_TAIL}"
            rf"|{_YEAR}[、和]{_YEAR}年度?"
            rf"|{_YEAR}年{_DATE_TAIL}(?:{_DASH}(?:{_YEAR}年)?{_MONTH}月(?:{_DAY}[日号]|{_PART_OF_MONTH})?)?"
            rf"|{_YEAR}年?{_DASH}今年?"
            rf"|{_YEAR}-(?:1[0-2]|0[1-9])(?!\d)"
            rf"|{_MONTH}月{_DAY}[日号](?:{_DASH}(?:{_MONTH}月)?{_DAY}[日号])?"
            rf"|{_MONTH}{_DASH}{_MONTH}月{_PART_OF_MONTH}?"
            rf"|{_MONTH}月{_PART_OF_MONTH}?"
            r"|十[一二三四五]五(?=[”期规时末以开收至])"
            rf"|{_DAY}[日号](?=[上下]午|电|讯|晚|，|。|至|—|-|起|前|、|召|在|晨|凌|）|当|举|从|获|了|公|发|正|报道)"
        ),
    ),
    (
        "time",
        _compiled(
            r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
            r"|\d{1,2}[时点](?:\d{1,2}分|半|许|整|左右)?(?![\u4e00-\u9fff]{0,2}[要建])"
        ),
    ),
    ("age", _compiled(rf"{_N}(?:{_DASH}{_N})?[多余几来]?周?岁|[五六七八九]旬|[六七八九]十高龄")),
    (
        "duration",
        _compiled(
            rf"{_N}[多余几来]?(?:{_DASH}{_N}[多余几来]?)?"
            r"(?:[×xX*]\d{1,2}小时|万年(?=前|来|以前|，|。)|亿年|个多?(?:半)?(?:月|小时|季度|工作日|星期|学期|年头|年度|礼拜|钟头|昼夜)|周年|年(?!级|货|轻|龄|味|糕|画|会[场上])|载|天(?!津|然|桥|使|宫)|周(?!岁|年|边|围|密)|小时|分钟|秒钟?"
            r"|日(?![用报元本益常前程照])|个?工作日|昼夜|星期|学期|学年|刻钟|钟头|季度|世纪|月(?!牙|饼))(?:[多余])?"
        ),
    ),
    ("rank", _compiled(rf"{_N}(?:{_DASH}{_N})?(?:等奖|星级|A级|级(?!抓|人)|年级|甲)")),
    ("page-number", _compiled(r"\d+页(?=共)")),
    ("denominator", _compiled(
            r"\d{1,3}(?:\.\d)?[:：∶]\d{1,3}(?:\.\d)?(?![\d:：])"
            r"|[\d一二三四五六七八九]比[\d一二三四五六七八九](?![\d多更较])"
        )),
    ("label", _compiled(r"\d{3,4}[×xX*]\d{3,4}(?!\d)")),
    ("name", _compiled(r"\d{2,4}(?=法案|条款|国道|省道|航班|次列车)")),
    ("ordinal", _compiled(r"[一二三四五六]期(?=工程|项目|占地|建设|用地|投资|总|，|、|和|已|于|将|的)")),
    ("id", _compiled(r"[0-9A-Za-z._-]{1,40}@")),
)  # fmt: skip

_ANY_AT_RUN: Final = _compiled("|".join(f"(?:{pattern.pattern})" for _, pattern in _AT_RUN))
_LIST_HERE: Final = re.compile(rf"(?:\d{{1,2}}|[{_C}]{{1,3}})(?:[.、．](?!\d)|[)）])")
_LIST_WORD: Final = re.compile(r"[一二三四五六七八九十]{1,2}(?:是(?!一|否|个|因)|者|则)")
_NUMBER_WORD: Final = re.compile(r"\d{1,4}(?:[.-]\d{1,3})*")
_SESSION: Final = re.compile(rf"(?:、[{_C}]{{1,2}}次){{0,4}}(?:全体|中央|扩大)?(?:会议|全会|党代会|代表大会)")
_CODE: Final = re.compile(
    r"(?:代码|编号|账号|帐号|账户|证号|邮编|邮政编码|QQ|微信|备案号|标识码|编码|流水号|№|No\.)"
    r"[：:为是]{0,2} ?[A-Za-z〔\[-]{0,6}$"
)
_CODE_TAIL: Final = re.compile(r"[0-9A-Za-z]{1,32}(?:[-至][0-9A-Za-z]{1,32}){0,3}")
_CALL: Final = re.compile(r"(?:电话|热线|手机|传真|拨打|致电)[：:为是]{0,2}[\d（） —–-]{0,12}$")
_SERIAL: Final = re.compile(r"[A-Z]{1,3}-?$")
# What stands right before a number that one of the three announces (they reach over a line's end too); nearly all other
# runs are told by this one look.
_ANNOUNCED: Final = frozenset("\n码号户编信Q.№：:为是〔[话线机真打电（） —–-") | frozenset(ascii_letters + digits)


def label_run(text: str, start: int, end: int) -> Label | None:
    """The label of the run ``text[start:end]``, or ``None`` if it may be a figure."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if before == "第":
        return _ordinal(text, start, end)
    numbered = _registered(text, start, end) if before in _ANNOUNCED else None
    if numbered:
        return numbered
    if (
        before in "〔[【（("
        and after in "〕]】）)"
        and end - start == 4
        and text[end + 1 : end + 3].strip("第0123456789号") == ""
        and text[end + 1 : end + 2] in ("第", *"0123456789")
        and before != "（"
    ):
        return Label(start, end, "document-number")
    if (before in "〕]】" or text[start - 2 : start] in ("〕第",)) and after == "号":
        return Label(start, end, "document-number")
    listed = _list_number(text, start, end, before, after)
    if listed:
        return listed
    if before == "共" and after == "页":
        return Label(start, end + 1, "page-number")
    if (
        after == "届"
        and text[end + 1 : end + 2] != "次"
        and text[max(0, start - 3) : start][-1:] not in ("办", "了", "续", "共", "已")
    ):
        return Label(start, end + 1, "ordinal")
    if after == "次" and _SESSION.match(text, end + 1):
        return Label(start, end + 1, "ordinal")
    if before == "前" and after in "名位强":
        return Label(start - 1, end + 1, "rank")
    if _ANY_AT_RUN.match(text, start):  # one look for the many runs that none of them fits
        for role, pattern in _AT_RUN:
            match = pattern.match(text, start)
            if match and match.end() > end - 1:
                return Label(start, match.end(), role)
    if before in "表图" and text[start - 2 : start - 1] in "\n 见、附如（，。；" and after not in "万亿千百个家名人户":
        return Label(start - 1, end, "label")
    if text[start - 2 : start] in ("附件", "附表", "附图", "方案", "专栏", "案例"):
        return Label(start - 2, end, "label")
    if after == "号" and text[end + 1 : end + 2] not in ("称", "召"):
        return Label(start, end + 1, "id")
    return _latin_neighbour(text, start, end, before, after)


def _registered(text: str, start: int, end: int) -> Label | None:
    """A number that the words in front announce: 邮编516000, 统一社会信用代码：53140100MJ…, 热线（852）2300 0000."""
    if not text[start].isdigit():
        return None
    if _CODE.search(text, max(0, start - 16), start):
        match = _CODE_TAIL.match(text, start)
        return Label(start, match.end() if match else end, "id")
    if _CALL.search(text, max(0, start - 16), start) and text[end : end + 1] not in tuple("个名人元万次条部"):
        return Label(start, end, "phone")
    if end - start >= 4 and _SERIAL.search(text, max(0, start - 4), start) and not _currency(text, start):
        match = _CODE_TAIL.match(text, start)
        return Label(start, match.end() if match else end, "id")
    return None


def _ordinal(text: str, start: int, end: int) -> Label:
    if text[end : end + 1] == "页":
        return Label(start - 1, end + 1, "page-number")
    return Label(start - 1, end, "ordinal")


def _list_number(text: str, start: int, end: int, before: str, after: str) -> Label | None:
    """1. 1、 (1) （一） 一、 at the start of a line or after a sentence; 一是, 其一 anywhere a clause begins."""
    opened = before in "（(" and start > 0
    if opened and after in "）)" and end - start <= 2 and (text[start].isdigit() or text[start] in _C):
        return Label(start - 1, end + 1, "list-number")
    ahead = text[start - 2] if opened and start > 1 else before
    if ahead in "\n\t。；：，:;|” " or start == 0:
        match = _LIST_HERE.match(text, start)
        closes = match is not None and text[match.end() - 1] in ")）"
        if match and opened == closes and match.end() == end + 1 and (opened or ahead in "\n\t。；： ”" or start == 0):
            return Label(start - opened, match.end(), "list-number")
        match = _LIST_WORD.match(text, start)
        if match:
            return Label(start, match.end(), "list-number")
    if before == "其" and after in "，是：":
        return Label(start - 1, end, "list-number")
    if (before in "—-" and after in "—-") or (
        before == " " and text[start - 2] in "—-" and text[end : end + 2] in (" —", " -")
    ):
        line = text[text.rfind("\n", 0, start) + 1 : end + 4]
        if len(line) < 12:
            return Label(start, end, "page-number")
    return None


def _latin_neighbour(text: str, start: int, end: int, before: str, after: str) -> Label | None:
    """3D, 5G, A4, COVID-19, u0: a number joined to Latin letters names something; among symbols it is junk."""
    joined = before in ascii_letters or (
        after in ascii_letters and text[end : end + 2].lower() not in ("km", "kg", "cm", "mm", "mw", "kw")
    )
    if not joined and before == "-" and start > 1:
        joined = text[start - 2] in ascii_letters
    if joined and not _currency(text, start):
        return Label(start, end, "name")
    if before in "@^#*$;&_" and start > 1 and not _currency(text, start):
        return Label(start, end, "junk")
    return None


def _currency(text: str, start: int) -> bool:
    return (
        text[max(0, start - 3) : start]
        .upper()
        .endswith(("US$", "HK$", "$", "￥", "¥", "RMB", "CNY", "USD", "HKD", "EUR"))
    )
