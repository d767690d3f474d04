"""Written numbers are read back exactly, whatever form they are written in."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.find.numerals import find_runs, has_sign, read_number
from extract.normalize import fold

_DIGITS = "零一二三四五六七八九"
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("万亿两零", "萬億兩零")
_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def write_chinese(number: int) -> str:
    """A whole number below 10¹⁶ in Chinese, with 零 for skipped places."""
    if number == 0:
        return "零"
    for scale, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            skipped = "零" if rest and rest < scale // 10 else ""
            return f"{write_chinese(head)}{word}{skipped}{write_chinese(rest) if rest else ''}"
    return _DIGITS[number]


def _write_mixed(number: int) -> str:
    """2亿6300万5: Arabic numbers between the large scale words."""
    hundreds, rest = divmod(number, 10**8)
    tens, units = divmod(rest, 10**4)
    if not hundreds or not tens or units or tens < 1000:
        return str(number)
    return f"{hundreds}亿{tens}万"


_FORMS: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "commas": lambda n: f"{n:,}",
    "full-width": lambda n: str(n).translate(_FULL_WIDTH),
    "full-width commas": lambda n: f"{n:,}".translate(_FULL_WIDTH),
    "chinese": write_chinese,
    "traditional": lambda n: write_chinese(n).translate(_TRADITIONAL),
    "financial": lambda n: write_chinese(n).translate(_FINANCIAL),
    "mixed": _write_mixed,
}


def read(written: str) -> Fraction | None:
    text = fold(written)
    assert find_runs(text) == [(0, len(text))]
    number = read_number(text, 0, len(text))
    return number.value if number else None


@pytest.mark.parametrize("form", _FORMS)
@given(number=st.integers(0, 10**12 - 1))
def test_whole_numbers_are_read_back(form: str, number: int) -> None:
    assert read(_FORMS[form](number)) == number


@given(
    number=st.integers(0, 10**6),
    places=st.integers(1, 4),
    scale=st.sampled_from(["", "百", "千", "万", "亿", "百万", "千万"]),
)
def test_scaled_decimals_are_read_back(number: int, places: int, scale: str) -> None:
    whole, decimals = divmod(number, 10**places)
    factor = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7}[scale]
    assert read(f"{whole}.{decimals:0{places}}{scale}") == Fraction(number, 10**places) * factor


@given(whole=st.integers(1, 9999), decimals=st.text("零一二三四五六七八九", min_size=1, max_size=6))
def test_decimals_in_words_are_read_back(whole: int, decimals: str) -> None:
    digits = "".join(str(_DIGITS.index(c)) for c in decimals)
    expected = whole + Fraction(int(digits), 10 ** len(digits))
    assert read(f"{write_chinese(whole)}点{decimals}") == expected
    assert read(f"{write_chinese(whole)}点{decimals}亿") == expected * 10**8


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("二〇二二", 2022), ("廿五", 25), ("卅", 30), ("三万五", 35000), ("3万5千", 35000), ("两千六", 2600),
        ("2億6300萬", 263_000_000), ("六亿三千万", 630_000_000), ("一千零一十", 1010), ("1兆", 10**12),
        ("參佰萬", 3_000_000),
        (".77", Fraction(77, 100)), ("拾贰万伍仟", 125_000), ("1.4万亿", 14 * 10**11),
    ],
)  # fmt: skip
def test_single_forms(written: str, value: int | Fraction) -> None:
    assert read(written) == value


@pytest.mark.parametrize(
    ("written", "low", "high", "step"),
    [
        ("五六百", 500, 600, 100), ("七八十万", 700_000, 800_000, 100_000), ("三五", 3, 5, 1), ("十七八", 17, 18, 1),
        ("三千五六百", 3500, 3600, 100), ("二百七八十", 270, 280, 10), ("三两", 2, 3, 1),
    ],
)  # fmt: skip
def test_neighbouring_digits_leave_the_value_open(written: str, low: int, high: int, step: int) -> None:
    number = read_number(written, 0, len(written))
    assert number is not None
    assert (number.value, number.high, number.step) == (low, high, step)


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("1000", 1000), ("450", 10), ("1.0亿", 10**7), ("1013", 1), ("1200万", 10**6), ("十", 10), ("0", 1),
        ("12.50", Fraction(1, 100)),
    ],
)  # fmt: skip
def test_step_is_the_place_of_the_last_digit_that_is_no_bare_zero(written: str, step: int | Fraction) -> None:
    number = read_number(written, 0, len(written))
    assert number is not None
    assert number.step == step


@pytest.mark.parametrize(
    "written", ["10.1万零100", "10..1万", "点一", "1.2.3", "百八十", "零一", "亿亿亿", "万十万零", "一二万三四"]
)
def test_malformed_numerals_have_no_value(written: str) -> None:
    assert read(written) is None


@pytest.mark.parametrize(
    ("text", "negative"),
    [("负三", True), ("零下三", True), ("-3", True), ("（-3", True), ("胜负三", False), ("A-3", False), ("5-3", False)],
)
def test_sign(text: str, negative: bool) -> None:
    assert (has_sign(text, len(text) - 1) is not None) == negative


@pytest.mark.parametrize(
    ("text", "runs"), [("队伍3路", ["3"]), ("大陆30省", ["30"]), ("伍拾元", ["伍拾"]), ("陆拾万元", ["陆拾万"])]
)
def test_financial_characters_in_words_are_no_digits(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in find_runs(text)] == runs
