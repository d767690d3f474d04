"""``hezhang demo`` and ``hezhang evaluate`` on what the package brings along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.evaluate.floors import GoldFloors, digest, write_floors
from extract.resources import corpora
from tests.cli_build import read_json, run


def test_the_demo_shows_all_four_answers_and_ends_well(tmp_path: Path) -> None:
    shown = run("demo", "--db", tmp_path / "demo.db").stdout
    for command in ("hezhang load", "hezhang totals", "hezhang check", "hezhang diff"):
        assert command in shown
    for word in ("覆盖率 coverage", "不一致", "无法判断", "达标", "guaranteed", "P01"):
        assert word in shown
    found = read_json("demo", "--db", tmp_path / "demo.db")
    assert found["load"]["failures"] == []
    assert len(found["load"]["unchanged"]) >= 24
    assert {finding["verdict"] for finding in found["findings"]} == {"consistent", "inconsistent", "cannot-tell"}
    assert {"met", "not-met", "in-progress"} <= {row["status"] for row in found["diff"]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two documents of the packaged gold, which must find their texts from where it lies."""
    lines = corpora("gold", "gold.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    return path


def test_evaluate_scores_and_shows_the_misses(gold: Path) -> None:
    scores = read_json("evaluate", gold, "--documents", corpora())
    assert scores["documents"] == scores["answered"] == 2
    assert scores["metrics"]["value"]["score"] > 0.8
    assert "precision" in run("evaluate", gold, "--documents", corpora(), "--errors").stdout


def test_evaluate_fails_below_a_floor(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    write_floors(floors, {"own": GoldFloors(digest(gold), {"value": 0.5})})
    run("evaluate", gold, "--documents", corpora(), "--floors", floors)
    write_floors(floors, {"own": GoldFloors(digest(gold), {"value": 1.01})})
    result = run("evaluate", gold, "--documents", corpora(), "--floors", floors, code=1)
    assert "value" in result.stderr


def test_evaluate_names_what_is_wrong_with_the_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"no": "gold"}) + "\n", encoding="utf-8")
    assert "gold.jsonl" in run("evaluate", path, code=1).stderr
