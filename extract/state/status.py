"""Planned, committed, under way or done: the status of a figure from the words that govern it (DESIGN §4).

The evidence, strongest first: what the figure itself is called (原计划的150名, 80%的要求), thresholds and settings, a
mode word of its clause or sentence (将, 力争, 已; 计划…已…: the nearest before wins), the verb it belongs to, the
figure it is listed with, and last the kind of text: a plan's bare figures are targets, a report's are results.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.state.settings import Scope, is_setting
from extract.state.words import Word, Words, find_words
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
_GOODS: Final = re.compile(r"捐|赠|送|发放|拨|配|添置|投放")
_GRANT: Final = re.compile(
    r"(?:给予|按)[^，。；]{0,14}$|单(?:个|笔|家|户)[^，。；]{0,8}$"
)  # a standard for whoever qualifies
_DONE: Final = frozenset(("完成", "实现", "超额完成", "建成", "到位", "到账"))
_DATED_BACK: Final = re.compile(r"\s*(?:截至)?20\d\d年(?:末|底)(?!之?前|以前)")
_LOOK_BACK: Final = 1500  # characters
_OUTLOOK: Final = frozenset(("下一步", "接下来", "今后", "明年", "未来三年", "未来五年"))
_SPENT: Final = re.compile(r"[^，。；]{0,6}(?:支出|开支|用款|使用情况|去向)")
_STRONG: Final = frozenset({"give", "spend", "allocate", "commit", "pledge", "advance", "raise"})
_TURNING: Final = frozenset({"commit", "pledge", "give", "raise"})  # verbs that make a part a matter of its own
_MONEY_VERBS: Final = frozenset({"give", "spend", "allocate"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and its subtype."""

    status: Status
    subtype: Subtype | None = None


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
        return Reading("budget")
    share = figure.dimension == "ratio" and lead.endswith("的")  # 完成计划的七成: the share itself is a result
    aimed = _AIM_BEFORE.search(lead[-10:]) or _AIM_BEHIND.match(text, figure.end)
    if figure.dimension != "money":
        aimed = aimed or _SET_BEFORE.search(lead[-24:])
    if not share and aimed:
        return Reading("target")
    if _PRESCRIBED.match(text, figure.end):
        return Reading("target")
    agreed = figure.dimension == "money" and _AGREED.search(lead)  # 协议金额不超过45万元: agreed, up to so much
    if _PRESCRIBING.match(text, figure.start) and scope.kind not in ("plan", "notice") and not agreed:
        return Reading("target")  # 不少于, 不低于 set a standard, also where a report recalls it
    before = [w for w in scope.words.between(scope.sentence[0], figure.start) if w.end <= figure.start]
    here = [w for w in scope.words.between(*scope.clause) if not figure.start <= w.start < figure.end]
    if is_setting(scope, figure, lead, counted, here):
        return Reading("background")
    mode = _find_mode(scope, figure, before, here)
    verb = _find_governing(figure, before, here)
    if of_whole is not None and not any(w.entry.kind == "mode" or w.entry.group in _TURNING for w in here):
        return of_whole
    if mode == "ongoing" and figure.dimension != "money":
        return Reading("underway")
    if _BASE.search(lead) and figure.dimension == "ratio":
        return Reading("actual")
    if listed_with is not None and figure.dimension == "ratio" and mode != "real":
        return listed_with
    if mode in ("planned", "intended"):
        return _read_planned(scope, figure, counted, mode, verb, here)
    noun = next(
        (w.entry.group for w in here if w.entry.kind == "noun" and w.entry.group in ("budget", "committed")), None
    )
    if noun == "committed" and (figure.dimension == "money" or figure.unit not in ("家", "名", "人")):
        return Reading("commitment", "pledge" if "认捐" in lead else "commitment")
    if noun == "budget" and figure.dimension == "money" and mode != "real":
        return Reading("budget")
    continues = verb is None or (verb.entry.group == "do" and verb.start < scope.clause[0])
    if continues and listed_with is not None and not (mode == "real" and listed_with.status in ("target", "budget")):
        return listed_with
    if mode is None and _sets_goals(scope) and not _is_past(scope, figure):
        return _read_planned(scope, figure, counted, "planned", verb, here)
    return _read_done(scope, figure, counted, verb, before)


def _sets_goals(scope: Scope) -> bool:
    """Whether bare figures are goals there: in a plan, not in its review of the past, or under a heading of plans."""
    if _BEHIND_US.search(scope.section):
        return False
    return scope.kind in ("plan", "notice") or bool(_AHEAD.search(scope.section))


def find_governing_words(text: str) -> Words:
    """The words of the file that can govern a figure: those that are no part of another word where they stand."""
    return find_words(text).where(lambda word: not _is_part_of_noun(text, word))


def _is_part_of_noun(text: str, word: Word) -> bool:
    """采购额, “…计划”, 主要, 应急: a verb or mode word that is only a part of another word there."""
    behind, ahead = text[word.end : word.end + 1], text[word.start - 1 : word.start] if word.start else ""
    form = word.entry.word
    if word.entry.kind == "verb":
        return behind in ("额", "量", "率", "价", "商", "者") or (behind == "”" and ahead != "“")
    if form == "打算":
        return ahead == "原" or behind in ("的", "，", "。")
    if form in ("计划", "规划", "目标", "指标", "决定", "要求"):
        return behind in ("”", "》", "」", "的", "）", "书", "中", "下", "、", "和", "表") or ahead in (
            "”",
            "」",
            "动",
            "《",
            "原",
            "年",
            "度",
            "意",
        )
    if form == "要":
        return ahead in tuple("主重需必简纪摘提首次紧") or behind in tuple("求素点是害道闻")
    if form == "应":
        return behind in tuple("对急用届邀") or ahead in tuple("供响反适相效对呼")
    if form == "想":
        return ahead in tuple("思理设梦感联") or behind in tuple("象法")
    if form == "争取":
        return text[word.end : word.end + 2] in ("资金", "项目", "支持", "到了", "政策", "到各")
    if form == "将":
        return behind in tuple("军近其这一二三") and behind != "近"
    if form in ("拟", "须", "准备"):
        return ahead in tuple("模虚胡必储") or behind in ("金",)
    if form in ("现场", "实际"):
        return behind in ("会", "情")
    if form in ("去年", "上年", "前年"):
        return ahead in ("比", "与", "较", "同", "于") or behind in ("同", "相")
    return False


def _find_mode(scope: Scope, figure: FigureSpan, before: Sequence[Word], here: Sequence[Word]) -> str | None:
    """planned, intended, real or ongoing: the nearest mode word before the figure, behind it, or in its sentence."""
    own = [w for w in here if w.entry.kind == "mode"]
    left = [w for w in own if w.end <= figure.start]
    if left:
        # 要 and 应 set goals in plans, or with a bound; in a story they are just need
        last = left[-1]
        termed = (
            scope.kind in ("plan", "notice")
            or figure.rule != "exact"
            or _TERM.search(scope.text, scope.sentence[0], figure.start)
        )
        if termed or last.entry.word not in ("要", "应", "须"):
            return last.entry.group
    right = [w for w in own if w.start >= figure.end and w.entry.group in ("planned", "intended")]
    if right and right[0].start - figure.end <= 6 and right[0].entry.word in ("要", "将", "须", "应", "目标"):
        return "planned" if scope.kind in ("plan", "notice") or right[0].entry.word in ("将", "目标") else None
    lead = scope.text[scope.sentence[0] : figure.start]
    if not left and _is_done(scope, figure, before):
        return "real"
    earlier = [w for w in before if w.entry.kind == "mode" and w.start < scope.clause[0] and w.entry.group != "ongoing"]
    if earlier and not (
        earlier[-1].entry.word in ("要", "应", "要求", "提出", "目前")
        and scope.kind == "news"
        and figure.rule == "exact"
    ):
        return earlier[-1].entry.group
    if _TERM.search(lead) and _is_future(scope, lead) and not any(w.entry.group == "real" for w in earlier):
        return "planned"
    # 截至…，已…；… : reality reaches over a semicolon, a plan does not
    floor = max(0, scope.sentence[0] - _LOOK_BACK)
    stop = max(floor, *(scope.text.rfind(mark, floor, scope.sentence[0]) + 1 for mark in "。！？\n"))
    told = [w for w in scope.words.between(stop, scope.sentence[0]) if w.entry.kind == "mode"]
    if told and all(w.entry.group == "real" for w in told):
        return "real"
    # 下一步，将…。培训…: an outlook goes on to the end of its paragraph
    start = max(floor, scope.text.rfind("\n", floor, scope.sentence[0]) + 1)
    outlook = [w for w in scope.words.between(start, scope.sentence[0]) if w.entry.word in _OUTLOOK]
    return (
        "planned"
        if outlook and not any(w.start > outlook[-1].start and w.entry.group == "real" for w in told)
        else None
    )


def _is_done(scope: Scope, figure: FigureSpan, before: Sequence[Word]) -> bool:
    """计划800户，完成826户，发放…: in a report, what stands behind 完成 is done, until the next plan."""
    if scope.kind in ("plan", "notice"):
        return False
    told = [w for w in before if w.entry.word in _DONE or w.entry.group in ("planned", "intended")]
    return bool(told) and told[-1].entry.word in _DONE and len({w.entry.group for w in told}) > 1


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


def _find_governing(figure: FigureSpan, before: Sequence[Word], here: Sequence[Word]) -> Word | None:
    """The verb a figure belongs to: for actors one behind that commits, else the nearest strong one before it."""
    verbs = [w for w in here if w.entry.kind == "verb"]
    left = [w for w in verbs if w.end <= figure.start]
    right = [w for w in verbs if w.start >= figure.end]
    committed = [w for w in right if w.entry.group in ("commit", "pledge")]
    actor = figure.unit in _ACTOR_UNITS and figure.dimension in ("count", "person")
    if actor and committed and not any(w.entry.group in ("give", "raise") for w in left):
        return committed[0]
    commits = [w for w in left if w.entry.group in ("commit", "pledge")]
    if commits and all(w.entry.group in ("do", "commit", "pledge", "give") for w in left[left.index(commits[-1]) :]):
        return commits[-1]
    strong = [w for w in left if w.entry.group in _STRONG]
    if strong and (figure.dimension == "money" or figure.start - strong[-1].end <= 14):
        return strong[-1]
    near = [w for w in right if w.entry.group in _MONEY_VERBS and w.start - figure.end <= 8]
    if near and figure.dimension == "money":
        return near[0]
    if left:
        return left[-1]
    if right:
        return right[0]
    earlier = [w for w in before if w.entry.kind == "verb"]
    committing = [w for w in earlier[-3:] if w.entry.group in ("commit", "pledge")]
    return committing[-1] if committing else earlier[-1] if earlier else None


def _read_planned(
    scope: Scope, figure: FigureSpan, counted: str | None, mode: str, verb: Word | None, here: Sequence[Word]
) -> Reading:
    money = figure.dimension == "money"
    lead = scope.text[max(scope.clause[0], figure.start - 16) : figure.start]
    if _PER_UNIT.search(lead) or (scope.kind in ("plan", "notice") and _GRANT.search(lead)):
        return Reading("target")
    spends = verb is not None and verb.entry.group in _MONEY_VERBS and verb.start >= scope.sentence[0]
    if any(w.entry.kind == "noun" and w.entry.group == "budget" for w in here) and money:
        return Reading("budget")
    if money and counted and _ACTUAL_NOUN.search(counted):
        return Reading("target")
    if money and figure.rule in ("at-least", "at-most", "over", "range") and scope.kind in ("plan", "notice"):
        return Reading("target")  # a goal or a cap, not a sum set aside
    gives = (
        verb is not None and verb.entry.group in ("give", "allocate") and scope.clause[0] <= verb.start < figure.start
    )
    if mode == "intended" and (money or gives):
        return Reading("budget") if verb is None or verb.entry.group != "raise" else Reading("target")
    return Reading("budget") if money and spends else Reading("target")


def _read_done(
    scope: Scope, figure: FigureSpan, counted: str | None, verb: Word | None, before: Sequence[Word]
) -> Reading:
    if verb is None:
        if figure.dimension == "money" and _SPENT.match(scope.section):
            return Reading("disbursement", "expenditure")
        return Reading("background" if scope.kind in ("plan", "notice") else "actual")
    group = verb.entry.group
    committed_before = any(w.entry.group in ("commit", "pledge") for w in before)
    if group in ("commit", "pledge"):
        if counted and _ACTUAL_NOUN.search(counted) and verb.start < scope.clause[0]:
            return Reading("actual")
        return Reading("commitment", verb.entry.subtype)
    if (
        committed_before
        and verb.entry.word in ("帮助", "带动", "惠及", "覆盖", "解决")
        and verb.start >= scope.clause[0]
    ):
        return Reading("target")  # what a pledge is to achieve
    if group == "advance":
        return Reading("underway")
    # 拨付善款48万元: what was raised is given away
    given_away = group in _MONEY_VERBS and _GIVEN_AWAY.fullmatch(scope.text, verb.end - 2, figure.start) is not None
    if counted and _ACTUAL_NOUN.search(counted) and not given_away:
        return Reading("actual")
    if group in _MONEY_VERBS and _INCOME.match(scope.section):
        return Reading("actual")  # what others gave is the reporter's income
    if group == "do" and figure.dimension == "money" and _SPENT.match(scope.section):
        return Reading("disbursement", "expenditure")
    if group in _MONEY_VERBS:
        goods = figure.dimension in ("count", "mass", "volume") and figure.unit not in ("家", "名", "位", "户")
        if figure.dimension == "money" or (goods and _GOODS.search(verb.entry.word) and verb.end <= figure.start):
            return Reading("disbursement", verb.entry.subtype)
    return Reading("actual")


def reference_year(published_on: date | None, title: str | None) -> int | None:
    """The year a text speaks from: its publishing date, else the first year of its title."""
    if published_on is not None:
        return published_on.year
    match = _YEARS.search(title or "") or re.search(r"(20\d\d)", title or "")
    return int(match[1]) if match else None
