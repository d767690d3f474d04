"""``hezhang extract``: documents in order, uris as given, each printed when it is read, no base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extract.resources import schemas
from tests.cli_build import PLAN, REPORT, run, write_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_folder(tmp_path / "in")


def test_a_line_a_document_in_the_order_given(folder: Path) -> None:
    lines = run("extract", "in/report.txt", "in/plan.txt", "--jsonl").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [each["document"]["uri"] for each in found] == ["in/report.txt", "in/plan.txt"]
    validator = Draft202012Validator(json.loads(schemas("extract.schema.json").read_text(encoding="utf-8")))
    for each in found:
        validator.validate(each)
    assert not list(folder.parent.glob("*.db"))


def test_every_quote_is_the_text_of_its_fragments(folder: Path) -> None:
    lines = run("extract", folder, "--jsonl").stdout.splitlines()
    for line, text in zip(lines, (PLAN, REPORT), strict=True):
        figures = json.loads(line)["figures"]
        assert figures
        for figure in figures:
            assert "".join(text[a:b] for a, b in figure["fragments"]) == figure["quote"]


def test_json_is_one_array_also_of_nothing(folder: Path) -> None:
    assert len(json.loads(run("extract", folder, "--json").stdout)) == 2
    assert json.loads(run("extract", "nowhere.txt", "--json", code=3).stdout) == []


def test_a_failed_file_is_told_and_the_others_are_printed(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    result = run("extract", folder / "empty.txt", folder / "plan.txt", "--jsonl", code=3)
    assert "empty.txt" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_the_table_shows_each_figure_in_words(folder: Path) -> None:
    shown = run("extract", "in/report.txt").stdout
    assert "≥120万元" in shown
    assert "120余万元" in shown
    assert "拨付" in shown


def test_nothing_to_extract_is_wrong_usage() -> None:
    assert "PATH" in run("extract", code=2).stderr
