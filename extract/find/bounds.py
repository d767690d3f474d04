"""What a wording guarantees and what it normally means: the table of DESIGN §3.

Every function returns a :class:`Bounds`: the *hard* interval (guaranteed), the *likely* one (convention) and whether
the number is only nominal. Wordings that stand together (约21万余, 至少3名左右) are combined: hard bounds intersect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from extract.find.numerals import Number
from extract.interval import Interval, exactly
from extract.slots import quick

Wording = Literal[
    "more", "at-least", "over", "under", "at-most", "about", "exact", "vague", "scale", "pair", "range", "teens"
]


@quick
@dataclass(frozen=True, slots=True)
class Bounds:
    """Hard and likely interval of one wording; ``approx``: the number is nominal and guarantees nothing."""

    hard: Interval
    likely: Interval
    approx: bool
    rule: Wording


def exact(value: Fraction) -> Bounds:
    """1013万: [n, n]."""
    point = exactly(value)
    return Bounds(point, point, False, "exact")


def between(low: Fraction, high: Fraction) -> Bounds:
    """3至5万元: [a, b]."""
    both = Interval(low, high)
    return Bounds(both, both, False, "range")


def more(number: Number) -> Bounds:
    """1000余万, 50多, 3亿余, 600+: [n, ∞), likely [n, n + q). 百余: likely [n, 2n), which is the same with q = n."""
    n = number.value
    return Bounds(Interval(n, None), Interval(n, n + number.step, True, False), False, "more")


def vague(scale: Fraction) -> Bounds:
    """数十, 几百: nominal, [s, ∞), likely [2s, 9s]."""
    return Bounds(Interval(scale, None), Interval(2 * scale, 9 * scale), True, "vague")


def scale_or_more(scale: Fraction) -> Bounds:
    """上万, 上千: [n, ∞), likely [n, 2n)."""
    return Bounds(Interval(scale, None), Interval(scale, 2 * scale, True, False), False, "scale")


def teens(tens: Fraction, factor: Fraction, continuous: bool) -> Bounds:
    """十几个: [11, 19]; scaled or continuous, 十几万元: (10万, 20万)."""
    if factor == 1 and not continuous:
        both = Interval(tens + 1, tens + 9)
    else:
        both = Interval(tens * factor, (tens + 10) * factor, False, False)
    return Bounds(both, both, False, "teens")


def open_digit(base: Fraction, scale: Fraction) -> Bounds:
    """一百几十: the digit of one place is open, [110, 200)."""
    both = Interval(base + scale, base + 10 * scale, True, False)
    return Bounds(both, both, False, "teens")


def pair(number: Number) -> Bounds:
    """五六百: [500, 700), likely [500, 600]; of single things, 七八个: [7, 8]."""
    if number.high is None:
        raise ValueError("a pair has two digits")
    likely = Interval(number.value, number.high)
    if number.step == 1:
        return Bounds(likely, likely, False, "pair")
    return Bounds(Interval(number.value, number.high + number.step, True, False), likely, False, "pair")


def at_least(low: Fraction) -> Bounds:
    """不少于, 至少, n以上: [n, ∞); nothing more is likely."""
    half = Interval(low, None)
    return Bounds(half, half, False, "at-least")


def over(number: Number) -> Bounds:
    """超, 逾, 突破: (n, ∞), likely (n, n + q)."""
    n = number.value
    return Bounds(Interval(n, None, False), Interval(n, n + number.step, False, False), False, "over")


def under(number: Number, signed: bool) -> Bounds:
    """近, 不足, 不到: [0, n), likely [n − min(q, n/10), n). ``signed`` quantities have no lower bound 0."""
    n = number.value
    floor = None if signed else Fraction(0)
    return Bounds(
        Interval(floor, n, True, False), Interval(n - _tolerance(n, number.step), n, True, False), False, "under"
    )


def at_most(high: Fraction, signed: bool) -> Bounds:
    """不超过, 以内, 以下: [0, n]."""
    whole = Interval(None if signed else Fraction(0), high)
    return Bounds(whole, whole, False, "at-most")


def about(low: Fraction, high: Fraction, step: Fraction) -> Bounds:
    """约, 左右: n is only nominal; likely n ± min(q/2, n/10)."""
    return Bounds(
        Interval(low, high),
        Interval(low - _tolerance(low, step / 2), high + _tolerance(high, step / 2)),
        True,
        "about",
    )


def _tolerance(n: Fraction, step: Fraction) -> Fraction:
    return min(step, abs(n) / 10)


def combine(parts: Iterable[Bounds]) -> Bounds:
    """Several wordings on one number: hard bounds intersect, 约 adds nothing hard, ``approx`` is kept."""
    listed = list(parts)
    if len(listed) == 1:
        return listed[0]
    nominal = [part for part in listed if part.rule == "about"]
    binding = [part for part in listed if part.rule not in ("about", "exact", "range")]
    approx = any(part.approx for part in listed)
    if not binding:
        return nominal[0] if nominal else listed[0]
    hard, likely = binding[0].hard, binding[0].likely
    for part in binding[1:]:
        hard, likely = _meet(hard, part.hard), _meet(likely, part.likely)
    for part in nominal:
        likely = _meet(likely, part.likely)
    return Bounds(hard, _meet(likely, hard), approx, binding[0].rule)


def _meet(one: Interval, other: Interval) -> Interval:
    """The intersection; wordings that contradict each other leave the first as it is."""
    both = one.intersect(other)
    return one if both.empty else both


CONTINUOUS: Final = frozenset({"money", "area", "length", "mass", "volume", "energy", "power", "temperature", "ratio"})
