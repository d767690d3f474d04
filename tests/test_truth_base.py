"""Totals over generated documents hold the truth that the documents were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.totals import Answer, ask, write_world
from benchmarks.truth_base import make_world
from extract.store.base import open_base
from extract.store.query import statements

EXACT = ("single news", "reprints", "paraphrases", "a whole and its parts", "a cumulative series", "passed on")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    folder: Path = tmp_path_factory.mktemp("world")
    world = make_world(160)
    with open_base(":memory:") as base:
        write_world(world, base, folder)
        return ask(world, statements(base))


def test_every_total_holds_the_truth(answers: list[Answer]) -> None:
    assert len(answers) > 80
    assert {answer.kind for answer in answers} >= set(EXACT)
    assert [(each.kind, each.name) for each in answers if not each.holds] == []


def test_where_nothing_is_open_the_total_is_the_truth(answers: list[Answer]) -> None:
    """Exact figures, decided identity: 余 and years beside their months leave room, nothing else does."""
    assert [(each.kind, each.name) for each in answers if each.kind in EXACT and not each.exact] == []


def test_the_same_seed_makes_the_same_world() -> None:
    assert make_world(40) == make_world(40)
    assert make_world(40).gifts != make_world(40, seed=8).gifts
