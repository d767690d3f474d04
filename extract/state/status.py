"""Planned, committed, under way or done: the status of a figure from the words that govern it (DESIGN §4).

The words of the clause decide, the nearest before the figure first; then those of the sentence. 计划…已…: a word of reality
between a plan and a figure makes the figure real. In a plan or notice a bare figure with a bound is a target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.state.words import Word, Words
from extract.types import DocumentKind, FigureSpan, Span, Status, Subtype

_GOODS: Final = re.compile(r"捐|赠|送|发放|拨")
_TERM: Final = re.compile(r"(?:到|至)(?:20\d\d年)(?:底|末)?[，,]?|(?:20\d\d年底前|年内|三年内|每年)$")
_PER_UNIT: Final = re.compile(r"每(?:个|家|名|村|户|县|乡|人|项|所|支|年|镇|社区)[^，。；]{0,10}$")
_SCENE_FIGURES: Final = frozenset({"length", "temperature", "area"})
_LIMIT: Final = re.compile(r"(?:条件|标准|线|门槛|人均年?(?:纯)?收入|年收入)[^，。；]{0,8}$")
_HAVING: Final = re.compile(
    r"(?:辖|现有|共有|总人口|户籍人口|常住人口|居住着|生活着|地处|位于|平均海拔)[^，。；]{0,14}$"
)
_ACTORS: Final = frozenset({"家", "人", "名", "位", "个"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and what it rests on."""

    status: Status
    subtype: Subtype | None = None


def read_status(
    text: str,
    figure: FigureSpan,
    sentence: Span,
    clause: Span,
    words: Words,
    kind: DocumentKind,
    counted: str | None,
    section: str,
) -> Reading:
    """The status of one figure; ``section`` is the heading it stands under."""
    before = [w for w in words.between(sentence[0], figure.start) if w.end <= figure.start]
    inside = [w for w in words.between(clause[0], clause[1]) if w.end <= figure.start or w.start >= figure.end]
    money = figure.dimension == "money"
    planned = _is_planned(text, figure, sentence, clause, before, kind, section)
    nouns = [w for w in inside if w.entry.kind == "noun"]
    if figure.dimension in _SCENE_FIGURES and any(w.entry.group == "scene" for w in nouns):
        return Reading("background")
    if _HAVING.search(text[max(sentence[0], figure.start - 20) : figure.start]) and not planned:
        return Reading("background")
    if any(w.entry.group == "committed" for w in nouns) or (counted and "认捐" in counted):
        return Reading("commitment", "pledge" if "认捐" in text[clause[0] : figure.end] else "commitment")
    if money and any(w.entry.group == "budget" for w in nouns):
        return Reading("budget")
    verb = _governing(figure, clause, sentence, before, inside)
    if planned:
        if verb and verb.entry.group in ("give", "spend", "allocate") and money and not _per_unit(text, figure):
            return Reading("budget")
        if verb and verb.entry.group in ("commit", "pledge") and verb.entry.status == "commitment":
            return Reading("target")
        return Reading("target")
    if verb is None:
        return Reading(_default(kind, figure, section))
    group = verb.entry.group
    if group in ("commit", "pledge"):
        return Reading("commitment", verb.entry.subtype)
    if group == "advance":
        return Reading("underway")
    if group in ("give", "spend", "allocate"):
        if money or (
            _GOODS.search(verb.entry.word)
            and figure.dimension == "count"
            and verb.end <= figure.start
            and figure.unit not in ("家", "名", "位")
        ):
            return Reading("disbursement", verb.entry.subtype)
        return Reading("actual")
    return Reading("actual")


def _is_planned(
    text: str,
    figure: FigureSpan,
    sentence: Span,
    clause: Span,
    before: Sequence[Word],
    kind: DocumentKind,
    section: str,
) -> bool:
    modes = [w for w in before if w.entry.kind == "mode" and not _is_noun_use(text, w)]
    here = [w for w in modes if w.start >= clause[0]]
    for word in reversed(here):
        return word.entry.group == "planned"
    if _TERM.search(text[sentence[0] : figure.start]) and not any(w.entry.group == "real" for w in modes):
        return True
    for word in reversed(modes):
        return word.entry.group == "planned"
    if kind in ("plan", "notice"):
        if figure.rule in ("at-least", "at-most") or _per_unit(text, figure):
            return True
        return bool(re.search(r"目标|任务|要求|计划", section))
    return _per_unit(text, figure) and figure.rule == "at-most"


def _is_noun_use(text: str, word: Word) -> bool:
    """计划 in “…计划, 规划 in 《规划》, 将 in 将军: a mode word that is part of a name or noun."""
    behind, ahead = text[word.end : word.end + 1], text[word.start - 1 : word.start]
    if word.entry.word in ("计划", "规划", "目标", "任务", "标准", "要求", "预算"):
        return (
            behind in ("”", "》", "的", "）", "书", "中", "下", "，", "、")
            and word.entry.word != "目标"
            or ahead in ("”", "动", "项", "《")
        )
    if word.entry.word == "要":
        return ahead in ("主", "重", "需", "必", "简", "纪", "摘", "提", "首") or behind in (
            "求",
            "素",
            "点",
            "是",
            "害",
            "道",
            "闻",
        )
    if word.entry.word == "应":
        return behind in ("对", "急", "用", "届", "邀") or ahead in ("供", "响", "反", "适", "相", "效", "对", "呼")
    if word.entry.word == "了":
        return behind in ("解",) or ahead in ("为", "除")
    if word.entry.word == "想":
        return ahead in ("思", "理", "设", "梦") or behind in ("象",)
    if word.entry.word == "将":
        return behind in ("军",) or ahead in ("即",) and False
    if word.entry.word == "须":
        return ahead in ("胡",)
    return False


def _per_unit(text: str, figure: FigureSpan) -> bool:
    return bool(_PER_UNIT.search(text[max(0, figure.start - 16) : figure.start]))


def _governing(
    figure: FigureSpan, clause: Span, sentence: Span, before: Sequence[Word], inside: Sequence[Word]
) -> Word | None:
    """The verb that the figure belongs to: for the doers the one behind them, else the nearest before, then behind."""
    verbs_here = [w for w in inside if w.entry.kind == "verb"]
    left = [w for w in verbs_here if w.end <= figure.start]
    right = [w for w in verbs_here if w.start >= figure.end]
    strong_right = [w for w in right if w.entry.group in ("commit", "pledge")]
    if (
        figure.unit in _ACTORS
        and figure.dimension in ("count", "person")
        and strong_right
        and not any(w.entry.group in ("give", "raise") for w in left)
    ):
        return strong_right[0]
    if left:
        strong = [w for w in left if w.entry.group != "do"]
        last = left[-1]
        if last.entry.group == "do" and strong and figure.dimension == "money" and figure.start - strong[-1].end < 16:
            return strong[-1]
        return last
    if right:
        return right[0] if right[0].entry.group != "give" or figure.unit in _ACTORS else right[0]
    earlier = [w for w in before if w.entry.kind == "verb"]
    return earlier[-1] if earlier else None


def _default(kind: DocumentKind, figure: FigureSpan, section: str) -> Status:
    if kind in ("plan", "notice"):
        return "background"
    return "actual"
