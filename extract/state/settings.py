"""Figures that only set the scene: thresholds, physical settings, and what a place or body simply has.

条件是村集体年收入在3万元以下, 平均海拔3200米, 辖14个乡镇: background, neither planned nor reported as done.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from extract.slots import quick
from extract.state.governing import AIMS, Governing
from extract.types import DocumentKind, FigureSpan, Span

PLANS: Final = ("plan", "notice")  # kinds of text whose bare figures are goals
_THRESHOLD: Final = re.compile(r"(?:对|凡|若|如|满|条件[是为]?|进度|标准[是为]|线[^，。；]{0,4})[^，。；]{0,12}$")
_EXISTING: Final = re.compile(r"[^，。；\d]{0,6}(?:共有|现有|下辖|辖有)")
_RULED: Final = re.compile(r"的[^，。；]{0,10}(?:须|由|可以|应|需|不得|同意|审批|予以|给予|提交|优先)")
_HAVING: Final = re.compile(
    r"(?:共有|现有|辖有?|下辖|拥有|设有|登记(?:在册)?的?|会员|户籍|持证|在册|在籍|(?<![没还只所具享已设拥富将会能可含若])有)[^，。；有的]{0,12}$"
)
_POPULATION: Final = re.compile(
    r"(?:人口|残疾人|老年人|儿童|脱贫村|行政村|自然村|会员|耕地|茶园|林地|重点帮扶县|社会组织|协会商会|基金会|农户|企业|村|县|旗|乡镇)$"
)
_CONDITION: Final = re.compile(r"\s*(?:[一二三四五六七八九十\d]+[、.．])?(?:对|凡|凡是|符合|满足)(?!口|接)")
_BOUNDED: Final = frozenset(("over", "under", "at-least", "at-most"))
_STRONG: Final = frozenset({"give", "spend", "allocate", "commit", "pledge", "advance", "raise"})
# 家庭收入须低于…, 年产值亿元以上的企业2家, 年加工能力12万吨
_ELIGIBLE: Final = re.compile(
    r"(?:家庭|申请(?:人|者|单位)|对象)[^，。；\d]{0,10}(?:收入|年龄|资产|须)[^，。；\d]{0,12}$"
)
_QUALIFYING: Final = re.compile(
    r"(?:以[上下])?的[^，。；\d、的]{1,8}[\d一二两三四五六七八九十]+[家个名户所间](?![^，。；]{0,6}目标)"
)
_CAPACITY: Final = re.compile(r"(?:加工|生产|处理|接待|仓储|服务)能力[达为约]?$|产能[达为约]?$")
_OF_POPULATION: Final = re.compile(r"占[^，。；]{0,8}人口的$")
_INVENTORY: Final = re.compile(
    r"(?:^|[，、：])(?:截至[^，。；]{2,10}，)?(?:现有|(?:全[省市县区州乡镇村]|我[省市县区]|本[市县村])[^，。；\d]{0,6}?(?:人口|对象|老人|残疾人|儿童|党员|耕地|林地|农户|牧户|脱贫村))"
    r"[^，。；\d]{0,10}$"
)
_STANDING: Final = frozenset(("登记", "拥有", "监测", "帮扶"))
_LISTED: Final = re.compile(r"辖[^。；]*$|(?:现有|共有)[^，。；]{0,14}$")


@quick
@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look for the words that govern one figure, and what is known of its text."""

    text: str
    sentence: Span
    clause: Span
    words: Governing
    kind: DocumentKind
    section: str  # the heading that the figure stands under
    year: int | None  # that the text was published in
    published_on: date | None = None
    contract: bool = False  # an agreement: its sums are commitments
    rules: bool = False  # a plan or notice: what it says of each one (每户) is a standard


# 如果有500人…, 造成13.4万人受灾, 由每人每月900元提高到1130元
_SUPPOSED: Final = re.compile(r"[“‘]?(?:如果|假如|倘若|假设|要是|若是|试想|设想|如(?=每|有))")
_CAUSED: Final = re.compile(r"(?:造成|导致|致使?|受灾|遭灾|损毁|倒塌)[^，。；]{0,12}$")
_STRICKEN: Final = re.compile(r"[^，。；\d]{0,4}(?:受灾|遇难|失联|倒塌|损毁|受损)")
_BASE: Final = re.compile(r"(?:从|由)[^，。；到至]{0,10}$")
_RISES: Final = re.compile(
    r"[^，。；\d]{0,6}(?:提高|增加|增长|上升|提升|扩大|涨|降|下降|减少|升|增|压|控制|缩)[^，。；\d]{0,2}[到至]"
)


def is_setting(scope: Scope, figure: FigureSpan, lead: str, counted: str | None, groups: Set[str]) -> bool:
    """Thresholds (人均收入低于…的), physical settings, populations that a place has, brackets in a plan.

    ``groups`` are those of the words that govern the figure in its clause.
    """
    text = scope.text
    if "scene" in groups:
        return True
    if figure.rule in _BOUNDED and (_RULED.match(text, figure.end) or _is_threshold(text, figure, lead)):
        return True
    if _CAUSED.search(lead) or _STRICKEN.match(text, figure.end) or _SUPPOSED.match(text, scope.sentence[0]):
        return True
    if _BASE.search(lead) and _RISES.match(text, figure.end):
        return True
    if figure.rule in ("under", "at-most") and _ELIGIBLE.search(lead):
        return True
    if figure.rule in _BOUNDED and _QUALIFYING.match(text, figure.end):
        return True
    if _CAPACITY.search(lead) and not scope.words.verbs.within(scope.clause[0], figure.start):
        return True
    if _is_inventory(scope, figure, lead):
        return True
    plans = scope.kind in PLANS
    if plans and (_LISTED.search(lead) or _EXISTING.match(text, figure.end)):
        return True
    if counted and _POPULATION.search(counted) and groups.isdisjoint(_STRONG):
        having = _HAVING.search(lead[-18:])
        if having:
            return plans or not having.group().startswith("登记")
    if plans and figure.rule == "exact" and _in_brackets(text, figure, scope.sentence):
        return groups.isdisjoint(AIMS)
    return False


def _is_inventory(scope: Scope, figure: FigureSpan, lead: str) -> bool:
    """现有敬老院26所, 全县监测对象1563户, 占常住人口的18.4%: what there is, without a word of what was done."""
    if figure.dimension == "ratio":
        return bool(_OF_POPULATION.search(lead))
    if not _INVENTORY.search(lead):
        return False
    return not any(w.entry.word not in _STANDING for w in scope.words.verbs.between(*scope.clause))


def _is_threshold(text: str, figure: FigureSpan, lead: str) -> bool:
    """对采购额超过20万元的社会组织: a bound in front of 的 in a condition."""
    if _CONDITION.match(lead) and "的" in text[figure.end : figure.end + 14].split("，")[0]:
        return True
    return text.startswith("的，", figure.end) or (
        text[figure.end : figure.end + 1] == "的" and bool(_THRESHOLD.search(lead))
    )


def _in_brackets(text: str, figure: FigureSpan, sentence: Span) -> bool:
    return text.count("（", sentence[0], figure.start) > text.count("）", sentence[0], figure.start)
