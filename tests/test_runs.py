"""Runs beside each other: which counts, and what one reads otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import make_extraction, make_figure

from extract.errors import StoreError
from extract.store.base import Base, open_base
from extract.store.query import statements
from extract.store.runs import Change, compare_runs, find_run, runs
from extract.store.write import store_extraction
from tests.cli_build import read_json, run

TEXT = "青禾县慈善会捐赠30余万元，帮扶40户，走访12户。"


def store(base: Base, extractor: str, *figures: object, uri: str = "a.txt") -> None:
    store_extraction(base, make_extraction(TEXT, figures, uri=uri), extractor=extractor, configuration={})  # type: ignore[arg-type]


@pytest.fixture
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        money = {"low": 300_000, "unit": "元", "dimension": "money"}
        store(opened, "toy/1", make_figure("30余万", **money), make_figure("40户", 40, unit="户"))  # type: ignore[arg-type]
        store(
            opened, "toy/2", make_figure("30余万元", status="disbursement", **money),  # type: ignore[arg-type]
            make_figure("40户", 40, unit="户", provider=["青禾县慈善会"]), make_figure("12户", 12, unit="户"),
        )  # fmt: skip
        store(opened, "toy/1", make_figure("12户", 12, unit="户"), uri="b.txt")
        yield opened


def ids(base: Base) -> list[str]:
    return [each.id for each in runs(base)]


def test_runs_are_listed_with_the_documents_in_which_they_count(base: Base) -> None:
    assert [(each.extractor, each.documents, each.active) for each in runs(base)] == [("toy/1", 2, 1), ("toy/2", 1, 1)]


def test_what_was_added_lost_and_changed(base: Base) -> None:
    comparison = compare_runs(base, *ids(base))
    assert (comparison.documents, comparison.only_old, comparison.same) == (1, 1, 0)
    assert [(change.kind, change.quote, dict(change.fields)) for change in comparison.changes] == [
        ("changed", "30余万元", {"quote": ("30余万", "30余万元"), "status": ("actual", "disbursement")}),
        ("changed", "40户", {"provider": ([], ["青禾县慈善会"])}),
        ("added", "12户", {}),
    ]
    assert comparison.fields == {"quote": 1, "status": 1, "provider": 1}
    backwards = compare_runs(base, *reversed(ids(base)))
    assert [change.kind for change in backwards.changes] == ["changed", "changed", "lost"]


def test_every_statement_of_the_new_run_is_same_added_or_changed(base: Base) -> None:
    for old, new in (ids(base), ids(base)[::-1], [ids(base)[0]] * 2):
        found: list[Change] = compare_runs(base, old, new).changes
        kept = sum(change.kind != "lost" for change in found) + compare_runs(base, old, new).same
        (expected,) = base.connection.execute(
            """SELECT count(*) FROM reading r JOIN extraction e ON e.id = r.extraction WHERE e.run = ?1
            AND e.version IN (SELECT version FROM extraction WHERE run = ?2)""",
            (new, old),
        ).fetchone()
        assert kept == expected


def test_a_run_is_named_by_the_beginning_of_its_id_or_by_its_extractor(base: Base) -> None:
    first, second = ids(base)
    assert find_run(base, first[:8]) == first
    assert find_run(base, "toy/2") == second
    for unknown in ("toy/9", ""):
        with pytest.raises(StoreError, match="names no run"):
            find_run(base, unknown)


def test_at_the_terminal(tmp_path: Path) -> None:
    db = tmp_path / "base.db"
    with open_base(db) as base:
        store(base, "toy/1", make_figure("40户", 40, unit="户"))
        assert "nothing to compare" in run("runs", "compare", "--db", db, code=1).stderr
        store(base, "toy/2", make_figure("40户", 40, unit="户", status="target"), make_figure("12户", 12, unit="户"))
    listed = read_json("runs", "list", "--db", db)
    assert [(row["extractor"], row["active"]) for row in listed] == [("toy/1", 0), ("toy/2", 1)]
    compared = read_json("runs", "compare", "--db", db)
    assert (compared["added"], compared["lost"], compared["changed"], compared["same"]) == (1, 0, 1, 0)
    assert compared["changes"][0]["fields"] == {"status": {"old": "actual", "new": "target"}}
    shown = run("runs", "compare", "--db", db).stdout
    assert "actual → target" in shown
    assert "新增 added 1" in shown
    assert "toy/1" in run("runs", "list", "--db", db).stdout
    run("runs", "activate", "toy/1", "--db", db)
    with open_base(db) as base:
        assert [each.status for each in statements(base)] == ["actual"]
    assert "names no run" in run("runs", "activate", "toy/3", "--db", db, code=1).stderr
