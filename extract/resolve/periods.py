"""Time expressions → ISO dates (end inclusive) and their basis: flow, cumulative or instant.

今年, 去年, 目前 and the like are resolved through the publishing date; what it takes and the text does not give stays
``None``, with the expression kept. Five-year plans follow the State Council's numbering (十四五: 2021–2025).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from extract.find.numerals import NUMBER, read_number
from extract.types import Period, PeriodBasis

_YEAR: Final = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_CHINESE_YEAR: Final = re.compile(r"([一二][〇零九八][〇零一二三四五六七八九]{2})年")
_RANGE: Final = re.compile(r"((?:19|20)\d{2})年?(?:至|到|[-—–~]{1,2})((?:19|20)\d{2})年?")
_DAY: Final = re.compile(r"(?:((?:19|20)\d{2})[年/.-])?(\d{1,2})[月/.-](?:(\d{1,2})[日号]?)?")
_FIVE_YEARS: Final = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_CUMULATIVE: Final = re.compile(r"以来|累计|至今|迄今|年来|自|起$")
_INSTANT: Final = re.compile(r"截至|截止|目前|如今|现在|眼下|当前|年末|年底|为止")
_SPAN_OF_YEARS: Final = re.compile(r"(?:近|过去)?([\d一二两三四五六七八九十]+)(?:多|余|几)?年(?:多)?(?:以)?来")


def resolve_period(text: str, published_on: date | None, cumulative: bool = False) -> Period:
    """The period that a time expression means; ``cumulative`` if the clause says 累计."""
    basis: PeriodBasis = "flow"
    if cumulative or _CUMULATIVE.search(text):
        basis = "cumulative"
    elif _INSTANT.search(text):
        basis = "instant"
    start, end = _bounds(text, published_on)
    if text.startswith(("截至", "截止", "到", "至")) and start is not None:
        start = None if basis != "cumulative" else start
    if re.search(r"以来|起$|自", text) and start is not None and not text.startswith(("截至", "截止")):
        end = published_on
    if start is not None and end is not None and start > end:
        start, end = None, None
    return Period(start, end, basis, text)


def _bounds(text: str, on: date | None) -> tuple[date | None, date | None]:
    match = _RANGE.search(text)
    if match and int(match[1]) <= int(match[2]):
        return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)
    for name, first in _FIVE_YEARS.items():
        if name in text:
            return date(first, 1, 1), date(first + 4, 12, 31)
    year = _year_of(text, on)
    month = _month_of(text, year)
    if month:
        return month
    if year is not None:
        return _part_of_year(text, year)
    many = _SPAN_OF_YEARS.search(text)
    if many and on:
        number = NUMBER.match(many[1])
        read = read_number(many[1], 0, len(many[1])) if number else None
        if read and 0 < read.value < 200:
            return date(on.year - int(read.value), on.month, min(on.day, 28)), on
    if _INSTANT.search(text) or re.search(r"今天|今日|近日|日前", text):
        return None, on
    return None, None


def _year_of(text: str, on: date | None) -> int | None:
    match = _YEAR.search(text)
    if match:
        return int(match[1])
    chinese = _CHINESE_YEAR.search(text)
    if chinese:
        number = read_number(chinese[1], 0, 4)
        return int(number.value) if number else None
    if on is None:
        return None
    for word, shift in (
        ("去年", -1),
        ("上年", -1),
        ("上一年", -1),
        ("头年", -1),
        ("前年", -2),
        ("明年", 1),
        ("后年", 2),
    ):
        if word in text:
            return on.year + shift
    if re.search(r"今年|本年度|年内|全年|上半年|下半年|年底|年末|年初|当年", text) or re.search(
        r"(?<!\d)\d{1,2}月", text
    ):
        return on.year
    return None


def _month_of(text: str, year: int | None) -> tuple[date | None, date | None] | None:
    if year is None:
        return None
    match = None
    for found in _DAY.finditer(text):
        if found[1] or not re.match(r"(?:19|20)\d{2}", found.group()):
            match = found
            break
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    if "月" not in match.group() and not match[3]:
        return None
    year = int(match[1]) if match[1] else year
    month = int(match[2])
    last = monthrange(year, month)[1]
    if match[3]:
        if not 1 <= int(match[3]) <= last:
            return None
        day = date(year, month, int(match[3]))
        return day, day
    return date(year, month, 1), date(year, month, last)


def _part_of_year(text: str, year: int) -> tuple[date | None, date | None]:
    if "上半年" in text:
        return date(year, 1, 1), date(year, 6, 30)
    if "下半年" in text:
        return date(year, 7, 1), date(year, 12, 31)
    if re.search(r"(?:年初|初)$", text):
        return date(year, 1, 1), date(year, 1, 31)
    if re.search(r"(?:年底|年末|底|末)", text):
        return date(year, 12, 31), date(year, 12, 31)
    return date(year, 1, 1), date(year, 12, 31)
