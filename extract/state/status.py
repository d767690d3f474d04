"""Planned, committed, under way or done: the status of a figure from the words that govern it (DESIGN §4).

The evidence, strongest first: what the figure itself is called (原计划的150名, 80%的要求), thresholds and settings, a
mode word of its clause or sentence (将, 力争, 已; 计划…已…: the nearest before wins), the verb it belongs to, the
figure it is listed with, and last the kind of text: a plan's bare figures are targets, a report's are results.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final

from extract.state.governing import AIMS, COMMITTING, MONEY_VERBS
from extract.state.modes import find_mode, is_past
from extract.state.predicates import GOODS, find_predicate, find_promise, is_giving, supplies
from extract.state.settings import PLANS, Scope, is_setting
from extract.state.words import Word
from extract.types import FigureSpan, Status, Subtype

_AIM_BEFORE: Final = re.compile(
    r"(?:原[定计打预](?:划|算|定|计)?|(?<![划书])计划|(?:目标|指标)值?|(?:下达|规划|年度|[一二三四五]年|总|既定)任务[数量]?|预期|方案(?:提出|要求|目标)?|当初的?要求)(?:的|是|为|定的)?(?:采购|培训|完成)?$"
)
_SPENDING_AIM: Final = re.compile(
    r"(?:原)?(?:计划|预算|拟|准备|打算)(?:再|追加)?(?:投入?|投资|安排|支出|拿出)(?:的|再)?$"
)
_AIM_BEHIND: Final = re.compile(r"[^，。；、\d]{0,5}?的?(?:目标|任务|要求|指标|计划|原计划|约定)(?![书表资投完任])")
# 46万元未拨付, 滞留资金418万元: what was found, neither given nor planned
_UNDONE: Final = re.compile(r"(?:资金|款|的)?[^，。；\d]{0,3}?(?:未(?!来|成年)|没有|尚未|还没|没能)")
_SHORT_OF: Final = re.compile(
    r"(?:差|缺|短缺|尚欠|拖欠|欠|尚有|仍有|还剩|仅剩|只剩|剩余|还有|未到[^，。；]{0,10}|滞留|闲置|结余|结存|追回|收回|退回|多领|冒领|套取|挪用|违规[^，。；]{0,6})"
    r"[^，。；\d]{0,10}$"
)
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
_ACTUAL_NOUN: Final = re.compile(r"(?:成交额|销售额|产值|货值|增收|收入|利润|结余|善款)$")
_ACHIEVING: Final = frozenset(("帮助", "带动", "惠及", "覆盖", "解决"))
_GRANT: Final = re.compile(
    r"(?:给予|按)[^，。；]{0,14}$|单(?:个|笔|家|户)[^，。；]{0,8}$"
)  # a standard for whoever qualifies
_SPENT: Final = re.compile(r"[^，。；]{0,6}(?:支出|开支|用款|使用情况|去向)")
_TURNING: Final = frozenset({"commit", "pledge", "give", "raise"})  # verbs that make a part a matter of its own


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
        and (scope.kind not in PLANS or figure.rule == "exact")
        and (_UNDONE.match(text, figure.end) or _SHORT_OF.search(lead))
    ):
        return _ACTUAL
    if share and _OF_AIM.search(lead):
        return _ACTUAL
    if figure.rule == "at-most" and _CAP.search(lead):
        return _TARGET
    if figure.dimension == "money" and _CONDITIONAL.search(lead):
        return _TARGET  # 每新增1名奖1000元: a standard
    if scope.kind not in PLANS and _PRESCRIBING.match(text, figure.start):
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
        if not any(w.entry.group == "real" for w in done) and not is_past(scope, figure):
            return _TARGET  # 每户补助3000元
    mode = find_mode(scope, figure)
    verb = find_predicate(scope, figure)
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
    if mode in AIMS:
        promised = find_promise(scope, figure)
        if promised is not None and (figure.dimension == "money" or supplies(verb, promised)):
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
    if mode is None and _sets_goals(scope) and not is_past(scope, figure):
        return _read_planned(scope, figure, counted, "planned", verb, groups)
    return _read_done(scope, figure, counted, verb)


def _sets_goals(scope: Scope) -> bool:
    """Whether bare figures are goals there: in a plan, not in its review of the past, or under a heading of plans."""
    if _BEHIND_US.search(scope.section):
        return False
    return scope.kind in PLANS or bool(_AHEAD.search(scope.section))


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
    if _PER_UNIT.search(lead) or _ONE_OFF.search(lead) or (scope.kind in PLANS and _GRANT.search(lead)):
        return _TARGET
    spends = verb is not None and verb.entry.group in MONEY_VERBS and verb.start >= scope.sentence[0]
    if money and "budget" in groups:
        return _BUDGET
    if money and counted and _ACTUAL_NOUN.search(counted):
        return _TARGET
    if money and figure.rule in ("at-least", "at-most", "over", "range") and scope.kind in PLANS:
        return _TARGET  # a goal or a cap, not a sum set aside
    own = verb is not None and scope.clause[0] <= verb.start
    gives = (
        verb is not None and verb.entry.group in ("give", "allocate") and scope.clause[0] <= verb.start < figure.start
    )
    if mode == "intended" and (money or (gives and is_giving(verb, counted))):
        return _BUDGET if verb is None or verb.entry.group != "raise" else _TARGET
    if money and not own and figure.rule == "exact" and scope.kind in PLANS:
        return _BUDGET  # 省级福彩公益金80万元: a sum that is set aside needs no verb
    return _BUDGET if money and spends else _TARGET


def _read_done(scope: Scope, figure: FigureSpan, counted: str | None, verb: Word | None) -> Reading:
    if verb is None:
        if figure.dimension == "money" and _SPENT.match(scope.section):
            return Reading("disbursement", "expenditure")
        return _BACKGROUND if scope.kind in PLANS else _ACTUAL
    group = verb.entry.group
    if group in COMMITTING:
        if counted and _ACTUAL_NOUN.search(counted) and verb.start < scope.clause[0]:
            return _ACTUAL
        return Reading("commitment", verb.entry.subtype)
    if verb.entry.word in _ACHIEVING and verb.start >= scope.clause[0]:
        before = scope.words.verbs.within(scope.sentence[0], figure.start)
        if any(w.entry.group in COMMITTING for w in before):
            return _TARGET  # what a pledge is to achieve
    if group == "advance":
        return Reading("underway")
    # 拨付善款48万元: what was raised is given away
    given_away = group in MONEY_VERBS and _GIVEN_AWAY.fullmatch(scope.text, verb.end - 2, figure.start) is not None
    if counted and _ACTUAL_NOUN.search(counted) and not given_away:
        return _ACTUAL
    if group in MONEY_VERBS and _INCOME.match(scope.section):
        return _ACTUAL  # what others gave is the reporter's income
    if group == "do" and figure.dimension == "money" and _SPENT.match(scope.section):
        return Reading("disbursement", "expenditure")
    if group in MONEY_VERBS:
        goods = figure.dimension in ("count", "mass", "volume") and figure.unit not in ("家", "名", "位", "户")
        if figure.dimension == "money" or (goods and GOODS.search(verb.entry.word) and verb.end <= figure.start):
            return Reading("disbursement", verb.entry.subtype)
    return _ACTUAL
