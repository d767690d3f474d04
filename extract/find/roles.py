"""Every numeral gets exactly one role: the promise that nothing is dropped.

``scan`` walks the numeral runs once, labels what is no figure, hands the rest to ``find_figures`` and lists every run
with its role. What neither a label nor a figure explains is *unresolved*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from extract.find.cores import HALF
from extract.find.counting import COUNTING
from extract.find.figures import find_figures
from extract.find.labels import Label, label_run
from extract.find.lexicon import load_numeral_words, load_units
from extract.find.numerals import FINANCIAL, SCALES, find_runs, has_sign, read_value
from extract.find.tables import Tables
from extract.types import FigureSpan, NumeralRole, NumeralSpan, Span

_QUOTED: Final = re.compile(r"“[^“”\n，。；]{1,18}”")
_TITLED: Final = re.compile(r"[《〈][^《》〈〉\n]{1,60}[》〉]")
_STRUCTURE: Final = frozenset("个大项类条种层步点块方级重道股")
_LEVEL: Final = re.compile(r"(?:级|类|等|流|线|型|星)")
_MEASURED: Final = frozenset("个家户名人万亿元亩余多%项次")
_VAGUE: Final = frozenset("数几上近超逾过破约")  # before a scale word: 几万户, 上万家


@dataclass(frozen=True, slots=True)
class Scan:
    """Figures, labels and numerals of one article."""

    figures: tuple[FigureSpan, ...]
    labels: tuple[Label, ...]
    numerals: tuple[NumeralSpan, ...]


def scan(text: str, names: Sequence[Span] = (), tables: Tables | None = None) -> Scan:
    """All numerals of ``text``; ``names`` are spans of organizations and places, ``tables`` what its tables hold."""
    context = _Context(text, names, tables)
    labels: list[Label] = []
    runs: list[tuple[int, int, NumeralRole | None]] = []
    free: list[Span] = [m.span() for m in HALF.finditer(text) if text[m.start()] != "一"]
    reached = 0
    for start, end in find_runs(text):
        if context.is_no_numeral(start, end):
            continue
        role = context.role_in_table(start)
        if role is None and start < reached:
            role = labels[-1].role
        if role is None:
            role = context.role_in_name(start, end)
        if role is None:
            label = label_run(text, start, end)
            if label is not None:
                labels.append(label)
                role, reached = label.role, label.end
            else:
                role = context.role_in_sentence(start, end)
        runs.append((start, end, role))
        if role is None:
            free.append((start, end))
    free.sort()
    figures = [*context.table_figures, *find_figures(text, free)]
    figures.sort(key=lambda figure: figure.start)
    spans = _Cover([(figure.start, figure.end, "figure") for figure in figures])
    numerals = tuple(
        NumeralSpan(start, end, role or _leftover(text, start, end, spans), _value(text, start, end))
        for start, end, role in runs
    )
    return Scan(tuple(figures), tuple(labels), numerals)


class _Context:
    """What surrounds the numerals of one text: words and slogans, quotes, titles, names, tables."""

    def __init__(self, text: str, names: Sequence[Span], tables: Tables | None) -> None:
        self._text = text
        words = load_numeral_words().words.find(text)
        self._words = _Cover(
            [(s, e, "slogan" if group == "slogan" else "word") for s, e, group in words if group != "number"]
        )
        self._quoted = _Cover([(m.start(), m.end(), "slogan") for m in _QUOTED.finditer(text)])
        self._titled = _Cover([(m.start(), m.end(), "name") for m in _TITLED.finditer(text)])
        self._named = _Cover([(start, end, "name") for start, end in names])
        self._name_ends = {end for _, end in names}
        self.table_figures = [found.figure for found in tables.figures] if tables else []
        self._tabled = _Cover([(figure.start, figure.end, "figure") for figure in self.table_figures])
        self._celled = _Cover([(label.start, label.end, label.role) for label in tables.labels] if tables else [])

    def is_no_numeral(self, start: int, end: int) -> bool:
        """An ordinary word (一些, 统一; 大陆, 队伍): its characters count nothing."""
        text = self._text
        run = text[start:end]
        if run[0].isdigit():
            return False
        # 大陆, 收拾: financial characters are numerals only in a sum (伍拾元)
        if FINANCIAL.issuperset(run) and (len(run) == 1 or text[end : end + 1] not in "元圆万亿整"):
            return start > 0 or end < len(text)
        cover = self._words.span_at(start)
        if cover is None or cover[2] != "word" or cover[1] < end:
            return False
        return not (all(c in SCALES for c in run) and text[start - 1 : start] in _VAGUE and start > 0)

    def role_in_table(self, start: int) -> NumeralRole | None:
        return self._tabled.at(start) or self._celled.at(start)

    def role_in_name(self, start: int, end: int) -> NumeralRole | None:
        """Part of a slogan, a title or a name; but 三家 in front of a name's first word counts it."""
        if self._words.at(start) == "slogan":
            return "slogan"
        if self._titled.at(start):
            return "slogan" if self._quoted.at(start) and not self._text[start].isdigit() else "name"
        if self._named.at(start):
            counts = not self._named.at(start - 1) and self._text[end : end + 1] in ("家", "个")
            if not counts:
                return "slogan" if self._quoted.at(start) and not self._text[start].isdigit() else "name"
        return None

    def role_in_sentence(self, start: int, end: int) -> NumeralRole | None:
        """A slogan in quotes, a division of the text, 一 behind a name (广东一省)."""
        text = self._text
        if self._quoted.at(start):
            measured = text[end : end + 1] in _MEASURED
            if not (measured and (text[start].isdigit() or end - start > 1)):
                return "slogan"
        if _is_structural(text, start, end):
            return "structural"
        return "article-word" if text[start:end] == "一" and start in self._name_ends else None


class _Cover:
    """Which of several disjoint stretches holds an offset."""

    def __init__(self, stretches: Sequence[tuple[int, int, NumeralRole]]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [stretch[0] for stretch in self._stretches]

    def span_at(self, offset: int) -> tuple[int, int, NumeralRole] | None:
        i = bisect_right(self._starts, offset) - 1
        return self._stretches[i] if i >= 0 and offset < self._stretches[i][1] else None

    def at(self, offset: int) -> NumeralRole | None:
        i = bisect_right(self._starts, offset) - 1
        return self._stretches[i][2] if i >= 0 and offset < self._stretches[i][1] else None


def _value(text: str, start: int, end: int) -> Fraction | None:
    value = read_value(text, start, end)
    if value is None:
        return None
    return value if has_sign(text, start) is None else -value


def _is_structural(text: str, start: int, end: int) -> bool:
    """三个方面, 五大任务, 两级, 三类: divisions of a text or plan."""
    if end - start > 2 or text[start:end] == "一":
        return False
    words = load_numeral_words()
    if text.startswith(words.divisions, end):
        return True
    if text[end : end + 1] in _STRUCTURE and text.startswith(words.structural, end + 1):
        return True
    return not text[start].isdigit() and bool(_LEVEL.match(text, end)) and text[start:end] != "两"


def _leftover(text: str, start: int, end: int, figures: _Cover) -> NumeralRole:
    """The role of a numeral without a label: in a figure, an article, a division, the scale of a unit, a word."""
    if figures.at(start) or figures.at(end - 1):
        return "figure"
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before in ("每", "各") and start:
        return "denominator"
    run = text[start:end]
    if run[0].isdigit():
        return "unresolved"
    if len(run) == 1:
        unit = load_units().match(text, end)
        counted = unit is not None and unit[1].dimension in COUNTING
        if run == "一" and (counted or text.startswith(load_numeral_words().article_nouns, end)):
            return "article-word"
        if run in SCALES and unit is not None and before in tuple("（(：:/"):
            return "label"  # the scale of a unit in a table's head: 金额（万元）
        if counted and run not in SCALES:
            return "structural"
        if run in "百千万亿" or _between_words(before, after):
            return "word"
    return "unresolved"


def _between_words(before: str, after: str) -> bool:
    """A single Chinese numeral glued into running Chinese text on both sides, with no classifier behind."""
    return "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff"
