"""A page's glyphs, rules and pictures → what columns are cut from: runs, tables, framed texts, pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.read.page import Box, Glyph, Item, PageContent, Run
from extract.read.page_columns import Opaque
from extract.read.page_grids import Grid, GridCell, find_grids
from extract.read.page_lines import Line, form_lines
from extract.read.page_runs import form_rows, form_runs

_PROSE: Final = 60  # characters a cell of a single row: columns of text between rules, not a table
_WHOLE: Final = 0.6  # of the page: a border or a background, nothing that text runs around
_SMALL: Final = 2.0  # em: a smaller picture is an ornament within a line
_PRINTED: Final = 3  # runs on a picture: text on a ground, not a picture beside text
_CAPTION_NEAR: Final = 1.6  # em between a picture and its caption
_CAPTION_LINES: Final = 4
_CAPTION_SIZE: Final = 0.95  # of the size of the text
_CAPTION: Final = re.compile(
    r"^\s*(?:图|圖|▲|△|▼|◀|▶|↑|←|→|↓)|(?:摄|攝|供图|供圖|图片来源|資料圖|资料图|资料图片|绘)\s*[)）/]?\s*$"
)


@dataclass(slots=True)
class Table:
    """A table's cells with their lines; ``cells`` by row and column."""

    cells: list[tuple[GridCell, list[Line]]]


@dataclass(slots=True)
class Frame:
    """Text in a frame: a box beside the article, an advertisement. Laid out as a page of its own."""

    items: list[Item]
    bars: list[float]


@dataclass(slots=True)
class Picture:
    """A picture and, if it has one, the runs of its caption."""

    caption: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class PageParts:
    """What a page is cut from: runs and opaque items, the heights of level rules, and the size of its text."""

    content: PageContent
    runs: list[Run]
    opaque: list[Opaque]
    bars: list[float]
    em: float


def part_page(content: PageContent, certain: float = 0.0) -> PageParts:
    """The parts of one page; ``certain`` is the least confidence of a recognized character that is not doubtful."""
    grids, alone = find_grids(content.rules) if len(content.rules) > 1 else ([], list(content.rules))
    area = content.width * content.height
    grids = [grid for grid in grids if _area(grid.box) < _WHOLE * area or _is_table(grid)]
    bars = [rule.y0 for rule in alone if rule.level and rule.x1 - rule.x0 > 0.1 * content.width]
    glyphs = content.glyphs
    opaque: list[Opaque] = []
    for grid in sorted(grids, key=lambda grid: _area(grid.box)):  # what is inside another first
        inside, glyphs = _divide(glyphs, grid.box)
        held = [item for item in opaque if _within(item, grid.box)]
        if not inside and not held:
            continue
        table = _fill(grid, inside, certain) if _is_table(grid) and not held else None
        opaque = [item for item in opaque if item not in held]
        if table is not None:
            item = Opaque(*grid.box, size=0.0, content=table, aside=True)
        else:
            inner = sorted({cell.box[1] for cell in grid.cells} - {grid.box[1]})
            item = Opaque(*grid.box, size=0.0, content=Frame([*form_runs(inside), *held], inner), aside=True)
        opaque.append(item)
    walls = [rule for rule in alone if not rule.level and rule.y1 - rule.y0 > 0.03 * content.height]
    runs = form_runs(glyphs, walls)
    em = usual_size(runs) or usual_size(run for item in opaque for run in _runs_of(item)) or 10.0
    for box in content.pictures:
        box = _clip(box, content)
        large = min(box[2] - box[0], box[3] - box[1]) >= _SMALL * em and _area(box) < _WHOLE * area
        if large and sum(_centred_in(run, box) for run in runs) < _PRINTED:
            opaque.append(Opaque(*box, size=0.0, content=Picture(), aside=True))
    return PageParts(content, runs, opaque, bars, em)


def usual_size(runs: Iterable[Run]) -> float:
    """The size of most of the type; 0 if there is none."""
    sizes = Counter[float]()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def take_captions(runs: list[Run], pictures: Iterable[Opaque], em: float) -> list[Run]:
    """Gives each picture the lines of its caption; returns the runs that are left."""
    rows = form_rows(runs)
    taken: set[int] = set()
    for picture in pictures:
        if not isinstance(picture.content, Picture):
            continue
        bottom, caption = picture.y1, list[Run]()
        near = _CAPTION_NEAR * em
        for row in rows:
            under = [
                run
                for run in row
                if id(run) not in taken and run.x0 >= picture.x0 - em and run.x1 <= picture.x1 + em and not run.vertical
            ]
            if not under or under[0].y1 <= picture.y1 or under[0].y0 - bottom > near:
                continue
            if caption and (abs(under[0].size - caption[0].size) > 0.1 * em or len(caption) >= _CAPTION_LINES):
                break
            if any(run not in under and run.x0 < picture.x1 and run.x1 > picture.x0 for run in row):
                break  # a line that runs on beyond the picture is text below it
            caption += under
            bottom = max(run.y1 for run in under)
            near = 0.9 * under[0].size
        if caption and _is_caption(caption, em):
            picture.content.caption = caption
            picture.y1 = max(picture.y1, bottom)
            picture.x0 = min(picture.x0, *(run.x0 for run in caption))
            picture.x1 = max(picture.x1, *(run.x1 for run in caption))
            taken.update(id(run) for run in caption)
    return [run for run in runs if id(run) not in taken]


def _is_caption(runs: Sequence[Run], em: float) -> bool:
    if max(run.size for run in runs) > 1.1 * em:
        return False
    text = "".join(run.text for run in runs)
    return runs[0].size <= _CAPTION_SIZE * em or _CAPTION.search(text) is not None


def _is_table(grid: Grid) -> bool:
    columns = {cell.column for cell in grid.cells}
    return len(columns) > 1 and len(grid.cells) > 1


def _fill(grid: Grid, glyphs: Iterable[Glyph], certain: float) -> Table | None:
    held: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph in glyphs:
        index = grid.cell_at((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
        held[index or 0].append(glyph)
    filled = [len(each) for each in held if each]
    single_row = len(grid.ys) == 2
    if not filled or (single_row and sum(filled) / len(filled) > _PROSE):
        return None
    return Table([(cell, form_lines(form_runs(each), certain)) for cell, each in zip(grid.cells, held, strict=True)])


def _divide(glyphs: list[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    x0, y0, x1, y1 = (2 * each for each in box)
    for glyph in glyphs:
        held = x0 <= glyph.x0 + glyph.x1 <= x1 and y0 <= glyph.y0 + glyph.y1 <= y1
        (inside if held else outside).append(glyph)
    if all(glyph.text.isspace() for glyph in inside):
        return [], outside
    return inside, outside


def _runs_of(item: Opaque) -> list[Run]:
    content = item.content
    if not isinstance(content, Frame):
        return []
    return [
        run
        for inner in content.items
        for run in ([inner] if isinstance(inner, Run) else _runs_of(inner) if isinstance(inner, Opaque) else [])
    ]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(item: Item, box: Box) -> bool:
    return box[0] - 1 <= item.x0 and box[1] - 1 <= item.y0 and item.x1 <= box[2] + 1 and item.y1 <= box[3] + 1


def _centred_in(item: Item, box: Box) -> bool:
    return box[0] < (item.x0 + item.x1) / 2 < box[2] and box[1] < (item.y0 + item.y1) / 2 < box[3]


def _clip(box: Box, content: PageContent) -> Box:
    return max(box[0], 0.0), max(box[1], 0.0), min(box[2], content.width), min(box[3], content.height)
