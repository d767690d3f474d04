"""Columns of a page, what they run around, and which of several precedes which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from extract.read.page import Box, Item, Run, enclosing
from extract.read.page_runs import HALF

LINES: Final = 3  # that make a narrow column one
_WIDE: Final = 8.0  # em: a column, however few its lines
_NARROW: Final = 5.0  # em: a column if it has lines enough
_FILLED: Final = 0.6  # of a column's width that half its lines have: less is a list or a table


@dataclass(slots=True, eq=False)
class Opaque(Item):
    """What columns run around: a picture with its caption, a table, a framed text, vertical type."""

    content: Any = None
    aside: bool = False  # text jumps over it, column by column


@dataclass(slots=True, eq=False)
class Column:
    """Items below one another, from top to bottom. ``reach`` is how far to both sides it governs as a headline."""

    items: list[Item]
    reach: tuple[float, float] | None = None
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = enclosing(self.items)


def ink_right(item: Item) -> float:
    """Where the ink of an item ends: a full stop that hangs over fills half its square."""
    if isinstance(item, Run) and not item.vertical and item.glyphs[-1].text in HALF:
        return item.x1 - 0.5 * item.size
    return item.x1


def has_opaque(items: Iterable[Item]) -> bool:
    """True if there is something among the items that text runs around."""
    return any(isinstance(item, Opaque) for item in items)


def is_column(items: Sequence[Item], em: float) -> bool:
    """True if items may be a column, or several; a list or a part of a table is none."""
    width = max(item.x1 for item in items) - min(item.x0 for item in items)
    if has_opaque(items):
        return True
    if width < (_NARROW if len(items) >= LINES else _WIDE) * em:
        return False
    widths = sorted(item.width for item in items)
    usual = widths[len(widths) // 2]
    return usual >= _FILLED * width or usual >= _WIDE * em  # else it is a list or a table, not one or several columns


def order_pieces(pieces: Sequence[Column]) -> list[Column]:
    """Above before below where widths meet; left before right unless something lies between the two and over both."""
    count = len(pieces)
    boxes = [piece.box for piece in pieces]
    before: list[set[int]] = [set() for _ in range(count)]
    for i, a in enumerate(boxes):
        for j, b in enumerate(boxes):
            if i != j and _precedes(a, b, boxes):
                before[j].add(i)
    remaining = sorted(range(count), key=lambda i: (boxes[i][1], boxes[i][0]))
    ordered: list[Column] = []
    while remaining:
        ready = [i for i in remaining if not before[i] & set(remaining)]
        # A circle of what precedes what is opened at the top. Else what lies furthest left goes first.
        chosen = min(ready, key=lambda i: (boxes[i][0], boxes[i][1])) if ready else remaining[0]
        ordered.append(pieces[chosen])
        remaining.remove(chosen)
    return ordered


def _precedes(a: Box, b: Box, boxes: Sequence[Box]) -> bool:
    if min(a[2], b[2]) - max(a[0], b[0]) > 0.1 * min(a[2] - a[0], b[2] - b[0]):
        return a[1] + a[3] < b[1] + b[3]
    if a[0] + a[2] > b[0] + b[2]:
        return False
    if a[1] <= b[1]:
        return True
    between = (c for c in boxes if c is not a and c is not b and b[1] < c[1] <= a[1] + 1 and c[3] < a[3])
    return not any(min(a[2], c[2]) > max(a[0], c[0]) and min(b[2], c[2]) > max(b[0], c[0]) for c in between)
