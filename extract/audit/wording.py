"""What the words around two figures tell of their belonging together: lists, asides, and phrases in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from extract.audit.facts import Fact
from extract.types import StoredStatement

_ASIDE: Final = ("另外", "此外", "另捐", "另有", "另行", "除此之外", "同时还", "還另", "还另")
_LONGEST_PHRASE: Final = 16


def are_apart(one: StoredStatement, other: StoredStatement) -> bool:
    """True if their one sentence makes two figures two matters: items of a list parted by 、, or 另外 between."""
    first, second = sorted((one, other), key=lambda each: each.mention.fragments[0])
    text, quotes = _flat(one.context), (_flat(first.mention.quote), _flat(second.mention.quote))
    at = text.find(quotes[0])
    start = at + len(quotes[0])
    end = text.find(quotes[1], start)
    if one.context != other.context or at < 0 or end < 0:
        return False
    between = text[start:end]
    return between.startswith("、") or any(word in between for word in _ASIDE)


def nearest_in_words(planned: Fact, reported: Sequence[Fact]) -> list[Fact]:
    """Of several reports in one sentence, those that share the longest phrase before the figure with the plan.

    引进帮扶资金300万元 is answered by 引进帮扶资金287.5万元, not by 投入帮扶资金216.4万元 beside it.
    """
    sentences: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in reported:
        sentences[fact.lead.uri, fact.lead.context].append(fact)
    kept: set[str] = set()
    for group in sentences.values():
        shared = {fact.id: max(_shared(a, fact.lead) for a in planned.statements) for fact in group}
        longest = max(shared.values())
        kept.update(fact.id for fact in group if shared[fact.id] == longest or longest < 2)
    return [fact for fact in reported if fact.id in kept]


def _shared(one: StoredStatement, other: StoredStatement) -> int:
    """How many characters before the two figures are the same, words that bound the figure aside."""
    a, b = _lead(one), _lead(other)
    length = 0
    while length < min(len(a), len(b)) and a[-1 - length] == b[-1 - length]:
        length += 1
    return length


def _lead(statement: StoredStatement) -> str:
    text = _flat(statement.context)
    at = text.find(_flat(statement.mention.quote))
    lead = text[max(0, at - _LONGEST_PHRASE) : at] if at >= 0 else ""
    return lead[max(lead.rfind(mark) for mark in "，,；;。：:") + 1 :]


def _flat(text: str) -> str:
    return "".join(text.split())
