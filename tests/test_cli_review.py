"""``hezhang review``: keys at the terminal, forms for scripts, files of verdicts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extract.present.review_session import Session
from extract.store.base import Base, open_base
from extract.store.reviews import history
from tests.cli_build import read_json, run, write_folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    run("load", write_folder(tmp_path / "in"), "--db", tmp_path / "base.db")
    return tmp_path / "base.db"


def keys(pressed: str) -> Callable[[], str]:
    """The keys one after another, then the end of input."""
    waiting = iter(pressed)
    return lambda: next(waiting, "")


def judge(base: Base, pressed: str, *lines: str) -> tuple[Session, str]:
    """A session with these keys and typed lines; and what it printed."""
    typed = iter(lines)
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    session = Session(base, "审核员", console, keys(pressed), lambda prompt: next(typed))
    session.run()
    assert isinstance(console.file, io.StringIO)
    return session, console.file.getvalue()


def test_each_key_writes_its_verdict_at_once(db: Path) -> None:
    with open_base(db) as base:
        session, shown = judge(base, "arcuq", "status=actual; counted=善款")
        verdicts = [history(base, item.statement)[-1] for item in session.done]
    assert [each.verdict for each in verdicts] == ["accepted", "rejected", "corrected", "unsure"]
    assert verdicts[2].correction == {"status": "actual", "counted": "善款"}
    assert {each.reviewer for each in verdicts} == {"审核员"}
    assert "【300万元】" in shown  # the figure is marked in its sentence


def test_skipped_and_judged_figures_do_not_come_again_until_a_new_session(db: Path) -> None:
    with open_base(db) as base:
        waiting = len(read_json("review", "list", "--queue", "--db", db))
        session, shown = judge(base, "s" * waiting + "a")
        assert session.done == []
        assert "nothing waits any more" in shown
        session, _ = judge(base, "a" * waiting)
        assert len({item.statement for item in session.done}) == waiting
        _, shown = judge(base, "a")
        assert "nothing waits any more" in shown


def test_undo_brings_the_figure_back_and_what_was_on_screen_after_it(db: Path) -> None:
    with open_base(db) as base:
        session, _ = judge(base, "rbaa")
        first, second = session.done
        assert [each.verdict for each in history(base, first.statement)] == ["rejected", "withdrawn", "accepted"]
        assert [each.verdict for each in history(base, second.statement)] == ["accepted"]
        _, shown = judge(base, "bq")
        assert "nothing to undo" in shown


def test_a_correction_that_cannot_be_read_is_explained_and_nothing_is_written(db: Path) -> None:
    with open_base(db) as base:
        session, shown = judge(base, "cccq", "status=done", "value=许多", "")
        assert session.done == []
    assert "known: target, budget" in " ".join(shown.split())
    assert "not one quantity" in shown
    assert "nothing corrected" in shown


def test_the_context_opens_and_closes(db: Path) -> None:
    with open_base(db) as base:
        _, shown = judge(base, "ooq")
    assert shown.count("昆明市结对帮扶进展") == 1 + 3  # in the wide passage; and as the title of each of three screens


def test_without_a_terminal_it_says_what_to_use(db: Path) -> None:
    assert "review list" in run("review", "--db", db, code=2).stderr


def queued(db: Path, quote: str) -> str:
    """The id of the first figure so written that waits."""
    return next(str(row["id"]) for row in read_json("review", "list", "--queue", "--db", db) if row["quote"] == quote)


def test_a_script_judges_and_totals_follow(db: Path) -> None:
    def disbursed() -> Any:
        answers = read_json("totals", "--indicator", "funds.provided", "--status", "disbursement", "--db", db)
        return [(each["hard"]["low"], each["hard"]["high"]) for each in answers]

    assert disbursed() == [(1_920_000, None)]
    run("review", "add", queued(db, "72万元"), "--verdict", "剔除", "--note", "登记有误", "--db", db)
    assert disbursed() == [(1_200_000, None)]
    (answer,) = read_json("totals", "--indicator", "funds.provided", "--status", "disbursement", "--db", db)
    assert [each["reason"] for each in answer["excluded"]] == ["rejected"]
    assert "审核剔除" in run("totals", "--explain", "--db", db).stdout
    run("review", "add", queued(db, "120余万元"), "--verdict", "corrected", "--set", "value=118万元", "--db", db)
    assert disbursed() == [(1_180_000, 1_180_000)]
    run("check", "--only", "disbursed-committed", "--verdict", "inconsistent", "--db", db)  # its figure is rejected
    listed = {row["verdict"]: row for row in read_json("review", "list", "--db", db)}
    assert {row["state"] for row in listed.values()} == {"reviewed"}
    assert (set(listed), listed["rejected"]["note"]) == ({"corrected", "rejected"}, "登记有误")
    assert "登记有误" in run("review", "list", "--db", db).stdout
    history = run("review", "history", listed["rejected"]["statement"], "--db", db).stdout
    assert "剔除" in history
    assert "更正" not in history


def test_figures_of_inconsistent_findings_come_first(db: Path) -> None:
    run("check", "--db", db, code=3)
    first, second = read_json("review", "list", "--queue", "--limit", 2, "--db", db)
    assert {first["quote"], second["quote"]} == {"60万元", "72万元"}
    assert (first["why"], second["why"]) == ("inconsistent", "inconsistent")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_verdicts_go_to_another_base_by_quote_and_context(db: Path, tmp_path: Path, form: str) -> None:
    run("review", "add", queued(db, "72万元"), "--verdict", "rejected", "--note", "=1+1", "--db", db)
    run("review", "add", queued(db, "300万元"), "--verdict", "corrected", "--set", "programme=助学", "--db", db)
    rows = read_json("review", "list", "--db", db)
    plan = tmp_path / "in" / "plan.txt"
    plan.write_text("（修订稿）" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    run("load", tmp_path / "in", "--db", tmp_path / "other.db")
    file = tmp_path / f"verdicts.{form}"
    if form == "jsonl":
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    else:
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            for row in rows:
                correction = row["correction"] and json.dumps(row["correction"], ensure_ascii=False)
                writer.writerow(row | {"correction": correction})
    for expected in ((2, 0), (0, 2)):  # once more changes nothing
        report = read_json("review", "import", file, "--db", tmp_path / "other.db")
        assert (len(report["written"]), len(report["unchanged"])) == expected
    assert {row["verdict"] for row in read_json("review", "list", "--db", tmp_path / "other.db")} == {
        "rejected", "corrected",
    }  # fmt: skip


def test_rows_that_cannot_be_used_are_named_and_cost_no_other(db: Path, tmp_path: Path) -> None:
    good, file = queued(db, "72万元"), tmp_path / "edited.csv"
    file.write_text(
        "statement,verdict,note,correct_status\n"
        f"{good},接受,核过,\n"
        f"{good},maybe,,\n"
        "ffffffffffff,accepted,,\n"
        f"{good},corrected,,done\n"
        ",,,\n",
        encoding="utf-8",
    )
    result = run("review", "import", file, "--db", db, code=3)
    assert [line.split(":")[0] for line in result.stderr.splitlines()[:3]] == [
        "row 第 3 行",
        "row 第 4 行",
        "row 第 5 行",
    ]
    assert read_json("review", "list", "--db", db)[0]["note"] == "核过"
    (tmp_path / "no.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "verdict" in run("review", "import", tmp_path / "no.csv", "--db", db, code=1).stderr
