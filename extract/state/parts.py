"""Which figure is a part of which (DESIGN §4, §7), from what the text says and from exact sums.

In order: the totals of tables; 其中 and its like; shares (占…的30%) and first instalments; a total that closes its
list (甲12万元、乙8万元，合计20万元); and a list behind its whole with no word between (支出80万元：1.…2.…), which
is accepted only if its items sum to the whole exactly. A part has the unit of its whole, no rate, and does not surely
exceed it, except behind 其中, where a part above its whole is an error that the audit must find. A figure that another
is measured against (比计划的100个多) is no whole of what stands behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from extract.interval import total
from extract.state.context import Context
from extract.state.outline import Outline
from extract.state.parts_of_tables import find_cells, find_wholes_in_tables
from extract.types import FigureSpan, Span

_AMONG: Final = re.compile(r"其中|这里面|当中|这其中|包括|包含|(?<=[，（])含")
_STRONG: Final = ("其中", "这里面", "当中", "这其中")
_SHARE: Final = re.compile(r"占(?:到|了|据)?([^，。；]{0,24})$")
_RULE: Final = re.compile(r"比例|比重")
_FULFILLED: Final = re.compile(r"(?:完成|达到|兑现|实现)[^，。；]{0,6}(?:计划|任务|目标|预算|指标)(?:数|量|额)?的$")
_HAVE: Final = re.compile(r"^(?:有|仅|只有)$")
_PLANNED: Final = re.compile(r"计划|预算|任务|目标|指标|原定|打算|拟|力争|预计")
_AGAINST_BEFORE: Final = re.compile(
    r"(?:比|较|离|距|低于|高于|少于|多于|超出|超过|接近|突破|达到|不及|占|略)[^，。；]{0,12}"
    r"(?:计划|目标|原定|任务|方案|预算|要求|打算|指标)[^，。；]{0,8}$|(?:比|较)[^，。；]{0,8}$|增加|增长|减少|多出|新增了?$"
)
_AGAINST_BEHIND: Final = re.compile(r"”?的?(?:目标|任务|计划|要求|打算|预算|指标)")
_FIRST: Final = re.compile(r"(?:首笔|首批|首期|第一笔|第一批|第一期|先期)[^，。；：\d]{0,6}$")
_CLOSING: Final = re.compile(r"(?:合计|共计|总计|一共|共|累计|总共|合共)[^，。；、：\d]{0,6}$")
_THIS_YEAR: Final = re.compile(r"，(?:20\d\d年|今年|当年|本年|去年|上半年|下半年)(?:当年)?[^，。；\d]{0,3}")
_CUMULATIVE: Final = re.compile(r"累计|总共|年来")
_ADDITIVE: Final = frozenset(
    {"money", "count", "person", "person-time", "household", "area", "length", "mass", "volume", "energy", "other"}
)
_LONGEST_LIST: Final = 40
_STARTS: Final = 5  # how many figures may stand between a whole and the first item of its list
_BREAKDOWNS: Final = 3  # by state, by county and by year
_SAME_BREATH: Final = 14  # characters between the items of a list of small counts
_SMALL: Final = 20
_REACH: Final = 40  # figures back in which the noun of a share is looked for


def find_wholes(context: Context, shape: Outline) -> list[int | None]:
    """For each figure of the article the index of the figure it is a part of."""
    wholes: list[int | None] = [None] * len(context.figures)
    cells = find_cells(context)
    find_wholes_in_tables(context.figures, cells, wholes)
    reader = _Reader(context, shape, wholes, {cell.index for cell in cells})
    reader.read_among()
    reader.read_shares()
    reader.read_closing_totals()
    reader.read_opening_wholes()
    return wholes


class _Reader:
    """Reads the wholes of one article, rule after rule, into ``wholes``."""

    def __init__(self, context: Context, shape: Outline, wholes: list[int | None], in_tables: set[int]) -> None:
        self.text, self.figures, self.shape = context.text, context.figures, shape
        self.wholes, self.in_tables = wholes, in_tables
        self.starts = [figure.start for figure in context.figures]
        self.against = [self._is_against(figure) for figure in context.figures]

    def _within(self, start: int, end: int) -> range:
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _before(self, figure: FigureSpan) -> str:
        """The clause up to the figure."""
        return self.text[max(self.shape.clause(figure.start)[0], figure.start - 48) : figure.start]

    def _is_against(self, figure: FigureSpan) -> bool:
        return bool(_AGAINST_BEFORE.search(self._before(figure)) or _AGAINST_BEHIND.match(self.text, figure.end))

    # --- 其中 -------------------------------------------------------------------------------------------------------

    def read_among(self) -> None:
        """其中, 包括, （含…）: the nearest comparable figure before; the items of one list share it."""
        for match in _AMONG.finditer(self.text):
            if match.start() and self._row_has_tabs(match.start()):
                continue
            end = self._end_of_list(match.start())
            paragraph = self.shape.paragraph(match.start())
            floor = paragraph[0] if match.group() in _STRONG else self.shape.clause(max(0, match.start() - 1))[0]
            behind = self._within(match.end(), end)
            before = self._within(max(floor, self._nth_back(behind.start)), match.start())
            if before and behind:
                self._among(list(before), behind, strong=match.group() in _STRONG)

    def _among(self, before: Sequence[int], behind: range, *, strong: bool) -> None:
        listed: list[int] = []
        for i in behind:
            if self.wholes[i] is not None:
                continue
            if self.figures[i].dimension == "ratio":
                if strong and (i == behind[0] or (i - 1 in listed and self.figures[i - 1].dimension == "ratio")):
                    self._share_of_nearest(i, before)
                    listed.append(i)
                    continue
                break
            fitting = [
                j for j in before if self._comparable(i, j) and not self.against[j] and self.wholes[j] not in listed
            ]
            whole = self._whole_of_list(fitting, i)
            if whole is None or (self.against[i] and i != behind[0]):
                break
            self.wholes[i] = whole
            listed.append(i)
            if self._sums(listed, whole):
                break

    def _whole_of_list(self, fitting: Sequence[int], part: int) -> int | None:
        """The nearest that can hold the part; failing that the nearest, whose part is then in error."""
        free = [j for j in fitting if self.wholes[j] is None] or list(fitting)
        holding = [j for j in free if self._may_hold(j, part)]
        return holding[-1] if holding else free[-1] if free else None

    def _share_of_nearest(self, share: int, before: Sequence[int]) -> None:
        for j in reversed(before):
            if self.figures[j].dimension in _ADDITIVE and not self.against[j]:
                if self.figures[j].per is None:
                    self.wholes[share] = j
                return

    def _end_of_list(self, offset: int) -> int:
        """The end of the sentence, or the bracket that closes the one in which ``offset`` stands."""
        sentence = self.shape.sentence(offset)
        opened = self.text.rfind("（", sentence[0], offset)
        if opened >= 0 and self.text.find("）", opened, offset) < 0:
            closed = self.text.find("）", offset, sentence[1])
            return closed if closed >= 0 else sentence[1]
        return sentence[1]

    # --- shares and instalments -------------------------------------------------------------------------------------

    def read_shares(self) -> None:
        """占总支出453万元的80%, 占会员企业的三分之二, 完成计划的26%, 有四成多; 首笔30万元; 2024年当年980万元."""
        for i, figure in enumerate(self.figures):
            if self.wholes[i] is not None or i in self.in_tables:
                continue
            if figure.dimension == "ratio":
                self._read_share(i)
            elif i and _FIRST.search(self._before(figure)):
                self._take_nearest(i, self.shape.sentence(figure.start)[0])
            elif i and self._comparable(i, i - 1) and self._may_hold(i - 1, i) and self._is_latest_of_cumulative(i):
                self.wholes[i] = i - 1

    def _read_share(self, i: int) -> None:
        figure = self.figures[i]
        lead = self._before(figure)
        share = _SHARE.search(lead)
        if share:
            self._read_share_of(i, figure.start - len(share[0]), share[1])
        elif _FULFILLED.search(lead):
            paragraph = self.shape.paragraph(figure.start)
            self._take_planned(i, paragraph[0], "")
        elif i and _HAVE.match(lead.strip()) and self._follows(i):
            self.wholes[i] = i - 1

    def _read_share_of(self, i: int, start: int, named: str) -> None:
        between = self._within(start, self.figures[i].start)
        if between:
            base = between[-1]
            if self.figures[base].dimension not in _ADDITIVE:
                return
            self.wholes[i] = base
            lead = self.text[start : self.figures[base].start]
            part = between[0] - 1
            free = part >= 0 and self.wholes[part] is None and self._in_sentence(part, i)
            if free and not _PLANNED.search(lead) and self._comparable(part, base) and self._may_hold(base, part):
                self.wholes[part] = base
            return
        if _RULE.search(named):
            return
        noun = re.sub(r"^[全总]|的$|总[额数量]|近|约|全部|所有", "", named)
        if _PLANNED.search(named):
            self._take_planned(i, self.figures[max(0, i - _REACH)].start, self._before(self.figures[i]))
        elif len(noun) > 1:
            self._take_named(i, noun)

    def _take_planned(self, i: int, floor: int, said: str) -> None:
        """The nearest planned figure; where several are, the one whose words recur in ``said``."""
        window = self._within(max(floor, self._nth_back(i)), self.figures[i].start)
        earlier = [j for j in reversed(window) if self.figures[j].dimension in _ADDITIVE]
        for words in (self._before, self._sentence_before):
            planned = [j for j in earlier if _PLANNED.search(words(self.figures[j]))]
            recurring = [j for j in planned if _pairs(said) & _pairs(self._near_words(j))]
            chosen = recurring if said else planned
            if chosen:
                self.wholes[i] = chosen[0]
                return

    def _take_named(self, i: int, noun: str) -> None:
        wanted = _pairs(noun)
        subject = i - 1 if i and self._follows(i) else None  # what is a share is not its own base
        for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
            figure = self.figures[j]
            if j == subject or j in self.in_tables or figure.dimension not in _ADDITIVE or figure.per is not None:
                continue
            if subject is not None and not self._comparable(subject, j):
                continue
            if wanted & _pairs(self._near_words(j)) and not _PLANNED.search(self._before(figure)):
                self.wholes[i] = j
                return

    def _take_nearest(self, i: int, floor: int) -> None:
        for j in reversed(self._within(max(floor, self._nth_back(i)), self.figures[i].start)):
            if self._comparable(i, j) and self._may_hold(j, i):
                self.wholes[i] = j
                return

    def _is_latest_of_cumulative(self, i: int) -> bool:
        earlier = self.figures[i - 1]
        between = self.text[earlier.end : self.figures[i].start]
        return bool(_THIS_YEAR.fullmatch(between[:24]) and _CUMULATIVE.search(self._before(earlier)))

    def _near_words(self, j: int) -> str:
        """The words around a figure that may name it."""
        figure = self.figures[j]
        return self._before(figure)[-24:] + "|" + re.split(r"[，。；、：\n]", self.text[figure.end : figure.end + 8])[0]

    def _sentence_before(self, figure: FigureSpan) -> str:
        return self.text[max(self.shape.sentence(figure.start)[0], figure.start - 48) : figure.start]

    # --- sums -------------------------------------------------------------------------------------------------------

    def read_closing_totals(self) -> None:
        """合计, 共计, 共 behind the list: the figures just before, if they sum to it."""
        for i, figure in enumerate(self.figures):
            if i in self.in_tables or figure.hard.point is None or not _CLOSING.search(self._before(figure)):
                continue
            self._take_list_before(i, self.shape.sentence(figure.start)[0]) or self._take_list_before(
                i, self.shape.paragraph(figure.start)[0]
            )

    def _take_list_before(self, whole: int, floor: int) -> bool:
        parts: list[int] = []
        sum_so_far = Fraction(0)
        target = self.figures[whole].hard.point
        for j in reversed(self._within(max(floor, self._nth_back(whole)), self.figures[whole].start)):
            if not self._comparable(j, whole):
                continue
            value = self.figures[j].hard.point
            if value is None or self.wholes[j] is not None or target is None:
                return False
            parts.append(j)
            sum_so_far += value
            if sum_so_far >= target:
                break
        if sum_so_far != target or len(parts) < 2:
            return False
        for j in parts:
            self.wholes[j] = whole
        return True

    def read_opening_wholes(self) -> None:
        """A list behind its whole that sums to it exactly; one whole may be broken down more than once."""
        lines = self._comparable_lines()
        for starts in (1, _STARTS):  # lists right behind their whole first, so that no farther one takes their items
            for line in lines:
                for position, whole in enumerate(line):
                    if self.figures[whole].hard.point is not None and whole not in self.in_tables:
                        self._take_lists_behind(line, position, starts)

    def _take_lists_behind(self, line: Sequence[int], position: int, starts: int) -> None:
        for _ in range(_BREAKDOWNS):
            if not self._take_list_behind(line[position], line, position, starts):
                return

    def _comparable_lines(self) -> list[list[int]]:
        """The figures by unit, without rates, in order of the text."""
        lines: dict[tuple[str, str], list[int]] = {}
        for i, figure in enumerate(self.figures):
            if figure.dimension in _ADDITIVE and figure.per is None and not figure.approx:
                unit = "人" if figure.dimension == "person" else figure.unit
                lines.setdefault((figure.dimension, unit), []).append(i)
        return list(lines.values())

    def _take_list_behind(self, whole: int, line: Sequence[int], position: int, starts: int) -> bool:
        target = self.figures[whole].hard.point
        free = [j for j in line[position + 1 : position + 1 + _LONGEST_LIST] if self.wholes[j] is None and j != whole]
        for first in range(min(starts, len(free))):
            parts: list[int] = []
            sum_so_far = Fraction(0)
            for j in free[first:]:
                value = self.figures[j].hard.point
                if value is None or target is None or value >= target:
                    break
                parts.append(j)
                sum_so_far += value
                if sum_so_far >= target:
                    break
            if (
                sum_so_far == target
                and self._is_list_of(whole, parts)
                and self._is_nearest_equal(whole, line, position, parts)
            ):
                for j in parts:
                    self.wholes[j] = whole
                return True
        return False

    def _is_nearest_equal(self, whole: int, line: Sequence[int], position: int, parts: Sequence[int]) -> bool:
        """False if the same number stands once more before the list: that one is its whole."""
        target = self.figures[whole].hard.point
        return not any(
            self.figures[j].hard.point == target and not self.against[j] and j < parts[0]
            for j in line[position + 1 : position + 1 + _STARTS]
        )

    def _is_list_of(self, whole: int, parts: Sequence[int]) -> bool:
        """Whether an exact sum is no chance: how many parts, how large the whole, how close together."""
        if len(parts) < 2 or self.against[whole]:
            return False
        tabled = [j in self.in_tables for j in parts]
        if any(tabled):
            return all(tabled)
        paragraph = self.shape.paragraph(self.figures[whole].start)
        last = self.figures[parts[-1]]
        small = self.figures[whole].dimension != "money" and (self.figures[whole].hard.point or 0) < _SMALL
        if small or len(parts) == 2:
            if last.start >= paragraph[1] or any(self.against[j] for j in parts):
                return False
            return all(self.figures[b].start - self.figures[a].end <= _SAME_BREATH for a, b in pairwise(parts))
        return True

    # --- comparing --------------------------------------------------------------------------------------------------

    def _comparable(self, part: int, whole: int) -> bool:
        """The same kind of quantity, neither of them a rate."""
        a, b = self.figures[part], self.figures[whole]
        if a.dimension not in _ADDITIVE or a.per is not None or b.per is not None:
            return False
        return a.dimension == b.dimension and (a.unit == b.unit or a.dimension == "person")

    def _may_hold(self, whole: int, part: int) -> bool:
        return self.figures[part].hard.at_most(self.figures[whole].hard) is not False

    def _sums(self, parts: Sequence[int], whole: int) -> bool:
        exact = total(self.figures[j].hard for j in parts).point
        return len(parts) > 1 and exact is not None and exact == self.figures[whole].hard.point

    def _in_sentence(self, one: int, other: int) -> bool:
        return self.shape.sentence(self.figures[one].start) == self.shape.sentence(self.figures[other].start)

    def _follows(self, i: int) -> bool:
        """True if the figure before stands in the same sentence and can have a share."""
        return self._in_sentence(i - 1, i) and self.figures[i - 1].dimension in _ADDITIVE

    def _nth_back(self, index: int) -> int:
        """The offset of the figure ``_REACH`` before: no rule looks farther back, so the work stays linear."""
        return self.starts[max(0, index - _REACH)] if self.starts else 0

    def _row_has_tabs(self, offset: int) -> bool:
        line: Span = (self.text.rfind("\n", 0, offset) + 1, self.text.find("\n", offset))
        end = line[1] if line[1] >= 0 else len(self.text)
        return self.text.find("\t", line[0], end) >= 0 or self.text.find("|", line[0], end) >= 0


def _pairs(words: str) -> set[str]:
    """The pairs of neighbouring Chinese characters."""
    return {
        words[i : i + 2]
        for i in range(len(words) - 1)
        if "\u4e00" <= words[i] <= "\u9fff" and "\u4e00" <= words[i + 1] <= "\u9fff"
    }
