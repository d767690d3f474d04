"""What single members of a group promised is within what the whole group promised.

云川市30家基金会认领项目1013万元，如云川市安和基金会认领的项目需26万元: the second is one of the first. A list of
examples shows no more than that they fit, so that what does not fit is a question and no accusation: a member may have
promised other things beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from extract.audit import scope as scopes
from extract.audit.facts import Fact
from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.providers import is_group, relate_providers
from extract.audit.verdicts import Judgement, judge_at_most, summed

_PROMISED: Final = frozenset({"commitment", "budget"})


def check_members(facts: Sequence[Fact]) -> Iterator[Finding]:
    """One finding per group's commitment whose article also names sums of its members."""
    articles: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.dimension == "money" and fact.per is None and fact.status in _PROMISED:
            articles[fact.lead.uri, fact.lead.article].append(fact)
    for promised in articles.values():
        for whole in promised:
            if whole.status == "commitment" and any(is_group(name) for name in whole.scope.provider):
                parts = [fact for fact in promised if fact is not whole and _is_member(fact, whole)]
                if parts:
                    yield _finding(parts, whole)


def _is_member(part: Fact, whole: Fact) -> bool:
    a, b = part.scope, whole.scope
    if part.unit != whole.unit or a.indicator != b.indicator or any(is_group(name) for name in a.provider):
        return False
    if scopes.relate_programmes(a.programme, b.programme) == "different":
        return False
    return relate_providers(a.provider, b.provider) == "inside"


def _finding(parts: Sequence[Fact], whole: Fact) -> Finding:
    computed = summed([part.quantity for part in parts])
    judgement = judge_at_most(computed, whole.quantity)
    verdict = "cannot-tell" if judgement.verdict == "inconsistent" else judgement.verdict
    inputs = [*(figure_input(part.sharpest, "part", 1) for part in parts), figure_input(whole.sharpest, "whole")]
    calculation = Calculation(computed.words, computed, whole.quantity, whole.unit)
    return find("part-whole", Judgement(verdict, f"成员与群体：{judgement.reason}"), inputs, calculation)
