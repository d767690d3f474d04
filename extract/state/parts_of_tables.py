"""Wholes and parts in tables: total rows, subtotals, total columns and columns headed 其中.

A table is a run of lines with tabs or ``|``. In a column the rows are parts of the total row (合计, 总计), which may
stand last or first; rows above a subtotal (小计) are its parts, and subtotals are parts of the total. A cell under 其中
is a part of the nearest cell to its left that measures the same. Where a column of totals (小计, 合计) is the exact sum
of its row, the row's cells are its parts. Shares, rates and averages have no parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from extract.interval import total
from extract.state.context import Context
from extract.state.figure_list import ADDITIVE, is_row, line_at
from extract.types import FigureSpan

_TOTAL: Final = re.compile(r"^(?:全[国省市区县州]|本级)?(?:合计|总计|共计|总数|总额|总和)")
_SUBTOTAL: Final = re.compile(r"小计$|^小计")
_TOTAL_HEAD: Final = re.compile(r"^(?:合计|总计|小计|共计|总数|总额)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table: its index among the article's figures and where it stands."""

    index: int
    table: int
    row: int
    column: tuple[int, int]  # cell of the row, figure within the cell
    head: str
    label: str


def find_cells(context: Context) -> list[Cell]:
    """The figures that stand in tables, row by row."""
    heads = {id(cell.figure): cell for cell in context.tables}
    cells: list[Cell] = []
    table = -1
    last_line: tuple[int, int] | None = None
    row, line, in_row = 0, (-1, -1), False
    seen: dict[int, int] = {}  # figures so far in each cell of the line
    for index, figure in enumerate(context.figures):
        if not line[0] <= figure.start < line[1]:
            line = line_at(context.text, figure.start)
            seen, in_row = {}, is_row(context.text, line)
            if not in_row:
                continue
            if last_line is None or not _adjoin(context.text, last_line, line):
                table += 1
            row += 1
            last_line = line
        elif not in_row:
            continue
        column = _column(context.text, line[0], figure.start)
        seen[column] = seen.get(column, -1) + 1
        named = heads.get(id(figure))
        label = named.row if named else _label(context.text, line)
        cells.append(Cell(index, table, row, (column, seen[column]), named.head if named else "", label))
    return cells


def find_wholes_in_tables(figures: Sequence[FigureSpan], cells: Sequence[Cell], wholes: list[int | None]) -> None:
    """Writes the wholes of the cells into ``wholes``."""
    for table in _grouped(cells, "table"):
        for row in _grouped(table, "row"):
            _read_row(figures, row, wholes)
        columns: dict[tuple[tuple[int, int], str, str], list[Cell]] = {}
        for cell in table:
            figure = figures[cell.index]
            columns.setdefault((cell.column, figure.unit, figure.per or ""), []).append(cell)
        for column in columns.values():
            if figures[column[0].index].dimension in ADDITIVE and figures[column[0].index].per is None:
                _read_column(column, wholes)


def _read_row(figures: Sequence[FigureSpan], row: Sequence[Cell], wholes: list[int | None]) -> None:
    for at, cell in enumerate(row):
        if "其中" in cell.head and wholes[cell.index] is None:
            left = [
                other.index
                for other in row[:at]
                if "其中" not in other.head and _alike(figures, other.index, cell.index)
            ]
            if left:
                wholes[cell.index] = left[-1]
    for cell in row:
        if not _TOTAL_HEAD.match(cell.head):
            continue
        parts = [
            c.index for c in row if c is not cell and wholes[c.index] is None and _alike(figures, c.index, cell.index)
        ]
        exact = total(figures[i].hard for i in parts).point
        if len(parts) > 1 and exact is not None and exact == figures[cell.index].hard.point:
            for i in parts:
                wholes[i] = cell.index


def _read_column(column: Sequence[Cell], wholes: list[int | None]) -> None:
    """``column`` holds the cells of one unit from the top down."""
    totals = [cell for cell in column if _TOTAL.match(cell.label)]
    if totals and column[0] is totals[0] and len(totals) == 1:
        column = [*column[1:], totals[0]]
    rows: list[int] = []  # since the last subtotal
    upper: list[int] = []  # subtotals since the last total, and rows outside any
    for cell in column:
        is_total, is_subtotal = bool(_TOTAL.match(cell.label)), bool(_SUBTOTAL.search(cell.label))
        if not is_total and not is_subtotal:
            rows.append(cell.index)
            continue
        parts = [*upper, *rows] if is_total else rows
        for i in parts:
            if wholes[i] is None:
                wholes[i] = cell.index
        upper = [] if is_total else [*upper, cell.index]
        rows = []


def _alike(figures: Sequence[FigureSpan], one: int, other: int) -> bool:
    a, b = figures[one], figures[other]
    return a.unit == b.unit and a.per == b.per and a.dimension == b.dimension and a.dimension in ADDITIVE


def _grouped(cells: Sequence[Cell], by: str) -> Iterator[list[Cell]]:
    for _, group in groupby(cells, key=attrgetter(by)):
        yield list(group)


def _adjoin(text: str, above: tuple[int, int], line: tuple[int, int]) -> bool:
    """True if only rows stand between the two."""
    at = above[1] + 1
    while at < line[0]:
        between = line_at(text, at)
        if not is_row(text, between):
            return False
        at = between[1] + 1
    return True


def _column(text: str, start: int, offset: int) -> int:
    return text.count("\t", start, offset) or text.count("|", start, offset)


def _label(text: str, line: tuple[int, int]) -> str:
    for cell in re.split(r"[\t|]", text[line[0] : line[1]]):
        if cell.strip() and not cell.strip()[0].isdigit():
            return cell.strip()
    return ""
