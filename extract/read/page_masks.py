"""What crosses the gutters of a region, and where it can be cut level because of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extract.read.page import Item, Run
from extract.read.page_columns import LINES, Opaque, ink_right, is_column

GUTTER: Final = 0.65  # em between two columns; justified Chinese stays below it
WHITE: Final = 0.8  # em between two lines that may be a level cut
TOUCH: Final = 0.1  # em by which neighbours may overlap
_CROSSED: Final = 0.5  # of the lines beside a gutter: as many may cross it, and are masked


def find_masks(items: list[Item], em: float) -> list[Item]:
    """What crosses the gutter that fewest lines cross; none if there is no such gutter."""
    events = sorted(
        (x, step) for item in items for x, step in ((item.x0 + TOUCH * em, 1), (ink_right(item) - TOUCH * em, -1))
    )
    # How many items cover each stretch of the width.
    stretches: list[tuple[float, float, int]] = []
    cover = 0
    last = events[0][0]
    for x, step in events:
        if x > last:
            stretches.append((last, x, cover))
            last = x
        cover += step
    peaks_left: list[int] = []
    peak = 0
    for _, _, count in stretches:
        peaks_left.append(peak)
        peak = max(peak, count)
    best: tuple[float, float] | None = None
    fewest = 0.0
    peak = 0
    for (start, end, count), left in reversed(list(zip(stretches, peaks_left, strict=True))):
        if end - start >= (GUTTER - 2 * TOUCH) * em and min(left, peak) >= LINES:
            share = count / min(left, peak)
            if share <= _CROSSED and (best is None or share < fewest):
                best, fewest = (start, end), share
        peak = max(peak, count)
    if best is None:
        return []
    middle = (best[0] + best[1]) / 2
    masks = [item for item in items if item.x0 < middle < ink_right(item)]
    masked = {id(item) for item in masks}
    rest = [item for item in items if id(item) not in masked]
    beside = [
        [item for item in rest if ink_right(item) <= middle],
        [item for item in rest if item.x0 >= middle],
    ]
    return masks if all(is_column(_texts(side), em) for side in beside if side) else []


def _texts(items: Sequence[Item]) -> Sequence[Item]:
    return [item for item in items if isinstance(item, Run)] or items


def part_level(items: list[Item], masks: list[Item], em: float) -> list[list[Item]] | None:
    """The region cut level above and below what crosses its gutters, wherever the columns beside it leave white too."""
    clean = sorted(
        {
            edge
            for group in group_masks(masks, em)
            for edge, below in ((min(item.y0 for item in group), False), (max(item.y1 for item in group), True))
            if _is_clean(edge, below, group, items, em)
        }
    )
    if not clean:
        return None
    parts: list[list[Item]] = [[] for _ in range(len(clean) + 1)]
    for item in items:
        middle = (item.y0 + item.y1) / 2
        parts[sum(edge < middle for edge in clean)].append(item)
    parts = [part for part in parts if part]
    return _join_masks(parts, masks) if len(parts) > 1 else None


def _is_clean(edge: float, below: bool, group: Sequence[Item], items: Iterable[Item], em: float) -> bool:
    """True if nothing stands across an edge, and the columns beside have more white there than between their lines."""
    slack = TOUCH * em
    left, right = min(item.x0 for item in group), max(item.x1 for item in group)
    over, under = float("-inf"), float("inf")
    for item in items:
        if item.y0 < edge - slack and item.y1 > edge + slack:
            return False
        if item.x0 < right and item.x1 > left:
            continue
        if item.y0 + item.y1 < 2 * edge:
            over = max(over, item.y1)
        else:
            under = min(under, item.y0)
    return under - over >= WHITE * em


def _join_masks(parts: list[list[Item]], masks: list[Item]) -> list[list[Item]] | None:
    """Lines of one headline or lead stay together."""
    masked = {id(mask) for mask in masks}
    joined: list[list[Item]] = []
    for part in parts:
        if joined and all(id(item) in masked for item in (*joined[-1], *part)):
            joined[-1] += part
        else:
            joined.append(part)
    return joined if len(joined) > 1 else None


def group_masks(masks: list[Item], em: float) -> list[list[Item]]:
    """Lines of one headline, close below one another or on one height."""
    groups: list[list[Item]] = []
    for mask in masks:
        for group in groups:
            near = mask.y0 - max(item.y1 for item in group) <= em
            if near and any(mask.x0 < item.x1 and item.x0 < mask.x1 for item in group) and not isinstance(mask, Opaque):
                group.append(mask)
                break
        else:
            groups.append([mask])
    return groups
