"""Peers' own cases agree, outside the committed exclusions; skipped where they are not beside the checkout."""

from __future__ import annotations

import pytest

from benchmarks.bench_suites import CASES, agrees, load_exclusions, read_text, run


def test_every_case_outside_the_exclusions_agrees() -> None:
    if not CASES.is_dir():
        pytest.skip("the peers' cases are not beside the checkout")
    _, wrong, stale = run(CASES)
    assert [case["id"] for case in wrong] == []
    assert [case["id"] for case in stale] == []


def test_every_exclusion_has_a_reason() -> None:
    exclusions = load_exclusions()
    assert exclusions
    assert all(reason.strip() for reason in exclusions.values())


def test_a_wrong_value_disagrees() -> None:
    case = {"expected": [{"surface": "三百元", "start": 0, "end": 3, "low": 300, "high": 300, "unit": "元"}]}
    assert agrees(case, read_text("三百元"))
    assert not agrees(case, read_text("四百元"))
    assert not agrees(case, read_text("三百美元"))
