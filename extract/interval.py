"""Exact intervals with open, closed and unbounded ends.

A reported figure is rarely a number: 1000余万元 says "at least 10 million", 近400名 "fewer than 400". Both bounds
are kept as :class:`fractions.Fraction`, so that no binary float ever stands between a text and a verdict.
The arithmetic follows the usual rules of interval analysis (Moore, Kearfott & Cloud, *Introduction to Interval
Analysis*, 2009): an end point of a sum is attained only if it is attained in both operands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """The set of values a wording allows; ``None`` stands for no bound on that side.

    ``low_inclusive`` and ``high_inclusive`` say whether the end point itself belongs to the set; they mean nothing
    where the bound is ``None`` and are then ``False``, so that equal sets are equal objects.
    """

    low: Fraction | None
    high: Fraction | None
    low_inclusive: bool = True
    high_inclusive: bool = True

    def __post_init__(self) -> None:
        if self.low is None and self.low_inclusive:
            object.__setattr__(self, "low_inclusive", False)
        if self.high is None and self.high_inclusive:
            object.__setattr__(self, "high_inclusive", False)

    @property
    def empty(self) -> bool:
        """True if no value satisfies both bounds."""
        if self.low is None or self.high is None:
            return False
        if self.low is self.high:  # an exact value, the usual case
            return not (self.low_inclusive and self.high_inclusive)
        if self.low > self.high:
            return True
        return self.low == self.high and not (self.low_inclusive and self.high_inclusive)

    @property
    def point(self) -> Fraction | None:
        """The one value of a degenerate interval, else ``None``."""
        same = self.low is not None and (self.low is self.high or self.low == self.high)
        return self.low if same and self.low_inclusive and self.high_inclusive else None

    def contains(self, value: Number) -> bool:
        """True if ``value`` belongs to the set."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_inclusive)):
            return False
        return not (self.high is not None and (value > self.high or (value == self.high and not self.high_inclusive)))

    def intersect(self, other: Interval) -> Interval:
        """The values that both allow (possibly empty)."""
        low, low_inclusive = _tighter(self.low, self.low_inclusive, other.low, other.low_inclusive, upper=False)
        high, high_inclusive = _tighter(self.high, self.high_inclusive, other.high, other.high_inclusive, upper=True)
        return Interval(low, high, low_inclusive, high_inclusive)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both; the hull with an empty interval is the other one."""
        if self.empty:
            return other
        if other.empty:
            return self
        low, low_inclusive = _looser(self.low, self.low_inclusive, other.low, other.low_inclusive, upper=False)
        high, high_inclusive = _looser(self.high, self.high_inclusive, other.high, other.high_inclusive, upper=True)
        return Interval(low, high, low_inclusive, high_inclusive)

    def within(self, other: Interval) -> bool:
        """True if every value of this interval is a value of ``other``."""
        return self.empty or self.intersect(other) == self

    def disjoint(self, other: Interval) -> bool:
        """True if no value belongs to both."""
        return self.intersect(other).empty

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_inclusive and other.low_inclusive,
            self.high_inclusive and other.high_inclusive,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_inclusive,
            self.low_inclusive,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Number) -> Interval:
        """Every value times ``factor`` (> 0)."""
        if factor <= 0:
            raise ValueError("an interval is scaled by a positive factor")
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_inclusive,
            self.high_inclusive,
        )

    def at_most(self, other: Interval) -> bool | None:
        """Whether x ≤ y holds for x here and y in ``other``: True for all pairs, False for none, None if it depends."""
        if self.high is not None and other.low is not None and self.high <= other.low:
            return True
        if self.low is not None and other.high is not None:
            if self.low > other.high:
                return False
            if self.low == other.high and not (self.low_inclusive and other.high_inclusive):
                return False
        return None


def _tighter(
    a: Fraction | None, a_inclusive: bool, b: Fraction | None, b_inclusive: bool, *, upper: bool
) -> tuple[Fraction | None, bool]:
    if a is None:
        return b, b_inclusive
    if b is None:
        return a, a_inclusive
    if a == b:  # equal end points of different openness: both must contain the point
        return a, a_inclusive and b_inclusive
    return (a, a_inclusive) if (a < b) == upper else (b, b_inclusive)


def _looser(
    a: Fraction | None, a_inclusive: bool, b: Fraction | None, b_inclusive: bool, *, upper: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_inclusive or b_inclusive
    return (a, a_inclusive) if (a > b) == upper else (b, b_inclusive)


UNBOUNDED: Final = Interval(None, None)
NONNEGATIVE: Final = Interval(Fraction(0), None)


def exactly(value: Number) -> Interval:
    """[value, value]"""
    point = value if isinstance(value, Fraction) else Fraction(value)
    return Interval(point, point)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of all, [0, 0] of none."""
    result = exactly(0)
    for interval in intervals:
        result = result + interval
    return result


def number_to_text(value: Fraction) -> str:
    """``value`` exactly: ``"10130000"``, ``"11.08"``, or ``"100/3"`` where no finite decimal exists."""
    if value.denominator == 1:
        return str(value.numerator)
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def number_from_text(text: str) -> Fraction:
    """The inverse of :func:`number_to_text`."""
    return Fraction(text)


def number_to_json(value: Fraction | None) -> int | float | None:
    """A JSON number, rounded to four decimals where no exact decimal exists (DESIGN §8)."""
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    text = number_to_text(value)
    if "/" in text:
        return round(float(value), 4)
    return float(Decimal(text))
