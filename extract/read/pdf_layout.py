"""Glyphs of a page → lines → regions → paragraphs, by geometry alone.

Lengths are points, origin top left. Thresholds are in em, the size of the glyphs concerned: Chinese is set on a grid
of full-width squares, so that an indent is two of them and a gutter at least as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Box = tuple[float, float, float, float]

_SPACE: Final = 0.5  # em between glyphs that reads as a space; justified Chinese stays below
_LATIN_SPACE: Final = 0.15  # the same between two ASCII characters, one of them a letter
_GUTTER: Final = 1.8  # em between the columns of a page
_COLUMN: Final = 8.0  # em, the least width on both sides of a gutter: less is spaced-out text or a table
_LEADING: Final = 1.1  # em of white between lines of one region
_GUTTER_ROWS: Final = 3  # rows with wide columns that make a gutter known for the narrow ones
_INDENT: Final = 1.2  # em from the left edge: a paragraph begins
_SHORT: Final = 2.0  # em from the right edge: a paragraph ends, if a sentence does
_HEAD_SHORT: Final = 0.25  # of the region's width left white: a head or a last line, however ragged the lines are
_EXTRA_LEADING: Final = 0.35  # em more than usual between two lines: they belong to two paragraphs
_ITEM_NUMBER: Final = re.compile(r"[（(]?第?[一二三四五六七八九十]{1,3}[）)、条條章节節]")
_SAME_SIZE: Final = 1.15  # ratio of sizes within one region
_SENTENCE_ENDS: Final = "。！？!?：:；;”』」"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as drawn."""

    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one base line, with the spaces that their distances show."""

    text: str
    box: Box
    size: float


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def form_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom, parted at gutters between columns, left to right."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box[1] + glyph.box[3]):
        centre = (glyph.box[1] + glyph.box[3]) / 2
        if rows and centre - middle <= 0.5 * max(height, glyph.size):
            rows[-1].append(glyph)
            if glyph.size > height:  # the largest glyph says where its line lies
                middle, height = centre, glyph.size
        else:
            rows.append([glyph])
            middle, height = centre, glyph.size
    parts = [_part_at_gaps(row) for row in rows]
    gutters = [
        (left[-1].box[2], right[0].box[0])
        for row in parts
        for left, right in pairwise(row)
        if min(_width(left), _width(right)) >= _COLUMN
    ]
    lines = [line for row in parts for part in _join_narrow(row, gutters) if (line := _set_line(part)) is not None]
    return sorted(lines, key=lambda line: (line.box[1], line.box[0]))


def _part_at_gaps(row: list[Glyph]) -> list[list[Glyph]]:
    row.sort(key=lambda glyph: glyph.box[0])
    parts = [[row[0]]]
    for previous, glyph in pairwise(row):
        if glyph.box[0] - previous.box[2] > _GUTTER * max(previous.size, glyph.size):
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _join_narrow(parts: list[list[Glyph]], gutters: Sequence[tuple[float, float]]) -> list[list[Glyph]]:
    """What is parted by no gutter is one line: its gap lies beside text too narrow for a column, on every row."""
    joined = [parts[0]]
    for part in parts[1:]:
        left, right = joined[-1][-1].box[2], part[0].box[0]
        if sum(left < (start + end) / 2 < right for start, end in gutters) >= _GUTTER_ROWS or (
            min(_width(joined[-1]), _width(part)) >= _COLUMN
        ):
            joined.append(part)
        else:
            joined[-1] = joined[-1] + part
    return joined


def _width(segment: Sequence[Glyph]) -> float:
    return (segment[-1].box[2] - segment[0].box[0]) / max(segment[0].size, 1.0)


def _set_line(row: Sequence[Glyph]) -> Line | None:
    pieces: list[str] = []
    kept: list[Glyph] = []
    for glyph in row:
        if kept:
            previous = kept[-1]
            if (
                glyph.text == previous.text
                and glyph.box[0] - previous.box[0] < 0.3 * glyph.size
                and (glyph.box[0] < previous.box[0] + 0.5 * (previous.box[2] - previous.box[0]))
            ):
                continue  # drawn twice, a little apart: how word processors fake bold type
            gap = (glyph.box[0] - previous.box[2]) / max(glyph.size, previous.size, 1.0)
            pair = previous.text + glyph.text
            latin = pair.isascii() and (previous.text.isalpha() or glyph.text.isalpha())
            if gap > (_LATIN_SPACE if latin else _SPACE):
                pieces.append(" ")
        pieces.append(glyph.text)
        kept.append(glyph)
    text = "".join(pieces).strip()
    if not text:
        return None
    inked = [glyph for glyph in kept if not glyph.text.isspace()]
    sizes = sorted(glyph.size for glyph in inked)
    return Line(text, enclosing(glyph.box for glyph in inked), sizes[len(sizes) // 2])


def form_regions(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand below one another, of one size, close together: a column or a part of it."""
    regions: list[list[Line]] = []
    live: list[list[Line]] = []  # regions that a next line may still continue
    for line in lines:
        live = [region for region in live if line.box[1] - region[-1].box[3] <= _LEADING * line.size]
        for region in live:
            if _continues(region[-1], line):
                region.append(line)
                break
        else:
            regions.append([line])
            live.append(regions[-1])
    return sorted(regions, key=lambda region: (region[0].box[1], region[0].box[0]))


def _continues(above: Line, line: Line) -> bool:
    ratio = line.size / above.size if above.size else 0.0
    overlap = min(above.box[2], line.box[2]) - max(above.box[0], line.box[0])
    below = line.box[1] > (above.box[1] + above.box[3]) / 2
    return below and overlap > 0 and 1 / _SAME_SIZE <= ratio <= _SAME_SIZE


def part_paragraphs(region: Sequence[Line]) -> list[list[Line]]:
    """A region's paragraphs.

    One begins at an indent, unless the indent hangs below the first line of a list item; after a short line that ends
    a sentence; after more white than its lines have between them; and at an item's number (一、 （二） 第三条) that
    follows the end of a sentence.
    """
    left, _, right, _ = enclosing(line.box for line in region)
    gaps = sorted(line.box[1] - above.box[3] for above, line in pairwise(region))
    usual_gap = gaps[len(gaps) // 2] if gaps else 0.0
    paragraphs = [[region[0]]]
    for index, (above, line) in enumerate(pairwise(region), 1):
        below = region[index + 1] if index + 1 < len(region) else None
        indent = line.box[0] - left
        short = right - above.box[2] > _SHORT * above.size
        sentence_ended = above.text[-1] in _SENTENCE_ENDS
        begins = short and sentence_ended
        if indent > _INDENT * line.size and not _centred(above, line, left, right):
            juts_in = below is not None and line.box[0] - max(above.box[0], below.box[0]) > _INDENT * line.size
            head = right - above.box[2] > _HEAD_SHORT * (right - left)
            begins = head or sentence_ended or juts_in
        begins = begins or (sentence_ended and _ITEM_NUMBER.match(line.text) is not None)
        if begins or line.box[1] - above.box[3] > usual_gap + _EXTRA_LEADING * line.size:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _centred(above: Line, line: Line, left: float, right: float) -> bool:
    """True for two lines of a centred head: they have no indent, whatever white stands before them."""
    return all(abs((each.box[0] - left) - (right - each.box[2])) < each.size for each in (above, line))
