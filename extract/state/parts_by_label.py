"""Lists whose items are told apart by a place, a year or a stage: 东山县12个，西岭县8个; 完工31个，在建12个.

Such a list breaks down the nearest figure before it that can hold each item, or the total that closes it (合计). No sum
is asked for: a breakdown that does not add up is what the audit looks for. But a list of more than twice the figure
before it breaks down something else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.interval import total
from extract.state.context import Context
from extract.state.figure_list import ADDITIVE, Figures

_YEAR: Final = re.compile(r"(?:20\d\d|今|去|前|当|上|本)年(?:[上下]半年|度)?$|[上下]半年$|\d{1,2}月$")
_STAGE: Final = re.compile(r"(?:完工|竣工|在建|续建|新建|建成|已建|未建|男|女)的?$")
_OPENED: Final = re.compile(r"[，。；、：\n（]")
_PLANNED: Final = re.compile(r"计划|拟|目标|任务|原定")
_CLOSING: Final = re.compile(r"^[，、；]?(?:合计|共计|总计|一共|总共)[^，。；、：\d]{0,6}$")
_TAIL: Final = 3  # characters between the label and the number (东山县有25个)
_WIDEST: Final = 16  # characters between the items of a list


def read_labelled_lists(view: Figures, context: Context) -> None:
    """Writes the wholes of labelled lists into the view."""
    place_ends = sorted(place.span[1] for place in context.places)
    run: list[int] = []
    for i, figure in enumerate(view.figures):
        labelled = (
            figure.dimension in ADDITIVE
            and figure.per is None
            and view.wholes[i] is None
            and not view.is_against(i)
            and i not in view.in_tables
            and _is_labelled(view, i, place_ends)
        )
        if run and not (labelled and _continues(view, run[-1], i)):
            _assign(view, run, i)
            run = []
        if labelled:
            run.append(i)
    _assign(view, run, len(view.figures))


def _is_labelled(view: Figures, i: int, place_ends: Sequence[int]) -> bool:
    figure = view.figures[i]
    start = max(view.figures[i - 1].end if i else 0, figure.start - _WIDEST)
    item = _OPENED.split(view.text[start : figure.start])[-1]
    if _STAGE.search(item):
        return len(item) <= _TAIL + 1
    lead = re.sub(r"[^年月]{0,3}$", "", item) if "年" in item or "月" in item else ""
    if lead and _YEAR.search(lead):
        return True
    at = bisect_left(place_ends, figure.start - _TAIL)
    return bool(item) and at < len(place_ends) and place_ends[at] <= figure.start and place_ends[at] > start


def _continues(view: Figures, last: int, i: int) -> bool:
    return i == last + 1 and view.comparable(i, last) and view.figures[i].start - view.figures[last].end <= _WIDEST


def _assign(view: Figures, run: Sequence[int], behind: int) -> None:
    """Gives the list to the total right behind it, else to the nearest figure before it that can hold its items."""
    if len(run) < 2:
        return
    if behind < len(view.figures) and view.comparable(run[-1], behind):
        between = view.text[view.figures[run[-1]].end : view.figures[behind].start]
        if len(between) <= _WIDEST and _CLOSING.match(between):
            _give(view, run, behind)
            return
    paragraph = view.shape.paragraph(view.figures[run[0]].start)
    staged = all(_STAGE.search(view.before(view.figures[part])) for part in run)
    for whole in reversed(view.within(max(paragraph[0], view.floor_of(run[0])), view.figures[run[0]].start)):
        if not view.comparable(run[0], whole) or view.is_against(whole) or view.wholes[whole] is not None:
            continue
        if staged and _PLANNED.search(view.before(view.figures[whole])):
            return  # 计划新建10个，建成4个，在建3个: what has come of a plan is no part of it
        if all(view.may_hold(whole, part) for part in run) and not _is_far_above(view, run, whole):
            _give(view, run, whole)
        return


def _is_far_above(view: Figures, run: Sequence[int], whole: int) -> bool:
    return total(view.figures[i].hard for i in run).at_most(view.figures[whole].hard.scaled(2)) is False


def _give(view: Figures, run: Sequence[int], whole: int) -> None:
    for part in run:
        view.wholes[part] = whole
