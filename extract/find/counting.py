"""Whether a number written in Chinese characters counts things: 三家, 两亿元 do; 一批, 三个方面, 两地, 五级 do not.

一 with a classifier is an article unless it stands after its noun (球场一个), after 每 or 各, or behind 至少;
divisions of a text or a plan (三类, 分两次, 三个方面) are structure.
"""

from __future__ import annotations

import re
from typing import Final

from extract.find.lexicon import Unit, load_numeral_words
from extract.find.wordings import find_before

COUNTING: Final = frozenset({"count", "person", "household", "person-time"})
_DIVISIONS: Final = frozenset("类块条点步样层字路轮片段分度面")  # 三类, 四条: parts of a text or plan
_COURSE: Final = re.compile(r"培训|班|讲|活动|项目|专题|课")
_HELD: Final = ("办", "了", "开", "共", "训")  # 办了两期
_VERBAL: Final = frozenset("次趟遍回下番顿")  # 看一次 counts an action, not a thing
_EVERY: Final = re.compile(r"(?:每|各(?![级地类项界方种]))[\u4e00-\u9fff]{0,4}$")
_ENDS: Final = frozenset("，。、；）")
_NO_NOUN: Final = frozenset("，。、的了是有第")


def counts_in_words(text: str, start: int, number_end: int, unit_start: int, end: int, unit: Unit) -> bool:
    """Whether the Chinese numeral ``text[start:number_end]`` with the unit ``text[unit_start:end]`` is a figure."""
    written, form, behind = text[start:number_end], text[unit_start:end], text[end : end + 4]
    if form == "块" and len(written) == 1 and behind[:1] not in tuple("一二三四五六七八九零钱123456789"):
        return False  # 分八块: parts, not money
    if text[start - 1 : start] == "分" and start:
        return False  # 分两次, 分七项
    if unit.dimension not in COUNTING:
        return written != "一" or unit.dimension in ("money", "ratio", "multiple")
    if len(written) == 1:
        if behind.startswith(load_numeral_words().structural):
            return False
        if form in _DIVISIONS:
            return False
        if form == "期" and not _COURSE.match(behind) and not text[max(0, start - 2) : start].endswith(_HELD):
            return False
    if written == "一":
        return _counts_one(text, start, end)
    return not (written == "两" and form in ("地", "家") and behind[:1] in ("", "，", "。", "、", "的"))


def _counts_one(text: str, start: int, end: int) -> bool:
    """一 + classifier counts only after its noun (球场一个), after 每, 各, or with 至少; else it is an article."""
    if find_before(text, start) is not None:
        return True
    if text[end - 1] in _VERBAL or text[end - 1] == "批":
        return False
    before = text[max(0, start - 6) : start]
    if _EVERY.search(before):
        return True
    # After its noun: a clause ends right behind it, and a noun, no verb or preposition, stands before it.
    if (
        text[end : end + 1] not in _ENDS
        or not before
        or before[-1] in _NO_NOUN
        or not "\u4e00" <= before[-1] <= "\u9fff"
    ):
        return False
    return not before.endswith(load_numeral_words().no_nouns)
