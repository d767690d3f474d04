"""Check: repetitions a factor of 10⁴ or 10⁸ apart, 万 for 元 or 亿 for 万.

Never more than "cannot tell": two gifts may well be 5元 and 5万元; but an auditor wants to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from extract.audit import scope as scopes
from extract.audit.findings import Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.providers import named
from extract.audit.sameness import is_telling
from extract.audit.scope import scope_of
from extract.audit.verdicts import Judgement, quantity
from extract.types import StoredStatement

_SCALES: Final = {Fraction(10**4): "万", Fraction(10**8): "亿"}


def check_unit_slips(matter: Matter) -> Iterator[Finding]:
    """One finding per pair of sentences that say one thing with values exactly a scale word apart."""
    by_value: dict[tuple[object, ...], list[StoredStatement]] = defaultdict(list)
    for each in matter.statements:
        if each.hard.point and not each.approx and (each.provider or each.place):
            by_value[(*_key(each), each.hard.point)].append(each)
    for key, smaller in by_value.items():
        value = key[-1]
        for scale, word in _SCALES.items():
            larger = by_value.get((*key[:-1], value * scale), []) if isinstance(value, Fraction) else []
            for one in smaller:
                for other in larger:
                    if _one_thing(one, other):
                        yield _finding(one, other, word)


def _key(statement: StoredStatement) -> tuple[object, ...]:
    givers = frozenset(named(statement.provider))
    where = None if givers else frozenset(statement.place)
    return statement.indicator, statement.unit, statement.per, givers, where


def _one_thing(one: StoredStatement, other: StoredStatement) -> bool:
    """A number of two digits or more (86) is telling by itself; a round one must be of one noun."""
    if one.context == other.context:
        return False
    a, b = scope_of(one), scope_of(other)
    same_noun = bool(one.counted) and scopes.relate_counted(a, b) == "same"
    return (
        (same_noun or (one.dimension == "money" and is_telling(one)))
        and scopes.relate_places(a.place, b.place) in ("same", "unknown")
        and scopes.relate_periods(a.period, b.period) in ("same", "unknown")
        and scopes.relate_programmes(a.programme, b.programme) != "different"
    )


def _finding(one: StoredStatement, other: StoredStatement, word: str) -> Finding:
    words = f"“{quantity(one).words}”与“{quantity(other).words}”恰差一个“{word}”，疑为单位之误"
    judgement = Judgement("cannot-tell", f"{words} (exactly a factor of {word} apart: a slip of the unit?)")
    return find("unit-slip", judgement, [figure_input(one, "one"), figure_input(other, "other")])
