"""The texts of the corpora as scraped pages: nothing of the article is lost, and nothing else is read.

`corpora/builder/pages.py` makes the pages and their gold: advertisements, navigation, old encodings, lost bytes.
"""

from __future__ import annotations

import codecs
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.encode import to_json
from extract.pipeline import extract_document
from extract.read import read_file
from extract.types import Document

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
SHORT = 4  # characters of damage that may go unnoticed (docs/limits.md)
ASIDE = ("navigation", "boilerplate", "spam")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPORA / "gold" / name).read_text(encoding="utf-8").splitlines()]


PAGES = rows("pages.jsonl")
ORIGINALS = {row["id"]: row for row in rows("gold.jsonl")}
each_page = pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
scraped = pytest.mark.parametrize(
    "page", [p for p in PAGES if p["variant"] != "damaged"], ids=[p["id"] for p in PAGES if p["variant"] != "damaged"]
)
damaged = pytest.mark.parametrize(
    "page", [p for p in PAGES if p["variant"] == "damaged"], ids=[p["id"] for p in PAGES if p["variant"] == "damaged"]
)


@cache
def extracted(path: str) -> tuple[Document, dict[str, Any]]:
    document = read_file(CORPORA / path)
    return document, to_json(extract_document(document))


def values(found: dict[str, Any], within: tuple[int, int] | None = None) -> list[tuple[Any, ...]]:
    """Quote, bounds and unit of each figure, those that meet ``within`` left out."""
    return [
        ("".join(figure["quote"].split()), figure["low"], figure["high"], figure["unit"])
        for figure in found["figures"]
        if within is None or figure["fragments"][0][0] >= within[1] or figure["fragments"][-1][1] <= within[0]
    ]


@each_page
def test_the_encoding_is_recognised_and_nothing_is_replaced(page: dict[str, Any]) -> None:
    document, _ = extracted(page["path"])
    family = {"gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-16-le", "cp950": "big5", "big5hkscs": "big5"}
    told, wanted = (codecs.lookup(name).name for name in (document.encoding or "", page["encoding"]))
    assert family.get(told, told) == family.get(wanted, wanted)
    assert document.replaced == 0


@scraped
def test_no_figure_of_the_article_is_lost_and_none_is_taken_from_its_surroundings(page: dict[str, Any]) -> None:
    _, found = extracted(page["path"])
    _, original = extracted(ORIGINALS[page["of"]]["path"])
    assert values(found) == values(original)


@scraped
def test_what_is_not_the_article_is_labelled_and_its_numerals_are_junk(page: dict[str, Any]) -> None:
    document, found = extracted(page["path"])
    kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
    assert {text: kinds.get(text) for text in page["kinds"]} == page["kinds"]
    aside = [(b.start, b.end) for b in document.blocks if b.kind in ASIDE]
    of_aside = [
        (numeral["quote"], numeral["role"])
        for numeral in found["numerals"]
        if any(start <= numeral["fragments"][0][0] < end for start, end in aside)
    ]
    junk = [quote for quote, role in of_aside if role == "junk" and quote.isascii()]
    assert sorted(junk) == sorted(page["junk"])
    assert "unresolved" not in {role for _, role in of_aside}
    names = [row for part in ("organizations", "places") for row in found[part]]
    assert not [n for n in names if any(start <= n["fragments"][0][0] < end for start, end in aside)]


@damaged
def test_damage_is_found_undone_and_its_lost_character_proposed(page: dict[str, Any]) -> None:
    document, found = extracted(page["path"])
    wanted = page["repair"]
    near = [
        repair
        for repair in found["repairs"]
        if repair["fragments"][0][0] < wanted["end"] and repair["fragments"][0][1] > wanted["start"]
    ]
    if wanted["end"] - wanted["start"] < SHORT:
        assert near == []  # too little to be sure of; nothing is made up
        return
    assert len(near) == 1
    (start, end), suggested = near[0]["fragments"][0], near[0]["suggested"]
    undone = document.text[:start] + suggested + document.text[end:]
    original = read_file(CORPORA / ORIGINALS[page["of"]]["path"]).text.replace("\r\n", "\n")
    assert len(undone) == len(original)
    assert all(here in (there, "?") for here, there in zip(undone, original, strict=True))
    first = near[0]["lost"][0]
    assert start + first["at"] == wanted["start"]
    assert [proposal["character"] for proposal in first["proposals"]] == [wanted["lost"]]


@damaged
def test_figures_outside_the_damage_are_read_as_before(page: dict[str, Any]) -> None:
    _, found = extracted(page["path"])
    _, original = extracted(ORIGINALS[page["of"]]["path"])
    start, end = page["repair"]["start"], page["repair"]["end"]
    length = start + len(page["repair"]["original"])
    assert values(found, (start, end)) == values(original, (start, length))
