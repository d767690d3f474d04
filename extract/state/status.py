"""Planned, committed, under way or done: the status of a figure from the words that govern it (DESIGN §4).

The evidence, strongest first: what the figure itself is called (原计划的150名, 80%的要求), thresholds and settings, a
mode word of its clause or sentence (将, 力争, 已; 计划…已…: the nearest before wins), the verb it belongs to, the
figure it is listed with, and last the kind of text: a plan's bare figures are targets, a report's are results.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.state.settings import Scope, is_setting
from extract.state.words import Word
from extract.types import FigureSpan, Status, Subtype

_AIM_BEFORE: Final = re.compile(
    r"(?:原[定计打预](?:划|算|定|计)?|(?<![划书])计划|目标|指标|预期|方案(?:提出|要求|目标)?|当初的?要求)(?:的|是|为|定的)?(?:采购|培训|完成)?$"
)
_SPENDING_AIM: Final = re.compile(
    r"(?:原)?(?:计划|预算|拟|准备|打算)(?:再|追加)?(?:投入?|投资|安排|支出|拿出)(?:的|再)?$"
)
_AIM_BEHIND: Final = re.compile(r"[^，。；、\d]{0,5}?的?(?:目标|任务|要求|指标|计划|原计划|约定)(?![书表资投完任])")
_PRESCRIBED: Final = re.compile(r"，每[个家名户村县项][^，。；]{0,4}(?:不超过|不低于|不少于|最高|上限)")
_PRESCRIBING: Final = re.compile(r"不(?:得|能)?(?:少于|低于|超过|高于|多于)")
_AGREED: Final = re.compile(r"(?:协议|合同|签约|认领|认捐)(?:总)?(?:金额|资金|额|价款)(?:为|共计?)?$")
_GIVEN_AWAY: Final = re.compile(r"(?:拨付|下拨|支付|支出|捐赠|发放)了?善款(?:共计?)?")
_SET_BEFORE: Final = re.compile(r"原定(?:于?20\d\d年)?[^，。；\d]{1,16}$")
_BASE: Final = re.compile(r"(?:从|由)[^，。；]{0,8}$")
_AHEAD: Final = re.compile(
    r"目标|任务|打算|下一步|下步|今后|下阶段|展望|(?:今年|明年|20\d\d年)(?:工作|主要|重点)?(?:安排|计划|打算)|工作安排|预期"
)
_BEHIND_US: Final = re.compile(
    r"回顾|成效|完成情况|(?:工作|主要|取得的?)(?:成绩|进展|成果)|总结|底数|基本情况|现状|家底|实施情况|收支|去年"
)
_INCOME: Final = re.compile(r"[^，。；支]{0,6}(?:收入|进账|来源|募集)")
_PER_UNIT: Final = re.compile(
    r"(?:每|各)(?:个|家|名|村|户|县|乡|镇|人|项|所|支|年|季度|学期|月|社区|间|屯|位)?[^，。；]{0,12}$"
)
_TERM: Final = re.compile(r"(?:到|至)20\d\d年(?:底|末)?[，,]?|20\d\d年底前|年内|三年内|期末")
_ACTUAL_NOUN: Final = re.compile(r"(?:成交额|销售额|产值|货值|增收|收入|利润|结余|善款)$")
_COMPARED: Final = re.compile(r"[比与较同](?:20\d\d|上|去)年")
_DAY: Final = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_YEARS: Final = re.compile(r"(20\d\d)年")
_ACTOR_UNITS: Final = frozenset({"家", "人", "名", "位", "个"})
_ACHIEVING: Final = frozenset(("帮助", "带动", "惠及", "覆盖", "解决"))
_FULL_STOPS: Final = ("。", "！", "？", "\n")
_GOODS: Final = re.compile(r"捐|赠|送|发放|拨|配|添置|投放")
_GRANT: Final = re.compile(
    r"(?:给予|按)[^，。；]{0,14}$|单(?:个|笔|家|户)[^，。；]{0,8}$"
)  # a standard for whoever qualifies
_DONE: Final = frozenset(("完成", "实现", "超额完成", "建成", "到位", "到账"))
_DATED_BACK: Final = re.compile(r"\s*(?:截至)?20\d\d年(?:末|底)(?!之?前|以前)")
_LOOK_BACK: Final = 1500  # characters
_SPENT: Final = re.compile(r"[^，。；]{0,6}(?:支出|开支|用款|使用情况|去向)")
_PLANS: Final = ("plan", "notice")
_NEEDS: Final = frozenset(("要", "应", "须"))  # they set goals in plans, or with a bound; in a story they are just need
_LOOSE: Final = frozenset(("要", "应", "要求", "提出", "目前"))
_AIMS: Final = frozenset({"planned", "intended"})
_STRONG: Final = frozenset({"give", "spend", "allocate", "commit", "pledge", "advance", "raise"})
_TURNING: Final = frozenset({"commit", "pledge", "give", "raise"})  # verbs that make a part a matter of its own
_MONEY_VERBS: Final = frozenset({"give", "spend", "allocate"})
_COMMITTING: Final = frozenset({"commit", "pledge"})
_UNTIL_NEXT: Final = frozenset({"do", "commit", "pledge", "give"})  # verbs over which one that commits still reaches


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and its subtype."""

    status: Status
    subtype: Subtype | None = None


_TARGET: Final = Reading("target")
_BUDGET: Final = Reading("budget")
_ACTUAL: Final = Reading("actual")
_BACKGROUND: Final = Reading("background")


def read_status(
    scope: Scope,
    figure: FigureSpan,
    counted: str | None,
    listed_with: Reading | None = None,
    of_whole: Reading | None = None,
) -> Reading:
    """The status of one figure.

    ``listed_with`` is the reading of the figure that it continues a list of, ``of_whole`` of the one it is a part of.
    """
    text = scope.text
    lead = text[scope.clause[0] : figure.start]
    if figure.dimension == "money" and _SPENDING_AIM.search(lead[-8:]):
        return _BUDGET
    share = figure.dimension == "ratio" and lead.endswith("的")  # 完成计划的七成: the share itself is a result
    aimed = _AIM_BEFORE.search(lead[-10:]) or _AIM_BEHIND.match(text, figure.end)
    if figure.dimension != "money":
        aimed = aimed or _SET_BEFORE.search(lead[-24:])
    if not share and aimed:
        return _TARGET
    if _PRESCRIBED.match(text, figure.end):
        return _TARGET
    if scope.kind not in _PLANS and _PRESCRIBING.match(text, figure.start):
        agreed = figure.dimension == "money" and _AGREED.search(lead)  # 协议金额不超过45万元: agreed, up to so much
        if not agreed:
            return _TARGET  # 不少于, 不低于 set a standard, also where a report recalls it
    first, last = scope.clause
    here = [*scope.words.all.between(first, figure.start), *scope.words.all.between(figure.end, last)]
    groups = {word.entry.group for word in here}
    if is_setting(scope, figure, lead, counted, groups):
        return _BACKGROUND
    mode = _find_mode(scope, figure)
    verb = _find_governing(scope, figure)
    if of_whole is not None and groups.isdisjoint(_TURNING) and not any(word.entry.kind == "mode" for word in here):
        return of_whole
    if mode == "ongoing" and figure.dimension != "money":
        return Reading("underway")
    if figure.dimension == "ratio" and _BASE.search(lead):
        return _ACTUAL
    if listed_with is not None and figure.dimension == "ratio" and mode != "real":
        return listed_with
    if mode in _AIMS:
        return _read_planned(scope, figure, counted, mode, verb, groups)
    noun = next((word.entry.group for word in here if word.entry.group in ("budget", "committed")), None)
    if noun == "committed" and (figure.dimension == "money" or figure.unit not in ("家", "名", "人")):
        return Reading("commitment", "pledge" if "认捐" in lead else "commitment")
    if noun == "budget" and figure.dimension == "money" and mode != "real":
        return _BUDGET
    continues = verb is None or (verb.entry.group == "do" and verb.start < first)
    if continues and listed_with is not None and not (mode == "real" and listed_with.status in ("target", "budget")):
        return listed_with
    if mode is None and _sets_goals(scope) and not _is_past(scope, figure):
        return _read_planned(scope, figure, counted, "planned", verb, groups)
    return _read_done(scope, figure, counted, verb)


def _sets_goals(scope: Scope) -> bool:
    """Whether bare figures are goals there: in a plan, not in its review of the past, or under a heading of plans."""
    if _BEHIND_US.search(scope.section):
        return False
    return scope.kind in _PLANS or bool(_AHEAD.search(scope.section))


def _find_mode(scope: Scope, figure: FigureSpan) -> str | None:
    """planned, intended, real or ongoing: the nearest mode word before the figure, behind it, or in its sentence."""
    text, modes, (first, last), opening = scope.text, scope.words.modes, scope.clause, scope.sentence[0]
    left = modes.within(first, figure.start)
    if left:
        nearest = left[-1].entry
        if (
            nearest.word not in _NEEDS
            or scope.kind in _PLANS
            or figure.rule != "exact"
            or _TERM.search(text, opening, figure.start)
        ):
            return nearest.group
    right = [w for w in modes.between(figure.end, min(last, figure.end + 7)) if w.entry.group in _AIMS]
    if right and right[0].entry.word in ("要", "将", "须", "应", "目标"):
        return "planned" if scope.kind in _PLANS or right[0].entry.word in ("将", "目标") else None
    if not left and _is_done(scope, figure):
        return "real"
    earlier = [w.entry for w in modes.between(opening, first) if w.entry.group != "ongoing"]
    if earlier and not (earlier[-1].word in _LOOSE and scope.kind == "news" and figure.rule == "exact"):
        return earlier[-1].group
    lead = text[opening : figure.start]
    if _TERM.search(lead) and _is_future(scope, lead) and not any(entry.group == "real" for entry in earlier):
        return "planned"
    return _find_mode_before(scope)


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
    if scope.kind in _PLANS:
        return False
    before = scope.words.all.within(scope.sentence[0], figure.start)
    told = [w.entry for w in before if w.entry.word in _DONE or w.entry.group in _AIMS]
    return bool(told) and told[-1].word in _DONE and len({entry.group for entry in told}) > 1


def _is_future(scope: Scope, lead: str) -> bool:
    years = [int(y) for y in _YEARS.findall(lead)]
    if scope.year is None:  # 到2025年 in a text of unknown date looks ahead, unless it says 已 or 累计
        return bool(re.search(r"(?:到|至)20\d\d年", lead))
    return bool(years) and max(years) >= scope.year + (0 if "到" in lead else 1)


def _is_past(scope: Scope, figure: FigureSpan) -> bool:
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


def _find_governing(scope: Scope, figure: FigureSpan) -> Word | None:
    """The verb a figure belongs to: for actors one behind that commits, else the nearest strong one before it."""
    verbs, (first, last) = scope.words.verbs, scope.clause
    left, right = verbs.within(first, figure.start), verbs.between(figure.end, last)
    if right and figure.unit in _ACTOR_UNITS and figure.dimension in ("count", "person"):
        committed = [w for w in right if w.entry.group in _COMMITTING]
        if committed and not any(w.entry.group in ("give", "raise") for w in left):
            return committed[0]
    for word in reversed(left):
        if word.entry.group in _COMMITTING:
            return word
        if word.entry.group not in _UNTIL_NEXT:
            break
    money = figure.dimension == "money"
    for word in reversed(left):
        if word.entry.group in _STRONG:
            if money or figure.start - word.end <= 14:
                return word
            break
    if money:
        for word in right:
            if word.entry.group in _MONEY_VERBS:
                if word.start - figure.end <= 8:
                    return word
                break
    if left:
        return left[-1]
    if right:
        return right[0]
    earlier = verbs.within(scope.sentence[0], figure.start)
    committing = [w for w in earlier[-3:] if w.entry.group in _COMMITTING]
    return committing[-1] if committing else earlier[-1] if earlier else None


def _read_planned(
    scope: Scope, figure: FigureSpan, counted: str | None, mode: str | None, verb: Word | None, groups: Set[str]
) -> Reading:
    money = figure.dimension == "money"
    lead = scope.text[max(scope.clause[0], figure.start - 16) : figure.start]
    if _PER_UNIT.search(lead) or (scope.kind in _PLANS and _GRANT.search(lead)):
        return _TARGET
    spends = verb is not None and verb.entry.group in _MONEY_VERBS and verb.start >= scope.sentence[0]
    if money and "budget" in groups:
        return _BUDGET
    if money and counted and _ACTUAL_NOUN.search(counted):
        return _TARGET
    if money and figure.rule in ("at-least", "at-most", "over", "range") and scope.kind in _PLANS:
        return _TARGET  # a goal or a cap, not a sum set aside
    gives = (
        verb is not None and verb.entry.group in ("give", "allocate") and scope.clause[0] <= verb.start < figure.start
    )
    if mode == "intended" and (money or gives):
        return _BUDGET if verb is None or verb.entry.group != "raise" else _TARGET
    return _BUDGET if money and spends else _TARGET


def _read_done(scope: Scope, figure: FigureSpan, counted: str | None, verb: Word | None) -> Reading:
    if verb is None:
        if figure.dimension == "money" and _SPENT.match(scope.section):
            return Reading("disbursement", "expenditure")
        return _BACKGROUND if scope.kind in _PLANS else _ACTUAL
    group = verb.entry.group
    if group in _COMMITTING:
        if counted and _ACTUAL_NOUN.search(counted) and verb.start < scope.clause[0]:
            return _ACTUAL
        return Reading("commitment", verb.entry.subtype)
    if verb.entry.word in _ACHIEVING and verb.start >= scope.clause[0]:
        before = scope.words.verbs.within(scope.sentence[0], figure.start)
        if any(w.entry.group in _COMMITTING for w in before):
            return _TARGET  # what a pledge is to achieve
    if group == "advance":
        return Reading("underway")
    # 拨付善款48万元: what was raised is given away
    given_away = group in _MONEY_VERBS and _GIVEN_AWAY.fullmatch(scope.text, verb.end - 2, figure.start) is not None
    if counted and _ACTUAL_NOUN.search(counted) and not given_away:
        return _ACTUAL
    if group in _MONEY_VERBS and _INCOME.match(scope.section):
        return _ACTUAL  # what others gave is the reporter's income
    if group == "do" and figure.dimension == "money" and _SPENT.match(scope.section):
        return Reading("disbursement", "expenditure")
    if group in _MONEY_VERBS:
        goods = figure.dimension in ("count", "mass", "volume") and figure.unit not in ("家", "名", "位", "户")
        if figure.dimension == "money" or (goods and _GOODS.search(verb.entry.word) and verb.end <= figure.start):
            return Reading("disbursement", verb.entry.subtype)
    return _ACTUAL


def reference_year(published_on: date | None, title: str | None) -> int | None:
    """The year a text speaks from: its publishing date, else the first year of its title."""
    if published_on is not None:
        return published_on.year
    match = _YEARS.search(title or "") or re.search(r"(20\d\d)", title or "")
    return int(match[1]) if match else None
