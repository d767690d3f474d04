"""Which figure is a part of which (DESIGN §4, §7), from what the text says and from exact sums.

In order: the totals of tables; 其中 and its like; shares (占…的30%) and first instalments; a total that closes its
list (甲12万元、乙8万元，合计20万元); and a list behind its whole with no word between (支出80万元：1.…2.…), which
is accepted if its items sum to the whole exactly, or if places, years or stages tell them apart. A part has the unit
of its whole, no rate, and does not surely exceed it, except behind 其中, where a part above its whole is an error that
the audit must find. A figure that another is measured against (比计划的100个多) is no whole of what stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.state.context import Context
from extract.state.figure_list import ADDITIVE, REACH, Figures
from extract.state.outline import Outline
from extract.state.parts_by_label import read_labelled_lists
from extract.state.parts_by_share import read_shares
from extract.state.parts_by_sum import read_closing_totals, read_opening_wholes
from extract.state.parts_of_tables import find_cells, find_wholes_in_tables

_AMONG: Final = re.compile(r"其中|这里面|当中|这其中|包括|包含|(?<=[，（])含")
# A clause that begins so is no item of a list whose first item has no verb (其中女性42名，培训护理员35名).
_ACTION: Final = re.compile(
    r"(?:并|还|同时|另|共|已)?(?:培训|带动|投入|实施|建成|开展|举办|受益|惠及|发放|捐赠|组织|动员|选派|打造|帮助|帮扶|资助|服务"
    r"|覆盖|吸纳|销售|采购|新建|改造|完成|配备|招募|签订|获|筹|救助|涉及)"
)
_STRONG: Final = ("其中", "这里面", "当中", "这其中")


def find_wholes(context: Context, shape: Outline) -> list[int | None]:
    """For each figure of the article the index of the figure it is a part of."""
    wholes: list[int | None] = [None] * len(context.figures)
    cells = find_cells(context)
    find_wholes_in_tables(context.figures, cells, wholes)
    view = Figures(context, shape, wholes, {cell.index for cell in cells})
    _read_among(view)
    read_shares(view)
    read_closing_totals(view)
    read_opening_wholes(view)
    read_labelled_lists(view, context)
    return wholes


def _read_among(view: Figures) -> None:
    """其中, 包括, （含…）: the nearest comparable figure before; the items of one list share it."""
    for match in _AMONG.finditer(view.text):
        if view.in_row(match.start()):
            continue
        end = _end_of_list(view, match.start())
        paragraph = view.shape.paragraph(match.start())
        floor = paragraph[0] if match.group() in _STRONG else view.shape.clause(max(0, match.start() - 1))[0]
        behind = view.within(match.end(), end)[:REACH]
        before = view.within(max(floor, view.floor_of(behind.start)), match.start())
        if before and behind:
            _among(view, list(before), behind, strong=match.group() in _STRONG)


def _among(view: Figures, before: Sequence[int], behind: range, *, strong: bool) -> None:
    listed: list[int] = []
    for i in behind:
        if view.wholes[i] is not None:
            continue
        if view.figures[i].dimension == "ratio":
            if strong and (i == behind[0] or (i - 1 in listed and view.figures[i - 1].dimension == "ratio")):
                _share_of_nearest(view, i, before)
                listed.append(i)
                continue
            break
        fitting = [
            j for j in before if view.comparable(i, j) and not view.is_against(j) and view.wholes[j] not in listed
        ]
        whole = _whole_of_list(view, fitting, i)
        if whole is None or (i != behind[0] and (view.is_against(i) or _turns(view, listed, i))):
            break
        view.wholes[i] = whole
        listed.append(i)
        if view.sum_to(listed, whole):
            break


def _turns(view: Figures, listed: Sequence[int], i: int) -> bool:
    """True if the clause of the figure begins a new action that the list's first item does not have."""
    clause = view.shape.clause(view.figures[i].start)
    if not listed or clause == view.shape.clause(view.figures[listed[0]].start):
        return False
    between = view.text[view.figures[listed[0] - 1].end : view.figures[listed[0]].start] if listed[0] else ""
    return bool(_ACTION.match(view.text, clause[0])) and not _ACTION.search(between)


def _whole_of_list(view: Figures, fitting: Sequence[int], part: int) -> int | None:
    """The nearest that can hold the part; failing that the nearest, whose part is then in error."""
    free = [j for j in fitting if view.wholes[j] is None] or list(fitting)
    holding = [j for j in free if view.may_hold(j, part)]
    return holding[-1] if holding else free[-1] if free else None


def _share_of_nearest(view: Figures, share: int, before: Sequence[int]) -> None:
    for j in reversed(before):
        if view.figures[j].dimension in ADDITIVE and not view.is_against(j):
            if view.figures[j].per is None:
                view.wholes[share] = j
            return


def _end_of_list(view: Figures, offset: int) -> int:
    """The end of the sentence, or the bracket that closes the one in which ``offset`` stands."""
    sentence = view.shape.sentence(offset)
    opened = view.text.rfind("（", sentence[0], offset)
    if opened >= 0 and view.text.find("）", opened, offset) < 0:
        closed = view.text.find("）", offset, sentence[1])
        return closed if closed >= 0 else sentence[1]
    return sentence[1]
