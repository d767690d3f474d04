"""Check: a cumulative series (累计, 截至 …) does not fall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from extract.audit.facts import Fact
from extract.audit.findings import Finding, figure_input, find
from extract.audit.indicators import aggregation_of
from extract.audit.matter import Matter
from extract.audit.measures import measured
from extract.audit.verdicts import Judgement, judge_at_most


def check_cumulatives(matter: Matter) -> Iterator[Finding]:
    """One finding per step of a series: what measures one thing in one place, counted from one day on."""
    for group in measured([fact for fact in matter.facts if _grows(fact)]):
        series: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in group:
            begins = fact.scope.period.start if fact.scope.period is not None else None
            series[frozenset(fact.scope.place), begins].append(fact)
        for facts in series.values():
            yield from _steps(sorted(facts, key=lambda fact: (counted_until(fact) or date.min, fact.id)))


def counted_until(fact: Fact) -> date | None:
    """The day up to which a cumulative counts: no text knows more than the day on which it was published."""
    period, published = fact.scope.period, fact.scope.published_on
    end = None if period is None else period.end
    if end is None:
        return published
    return end if published is None else min(end, published)


def _grows(fact: Fact) -> bool:
    """Sums over time, as of a day. What is there on a day (在岗300人) may well be less later."""
    period = fact.scope.period
    if period is None or fact.per is not None or fact.status not in ("commitment", "disbursement", "actual"):
        return False
    if period.basis == "cumulative":
        return aggregation_of(fact.scope.indicator) != "none" or fact.scope.indicator == "other"
    if period.basis == "instant":
        return fact.status != "actual" and aggregation_of(fact.scope.indicator) == "sum"
    return False


def _steps(series: Sequence[Fact]) -> Iterator[Finding]:
    for earlier, later in pairwise(series):
        before, after = counted_until(earlier), counted_until(later)
        if before is None or after is None or before == after:
            continue
        judgement = judge_at_most(earlier.quantity, later.quantity)
        words = f"累计数到{before}与到{after}：{judgement.reason}"
        inputs = [figure_input(earlier.sharpest, "earlier"), figure_input(later.sharpest, "later")]
        yield find("cumulative", Judgement(judgement.verdict, words), inputs)
