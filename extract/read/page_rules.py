"""Lines and rectangles of a drawing → rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extract.read.page import Box, Rule

_THIN: Final = 3.0  # points: a rectangle that thin is a rule
_STRAIGHT: Final = 0.5  # points that a level or upright line may lean


def straight(box: Box) -> Iterator[Rule]:
    """The rule that a line is, if it is level or upright."""
    if box[2] - box[0] <= _STRAIGHT or box[3] - box[1] <= _STRAIGHT:
        yield Rule(*box)


def edges(box: Box) -> Iterator[Rule]:
    """The sides of a rectangle, or the one rule that a thin one is."""
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) <= _THIN:
        yield (
            Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
            if x1 - x0 >= y1 - y0
            else Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        )
        return
    yield Rule(x0, y0, x1, y0)
    yield Rule(x0, y1, x1, y1)
    yield Rule(x0, y0, x0, y1)
    yield Rule(x1, y0, x1, y1)
