"""Figures as rounded ones. What is computed from figures never fits to the last digit: 33万元 of 96万元 is 34.4 %.

A share, a growth, and any figure written with a scale word or decimals may have been rounded or cut off at its last
written digit. The hard bounds allow for both, one unit of that digit to either side; the likely ones for rounding,
half a unit. A plain count (240人) is what it says. An average (户均1500元) is rounded to its last digit but zeros.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from extract.audit.verdicts import Quantity, quantity
from extract.interval import Interval
from extract.types import StoredStatement

_ARABIC: Final = re.compile(r"[0-9][0-9,，]*(?:\.([0-9]+))?")
_FOLD: Final = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_SCALES: Final = frozenset("万萬亿億兆")
_TENTH: Final = Fraction(10)  # 七成 is 70 %, written in tens
_FRACTION: Final = Fraction(5)  # 四分之三: per cent that such a fraction is taken to allow


def as_stated(statement: StoredStatement) -> Quantity:
    """A share or growth as the text states it, with what rounding allows."""
    return _widened(quantity(statement), _step(statement))


def as_operand(statement: StoredStatement) -> Quantity:
    """A figure that something is computed from: widened only where its writing shows that it may be rounded."""
    words = statement.mention.quote.translate(_FOLD)
    found = _ARABIC.search(words)
    rounded = any(scale in words for scale in _SCALES) or (found is not None and found.group(1) is not None)
    return _widened(quantity(statement), _step(statement)) if rounded else quantity(statement)


def as_average(statement: StoredStatement) -> Quantity:
    """An average: half of its last digit that is no zero to either side."""
    given = quantity(statement)
    point = given.hard.point
    if point is None or not point:
        return as_stated(statement)
    place = Fraction(1)
    while (point / place) % 1:
        place /= 10
    while not (point / place) % 10:
        place *= 10
    around = Interval(point - place / 2, point + place / 2)
    return replace(given, hard=around, likely=around)


def _step(statement: StoredStatement) -> Fraction:
    """The value of one unit of the last written digit."""
    words = statement.mention.quote.translate(_FOLD)
    point = statement.hard.point
    found = _ARABIC.search(words)
    if found is not None and point:
        number = Fraction(found.group().replace(",", "").replace("，", ""))
        decimals = len(found.group(1) or "")
        return abs(point / number) / 10**decimals if number else Fraction(0)
    if "成" in words:
        return _TENTH
    if "分之" in words and "百分之" not in words:
        return _FRACTION
    return Fraction(1) if statement.dimension == "ratio" else Fraction(0)


def _widened(given: Quantity, step: Fraction) -> Quantity:
    point = given.hard.point
    if point is None or not step:
        return given
    return replace(
        given,
        hard=Interval(point - step, point + step, False, False),
        likely=Interval(point - step / 2, point + step / 2),
    )
