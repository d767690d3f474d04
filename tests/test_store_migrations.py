"""Opening a base: numbered migrations, each applied once and whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extract.errors import StoreError
from extract.store import base as base_module
from extract.store.base import Base, migrations, open_base

TABLES = {
    "document", "document_version", "block", "article", "run", "mention", "evidence", "entity", "alias", "resolution",
    "figure", "statement", "reading", "relation", "review", "check", "finding", "finding_input", "failure",
    "enumeration", "numeral", "log",
}  # fmt: skip
VIEWS = {"v_statement", "v_fact", "v_total", "v_plan_vs_report", "v_review_queue", "v_coverage"}


def test_a_new_base_has_every_table_and_view(tmp_path: Path) -> None:
    with open_base(tmp_path / "new.db") as base:
        assert set(base.db.table_names()) >= TABLES
        assert set(base.db.view_names()) >= VIEWS
        for view in base.db.view_names():  # a view with a misspelt column fails only when it is read
            assert list(base.rows(f"SELECT * FROM {view}")) == []


def test_tables_are_strict(tmp_path: Path) -> None:
    with open_base(tmp_path / "new.db") as base:
        strict = {row["name"]: row["strict"] for row in base.rows("PRAGMA table_list") if row["type"] == "table"}
        loose = {name for name, flag in strict.items() if not flag} - {"sqlite_schema", "sqlite_temp_schema"}
        assert {name for name in loose if not name.startswith("search_index")} == set()


def test_opening_again_applies_nothing(tmp_path: Path) -> None:
    path = tmp_path / "twice.db"
    with open_base(path) as base:
        first = [tuple(row) for row in base.rows("SELECT * FROM migration ORDER BY name")]
    content = path.read_bytes()
    with open_base(path) as base:
        assert [tuple(row) for row in base.rows("SELECT * FROM migration ORDER BY name")] == first
    assert path.read_bytes() == content
    assert [name for name, _ in first] == [file.stem for file in migrations()]


def test_foreign_keys_are_on(tmp_path: Path) -> None:
    with open_base(tmp_path / "new.db") as base, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        base.connection.execute("INSERT INTO alias VALUES ('nobody', '某会')")


def test_an_older_base_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    files = migrations()
    monkeypatch.setattr(base_module, "migrations", lambda: files[:1])
    with open_base(path) as base:
        assert "mention" not in base.db.table_names()
    monkeypatch.setattr(base_module, "migrations", lambda: files)
    with open_base(path) as base:
        assert "mention" in base.db.table_names()


def test_a_failing_migration_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "half.db"
    bad = tmp_path / "0002_bad.sql"
    bad.write_text("CREATE TABLE half (id TEXT);\nCREATE TABLE half (id TEXT);\n", encoding="utf-8")
    files = [migrations()[0], bad]
    monkeypatch.setattr(base_module, "migrations", lambda: files)
    with pytest.raises(StoreError, match="half"):
        open_base(path)
    monkeypatch.undo()
    with open_base(path) as base:
        assert "half" not in base.db.table_names()
        assert set(base.db.view_names()) >= VIEWS


def test_a_base_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with open_base(path) as base:
        base.connection.execute("INSERT INTO migration VALUES ('9999_future', 'x')")
    with pytest.raises(StoreError, match=r"newer version.*9999_future"):
        open_base(path)


def test_a_changed_migration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "changed.db"
    with open_base(path) as base:
        base.connection.execute("UPDATE migration SET sha256 = 'x' WHERE name LIKE '0001%'")
    with pytest.raises(StoreError, match="another version of migration 0001"):
        open_base(path)


def test_what_is_no_base_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("这不是数据库，只是一段足够长的文字。" * 50, encoding="utf-8")
    before = text.read_bytes()
    with pytest.raises(StoreError, match=r"notes\.txt cannot be used"):
        open_base(text)
    assert text.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE somebody_elses (id)")
    connection.close()
    with pytest.raises(StoreError, match="not a knowledge base"):
        open_base(other)


def test_a_missing_base_is_created_only_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(StoreError, match="load some documents first"):
        open_base(path, create=False)
    assert not path.exists()
    with pytest.raises(StoreError, match="folder does not exist"):
        open_base(tmp_path / "nowhere" / "missing.db")


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    def fail_half_way(base: Base) -> None:
        with base.transaction() as connection:
            connection.execute("INSERT INTO failure VALUES ('a.txt', '', 'unreadable')")
            raise RuntimeError

    with open_base(tmp_path / "new.db") as base:
        with pytest.raises(RuntimeError):
            fail_half_way(base)
        assert list(base.rows("SELECT * FROM failure")) == []
