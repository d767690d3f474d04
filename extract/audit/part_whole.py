"""Check: no part exceeds its whole, and a complete breakdown sums to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from extract.audit.breakdown import Breakdown, breakdowns
from extract.audit.facts import source_order
from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.members import check_members
from extract.audit.verdicts import Judgement, judge_at_most, judge_sum, quantity, summed
from extract.types import StoredStatement

_SUM_WORDS: Final = ("共计", "合计", "总计", "总共", "一共", "共")
_PARTIAL_WORDS: Final = ("其中", "包括", "包含", "含", "如", "等")
_NEAR: Final = 8  # characters before a whole in which the word that makes it a sum must stand


def check_parts(matter: Matter) -> Iterator[Finding]:
    """One finding per part (≤ the whole), and one per breakdown: all of the parts, or some that may not exceed it."""
    by_id = {each.id: each for each in matter.statements}
    parts: dict[str, list[StoredStatement]] = defaultdict(list)
    for each in sorted(matter.statements, key=source_order):
        if each.part_of in by_id and each.part_of != each.id:
            parts[each.part_of or ""].append(each)
    for whole_id, found in parts.items():
        whole = by_id[whole_id]
        comparable = [each for each in found if _comparable(each, whole)]
        for part in comparable:
            judgement = judge_at_most(quantity(part), quantity(whole))
            yield find(
                "part-whole", _said_of_part(judgement), [figure_input(part, "part"), figure_input(whole, "whole")]
            )
        if len(comparable) >= 2 and len(comparable) == len(found) and _complete(comparable, whole):
            yield _sum(Breakdown(whole, tuple(comparable), complete=True))
    for breakdown in breakdowns(matter.statements):
        yield _sum(breakdown)
    yield from check_members(matter.facts)


def _sum(breakdown: Breakdown) -> Finding:
    """Whether the parts sum to the whole, or at least do not exceed it."""
    whole, computed = quantity(breakdown.whole), summed([quantity(part) for part in breakdown.parts])
    if breakdown.complete:
        judgement = judge_sum([quantity(part) for part in breakdown.parts], whole)
    else:
        judgement = _said_of_part(judge_at_most(computed, whole))
    inputs = [*(figure_input(part, "part", 1) for part in breakdown.parts), figure_input(breakdown.whole, "whole")]
    calculation = Calculation(computed.words, computed, whole, breakdown.whole.unit)
    return find("part-whole", judgement, inputs, calculation)


def _comparable(part: StoredStatement, whole: StoredStatement) -> bool:
    return part.unit == whole.unit and part.per == whole.per and part.dimension == whole.dimension


def _said_of_part(judgement: Judgement) -> Judgement:
    return Judgement(judgement.verdict, f"部分与总数：{judgement.reason}")


def _complete(parts: Sequence[StoredStatement], whole: StoredStatement) -> bool:
    """True if the sentence presents the parts as all of the whole: 共, 合计 before the sum, and no 其中, 等 or 如.

    Only then may a sum that does not fit be held against the text.
    """
    sentence = whole.context
    if any(part.context != sentence or part.status != whole.status for part in parts):
        return False
    if any(word in sentence for word in _PARTIAL_WORDS):
        return False
    at = sentence.find(whole.mention.quote)
    return at >= 0 and any(word in sentence[max(0, at - _NEAR) : at + len(whole.mention.quote)] for word in _SUM_WORDS)
