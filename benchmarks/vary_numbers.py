"""Other numbers in the same form: digits are changed inside figures and the bounds follow.

Only numerals that stand alone in a figure, or the two of a range, are changed, and only where the gold's bounds are
the numeral times a power of ten, so that the new bounds are known without reading the new text. Zeros stay zeros:
the place value of the last digit, on which the likely bounds hang (DESIGN §3), is then the same.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benchmarks.edits import Edit, GoldRow, apply_edits, rewrite_fields

_ARABIC = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")
_CHINESE = re.compile(r"[一二两兩三四五六七八九]")
_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"两": 2, "兩": 2}
_TO_ASCII = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_BOUNDS = ("low", "high", "likely_low", "likely_high")


@dataclass(frozen=True, slots=True)
class _Numeral:
    start: int  # in the figure's surface
    text: str
    value: Fraction


def vary_numbers(row: GoldRow, rng: random.Random) -> GoldRow:
    """``row`` with other numbers; equal figures stay equal, and counts of listed members are left alone."""
    fixed = {figure["surface"] for figure in row["figures"] if _is_listed_count(figure, row)}
    fixed |= {n["surface"] for n in row["numerals"]}
    changes: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
    edits, figures = [], []
    for figure in row["figures"]:
        surface = figure["surface"]
        key = surface, repr([figure[bound] for bound in _BOUNDS])
        if surface not in fixed and key not in changes:
            changed = _vary(figure, rng)
            if changed is not None and changed[0] not in row["text"]:
                changes[key] = changed
        if key in changes:
            new, bounds = changes[key]
            edits.append(Edit(figure["start"], figure["end"], new))
            figure = {**figure, **bounds}
        figures.append(figure)
    renamed = {old: new for (old, _), (new, _) in changes.items()}
    if not renamed:
        return row
    pattern = re.compile("|".join(rf"(?<![0-9.]){re.escape(old)}" for old in sorted(renamed, key=len, reverse=True)))

    def rewrite(phrase: str) -> str:
        return pattern.sub(lambda match: renamed[match.group()], phrase)

    return apply_edits(rewrite_fields({**row, "figures": figures}, rewrite, rewrite), edits)


def _is_listed_count(figure: dict[str, Any], row: GoldRow) -> bool:
    return any(e["start"] < figure["end"] and figure["start"] < e["end"] for e in row["enumerations"])


def _vary(figure: dict[str, Any], rng: random.Random) -> tuple[str, dict[str, Any]] | None:
    """A new surface and its bounds, or ``None`` where they cannot be known."""
    numerals = _numerals(figure["surface"])
    if not numerals or len(numerals) > 2:
        return None
    scale = _scale(figure, numerals)
    if scale is None:
        return None
    for _ in range(20):
        new = [_other_digits(numeral, rng) for numeral in numerals]
        values = [_read(text) for text in new]
        too_large = figure["unit"] == "%" and max(values) * scale > 100
        if too_large or values != sorted(set(values)) or values == [numeral.value for numeral in numerals]:
            continue
        bounds = _bounds(figure, numerals, values, scale)
        if bounds is None:
            return None
        surface = figure["surface"]
        for numeral, text in reversed(list(zip(numerals, new, strict=True))):
            surface = surface[: numeral.start] + text + surface[numeral.start + len(numeral.text) :]
        return surface, bounds
    return None


def _numerals(surface: str) -> list[_Numeral]:
    pattern = _ARABIC if _ARABIC.search(surface) else _CHINESE
    found = [_Numeral(match.start(), match.group(), _read(match.group())) for match in pattern.finditer(surface)]
    # 1至2家 keeps its 1s; 三分之一 and 五六百 are no plain numerals
    simple = pattern is _ARABIC or len(found) == 1
    return found if simple and all(numeral.value > 0 for numeral in found) else []


def _read(text: str) -> Fraction:
    return Fraction(_VALUES[text]) if text in _VALUES else Fraction(text.translate(_TO_ASCII))


def _exact(value: float | int | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _scale(figure: dict[str, Any], numerals: list[_Numeral]) -> Fraction | None:
    """The power of ten between the written numerals and the hard bounds, ``None`` if there is no single one."""
    low, high = _exact(figure["low"]), _exact(figure["high"])
    if len(numerals) == 2:
        pairs = [(low, numerals[0].value), (high, numerals[1].value)]
    else:
        pairs = [(bound, numerals[0].value) for bound in (low, high) if bound]
    scales = {bound / value for bound, value in pairs if bound is not None}
    if len(scales) != 1 or any(bound is None for bound, _ in pairs):
        return None
    scale = scales.pop()
    return scale if scale in {Fraction(10) ** power for power in range(-3, 13)} else None


def _other_digits(numeral: _Numeral, rng: random.Random) -> str:
    if numeral.text in _VALUES:
        return rng.choice("三四五六七八九")

    def other(digit: str) -> str:
        if digit in "0０" or digit not in "123456789１２３４５６７８９":
            return digit
        return rng.choice("123456789" if digit.isascii() else "１２３４５６７８９")

    return "".join(map(other, numeral.text))


def _bounds(
    figure: dict[str, Any], numerals: list[_Numeral], values: list[Fraction], scale: Fraction
) -> dict[str, Any] | None:
    result: dict[str, Any] = {}
    sides = {"low": (numerals[0], values[0]), "high": (numerals[-1], values[-1])}
    for side, (numeral, value) in sides.items():
        hard, likely = _exact(figure[side]), _exact(figure[f"likely_{side}"])
        old, new = numeral.value * scale, value * scale
        result[side] = new if hard else hard  # 0 and unbounded stay
        if likely is None:
            result[f"likely_{side}"] = None
            continue
        step = _step(numeral) * scale
        distance = _distance(likely - old, old, new, step, bool(figure["approx"]))
        if distance is None:
            return None
        result[f"likely_{side}"] = new + distance
    return {key: _number(value) for key, value in result.items()}


def _step(numeral: _Numeral) -> Fraction:
    """The place value of the last digit that is not a bare zero; written decimals count (DESIGN §3)."""
    if numeral.text in _VALUES:
        return Fraction(1)
    digits = numeral.text.translate(_TO_ASCII)
    if "." in digits:
        return Fraction(1, 10 ** len(digits.split(".")[1]))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def _distance(old_distance: Fraction, old: Fraction, new: Fraction, step: Fraction, approx: bool) -> Fraction | None:
    """How far the likely bound lies from the new number, by the rule of DESIGN §3 that explains the old distance."""
    sign = -1 if old_distance < 0 else 1

    def reach(number: Fraction) -> list[Fraction]:
        if approx:  # 约: n ± min(q/2, n/10); scale words: [2s, 9s]
            return [Fraction(0), min(step / 2, number / 10), step, number]
        near = min(step, number / 10) if sign < 0 else step  # 近: n − min(q, n/10); 余: n + q; 上万: 2n
        return [Fraction(0), near, number]

    for before, after in zip(reach(old), reach(new), strict=True):
        if sign * before == old_distance:
            return sign * after
    return None


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
