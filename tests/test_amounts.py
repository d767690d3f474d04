"""Amounts in words: what a reader expects, and exactly the interval that was meant."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.interval import NONNEGATIVE, UNBOUNDED, Interval, number_from_text
from extract.present.amounts import format_interval, format_number, format_percent
from tests.audit_build import interval


@pytest.mark.parametrize(
    ("meant", "unit", "words"),
    [
        ("1013万", "元", "1013万元"),
        ("11.08亿", "元", "11.08亿元"),
        ("[1000万,)", "元", "≥1000万元"),
        ("(12.16亿,)", "元", ">12.16亿元"),
        ("[0,400)", "名", "<400名"),
        ("[0,5万]", "元", "≤5万元"),
        ("[800万,900万)", "元", "800万–不足900万元"),
        ("(10万,20万)", "元", "超10万–不足20万元"),
        ("[3万,5万]", "元", "3万–5万元"),
        ("(,2500万]", "元", "不高于2500万元"),
        ("7445", "个", "7445个"),
        ("2872.94万", "人次", "2872.94万人次"),
        ("12345", "人", "12345人"),
        ("123456789", "元", "12345.6789万元"),
        ("450", "元", "450元"),
        ("0", "个", "0个"),
        ("-5", "℃", "-5℃"),
        ("12000", "%", "12000%"),
    ],
)
def test_words(meant: str, unit: str, words: str) -> None:
    assert format_interval(interval(meant), unit) == words


def test_about_and_unknown() -> None:
    assert format_interval(interval("1000万"), "元", approx=True) == "约1000万元"
    assert format_interval(interval("[800万,900万]"), "元", approx=True) == "800万–900万元（约）"
    assert [format_interval(each, "元") for each in (None, UNBOUNDED, NONNEGATIVE)] == ["不详"] * 3
    assert format_interval(interval("[9,3]"), "元") == "矛盾"


def test_percentages_are_cut_outwards_and_say_so() -> None:
    low, high = Fraction(80000, 1013), Fraction(90000, 1013)
    assert format_percent(Interval(low, high, True, False)) == "≈78.9%–88.9%"
    assert format_percent(Interval(low, None)) == "≥78.9%"
    assert format_percent(interval("4")) == "4%"
    assert format_percent(Interval(Fraction(50, 3), Fraction(50, 3))) == "≈16.7%"
    assert format_percent(interval("[16.5,20)")) == "16.5%–不足20%"
    assert format_percent(None) == "不详"


_numbers = st.builds(
    lambda n, places: Fraction(n, 10**places), st.integers(0, 10**14), st.integers(0, 4)
) | st.fractions(min_value=0, max_value=10**9)
_units = st.sampled_from(["元", "美元", "个", "人次", "公里", "%"])
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}


def read(words: str, unit: str) -> Interval:
    """Reads an interval back from its words: the inverse of format_interval, written for this test."""
    words = words.removesuffix(unit)
    for mark, inclusive in {"≥": True, ">": False}.items():
        if words.startswith(mark):
            return Interval(read_number(words[1:]), None, inclusive)
    for mark, low, inclusive in (("≤", 0, True), ("<", 0, False), ("不高于", None, True), ("低于", None, False)):
        if words.startswith(mark):
            value = read_number(words.removeprefix(mark))
            return Interval(None if low is None else Fraction(low), value, True, inclusive)
    first, dash, second = words.partition("–")
    if not dash:
        return Interval(read_number(first), read_number(first))
    return Interval(
        read_number(first.removeprefix("超").removesuffix("%")),
        read_number(second.removeprefix("不足")),
        not first.startswith("超"),
        not second.startswith("不足"),
    )


def read_number(text: str) -> Fraction:
    match = re.fullmatch(r"(-?[0-9./]+)([万亿]?)", text)
    assert match is not None, text
    return number_from_text(match[1]) * _SCALES[match[2]]


@given(_numbers, _units)
def test_numbers_are_exact(value: Fraction, unit: str) -> None:
    assert read_number(format_number(value, unit)) == value


@given(_numbers | st.none(), _numbers | st.none(), st.booleans(), st.booleans(), _units)
def test_intervals_are_exact(
    low: Fraction | None, high: Fraction | None, low_inclusive: bool, high_inclusive: bool, unit: str
) -> None:
    meant = Interval(low, high, low_inclusive, high_inclusive)
    words = format_interval(meant, unit)
    if meant.empty:
        assert words == "矛盾"
    elif words == "不详":
        assert meant in (UNBOUNDED, NONNEGATIVE)
    else:
        assert read(words, unit) == meant


@given(st.fractions(min_value=0, max_value=1000), st.fractions(min_value=0, max_value=1000), st.booleans())
def test_a_percentage_shown_holds_the_one_meant(a: Fraction, b: Fraction, closed: bool) -> None:
    meant = Interval(min(a, b), max(a, b), closed, closed)
    words = format_percent(meant)
    if meant.empty or meant.point is not None:
        return
    shown = read(words.removeprefix("≈"), "%")
    assert meant.within(shown)
    if "–" in words:
        assert words.startswith("≈") == (shown != meant)
