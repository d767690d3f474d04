"""Tables without rules: rows whose cells stand below one another, where that is clear.

A row of cells is runs with white between them. Three such rows in a column of the page are a table if the white is at
the same places in all of them, and most cells are shorter than lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.read.page import Run, enclosing
from extract.read.page_grids import GridCell

_WHITE: Final = 1.0  # em between cells
_ROWS: Final = 3
_COLUMNS: Final = 3  # two columns may as well be a list with its page numbers
_FULL: Final = 0.6  # of the rows that fill most of the columns
_LINE: Final = 9.0  # em: lines of text, if most cells are as wide
_APART: Final = 2.2  # em between the rows of a table


@dataclass(frozen=True, slots=True)
class Aligned:
    """Rows that are a table: its cells, each with its runs."""

    cells: tuple[tuple[GridCell, list[Run]], ...]


def find_aligned(rows: Sequence[list[Run]], em: float) -> Iterator[Aligned | list[list[Run]]]:
    """The rows of a column of the page from top to bottom: tables, and stretches of rows that are none."""
    text: list[list[Run]] = []
    start = 0
    while start < len(rows):
        stop = start
        while stop < len(rows) and len(_cells(rows[stop], em)) > 1 and _near(rows, start, stop, em):
            stop += 1
        table = _make(rows[start:stop], em) if stop - start >= _ROWS else None
        if table is None:
            text += rows[start : max(stop, start + 1)]
        else:
            if text:
                yield text
                text = []
            yield table
        start = max(stop, start + 1)
    if text:
        yield text


def _near(rows: Sequence[list[Run]], start: int, stop: int, em: float) -> bool:
    if stop == start:
        return True
    return min(run.y0 for run in rows[stop]) - max(run.y1 for run in rows[stop - 1]) <= _APART * em


def _cells(row: Sequence[Run], em: float) -> list[list[Run]]:
    cells = [[row[0]]]
    for run in row[1:]:
        if run.x0 - cells[-1][-1].x1 >= _WHITE * em:
            cells.append([])
        cells[-1].append(run)
    return cells


def _make(rows: Sequence[list[Run]], em: float) -> Aligned | None:
    cut = [_cells(row, em) for row in rows]
    spans = sorted((cell[0].x0, cell[-1].x1) for row in cut for cell in row)
    columns: list[list[float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] + 0.5 * _WHITE * em:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    if len(columns) < _COLUMNS:
        return None
    wide = sum(cell[-1].x1 - cell[0].x0 >= _LINE * em for row in cut for cell in row)
    if 2 * wide > sum(len(row) for row in cut):
        return None  # lines of text
    most = sum(2 * len(row) > len(columns) for row in cut)
    if most < _FULL * len(rows) or not any(len(row) == len(columns) for row in cut):
        return None
    cells: list[tuple[GridCell, list[Run]]] = []
    for number, row in enumerate(cut):
        for cell in row:
            column = next(i for i, (_, right) in enumerate(columns) if cell[0].x0 < right)
            cells.append((GridCell(number, column, 1, 1, enclosing(cell)), cell))
    return Aligned(tuple(cells))
