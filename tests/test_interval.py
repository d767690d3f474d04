"""Exact interval arithmetic against brute force over a grid of points, with open, closed and unbounded ends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.interval import (
    NONNEGATIVE,
    UNBOUNDED,
    Interval,
    exactly,
    number_from_text,
    number_to_json,
    number_to_text,
    total,
)

settings.register_profile("untimed", deadline=None)  # a loaded machine is no counterexample
settings.load_profile("untimed")

# Ends are whole numbers from -3 to 3. Quarters between and beyond them show every difference of openness, and two
# values between neighbouring ends, so that x < 1 and y > 0 is seen to decide nothing about their order.
_GRID = [Fraction(n, 4) for n in range(-20, 21)]
_ENDS = st.none() | st.integers(-3, 3).map(Fraction)
_FINE = [Fraction(n, 4) for n in range(-40, 41)]

intervals = st.builds(Interval, _ENDS, _ENDS, st.booleans(), st.booleans())


def points(interval: Interval) -> set[Fraction]:
    """Membership by the definition, not by the method under test."""
    return {
        p
        for p in _GRID
        if (interval.low is None or p > interval.low or (p == interval.low and interval.low_inclusive))
        and (interval.high is None or p < interval.high or (p == interval.high and interval.high_inclusive))
    }


@given(intervals)
def test_membership_emptiness_and_point(x: Interval) -> None:
    assert {p for p in _GRID if x.contains(p)} == points(x)
    assert x.empty == (not points(x)), "the grid is fine enough to show every set"
    assert (x.point is not None) == (len(points(x)) == 1 and x.low == x.high)


@given(intervals, intervals)
def test_set_relations(x: Interval, y: Interval) -> None:
    assert points(x.intersect(y)) == points(x) & points(y)
    assert x.disjoint(y) == (not points(x) & points(y))
    assert x.within(y) == (points(x) <= points(y))
    assert x.intersect(y).empty == y.intersect(x).empty


@given(intervals, intervals)
def test_the_hull_is_the_smallest_interval_that_holds_both(x: Interval, y: Interval) -> None:
    both, hull = points(x) | points(y), x.hull(y)
    assert points(hull) == ({p for p in _GRID if min(both) <= p <= max(both)} if both else set())
    assert y.hull(x) == hull or hull.empty


@given(intervals, intervals)
def test_order(x: Interval, y: Interval) -> None:
    pairs = [(a <= b) for a in points(x) for b in points(y)]
    if x.empty or y.empty:
        return
    expected = True if all(pairs) else False if not any(pairs) else None
    assert x.at_most(y) is expected


@given(intervals, intervals)
def test_sum_and_difference(x: Interval, y: Interval) -> None:
    """On the line: z = a + b for some a, b in the sets. A quarter step shows whether an open end is attained."""
    if x.empty or y.empty:
        return
    near = [Fraction(n, 8) for n in range(-96, 97)]
    a_points = [p for p in near if x.contains(p)]
    for z in (Fraction(n, 4) for n in range(-24, 25)):
        attained = any(y.contains(z - a) for a in a_points)
        assert (x + y).contains(z) == attained
        attained = any(y.contains(a - z) for a in a_points)
        assert (x - y).contains(z) == attained


# Values of a set from far away to close by its ends, and exactly zero: they tell its products and quotients.
_NEAR = [Fraction(n) + step for n in range(-3, 4) for step in (0, Fraction(1, 10**9), -Fraction(1, 10**9))]
_SPREAD = sorted({*_NEAR, *_GRID, *(Fraction(sign * 10**k) for sign in (-1, 1) for k in (3, 9, 18))})


def samples(interval: Interval) -> list[Fraction]:
    return [p for p in _SPREAD if interval.contains(p)]


def holds_exactly(result: Interval, values: list[Fraction]) -> None:
    """``result`` is the hull of ``values``, which come within a hair of each end that is open and reach the others."""
    assert values
    assert all(result.contains(value) for value in values)
    hair, far = Fraction(1, 10**6), 10**6
    for end, inclusive, reached in (
        (result.low, result.low_inclusive, min(values)),
        (result.high, result.high_inclusive, max(values)),
    ):
        if end is None:
            assert abs(reached) > far, "unbounded, so some value is far out"
        elif inclusive:
            assert reached == end
        else:
            assert reached != end
            assert abs(reached - end) < hair


@given(intervals, intervals)
def test_product(x: Interval, y: Interval) -> None:
    if x.empty or y.empty:
        assert (x * y).empty
        return
    holds_exactly(x * y, [a * b for a in samples(x) for b in samples(y)])


@given(intervals, intervals)
def test_quotient(x: Interval, y: Interval) -> None:
    divisors = [b for b in samples(y) if b != 0]
    if x.empty or not divisors:
        assert (x / y).empty
        return
    holds_exactly(x / y, [a / b for a in samples(x) for b in divisors])


def test_products_that_hold_a_zero() -> None:
    half_open = Interval(Fraction(2), Fraction(3), False, False)
    assert exactly(0) * half_open == exactly(0)
    assert exactly(0) * UNBOUNDED == exactly(0)
    assert Interval(Fraction(0), Fraction(1)) * half_open == Interval(Fraction(0), Fraction(3), True, False)
    assert exactly(6) / Interval(Fraction(0), Fraction(2)) == Interval(Fraction(3), None)
    assert exactly(6) / Interval(Fraction(-1), Fraction(2)) == UNBOUNDED.hull(exactly(0))


@given(intervals, st.fractions(min_value=Fraction(1, 8), max_value=8))
def test_scaling(x: Interval, factor: Fraction) -> None:
    assert all(x.scaled(factor).contains(p * factor) == x.contains(p) for p in _FINE)


@given(intervals)
def test_equal_sets_without_bounds_are_equal_objects(x: Interval) -> None:
    assert Interval(None, x.high, True, x.high_inclusive) == Interval(None, x.high, False, x.high_inclusive)
    opposite = -x
    assert -opposite == x


@given(st.lists(intervals, max_size=4))
def test_total_adds_in_any_order(several: list[Interval]) -> None:
    assert total(several) == total(several[::-1])
    assert total([]) == exactly(0)


def test_equal_ends_of_different_openness() -> None:
    at_least, below = Interval(Fraction(800), None), Interval(Fraction(0), Fraction(800), True, False)
    assert at_least.disjoint(below), "≥ 800 and < 800 share no value"
    assert not at_least.disjoint(Interval(Fraction(0), Fraction(800)))
    assert at_least.at_most(below) is False
    assert below.at_most(at_least) is True


def test_constants_and_bad_factors() -> None:
    assert UNBOUNDED.contains(-1)
    assert not NONNEGATIVE.contains(-1)
    for factor in (0, -1):
        with pytest.raises(ValueError, match="positive"):
            exactly(1).scaled(factor)


@given(st.fractions())
def test_numbers_as_text_are_exact(value: Fraction) -> None:
    text = number_to_text(value)
    assert number_from_text(text) == value
    assert "e" not in text
    assert not (text.endswith("0") and "." in text), "no idle zeros"


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_numbers_as_json(n: int, places: int) -> None:
    value = Fraction(n, 10**places)
    shown = number_to_json(value)
    assert shown is not None
    assert isinstance(shown, int) == (value.denominator == 1)
    assert abs(Fraction(str(shown)) - value) < Fraction(1, 10**4)
    assert number_to_json(Fraction(100, 3)) == 33.3333
    assert number_to_json(None) is None
