"""Whether a figure is told as planned, intended, real or under way: the mode of its clause (DESIGN §4).

The nearest mode word before the figure wins, in its clause, then in its sentence; what the sentence leaves open a term
that lies ahead decides (到2025年), or what the sentences before pass on (下一步，将…).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Final

from extract.state.governing import AIMS
from extract.state.settings import PLANS, Scope
from extract.state.words import Word
from extract.types import FigureSpan

_YEARS: Final = re.compile(r"(20\d\d)年")
_NUMBER_NEXT: Final = re.compile(r"\s*[近约超]?[\d一二两三四五六七八九十百]")
_BY_TERMS: Final = re.compile(r"(?:按照?|根据|依照|依据)[^，。；]{0,14}(?:协议|合同|方案|规划|设计|预算|约定)[，,]")
_PERFECT: Final = re.compile(r"(?<!除)(?<!为)了[^，。；\d]{0,6}$")
_TERM: Final = re.compile(r"(?:到|至)20\d\d年(?:底|末)?[，,]?|20\d\d年底前|年内|三年内|期末")
_COMPARED: Final = re.compile(r"[比与较同](?:20\d\d|上|去)年")
_DAY: Final = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_FULL_STOPS: Final = ("。", "！", "？", "\n")
_DONE: Final = frozenset(("完成", "实现", "超额完成", "建成", "到位", "到账"))
_DATED_BACK: Final = re.compile(r"\s*(?:截至)?20\d\d年(?:末|底)(?!之?前|以前)")
_LOOK_BACK: Final = 1500  # characters
_NEEDS: Final = frozenset(("要", "应", "须"))  # they set goals in plans, or with a bound; in a story they are just need
_LOOSE: Final = frozenset(("要", "应", "要求", "提出", "目前"))


def find_mode(scope: Scope, figure: FigureSpan) -> str | None:
    """planned, intended, real or ongoing: the nearest mode word before the figure, behind it, or in its sentence."""
    text, modes, (first, last), opening = scope.text, scope.words.modes, scope.clause, scope.sentence[0]
    left = modes.within(first, figure.start)
    if left:
        if left[-1].entry.word == "要" and figure.dimension == "money" and figure.start - left[-1].end <= 2:
            return "intended"  # 换管网，一共要63万元
        nearest = left[-1].entry
        if (
            nearest.word not in _NEEDS
            or scope.kind in PLANS
            or figure.rule != "exact"
            or _TERM.search(text, opening, figure.start)
        ):
            return nearest.group
    right = [w for w in modes.between(figure.end, min(last, figure.end + 7)) if w.entry.group in AIMS]
    if right and right[0].entry.word in ("要", "将", "须", "应", "目标"):
        return "planned" if scope.kind in PLANS or right[0].entry.word in ("将", "目标") else None
    going = [w for w in modes.between(figure.end, last) if w.entry.group == "ongoing"]
    if going and not left and not _NUMBER_NEXT.match(text, going[0].end):  # 建成3个、在建1个
        return "ongoing"  # 床位30张、水池两个正在安装
    if not left and scope.kind == "news" and _PERFECT.search(text[first : figure.start]):
        return "real"  # 制定了18项标准
    if not left and _is_done(scope, figure):
        return "real"
    earlier = [w.entry for w in modes.between(opening, first) if w.entry.group != "ongoing"]
    if earlier and not (earlier[-1].word in _LOOSE and scope.kind == "news" and figure.rule == "exact"):
        return earlier[-1].group
    lead = text[opening : figure.start]
    if _TERM.search(lead) and _is_future(scope, lead) and not any(entry.group == "real" for entry in earlier):
        return "planned"
    told = _find_mode_before(scope)
    if told is None and not left and scope.kind not in PLANS and _BY_TERMS.match(lead.lstrip("“”")):
        return "intended"  # 按照协议，这笔钱200万元改造宿舍
    return told


def _find_mode_before(scope: Scope) -> str | None:
    """The mode that the sentences before pass on."""
    text, modes, opening = scope.text, scope.words.modes, scope.sentence[0]
    # 截至…，已…；… : reality reaches over a semicolon, a plan does not
    floor = max(0, opening - _LOOK_BACK)
    if text[opening - 1 : opening] in _FULL_STOPS:
        told: Sequence[Word] = ()
    else:
        told = modes.between(max(floor, *(text.rfind(mark, floor, opening) + 1 for mark in _FULL_STOPS)), opening)
    if told and all(w.entry.group == "real" for w in told):
        return "real"
    # 下一步，将…。培训…: an outlook goes on to the end of its paragraph
    if not scope.words.outlooks.all:
        return None
    outlook = scope.words.outlooks.between(max(floor, text.rfind("\n", floor, opening) + 1), opening)
    reached = outlook and not any(w.start > outlook[-1].start and w.entry.group == "real" for w in told)
    return "planned" if reached else None


def _is_done(scope: Scope, figure: FigureSpan) -> bool:
    """计划800户，完成826户，发放…: in a report, what stands behind 完成 is done, until the next plan."""
    if scope.kind in PLANS:
        return False
    before = scope.words.all.within(scope.sentence[0], figure.start)
    told = [w.entry for w in before if w.entry.word in _DONE or w.entry.group in AIMS]
    return bool(told) and told[-1].word in _DONE and len({entry.group for entry in told}) > 1


def _is_future(scope: Scope, lead: str) -> bool:
    years = [int(y) for y in _YEARS.findall(lead)]
    if scope.year is None:  # 到2025年 in a text of unknown date looks ahead, unless it says 已 or 累计
        return bool(re.search(r"(?:到|至)20\d\d年", lead))
    return bool(years) and max(years) >= scope.year + (0 if "到" in lead else 1)


def is_past(scope: Scope, figure: FigureSpan) -> bool:
    """In a plan: a clause dated before the plan, or one that says 已, 累计, 截至."""
    lead = scope.text[scope.sentence[0] : figure.start]
    if _DATED_BACK.match(lead):  # 2020年末，全县登记…: where a plan starts from
        return True
    if scope.published_on is not None and (days := _days(lead)) and max(days) < scope.published_on:
        return True  # 2023年6月8日，协会捐赠…: an announcement of what was done
    years = [int(y) for y in _YEARS.findall(_COMPARED.sub("", lead))]
    return bool(years) and scope.year is not None and max(years) < scope.year


def _days(lead: str) -> list[date]:
    """The full dates in a lead; what no calendar has (2月30日) is left out."""
    found: list[date] = []
    for match in _DAY.finditer(lead):
        year, month, day = (int(number) for number in match.groups())
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            found.append(date(year, month, day))
    return found


def reference_year(published_on: date | None, title: str | None) -> int | None:
    """The year a text speaks from: its publishing date, else the first year of its title."""
    if published_on is not None:
        return published_on.year
    match = _YEARS.search(title or "") or re.search(r"(20\d\d)", title or "")
    return int(match[1]) if match else None
