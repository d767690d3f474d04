"""When a figure holds: the time phrase of its clause, else of its sentence, else the nearest earlier one of its paragraph,
else that of the whole account (title and lead). A new date resets the period (DESIGN §4)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.resolve.periods import resolve_period
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import DateSpan, FigureSpan, Period

_CUMULATIVE: Final = re.compile(r"累计|总计达|至今")
_NO_PERIOD: Final = re.compile(r"^(?:昨天|昨日|今天|今日|近日|日前|当天|当日)")
_EVENT: Final = re.compile(r"(?:召开|举行|印发|发布|讯|电|消息|获悉|介绍|通过|施行|报道)")


def read_period(context: Context, figure: FigureSpan, outline: Outline) -> Period | None:
    """The period of one figure, or ``None`` if no time phrase reaches it."""
    found = _choose(context, figure, outline)
    if found is None:
        return None
    clause = outline.clause(figure.start)
    cumulative = bool(_CUMULATIVE.search(context.text[clause[0] : figure.end]))
    return resolve_period(context.text[found.start : found.end], context.published_on, cumulative)


def _choose(context: Context, figure: FigureSpan, outline: Outline) -> DateSpan | None:
    text = context.text
    clause, sentence = outline.clause(figure.start), outline.sentence(figure.start)
    paragraph = outline.paragraph(figure.start)
    periods = [p for p in context.periods if not _is_publication(text, p)]
    inside = _between(periods, clause[0], clause[1])
    before = [p for p in inside if p.end <= figure.start]
    if before:
        return before[-1]
    earlier = _between(periods, sentence[0], figure.start)
    if earlier:
        return earlier[-1]
    behind = [p for p in inside if p.start >= figure.end]
    if behind:
        return behind[0]
    carried = _between(periods, paragraph[0], sentence[0])
    if carried:
        return carried[-1]
    return _of_the_account(context, figure, periods, outline)


def _between(periods: Sequence[DateSpan], start: int, end: int) -> list[DateSpan]:
    first = bisect_left(periods, start, key=lambda period: period.start)
    found: list[DateSpan] = []
    for period in periods[first:]:
        if period.start >= end:
            break
        found.append(period)
    return found


def _is_publication(text: str, period: DateSpan) -> bool:
    """The date of the press conference or issue is nobody's period: （8月9日）发布, 12月21日电, 时间：2024-03-18."""
    behind, ahead = text[period.end : period.end + 6], text[max(0, period.start - 4) : period.start]
    if re.match(r"(?:电|讯|，?(?:农业农村部|记者)|发布|印发|消息|\d{1,2}:\d{2})", behind) or re.search(
        r"时间：\s?$|日期：\s?$", ahead
    ):
        return True
    return ahead.endswith(("记者", "者")) and period.kind != "anchor"


def _of_the_account(
    context: Context, figure: FigureSpan, periods: Sequence[DateSpan], outline: Outline
) -> DateSpan | None:
    """A period that the title or the first body sentence sets for the whole text (2021年收支情况, 2023年以来)."""
    lead_end = 0
    for start, end in context.paragraphs:
        lead_end = end
        if end - start > 40:
            lead_end = outline.sentence(start)[1]
            break
    for period in _between(periods, 0, lead_end):
        phrase = context.text[period.start : period.end]
        if _NO_PERIOD.match(phrase) or period.kind == "duration":
            continue
        if re.search(r"年度?$|以来|年|截至|目前|“十", phrase) and not _EVENT.search(
            context.text[period.end : period.end + 8]
        ):
            return period
    return None
