"""Each row of DESIGN §3's table, through the whole reading of a text, and likely within hard always."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.find import bounds
from extract.find.bounds import Bounds
from extract.find.numerals import Number
from extract.find.roles import scan
from extract.interval import Interval, number_to_text
from extract.types import FigureSpan


def read_one(text: str) -> FigureSpan:
    figures = scan(text).figures
    assert len(figures) == 1, figures
    return figures[0]


def show(interval: Interval) -> str:
    """[500, 700) with ∞ where unbounded."""
    low = "∞" if interval.low is None else number_to_text(interval.low)
    high = "∞" if interval.high is None else number_to_text(interval.high)
    return f"{'[' if interval.low_inclusive else '('}{low}, {high}{']' if interval.high_inclusive else ')'}"


_ROWS = [
    # wording, hard, likely, approx
    ("1013万元", "[10130000, 10130000]", "[10130000, 10130000]", False),
    ("600余个", "[600, ∞)", "[600, 700)", False),
    ("50多万元", "[500000, ∞)", "[500000, 600000)", False),
    ("3亿余元", "[300000000, ∞)", "[300000000, 400000000)", False),
    ("1000余万元", "[10000000, ∞)", "[10000000, 20000000)", False),
    ("1.0亿余元", "[100000000, ∞)", "[100000000, 110000000)", False),
    ("600+个", "[600, ∞)", "[600, 700)", False),
    ("一千多万元", "[10000000, ∞)", "[10000000, 20000000)", False),
    ("20来个", "[20, ∞)", "[20, 30)", False),
    ("不少于20家", "[20, ∞)", "[20, ∞)", False),
    ("不低于20家", "[20, ∞)", "[20, ∞)", False),
    ("不下20家", "[20, ∞)", "[20, ∞)", False),
    ("至少20家", "[20, ∞)", "[20, ∞)", False),
    ("最少20家", "[20, ∞)", "[20, ∞)", False),
    ("20家以上", "[20, ∞)", "[20, ∞)", False),
    ("20家起，", "[20, ∞)", "[20, ∞)", False),
    ("≥20家", "[20, ∞)", "[20, ∞)", False),
    ("超20家", "(20, ∞)", "(20, 30)", False),
    ("超过3亿元", "(300000000, ∞)", "(300000000, 400000000)", False),
    ("逾20家", "(20, ∞)", "(20, 30)", False),
    ("突破500万元", "(5000000, ∞)", "(5000000, 6000000)", False),
    ("多于20家", "(20, ∞)", "(20, 30)", False),
    ("近400名", "[0, 400)", "[360, 400)", False),
    ("将近400名", "[0, 400)", "[360, 400)", False),
    ("接近60%", "[0, 60)", "[54, 60)", False),
    ("不足12人", "[0, 12)", "[11, 12)", False),
    ("不到400名", "[0, 400)", "[360, 400)", False),
    ("不超过50万元", "[0, 500000]", "[0, 500000]", False),
    ("至多3次", "[0, 3]", "[0, 3]", False),
    ("最多3次", "[0, 3]", "[0, 3]", False),
    ("最高5万元", "[0, 50000]", "[0, 50000]", False),
    ("30人以内", "[0, 30]", "[0, 30]", False),
    ("30人以下", "[0, 30]", "[0, 30]", False),
    ("上限20万元", "[0, 200000]", "[0, 200000]", False),
    ("≤20家", "[0, 20]", "[0, 20]", False),
    ("达500万元", "[5000000, 5000000]", "[5000000, 5000000]", False),
    ("多达80个", "[80, 80]", "[80, 80]", False),
    ("共12个", "[12, 12]", "[12, 12]", False),
    ("约300人", "[300, 300]", "[270, 330]", True),
    ("大约120万元", "[1200000, 1200000]", "[1150000, 1250000]", True),
    ("300人左右", "[300, 300]", "[270, 330]", True),
    ("500人上下", "[500, 500]", "[450, 550]", True),
    ("±5%", "[5, 5]", "[4.5, 5.5]", True),
    ("3至5万元", "[30000, 50000]", "[30000, 50000]", False),
    ("3—5万元", "[30000, 50000]", "[30000, 50000]", False),
    ("3～5万元".replace("～", "~"), "[30000, 50000]", "[30000, 50000]", False),
    ("80万—100万元", "[800000, 1000000]", "[800000, 1000000]", False),
    ("200万元至300万元", "[2000000, 3000000]", "[2000000, 3000000]", False),
    ("20多万到30万元", "[200000, 300000]", "[200000, 300000]", False),
    ("十几个", "[11, 19]", "[11, 19]", False),
    ("十几万元", "(100000, 200000)", "(100000, 200000)", False),
    ("十几公里", "(10, 20)", "(10, 20)", False),
    ("一百几十户", "[110, 200)", "[110, 200)", False),
    ("上万人", "[10000, ∞)", "[10000, 20000)", False),
    ("上千家", "[1000, ∞)", "[1000, 2000)", False),
    ("百余名", "[100, ∞)", "[100, 200)", False),
    ("五六百户", "[500, 700)", "[500, 600]", False),
    ("七八个", "[7, 8]", "[7, 8]", False),
    ("约21万余人", "[210000, ∞)", "[210000, 215000]", True),
    ("至少3名左右", "[3, ∞)", "[3, 3.3]", True),
    ("数十家", "[10, ∞)", "[20, 90]", True),
    ("几百名", "[100, ∞)", "[200, 900]", True),
    ("数千万元", "[10000000, ∞)", "[20000000, 90000000]", True),
    ("几万户", "[10000, ∞)", "[20000, 90000]", True),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "hard", "likely", "approx"), _ROWS)
def test_row_of_the_table(wording: str, hard: str, likely: str, approx: bool) -> None:
    figure = read_one(wording)
    assert (show(figure.hard), show(figure.likely), figure.approx) == (hard, likely, approx)


def test_a_plans_own_number_is_exact_where_something_is_compared_with_it() -> None:
    figure = read_one("共1286人次，超过1200人次的计划"[8:])
    assert show(figure.hard) == "[1200, 1200]"


def test_growth_may_be_negative() -> None:
    assert read_one("增速不到3%").hard.low is None
    assert read_one("占比不到3%").hard.low == 0


_NUMBERS = st.integers(1, 10**9).map(lambda n: str(n))
_BEFORE = st.sampled_from(["", "约", "近", "超过", "至少", "不超过", "不足", "逾", "达", "不少于", "大约", "最多"])
_MORE = st.sampled_from(["", "余", "多"])
_SCALE = st.sampled_from(["", "万", "亿"])
_UNIT = st.sampled_from(["元", "个", "人", "%", "公里", "户"])
_BEHIND = st.sampled_from(["", "左右", "以上", "以内", "以下", "上下"])


@given(before=_BEFORE, number=_NUMBERS, more=_MORE, scale=_SCALE, unit=_UNIT, behind=_BEHIND)
def test_likely_lies_within_hard(before: str, number: str, more: str, scale: str, unit: str, behind: str) -> None:
    figure = read_one(f"{before}{number}{more}{scale}{unit}{behind}")
    assert not figure.hard.empty
    assert not figure.likely.empty
    if figure.rule != "about":  # there the number is nominal: low and high are not what is guaranteed
        assert figure.likely.within(figure.hard)


_VALUE = st.fractions(min_value=Fraction(1, 100), max_value=10**9)


@given(value=_VALUE, step=_VALUE, signed=st.booleans())
def test_likely_lies_within_hard_for_every_wording(value: Fraction, step: Fraction, signed: bool) -> None:
    number = Number(0, 1, value, step)
    made: list[Bounds] = [
        bounds.exact(value), bounds.more(number), bounds.vague(value), bounds.scale_or_more(value),
        bounds.over(number), bounds.under(number, signed), bounds.at_most(value, signed),
        bounds.at_least(value), bounds.between(value, value + step),
        bounds.open_digit(value, step), bounds.teens(value, step, continuous=signed),
    ]  # fmt: skip
    for one in made:
        assert one.likely.within(one.hard), one.rule
    for other in made:
        assert bounds.combine([other, bounds.about(value, value, step)]).approx
