"""Three-valued verdicts on orders, sums and equalities of figures with bounds (DESIGN §7).

A verdict accuses only on what the wording guarantees (the hard bounds) and acquits on what it normally means (the
likely bounds). Between the two stands "cannot tell", which is an answer and not a failure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.interval import NONNEGATIVE, UNBOUNDED, Interval, total
from extract.types import StoredStatement

Verdict = Literal["consistent", "inconsistent", "cannot-tell"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and its reason, one sentence, Chinese first."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as a verdict sees it: ``hard`` is what may be held against the text, ``likely`` what it normally means.

    ``words`` is the figure as written, for the reason.
    """

    words: str
    hard: Interval
    likely: Interval


def guaranteed(hard: Interval, approx: bool) -> Interval:
    """The hard bounds that a verdict may rely on.

    约 and its kin give a nominal value, not a bound: 约10 guarantees nothing, so the interval is unbounded (≥ 0, or
    unbounded on both sides where the nominal value is negative). A combined wording (约21万余, 至少3名左右) keeps the
    one-sided bound that its other word states (DESIGN §3, "combined").
    """
    if not approx:
        return hard
    if hard.low is not None and hard.low < 0:
        return UNBOUNDED
    nominal = hard.high is not None and hard.low is not None and (hard.low > 0 or hard.high == hard.low)
    return NONNEGATIVE if nominal else hard


def quantity(statement: StoredStatement) -> Quantity:
    """A statement's value for verdicts, named by its quote without line breaks."""
    words = "".join(statement.mention.quote.split())
    return Quantity(words, guaranteed(statement.hard, statement.approx), statement.likely)


def summed(quantities: Sequence[Quantity]) -> Quantity:
    """The sum, bounds by interval arithmetic; its words are the operands joined by ＋."""
    return Quantity(
        " ＋ ".join(each.words for each in quantities),
        total(each.hard for each in quantities),
        total(each.likely for each in quantities),
    )


def judge_at_most(lesser: Quantity, greater: Quantity) -> Judgement:
    """Whether ``lesser`` ≤ ``greater``: proven by the likely bounds, refuted only by the hard ones."""
    pair = f"“{lesser.words}”", f"“{greater.words}”"
    if lesser.hard.at_most(greater.hard) is True:
        return Judgement("consistent", f"{pair[0]}不超过{pair[1]} (at most, whatever the wording allows)")
    if lesser.hard.at_most(greater.hard) is False:
        return Judgement("inconsistent", f"{pair[0]}超过{pair[1]}，按字面已可确定 (exceeds it even by the hard bounds)")
    if lesser.likely.at_most(greater.likely) is True:
        return Judgement("consistent", f"{pair[0]}按通常读法不超过{pair[1]} (at most, by the likely bounds)")
    return Judgement(
        "cannot-tell", f"{pair[0]}是否不超过{pair[1]}，按措辞的上下限无法判断 (the wording leaves both possible)"
    )


def judge_equal(one: Quantity, other: Quantity) -> Judgement:
    """Whether two figures state one value: the likely intervals meet, or the hard ones are disjoint, or neither."""
    pair = f"“{one.words}”", f"“{other.words}”"
    if one.hard.disjoint(other.hard):
        return Judgement("inconsistent", f"{pair[0]}与{pair[1]}不可能相等 (no value fits both)")
    if not one.likely.disjoint(other.likely):
        same = one.hard.point is not None and one.hard == other.hard
        words = "数值相同 (the same value)" if same else "可为同一数值 (the likely ranges meet)"
        return Judgement("consistent", f"{pair[0]}与{pair[1]}{words}")
    return Judgement(
        "cannot-tell", f"{pair[0]}与{pair[1]}按通常读法不等，但措辞未排除相等 (unlikely, yet the wording allows it)"
    )


def judge_sum(parts: Sequence[Quantity], whole: Quantity) -> Judgement:
    """Whether a complete breakdown sums to its whole.

    Proven by the likely bounds: every value that the parts normally mean is one that the whole normally means. Refuted
    by the hard bounds: no value that the parts allow is one that the whole allows.
    """
    computed = summed(parts)
    words = f"{computed.words} 与合计“{whole.words}”"
    if computed.hard.disjoint(whole.hard):
        return Judgement("inconsistent", f"{words}不符 (the parts cannot sum to the whole)")
    if not computed.likely.empty and computed.likely.within(whole.likely):
        return Judgement("consistent", f"{words}相符 (the parts sum to the whole)")
    return Judgement("cannot-tell", f"{words}是否相符，按措辞的上下限无法判断 (the wording leaves both possible)")
