"""Check: what several documents say of one thing agrees. A later revision supersedes, it does not conflict.

One thing is what measures the same (noun, giver or programme, place) over the same known time. Two gifts of one giver
in one year are two gifts: a programme, or a day, must make the question one.
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
from extract.audit.findings import Finding, figure_input, find
from extract.audit.indicators import aggregation_of
from extract.audit.matter import Matter
from extract.audit.measures import plain_measure
from extract.audit.providers import named, relate_providers
from extract.audit.verdicts import Judgement, judge_equal, quantity
from extract.types import StoredStatement

_PLANNED: Final = frozenset({"target", "budget"})
_REVISES: Final = (
    "调整为",
    "調整為",
    "修订",
    "修訂",
    "更正",
    "订正",
    "訂正",
    "核定",
    "核实",
    "核實",
    "调增",
    "调减",
    "上调",
    "下调",
    "追加",
)


def check_across_documents(matter: Matter) -> Iterator[Finding]:
    """One finding per further document that states a fact, and one per pair of facts that answer one question."""
    for fact in matter.facts:
        first: dict[str, StoredStatement] = {}
        for each in fact.statements:
            first.setdefault(each.uri, each)
        lead, *others = first.values()
        yield from (_compare(lead, each) for each in others)
    for group in _questions(matter.facts):
        for one, other in combinations(group, 2):
            if one.lead.uri != other.lead.uri and _one_question(one, other):
                yield _compare(*sorted((one.lead, other.lead), key=_published))


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


def _compare(earlier: StoredStatement, later: StoredStatement) -> Finding:
    judgement = judge_equal(quantity(earlier), quantity(later))
    if judgement.verdict != "consistent" and _revises(later, earlier):
        words = f"后一文件作了修订，以“{quantity(later).words}”为准 (revised by the later document)"
        judgement = Judgement("consistent", words)
    inputs = [figure_input(earlier, "one"), figure_input(later, "other")]
    return find("cross-document", Judgement(judgement.verdict, f"不同文件：{judgement.reason}"), inputs)


def _published(statement: StoredStatement) -> tuple[date, str]:
    return statement.published_on or date.max, statement.uri


def _revises(later: StoredStatement, earlier: StoredStatement) -> bool:
    """A later plan sets anew what an earlier one planned; anything else must say that it corrects."""
    if later.published_on is None or earlier.published_on is None or later.published_on <= earlier.published_on:
        return False
    if later.status in _PLANNED and later.document_kind in ("plan", "notice"):
        return True
    return any(word in later.context for word in _REVISES)
