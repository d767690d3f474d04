"""``hezhang load``: what fails is told and does not cost the rest; loading again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.store.base import open_base
from extract.store.dump import dump
from tests.cli_build import read_json, run, write_folder


def test_the_report_names_every_document_with_its_coverage(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "in")
    result = run("load", folder, "--db", tmp_path / "base.db")
    assert "plan.txt" in result.stdout
    assert "report.txt" in result.stdout
    assert "2 新 new" in result.stdout
    assert "%" in result.stdout
    assert result.stderr == ""  # no progress bar without a terminal


def test_loading_twice_leaves_the_same_base(tmp_path: Path) -> None:
    folder, db = write_folder(tmp_path / "in"), tmp_path / "base.db"
    run("load", folder, "--db", db)
    with open_base(db) as base:
        before = dump(base)
    assert read_json("load", folder, "--db", db)["unchanged"] == [str(folder / "plan.txt"), str(folder / "report.txt")]
    with open_base(db) as base:
        assert dump(base) == before


def test_an_unreadable_file_is_told_and_the_others_are_loaded(tmp_path: Path) -> None:
    folder, db = write_folder(tmp_path / "in"), tmp_path / "base.db"
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 not really")
    result = run("load", folder, "--db", db, code=3)
    assert "broken.pdf" in result.stderr
    report = read_json("load", folder, "--db", db, code=3)
    assert [failure["uri"] for failure in report["failures"]] == [str(folder / "broken.pdf")]
    assert report["failures"][0]["reason"]
    assert report["documents"] == 2


def test_a_path_that_does_not_exist_is_a_failed_file(tmp_path: Path) -> None:
    result = run("load", tmp_path / "nowhere", "--db", tmp_path / "base.db", code=3)
    assert "nowhere" in result.stderr


def test_the_base_is_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from extract.present.cli import cli

    folder = write_folder(tmp_path / "in")
    monkeypatch.setenv("HEZHANG_DB", str(tmp_path / "named.db"))
    assert CliRunner().invoke(cli, ["load", str(folder)]).exit_code == 0
    assert (tmp_path / "named.db").exists()


def test_a_base_that_is_none_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "base.db").write_text("I am a text, long enough to be taken for a page of a data base" * 20)
    result = run("load", write_folder(tmp_path / "in"), "--db", tmp_path / "base.db", code=1)
    assert "base.db" in result.stderr
    assert "Traceback" not in result.stderr
