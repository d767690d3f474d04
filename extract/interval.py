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

from extract.slots import quick

Number = int | Fraction


@quick
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

    def __mul__(self, other: Interval) -> Interval:
        """Every product x·y. Each end of the result is at a corner: an end of the one times an end of the other."""
        if self.empty or other.empty:
            return EMPTY
        corners = [_corner(a, b) for a in _ends(self) for b in _ends(other)]
        return _spanned(corners)

    def __truediv__(self, other: Interval) -> Interval:
        """The smallest interval that holds every quotient x/y, y ≠ 0; empty if y can only be 0."""
        if self.empty or other.empty or other.point == 0:
            return EMPTY
        negative, positive = other.intersect(_BELOW_ZERO), other.intersect(_ABOVE_ZERO)
        over_negative = EMPTY if negative.empty else -(self * (-negative)._inverted())
        over_positive = EMPTY if positive.empty else self * positive._inverted()
        return over_negative.hull(over_positive)

    def _inverted(self) -> Interval:
        """1/y of every y, all of them above 0."""
        low = Fraction(0) if self.high is None else 1 / self.high
        high = None if not self.low else 1 / self.low
        return Interval(low, high, self.high is not None and self.high_inclusive, bool(self.low) and self.low_inclusive)

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


# An end of an interval: its value, or -1 or +1 for the infinities, and whether it belongs to the set.
_End = tuple[Fraction | None, int, bool]


def _ends(interval: Interval) -> tuple[_End, _End]:
    low, high = interval.low, interval.high
    return (
        (low, -1 if low is None else 0, interval.low_inclusive),
        (high, 1 if high is None else 0, interval.high_inclusive),
    )


def _corner(one: _End, other: _End) -> _End:
    """The product of two ends. Zero times anything is zero, and it is attained if that zero is, whatever the other end:
    an open or infinite one has values beside it."""
    for value, _, inclusive in (one, other):
        if value == 0:
            twice = one[0] == other[0] == 0
            return Fraction(0), 0, (one[2] or other[2]) if twice else inclusive
    if one[0] is not None and other[0] is not None:
        return one[0] * other[0], 0, one[2] and other[2]
    return None, _sign(one) * _sign(other), False


def _sign(end: _End) -> int:
    value, infinity, _ = end
    return infinity if value is None else (1 if value > 0 else -1)


def _spanned(corners: list[_End]) -> Interval:
    """The hull of the corners; of equal ones, one that is attained counts."""
    finite = [(value, inclusive) for value, _, inclusive in corners if value is not None]
    endless = {infinity for value, infinity, _ in corners if value is None}
    low = None if -1 in endless or not finite else min(value for value, _ in finite)
    high = None if 1 in endless or not finite else max(value for value, _ in finite)
    return Interval(
        low,
        high,
        any(inclusive for value, inclusive in finite if value == low),
        any(inclusive for value, inclusive in finite if value == high),
    )


UNBOUNDED: Final = Interval(None, None)
EMPTY: Final = Interval(Fraction(0), Fraction(0), False, False)
_BELOW_ZERO: Final = Interval(None, Fraction(0), False, False)
_ABOVE_ZERO: Final = Interval(Fraction(0), None, False, False)
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
