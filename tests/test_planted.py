"""Every planted error is found by its check, and on no correct text does any check find an inconsistency."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.planted import Pair, check_texts, read_pairs

PAIRS = read_pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_the_check_tells_the_corrupted_text_from_the_correct_one(pair: Pair) -> None:
    answer = (pair.check, pair.verdict)
    correct = [(each.check, each.verdict) for each in check_texts(pair.correct)]
    assert answer not in correct
    assert not [check for check, verdict in correct if verdict == "inconsistent"]
    assert answer in [(each.check, each.verdict) for each in check_texts(pair.corrupted)]


def test_the_suite_is_large_and_varied() -> None:
    assert len(PAIRS) >= 60
    assert len({pair.correct for pair in PAIRS}) == len(PAIRS)
    assert min(Counter(pair.check for pair in PAIRS).values()) >= 7
    lists = [pair for pair in PAIRS if pair.check == "enumeration"]
    assert not any("等" in text for pair in lists for text in pair.corrupted), "a planted short list has no 等"
