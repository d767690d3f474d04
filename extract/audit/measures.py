"""Whether two facts measure one thing, so that their values may be held against each other.

The noun, the giver and the programme must be the same, or left unsaid on both sides; the place of the one must be that
of the other or lie within it. What is unsaid on one side only may be anything, and nobody is accused on that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from extract.audit import scope as scopes
from extract.audit.facts import Fact
from extract.audit.providers import named


def measure_key(fact: Fact) -> Hashable | None:
    """Equal for facts that measure one thing over any time and place; ``None`` for what nothing ties to others.

    Facts without giver and programme are tied by their article alone.
    """
    scope = fact.scope
    givers = frozenset(named(scope.provider))
    programme = None if scope.programme is None else scopes.programme_core(scope.programme)
    tie: Hashable = None
    if not givers and programme is None:
        tie = (fact.lead.uri, fact.lead.article)
    noun = plain_measure(fact)
    if noun is None:
        return None
    return scope.indicator, fact.unit, fact.per, fact.status, noun, givers, programme, tie


def measured(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts in groups that measure one thing, each of two or more."""
    groups: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        if (key := measure_key(fact)) is not None:
            groups[key].append(fact)
    return [group for group in groups.values() if len(group) > 1]


def placed_within(narrow: Fact, wide: Fact) -> bool:
    """True if the places are the same, the first lies within the second, or both are unsaid."""
    a, b = narrow.scope.place, wide.scope.place
    if not scopes.is_located(a) and not scopes.is_located(b):
        return True
    return scopes.relate_places(a, b) in ("same", "inside")


def plain_measure(fact: Fact) -> str | None:
    """The noun without its times and its programme; of money the general one (资金, 帮扶资金) is empty."""
    if fact.dimension == "money" and scopes.is_generic(fact.scope):
        return ""
    if not fact.scope.counted:
        return None
    noun = scopes.plain_noun(fact.scope.counted)
    if fact.scope.programme is not None:  # “春芽”计划培训果农 are 培训果农 of that programme
        noun = scopes.without_programme(noun, fact.scope.programme)
    return noun
