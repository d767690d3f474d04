"""Written numbers: Arabic, Chinese, financial and mixed numerals, and their exact values.

``read_number`` reads the longest number at a position; ``find_runs`` lists every maximal run of numeral characters, the
unit of the coverage report. A run that is no well-formed number (10..1万, 点一) has no value; it is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from extract.slots import quick

DIGITS: Final = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2}
    | dict(zip("壹贰叁肆伍陆柒捌玖参", (*range(1, 10), 3), strict=True))
)
SMALL_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE_SCALES: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES: Final = SMALL_SCALES | LARGE_SCALES
FINANCIAL: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟参")
COMPOUNDS: Final = {"廿": 20, "卅": 30, "卌": 40}

_CHINESE: Final = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆柒捌玖佰仟廿卅卌"
_ARABIC: Final = r"\d++(?:,\d{3})*+(?:\.\d++)?"
# Financial digits that also end or begin words: 队伍3路, 大陆30省, 收拾; 參 is one only inside a financial numeral.
_WORDY: Final = "(?<![队退入行])伍|(?<![大内登着水海])陆|(?<!收)拾|参(?=[拾佰仟万])|(?<=[拾佰仟])参|(?<=[佰仟万]零)参"
_POINT: Final = r"点(?=[零〇一二三四五六七八九])|(?<=[零〇一二三四五六七八九十百千万亿])点(?=\d)"
NUMBER: Final = re.compile(rf"(?:{_ARABIC}|[{_CHINESE}]|{_WORDY})(?:{_ARABIC}|[{_CHINESE}]|{_WORDY}|{_POINT})*+")
_RUN: Final = re.compile(
    rf"(?=[\d.{_CHINESE}伍陆拾参点])"  # one look at each character, before the alternatives
    rf"(?:(?:(?<![\w.,。])\.\d|\d|[{_CHINESE}]|{_WORDY})(?:[.,]*+\d|[{_CHINESE}]|{_WORDY}|{_POINT})*+"
    rf"|(?<![\u4e00-\u9fff])点[零〇一二三四五六七八九]++(?![\u4e00-\u9fff]))"  # 点一: a numeral without its head
)
_TOKEN: Final = re.compile(rf"{_ARABIC}|.", re.DOTALL)
_POINTED: Final = re.compile(r"([^点]{1,24})点([零〇一二三四五六七八九]{1,24}|\d{1,24})([十百千万亿兆]{0,3})")
_SIGN: Final = re.compile(r"(?:零下|(?<![抱自胜欺辜担背])负|(?<![\d\u4e00-\u9fffA-Za-z~—-])-) ?$")
_LONGEST: Final = 40  # characters; a longer run is an identifier or noise, not a quantity
_PAIRS: Final = {(low, low + 1) for low in range(1, 9)} | {(3, 5), (3, 2)}


@quick
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
    read = _read(text[start:end])
    if read is None:
        return None
    return Number(start, start + read.end, read.value, read.step, read.bare_scale, read.high)


def read_value(text: str, start: int, end: int) -> Fraction | None:
    """The value of the number that ``text[start:end]`` writes, or ``None`` if it writes none."""
    read = _read(text[start:end]) if end - start <= _LONGEST else None
    return None if read is None else read.value


@lru_cache(maxsize=16_384)  # texts write the same few thousand numbers again and again
def _read(written: str) -> Number | None:
    start, end = 0, len(written)
    if written.isdigit() and written.isascii():
        return Number(start, end, Fraction(int(written)), _step_of_digits(written))
    if "点" in written:
        return _read_pointed(start, end, written)
    number = _read_positional(start, end, written)
    if number:
        return number
    tokens = _TOKEN.findall(written.removeprefix("."))
    if any(token in ".," for token in tokens):
        return None
    if written[0] == ".":
        return Number(start, end, Fraction(f"0{written}"), _step_of_digits(f"0{written}")) if len(tokens) == 1 else None
    return _read_pair(start, end, tokens) or _read_plain(start, end, tokens)


def has_sign(text: str, start: int) -> int | None:
    """Where the sign before ``start`` begins that makes a number negative: 负, 零下, - at the start of a clause."""
    if not start or text[start - 1] not in "负下- ":
        return None
    match = _SIGN.search(text, max(0, start - 3), start)
    return match.start() if match else None


def _read_plain(start: int, end: int, tokens: list[str]) -> Number | None:
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
    """二〇二二: digits without a scale word, read by position; 三五, 七八 are pairs, not 35, and 零三 is nothing."""
    if len(written) < 2 or any(c not in DIGITS or c == "两" for c in written):
        return None
    values = [DIGITS[c] for c in written]
    if not values[0] or (len(values) == 2 and tuple(values) in _PAIRS):
        return None
    digits = "".join(map(str, values))
    return Number(start, end, Fraction(int(digits)), _step_of_digits(digits))


def _read_pointed(start: int, end: int, written: str) -> Number | None:
    """一点二亿, 零点零五, 一百点123: a decimal point in words, with the scale words behind it."""
    match = _POINTED.fullmatch(written)
    whole = read_number(match[1], 0, len(match[1])) if match else None
    if match is None or whole is None or whole.high is not None or whole.bare_scale or whole.value.denominator != 1:
        return None
    decimals = "".join(str(DIGITS.get(c, c)) for c in match[2])
    step, factor = Fraction(1, 10 ** len(decimals)), _product(match[3])
    return Number(start, end, (whole.value + int(decimals) * step) * factor, step * factor)


def _product(scales: str) -> Fraction:
    product = Fraction(1)
    for c in scales:
        product *= SCALES[c]
    return product


def _read_pair(start: int, end: int, tokens: list[str]) -> Number | None:
    """五六百, 七八十万, 三五个, 十七八, 三千五六百: two neighbouring digits leave the value open between them."""
    places = [i for i in range(len(tokens) - 1) if (DIGITS.get(tokens[i], 0), DIGITS.get(tokens[i + 1], 0)) in _PAIRS]
    if len(places) != 1:
        return None
    at = places[0]
    if at and DIGITS[tokens[at + 1]] - DIGITS[tokens[at]] != 1:  # 十三五 is a plan, not 13 to 15
        return None
    one = _evaluate([*tokens[: at + 1], *tokens[at + 2 :]])
    other = _evaluate([*tokens[:at], *tokens[at + 1 :]])
    if one is None or other is None:
        return None
    low, high = sorted((one.value, other.value))
    step = (high - low) / abs(DIGITS[tokens[at + 1]] - DIGITS[tokens[at]])
    return Number(start, end, low, step, high=high)


@quick
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
    if value is None or (not value.value and tokens[0] in DIGITS):  # 零万, though 0.00万 stands in tables
        return None
    if value.bare and len(tokens) == 1 and SCALES[tokens[0]] >= scale:
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
