"""How much of a planned value was reached, what is missing, and whether that satisfies the plan."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from extract.audit.facts import Fact
from extract.interval import Interval, exactly

Outcome = Literal["met", "exceeded", "not-met", "in-progress", "cannot-tell"]


def judge(planned: Fact, hard: Interval, likely: Interval, *, ended: bool, partial: bool) -> tuple[Outcome, str]:
    """Whether a result (``hard``, ``likely``) satisfies the plan, with the reason.

    What satisfies a plan is its hard interval and, unless it is a cap (不超过), everything above. An approximate plan
    (约50) has a threshold somewhere in its likely range: it is met beyond that range and never provably missed. So has
    one just below a round number (近200名): its wording says how large the plan is, not that more is too much.
    ``ended``: the report speaks for the end of the plan's term or later. ``partial``: it covers a part of the scope, so
    that it may prove success and never failure.
    """
    words = f"“{planned.words}”"
    if is_cap(planned):
        cap = planned.hard
        if likely.within(cap):
            if partial:
                return (
                    "cannot-tell",
                    f"报告只及计划范围的一部分，不足以判断上限{words} (covers a part of the scope only)",
                )
            return "met", f"未超过上限{words} (within the cap)"
        if hard.disjoint(cap) and not partial:
            return "not-met", f"超过上限{words} (above the cap)"
        return "cannot-tell", f"是否超过上限{words}无法判断 (the wording leaves both possible)"
    sure, threshold = _thresholds(planned)
    if _reaches(likely, threshold):
        letter = "按字面" if sure is not None and _reaches(hard, sure) else "按通常读法"
        point = planned.hard.point
        if point is not None and _beyond(likely, point):
            return "exceeded", f"{letter}超过目标{words} (beyond a point target)"
        return "met", f"{letter}达到{words} (satisfied)"
    if sure is not None and _misses(hard, sure):
        if not ended:
            return "in-progress", f"尚未达到{words}，期限未到或未载明 (short of it, the term has not ended)"
        if not partial:
            return "not-met", f"期满仍未达到{words} (short of it at the end of the term)"
        return "cannot-tell", f"报告只及计划范围的一部分，不足以判断{words} (covers a part of the scope only)"
    if not ended and _misses(likely, Interval(threshold.low, None, threshold.low_inclusive)):
        return "in-progress", f"按通常读法尚未达到{words}，期限未到或未载明 (probably short of it so far)"
    return "cannot-tell", f"是否达到{words}，按措辞的上下限无法判断 (the wording leaves both possible)"


def achievement(planned: Fact, hard: Interval, likely: Interval) -> tuple[Interval, Interval] | None:
    """(hard, likely) in per cent of the planned value; ``None`` for a cap or a plan of zero."""
    if is_cap(planned) or planned.likely.high == 0:
        return None
    base_hard, base_likely = _bases(planned)
    return (hard / base_hard).scaled(100), (likely / base_likely).scaled(100)


def gap(planned: Fact, hard: Interval, likely: Interval) -> tuple[Interval, Interval] | None:
    """(hard, likely) of planned less reached, in the plan's unit; negative is a surplus; ``None`` for a cap."""
    if is_cap(planned):
        return None
    base_hard, base_likely = _bases(planned)
    return base_hard - hard, base_likely - likely


def is_cap(planned: Fact) -> bool:
    """True for 不超过, 最高, 以内: anything from nothing to the bound. 近200 also has 0 as its lower hard bound, but
    normally means almost 200: it is a size to be reached."""
    return (
        not planned.hard.low and not planned.likely.low and planned.hard.high is not None and planned.hard.point is None
    )


def _bases(planned: Fact) -> tuple[Interval, Interval]:
    """What to divide by. A target's lower bound (不少于10个) is the number to be reached; else the value as it is."""
    if planned.status == "target" and planned.hard.high is None and planned.hard.low:
        return exactly(planned.hard.low), exactly(planned.hard.low)
    return planned.hard, planned.likely


def _thresholds(planned: Fact) -> tuple[Interval | None, Interval]:
    """(what the letter demands, what the plan normally means) as upward sets or a range of thresholds.

    The first is ``None`` where the letter demands nothing (约50): then no shortfall can be proven.
    """
    if planned.hard.low:
        sure = Interval(planned.hard.low, None, planned.hard.low_inclusive)
        return sure, sure
    return None, planned.likely


def _reaches(value: Interval, threshold: Interval) -> bool:
    """True if every value satisfies every threshold: above the range's upper end, or in the upward set."""
    if threshold.high is None:
        return bool(threshold.low) and value.within(threshold)
    return value.low is not None and value.low >= threshold.high


def _misses(value: Interval, threshold: Interval) -> bool:
    return value.disjoint(threshold)


def _beyond(value: Interval, point: Fraction) -> bool:
    return value.low is not None and (value.low > point or (value.low == point and not value.low_inclusive))
