"""Checks on facts stated more than once: that their values agree, and that none slipped by a scale word (万, 亿)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from extract.audit import scope as scopes
from extract.audit.facts import merge
from extract.audit.findings import Finding, figure_input, find
from extract.audit.scope import scope_of
from extract.audit.verdicts import Judgement, judge_equal, quantity
from extract.types import StoredEnumeration, StoredStatement

_SCALES: Final = {Fraction(10**4): "万", Fraction(10**8): "亿"}


def check_duplicates(
    statements: Sequence[StoredStatement], enumerations: Sequence[StoredEnumeration]
) -> Iterator[Finding]:
    """One finding per further statement of a fact, against its first."""
    for fact in merge(statements):
        for other in fact.statements[1:]:
            judgement = judge_equal(quantity(fact.lead), quantity(other))
            inputs = [figure_input(fact.lead, "one"), figure_input(other, "other")]
            yield find("duplicate", Judgement(judgement.verdict, f"同一事实：{judgement.reason}"), inputs)


def check_unit_slips(
    statements: Sequence[StoredStatement], enumerations: Sequence[StoredEnumeration]
) -> Iterator[Finding]:
    """Two statements of one scope whose exact values are a factor of 10⁴ or 10⁸ apart.

    Never more than "cannot tell": two gifts may well be 5元 and 5万元; but an auditor wants to look.
    """
    groups: dict[tuple[object, ...], list[StoredStatement]] = defaultdict(list)
    for each in statements:
        if each.hard.point and not each.approx and each.counted and (each.provider or each.place):
            key = (each.indicator, each.counted, each.unit, each.per, each.status, frozenset(each.provider))
            groups[key].append(each)
    for group in groups.values():
        for one, other in combinations(group, 2):
            scale = _slip(one, other)
            if scale is None or one.context == other.context:
                continue
            a, b = scope_of(one), scope_of(other)
            if scopes.relate_places(a.place, b.place) not in ("same", "unknown"):
                continue
            if scopes.relate_periods(a.period, b.period) not in ("same", "unknown"):
                continue
            words = f"“{quantity(one).words}”与“{quantity(other).words}”恰差一个“{scale}”，疑为单位之误"
            judgement = Judgement("cannot-tell", f"{words} (exactly a factor of {scale} apart: a slip of the unit?)")
            yield find("unit-slip", judgement, [figure_input(one, "one"), figure_input(other, "other")])


def _slip(one: StoredStatement, other: StoredStatement) -> str | None:
    a, b = one.hard.point, other.hard.point
    if not a or not b:
        return None
    return _SCALES.get(max(a, b) / min(a, b))
