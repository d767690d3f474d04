"""Vertical type: columns of characters read from top to bottom, the columns from right to left.

A vertical headline stands beside the horizontal text that it heads; everything else is a zone of vertical text, which
is cut level into tiers, as newspapers set it, and upright where its columns stand far apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extract.read.page import Run, enclosing, run_of

_APART: Final = 2.6  # em between columns of one zone
_TIER: Final = 0.8  # em of white between two tiers
_HEAD: Final = 1.25
_NARROW: Final = 1.25  # em
_SAME: Final = 0.5  # em between the middles of runs in one column


def part_zones(runs: Iterable[Run], em: float) -> tuple[list[Run], list[list[Run]]]:
    """Vertical headlines of horizontal text (by size, alone or two beside each other), and zones of vertical text."""
    zones: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.x1):
        near = [zone for zone in zones if any(_neighbours(run, other) for other in zone)]
        merged = [run] if not near else [*(each for zone in near for each in zone), run]
        zones = [zone for zone in zones if zone not in near]
        zones.append(merged)
    heads = [zone for zone in zones if len(zone) <= 2 and all(run.size >= _HEAD * em for run in zone)]
    texts = [zone for zone in zones if zone not in heads]
    return [run for zone in heads for run in zone], texts


def _neighbours(a: Run, b: Run) -> bool:
    size = max(a.size, b.size)
    apart = max(a.x0 - b.x1, b.x0 - a.x1)
    level = min(a.y1, b.y1) - max(a.y0, b.y0)
    return (apart <= _APART * size and level > 0) or (apart <= 0 and level > -_APART * size)


def absorb(level: Iterable[Run], zones: Sequence[list[Run]]) -> list[Run]:
    """Adds to each zone what stands in it without being a run of its own: a column of one or two characters.

    Returns the runs that are left.
    """
    left: list[Run] = []
    boxes = [enclosing(zone) for zone in zones]
    held: list[list[Run]] = [[] for _ in zones]
    for run in level:
        narrow = run.width <= _NARROW * run.size
        for box, inside in zip(boxes, held, strict=True):
            if narrow and box[0] <= (run.x0 + run.x1) / 2 <= box[2] and box[1] <= (run.y0 + run.y1) / 2 <= box[3]:
                inside.append(run)
                break
        else:
            left.append(run)
    for zone, inside in zip(zones, held, strict=True):
        for below in _columns(inside):
            column: list[Run] = []
            for run in below:
                if column and run.y0 - column[-1].y1 > run.size:
                    zone.append(run_of([glyph for each in column for glyph in each.glyphs], vertical=True))
                    column = []
                column.append(run)
            zone.append(run_of([glyph for each in column for glyph in each.glyphs], vertical=True))
    return left


def order_zone(zone: Sequence[Run]) -> list[list[Run]]:
    """The zone's columns in reading order, those of one tier together."""
    rows: list[list[Run]] = []
    bottom = float("-inf")
    for run in sorted(zone, key=lambda run: run.y0):
        if run.y0 - bottom >= _TIER * run.size:
            rows.append([])
            bottom = run.y1
        rows[-1].append(run)
        bottom = max(bottom, run.y1)
    return [[run for column in _columns(row) for run in column] for row in rows]


def _columns(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs by columns from right to left, each from top to bottom.

    What stands within half an em of a column's middle is in it. Rounded positions would not do: runs of one column
    fall on both sides of a half by a hair's breadth, which differs from one reader of PDFs to the other.
    """
    columns: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -(run.x0 + run.x1)):
        first = columns[-1][0] if columns else None
        if first and (first.x0 + first.x1 - run.x0 - run.x1) / 2 <= _SAME * min(first.size, run.size):
            columns[-1].append(run)
        else:
            columns.append([run])
    return [sorted(column, key=lambda run: run.y0) for column in columns]
