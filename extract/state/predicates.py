"""Which verb a figure belongs to: what was done with it, or promised (DESIGN §4)."""

from __future__ import annotations

import re
from typing import Final

from extract.state.governing import AIMS, COMMITTING, MONEY_VERBS
from extract.state.settings import Scope
from extract.state.words import Word
from extract.types import FigureSpan

GOODS: Final = re.compile(r"兑现|捐|赠|送|发放|拨|配|添置|投放")
_ACTOR_UNITS: Final = frozenset({"家", "人", "名", "位", "个"})
_SUPPLY: Final = re.compile(r"提供|捐|赠|送|派|投入|支持|给予|发放")
_ARRIVALS: Final = frozenset(("到账", "到位", "兑现", "拨付", "支付", "实付", "已付"))
_PROMISED: Final = frozenset(("捐", "捐赠", "捐款", "捐出", "投入", "出资", "给", "拨付", "提供", "支持", "投"))
_CLAIMED: Final = frozenset(("认领", "承接", "认购", "认养", "签订", "签署", "签约", "协议", "约定", "达成"))
_GIFTS: Final = frozenset(
    ("捐赠", "捐款", "捐助", "捐资", "援助", "支持", "补助", "补贴", "资助", "拨款", "投资", "捐")
)
_STRONG: Final = frozenset({"give", "spend", "allocate", "commit", "pledge", "advance", "raise"})
_UNTIL_NEXT: Final = frozenset({"do", "commit", "pledge", "give"})  # verbs over which one that commits still reaches


def find_predicate(scope: Scope, figure: FigureSpan) -> Word | None:
    """The verb a figure belongs to: for actors one behind that commits, else the nearest strong one before it."""
    verbs, (first, last) = scope.words.verbs, scope.clause
    left, right = verbs.within(first, figure.start), verbs.between(figure.end, last)
    if right and figure.unit in _ACTOR_UNITS and figure.dimension in ("count", "person"):
        committed = [w for w in right if w.entry.group in COMMITTING]
        if committed and not any(w.entry.group in ("give", "raise") for w in left):
            return committed[0]
    if left and left[-1].entry.word in _ARRIVALS and figure.start - left[-1].end <= 2:
        return left[-1]  # 认捐的200万元到账120万元
    if not any(w.entry.group == "real" for w in scope.words.modes.within(first, figure.start)):
        said = [w for w in verbs.within(scope.sentence[0], first) if w.entry.group in COMMITTING]
        if said and left and left[-1].entry.word in _PROMISED and said[-1].entry.word not in _CLAIMED:
            return said[-1]  # 会长表态：捐30万元
    for word in reversed(left):
        if word.entry.group in COMMITTING:
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
            if word.entry.group in MONEY_VERBS:
                if word.start - figure.end <= 8:
                    return word
                break
    if left:
        return left[-1]
    if right:
        return right[0]
    earlier = verbs.within(scope.sentence[0], figure.start)
    committing = [w for w in earlier[-3:] if w.entry.group in COMMITTING]
    return committing[-1] if committing else earlier[-1] if earlier else None


def is_giving(verb: Word | None, counted: str | None) -> bool:
    """Goods that are handed over, or projects that means are set aside for (打算再安排项目132个), but no 安排岗位."""
    return verb is not None and bool(GOODS.search(verb.entry.word) or (counted or "").endswith("项目"))


def supplies(verb: Word | None, promised: Word) -> bool:
    """承诺提供远程会诊100例: what the promise itself hands over, not what it is to achieve (承诺帮助11个乡镇)."""
    return verb is not None and verb.start >= promised.end and bool(_SUPPLY.search(verb.entry.word))


def find_promise(scope: Scope, figure: FigureSpan) -> Word | None:
    """The word that promises in the figure's clause, unless the promise itself is only planned (力争签约…)."""
    for word in scope.words.all.within(scope.clause[0], figure.start):
        if word.entry.group in AIMS:
            return None
        if word.entry.group in ("commit", "pledge"):
            return word
    return None
