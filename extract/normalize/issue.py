"""Who published a text and when, as its own lines say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from extract.normalize.headlines import SIGNATURE, Paragraph

_PUBLISHED: Final = re.compile(
    r"(?:时间|发布日期|发布时间|日期|发布于)\s*[：:]?\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
)
_DATELINE: Final = re.compile(r"^[^，。；：]{0,36}?(\d{4})年(\d{1,2})月(\d{1,2})日\s*$")
_LONGEST_LINE: Final = 50  # characters of a line that dates or signs a text


def find_publishing_date(text: str) -> date | None:
    """The publishing date that the page's own line gives (时间：2024-03-18 …), else the date line of a notice."""
    match = _PUBLISHED.search(text[:400])
    if match is None:
        # a notice is dated on a line of its own, or behind its issuer's name at the end
        lines = text.split("\n")
        dated = [found for line in lines if len(line) <= _LONGEST_LINE and (found := _DATELINE.match(line))]
        match = dated[0] if dated else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # 2024-13-45 is no date, so the text has none
        return None


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
