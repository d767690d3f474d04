"""Parts that the text gives as a share, an instalment or the latest year of a whole.

占总支出453万元的80% names the whole, 占会员企业的三分之二 recalls it by its noun, 完成计划的八成 by being planned;
有四成多 is of the figure just before. 首笔30万元 is a part of the sum promised, 2024年当年980万元 of the sum since the
beginning.
"""

from __future__ import annotations

import re
from typing import Final

from extract.state.figure_list import ADDITIVE, REACH, Figures, pairs_of

_SHARE: Final = re.compile(r"占(?:到|了|据)?([^，。；]{0,24})$")
_RULE: Final = re.compile(r"比例|比重")
_FULFILLED: Final = re.compile(r"(?:完成|达到|兑现|实现)[^，。；]{0,6}(?:计划|任务|目标|预算|指标)(?:数|量|额)?的$")
_HAVE: Final = re.compile(r"^(?:有|仅|只有)$")
_PLANNED: Final = re.compile(r"计划|预算|任务|目标|指标|原定|打算|拟|力争|预计")
_FIRST: Final = re.compile(r"(?:首笔|首批|首期|第一笔|第一批|第一期|先期)[^，。；：\d]{0,6}$")
_THIS_YEAR: Final = re.compile(r"，(?:20\d\d年|今年|当年|本年|去年|上半年|下半年)(?:当年)?[^，。；\d]{0,3}")
_CUMULATIVE: Final = re.compile(r"累计|总共|年来")


def read_shares(view: Figures) -> None:
    """占总支出453万元的80%, 占会员企业的三分之二, 完成计划的26%, 有四成多; 首笔30万元; 2024年当年980万元."""
    for i, figure in enumerate(view.figures):
        if view.wholes[i] is not None or i in view.in_tables:
            continue
        if figure.dimension == "ratio":
            _read_share(view, i)
        elif i and _FIRST.search(view.before(figure)):
            _take_nearest(view, i, view.shape.sentence(figure.start)[0])
        elif i and view.comparable(i, i - 1) and view.may_hold(i - 1, i) and _is_latest_of_cumulative(view, i):
            view.wholes[i] = i - 1


def _read_share(view: Figures, i: int) -> None:
    figure = view.figures[i]
    lead = view.before(figure)
    share = _SHARE.search(lead)
    if share:
        _read_share_of(view, i, figure.start - len(share[0]), share[1])
    elif _FULFILLED.search(lead):
        paragraph = view.shape.paragraph(figure.start)
        _take_planned(view, i, paragraph[0], "")
    elif i and _HAVE.match(lead.strip()) and view.follows(i):
        view.wholes[i] = i - 1


def _read_share_of(view: Figures, i: int, start: int, named: str) -> None:
    between = view.within(start, view.figures[i].start)
    if between:
        base = between[-1]
        if view.figures[base].dimension not in ADDITIVE:
            return
        view.wholes[i] = base
        lead = view.text[start : view.figures[base].start]
        part = between[0] - 1
        free = part >= 0 and view.wholes[part] is None and view.in_sentence(part, i)
        if free and not _PLANNED.search(lead) and view.comparable(part, base) and view.may_hold(base, part):
            view.wholes[part] = base
        return
    if _RULE.search(named):
        return
    noun = re.sub(r"^[全总]|的$|总[额数量]|近|约|全部|所有", "", named)
    if _PLANNED.search(named):
        _take_planned(view, i, view.figures[max(0, i - REACH)].start, view.before(view.figures[i]))
    elif len(noun) > 1:
        _take_named(view, i, noun)


def _take_planned(view: Figures, i: int, floor: int, said: str) -> None:
    """The nearest planned figure; where several are, the one whose words recur in ``said``."""
    window = view.within(max(floor, view.floor_of(i)), view.figures[i].start)
    earlier = [j for j in reversed(window) if view.figures[j].dimension in ADDITIVE]
    for words in (view.before, view.sentence_before):
        planned = [j for j in earlier if _PLANNED.search(words(view.figures[j]))]
        recurring = [j for j in planned if pairs_of(said) & pairs_of(view.near_words(j))]
        chosen = recurring if said else planned
        if chosen:
            view.wholes[i] = chosen[0]
            return


def _take_named(view: Figures, i: int, noun: str) -> None:
    wanted = pairs_of(noun)
    subject = i - 1 if i and view.follows(i) else None  # what is a share is not its own base
    for j in range(i - 1, max(-1, i - 1 - REACH), -1):
        figure = view.figures[j]
        if j == subject or j in view.in_tables or figure.dimension not in ADDITIVE or figure.per is not None:
            continue
        if subject is not None and not view.comparable(subject, j):
            continue
        if wanted & pairs_of(view.near_words(j)) and not _PLANNED.search(view.before(figure)):
            view.wholes[i] = j
            return


def _take_nearest(view: Figures, i: int, floor: int) -> None:
    for j in reversed(view.within(max(floor, view.floor_of(i)), view.figures[i].start)):
        if view.comparable(i, j) and view.may_hold(j, i):
            view.wholes[i] = j
            return


def _is_latest_of_cumulative(view: Figures, i: int) -> bool:
    earlier = view.figures[i - 1]
    between = view.text[earlier.end : view.figures[i].start]
    return bool(_THIS_YEAR.fullmatch(between[:24]) and _CUMULATIVE.search(view.before(earlier)))
