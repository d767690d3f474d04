"""Names of divisions that are ordinary words: left alone where they are words, found where they are places."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.find.gazetteer import load_gazetteer
from extract.find.places import find_places

FOLDER = Path(__file__).resolve().parent / "names"


def _rows(name: str) -> list[tuple[str, str, tuple[str, ...]]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [(row["name"], row["sentence"], tuple(row["places"].split())) for row in rows]


FALSE_FRIENDS, TRUE_PLACES = _rows("false_friends.csv"), _rows("true_places.csv")


def _tagged(text: str) -> tuple[str, ...]:
    """The names of divisions found; towns, regions and deictics have no code and are none."""
    return tuple(text[s.start : s.end] for s in find_places(text) if s.candidates and s.form in ("full", "short"))


@pytest.mark.parametrize(("name", "sentence", "places"), FALSE_FRIENDS)
def test_a_word_is_no_place(name: str, sentence: str, places: tuple[str, ...]) -> None:
    assert _tagged(sentence) == places


@pytest.mark.parametrize(("name", "sentence", "places"), TRUE_PLACES)
def test_a_place_is_found_though_it_is_a_word(name: str, sentence: str, places: tuple[str, ...]) -> None:
    assert _tagged(sentence) == places


def test_rows_use_their_name_once_each() -> None:
    gazetteer = load_gazetteer()
    for name, sentence, places in (*FALSE_FRIENDS, *TRUE_PLACES):
        assert name in sentence
        assert name in gazetteer.by_text
        assert all(place in sentence for place in places)
    assert all(name not in places for name, _, places in FALSE_FRIENDS)
    sentences = [sentence for _, sentence, _ in (*FALSE_FRIENDS, *TRUE_PLACES)]
    assert len(set(sentences)) == len(sentences)


def test_the_suites_are_as_large_as_they_claim() -> None:
    names = {name for name, _, _ in FALSE_FRIENDS}
    assert len(FALSE_FRIENDS) >= 500
    assert len(names) >= 350
    assert len(TRUE_PLACES) >= 100
    common = {name.text for name in load_gazetteer().by_text.values() if name.common}
    assert len(names & common) / len(common) >= 0.6
