"""``hezhang export``: every row with its columns, exact values, and no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.present.cells import guard, unguard
from extract.present.exports import COLUMNS, EXPORTS
from tests.cli_build import read_json, run, write_folder


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    path = folder / "base.db"
    run("load", write_folder(folder / "in"), "--db", path)
    first, second = [row["id"] for row in read_json("review", "list", "--queue", "--limit", 2, "--db", path)]
    run("review", "add", first, "--verdict", "rejected", "--note", "=HYPERLINK(1)", "--db", path)
    run("review", "add", second, "--verdict", "corrected", "--set", "counted=@善款", "--set", "per=户", "--db", path)
    run("check", "--db", path, code=3)
    return path


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("what", EXPORTS)
def test_both_forms_hold_the_same_rows_with_the_named_columns(db: Path, what: str) -> None:
    lines = [json.loads(line) for line in run("export", what, "--format", "jsonl", "--db", db).stdout.splitlines()]
    rows = read_csv(run("export", what, "--db", db).stdout_bytes.decode("utf-8"))
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        assert tuple(line) == tuple(row) == COLUMNS[what]


def test_statements_carry_exact_bounds_and_the_human_verdict(db: Path) -> None:
    rows = read_csv(run("export", "statements", "--db", db).stdout)
    (more,) = [row for row in rows if row["quote"] == "120余万元"]
    assert (more["low"], more["high"], more["likely_high"], more["low_inclusive"]) == ("1200000", "", "1300000", "1")
    assert [row["review"] for row in rows].count("rejected") == 1
    (corrected,) = [row for row in rows if row["review"] == "corrected"]
    assert (corrected["counted"], corrected["per"], corrected["review_state"]) == ("'@善款", "户", "reviewed")


def test_no_cell_begins_as_a_formula(db: Path) -> None:
    for what in EXPORTS:
        for row in read_csv(run("export", what, "--db", db).stdout_bytes.decode("utf-8")):
            assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@\t\r") and cell]


def test_exported_verdicts_are_imported_unchanged(db: Path, tmp_path: Path) -> None:
    for form in ("csv", "jsonl"):
        file = tmp_path / f"verdicts.{form}"
        run("export", "reviews", "--format", form, "--out", file, "--excel", "--db", db)
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        report = read_json("review", "import", file, "--db", db)
        assert (len(report["written"]), len(report["unchanged"])) == (0, 2)


def test_findings_say_when_they_are_outdated(tmp_path: Path) -> None:
    run("load", write_folder(tmp_path / "in"), "--db", tmp_path / "base.db")
    assert "hezhang check" in run("export", "findings", "--db", tmp_path / "base.db").stderr


def test_a_file_that_cannot_be_written_is_named(db: Path, tmp_path: Path) -> None:
    assert "nowhere" in run("export", "facts", "--out", tmp_path / "nowhere" / "x.csv", "--db", db, code=1).stderr


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("+86 10", "'+86 10"), ("-5", "-5"), ("-5%", "'-5%"), ("@a", "'@a"), ("\ta", "'\ta"),
     ("\ra", "'\ra"), ("'=1", "''=1"), ("＝1", "'＝1"), ("a=1", "a=1"), (None, ""), (True, 1), (3, 3),
     (["=a", "b"], "'=a、b")],
)  # fmt: skip
def test_guarded_cells(value: Any, cell: Any) -> None:
    assert guard(value) == cell


@given(st.text())
def test_a_guarded_cell_is_harmless_and_comes_back(text: str) -> None:
    cell = str(guard(text))
    assert unguard(cell) == text
    assert cell == text or cell.startswith("'")
