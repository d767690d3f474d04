"""Figures with their uncertainty as bars: geometry in per cent of the axis, exact until it is written down.

A bar is filled from zero to the least that the wording normally means, hatched over its likely range, and carries a
thin line over what the wording guarantees, with an arrow where that has no end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from extract.interval import Interval

_ROOM: Final = Fraction(5, 4)  # an axis reaches beyond its last value where some bar has no end
_ZERO: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` to ``high``, always with zero in it, so that lengths can be compared."""

    low: Fraction
    high: Fraction

    def share(self, value: Fraction) -> Fraction:
        """Where ``value`` stands, in per cent of the axis, within it."""
        return max(_ZERO, min(Fraction(100), 100 * (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a bar in per cent of the axis: ``x`` and ``width`` as written into the page, and the values."""

    x: str
    width: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn figure; a piece is ``None`` where there is nothing to draw, ``endless`` where it has no upper bound."""

    fill: Stretch | None
    likely: Stretch | None
    sure: Stretch | None
    endless: bool
    likely_endless: bool


def make_axis(pairs: Iterable[tuple[Interval, Interval]]) -> Axis | None:
    """The axis that holds all (hard, likely) pairs; ``None`` where no value but zero is finite."""
    found = list(pairs)
    ends = [end for pair in found for each in pair for end in (each.low, each.high) if end is not None]
    high, low = max([_ZERO, *ends]), min([_ZERO, *ends])
    if high == low:
        return None
    if any(each.high is None for pair in found for each in pair):
        high *= _ROOM
    return Axis(low, high)


def draw(axis: Axis, hard: Interval, likely: Interval) -> Bar:
    """The bar of one figure."""
    low = likely.low if likely.low is not None else hard.low
    nearest = _ZERO
    if low is not None and low > 0:
        nearest = low
    elif likely.high is not None and likely.high < 0:
        nearest = likely.high
    return Bar(
        fill=None if nearest == 0 else _stretch(axis, min(nearest, _ZERO), max(nearest, _ZERO)),
        likely=None if likely.point is not None or likely.empty else _between(axis, likely),
        sure=None if hard.point is not None or hard.empty else _between(axis, hard),
        endless=hard.high is None,
        likely_endless=likely.high is None,
    )


def percent(value: Fraction) -> str:
    """Two decimals, without zeros that say nothing."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".") + "%"


def _between(axis: Axis, interval: Interval) -> Stretch:
    return _stretch(
        axis,
        axis.low if interval.low is None else interval.low,
        axis.high if interval.high is None else interval.high,
    )


def _stretch(axis: Axis, low: Fraction, high: Fraction) -> Stretch:
    start, end = axis.share(low), axis.share(high)
    return Stretch(percent(start), percent(end - start), f"{float(low):.15g}", f"{float(high):.15g}")
