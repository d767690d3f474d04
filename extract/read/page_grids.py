"""Rules of a page → grids (tables, frames) and the rules that stand alone.

Rules that meet are one grid. Its cells are what no rule parts; a side left open, as many printed tables have it, is
closed by the ends of the level rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.read.page import Box, Rule

_MEET: Final = 2.0  # points between the ends of rules that are meant to meet
_SHORTEST: Final = 4.0  # points: what is shorter is part of a drawing
_MOST: Final = 20_000  # squares of a grid: more is hatching


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by rows and columns from 0, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """Rules that meet, with the cells they make, by row and column."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    squares: tuple[int, ...]  # for each square, row by row, the index of its cell

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell that holds a point; ``None`` outside the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        return self.squares[row * (len(self.xs) - 1) + column]


def find_grids(rules: Iterable[Rule]) -> tuple[list[Grid], list[Rule]]:
    """Grids from top to bottom, and the rules that belong to none."""
    level = _merge([(rule.y0 + rule.y1) / 2, rule.x0, rule.x1] for rule in rules if rule.level)
    upright = _merge([(rule.x0 + rule.x1) / 2, rule.y0, rule.y1] for rule in rules if not rule.level)
    xs = [x for x, _, _ in upright]
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, left, right) in enumerate(level):
        for j in range(bisect_left(xs, left - _MEET), bisect_right(xs, right + _MEET)):
            if upright[j][1] - _MEET <= y <= upright[j][2] + _MEET:
                parent[root(len(level) + j)] = root(i)
    members: dict[int, tuple[list[Sequence[float]], list[Sequence[float]]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(level):
        members[root(i)][0].append(rule)
    for j, rule in enumerate(upright):
        members[root(len(level) + j)][1].append(rule)
    grids: list[Grid] = []
    alone: list[Rule] = []
    for of_level, of_upright in members.values():
        grid = _make_grid(of_level, of_upright) if len(of_level) > 1 and of_upright else None
        if grid is None:
            alone += [Rule(left, y, right, y) for y, left, right in of_level]
            alone += [Rule(x, top, x, bottom) for x, top, bottom in of_upright]
        else:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])), alone


def _merge(segments: Iterable[Sequence[float]]) -> list[Sequence[float]]:
    """Segments (place across, start, end) that lie on one line and touch, joined; drawings left out."""
    lines: list[list[Sequence[float]]] = []
    for segment in sorted(segments, key=lambda each: each[0]):
        if lines and segment[0] - lines[-1][0][0] <= _MEET:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    merged: list[Sequence[float]] = []
    for line in lines:
        place = line[0][0]
        joined: list[list[float]] = []
        for _, start, end in sorted(line, key=lambda each: each[1]):
            if joined and start <= joined[-1][1] + _MEET:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        merged += [(place, start, end) for start, end in joined if end - start >= _SHORTEST]
    return merged


def _make_grid(level: Sequence[Sequence[float]], upright: Sequence[Sequence[float]]) -> Grid | None:
    left, right = min(rule[1] for rule in level), max(rule[2] for rule in level)
    xs = _distinct([left, right, *(rule[0] for rule in upright)])
    ys = _distinct([rule[0] for rule in level])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MOST:
        return None
    walls = _walls(upright, xs, ys)  # (x, row): the line at xs[x] is drawn along this row
    floors = _walls(level, ys, xs)
    parent = list(range(columns * rows))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for row in range(rows):
        for column in range(columns):
            square = row * columns + column
            if column + 1 < columns and (column + 1, row) not in walls:
                parent[root(square + 1)] = root(square)
            if row + 1 < rows and (row + 1, column) not in floors:
                parent[root(square + columns)] = root(square)
    found: dict[int, list[int]] = defaultdict(list)
    for square in range(columns * rows):
        found[root(square)].append(square)
    cells = []
    squares = [0] * (columns * rows)
    for index, of_cell in enumerate(sorted(found.values(), key=lambda each: each[0])):
        top, bottom = of_cell[0] // columns, of_cell[-1] // columns
        first = min(square % columns for square in of_cell)
        last = max(square % columns for square in of_cell)
        box = (xs[first], ys[top], xs[last + 1], ys[bottom + 1])
        cells.append(GridCell(top, first, bottom - top + 1, last - first + 1, box))
        for square in of_cell:
            squares[square] = index
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(cells), tuple(squares))


def _distinct(values: Iterable[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _MEET:
            distinct.append(value)
    return distinct


def _walls(rules: Iterable[Sequence[float]], places: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """Between which squares a rule is drawn: (number of the line, number of the square along it)."""
    walls: set[tuple[int, int]] = set()
    for place, start, end in rules:
        line = min(range(len(places)), key=lambda i: abs(places[i] - place))
        for step in range(bisect_left(steps, start - _MEET), len(steps) - 1):
            if (steps[step] + steps[step + 1]) / 2 > end:
                break
            walls.add((line, step))
    return walls
