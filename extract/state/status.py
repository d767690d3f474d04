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
    r"(?:原[定计打预](?:划|算|定|计)?|(?<![划书])计划|(?:目标|指标)值?|(?:下达|规划|年度|[一二三四五]年|总|既定)任务[数量]?|预期|方案(?:提出|要求|目标)?|当初的?要求)(?:的|是|为|定的)?(?:采购|培训|完成)?$"
)
_SPENDING_AIM: Final = re.compile(
    r"(?:原)?(?:计划|预算|拟|准备|打算)(?:再|追加)?(?:投入?|投资|安排|支出|拿出)(?:的|再)?$"
)
_AIM_BEHIND: Final = re.compile(r"[^，。；、\d]{0,5}?的?(?:目标|任务|要求|指标|计划|原计划|约定)(?![书表资投完任])")
_NUMBER_NEXT: Final = re.compile(r"\s*[近约超]?[\d一二两三四五六七八九十百]")
# 46万元未拨付, 滞留资金418万元: what was found, neither given nor planned
_UNDONE: Final = re.compile(r"(?:资金|款|的)?[^，。；\d]{0,3}?(?:未(?!来|成年)|没有|尚未|还没|没能)")
_SHORT_OF: Final = re.compile(
    r"(?:差|缺|短缺|尚欠|拖欠|欠|尚有|仍有|还剩|仅剩|只剩|剩余|还有|未到[^，。；]{0,10}|滞留|闲置|结余|结存|追回|收回|退回|多领|冒领|套取|挪用|违规[^，。；]{0,6})"
    r"[^，。；\d]{0,10}$"
)
_BY_TERMS: Final = re.compile(r"(?:按照?|根据|依照|依据)[^，。；]{0,14}(?:协议|合同|方案|规划|设计|预算|约定)[，,]")
_OF_AIM: Final = re.compile(r"(?:完成|实现|占|达到?|相当于|[为是])[^，。；]{0,24}的$")  # 完成目标1500万元的近七成
_CAP: Final = re.compile(
    r"(?:额度|限额|上限|标准|补助|补贴|奖补|资助|奖励|报销|给予|单个|单户|单笔|每[个人户例名]?|年度)[^，。；\d]{0,6}$"
)
_CONDITIONAL: Final = re.compile(
    r"每(?:新增|吸纳|完成|举办|培训|创办|引进|带动)[^，。；]{0,18}(?:奖励?|奖补|补助|补贴|给予)$"
)
_ARRIVED: Final = re.compile(
    r"(?:资金|款项?)?(?:均|全部|全额)?已(?:经|全部|全额)?(?:到位|到账|下达|拨付|投入|支付|发放|用于)"
)
_ONE_OFF: Final = re.compile(r"一次性(?:补助|奖励|奖补|补贴|给予)[^，。；\d]{0,6}$")
_PERFECT: Final = re.compile(r"(?<!除)(?<!为)了[^，。；\d]{0,6}$")
_PRESCRIBED: Final = re.compile(r"，每[个家名户村县项][^，。；]{0,4}(?:不超过|不低于|不少于|最高|上限)")
_PRESCRIBING: Final = re.compile(r"不(?:得|能)?(?:少于|低于|超过|高于|多于)")
_BASE: Final = re.compile(r"(?:从|由)[^，。；到至]{0,8}$")
_AGREED: Final = re.compile(r"(?:协议|合同|签约|认领|认捐)(?:总)?(?:金额|资金|额|价款)(?:为|共计?)?$")
_GIVEN_AWAY: Final = re.compile(r"(?:拨付|下拨|支付|支出|捐赠|发放)了?善款(?:共计?)?")
_SET_BEFORE: Final = re.compile(r"原定(?:于?20\d\d年)?[^，。；\d]{1,16}$")
_AHEAD: Final = re.compile(
    r"目标|任务|打算|下一步|下步|今后|下阶段|展望|(?:今年|明年|20\d\d年)(?:工作|主要|重点)?(?:安排|计划|打算)|工作安排|预期"
)
_BEHIND_US: Final = re.compile(
    r"回顾|成效|已开展|已完成|主要做法|工作开展情况|完成情况|(?:工作|主要|取得的?)(?:成绩|进展|成果)|总结|底数|基本情况|现状|家底|实施情况|收支|去年"
)
_INCOME: Final = re.compile(r"[^，。；支]{0,6}(?:收入|进账|来源|募集|接收|接受|募捐|筹款|所得)")
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
_SUPPLY: Final = re.compile(r"提供|捐|赠|送|派|投入|支持|给予|发放")
_GOODS: Final = re.compile(r"兑现|捐|赠|送|发放|拨|配|添置|投放")
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
_ARRIVALS: Final = frozenset(("到账", "到位", "兑现", "拨付", "支付", "实付", "已付"))
_PROMISED: Final = frozenset(("捐", "捐赠", "捐款", "捐出", "投入", "出资", "给", "拨付", "提供", "支持", "投"))
_CLAIMED: Final = frozenset(("认领", "承接", "认购", "认养", "签订", "签署", "签约", "协议", "约定", "达成"))
_GIFTS: Final = frozenset(
    ("捐赠", "捐款", "捐助", "捐资", "援助", "支持", "补助", "补贴", "资助", "拨款", "投资", "捐")
)
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
_GIVEN: Final = Reading("disbursement", "disbursement")
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
    if (
        figure.dimension == "money"
        and (scope.kind not in _PLANS or figure.rule == "exact")
        and (_UNDONE.match(text, figure.end) or _SHORT_OF.search(lead))
    ):
        return _ACTUAL
    if share and _OF_AIM.search(lead):
        return _ACTUAL
    if figure.rule == "at-most" and _CAP.search(lead):
        return _TARGET
    if figure.dimension == "money" and _CONDITIONAL.search(lead):
        return _TARGET  # 每新增1名奖1000元: a standard
    if scope.kind not in _PLANS and _PRESCRIBING.match(text, figure.start):
        agreed = figure.dimension == "money" and _AGREED.search(lead)  # 协议金额不超过45万元: agreed, up to so much
        if not agreed:
            return _TARGET  # 不少于, 不低于 set a standard, also where a report recalls it
    first, last = scope.clause
    here = [*scope.words.all.between(first, figure.start), *scope.words.all.between(figure.end, last)]
    groups = {word.entry.group for word in here}
    if is_setting(scope, figure, lead, counted, groups):
        return _BACKGROUND
    if scope.rules and figure.dimension == "money" and (figure.per or _PER_UNIT.search(lead)):
        done = scope.words.modes.within(scope.clause[0], figure.start)
        if not any(w.entry.group == "real" for w in done) and not _is_past(scope, figure):
            return _TARGET  # 每户补助3000元
    mode = _find_mode(scope, figure)
    verb = _find_governing(scope, figure)
    if of_whole is not None and groups.isdisjoint(_TURNING) and not any(word.entry.kind == "mode" for word in here):
        return of_whole
    if mode == "ongoing" and figure.dimension != "money":
        return Reading("underway")
    if figure.dimension == "ratio" and _BASE.search(lead):
        return _ACTUAL
    if figure.dimension == "money" and _ARRIVED.match(text, figure.end):
        return _GIVEN
    if listed_with is not None and figure.dimension == "ratio" and mode != "real":
        return listed_with
    if mode in _AIMS:
        promised = _find_promise(scope, figure)
        if promised is not None and (figure.dimension == "money" or _supplies(verb, promised)):
            return Reading("commitment", promised.entry.subtype)  # 承诺未来三年再捐1500万元
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
        if left[-1].entry.word == "要" and figure.dimension == "money" and figure.start - left[-1].end <= 2:
            return "intended"  # 换管网，一共要63万元
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
    if told is None and not left and scope.kind not in _PLANS and _BY_TERMS.match(lead.lstrip("“”")):
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
    if left and left[-1].entry.word in _ARRIVALS and figure.start - left[-1].end <= 2:
        return left[-1]  # 认捐的200万元到账120万元
    if not any(w.entry.group == "real" for w in scope.words.modes.within(first, figure.start)):
        said = [w for w in verbs.within(scope.sentence[0], first) if w.entry.group in _COMMITTING]
        if said and left and left[-1].entry.word in _PROMISED and said[-1].entry.word not in _CLAIMED:
            return said[-1]  # 会长表态：捐30万元
    for word in reversed(left):
        if word.entry.group in _COMMITTING:
            return word
        if word.entry.group not in _UNTIL_NEXT:
            break
    money = figure.dimension == "money"
    for word in reversed(left):
        if word.entry.group in _STRONG:
            if word.entry.word in _GIFTS:
                received = [w for w in left if w.entry.group == "raise" and 0 <= word.start - w.end <= 12]
                word = received[-1] if received else word  # 接收捐赠款物2.96亿元: an income
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


def _is_giving(verb: Word | None, counted: str | None) -> bool:
    """Goods that are handed over, or projects that means are set aside for (打算再安排项目132个), but no 安排岗位."""
    return verb is not None and bool(_GOODS.search(verb.entry.word) or (counted or "").endswith("项目"))


def _supplies(verb: Word | None, promised: Word) -> bool:
    """承诺提供远程会诊100例: what the promise itself hands over, not what it is to achieve (承诺帮助11个乡镇)."""
    return verb is not None and verb.start >= promised.end and bool(_SUPPLY.search(verb.entry.word))


def _find_promise(scope: Scope, figure: FigureSpan) -> Word | None:
    """The word that promises in the figure's clause, unless the promise itself is only planned (力争签约…)."""
    for word in scope.words.all.within(scope.clause[0], figure.start):
        if word.entry.group in _AIMS:
            return None
        if word.entry.group in ("commit", "pledge"):
            return word
    return None


def _read_planned(
    scope: Scope, figure: FigureSpan, counted: str | None, mode: str | None, verb: Word | None, groups: Set[str]
) -> Reading:
    reading = _read_aim(scope, figure, counted, mode, verb, groups)
    return Reading("commitment", "commitment") if scope.contract and reading == _BUDGET else reading


def _read_aim(
    scope: Scope, figure: FigureSpan, counted: str | None, mode: str | None, verb: Word | None, groups: Set[str]
) -> Reading:
    money = figure.dimension == "money"
    lead = scope.text[max(scope.clause[0], figure.start - 16) : figure.start]
    if _PER_UNIT.search(lead) or _ONE_OFF.search(lead) or (scope.kind in _PLANS and _GRANT.search(lead)):
        return _TARGET
    spends = verb is not None and verb.entry.group in _MONEY_VERBS and verb.start >= scope.sentence[0]
    if money and "budget" in groups:
        return _BUDGET
    if money and counted and _ACTUAL_NOUN.search(counted):
        return _TARGET
    if money and figure.rule in ("at-least", "at-most", "over", "range") and scope.kind in _PLANS:
        return _TARGET  # a goal or a cap, not a sum set aside
    own = verb is not None and scope.clause[0] <= verb.start
    gives = (
        verb is not None and verb.entry.group in ("give", "allocate") and scope.clause[0] <= verb.start < figure.start
    )
    if mode == "intended" and (money or (gives and _is_giving(verb, counted))):
        return _BUDGET if verb is None or verb.entry.group != "raise" else _TARGET
    if money and not own and figure.rule == "exact" and scope.kind in _PLANS:
        return _BUDGET  # 省级福彩公益金80万元: a sum that is set aside needs no verb
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
    if counted and _ACTUAL_NOUN.search(counted):
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
