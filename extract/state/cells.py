"""What the head of a column and the caption of a table say of a figure in one of its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.find.tables import TableFigure
from extract.state.governing import find_governing
from extract.state.settings import Scope
from extract.state.status import Reading, read_status

_CAPTION_NUMBER: Final = re.compile(r"^表\s*\d*\s*|[\d.]+万?[元亿]?.*$")


def read_cell_status(
    scope: Scope, cell: TableFigure, counted: str | None, title: str | None, before: Reading | None
) -> Reading:
    """The status of a table cell: by its column's head, else by caption, section and title, as if they stood before it.

    A column that is a part of the one before it (其中：福彩公益金) takes over ``before``, that cell's reading.
    """
    if "其中" in cell.head and before is not None:
        return before
    caption = cell.caption.split("\n")[-1] if cell.caption else ""
    for said in (cell.head, "" if "。" in caption else caption, scope.section, title or ""):
        if not said:
            continue
        line = f"{said}："
        at = len(line)
        figure = replace(cell.figure, start=at, end=at + 1, number=None, unit_span=None)
        words = find_governing(line)
        if any(w.entry.group != "do" for w in words.all.between(0, at)):
            return read_status(
                replace(scope, text=line + "0", sentence=(0, at + 1), clause=(0, at + 1), words=words),
                figure,
                counted,
            )
    return Reading("target" if scope.kind in ("plan", "notice") else "actual")


def read_cell_counted(cell: TableFigure) -> str | None:
    """The caption names what a table counts; where it does not, the head of the column does."""
    lines = [line for line in cell.caption.split("\n") if line and not line.startswith("单位")]
    caption = _CAPTION_NUMBER.sub("", lines[-1]) if lines else ""
    head = re.sub(r"[（(].*$", "", cell.head).strip()
    generic = head in ("", "金额", "数量", "资金", "合计", "小计", "数额", "总额", "个数")
    if generic:
        return caption or head or None
    return head
