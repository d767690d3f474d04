"""Figures without a noun of their own take that of a neighbour: coordination and ellipsis.

10批、877名干部人才 share the noun behind the last; 198户544人 and 50例…2例 that of the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.state.counted import clean
from extract.state.words import find_words
from extract.types import FigureSpan

_JOINT: Final = re.compile(r"[、和]")
_SENTENCE_END: Final = re.compile(r"[。！？\n]")
_GROWTH: Final = re.compile(r"[^。；\n]{0,30}?(?:同比|环比|增长|增幅|下降|降幅|提高|上升|减少|增加|[上去]年)")
_NOUNS_TOO: Final = frozenset(
    (
        "配套",
        "补助",
        "补贴",
        "投资",
        "支出",
        "收入",
        "捐赠",
        "捐款",
        "奖励",
        "资助",
        "筹款",
        "改造",
        "建设",
        "培训",
        "救助",
        "采购",
        "销售",
        "就业",
        "治疗",
        "整治",
        "搬迁",
    )
)
_RATES: Final = ("增长", "率", "比例", "占比")
_LONGEST_NAME: Final = 24


def complete_counted(
    text: str, figures: Sequence[FigureSpan], counted: Sequence[str | None], names: frozenset[str]
) -> list[str | None]:
    """What each figure counts, from the next in a coordination, else from one before, where it has no noun itself.

    A name is no noun: ``names`` are the places and bodies of the text.
    """
    full = [None if phrase is None else _without_names(phrase, names) for phrase in counted]
    for i in range(len(figures) - 2, -1, -1):
        gap = text[figures[i].end : figures[i + 1].start]
        if full[i] is None and gap in ("、", "和", "及") and figures[i].dimension == figures[i + 1].dimension:
            full[i] = full[i + 1]
    for i, figure in enumerate(figures):
        if full[i] is None:
            full[i] = _inherited(text, figures, full, i, figure)
        elif i and (noun := _noun_of_verb(text, figures, full, i, figure)):
            full[i] = noun
    return full


def _noun_of_verb(
    text: str, figures: Sequence[FigureSpan], full: Sequence[str | None], i: int, figure: FigureSpan
) -> str | None:
    """接收款物2.96亿元，已拨付9650万元: where only a verb stands at a figure, the noun of its like before it."""
    phrase = full[i] or ""
    if not _is_verb(phrase):
        return None
    for j in range(i - 1, max(-1, i - 5), -1):
        if _SENTENCE_END.search(text, figures[j].end, figure.start):
            return None
        like = figures[j].dimension == figure.dimension and figures[j].unit == figure.unit
        if like and figures[j].per == figure.per and full[j]:
            return None if _is_verb(full[j] or "") else full[j]
    return None


def _is_verb(phrase: str) -> bool:
    """Whether a phrase is made of verbs and modes only: 已拨付, 提高, 花了."""
    bare = phrase.rstrip("了出给到过")
    if bare in _NOUNS_TOO:
        return False
    words = find_words(bare).all
    return bool(words) and sum(end - start for start, end, _ in words) == len(bare)


def _without_names(phrase: str, names: frozenset[str]) -> str | None:
    """The phrase without names of places and bodies in front of it; ``None`` if it is nothing but names."""
    if names.issuperset(_JOINT.split(phrase.removesuffix("有"))):
        return None
    for size in range(min(len(phrase) - 1, _LONGEST_NAME), 1, -1):
        if phrase[:size] in names:
            return clean(phrase[size:])
    return phrase


def _inherited(
    text: str, figures: Sequence[FigureSpan], full: Sequence[str | None], i: int, figure: FigureSpan
) -> str | None:
    own = figure.unit if figure.dimension in ("person", "household") else None
    if not i or (_SENTENCE_END.search(text, figures[i - 1].end, figure.start) and figure.dimension != "money"):
        return own
    before = full[i - 1]
    if figure.dimension in ("ratio", "percentage-point", "multiple"):
        grows = _GROWTH.search(text, figures[i - 1].end, figure.start) or _GROWTH.match(text, figure.end)
        return f"{before}增长" if before and grows and not before.endswith(_RATES) else before
    if own and (before is None or len(before) == 1):
        return own
    if own and text[figures[i - 1].end : figure.start] and figures[i - 1].unit != figure.unit:
        return own
    if figure.dimension in ("money", "person-time"):
        for j in range(i - 1, max(-1, i - 6), -1):
            if (
                figures[j].dimension == figure.dimension
                and full[j]
                and text.count("\n", figures[j].end, figure.start) < 2
            ):
                return full[j]
    return before
