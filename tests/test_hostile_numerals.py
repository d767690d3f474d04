"""Numerals made to break a reader: no crash, no invented value, and linear work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.find.numerals import find_runs
from extract.find.periods import find_periods
from extract.find.roles import Scan, scan
from extract.find.tables import find_tables
from extract.normalize import fold


def read(text: str) -> Scan:
    """Every step of finding numerals, on folded text; each run is accounted for once."""
    text = fold(text)
    found = scan(text, (), find_tables(text))
    find_periods(text, found.labels)
    spans = [(n.start, n.end) for n in found.numerals]
    assert spans == sorted(set(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered for i, c in enumerate(text) if c in "0123456789")
    return found


_HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "9" * n + "元",
    "commas": lambda n: "1" + "," * n + "2元",
    "grouped": lambda n: "1" + ",000" * n + "元",
    "points": lambda n: "1." * n + "万元",
    "scales": lambda n: "亿" * n + "元",
    "alternating scales": lambda n: "一万亿" * n + "元",
    "chinese digits": lambda n: "三" * n + "个",
    "points in words": lambda n: "一点" * n + "亿元",
    "mixed scripts": lambda n: "1２三肆" * n + "元",
    "brackets": lambda n: "（1" * n,
    "dashes": lambda n: "1-" * n + "2%",
    "dates": lambda n: "2023年" * n,
    "cells": lambda n: "1\t" * n + "\n",
    "rows": lambda n: "甲\t1（累计2）\n" * n,
    "wordings": lambda n: "至少不超过约近" * n + "3个",
    "list with a late unit": lambda n: "1、" * n + "2亿元",
    "every": lambda n: "每人每年" * n + "3元",
    "quotes": lambda n: "“" * n + "三个",
    "titles": lambda n: "《" * n + "三个",
    "signs": lambda n: "￥" * n + "3",
    "spaces": lambda n: "1 " * n + "元",
    "nul": lambda n: "1\0" * n + "元",
    "since": lambda n: "1年以来，" * n,
    "half": lambda n: "一半半数过半" * n,
}


@pytest.mark.parametrize("kind", _HOSTILE)
def test_long_hostile_text_is_accounted_for(kind: str) -> None:
    read(_HOSTILE[kind](10_000))


def count_steps(work: Callable[[], Any]) -> int:
    """Lines of Python that ``work`` runs: a measure of its length that does not depend on the machine."""
    steps = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("kind", _HOSTILE)
def test_work_grows_linearly(kind: str) -> None:
    read(_HOSTILE[kind](10))  # load the data files
    small, large = (count_steps(lambda n=n: scan(fold(_HOSTILE[kind](n)))) for n in (300, 1200))
    assert large <= 4.6 * small + 2000


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("10.1万零100元", "10.1万零100"),
        ("10..1万元", "10..1万"),
        ("点一", "点一"),
        ("亿亿亿", "亿亿亿"),
        ("1" * 10_000 + "元", "1" * 10_000),
    ],
)
def test_malformed_numerals_are_unresolved_and_without_value(text: str, run: str) -> None:
    found = read(text)
    assert [(n.role, n.value) for n in found.numerals] == [("unresolved", None)]
    assert text[found.numerals[0].start : found.numerals[0].end] == run
    assert not found.figures


def test_exponents_name_nothing() -> None:
    assert not read("共1e9元").figures


_PIECES = st.sampled_from(
    [
        "1", "９", "0", "三", "十", "百", "萬", "亿", "兆", "零", "〇", "两", "贰", "拾", "點", "点", ".", ",", "，",
        "、", "%", "％", "‰", "元", "个", "個", "户", "年", "月", "日", "第", "号", "〔", "〕", "（", "）", "至", "—",
        "-", "~", "/", ":", "：", "余", "多",
        "几", "数", "约", "近", "超过", "不少于", "以上", "左右", "每", "均", "其中",
        "\t", "|", "\n", " ", "\0", "\ufeff", "𠀀", "e", "￥", "半", "成", "倍", "分之",
    ]
)  # fmt: skip


@settings(max_examples=600)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_mixture_is_accounted_for_once(text: str) -> None:
    found = read(text)
    runs = set(find_runs(fold(text)))
    assert {(n.start, n.end) for n in found.numerals} <= runs
    for figure in found.figures:
        assert not figure.hard.empty
        assert not figure.likely.empty


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_text_is_accounted_for_once(text: str) -> None:
    read(text)
