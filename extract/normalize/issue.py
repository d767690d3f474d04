"""Who published a text and when, as its own lines say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from extract.normalize.headlines import SIGNATURE, Paragraph

_PUBLISHED: Final = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?:时间|日期)|发布日期|发布时间|发布于)\s*[：:]?\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_NUMBER: Final = "一二三四五六七八九十"
_DAY: Final = (
    rf"(\d{{4}}|[一二][〇零一二三四五六七八九]{{3}})年(\d{{1,2}}|[{_NUMBER}]{{1,2}})月(\d{{1,2}}|[{_NUMBER}]{{1,3}})日"
)
_DATELINE: Final = re.compile(rf"^[^，。；：]{{0,36}}?{_DAY}\s*$")
# The note under the title of a decision (题注): （2023年1月16日第二届理事会第五次会议通过）.
_HEADNOTE: Final = re.compile(rf"^[（(]{_DAY}[^（）()]{{2,40}}(?:通过|印发|发布|公布|批准)[）)]$")
_HEAD_LINES: Final = 6
_LONGEST_LINE: Final = 50  # characters of a line that dates or signs a text


def find_publishing_date(text: str) -> date | None:
    """The publishing date that the page's own line gives (时间：2024-03-18 …), else the date line of a notice."""
    match = _PUBLISHED.search(text[:400])
    if match is None:
        # a notice is dated on a line of its own, or behind its issuer's name at the end
        lines = text.split("\n")
        dated = [found for line in lines if len(line) <= _LONGEST_LINE and (found := _DATELINE.match(line))]
        match = next((note for line in lines[:_HEAD_LINES] if (note := _HEADNOTE.match(line.strip()))), None)
        match = match or (dated[0] if dated else None)
    if match is None:
        return None
    try:
        return date(*map(_read_number, match.groups()))
    except ValueError:  # 2024-13-45 is no date, so the text has none
        return None


def _read_number(written: str) -> int:
    """A year, month or day in either way of writing (2023, 二〇二三, 十二)."""
    if written.isdecimal():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * (_NUMBER.index(tens) + 1 if tens else 1) + (_NUMBER.index(ones) + 1 if ones else 0)
    return int("".join(str(_NUMBER.index(digit) + 1 if digit in _NUMBER else 0) for digit in written))


def find_publisher(paragraphs: Sequence[Paragraph]) -> str | None:
    """Whom an article is from: the source in its sign-off （据…）, else the bodies that sign over its date.

    Several bodies are parted by 、, as they sign.
    """
    for paragraph in reversed(paragraphs):
        if paragraph.taken_from is not None:
            return paragraph.taken_from
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if len(text) > _LONGEST_LINE or not (dated := _DATELINE.match(text)):
            continue
        before = text[: dated.start(1)].strip()
        if not before and number:
            before = paragraphs[number - 1].text.strip()
        names = before.split()
        if names and len(before) <= _LONGEST_LINE and all(SIGNATURE.fullmatch(name) for name in names):
            return "、".join(names)
    return None
