"""The denominator of a rate: 户均增收450余元 → 户, 每村5万元 → 村, 2500元/年 → 年, 每人每年2000元 → 人/年."""

from __future__ import annotations

import re
from typing import Final

from extract.find.lexicon import load_units

_CLAUSE_ENDS: Final = "，。；：！？\n、"
_REACH: Final = 22  # characters in front of a figure in which its denominator may stand
_SIGNS: Final = frozenset("均每单年月")  # without one of them nothing names a denominator
_MEAN: Final = re.compile(r"(户|人|村|亩|县|年|月|日|家|生|校|店)均")
_TIME: Final = re.compile(r"(年|月|日|天|季度|周|学期|学年)")
_YEARLY: Final = re.compile(
    r"年(?:产值|收入|销售额|产量|营业额|纯收入|租金|利润|经营性收入|增收|可?增收|均)|一年(?:收入|能|可|下来)|月收入|月工资"
)
_SINGLE: Final = re.compile(r"单个([\u4e00-\u9fff]{2,4}?)(?=不|至|最|补|投|给|奖|资|按|上限|$)")
# What ends a denominator written as a noun: the verb or adverb of the clause.
_STOP: Final = re.compile(
    r"不|至|最|补|投|安|给|配|都|可|提|奖|资|要|按|申|采|扶|走|访|开|花|面积|手术|平均|增|发|只|需|能|须|应|限|约|达|稳|从|在|有|收|掏|捐|拿|缴|出|年|月|每|新|落|建|帮|确定|选"
)


def find_rate(text: str, start: int, slashed: str | None) -> str | None:
    """The denominator of the figure that begins at ``start``; ``slashed`` is what stood behind a slash."""
    window = text[max(0, start - _REACH) : start]
    if slashed is None and _SIGNS.isdisjoint(window):
        return None
    clause = window[max(map(window.rfind, _CLAUSE_ENDS)) + 1 :]
    if slashed:
        return f"人/{slashed}" if "人均" in clause and slashed != "人" else slashed
    mean = _last(_MEAN, clause) if "均" in clause else None
    each = clause.rfind("每")
    anchor = max(mean.start() if mean else -1, each)
    if any(map(str.isdigit, clause[max(anchor, 0) :])):
        return None  # another figure stands between: the rate is that one's
    if mean and mean.start() > each:
        return _with_time(mean[1], clause[mean.end() :])
    if each >= 0:
        return _read_each(clause)
    single = _SINGLE.search(clause) if "单个" in clause else None
    if single:
        return single[1]
    yearly = _YEARLY.search(clause) if "年" in clause or "月" in clause else None
    return ("月" if yearly.group().startswith("月") else "年") if yearly else None


def _read_each(clause: str) -> str | None:
    """每人每年 → 人/年, 每个项目 → 项目, 每家 → 家; the last two of them count."""
    parts = [_denominator(rest) for rest in clause.split("每")[1:]]
    named = [part for part in parts if part]
    return "/".join(named[-2:]) if named else None


def _denominator(rest: str) -> str | None:
    time = _TIME.match(rest)
    if time:
        return time[1]
    found = load_units().match(rest, 0)
    if found and found[0] in ("亩", "人", "户", "村", "县", "镇", "乡", "吨", "斤", "公斤", "平方米"):
        return found[0]
    stop = _STOP.search(rest, 1) if rest else None
    noun = rest[: stop.start()] if stop else rest[:7]
    if found and noun.startswith(found[0]) and len(noun) > len(found[0]):
        return noun[len(found[0]) :]  # 每家社会组织
    return noun or (found[0] if found else None)


def _with_time(each: str, rest: str) -> str:
    """户均年增收 → 户/年, 人均月收入 → 人/月."""
    time = re.match(r"(年|月)(?!均)", rest)
    return f"{each}/{time[1]}" if time and each != time[1] else each


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None
