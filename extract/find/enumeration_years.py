"""A list told year by year, and its count behind it: 2021年，甲村建成；2022年，乙村、丙村建成。目前示范村达到3个。"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.types import PlaceLevel, PlaceSpan, Span

_REACH: Final = 1000  # characters over which years are told
_NOUN: Final = re.compile(r"[村镇乡县](?=[^村镇乡县，。；、\d\n]{0,8}$)")
_LEVELS: Final[dict[str, tuple[PlaceLevel, ...]]] = {
    "村": ("village",), "镇": ("township",), "乡": ("township",), "县": ("county",),
}  # fmt: skip
_YEAR: Final = re.compile(r"(?:^|(?<=[，。；：\s]))20\d\d年")
# What has only begun is not yet among those counted as reached.
_BEGUN: Final = re.compile(r"开启|启动|正在|列入|申报|创建之路|拟|计划|将|着手")


def list_over_years(text: str, count: int, stated: int, places: Sequence[PlaceSpan]) -> list[Span]:
    """The members that the years before ``count`` add up to: all that were reached, or those of the first years.

    ``places`` rise by start.

    Nothing is returned where no such sum comes to ``stated``: an exact sum over two years or more is the evidence that
    the count is theirs.
    """
    noun = _NOUN.search(text, max(0, count - 16), count)
    if noun is None or stated < 3:
        return []
    wanted = _LEVELS[noun.group()]
    paragraph = text.rfind("\n", 0, count)
    floor = text.rfind("\n", 0, max(0, paragraph))
    while floor > 0 and not text[floor:paragraph].strip():  # blank lines between paragraphs
        paragraph, floor = floor, text.rfind("\n", 0, floor)
    years = [match.start() for match in _YEAR.finditer(text, max(0, floor, count - _REACH), count)]
    if not years:
        return []
    groups: list[list[Span]] = []
    for start, end in zip(years, [*years[1:], count], strict=True):
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if not _BEGUN.search(text, start, stop):
            groups.append(_members(text, start, stop, wanted, places))
    return _adding_up([group for group in groups if group], stated)


def _members(
    text: str, start: int, end: int, wanted: tuple[PlaceLevel, ...], places: Sequence[PlaceSpan]
) -> list[Span]:
    found: dict[str, Span] = {}
    first = bisect_left(places, start, key=lambda place: place.start)
    last = bisect_left(places, end, first, key=lambda place: place.start)
    for place in places[first:last]:
        if place.end <= end and place.level in wanted:
            found.setdefault(text[place.start : place.end], (place.start, place.end))
    return list(found.values())


def _adding_up(groups: list[list[Span]], stated: int) -> list[Span]:
    members: list[Span] = []
    for n, group in enumerate(groups, 1):
        members += group
        if len(members) == stated and n > 1:
            return members
    return []
