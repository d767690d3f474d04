"""Builds stored statements and enumerations for the audit's tests, from figures as a test wants to read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import count

from extract.interval import Interval
from extract.types import (
    Dimension,
    DocumentKind,
    Mention,
    Period,
    PeriodBasis,
    PlaceRef,
    Status,
    StoredEnumeration,
    StoredStatement,
)

_number = count(1)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}


def interval(text: str) -> Interval:
    """``"[800万, 900万)"``, ``"[10, )"``, ``"1013万"`` as an interval; an empty side is unbounded."""
    if text[0] not in "[(":
        return Interval(_value(text), _value(text))
    low, high = text[1:-1].split(",")
    return Interval(_value(low), _value(high), text[0] == "[", text[-1] == "]")


def statement(
    quote: str,
    hard: str,
    *,
    likely: str | None = None,
    approx: bool = False,
    indicator: str | None = "funds.provided",
    status: Status = "disbursement",
    unit: str = "元",
    per: str | None = None,
    dimension: Dimension = "money",
    counted: str | None = "帮扶资金",
    provider: tuple[str, ...] = (),
    place: tuple[tuple[str, str | None], ...] = (),
    programme: str | None = None,
    period: Period | None = None,
    part_of: str | None = None,
    uri: str = "a.txt",
    article: str = "1",
    context: str | None = None,
    published: str | None = None,
    id: str | None = None,  # noqa: A002
    kind: DocumentKind = "news",
) -> StoredStatement:
    """One statement; by default each has an id, a position and a sentence of its own."""
    number = next(_number)
    return StoredStatement(
        id=id or f"s{number:05d}",
        uri=uri,
        title=None,
        document_kind=kind,
        published_on=date.fromisoformat(published) if published else None,
        article=article,
        mention=Mention(((number * 100, number * 100 + len(quote)),), quote),
        context=context or f"第{number}句：{quote}。",
        hard=interval(hard),
        likely=interval(likely or hard),
        approx=approx,
        unit=unit,
        per=per,
        dimension=dimension,
        counted=counted,
        indicator=indicator,
        status=status,
        subtype=None,
        provider=provider,
        place=tuple(PlaceRef(*each) for each in place),
        programme=programme,
        period=period,
        part_of=part_of,
    )


def projects(quote: str, hard: str, **fields: object) -> StoredStatement:
    """A number of projects carried out, as a result."""
    given = {"indicator": "project.carried-out", "unit": "个", "dimension": "count", "counted": "帮扶项目"}
    return statement(quote, hard, **{"status": "actual", **given, **fields})  # type: ignore[arg-type]


def level(quote: str, hard: str, **fields: object) -> StoredStatement:
    """A number of organizations engaged, a level that a later one replaces."""
    given = {"indicator": "organization.engaged", "unit": "家", "dimension": "count", "counted": "社会组织"}
    return statement(quote, hard, **{"status": "actual", **given, **fields})  # type: ignore[arg-type]


def enumeration(
    quote: str, stated: int, listed: tuple[str, ...], *, closed: bool = True, at_least: bool = False
) -> StoredEnumeration:
    number = next(_number)
    return StoredEnumeration(
        id=f"e{number:05d}",
        uri="a.txt",
        title=None,
        article="1",
        mention=Mention(((number * 100, number * 100 + len(quote)),), quote),
        context=f"{'、'.join(listed)}{quote}。",
        stated=stated,
        stated_high=None if at_least else stated,
        listed=listed,
        closed=closed,
    )


def period(start: str | None, end: str | None, basis: PeriodBasis = "flow", text: str = "期间") -> Period:
    return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, basis, text)


def _value(text: str) -> Fraction | None:
    text = text.strip()
    if not text:
        return None
    scale = text[-1] if text[-1] in _SCALES else ""
    return Fraction(text.removesuffix(scale)) * _SCALES[scale]
