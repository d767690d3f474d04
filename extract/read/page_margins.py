"""Running heads, page feet and page numbers, by position and by repetition across pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from extract.read.page_lines import Line
from extract.types import BlockKind

_MARGIN: Final = 0.12  # of the page's height at its top and foot
_OUTERMOST: Final = 2  # lines at either end that may be running heads or feet
_SHARE: Final = 0.4  # of the pages; left and right pages may carry different heads
_SAME_HEIGHT: Final = 6.0  # points
_DIGITS: Final = re.compile(r"\d+")
_NUMBER_LINE: Final = re.compile(
    r"(?P<before>[-—–―·•.\s]{0,6}第?\s?)(?P<number>\d{1,4})(?P<after>\s?[页頁]?\s?[,，/]?\s?(?:[共/]?\s?\d{1,4}\s?[页頁]?)?[-—–―·•.\s]{0,6})"
)

# What the head or foot of a newspaper page says of the page; two of these on one line of it tell it from text.
_PRESS: Final = re.compile(
    r"(?P<date>\d{4}年\d{1,2}月\d{1,2}日)|(?P<day>星期[一二三四五六日天])|(?P<page>第?\s?[A-Z]?\d{1,2}\s?版|[A-D]\d{1,2}(?!\d))"
    r"|(?P<staff>(?:责任|責任|本版)?(?:编辑|編輯)|责编|責編|美编|版式|校对|校對|组版|审读)|(?P<contact>电话|熱線|热线|邮箱|投稿|电子信箱)"
)
_PRESS_LENGTH: Final = 70  # characters


def mark_margins(pages: Sequence[tuple[float, Sequence[Line]]]) -> dict[tuple[int, int], BlockKind]:
    """The kind of each line that belongs to a margin, by (page, line), both counted from 0.

    ``pages`` are heights in points and lines from top to bottom, of which the outermost two at either end count. A
    head or foot repeats on at least two pages and two in five at the same height, whatever digits change in it; that
    of a newspaper page is known by what it says. A page number stands alone, with its ornaments (— 3 —, 第3页 共9页);
    a bare one has to count with the pages, or to stand on the only page.
    """
    kinds: dict[tuple[int, int], BlockKind] = {}
    candidates = [
        (page, index, top)
        for page, (height, lines) in enumerate(pages)
        for index, line in enumerate(lines)
        if (top := index < _OUTERMOST and line.box[3] < _MARGIN * height)
        or (index >= len(lines) - _OUTERMOST and line.box[1] > (1 - _MARGIN) * height)
    ]
    numbers: dict[int, list[tuple[int, int]]] = defaultdict(list)
    repeated: dict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
    for page, index, top in candidates:
        text = pages[page][1][index].text
        match = _NUMBER_LINE.fullmatch(text)
        if match and not text.isdecimal():
            kinds[page, index] = "page-number"
        elif _is_press_line(text):
            kinds[page, index] = "page-header" if top else "page-footer"
        elif match:
            numbers[int(text) - page].append((page, index))
        else:
            repeated[_DIGITS.sub("#", "".join(text.split())), top].append((page, index))
    for places in numbers.values():
        if len(places) > 1 or len(pages) == 1:
            kinds.update(dict.fromkeys(places, "page-number"))
    for (_, top), places in repeated.items():
        heights = sorted(pages[page][1][index].box[1] for page, index in places)
        usual = heights[len(heights) // 2]
        level = [place for place in places if abs(pages[place[0]][1][place[1]].box[1] - usual) <= _SAME_HEIGHT]
        if len({page for page, _ in level}) >= max(2, _SHARE * len(pages)):
            kinds.update(dict.fromkeys(level, "page-header" if top else "page-footer"))
    return kinds


def _is_press_line(text: str) -> bool:
    if len(text) > _PRESS_LENGTH:
        return False
    return len({match.lastgroup for match in _PRESS.finditer(text)}) > 1
