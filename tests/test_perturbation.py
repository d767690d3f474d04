"""Nothing hangs on a particular text: with other names, numbers and order the extractor scores the same."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.edits import Edit, NotCarriedError, apply_edits
from benchmarks.gold_sets import extract
from benchmarks.perturb import KINDS, perturb, plain_rows, write_rows
from benchmarks.vary_numbers import vary_numbers
from benchmarks.vary_order import vary_order
from extract.evaluate import Scores, evaluate, read_gold

SEEDS = (1, 2, 3)
POINT = 0.01


def gold_row(text: str, *figures: dict[str, Any], **changes: Any) -> dict[str, Any]:
    rows = []
    for figure in figures:
        start = text.index(figure["surface"])
        rows.append({"start": start, "end": start + len(figure["surface"]), "unit": "元", "approx": False, **figure})
    row: dict[str, Any] = {
        "id": "X", "script": "simplified", "text": text, "figures": rows, "organizations": [], "places": [],
        "enumerations": [], "numerals": [],
    }  # fmt: skip
    return row | changes


def bounds(*values: float | None) -> dict[str, float | None]:
    return dict(zip(("low", "high", "likely_low", "likely_high"), values, strict=True))


@pytest.mark.parametrize(
    ("surface", "before", "after"),
    [
        ("1000余万元", bounds(10**7, None, 10**7, 2 * 10**7), lambda n: (n * 10**7, None, n * 10**7, (n + 1) * 10**7)),
        ("近30人", bounds(None, 30, 27, 30), lambda n: (None, n * 10, n * 9, n * 10)),
        ("约80吨", bounds(80, 80, 75, 85), lambda n: (n * 10, n * 10, n * 10 - min(5, n), n * 10 + min(5, n))),
        ("三成", bounds(30, 30, 30, 30), lambda n: (n * 10,) * 4),
    ],
)
def test_bounds_follow_the_digits(surface: str, before: dict[str, Any], after: Any) -> None:
    row = gold_row(f"投入{surface}。", {"surface": surface, "approx": surface.startswith("约"), **before})
    changed = vary_numbers(row, random.Random(3))["figures"][0]
    assert changed["surface"] != surface
    digit = next(character for character in changed["surface"] if character in "123456789三四五六七八九")
    number = "一二三四五六七八九".index(digit) + 1 if digit in "三四五六七八九" else int(digit)
    assert tuple(changed[key] for key in before) == after(number)


@pytest.mark.parametrize("surface", ["五六百斤", "三分之二以上", "十几家", "数十户"])
def test_numerals_whose_bounds_need_reading_are_left_alone(surface: str) -> None:
    row = gold_row(f"投入{surface}。", {"surface": surface, **bounds(10, 20, 10, 20)})
    assert vary_numbers(row, random.Random(1)) is row


def test_a_range_stays_a_range() -> None:
    row = gold_row("补助3至5万元。", {"surface": "3至5万元", **bounds(30000, 50000, 30000, 50000)})
    changed = vary_numbers(row, random.Random(5))["figures"][0]
    low, high = (int(digit) for digit in changed["surface"].removesuffix("万元").split("至"))
    assert (changed["low"], changed["high"]) == (low * 10000, high * 10000)
    assert low < high


def test_edits_move_spans_or_refuse() -> None:
    row = gold_row("星禾基金会投入30万元。", {"surface": "30万元", **bounds(300000, 300000, 300000, 300000)})
    moved = apply_edits(row, [Edit(0, 2, "沐光里")])
    assert moved["text"] == "沐光里基金会投入30万元。"
    assert moved["figures"][0]["surface"] == "30万元"
    with pytest.raises(NotCarriedError):
        apply_edits(row, [Edit(6, 9, "出")])


def test_paragraphs_that_lean_stay_behind_theirs() -> None:
    lines = [
        "标题", "导语导语导语导语导语导语导语导语导语导语导语。", "甲县的协会去年在山里建起了一座小小的加工厂。",
        "该厂今年开工，村里的人都说这件事办得很好很好。", "乙县的基金会今年在河边修了一座新桥给学生走路。",
    ]  # fmt: skip
    changed = vary_order(gold_row("\n".join(lines)), random.Random(1))["text"].split("\n")
    assert changed == [lines[0], lines[1], lines[4], lines[2], lines[3]]


@pytest.fixture(scope="module")
def plain() -> list[dict[str, Any]]:
    return plain_rows()


def test_every_kind_takes_and_the_gold_still_fits(plain: list[dict[str, Any]], tmp_path: Path) -> None:
    changed = [perturb(row, seed=1) for row in plain]
    write_rows([row for row, _ in changed], tmp_path / "gold.jsonl")
    read_gold(tmp_path / "gold.jsonl")  # raises unless every span reads in its text what the gold says
    for kind in KINDS:
        assert sum(kind in kinds for _, kinds in changed) >= len(plain) / 4, kind
    figures = [(a, b) for row, (new, _) in zip(plain, changed, strict=True)
               for a, b in zip(row["figures"], new["figures"], strict=True)]  # fmt: skip
    assert sum(a["surface"] != b["surface"] for a, b in figures) > len(figures) / 2


def test_equal_seeds_make_equal_sets(plain: list[dict[str, Any]]) -> None:
    assert perturb(plain[0], seed=7) == perturb(plain[0], seed=7)
    assert perturb(plain[0], seed=7) != perturb(plain[0], seed=8)


def test_perturbed_texts_score_the_same_within_a_point(plain: list[dict[str, Any]], tmp_path: Path) -> None:
    write_rows(plain, tmp_path / "plain.jsonl")
    perturbed = [{**perturb(row, seed)[0], "id": f"{row['id']}-{seed}"} for seed in SEEDS for row in plain]
    write_rows(perturbed, tmp_path / "perturbed.jsonl")
    before = evaluate(tmp_path / "plain.jsonl", extract=extract)
    after = evaluate(tmp_path / "perturbed.jsonl", extract=extract)
    assert after.answered == after.documents
    assert abs(value_unit_f1(before) - value_unit_f1(after)) <= POINT
    assert abs(before["status"].score - after["status"].score) <= POINT


def value_unit_f1(scores: Scores) -> float:
    """F1 of figures with both bounds and the unit right."""
    detection = scores["detection"]
    return 2 * scores["value_unit"].right / (detection.gold + (detection.predicted or 0))
