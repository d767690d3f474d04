"""Between which days an article appeared, where it does not say: after what it reports, before what it plans ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from extract.types import DocumentKind, Statement, Status

_REPORTED: Final[frozenset[Status]] = frozenset({"underway", "disbursement", "actual"})
_PLANNED: Final[frozenset[Status]] = frozenset({"target", "budget"})


def bound_publication(
    statements: Sequence[Statement], kind: DocumentKind, published_on: date | None
) -> tuple[date | None, date | None]:
    """The first and the last day on which the article can have appeared, ``None`` where its text sets no bound.

    What is reported as done in a time is told after its beginning, and a state at an instant after that; the term of a
    plan was not over. A report may repeat the targets of past terms, so it has no last day; neither has a text that
    would come to an end before its beginning.
    """
    if published_on is not None:
        return published_on, published_on
    first: date | None = None
    last: date | None = None
    for statement in statements:
        period = statement.period
        if period is None:
            continue
        if statement.status in _REPORTED:
            begun = period.start if period.basis == "flow" else period.end or period.start
            if begun is not None and (first is None or begun > first):
                first = begun
        elif statement.status in _PLANNED and kind != "report" and period.end is not None:
            last = period.end if last is None else min(last, period.end)
    if first is not None and last is not None and last < first:
        return first, None
    return first, last
