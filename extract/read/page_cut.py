"""A page's items → its columns, by a recursive XY-cut that headlines, pictures and leads cannot block.

A region is cut upright where a gutter runs through it. What crosses a gutter (a spanning headline, a lead, a picture)
is masked: the gutter is looked for without it, and the region is cut level above and below it. Where no level cut is
clean, because the columns beside it run on, the columns are cut at what lies over them and put in order by what
precedes what (Breuel, High performance document layout analysis, 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from extract.read.page import Item, Run
from extract.read.page_columns import LINES, Column, Opaque, has_opaque, ink_right, is_column, order_pieces
from extract.read.page_masks import GUTTER, TOUCH, WHITE, find_masks, group_masks, part_level

_HEAD: Final = 1.25  # times the size of the text: a headline
_DEPTH: Final = 40


def cut_columns(items: Iterable[Item], em: float, bars: Sequence[float] = ()) -> list[Column]:
    """The columns of a region in the order in which they are read; ``em`` is the size of its text.

    ``bars`` are heights of level rules: one that no item crosses parts articles as a headline does.
    """
    return _cut(sorted(items, key=lambda item: (item.y0, item.x0)), em, sorted(bars), 0)


def _cut(items: list[Item], em: float, bars: Sequence[float], depth: int) -> list[Column]:
    if len(items) < 2 or depth > _DEPTH:
        return [Column(items)] if items else []
    columns = _part_upright(items, em)
    if len(columns) > 1:
        gutters = [(max(item.x1 for item in left), min(item.x0 for item in right)) for left, right in pairwise(columns)]
        found = _first_head(items, em, bars, gutters)
        if found is None:
            return [column for part in columns for column in _cut(part, em, bars, depth + 1)]
        above, head, below = found
        result = _cut(above, em, bars, depth + 1) if above else []
        if head:
            result.append(Column(head, (min(item.x0 for item in items), max(item.x1 for item in items))))
        return result + _cut(below, em, bars, depth + 1)
    masks = find_masks(items, em)
    beside = [mask for mask in masks if isinstance(mask, Opaque) and mask.aside]
    if beside:
        taken = {id(item) for item in beside}
        return _put_back(beside, _cut([item for item in items if id(item) not in taken], em, bars, depth + 1), em)
    if masks:
        parts = part_level(items, masks, em)
        if parts is not None:
            reach = (min(item.x0 for item in items), max(item.x1 for item in items))
            masked = {id(mask) for mask in masks}
            return [
                column
                for part in parts
                for column in (
                    [Column(part, reach)]
                    if all(id(item) in masked for item in part)
                    else _cut(part, em, bars, depth + 1)
                )
            ]
        woven = _cut_around(items, masks, em, bars, depth)
        if woven is not None:
            return woven
    # Columns of another number may stand above and below; if there are none at all the region is one column.
    bands = _bands(items, em)
    if len(bands) > 1:
        cut = [_cut(band, em, bars, depth + 1) for band in bands]
        if any(len(columns) > 1 for columns in cut):
            return [column for columns in _rejoin(cut) for column in columns]
    return [Column(items)]


def _put_back(items: Iterable[Item], columns: list[Column], em: float) -> list[Column]:
    """What text jumps over, back where it stands: in the column at its left edge, or before what is below it."""
    for item in items:
        for index, column in enumerate(columns):
            x0, y0, x1, y1 = column.box
            if column.reach is not None or x1 <= item.x0 + em or x0 >= item.x1 - em:
                continue
            if y0 >= item.y1 - em:
                columns.insert(index, Column([item]))
                break
            if y1 > item.y0:
                columns[index] = Column(sorted([*column.items, item], key=lambda each: (each.y0, each.x0)))
                break
        else:
            columns.append(Column([item]))
    return columns


def _rejoin(cut: list[list[Column]]) -> Iterator[list[Column]]:
    """Neighbouring bands of a single column are one column."""
    open_items: list[Item] = []
    for columns in cut:
        if len(columns) == 1:
            open_items += columns[0].items
            continue
        if open_items:
            yield [Column(open_items)]
            open_items = []
        yield columns
    if open_items:
        yield [Column(open_items)]


def _part_upright(items: list[Item], em: float) -> list[list[Item]]:
    """The columns between gutters that nothing crosses; one if there is no gutter."""
    by_left = sorted(items, key=lambda item: item.x0)
    groups = [[by_left[0]]]
    right = ink_right(by_left[0])
    for item in by_left[1:]:
        if item.x0 - right >= GUTTER * em:
            groups.append([])
        groups[-1].append(item)
        right = max(right, ink_right(item))
    if len(groups) == 1:
        return [items]
    columns = _join_small(groups, em)
    if len(columns) > 1 and not any(len(column) >= LINES or has_opaque(column) for column in columns):
        return [items]  # two short lines beside each other
    for column in columns:
        column.sort(key=lambda item: (item.y0, item.x0))
    return columns


def _join_small(groups: list[list[Item]], em: float) -> list[list[Item]]:
    """What is no column by itself goes with its nearer neighbour: a list, a table, a number in the gutter."""
    sound = [is_column(group, em) for group in groups]
    if not any(sound):
        return [[item for group in groups for item in group]]
    columns: list[list[Item]] = []
    waiting: list[Item] = []
    for index, group in enumerate(groups):
        if sound[index]:
            columns.append(waiting + group)
            waiting = []
            continue
        left = min(item.x0 for item in group) - max(map(ink_right, groups[index - 1])) if columns else float("inf")
        after = groups[index + 1] if index + 1 < len(groups) else []
        right = min((item.x0 for item in after), default=float("inf")) - max(map(ink_right, group))
        if columns and not waiting and left <= right:
            columns[-1] += group
        elif any(sound[index + 1 :]):
            waiting += group
        else:
            columns[-1] += waiting + group
            waiting = []
    return columns


def _first_head(
    items: list[Item], em: float, bars: Sequence[float], gutters: Sequence[tuple[float, float]]
) -> tuple[list[Item], list[Item], list[Item]] | None:
    """What is above, in and below the first headline that stands alone on its height, or the first bar."""
    bands = _bands(items, em, 0.0)
    seen = 0
    for number, band in enumerate(bands):
        top = min(item.y0 for item in band)
        if number and any(
            max(item.y1 for item in bands[number - 1]) - TOUCH * em <= bar <= top + TOUCH * em for bar in bars
        ):
            return items[:seen], [], items[seen:]
        if _is_head(band, em, gutters):
            head = list(band)
            for after in bands[number + 1 :]:
                if not _is_head(after, em, gutters):
                    break
                head += after
            if seen + len(head) == len(items):
                return None
            return items[:seen], head, items[seen + len(head) :]
        seen += len(band)
    return None


def _is_head(band: Sequence[Item], em: float, gutters: Sequence[tuple[float, float]]) -> bool:
    """One line of large type: two beside each other, with a gutter between, head their own columns."""
    if not all(isinstance(item, Run) and not item.vertical and item.size >= _HEAD * em for item in band):
        return False
    row = sorted(band, key=lambda item: item.x0)
    return not any(
        b.x0 - a.x1 >= a.size and any(a.x1 < right and left < b.x0 for left, right in gutters) for a, b in pairwise(row)
    )


def _bands(items: list[Item], em: float, white: float = WHITE) -> list[list[Item]]:
    """The region cut level at all its white stripes of some height, and at any beside large type."""
    bands = [[items[0]]]
    bottom = items[0].y1
    for item in items[1:]:
        gap = item.y0 - bottom
        large = max(item.size, bands[-1][-1].size) >= _HEAD * em
        if gap >= (0.0 if large else white) * em - TOUCH * em * (white == 0.0 or large):
            bands.append([])
            bottom = item.y1
        bands[-1].append(item)
        bottom = max(bottom, item.y1)
    return bands


def _cut_around(
    items: list[Item], masks: list[Item], em: float, bars: Sequence[float], depth: int
) -> list[Column] | None:
    """Columns cut where masks lie over them, in the order of what precedes what."""
    masks = list(masks)
    while True:  # under a headline that spans two gutters there may be one that spans a third
        masked = {id(mask) for mask in masks}
        columns = _part_upright([item for item in items if id(item) not in masked], em)
        further = [mask for column in columns for mask in find_masks(column, em)]
        if len(columns) < 2 or not further:
            break
        masks += further
    if len(columns) < 2:
        return None
    masks.sort(key=lambda mask: mask.y0)
    pieces: list[Column] = []
    for group in group_masks(masks, em):
        left, right = min(item.x0 for item in group), max(item.x1 for item in group)
        under = [item for column in columns for item in column if any(left < i.x1 and right > i.x0 for i in column)]
        pieces.append(Column(group, (min(item.x0 for item in under), max(item.x1 for item in under))))
    over = [piece.box for piece in pieces]
    for column in columns:
        left, right = min(item.x0 for item in column), max(item.x1 for item in column)
        edges = sorted((box[1] + box[3]) / 2 for box in over if box[0] < right - em and box[2] > left + em)
        parts: list[list[Item]] = [[] for _ in range(len(edges) + 1)]
        for item in column:
            parts[sum(edge < (item.y0 + item.y1) / 2 for edge in edges)].append(item)
        pieces += [Column(part) for part in parts if part]
    ordered = order_pieces(pieces)
    return [
        column
        for piece in ordered
        for column in ([piece] if id(piece.items[0]) in masked else _cut(piece.items, em, bars, depth + 1))
    ]
