"""Runs of one column → lines → regions → paragraphs, by geometry alone.

Thresholds are in em, the size of the type concerned: Chinese is set on a grid of full-width squares, so that an indent
is two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.read.page import Box, Glyph, Run
from extract.read.page_runs import form_rows

_SPACE: Final = 0.5  # em between glyphs that reads as a space; justified Chinese stays below
_LATIN_SPACE: Final = 0.15  # the same between two ASCII characters, one of them a letter
_GUTTER: Final = 1.8  # em between two texts on one height
_COLUMN: Final = 8.0  # em, the least width on both sides of it: less is spaced-out text
_LEADING: Final = 1.1  # em of white between lines of one region
_INDENT: Final = 1.2  # em from the left edge: a paragraph begins
_SHORT: Final = 2.0  # em from the right edge: a paragraph ends, if a sentence does
_HEAD_SHORT: Final = 0.25  # of the region's width left white: a head or a last line, however ragged the lines are
_EXTRA_LEADING: Final = 0.35  # em more than usual between two lines: they belong to two paragraphs
_ITEM_NUMBER: Final = re.compile(r"[（(]?第?[一二三四五六七八九十]{1,3}[）)、条條章节節]")
_SAME_SIZE: Final = 1.15  # ratio of sizes within one region
_SENTENCE_ENDS: Final = "。！？!?：:；;”』」"


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one base line, with the spaces that their distances show.

    ``confidence`` is the mean of its characters', below 1 for recognized text; ``doubtful`` are the places in ``text``
    whose own is below what the reader asks for.
    """

    text: str
    box: Box
    size: float
    confidence: float = 1.0
    doubtful: tuple[int, ...] = ()

    @property
    def ends_sentence(self) -> bool:
        return self.text[-1] in _SENTENCE_ENDS


def enclose(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def form_lines(runs: Iterable[Run], certain: float = 0.0) -> list[Line]:
    """The lines of one column from top to bottom; ``certain`` is the least confidence that is not doubtful."""
    lines = []
    for row in form_rows(runs):
        parts = [[row[0]]]
        for left, right in pairwise(row):
            wide = min(_width(parts[-1]), (row[-1].x1 - right.x0) / max(right.size, 1.0)) >= _COLUMN
            if wide and right.x0 - left.x1 > _GUTTER * max(left.size, right.size):
                parts.append([])
            parts[-1].append(right)
        lines += [line for part in parts if (line := set_line(part, certain)) is not None]
    return sorted(lines, key=lambda line: (line.box[1], line.box[0]))


def _width(runs: Sequence[Run]) -> float:
    return (runs[-1].x1 - runs[0].x0) / max(runs[0].size, 1.0)


def set_line(runs: Sequence[Run], certain: float = 0.0) -> Line | None:
    """The runs of one line, from left to right (vertical ones from top to bottom), as text."""
    pieces: list[str] = []
    glyphs: list[Glyph] = []
    last: Glyph | None = None
    for run in runs:
        if last is not None and not run.vertical and run.lead:
            pieces.append(run.lead)
            last = None
        for glyph in run.glyphs:
            if last is not None and not run.vertical and _is_spaced(last, glyph):
                pieces.append(" ")
            pieces.append(glyph.text)
            last = glyph
        glyphs += run.glyphs
    text = "".join(pieces)
    if not text.strip():
        return None
    box = enclose((run.x0, run.y0, run.x1, run.y1) for run in runs)
    sizes = sorted(glyph.size for glyph in glyphs)
    size = sizes[len(sizes) // 2]
    if all(glyph.confidence == 1.0 for glyph in glyphs):
        return Line(text.strip(), box, size)
    return _set_recognized(text, glyphs, box, size, certain)


def _is_spaced(left: Glyph, right: Glyph) -> bool:
    if left.text[-1].isspace() or right.text[0].isspace():
        return False
    gap = (right.x0 - left.x1) / max(left.size, right.size, 1.0)
    if gap <= _LATIN_SPACE:
        return False
    pair = left.text + right.text
    latin = pair.isascii() and (left.text.isalpha() or right.text.isalpha())
    return gap > (_LATIN_SPACE if latin else _SPACE)


def _set_recognized(text: str, glyphs: Sequence[Glyph], box: Box, size: float, certain: float) -> Line:
    """Which places of ``text``, white space left out, are those of doubtful glyphs."""
    places = [index for index, character in enumerate(text) if not character.isspace()]
    sure = [glyph.confidence for glyph in glyphs for character in glyph.text if not character.isspace()]
    cut = len(text) - len(text.lstrip())
    doubtful = tuple(place - cut for place, each in zip(places, sure, strict=True) if each < certain)
    return Line(text.strip(), box, size, sum(sure) / len(sure), doubtful)


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
    left, _, right, _ = enclose(line.box for line in region)
    gaps = sorted(line.box[1] - above.box[3] for above, line in pairwise(region))
    usual_gap = gaps[len(gaps) // 2] if gaps else 0.0
    paragraphs = [[region[0]]]
    for index, (above, line) in enumerate(pairwise(region), 1):
        below = region[index + 1] if index + 1 < len(region) else None
        indent = line.box[0] - left
        short = right - above.box[2] > _SHORT * above.size
        sentence_ended = above.ends_sentence
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
