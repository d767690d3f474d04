"""Time expressions → ISO dates (end inclusive) and their basis: flow, cumulative or instant.

今年, 去年, 目前 and the like are resolved through the publishing date; what that takes and the text does not give stays
``None``, with the expression kept. Five-year plans and Party congresses follow their official dates, the 过渡期 that of
the State Council (five years from 2021). A deadline (11月底前) ends on its last day and has no beginning.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from extract.find.numerals import read_number
from extract.types import Period, PeriodBasis

Bounds = tuple[date | None, date | None]

_FIVE_YEARS: Final = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_CONGRESSES: Final = {"十八大": date(2012, 11, 8), "十九大": date(2017, 10, 18), "二十大": date(2022, 10, 16)}
_TRANSITION: Final = (date(2021, 1, 1), date(2025, 12, 31))
_YEAR_WORDS: Final = {
    "今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "头年": -1, "前年": -2, "明年": 1, "后年": 2,
}  # fmt: skip
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_CHINESE_YEAR: Final = re.compile(r"([一二][〇零九][〇零一二三四五六七八九]{2})(?=年)")
_CHINESE_PART: Final = re.compile(r"([一二三四五六七八九十]{1,3})(?=[月日])")
_YEAR: Final = (
    r"(?P<year>(?:19|20)\d{2})(?:年度?|[-/.](?=\d))?|(?P<word>今年|本年度?|去年|上年度?|上一年度?|头年|前年|明年|后年)"
)
_PART: Final = (
    r"(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<month>1[0-2]|0?[1-9])(?:月份?|[-/.])(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]?|(?P<third>[上中下]旬)|(?P<edge>[底末初]))?"
    r"|(?P<month_only>1[0-2]|0?[1-9])月|(?P<day_only>3[01]|[12]\d|0?[1-9])[日号]|(?P<turn>年?[初底末]|年终|岁末)|(?P<whole>全年度?|当年|年内|年度)"
)
_MOMENT: Final = re.compile(rf"(?:(?:{_YEAR})(?:的)?)?(?:{_PART})?")
_JOINT: Final = re.compile(r"[至到和、]|[-—–~]{1,2}")
_MANY_YEARS: Final = re.compile(r"(?:近|过去|未来|前)?([\d一二两三四五六七八九十半]{1,3})(?:多|余)?年(?:多)?(?:时间)?")
_OPENING: Final = re.compile(r"^[“（(]?(?:力争|计划)?(?P<until>截至到?|截止到?|到|至)|^(?:早?在|于|从|自从?)")
_SINCE: Final = re.compile(r"以来|(?:起|开始)$|^自|^从.*(?:起|开始)|至今(?!年)|迄今|年来|年多来")
_BEFORE: Final = re.compile(r"(?:之|以)?前$")
_NOW: Final = re.compile(r"目前|如今|现在|眼下|当前|近日|日前|至今(?!年)|迄今")
_INSTANT: Final = re.compile(r"截至|截止|目前|如今|现在|眼下|当前|(?:[年月季]末|年底|月底)(?!前)|为止|末$|底$")
_CUMULATIVE: Final = re.compile(r"以来|累计|至今(?!年)|迄今|年来|年多来|(?:起|开始)$|^自")


@lru_cache(maxsize=256)  # the figures of a paragraph share its time
def resolve_period(
    text: str, published_on: date | None, cumulative: bool = False, *, year: int | None = None
) -> Period:
    """The period that a time expression means; never one that ends before it starts.

    ``cumulative`` says that the clause adds up (累计); ``year`` is the one that 全年 and 上半年 lean on, else the
    publishing date's.
    """
    basis: PeriodBasis = "flow"
    if cumulative or _CUMULATIVE.search(text):
        basis = "cumulative"
    elif _INSTANT.search(text):
        basis = "instant"
    start, end = _bounds(_arabic(text), published_on, year)
    if start is not None and end is not None and start > end:
        start = end = None
    return Period(start, end, basis, text)


def _arabic(text: str) -> str:
    """Chinese years, months and days in digits: 二〇二三年十二月 → 2023年12月."""
    text = _CHINESE_YEAR.sub(lambda match: _digits(match[1]), text)
    return _CHINESE_PART.sub(lambda match: _digits(match[1]), text)


def _digits(numeral: str) -> str:
    number = read_number(numeral.replace("〇", "零"), 0, len(numeral))
    return numeral if number is None else str(int(number.value))


def _bounds(text: str, on: date | None, year: int | None) -> Bounds:
    named = _named(text, on)
    if named is not None:
        return named
    opening = _OPENING.match(text)
    until = bool(opening and opening["until"])
    body = text[opening.end() :] if opening else text
    first, rest = _moment(body, year or (on.year if on else None), on)
    if first is None:
        return _relative(text, on)
    joint = _JOINT.match(rest)
    if joint:
        second, _ = _moment(rest[joint.end() :], first[0].year, on, first[0].month)
        if second is not None:
            return first[0], second[1]
        if rest[joint.end() :].startswith("今"):
            return first[0], on
    if until or _BEFORE.search(text):
        return None, first[1]
    if _SINCE.search(text):
        return first[0], on if on is not None and on >= first[0] else None
    return first


def _named(text: str, on: date | None) -> Bounds | None:
    """Five-year plans, Party congresses and the transition period."""
    for name, opening in _FIVE_YEARS.items():
        if name in text:
            last = date(opening + 4, 12, 31)
            if text.startswith(("到", "至", "截至")):
                return None, last
            return (date(last.year, 12, 31), last) if "末" in text else (date(opening, 1, 1), last)
    for name, opened in _CONGRESSES.items():
        if name in text and "以来" in text:
            return opened, on if on and on >= opened else None
    if "过渡期" in text:
        since = "以来" in text and on is not None and on >= _TRANSITION[0]
        return _TRANSITION[0], min(on, _TRANSITION[1]) if since and on else _TRANSITION[1]
    return None


def _relative(text: str, on: date | None) -> Bounds:
    """近三年, 三年内, 目前, 今天, 本月: what only the publishing date makes a date."""
    if on is None:
        return None, None
    day = re.search(r"(\d{1,2})月(\d{1,2})日", text)
    if day:
        exact = _day(on.year, int(day[1]), int(day[2]))
        return exact, exact
    if "昨" in text:
        return on - timedelta(days=1), on - timedelta(days=1)
    if re.search(r"今天|今日", text):
        return on, on
    if "本月" in text:
        return on.replace(day=1), on
    if re.search(r"上个?月", text):
        last = on.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    many = _MANY_YEARS.search(text)
    if many:
        return _years(many[1], text, on)
    return (None, on) if _NOW.search(text) else (None, None)


def _years(numeral: str, text: str, on: date) -> Bounds:
    """A span of years that ends at the date (三年来, 近三年) or begins there (三年内, 未来三年)."""
    if numeral == "半":
        return on - timedelta(days=183), on
    number = read_number(numeral, 0, len(numeral))
    if number is None or not 0 < number.value < 200:
        return None, None
    count = int(number.value)
    if text.startswith(("未来", "今后")) or (text.endswith("内") and not text.startswith(("近", "过去"))):
        return on, _day(on.year + count, on.month, min(on.day, 28))
    if "来" in text or text.startswith(("近", "过去", "前")):
        return _day(on.year - count, on.month, min(on.day, 28)), on
    return None, None


def _moment(
    text: str, year: int | None, on: date | None, month: int | None = None
) -> tuple[tuple[date, date] | None, str]:
    """The days that the beginning of a text names, and the rest; ``year`` and ``month`` are those understood."""
    match = _MOMENT.match(text.lstrip("“（("))
    if match is None or not match.group():
        return None, text
    rest = text.lstrip("“（(")[match.end() :]
    if match["year"]:
        year = int(match["year"])
    elif match["word"]:
        shift = next(
            s for word, s in sorted(_YEAR_WORDS.items(), key=lambda p: -len(p[0])) if match["word"].startswith(word)
        )
        year = on.year + shift if on else None
    if year is None or not 1 <= year <= 9998:
        return None, rest
    return _days(match, year, month), rest


def _days(match: re.Match[str], year: int, month: int | None) -> tuple[date, date] | None:
    if match["half"]:
        return (
            (date(year, 1, 1), date(year, 6, 30))
            if match["half"] == "上半年"
            else (date(year, 7, 1), date(year, 12, 31))
        )
    if match["quarter"]:
        first = 3 * _QUARTERS[match["quarter"]] - 2
        return date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1])
    if match["turn"]:
        last = date(year, 12, 31)
        return (date(year, 1, 1), date(year, 1, 31)) if match["turn"].endswith("初") else (last, last)
    if match["day_only"]:
        day = _day(year, month, int(match["day_only"])) if month else None
        return (day, day) if day else None
    number = match["month"] or match["month_only"]
    if number is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(number)
    last_day = monthrange(year, month)[1]
    if match["day"]:
        day = _day(year, month, int(match["day"]))
        return (day, day) if day else None
    if match["third"]:
        first = {"上": 1, "中": 11, "下": 21}[match["third"][0]]
        return date(year, month, first), date(year, month, {1: 10, 11: 20, 21: last_day}[first])
    return date(year, month, 1), date(year, month, last_day)


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` if the calendar has none such."""
    if not 1 <= year <= 9998 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)
