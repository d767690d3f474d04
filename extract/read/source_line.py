"""The line in which a publication says when and where it appeared: 时间：2023-05-06 来源：….

Only such a line counts. A date elsewhere in a text is a date of what it tells, not of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

_LONGEST: Final = 120  # characters; a longer line is a sentence of the text
_EDGE: Final = r"(?:^|(?<=[\s|｜(（【\[\d日]))"
_DATE: Final = re.compile(r"(?<!\d)(\d{4})(?:[-./]|\s?年\s?)(\d{1,2})(?:[-./]|\s?月\s?)(\d{1,2})(?!\d)")
_DATE_LABEL: Final = re.compile(
    _EDGE + r"(?:(?:发布|發布|發佈|发表|發表|发文|發文|公开|公開|更新|刊发|刊發|成文|印发|印發|生成|上线|上線)"
    r"(?:时间|時間|日期)"
    r"|时间|時間|日期|时\s间|時\s間)\s?[:：]"
)
_SOURCE_LABEL: Final = re.compile(
    _EDGE + r"(?:(?:信息|文章|稿件|新闻|新聞|内容|內容)?(?:来源|來源)|稿源"
    r"|发布机构|發布機構|发布单位|發布單位|发布者|發布者)\s?[:：]\s?([^\s|｜)）】\]]{1,40})"
)
_AUTHOR_LABEL: Final = re.compile(
    _EDGE + r"(?:作\s?者|撰稿|撰文|文)\s?[:：/]\s?([\u4e00-\u9fff·]{2,16})(?=$|[\s|｜)）】\]])"
)
_REPORTER: Final = re.compile(
    r"[■●□▲]?\s?(?:本报|本報|本刊|本网|本網)?(?:见习|見習|实习|實習|特约|特約)?(?:记者|記者|通讯员|通訊員)[\s/:：]{1,3}"
    r"([\u4e00-\u9fff·]{2,12}(?:[\s、][\u4e00-\u9fff·]{2,12}){0,4})"
)
_EVENT: Final = re.compile("地点|地點")  # 时间：… 地点：… announces a meeting


def parse_date(text: str) -> date | None:
    """The first complete calendar date of ``text`` (2023-05-06, 2023/5/6, 2023年5月6日), or ``None``."""
    for match in _DATE.finditer(text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue  # 2023-13-45 has the form of a date and is none
    return None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What the lines at the head of a text say of its publication."""

    published_on: date | None = None
    publisher: str | None = None
    author: str | None = None


def find_source(lines: Iterable[str]) -> SourceLine:
    """Date of publication, publisher and author as the first lines that name them say.

    A date counts if it is labelled (发布时间：) or stands in the line that names the source. An author is labelled
    (作者：) or signs as the paper's reporter on a line of his own (本报记者 …).
    """
    published_on: date | None = None
    publisher: str | None = None
    author: str | None = None
    for line in lines:
        if ":" not in line and "：" not in line:  # every label ends in one; most lines have none
            continue
        line = line.strip()
        if len(line) > _LONGEST or _EVENT.search(line):
            continue
        source = _SOURCE_LABEL.search(line)
        if publisher is None and source:
            publisher = source[1].strip("，,。;；") or None
        if author is None and (signed := _AUTHOR_LABEL.search(line) or _REPORTER.fullmatch(line)):
            author = "、".join(signed[1].split()) or None
        if published_on is None:
            label = _DATE_LABEL.search(line)
            if label:
                published_on = parse_date(line[label.end() : label.end() + 30])
            elif source:
                published_on = parse_date(line)
        if published_on and publisher and author:
            break
    return SourceLine(published_on, publisher, author)
