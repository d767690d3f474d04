"""Money passed on from level to level: what a foundation gave to a county's charity, and the charity then paid out.

Both payments are facts, and each counts in the total of its own payer. Together they are one sum of money: the first
stands. The second is left out where it is the very amount, told by a number of two digits or more; any smaller amount
of the same payer may be a part of it, or its own money.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.audit import scope as scopes
from extract.audit.facts import Fact
from extract.audit.providers import named
from extract.audit.sameness import is_telling

_TO: Final = re.compile(r"(?:向|给|給|予|拨付|撥付|下拨|下撥|划拨|劃撥|转拨|轉撥|委托|委託)([\u3400-\u9fff]{4,30})")
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Transfer:
    """``passed`` is money of ``received`` passed on: ``certain``, or possible."""

    received: Fact
    passed: Fact
    certain: bool


def transfers(facts: Sequence[Fact]) -> Iterator[Transfer]:
    """At most one for each fact of a payer that another of the facts names as its receiver."""
    if not facts or facts[0].status != "disbursement" or facts[0].dimension != "money":
        return
    payers: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for name in named(fact.scope.provider):
            payers[name].append(fact)
    found: dict[str, Transfer] = {}
    for received in facts:
        for name in _receivers(received, payers):
            for passed in payers[name]:
                if passed is received or name in received.scope.provider or not _may_pass_on(received, passed):
                    continue
                certain = received.hard == passed.hard and received.hard.point is not None and is_telling(passed.lead)
                if passed.id not in found or (certain and not found[passed.id].certain):
                    found[passed.id] = Transfer(received, passed, certain)
    yield from found.values()


def _receivers(fact: Fact, payers: dict[str, list[Fact]]) -> set[str]:
    """The payers that one of the fact's sentences names as the receiver."""
    found: set[str] = set()
    for statement in fact.statements:
        for match in _TO.finditer("".join(statement.context.split())):
            words = match.group(1)
            names = (words[:k] for k in range(len(words), _SHORTEST_NAME - 1, -1))
            found.update(name for name in names if name in payers)
    return found


def _may_pass_on(received: Fact, passed: Fact) -> bool:
    """Not more than was received, and not before."""
    if passed.hard.at_most(received.hard) is False:
        return False
    first, then = received.scope.period, passed.scope.period
    start, end = None if first is None else first.start, None if then is None else then.end
    if start is not None and end is not None and end < start:
        return False
    return scopes.relate_programmes(received.scope.programme, passed.scope.programme) != "different"
