"""Rules for names of places, tried on every division of the gazetteer: a rule that holds for examples only is none.

The frames are sentences of the project; what does not hold is listed by name, with its reason; nothing else may fail.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations
from pathlib import Path

from opencc import OpenCC

from extract.find.gazetteer import load_gazetteer
from extract.find.places import find_places
from extract.normalize.characters import simplify
from extract.resolve.places import resolve_places

FOLDER = Path(__file__).resolve().parent.parent / "schemas" / "gazetteer"

# 全州 is a county and says "the whole prefecture" as well.
DEICTIC = {"全州"}
# A city and the county around it share the name and the prefecture: no text can tell by the name alone.
SHARED = {"临夏", "和田", "伊宁"}


def _current(level: str) -> list[dict[str, str]]:
    with (FOLDER / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] == level and not row["to"]]


COUNTIES, PREFECTURES = _current("county"), _current("prefecture")
NAMES = {row["code"]: row["name"] for row in (*_current("province"), *PREFECTURES, *COUNTIES)}


def _codes(text: str) -> dict[str, str | None]:
    text = simplify(text)
    places = resolve_places(text, find_places(text), on=None, home=None)
    return {text[p.span[0] : p.span[1]]: p.code for p in places if p.form != "deictic"}


def _wrong(cases: Iterable[tuple[str, dict[str, str]]]) -> list[tuple[str, str]]:
    """(name, sentence) of the names that did not get their code."""
    found = []
    for text, wanted in cases:
        codes = _codes(text)
        found += [(name, text) for name, code in wanted.items() if codes.get(simplify(name)) != code]
    return found


def _by_parent(rows: Iterable[dict[str, str]], suffix: str) -> Iterator[list[dict[str, str]]]:
    groups: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["short"] and row["name"].endswith(suffix):
            groups[row["parent"]].append(row)
    yield from groups.values()


def test_every_county_is_found_in_full_behind_its_prefecture() -> None:
    cases = [
        (f"在{NAMES.get(row['parent'], '')}{row['name']}建设水窖。", {row["name"]: row["code"]}) for row in COUNTIES
    ]
    assert len(cases) > 2800
    assert _wrong(cases) == []


def test_every_prefecture_is_found_in_full() -> None:
    cases = [(f"在{row['name']}调研。", {row["name"]: row["code"]}) for row in PREFECTURES if row["short"]]
    assert len(cases) > 330
    assert _wrong(cases) == []


def test_every_autonomous_county_is_found_without_its_nationalities() -> None:
    cases = []
    for row in COUNTIES:
        for suffix, brief in (("自治县", "县"), ("自治旗", "旗")):
            if row["name"].endswith(suffix):
                name = row["short"] + brief
                cases.append((f"帮扶{NAMES[row['parent']]}{name}的合作社。", {name: row["code"]}))
                cases.append((f"在{NAMES[row['code'][:2] + '0000']}{name}修路。", {name: row["code"]}))
    assert len(cases) == 240
    assert _wrong(cases) == []


def test_every_county_is_found_short_between_its_prefecture_and_a_mark() -> None:
    cases = [
        (f"在{NAMES.get(row['parent'], '')}{row['short']}，项目启动。", {row["short"]: row["code"]})
        for row in COUNTIES
        if row["short"] and not row["name"].endswith("区") and row["short"] not in DEICTIC | SHARED
    ]
    assert len(cases) > 1700
    assert _wrong(cases) == []


def test_any_two_counties_are_found_in_a_list_that_counts_them() -> None:
    cases = [
        (f"深入{a['short']}、{b['short']}两县走访。", {a["short"]: a["code"], b["short"]: b["code"]})
        for group in _by_parent(COUNTIES, "县")
        for a, b in pairwise(group)
        if not {a["short"], b["short"]} & DEICTIC
    ]
    assert len(cases) > 1000
    assert _wrong(cases) == []


def test_any_four_counties_are_found_in_a_list_that_counts_them() -> None:
    cases = []
    for group in _by_parent(COUNTIES, "县"):
        for four in (group[i : i + 4] for i in range(0, len(group) - 3, 4)):
            if not {row["short"] for row in four} & DEICTIC:
                listed = "、".join(row["short"] for row in four)
                cases.append((f"包括{listed}等四个县。", {row["short"]: row["code"] for row in four}))
    assert len(cases) > 200
    assert _wrong(cases) == []


def test_prefectures_are_found_in_lists_behind_their_province() -> None:
    cases = []
    for group in _by_parent(PREFECTURES, ""):
        for a, b in pairwise(group):
            text = f"{NAMES[a['parent']]}{a['short']}、{b['short']}等地开展试点。"
            cases.append((text, {a["short"]: a["code"], b["short"]: b["code"]}))
    assert len(cases) > 300
    assert _wrong(cases) == []


def test_any_two_provinces_are_found_by_one_character_each() -> None:
    with (FOLDER / "aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        letters = {
            row["alias"]: row["code"] for row in rows if row["form"] == "abbreviation" and len(row["alias"]) == 1
        }
    provinces = {letter: code for letter, code in letters.items() if code.endswith("0000")}
    # Characters that are words of their own say a province only beside one that is none: 青海 and 宁夏, 京蒙.
    weak = set("蒙辽吉黑甘青宁新秦港澳台云贵")
    pairs = [(a, b) for a, b in permutations(provinces, 2) if not {a, b} & weak and provinces[a] != provinces[b]]
    cases = [(f"推进{a}{b}协作。", {a: provinces[a], b: provinces[b]}) for a, b in pairs]
    assert len(cases) > 400
    assert _wrong([*cases, ("推进云贵协作。", {"云": "530000", "贵": "520000"})]) == []


def test_names_in_traditional_characters_are_the_same_names() -> None:
    gazetteer, traditional = load_gazetteer(), OpenCC("s2t")
    lost = [name for name in NAMES.values() if simplify(traditional.convert(name)) not in gazetteer.by_text]
    assert lost == []
