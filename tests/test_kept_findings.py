"""The findings of the last checks in the base: replaced by each check, told to be outdated after a change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.store.base import open_base
from extract.store.dump import dump
from extract.store.findings import KeptFinding, KeptInput, findings_outdated, keep_findings, kept_findings
from extract.store.query import statements
from extract.store.reviews import add_review
from tests.cli_build import read_json, run, write_folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    run("load", write_folder(tmp_path / "in"), "--db", tmp_path / "base.db")
    return tmp_path / "base.db"


def test_check_keeps_what_it_found_and_a_second_check_changes_nothing(db: Path) -> None:
    found = read_json("check", "--db", db, code=3)
    with open_base(db) as base:
        kept = {each.id: each for each in kept_findings(base)}
        assert {each["id"]: each["verdict"] for each in found} == {id_: each.verdict for id_, each in kept.items()}
        for each in found:
            assert [one["id"] for one in each["inputs"]] == [one.id for one in kept[each["id"]].inputs]
        (named,) = base.connection.execute(
            "SELECT count(*) FROM finding_input WHERE statement IS NULL AND role IN ('committed', 'disbursed', 'whole')"
        ).fetchone()
        assert named == 0
        before = dump(base), base.connection.execute("SELECT max(id) FROM log").fetchone()
    run("check", "--db", db, code=3)
    with open_base(db) as base:
        assert (dump(base), base.connection.execute("SELECT max(id) FROM log").fetchone()) == before


def test_one_check_replaces_its_own_findings_only(db: Path) -> None:
    run("check", "--db", db, code=3)
    with open_base(db) as base:
        before = kept_findings(base)
        (statement,) = [each.id for each in statements(base) if each.mention.quote == "72万元"]
        add_review(base, statement, "rejected", reviewer="审核员")
    run("check", "--only", "disbursed-committed", "--db", db)
    with open_base(db) as base:
        after = kept_findings(base)
    assert {each for each in before if each.check != "disbursed-committed"} <= set(after)
    assert not any(each.verdict == "inconsistent" for each in after if each.check == "disbursed-committed")


def test_findings_are_outdated_after_a_load_or_a_verdict(db: Path) -> None:
    with open_base(db) as base:
        assert findings_outdated(base)
    run("check", "--db", db, code=3)
    with open_base(db) as base:
        assert not findings_outdated(base)
        add_review(base, statements(base)[0].id, "accepted", reviewer="审核员")
        assert findings_outdated(base)


def test_a_changed_finding_is_replaced_with_its_calculation() -> None:
    with open_base(":memory:") as base:
        old = KeptFinding(
            "f", "ratio", "cannot-tell", "…", (KeptInput("a.txt", "document"), KeptInput("a.txt:3", "rate", 1))
        )
        new = KeptFinding("f", "ratio", "consistent", "…", old.inputs, '{"formula": "1 × 2"}')
        assert keep_findings(base, {"ratio": "…"}, [old])
        assert kept_findings(base) == [old]
        assert keep_findings(base, {"ratio": "…"}, [new])
        assert kept_findings(base, ["ratio"]) == [new]
        assert kept_findings(base, ["period"]) == []
        assert keep_findings(base, {"ratio": "…"}, [])
        assert kept_findings(base) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_base_that_cannot_be_written_is_checked_all_the_same(db: Path) -> None:
    db.chmod(0o444)
    db.parent.chmod(0o555)
    try:
        assert "cannot be written" in run("check", "--db", db, code=3).stderr
    finally:
        db.parent.chmod(0o755)


def test_a_locked_base_is_checked_all_the_same(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.store.base._WAIT", 0.1)
    with open_base(db) as other, other.transaction():
        result = run("check", "--db", db, code=3)
    assert "cannot be written" in result.stderr
    assert "inconsistent" in result.stdout
