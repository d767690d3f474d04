"""Which figure is a part of which: 其中, shares, and the components that a total sums up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.state.outline import Outline
from extract.types import FigureSpan

_AMONG: Final = re.compile(r"其中|这里面|当中|这其中")


def find_wholes(text: str, figures: Sequence[FigureSpan], outline: Outline) -> list[int | None]:
    """For each figure the index of the figure it is a part of.

    其中 refers to the nearest figure before it with the same unit, in the same paragraph; a list of parts behind one
    其中 shares its whole. A percentage behind 其中 is a share of the figure just before.
    """
    wholes: list[int | None] = [None] * len(figures)
    for match in _AMONG.finditer(text):
        paragraph, sentence = outline.paragraph(match.start()), outline.sentence(match.start())
        before = [i for i, f in enumerate(figures) if paragraph[0] <= f.start and f.end <= match.start()]
        behind = [i for i, f in enumerate(figures) if match.end() <= f.start < sentence[1]]
        if not before:
            continue
        for i in behind:
            same = [j for j in before if _comparable(figures[i], figures[j]) and wholes[j] is None]
            if same:
                wholes[i] = same[-1]
            elif figures[i].dimension == "ratio" and i == behind[0]:
                wholes[i] = before[-1]
            else:
                break
    return wholes


def _comparable(part: FigureSpan, whole: FigureSpan) -> bool:
    if part.dimension != whole.dimension or part.unit != whole.unit or part.per != whole.per:
        return part.dimension == whole.dimension == "person" and part.per == whole.per
    if part.hard.low is None or whole.hard.high is None:
        return True
    return part.hard.low <= whole.hard.high
