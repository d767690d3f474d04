"""Written numbers: Arabic, Chinese, financial and mixed numerals, and their exact values.

``read_number`` reads the longest number at a position; ``find_runs`` lists every maximal run of numeral characters, the
unit of the coverage report. A run that is no well-formed number (10..1万, 点一) has no value; it is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

DIGITS: Final = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2}
    | dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
)
SMALL_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE_SCALES: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES: Final = SMALL_SCALES | LARGE_SCALES
FINANCIAL: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
COMPOUNDS: Final = {"廿": 20, "卅": 30}

_CHINESE: Final = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_ARABIC: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
NUMBER: Final = re.compile(rf"(?:{_ARABIC}|[{_CHINESE}])(?:{_ARABIC}|[{_CHINESE}]|点(?=[零〇一二三四五六七八九]))*")
_RUN: Final = re.compile(rf"(?:\d|[{_CHINESE}])(?:[.,]*\d|[{_CHINESE}]|点(?=[零〇一二三四五六七八九两]))*")
_TOKEN: Final = re.compile(rf"{_ARABIC}|[一二三四五六七八九零]点[零〇一二三四五六七八九]+|.", re.DOTALL)
_LONGEST: Final = 40  # characters; a longer run is an identifier or noise, not a quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; ``step`` is q of DESIGN §3, the place value of its last digit that is no bare zero."""

    start: int
    end: int
    value: Fraction
    step: Fraction
    bare_scale: bool = False  # 百, 万: a scale word without a digit
    high: Fraction | None = None  # 五六百: the upper of two neighbouring digits


def find_runs(text: str) -> list[tuple[int, int]]:
    """Every maximal run of digits or Chinese numeral characters, separators inside it included."""
    return [m.span() for m in _RUN.finditer(text)]


def read_number(text: str, start: int, end: int) -> Number | None:
    """The number that ``text[start:end]`` writes, or ``None`` if it writes none."""
    if end - start > _LONGEST:
        return None
    written = text[start:end]
    if written.isdigit() and written.isascii():
        return Number(start, end, Fraction(int(written)), _step_of_digits(written))
    number = _read_pair(start, end, written) or _read_positional(start, end, written)
    if number:
        return number
    tokens = _TOKEN.findall(written)
    if any(token in ".,点" for token in tokens):
        return None
    read = _evaluate(tokens)
    return Number(start, end, read.value, read.step, read.bare) if read else None


def _step_of_digits(digits: str) -> Fraction:
    """q of an Arabic literal: 1000 → 1000, 450 → 10, 1.0 → 0.1 (a written decimal is never a bare zero)."""
    digits = digits.replace(",", "")
    whole, _, decimals = digits.partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    stripped = whole.rstrip("0")
    return Fraction(10 ** (len(whole) - len(stripped))) if stripped else Fraction(1)


def _literal(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _read_positional(start: int, end: int, written: str) -> Number | None:
    """二〇二二: digits without a scale word, read by position; 三五, 七八 are pairs, not 35."""
    if len(written) < 3 or any(c not in DIGITS or c == "两" for c in written):
        return None
    digits = "".join(str(DIGITS[c]) for c in written)
    return Number(start, end, Fraction(int(digits)), _step_of_digits(digits))


def _read_pair(start: int, end: int, written: str) -> Number | None:
    """五六百, 七八十万, 三五个, 十七八: two neighbouring digits leave the value open between them."""
    at = 1 if written[0] == "十" else 0
    tens = 10 if at else 0
    if len(written) < at + 2 or written[at] not in DIGITS or written[at + 1] not in DIGITS:
        return None
    low, high = DIGITS[written[at]], DIGITS[written[at + 1]]
    if low == 0 or not (high == low + 1 or (low, high) == (3, 5)):
        return None
    factor = 1
    for c in written[at + 2 :]:
        if c not in SCALES:
            return None
        factor *= SCALES[c]
    return Number(start, end, Fraction((tens + low) * factor), Fraction(factor), high=Fraction((tens + high) * factor))


@dataclass(frozen=True, slots=True)
class _Value:
    value: Fraction
    step: Fraction
    bare: bool = False


def _evaluate(tokens: list[str]) -> _Value | None:
    """Splits at the largest scale word: 2亿6300万 = 2 × 亿 + 6300万. ``None`` if the numeral is malformed."""
    if len(tokens) == 1:
        return _evaluate_one(tokens[0])
    scale = max((SCALES[token] for token in tokens if token in SCALES), default=0)
    if not scale:
        return _evaluate_tens(tokens)
    at = max(i for i, token in enumerate(tokens) if SCALES.get(token) == scale)
    left, right = _factor(tokens[:at], scale), _remainder(tokens[at + 1 :], scale)
    if left is None or right is None or (left.bare and len(tokens) > 1 and tokens[at + 1 :]):
        return None
    if not right.value:
        return _Value(left.value * scale, left.step * scale, left.bare)
    return _Value(left.value * scale + right.value, right.step)


def _evaluate_one(token: str) -> _Value | None:
    if token in DIGITS:
        return _Value(Fraction(DIGITS[token]), Fraction(1))
    if token in SCALES:
        scale = Fraction(SCALES[token])
        return _Value(scale, scale, bare=scale != 10)
    if token in COMPOUNDS:
        return _Value(Fraction(COMPOUNDS[token]), Fraction(10))
    if "点" in token:
        whole, decimals = token.split("点")
        digits = "".join(str(DIGITS[c]) for c in decimals)
        return _Value(DIGITS[whole] + Fraction(int(digits), 10 ** len(digits)), Fraction(1, 10 ** len(digits)))
    return _Value(_literal(token), _step_of_digits(token))


def _evaluate_tens(tokens: list[str]) -> _Value | None:
    """廿五: the only compound without a scale word."""
    if len(tokens) == 2 and tokens[0] in COMPOUNDS and DIGITS.get(tokens[1], 0) > 0:
        return _Value(Fraction(COMPOUNDS[tokens[0]] + DIGITS[tokens[1]]), Fraction(1))
    return None


def _factor(tokens: list[str], scale: int) -> _Value | None:
    """What stands before a scale word; nothing means one (十五, 百万 of a vague wording)."""
    if not tokens:
        return _Value(Fraction(1), Fraction(1), bare=scale != 10)
    value = _evaluate(tokens)
    if value is None or not value.value or (value.bare and len(tokens) == 1 and SCALES[tokens[0]] >= scale):
        return None
    return value


def _remainder(tokens: list[str], scale: int) -> _Value | None:
    """What stands behind a scale word: less than it, 零 for a skipped place, a lone digit for the next place."""
    if not tokens:
        return _Value(Fraction(0), Fraction(1))
    skipped = DIGITS.get(tokens[0]) == 0
    rest = tokens[1:] if skipped else tokens
    if len(rest) == 1 and not skipped and scale > 10 and (rest[0] in DIGITS or rest[0] in "123456789"):
        digit = _literal(rest[0]) if rest[0].isascii() else Fraction(DIGITS[rest[0]])
        return _Value(digit * scale / 10, Fraction(scale, 10))  # 三万五 is 35 000
    if skipped and rest and rest[0][0].isascii():
        return None  # 10.1万零100
    value = _evaluate(rest) if rest else None
    if value is None or value.bare or not 0 < value.value < scale:
        return None
    return value
