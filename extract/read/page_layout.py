"""One page, cut: its passages in the order of the page, each of them one block to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.read.page import Box, Item, Run, enclosing
from extract.read.page_aligned import Aligned, find_aligned
from extract.read.page_columns import Column, Opaque
from extract.read.page_cut import cut_columns
from extract.read.page_grids import GridCell
from extract.read.page_lines import Line, enclose, form_lines, form_regions, part_paragraphs, set_line
from extract.read.page_parts import Frame, PageParts, Picture, Table, take_captions
from extract.read.page_runs import form_rows
from extract.read.page_vertical import absorb, order_zone, part_zones
from extract.types import BlockKind

_BESIDE: Final = 3.5  # em between a vertical headline and the text it heads


@dataclass(slots=True, eq=False)
class Passage:
    """What becomes one block. ``aside``: text runs around it. ``left`` and ``right`` are the edges of its column."""

    kind: BlockKind
    lines: list[Line]
    box: Box
    left: float
    right: float
    column: int = -1  # number of the column on the page; columns of a frame have numbers of their own
    first: bool = False  # the first of its column, or after what interrupts it
    last: bool = False
    aside: bool = False
    frame: int | None = None  # number of the framed text that it belongs to
    reach: tuple[float, float] | None = None  # how far to both sides it governs as a headline
    vertical: bool = False
    cell: GridCell | None = None
    table: int | None = None

    @property
    def size(self) -> float:
        return self.lines[0].size if self.lines else 0.0

    @property
    def length(self) -> int:
        return sum(len(line.text) for line in self.lines)


@dataclass(slots=True)
class PageLayout:
    """The passages of a page in the order of the page, and the size of its text."""

    width: float
    height: float
    em: float
    passages: list[Passage] = field(default_factory=list)
    columns: int = 0
    tables: int = 0
    frames: int = 0


def lay_out_page(parts: PageParts, margins: Iterable[tuple[BlockKind, Sequence[Run]]], certain: float) -> PageLayout:
    """The page's passages; ``margins`` are its running heads and feet, which columns do not contain."""
    layout = PageLayout(parts.content.width, parts.content.height, parts.em)
    furniture: list[Passage] = []
    taken: set[int] = set()
    for kind, runs in margins:
        taken.update(id(run) for run in runs)
        line = set_line(sorted(runs, key=lambda run: run.x0), certain)
        if line is not None:
            furniture.append(Passage(kind, [line], line.box, line.box[0], line.box[2], aside=True))
    runs = [run for run in parts.runs if id(run) not in taken]
    _lay_out(runs, parts.opaque, parts.bars, layout, certain, None)
    middle = parts.content.height / 2
    layout.passages[:0] = [passage for passage in furniture if passage.box[1] < middle]
    layout.passages += [passage for passage in furniture if passage.box[1] >= middle]
    return layout


def _lay_out(
    runs: list[Run],
    opaque: Sequence[Opaque],
    bars: Sequence[float],
    layout: PageLayout,
    certain: float,
    frame: int | None,
) -> None:
    em = layout.em
    heads, zones = part_zones((run for run in runs if run.vertical), em)
    level = [run for run in runs if not run.vertical]
    level = take_captions(absorb(level, zones) if zones else level, opaque, em)
    items: list[Item] = [*level, *opaque]
    for zone in zones:
        box = enclosing(zone)
        items.append(Opaque(*box, size=0.0, content=zone))
    begun = len(layout.passages)
    tops = [min(run.y0 for run in group) for group in _side_by_side(heads)]
    for column in cut_columns(items, em, [*bars, *tops]):
        _add_column(column, layout, certain, frame)
    for group in _side_by_side(heads):
        _place_head(group, heads, layout, begun, certain, frame)


def _add_column(column: Column, layout: PageLayout, certain: float, frame: int | None) -> None:
    layout.columns += 1
    number = layout.columns
    texts = [item for item in column.items if isinstance(item, Run)]
    body = [run for run in texts if run.size < 1.15 * layout.em] or texts or column.items
    left, right = min(item.x0 for item in body), max(item.x1 for item in body)
    stretch: list[Run] = []
    for item in column.items:
        if isinstance(item, Run):
            stretch.append(item)
        elif isinstance(item, Opaque):
            _add_text(stretch, layout, certain, frame, number, (left, right), column.reach)
            stretch = []
            _add_opaque(item, layout, certain, frame, number)
    _add_text(stretch, layout, certain, frame, number, (left, right), column.reach)


def _add_text(
    runs: list[Run],
    layout: PageLayout,
    certain: float,
    frame: int | None,
    column: int,
    edges: tuple[float, float],
    reach: tuple[float, float] | None,
) -> None:
    if not runs:
        return
    for stretch in find_aligned(form_rows(runs), layout.em):
        if isinstance(stretch, Aligned):
            cells = [(cell, form_lines(of_cell, certain)) for cell, of_cell in stretch.cells]
            _add_cells(cells, layout, frame, column)
            continue
        for region in form_regions(form_lines([run for row in stretch for run in row], certain)):
            paragraphs = part_paragraphs(region)
            for number, lines in enumerate(paragraphs):
                passage = Passage("paragraph", lines, enclose(line.box for line in lines), *edges, column=column)
                passage.first, passage.last = number == 0, number == len(paragraphs) - 1
                passage.frame, passage.reach = frame, reach
                layout.passages.append(passage)


def _add_opaque(item: Opaque, layout: PageLayout, certain: float, frame: int | None, column: int) -> None:
    content = item.content
    if isinstance(content, Table):
        _add_cells(content.cells, layout, frame, column)
    elif isinstance(content, Picture):
        if content.caption:
            lines = form_lines(content.caption, certain)
            box = enclose(line.box for line in lines)
            layout.passages.append(
                Passage("caption", lines, box, box[0], box[2], column=column, aside=True, frame=frame)
            )
    elif isinstance(content, Frame):
        layout.frames += 1
        runs = [inner for inner in content.items if isinstance(inner, Run)]
        opaque = [inner for inner in content.items if isinstance(inner, Opaque)]
        _lay_out(runs, opaque, content.bars, layout, certain, layout.frames)
    else:
        for tier in order_zone(content):
            layout.columns += 1
            for passage in _vertical_passages(tier, certain, layout.columns, frame):
                layout.passages.append(passage)


def _add_cells(
    cells: Iterable[tuple[GridCell, list[Line]]], layout: PageLayout, frame: int | None, column: int
) -> None:
    for cell, lines in cells:
        passage = Passage("cell", lines, cell.box, cell.box[0], cell.box[2], column=column, aside=True, frame=frame)
        passage.cell, passage.table = cell, layout.tables
        layout.passages.append(passage)
    layout.tables += 1


def _vertical_passages(tier: Sequence[Run], certain: float, column: int, frame: int | None) -> list[Passage]:
    """A tier's paragraphs: one begins at a column that is set in, and where the size of the type changes."""
    top, bottom = min(run.y0 for run in tier), max(run.y1 for run in tier)
    passages: list[Passage] = []
    for run in tier:
        line = set_line([run], certain)
        if line is None:
            continue
        last = passages[-1].lines[-1] if passages else None
        begins = last is None or not 1 / 1.15 <= line.size / last.size <= 1.15
        if last is not None and not begins:
            set_in = run.y0 - top > 1.2 * run.size
            begins = set_in and (last.ends_sentence or bottom - last.box[3] > 2 * run.size)
        if begins:
            passages.append(Passage("paragraph", [], line.box, top, bottom, column=column, vertical=True, frame=frame))
        passages[-1].lines.append(line)
        passages[-1].box = enclose((passages[-1].box, line.box))
    if passages:
        passages[0].first = passages[-1].last = True
    return passages


def _side_by_side(heads: Iterable[Run]) -> list[list[Run]]:
    """Columns of one vertical headline, from right to left."""
    groups: list[list[Run]] = []
    for run in sorted(heads, key=lambda run: -run.x1):
        if groups and groups[-1][-1].x0 - run.x1 <= 1.5 * run.size and run.y0 < groups[-1][-1].y1:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _place_head(
    group: Sequence[Run], heads: Sequence[Run], layout: PageLayout, begun: int, certain: float, frame: int | None
) -> None:
    """A vertical headline before the text beside it: on its right, else on its left."""
    lines = [line for run in group if (line := set_line([run], certain)) is not None]
    if not lines:
        return
    box = enclose(line.box for line in lines)
    head = Passage("paragraph", lines, box, box[0], box[2], vertical=True, frame=frame, first=True, last=True)
    em = layout.em
    level = [
        (index, passage)
        for index, passage in enumerate(layout.passages[begun:], begun)
        if box[1] - em <= (passage.box[1] + passage.box[3]) / 2 <= box[3] + em
    ]
    # As far as the next vertical headline on either side.
    others = [run for run in heads if run not in group and run.y0 < box[3] and run.y1 > box[1]]
    end = min((run.x0 for run in others if run.x0 > box[2]), default=layout.width)
    start = max((run.x1 for run in others if run.x1 < box[0]), default=0.0)
    right = [each for each in level if box[2] - em <= each[1].box[0] and each[1].box[2] <= end + em]
    left = [each for each in level if each[1].box[2] <= box[0] + em and each[1].box[0] >= start - em]
    on_right = any(passage.box[0] - box[2] <= _BESIDE * em for _, passage in right)
    on_left = any(box[0] - passage.box[2] <= _BESIDE * em for _, passage in left)
    if on_right and on_left and any(passage.size >= 1.25 * em and not passage.vertical for _, passage in right):
        on_right = False  # that text has its own headline
    side = right if on_right else left if on_left else []
    if side:
        at = min(index for index, _ in side)
        head.reach = min(box[0], *(p.box[0] for _, p in side)), max(box[2], *(p.box[2] for _, p in side))
    else:
        below = (i for i, passage in enumerate(layout.passages[begun:], begun) if passage.box[1] >= box[1])
        at = next(below, len(layout.passages))
    layout.passages.insert(at, head)
