"""``hezhang show DOC --repairs``: what was read, what it probably was, and by which name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.present.cli import cli

CORPORA = Path(__file__).resolve().parents[1] / "corpora"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("repairs") / "base.db"
    result = CliRunner().invoke(
        cli, ["load", str(CORPORA / "pages" / "N10-damaged.txt"), str(CORPORA / "texts" / "N10.txt"), "--db", str(path)]
    )
    assert result.exit_code == 0, result.output
    return path


def show(base: Path, name: str, *options: str) -> str:
    result = CliRunner().invoke(cli, ["show", name, "--repairs", *options, "--db", str(base)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_repair_is_shown_beside_what_was_read(base: Path) -> None:
    shown = "".join(show(base, "N10-damaged.txt").split())
    assert "修复建议suggestedrepairs1" in shown
    assert "青岛?蓝谷企业家商会" in shown
    assert "据by青岛市蓝谷企业家商会" in shown


def test_the_json_names_source_and_place_of_each_proposal(base: Path) -> None:
    (repair,) = json.loads(show(base, "N10-damaged.txt", "--json"))["repairs"]
    (proposal,) = repair["lost"][0]["proposals"]
    assert (proposal["character"], proposal["source"], proposal["uri"]) == ("市", "document", None)
    assert repair["method"] == "gbk-shift"


def test_damage_is_announced_where_a_document_is_shown(base: Path) -> None:
    path = str(CORPORA / "pages" / "N10-damaged.txt")
    for arguments in (["show", "N10-damaged.txt", "--db", str(base)], ["extract", path]):
        assert "damaged passages  1" in CliRunner().invoke(cli, arguments).output
    assert "damaged passages" not in CliRunner().invoke(cli, ["show", "N10.txt", "--db", str(base)]).output


def test_a_whole_text_has_none(base: Path) -> None:
    assert "suggested repairs  0" in show(base, "N10.txt")
    assert json.loads(show(base, "N10.txt", "--json"))["repairs"] == []
