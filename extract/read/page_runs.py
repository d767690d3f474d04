"""Glyphs → runs: what stands on one base line without a gap, or below one another in vertical type.

Most files draw a line from its first character to its last, so runs are first taken from the order of drawing, at one
look a glyph; runs that touch are joined afterwards, so that a file that draws its text in any other order reads alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extract.read.page import Glyph, Rule, Run, run_of

_JOIN: Final = 0.6  # em between two glyphs of one run; every gutter is wider
_SPACED: Final = 0.9  # em, with white space of the file between them
_BACK: Final = -0.5  # em by which a glyph may reach into the one before it (kerning, narrow punctuation)
_BASE: Final = 0.3  # em by which base lines may differ
_CENTRE: Final = 0.35  # em by which the middles of vertical type may differ
_PITCH: Final = (0.7, 1.55)  # em from one glyph of vertical type to the next
_CLOSE: Final = 0.35  # em of white between glyphs below one another, whatever the order in which they are drawn
_NARROW: Final = 1.25  # em: a number that lies in vertical type is no wider
_ALIKE: Final = 1.3  # ratio of sizes within vertical type
_VERTICAL: Final = 3  # glyphs that make vertical type
HALF: Final = frozenset("，。、；：！？）》」』】”’")  # full-width marks that fill the left half of their square
_INK: Final = 0.5  # em of white in such a mark: a line whose last one hangs over still ends before the gutter
_TWICE: Final = 0.3  # em: the same character that near is drawn twice, as word processors fake bold type


def form_runs(glyphs: Iterable[Glyph], walls: Iterable[Rule] = ()) -> list[Run]:
    """The runs of a page, from top to bottom and left to right, vertical ones among them.

    ``walls`` are upright rules, which no run crosses.
    """
    level: list[Run] = []
    upright: list[Run] = []
    for glyphs_of_run, vertical, lead in _trace(glyphs):
        if not vertical:
            level.append(run_of(glyphs_of_run, lead=lead))
        elif len(glyphs_of_run) >= _VERTICAL and _is_vertical(glyphs_of_run):
            upright.append(run_of(glyphs_of_run, vertical=True))
        else:
            level += [run_of([glyph]) for glyph in glyphs_of_run]
    joined: list[Run] = []
    for row in form_rows(level):
        joined += _join_row(row)
    for wall in walls:
        joined = [part for run in joined for part in _part_at(run, wall)]
    return sorted(_stack(joined, upright), key=lambda run: (run.y0, run.x0))


def _trace(glyphs: Iterable[Glyph]) -> Iterable[tuple[list[Glyph], bool, str]]:
    """Glyphs that follow one another in the order of drawing and in place."""
    run: list[Glyph] = []
    vertical = False
    lead = ""
    blanks: list[Glyph] = []  # white space drawn since the last glyph
    for glyph in glyphs:
        if glyph.text.isspace():
            blanks.append(glyph)
            continue
        # White space counts where it stands, which need not be where it is drawn.
        spaces = "".join(blank.text for blank in blanks) if blanks and _leads(blanks[-1], glyph) else ""
        blanks = []
        if run:
            last = run[-1]
            size = last.size if last.size < glyph.size else glyph.size
            gap = glyph.x0 - last.x1
            if last.text in HALF:
                gap += _INK * size
            if (
                not vertical
                and -_BASE * size <= glyph.y1 - last.y1 <= _BASE * size
                and _BACK * size <= gap <= (_SPACED if spaces else _JOIN) * size
            ):
                if spaces:
                    run.append(Glyph(spaces, last.x1, last.y0, glyph.x0, last.y1, last.size, last.confidence))
                run.append(glyph)
                continue
            if (
                (vertical or len(run) == 1)
                and not spaces
                and _PITCH[0] * size <= glyph.y0 - last.y0 <= _PITCH[1] * size
                and abs(glyph.x0 + glyph.x1 - last.x0 - last.x1) <= 2 * _CENTRE * size
                and 0.8 * size <= min(glyph.size, last.size)
            ):
                vertical = True
                run.append(glyph)
                continue
            yield run, vertical, lead
        run, vertical, lead = [glyph], False, spaces
    if run:
        yield run, vertical, lead


def _leads(blank: Glyph, glyph: Glyph) -> bool:
    size = glyph.size
    return abs(blank.x1 - glyph.x0) <= -_BACK * size and abs(blank.y1 - glyph.y1) <= _BASE * size


def _part_at(run: Run, wall: Rule) -> list[Run]:
    x = wall.x0
    if not run.x0 < x < run.x1 or not wall.y0 < (run.y0 + run.y1) / 2 < wall.y1:
        return [run]
    left = [glyph for glyph in run.glyphs if glyph.x0 + glyph.x1 <= 2 * x]
    right = [glyph for glyph in run.glyphs if glyph.x0 + glyph.x1 > 2 * x]
    return [run_of(part, lead=run.lead) for part in (left, right) if any(not glyph.text.isspace() for glyph in part)]


def _is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Numbers below one another are a column of a table."""
    return 2 * sum(glyph.text >= "\u2e80" for glyph in glyphs) > len(glyphs)


def form_rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs on one base line together, from top to bottom; each row from left to right."""
    rows: list[list[Run]] = []
    middle = height = 0.0
    for run in sorted(runs, key=lambda run: run.y0 + run.y1):
        centre = (run.y0 + run.y1) / 2
        if rows and centre - middle <= 0.5 * max(height, run.size):
            rows[-1].append(run)
            if run.size > height:  # the largest type says where its line lies
                middle, height = centre, run.size
        else:
            rows.append([run])
            middle, height = centre, run.size
    for row in rows:
        row.sort(key=lambda run: run.x0)
    return rows


def _join_row(row: list[Run]) -> list[Run]:
    """The runs of a row joined where they touch; large type may hold two base lines of small type together."""
    joined: list[Run] = []
    open_runs: list[int] = []  # the last run of each base line
    for run in row:
        for place, index in enumerate(open_runs):
            last = joined[index]
            size = min(last.size, run.size)
            if abs(run.y1 - last.y1) > _BASE * max(last.size, run.size):
                continue
            hanging = _INK * size if last.glyphs[-1].text in HALF else 0.0
            if run.x0 - last.x1 + hanging <= (_SPACED if run.lead else _JOIN) * size:
                joined[index] = run_of(_merge(last, run), lead=last.lead)
            else:
                joined.append(run)
                open_runs[place] = len(joined) - 1
            break
        else:
            joined.append(run)
            open_runs.append(len(joined) - 1)
    return joined


def _merge(left: Run, right: Run) -> list[Glyph]:
    if right.x0 >= left.x1 + _BACK * right.size:
        if right.lead:
            last = left.glyphs[-1]
            space = Glyph(right.lead, last.x1, last.y0, right.x0, last.y1, last.size, last.confidence)
            return [*left.glyphs, space, *right.glyphs]
        return left.glyphs + right.glyphs
    # One reaches into the other: drawn in another order, or drawn twice.
    kept: list[Glyph] = []
    for glyph in sorted(left.glyphs + right.glyphs, key=lambda glyph: glyph.x0):
        for earlier in reversed(kept[-3:]):
            near = _TWICE * glyph.size if glyph.x1 - glyph.x0 > 0.6 * glyph.size else _TWICE * (glyph.x1 - glyph.x0)
            if earlier.text == glyph.text and glyph.x0 - earlier.x0 < near:
                break
        else:
            kept.append(glyph)
    return kept


def _stack(level: Iterable[Run], upright: Iterable[Run]) -> list[Run]:
    """Vertical type that is not drawn in its order, or that has numbers lying in it: what touches below one another."""
    apart: list[Run] = []
    pieces: list[Run] = list(upright)
    for run in level:
        narrow = run.width <= _NARROW * run.size and (len(run.glyphs) == 1 or run.text.isascii())
        (pieces if narrow else apart).append(run)
    pieces.sort(key=lambda run: run.x0 + run.x1)
    strips: list[list[Run]] = []
    for run in pieces:
        if strips and run.x0 + run.x1 - strips[-1][-1].x0 - strips[-1][-1].x1 <= 2 * _CENTRE * run.size:
            strips[-1].append(run)
        else:
            strips.append([run])
    for strip in strips:
        strip.sort(key=lambda run: run.y0)
        chain: list[Run] = []
        for run in strip:
            if chain and not _touches(chain[-1], run):
                apart += _close(chain)
                chain = []
            chain.append(run)
        apart += _close(chain)
    return apart


def _touches(above: Run, below: Run) -> bool:
    size = min(above.size, below.size)
    return _BACK * size <= below.y0 - above.y1 <= _CLOSE * size and max(above.size, below.size) <= _ALIKE * size


def _close(chain: list[Run]) -> list[Run]:
    """One vertical run, if the chain is vertical type."""
    glyphs = [glyph for run in chain for glyph in run.glyphs]
    full = sum(glyph.text >= "\u2e80" for glyph in glyphs)
    if len(chain) > 1 and len(glyphs) >= _VERTICAL and full >= max(2, 0.3 * len(glyphs)):
        return [run_of(glyphs, vertical=True)]
    return chain
