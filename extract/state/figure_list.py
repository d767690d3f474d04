"""The figures of an article as the rules for wholes and parts look at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from extract.interval import total
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import FigureSpan, Span

_AGAINST_BEFORE: Final = re.compile(
    r"(?:比|较|离|距|低于|高于|少于|多于|超出|超过|接近|突破|达到|不及|占|略)[^，。；]{0,12}"
    r"(?:计划|目标|原定|任务|方案|预算|要求|打算|指标)[^，。；]{0,8}$|(?:比|较)[^，。；]{0,8}$|增加|增长|减少|多出|新增了?$"
)
_BREAK: Final = re.compile(r"[，。；、：\n]")
_AGAINST_BEHIND: Final = re.compile(r"”?的?(?:目标|任务|计划|要求|打算|预算|指标)")
ADDITIVE: Final = frozenset(
    {"money", "count", "person", "person-time", "household", "area", "length", "mass", "volume", "energy", "other"}
)
REACH: Final = 40  # figures back in which the noun of a share is looked for


def _whole_number(value: Fraction | None) -> Fraction | int | None:
    return value.numerator if value is not None and value.denominator == 1 else value


class Figures:
    """The figures of one article with the wholes found so far."""

    def __init__(self, context: Context, shape: Outline, wholes: list[int | None], in_tables: set[int]) -> None:
        self.text, self.figures, self.shape = context.text, context.figures, shape
        self.wholes, self.in_tables = wholes, in_tables
        self.starts = [figure.start for figure in context.figures]
        # the exact values as integers where they are whole, which they nearly always are: those compare fast
        self.points = [_whole_number(figure.hard.point) for figure in context.figures]
        self._line, self._row = (0, 0), False
        self._against: dict[int, bool] = {}

    def in_row(self, offset: int) -> bool:
        """True if the line of ``offset`` is a row of a table; offsets are asked for in rising order."""
        if not self._line[0] <= offset < self._line[1]:
            self._line = line_at(self.text, offset)
            self._row = is_row(self.text, self._line)
        return self._row

    def within(self, start: int, end: int) -> range:
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def before(self, figure: FigureSpan) -> str:
        """The clause up to the figure."""
        return self.text[max(self.shape.clause(figure.start)[0], figure.start - 48) : figure.start]

    def sentence_before(self, figure: FigureSpan) -> str:
        return self.text[max(self.shape.sentence(figure.start)[0], figure.start - 48) : figure.start]

    def near_words(self, j: int) -> str:
        """The words around a figure that may name it."""
        figure = self.figures[j]
        return self.before(figure)[-24:] + "|" + _BREAK.split(self.text[figure.end : figure.end + 8])[0]

    def comparable(self, part: int, whole: int) -> bool:
        """The same kind of quantity, neither of them a rate."""
        a, b = self.figures[part], self.figures[whole]
        if a.dimension not in ADDITIVE or a.per is not None or b.per is not None:
            return False
        return a.dimension == b.dimension and (a.unit == b.unit or a.dimension == "person")

    def may_hold(self, whole: int, part: int) -> bool:
        return self.figures[part].hard.at_most(self.figures[whole].hard) is not False

    def sum_to(self, parts: Sequence[int], whole: int) -> bool:
        exact = total(self.figures[j].hard for j in parts).point
        return len(parts) > 1 and exact is not None and exact == self.points[whole]

    def is_against(self, index: int) -> bool:
        """Whether others are measured against the figure (比计划的100个多): it has no parts behind it."""
        said = self._against.get(index)
        if said is None:
            figure = self.figures[index]
            measured = _AGAINST_BEFORE.search(self.before(figure)) or _AGAINST_BEHIND.match(self.text, figure.end)
            said = self._against[index] = bool(measured)
        return said

    def in_sentence(self, one: int, other: int) -> bool:
        return self.shape.sentence(self.figures[one].start) == self.shape.sentence(self.figures[other].start)

    def follows(self, i: int) -> bool:
        """True if the figure before stands in the same sentence and can have a share."""
        return self.in_sentence(i - 1, i) and self.figures[i - 1].dimension in ADDITIVE

    def floor_of(self, index: int) -> int:
        """The offset of the figure ``REACH`` before: no rule looks farther back, so the work stays linear."""
        return self.starts[max(0, index - REACH)] if self.starts else 0


def line_at(text: str, offset: int) -> Span:
    """The line that holds ``offset``, without its end."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def is_row(text: str, line: Span) -> bool:
    """True if the line is a row of a table: tabs or ``|`` part its cells."""
    return text.find("\t", *line) >= 0 or text.find("|", *line) >= 0


def pairs_of(words: str) -> set[str]:
    """The pairs of neighbouring Chinese characters."""
    return {
        words[i : i + 2]
        for i in range(len(words) - 1)
        if "\u4e00" <= words[i] <= "\u9fff" and "\u4e00" <= words[i + 1] <= "\u9fff"
    }
