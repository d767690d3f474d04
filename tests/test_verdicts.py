"""Verdicts acquit on the likely bounds, accuse only on the hard ones, and else say that they cannot tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.audit.verdicts import Quantity, guaranteed, judge_at_most, judge_equal, judge_sum, quantity
from extract.interval import NONNEGATIVE, UNBOUNDED, Interval
from tests.audit_build import interval, statement


def figure(quote: str, hard: str, likely: str | None = None, *, approx: bool = False) -> Quantity:
    return quantity(statement(quote, hard, likely=likely, approx=approx))


EXACT_800 = figure("800万元", "800万")
OVER_800 = figure("800余万元", "[800万,)", "[800万,900万)")
EXACT_1013 = figure("1013万元", "1013万")
ABOUT_1000 = figure("约1000万元", "1000万", "[950万,1050万]", approx=True)
NEARLY_800 = figure("近800万元", "[0,800万)", "[720万,800万)")


@pytest.mark.parametrize(
    ("lesser", "greater", "verdict"),
    [
        (EXACT_800, EXACT_1013, "consistent"),
        (OVER_800, EXACT_1013, "consistent"),  # by the likely bounds
        (EXACT_1013, OVER_800, "cannot-tell"),  # 800余 may be 1500 by the letter
        (EXACT_1013, EXACT_800, "inconsistent"),
        (OVER_800, NEARLY_800, "inconsistent"),  # ≥ 800 against < 800
        (EXACT_800, NEARLY_800, "inconsistent"),
        (NEARLY_800, EXACT_800, "consistent"),
        (EXACT_1013, ABOUT_1000, "cannot-tell"),
        (ABOUT_1000, EXACT_800, "cannot-tell"),  # convention alone accuses nobody
        (EXACT_800, ABOUT_1000, "consistent"),
    ],
)
def test_order(lesser: Quantity, greater: Quantity, verdict: str) -> None:
    judgement = judge_at_most(lesser, greater)
    assert judgement.verdict == verdict
    assert lesser.words in judgement.reason
    assert greater.words in judgement.reason


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (EXACT_1013, EXACT_1013, "consistent"),
        (ABOUT_1000, EXACT_1013, "consistent"),
        (EXACT_800, EXACT_1013, "inconsistent"),
        (OVER_800, EXACT_1013, "cannot-tell"),  # likely ranges apart, not excluded by the letter
        (OVER_800, NEARLY_800, "inconsistent"),  # touching at a point that one of them leaves out
        (ABOUT_1000, EXACT_800, "cannot-tell"),
    ],
)
def test_equality(one: Quantity, other: Quantity, verdict: str) -> None:
    assert judge_equal(one, other).verdict == verdict
    assert judge_equal(other, one).verdict == verdict


@pytest.mark.parametrize(
    ("parts", "whole", "verdict"),
    [
        (["60", "40"], figure("100人", "100"), "consistent"),
        (["60", "41"], figure("100人", "100"), "inconsistent"),
        (["60", "40"], figure("约100人", "100", "[95,105]", approx=True), "consistent"),
        (["60", "80"], figure("约100人", "100", "[95,105]", approx=True), "cannot-tell"),
        (["[300,)", "500"], figure("700人", "700"), "inconsistent"),
        (["[300,)", "500"], figure("900人", "900"), "cannot-tell"),
    ],
)
def test_sum(parts: list[str], whole: Quantity, verdict: str) -> None:
    assert judge_sum([figure(part, part) for part in parts], whole).verdict == verdict


def test_what_a_wording_guarantees() -> None:
    assert guaranteed(interval("10"), approx=False) == interval("10")
    assert guaranteed(interval("10"), approx=True) == NONNEGATIVE
    assert guaranteed(interval("0"), approx=True) == NONNEGATIVE
    assert guaranteed(interval("[3万,5万]"), approx=True) == NONNEGATIVE
    assert guaranteed(interval("-5"), approx=True) == UNBOUNDED
    assert guaranteed(interval("[21万,)"), approx=True) == interval("[21万,)"), "约21万余 keeps what 余 states"
    assert guaranteed(interval("[0,400)"), approx=True) == interval("[0,400)")


@st.composite
def _quantities(draw: st.DrawFn) -> Quantity:
    a, b, c, d = sorted(draw(st.tuples(*[st.integers(0, 6)] * 4)))
    hard = Interval(
        draw(st.sampled_from([None, interval(str(a)).low])),
        draw(st.sampled_from([None, interval(str(d)).low])),
    )
    return Quantity("x", hard, interval(f"[{b},{c}]"))


@given(_quantities(), _quantities())
def test_a_verdict_is_never_refuted_by_the_values_it_rests_on(x: Quantity, y: Quantity) -> None:
    points = range(-1, 8)
    hard = [(a, b) for a in points for b in points if x.hard.contains(a) and y.hard.contains(b)]
    likely = [(a, b) for a in points for b in points if x.likely.contains(a) and y.likely.contains(b)]
    order, equal = judge_at_most(x, y).verdict, judge_equal(x, y).verdict
    if order == "inconsistent":
        assert all(a > b for a, b in hard)
    if order == "consistent":
        assert all(a <= b for a, b in likely)
    if equal == "inconsistent":
        assert all(a != b for a, b in hard)
    if equal == "consistent":
        assert any(a == b for a, b in likely)
