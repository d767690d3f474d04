"""Which facts answer one question, so that their values must agree, and which of two answers revises the other.

One question is one measure (noun, giver or programme, place) over one known time. Two gifts of one giver in one year
are two gifts: a programme, or a day, must make the question one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from extract.audit import scope as scopes
from extract.audit.cumulative import counted_until
from extract.audit.facts import Fact
from extract.audit.indicators import aggregation_of
from extract.audit.measures import plain_measure
from extract.audit.providers import named, relate_providers
from extract.types import StoredStatement

_PLANNED: Final = frozenset({"target", "budget"})
_REVISES: Final = (
    "调整为", "調整為", "修订", "修訂", "更正", "订正", "訂正", "核定", "核实", "核實", "调增", "调减",
    "上调", "下调", "追加",
)  # fmt: skip


def rival_answers(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts of different documents that answer one question; the one published first comes first."""
    for group in _questions(facts):
        for one, other in combinations(group, 2):
            if one.lead.uri != other.lead.uri and _one_question(one, other):
                first, second = sorted((one, other), key=_published)
                yield first, second


def revises(later: StoredStatement, earlier: StoredStatement) -> bool:
    """A later plan sets anew what an earlier one planned; anything else must say that it corrects."""
    if later.published_on is None or earlier.published_on is None or later.published_on <= earlier.published_on:
        return False
    if later.status in _PLANNED and later.document_kind in ("plan", "notice"):
        return True
    return any(word in later.context for word in _REVISES)


def revisions(planned: Sequence[Fact]) -> dict[str, Fact]:
    """By the id of each planned fact that a later plan sets anew, the fact that stands instead."""
    found: dict[str, Fact] = {}
    for earlier, later in rival_answers(planned):
        if earlier.hard != later.hard and revises(later.lead, earlier.lead):
            known = found.get(earlier.id)
            if known is None or _published(known) < _published(later):
                found[earlier.id] = later
    return found


def _published(fact: Fact) -> tuple[date, str]:
    return fact.lead.published_on or date.max, fact.lead.uri


def _questions(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts of one measure and time, tied by programme, giver or place; of equal values the first speaks for all."""
    groups: dict[Hashable, dict[Hashable, Fact]] = defaultdict(dict)
    for fact in facts:
        noun, period = plain_measure(fact), fact.scope.period
        if (
            noun is None
            or fact.status == "background"
            or period is None
            or (period.start is None and period.end is None)
        ):
            continue
        until = counted_until(fact) if period.basis == "cumulative" else None
        key = (fact.scope.indicator, fact.unit, fact.per, fact.status, noun, scopes.period_key(period), until)
        value = (fact.hard, fact.likely, fact.scope.provider, fact.scope.place)
        if fact.scope.programme is not None:
            groups[(*key, "programme", scopes.programme_core(fact.scope.programme))].setdefault(value, fact)
        planned = fact.status in _PLANNED and noun  # 资金 may be of any of a giver's plans
        if (planned or _is_of_one_day(fact)) and named(fact.scope.provider):
            groups[(*key, "provider", frozenset(named(fact.scope.provider)))].setdefault(value, fact)
        if _is_of_one_day(fact) and aggregation_of(fact.scope.indicator) == "latest":
            groups[(*key, "place", frozenset(fact.scope.place))].setdefault(value, fact)
    return (list(group.values()) for group in groups.values() if len(group) > 1)


def _is_of_one_day(fact: Fact) -> bool:
    """As of a day, up to a day, or on a day."""
    period = fact.scope.period
    return period is not None and (period.basis != "flow" or (period.start == period.end and period.end is not None))


def _one_question(one: Fact, other: Fact) -> bool:
    a, b = one.scope, other.scope
    if one.disputed or other.disputed or scopes.relate_places(a.place, b.place) not in ("same", "unknown"):
        return False
    if scopes.relate_programmes(a.programme, b.programme) == "different":
        return False
    return relate_providers(a.provider, b.provider) in ("same", "unknown")
