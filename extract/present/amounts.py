"""Values and intervals in the words that a reader of Chinese expects, always exact: nothing is rounded silently.

1013万元 · ≥800万元 · <400名 · 800万–不足900万元 · 约1000万元 · 不详. Open ends are told apart from closed ones (``>``
and ``≥``, 超 and 不足), since a verdict may hang on that. What has no finite decimal is written as a fraction (100/3);
only :func:`format_percent` cuts, outwards.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from extract.interval import Interval, number_to_text

_SCALES: Final = ((Fraction(10**8), "亿"), (Fraction(10**4), "万"))
_UNSCALED: Final = frozenset({"%", "‰", "个百分点", "倍", "℃", "°C", "成"})
_REPEATED: Final = frozenset({"%", "‰"})  # 16%–20%, but 800万–900万元
_MONEY: Final = ("元", "币", "镑", "卢布")
_MONEY_DECIMALS: Final = 4  # 11.0812亿元 is read; 11.08123亿元 is not, then 110812.3万元
_COUNT_DECIMALS: Final = 2  # 2.15万人, yet 12345人
UNKNOWN: Final = "不详"


def format_number(value: Fraction, unit: str) -> str:
    """``value`` with 万 or 亿 where that is shorter and exact, without the unit: ``"1013万"``, ``"7445"``."""
    if unit not in _UNSCALED:
        limit = _MONEY_DECIMALS if unit.endswith(_MONEY) else _COUNT_DECIMALS
        for scale, word in _SCALES:
            if abs(value) >= scale:
                text = number_to_text(value / scale)
                if "/" not in text and len(text.partition(".")[2]) <= limit:
                    return text + word
    return number_to_text(value)


def format_interval(interval: Interval | None, unit: str, *, approx: bool = False) -> str:
    """An interval in words. ``None``, [0, ∞) and the unbounded are 不详, the empty one 矛盾 (contradictory).

    A lower bound of 0 is left unsaid (<400名, ≤10个). A set without lower bound says so: 低于, 不高于. ``approx`` puts
    约 before one value and （约） after a range.
    """
    if interval is None or (interval.high is None and (interval.low is None or _is_natural_zero(interval))):
        return UNKNOWN
    if interval.empty:
        return "矛盾"
    if interval.point is not None:
        return f"{'约' if approx else ''}{format_number(interval.point, unit)}{unit}"
    words = _range(interval, unit)
    return f"{words}（约）" if approx else words


def format_percent(interval: Interval | None) -> str:
    """A percentage with at most one decimal: ``"4%"``, ``"≈16.7%"``, ``"≥78.9%"``, ``"≈78.9%–88.9%"``.

    Lower ends are cut down and upper ends up, so that the range shown always holds the range meant. A value or a range
    so cut is marked ≈; a one-sided bound stays a true bound and needs no mark.
    """
    if interval is None:
        return UNKNOWN
    low = None if interval.low is None else Fraction(interval.low * 10 // 1, 10)
    high = None if interval.high is None else -Fraction(-interval.high * 10 // 1, 10)
    cut_low, cut_high = low != interval.low, high != interval.high
    if (cut_low or cut_high) and interval.point is not None:
        return f"≈{number_to_text(Fraction(round(interval.point * 10), 10))}%"
    shown = Interval(low, high, interval.low_inclusive or cut_low, interval.high_inclusive or cut_high)
    words = format_interval(shown, "%")
    return f"≈{words}" if (cut_low or cut_high) and "–" in words else words


def _is_natural_zero(interval: Interval) -> bool:
    return interval.low == 0 and interval.low_inclusive


def _range(interval: Interval, unit: str) -> str:
    low = None if interval.low is None else format_number(interval.low, unit)
    high = None if interval.high is None else format_number(interval.high, unit)
    if high is None:
        return f"{'≥' if interval.low_inclusive else '>'}{low}{unit}"
    if low is None:
        return f"{'不高于' if interval.high_inclusive else '低于'}{high}{unit}"
    if _is_natural_zero(interval):
        return f"{'≤' if interval.high_inclusive else '<'}{high}{unit}"
    low += unit if unit in _REPEATED else ""
    return f"{'' if interval.low_inclusive else '超'}{low}–{'' if interval.high_inclusive else '不足'}{high}{unit}"
