"""Lists and their totals, told by arithmetic.

A total behind its list says so (合计, 共计); a list behind its whole often does not (支出80万元：1.…2.…). An exact sum
is taken as proof unless chance could bring it about: the smaller the numbers and the fewer the parts, the closer
together they must stand. Where the wording leaves room (20余万元、8万元，共计约30万元), the list must be the sentence's
and its interval must meet the total's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from extract.interval import total
from extract.state.figure_list import ADDITIVE, Figures

_CLOSING: Final = re.compile(r"(?:合计|共计|总计|一共|共|累计|总共|合共)[^，。；、：\d]{0,6}$")
_TOTAL: Final = re.compile(r"(?:合计|共计|总计|一共|总共)[^，。；、：\d]{0,6}$")
_LONGEST_LIST: Final = 40
_STARTS: Final = 5  # how many figures may stand between a whole and the first item of its list
_BREAKDOWNS: Final = 3  # by state, by county and by year
_SAME_BREATH: Final = 14  # characters between the items of a list of small counts
# What parts small counts: a place, a year, a level, a stage, not nouns of their own (基地3个，示范村2个).
_LABEL: Final = re.compile(
    r"[省市州县区旗乡镇年月级][^，。；、]{0,3}$|(?:完工|竣工|在建|续建|新建|建成|已建|未建|男|女)的?$"
)
_SMALL: Final = 20


def read_closing_totals(view: Figures) -> None:
    """合计, 共计, 共 behind the list: the figures just before, if they sum to it."""
    for i, figure in enumerate(view.figures):
        lead = view.before(figure)
        if i in view.in_tables or figure.dimension not in ADDITIVE or not _CLOSING.search(lead):
            continue
        sentence, paragraph = view.shape.sentence(figure.start)[0], view.shape.paragraph(figure.start)[0]
        parts = _exact_list_before(view, i, sentence) or _exact_list_before(view, i, paragraph)
        if not parts and _TOTAL.search(lead):
            parts = _loose_list_before(view, i, sentence)
        for j in parts:
            view.wholes[j] = i


def _exact_list_before(view: Figures, whole: int, floor: int) -> list[int]:
    parts: list[int] = []
    sum_so_far: Fraction | int = 0
    target = view.points[whole]
    for j in reversed(view.within(max(floor, view.floor_of(whole)), view.figures[whole].start)):
        if not view.comparable(j, whole):
            continue
        value = view.points[j]
        if value is None or view.wholes[j] is not None or target is None:
            return []
        parts.append(j)
        sum_so_far += value
        if sum_so_far >= target:
            break
    return parts if sum_so_far == target and len(parts) > 1 else []


def _loose_list_before(view: Figures, whole: int, floor: int) -> list[int]:
    window = view.within(max(floor, view.floor_of(whole)), view.figures[whole].start)
    parts = [j for j in window if view.comparable(j, whole) and view.wholes[j] is None]
    exact = all(view.points[j] is not None for j in (*parts, whole)) and not view.figures[whole].approx
    if len(parts) < 2 or exact:
        return []
    meet = not total(view.figures[j].likely for j in parts).disjoint(view.figures[whole].likely)
    return parts if meet else []


def read_opening_wholes(view: Figures) -> None:
    """A list behind its whole that sums to it exactly; one whole may be broken down more than once."""
    lines = _comparable_lines(view)
    for starts in (1, _STARTS):  # lists right behind their whole first, so that no farther one takes their items
        for line in lines:
            for position, whole in enumerate(line):
                if view.points[whole] is not None and whole not in view.in_tables:
                    _take_lists_behind(view, line, position, starts)


def _take_lists_behind(view: Figures, line: Sequence[int], position: int, starts: int) -> None:
    for _ in range(_BREAKDOWNS):
        if not _take_list_behind(view, line[position], line, position, starts):
            return


def _comparable_lines(view: Figures) -> list[list[int]]:
    """The figures by unit, without rates, in order of the text."""
    lines: dict[tuple[str, str], list[int]] = {}
    for i, figure in enumerate(view.figures):
        if figure.dimension in ADDITIVE and figure.per is None and not figure.approx:
            unit = "人" if figure.dimension == "person" else figure.unit
            lines.setdefault((figure.dimension, unit), []).append(i)
    return list(lines.values())


def _take_list_behind(view: Figures, whole: int, line: Sequence[int], position: int, starts: int) -> bool:
    target = view.points[whole]
    free = [j for j in line[position + 1 : position + 1 + _LONGEST_LIST] if view.wholes[j] is None and j != whole]
    for first in range(min(starts, len(free))):
        parts: list[int] = []
        sum_so_far: Fraction | int = 0
        for j in free[first:]:
            value = view.points[j]
            if value is None or target is None or value >= target:
                break
            parts.append(j)
            sum_so_far += value
            if sum_so_far >= target:
                break
        if (
            sum_so_far == target
            and _is_list_of(view, whole, parts)
            and _is_nearest_equal(view, whole, line, position, parts)
        ):
            for j in parts:
                view.wholes[j] = whole
            return True
    return False


def _is_nearest_equal(view: Figures, whole: int, line: Sequence[int], position: int, parts: Sequence[int]) -> bool:
    """False if the same number stands once more before the list: that one is its whole."""
    target = view.points[whole]
    return not any(
        view.points[j] == target and not view.is_against(j) and j < parts[0]
        for j in line[position + 1 : position + 1 + _STARTS]
    )


def _is_list_of(view: Figures, whole: int, parts: Sequence[int]) -> bool:
    """Whether an exact sum is no chance: how many parts, how large the whole, how close together."""
    if len(parts) < 2 or view.is_against(whole):
        return False
    tabled = [j in view.in_tables for j in parts]
    if any(tabled):
        return all(tabled)
    paragraph = view.shape.paragraph(view.figures[whole].start)
    last = view.figures[parts[-1]]
    small = view.figures[whole].dimension != "money" and (view.points[whole] or 0) < _SMALL
    if small and not all(_LABEL.search(view.before(view.figures[j])) for j in parts):
        return False
    if small or len(parts) == 2:
        if last.start >= paragraph[1] or any(view.is_against(j) for j in parts):
            return False
        return all(view.figures[b].start - view.figures[a].end <= _SAME_BREATH for a, b in pairwise(parts))
    return True
