"""The accuracy gate: no score of a gold set falls below its floor, and no gold is edited unseen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.gold_sets import FLOORS, GOLD_SETS, GoldSet, measure
from extract.evaluate.floors import breaches, digest, read_floors

UPDATE = "python benchmarks/accuracy.py --update-floors"


@pytest.mark.parametrize("gold", GOLD_SETS, ids=lambda gold: gold.name)
def test_no_score_falls_below_its_floor(gold: GoldSet) -> None:
    if gold.name != "corpora" and not gold.path.exists():
        pytest.skip(f"{gold.name}: the gold beside the checkout is absent")
    floors = read_floors(FLOORS)
    assert gold.name in floors, f"no floors for {gold.name}: {UPDATE}"
    held = floors[gold.name]
    assert digest(gold.path) == held.digest, f"the gold of {gold.name} was edited: {UPDATE}"
    below = breaches(measure(gold), held)
    assert not below, "\n".join(map(str, below))


def test_the_floors_are_worth_holding() -> None:
    """A floor file emptied by mistake would let everything pass."""
    corpora = read_floors(FLOORS)["corpora"].floors
    assert {"detection", "value", "unit", "status", "counted", "provider", "place", "period", "row"} <= set(corpora)
    assert {"inclusive", "likely", "indicator", "programme", "part_of", "numerals_accounted"} <= set(corpora)
    assert corpora["value"] >= 0.9
