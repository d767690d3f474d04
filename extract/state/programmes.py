"""The plan, project or campaign a figure belongs to: “数字化养蜂”项目, 《…方案》, 社会组织助力乡村振兴专项行动."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.state.outline import Outline
from extract.types import FigureSpan

_QUOTED: Final = re.compile(r"“([^“”\n]{2,24})”(?:[\u4e00-\u9fff]{0,8}?)(?:项目|行动|计划|工程|活动|专项|大赛|指数)")
_QUOTED_WHOLE: Final = re.compile(r"“([^“”\n]{2,24}(?:项目|行动|计划|工程|活动))”")
_TITLED: Final = re.compile(r"《([^《》\n]{3,40}?(?:方案|规划|计划|行动|意见|办法))》")
_SAME: Final = re.compile(r"该项目|这一?项目|该活动|此项目|项目已|项目所需|其中")


@dataclass(frozen=True, slots=True)
class Programme:
    """A named programme where it stands."""

    start: int
    end: int
    name: str


def find_programmes(text: str) -> list[Programme]:
    """The named programmes of a text, in order."""
    found = [Programme(m.start(), m.end(), m.group(1) + _kind(m.group())) for m in _QUOTED.finditer(text)]
    found += [Programme(m.start(), m.end(), m.group(1)) for m in _QUOTED_WHOLE.finditer(text)]
    found += [Programme(m.start(), m.end(), m.group(1)) for m in _TITLED.finditer(text)]
    return sorted(found, key=lambda programme: programme.start)


def _kind(phrase: str) -> str:
    return phrase[phrase.index("”") + 1 :]


def read_programme(
    figure: FigureSpan, programmes: Sequence[Programme], outline: Outline, title: str | None
) -> str | None:
    """The programme named before the figure in its sentence, else the one that the text's title names."""
    sentence = outline.sentence(figure.start)
    named = [p for p in programmes if sentence[0] <= p.start and p.end <= figure.start]
    if named:
        return named[-1].name
    if title:
        of_title = find_programmes(title)
        if of_title:
            return of_title[0].name
    return None
