"""The accuracy gate: no score of a gold set falls below its floor, and no gold is edited unseen."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import accuracy
from benchmarks.gold_sets import FLOORS, GOLD_SETS, ROOT, GoldSet, measure
from benchmarks.revisions import Change, compare, score_tree, unpacked
from extract.evaluate import Metric, Scores, Verdict
from extract.evaluate.floors import breaches, digest, read_floors

UPDATE = "python benchmarks/accuracy.py --update-floors"


@pytest.mark.parametrize("gold", GOLD_SETS, ids=lambda gold: gold.name)
def test_no_score_falls_below_its_floor(gold: GoldSet) -> None:
    if gold.name.startswith("shared/") and not gold.path.exists():
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


def scores(*, right: int, verdicts: tuple[Verdict, ...] = ()) -> Scores:
    """Ten figures of which so many have the right value."""
    return Scores(1, 1, 100, {"value": Metric("value", right, 10, 10)}, (), verdicts, 0, 0, 0)


def test_floors_fall_only_for_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, floors = tmp_path / "gold.jsonl", tmp_path / "floors.toml"
    gold.write_text("{}\n", encoding="utf-8")
    measured = {"right": 9}
    monkeypatch.setattr(accuracy, "FLOORS", floors)
    monkeypatch.setattr(accuracy, "GOLD_SETS", (GoldSet("own", gold),))
    monkeypatch.setattr(accuracy, "measure", lambda _: scores(**measured))

    def floor() -> float:
        return read_floors(floors)["own"].floors["value"]

    assert accuracy.main(["--update-floors"]) == 0
    assert floor() == 0.9
    measured["right"] = 8
    assert accuracy.main(["--update-floors"]) == 1
    assert floor() == 0.9
    assert accuracy.main([]) == 1
    assert accuracy.main(["--update-floors", "--lower", "two figures of the gold were wrong"]) == 0
    assert floor() == 0.8
    assert "lowered because two figures of the gold were wrong: value: 0.8000, floor 0.9000" in capsys.readouterr().out
    measured["right"] = 10
    assert accuracy.main(["--update-floors"]) == 0
    assert floor() == 1.0
    assert accuracy.main([]) == 0
    gold.write_text("{} \n", encoding="utf-8")
    assert accuracy.main([]) == 1


def test_gains_and_losses_are_told_field_by_field() -> None:
    before = Verdict("N01", "f1", "3家", "来了【3家】。", {"value": True, "status": False, "unit": True})
    after = Verdict("N01", "f1", "3家", "来了【3家】。", {"value": False, "status": True, "unit": True})
    changes = compare(scores(right=1, verdicts=(before,)), scores(right=0, verdicts=(after,)))
    assert changes == [
        Change("status", True, "N01", "来了【3家】。"),
        Change("value", False, "N01", "来了【3家】。"),
    ]


OTHER_TREE = """
import hashlib, json, sys
from pathlib import Path

def main():
    assert sys.argv[1:3] == ["extract", "--jsonl"]
    for path in sys.argv[3:]:
        text = Path(path).read_text(encoding="utf-8")
        row = {"fragments": [[2, 4]], "quote": text[2:4], "low": 3, "high": 3, "unit": "家", "status": "actual"}
        digest = hashlib.sha256(text.encode()).hexdigest()
        print(json.dumps({"document": {"uri": path, "text_sha256": digest}, "figures": [row]}))
    return 0
"""


def test_another_revision_is_run_by_its_own_command(tmp_path: Path) -> None:
    command = tmp_path / "tree" / "extract" / "present" / "cli.py"
    command.parent.mkdir(parents=True)
    command.write_text(OTHER_TREE, encoding="utf-8")
    for package in (command.parent, command.parent.parent):
        (package / "__init__.py").write_text("", encoding="utf-8")
    figure = {"start": 2, "end": 4, "surface": "3家", "low": 3, "high": 3, "approx": False, "unit": "户", "per": None}
    figure |= {"measure": "企业", "status": "actual", "provider": None, "place": None, "period": None}
    row = {"id": "H1", "text": "来了3家企业。", "figures": [figure], "organizations": [], "places": []}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row), encoding="utf-8")
    result = score_tree(tmp_path / "tree", GoldSet("own", gold))
    assert result.answered == 1
    assert (result["value"].score, result["unit"].score) == (1, 0)


def test_a_revision_is_unpacked_beside_the_repository() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: git has no revisions to unpack")
    with unpacked("HEAD") as tree:
        assert (tree / "extract" / "types.py").is_file()
        assert not tree.is_relative_to(ROOT)
    assert not tree.exists()
