"""Bases of every earlier schema, with data in them, are brought to the newest one and lose nothing on the way.

A base of today is copied, table by table, into one that ends at an earlier migration: as much of it as that schema can
hold. Migrated, it must be what a base of today would be with the same content.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from build import make_enumeration, make_extraction, make_figure, make_numeral, make_organization, make_place

from extract.store.base import Base, _apply, migrations, open_base
from extract.store.decisions import decide
from extract.store.dump import dump
from extract.store.findings import KeptFinding, KeptInput, keep_findings
from extract.store.query import statements
from extract.store.reviews import add_review, standing_reviews
from extract.store.search import search
from extract.store.source import stored_text
from extract.store.tokens import index_text
from extract.store.write import store_extraction, store_failure
from extract.types import Failure, Period

TEXT = "青禾县慈善会去年捐赠1,0\n00余万元，其中助学30万元，帮扶东乡、西乡两个乡40户。\n青民发〔2023〕3号\n"
#: Rows go in as triggers want them: what others rest on first.
FIRST = ("text", "passage", "document", "document_version", "extraction", "evidence", "mention", "statement")
LAST = ("relation", "repair_lost", "repair_proposal")


def fill(base: Base) -> None:
    """Something in every table that a load, a check and a reviewer write."""
    for extractor, status in (("hand/1", "actual"), ("hand/2", "disbursement")):
        extraction = make_extraction(
            TEXT,
            [
                make_figure(
                    ("1,0", "00余万元"), low=10_000_000, likely=("10000000", "20000000"), unit="元", dimension="money",
                    status=status, provider=["青禾县慈善会"], period=Period(date(2023, 1, 1), None, "flow", "去年"),  # type: ignore[arg-type]
                ),
                make_figure("30万元", 300_000, unit="元", dimension="money", part_of=0, programme="助学行动"),
                make_figure("40户", 40, unit="户", place=[("东乡", None), ("大理市", "532901")]),
            ],
            organizations=[make_organization(TEXT, "青禾县慈善会")],
            places=[make_place(TEXT, "东乡", None, level="township")],
            enumerations=[make_enumeration(TEXT, "两个乡", 2, ["东乡", "西乡"])],
            numerals=[make_numeral(TEXT, "30万"), make_numeral(TEXT, "40", role="unresolved")],
        )  # fmt: skip
        store_extraction(base, extraction, extractor=extractor, configuration={"data": "x"})
    store_failure(base, Failure("bad.pdf", "no text layer", "0" * 64))
    whole, part, count = (each.id for each in statements(base))
    add_review(base, whole, "accepted", reviewer="审核员")
    add_review(base, whole, "rejected", reviewer="审核员", note="再看")
    add_review(base, part, "corrected", reviewer="审核员", correction={"status": "target", "counted": None})
    add_review(base, count, "unsure", reviewer="审核员")
    inputs = (KeptInput(whole, "whole"), KeptInput(part, "part"))
    decide(base, "merge", "青禾慈善", "青禾县慈善会", reviewer="审核员", note="同一机构")
    keep_findings(base, {"part-whole": "…"}, [KeptFinding("f1", "part-whole", "inconsistent", "…", inputs)])


def columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {
        name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        for (name,) in tables
        if name != "migration" and not name.startswith(("search_index", "sqlite_"))
    }


def copy_into(full: Base, path: Path, number: int) -> set[str]:
    """A base that ends at the ``number``-th migration, with what it can hold of ``full``; returns its tables."""
    old = sqlite3.connect(path, isolation_level=None)
    for file in migrations()[:number]:
        script = file.read_text(encoding="utf-8")
        _apply(old, file.stem, script, hashlib.sha256(script.encode()).hexdigest())
    known = columns(old)
    for table in sorted(known, key=lambda name: (FIRST.index(name) if name in FIRST else 99, name in LAST, name)):
        names = ", ".join(f'"{name}"' for name in known[table])
        marks = ", ".join("?" * len(known[table]))
        order = "follows IS NOT NULL" if table == "review" else "1, 2"
        rows = full.connection.execute(f'SELECT {names} FROM "{table}" ORDER BY {order}').fetchall()
        old.executemany(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', rows)
        assert old.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (len(rows),), table
    for (text,) in full.connection.execute("SELECT id FROM text").fetchall():
        tokens = index_text(stored_text(full, text))
        old.execute("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", (text, tokens))
    old.close()
    return set(known)


@pytest.fixture(scope="module")
def full() -> Base:
    base = open_base(":memory:")
    fill(base)
    return base


def test_the_base_has_something_in_every_table(full: Base) -> None:
    # Written where characters are damaged, and where an article has headings.
    empty = {"repair", "repair_lost", "repair_proposal", "section", "reading_section"}
    without = {name for name in columns(full.connection) if not list(full.rows(f'SELECT 1 FROM "{name}" LIMIT 1'))}
    assert without == empty, "a new table: fill it above"


@pytest.mark.parametrize("number", range(1, len(migrations()) + 1), ids=[file.stem for file in migrations()])
def test_an_old_base_becomes_what_it_would_be_today(full: Base, tmp_path: Path, number: int) -> None:
    tables = copy_into(full, tmp_path / "old.db", number)
    tables |= {"standing"} if "review" in tables else set()  # derived from reviews by the migration
    expected = [line for line in dump(full).splitlines() if json.loads(line)[0] in tables]
    with open_base(tmp_path / "old.db") as base:
        assert [line for line in dump(base).splitlines() if json.loads(line)[0] in tables] == expected
        assert list(base.rows("PRAGMA foreign_key_check")) == []
        assert next(iter(base.rows("PRAGMA integrity_check")))[0] == "ok"
        for view in base.db.view_names():
            names = [row[1] for row in full.rows(f"PRAGMA table_info({view})")]
            assert [row[1] for row in base.rows(f"PRAGMA table_info({view})")] == names
        if {"review", "reading", "active_run"} <= tables:
            assert statements(base) == statements(full)
            assert list(standing_reviews(base)) == list(standing_reviews(full))
            assert [hit.uri for hit in search(base, "慈善")] == ["example.txt"]
        extraction = make_extraction("白石县商会捐赠5万元。", [make_figure("5万元", 50_000)], uri="new.txt")
        assert store_extraction(base, extraction, extractor="hand/2", configuration={}) == "new"
        assert "5万元" in {each.mention.quote for each in statements(base)}
