"""Time expressions are found whole, with their preposition and what follows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.find.lexicon import read_toml
from extract.find.periods import find_periods
from extract.find.roles import scan
from extract.resources import schemas


def read(text: str) -> list[str]:
    return [text[p.start : p.end] for p in find_periods(text, scan(text).labels)]


@pytest.mark.parametrize(("text", "expression"), read_toml(schemas("periods.toml"))["examples"])
def test_example_of_the_data_file(text: str, expression: str) -> None:
    assert expression in read(text)


@pytest.mark.parametrize("anchor", read_toml(schemas("periods.toml"))["anchors"])
def test_every_anchor_is_found(anchor: str) -> None:
    assert any(anchor in found for found in read(f"，{anchor}，共投入5万元"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用3年时间建成", []),
        ("2023年，全市投入", ["2023年"]),
        ("自2016年起，累计", ["自2016年起"]),
        ("中央群团工作会议以来，共", ["中央群团工作会议以来"]),
        ("2021年至2023年，2024年", ["2021年至2023年", "2024年"]),
    ],
)
def test_expressions(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@given(
    st.lists(
        st.sampled_from(["2023年", "今年", "以来，", "近三年", "截至", "6月底", "，", "。", "至", "捐赠5万元", "目前"]),
        max_size=25,
    ).map("".join)
)
def test_none_lies_inside_another(text: str) -> None:
    spans = find_periods(text, scan(text).labels)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
