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
from extract.state.governing import Governing
from extract.types import DocumentKind, FigureSpan, Span

_THRESHOLD: Final = re.compile(r"(?:对|凡|若|如|满|条件[是为]?|进度|标准[是为]|线[^，。；]{0,4})[^，。；]{0,12}$")
_EXISTING: Final = re.compile(r"[^，。；\d]{0,6}(?:共有|现有|下辖|辖有)")
_RULED: Final = re.compile(r"的[^，。；]{0,10}(?:须|由|可以|应|需|不得|同意|审批|予以|给予|提交|优先)")
_HAVING: Final = re.compile(
    r"(?:共有|现有|辖有?|下辖|拥有|设有|登记(?:在册)?的?|会员|户籍|(?<![没还只所具享已设拥富将会能可含若])有)[^，。；有的]{0,12}$"
)
_POPULATION: Final = re.compile(
    r"(?:人口|脱贫村|行政村|自然村|会员|耕地|茶园|林地|重点帮扶县|社会组织|协会商会|基金会|农户|企业|村|县|旗|乡镇)$"
)
_CONDITION: Final = re.compile(r"\s*(?:[一二三四五六七八九十\d]+[、.．])?(?:对|凡|凡是|符合|满足)(?!口|接)")
_BOUNDED: Final = frozenset(("over", "under", "at-least", "at-most"))
_STRONG: Final = frozenset({"give", "spend", "allocate", "commit", "pledge", "advance", "raise"})
_AIMS: Final = frozenset({"planned", "intended"})
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


def is_setting(scope: Scope, figure: FigureSpan, lead: str, counted: str | None, groups: Set[str]) -> bool:
    """Thresholds (人均收入低于…的), physical settings, populations that a place has, brackets in a plan.

    ``groups`` are those of the words that govern the figure in its clause.
    """
    text = scope.text
    if "scene" in groups:
        return True
    if figure.rule in _BOUNDED and (_RULED.match(text, figure.end) or _is_threshold(text, figure, lead)):
        return True
    plans = scope.kind in ("plan", "notice")
    if plans and (_LISTED.search(lead) or _EXISTING.match(text, figure.end)):
        return True
    if counted and _POPULATION.search(counted) and groups.isdisjoint(_STRONG):
        having = _HAVING.search(lead[-18:])
        if having:
            return plans or not having.group().startswith("登记")
    if plans and figure.rule == "exact" and _in_brackets(text, figure, scope.sentence):
        return groups.isdisjoint(_AIMS)
    return False


def _is_threshold(text: str, figure: FigureSpan, lead: str) -> bool:
    """对采购额超过20万元的社会组织: a bound in front of 的 in a condition."""
    if _CONDITION.match(lead) and "的" in text[figure.end : figure.end + 14].split("，")[0]:
        return True
    return text.startswith("的，", figure.end) or (
        text[figure.end : figure.end + 1] == "的" and bool(_THRESHOLD.search(lead))
    )


def _in_brackets(text: str, figure: FigureSpan, sentence: Span) -> bool:
    return text.count("（", sentence[0], figure.start) > text.count("）", sentence[0], figure.start)
