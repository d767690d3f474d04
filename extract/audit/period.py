"""Check: what was given or done in a part of a period is no more than in the whole period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from extract.audit.cumulative import counted_until
from extract.audit.facts import Fact
from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.indicators import aggregation_of
from extract.audit.matter import Matter
from extract.audit.measures import measured, placed_within
from extract.audit.verdicts import Judgement, judge_at_most, summed

_Span = tuple[date, date]
# What two parts of a period may both hold: the same person helped in spring and in autumn is one person of the year.
_COUNTED_ONCE: Final = frozenset({"person", "household", "count"})


def check_periods(matter: Matter) -> Iterator[Finding]:
    """One finding per part and the shortest period around it, and one per period whose several parts are apart."""
    for group in measured([fact for fact in matter.facts if _adds_up_over_time(fact)]):
        spans = [(fact, span) for fact in group if (span := _span(fact)) is not None]
        around: dict[str, list[tuple[Fact, _Span]]] = {}
        for part, inner in spans:
            wholes = [(fact, outer) for fact, outer in spans if _holds(outer, inner) and placed_within(part, fact)]
            if not _is_flow(part) or not wholes:
                continue
            whole, _ = min(wholes, key=lambda each: (each[1][1] - each[1][0], each[0].id))
            around.setdefault(whole.id, []).append((part, inner))
            yield _compare(part, whole)
        by_id = {fact.id: fact for fact in group}
        for whole_id, parts in around.items():
            apart = _apart(parts)
            if len(apart) > 1 and by_id[whole_id].dimension not in _COUNTED_ONCE:
                yield _compare_sum(apart, by_id[whole_id])


def _adds_up_over_time(fact: Fact) -> bool:
    if fact.per is not None or fact.status == "background":
        return False
    return aggregation_of(fact.scope.indicator) == "sum" or fact.scope.indicator == "other"


def _is_flow(fact: Fact) -> bool:
    period = fact.scope.period
    return period is not None and period.basis != "instant" and period.start is not None


def _span(fact: Fact) -> _Span | None:
    """From the first to the last day that the value counts; a cumulative without a beginning counts from ever."""
    period = fact.scope.period
    if period is None:
        return None
    if period.basis == "flow":
        return None if period.start is None or period.end is None else (period.start, period.end)
    until = counted_until(fact)
    return None if until is None else (period.start or date.min, until)


def _holds(outer: _Span, inner: _Span) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _apart(parts: Sequence[tuple[Fact, _Span]]) -> list[Fact]:
    """Parts of which no two share a day, the earliest first."""
    chosen: list[Fact] = []
    free = date.min
    for fact, (start, end) in sorted(parts, key=lambda each: (each[1][1], each[1][0], each[0].id)):
        if start >= free:
            chosen.append(fact)
            free = end + timedelta(days=1) if end < date.max else date.max
    return chosen


def _compare(part: Fact, whole: Fact) -> Finding:
    judgement = judge_at_most(part.quantity, whole.quantity)
    words = f"{_when(part)}与{_when(whole)}：{judgement.reason}"
    inputs = [figure_input(part.sharpest, "part"), figure_input(whole.sharpest, "whole")]
    return find("period", Judgement(judgement.verdict, words), inputs)


def _compare_sum(parts: Sequence[Fact], whole: Fact) -> Finding:
    computed = summed([part.quantity for part in parts])
    judgement = judge_at_most(computed, whole.quantity)
    words = f"各段之和与{_when(whole)}：{judgement.reason}"
    inputs = [*(figure_input(part.sharpest, "part", 1) for part in parts), figure_input(whole.sharpest, "whole")]
    calculation = Calculation(computed.words, computed, whole.quantity, whole.unit)
    return find("period", Judgement(judgement.verdict, words), inputs, calculation)


def _when(fact: Fact) -> str:
    return "" if fact.scope.period is None else f"“{fact.scope.period.text}”"
