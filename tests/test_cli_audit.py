"""totals, check, diff, search and show on a base: readable, exact, and without spaCy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_build import REPORT, read_json, run, write_folder

AUDITOR = (
    ("totals",), ("totals", "--explain"), ("check",), ("diff", "--all"), ("search", "兰花"), ("show", "report.txt"),
    ("show", "report.txt", "--numerals"), ("show", "report.txt", "--figures"),
)  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    run("load", write_folder(folder / "in"), "--db", folder / "base.db")
    return folder / "base.db"


@pytest.mark.parametrize("arguments", AUDITOR, ids=" ".join)
def test_an_auditor_does_not_wait_for_spacy(db: Path, arguments: tuple[str, ...]) -> None:
    program = (
        "import sys; from extract.present.cli import cli\n"
        f"cli({[*arguments, '--db', str(db)]!r}, standalone_mode=False)\n"
        "sys.exit(9 if 'spacy' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(
    "arguments", [("totals",), ("check",), ("diff",), ("search", "兰花"), ("show", "x")], ids=" ".join
)
def test_without_a_base_the_message_says_what_to_do(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "--db", tmp_path / "none.db", code=1)
    assert "hezhang load" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "none.db").exists()


def test_totals_keep_the_statuses_apart_and_the_bounds_open(db: Path) -> None:
    answers = read_json("totals", "--indicator", "funds.provided", "--db", db)
    by_status = {answer["status"]: answer for answer in answers}
    assert by_status["commitment"]["hard"]["low"] == 3_600_000
    assert by_status["disbursement"]["hard"]["low"] == 1_920_000
    assert by_status["disbursement"]["hard"]["high"] is None
    shown = run("totals", "--indicator", "funds.provided", "--explain", "--db", db).stdout
    assert "≥192万元" in shown
    assert "report.txt" in shown


def test_totals_of_a_provider_by_a_part_of_its_name(db: Path) -> None:
    (answer,) = read_json("totals", "--provider", "兰花", "--status", "commitment", "--by", "provider,status",
                          "--db", db)  # fmt: skip
    assert answer["group"] == {"provider": "昆明市兰花协会"}
    assert answer["hard"]["low"] == 600_000


def test_a_wrong_group_or_indicator_is_wrong_usage(db: Path) -> None:
    assert "programme" in run("totals", "--by", "colour", "--db", db, code=2).stderr
    assert "funds.provided" in run("totals", "--indicator", "funds.lent", "--db", db, code=2).stderr


def test_check_ends_with_3_only_if_it_shows_an_inconsistency(db: Path) -> None:
    shown = run("check", "--db", db, code=3).stdout
    assert "不一致" in shown
    assert "72万元" in shown
    (wrong,) = read_json("check", "--only", "disbursed-committed", "--verdict", "inconsistent", "--db", db, code=3)
    assert {each["role"]: each["quote"] for each in wrong["inputs"]} == {"committed": "60万元", "disbursed": "72万元"}
    run("check", "--only", "enumeration", "--db", db)


def test_check_explains_its_calculations(tmp_path: Path) -> None:
    text = "山茶协会年报\n2024年1月5日\n2023年，山茶协会支出：购苗18万元、修路27万元、培训9万元，合计64万元。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("load", tmp_path / "a.txt", "--db", tmp_path / "base.db")
    wrong = ("check", "--only", "part-whole", "--verdict", "inconsistent", "--db", tmp_path / "base.db")
    shown = run(*wrong, "--explain", code=3).stdout
    assert "计算 computed" in shown
    assert "540000" in shown.replace(",", "") or "54万元" in shown
    assert "+1" in shown
    (finding,) = read_json(*wrong, code=3)
    assert finding["calculation"]["computed"]["hard"]["low"] == 540_000
    assert finding["calculation"]["stated"]["hard"]["low"] == 640_000
    assert [each["weight"] for each in finding["inputs"]] == [1, 1, 1, None]


def test_diff_puts_the_report_beside_the_plan(db: Path) -> None:
    rows = read_json("diff", "--all", "--db", db)
    assert any(row["planned"] is not None and row["planned"]["words"] == "300万元" for row in rows)
    assert len(rows) >= len(read_json("diff", "--db", db))
    assert "300万元" in run("diff", "--all", "--db", db).stdout


@pytest.mark.parametrize("words", ["兰花", "三个县", "120余万元", "東川區"])
def test_search_gives_exact_offsets(db: Path, words: str) -> None:
    (hit, *_) = [each for each in read_json("search", words, "--db", db) if each["uri"].endswith("report.txt")]
    for start, end in hit["spans"]:  # of one word: no white space within
        assert len(REPORT[start:end]) == len(words)
    shown = run("search", words, "--db", db).stdout
    assert f"{hit['spans'][0][0]}–{hit['spans'][0][1]}" in shown
    assert "【" in shown


def test_search_without_a_hit_says_so(db: Path) -> None:
    result = run("search", "长江", "--db", db)
    assert result.stdout == ""
    assert "长江" in result.stderr


def test_show_prints_the_text_exactly(db: Path) -> None:
    assert run("show", "report.txt", "--text", "--db", db).stdout_bytes == REPORT.encode()


def test_show_marks_every_numeral_with_its_role(db: Path) -> None:
    shown = run("show", "report.txt", "--numerals", "--db", db).stdout
    assert "60万[figure]元" in shown
    assert "2023[date]年" in shown
    found = read_json("show", "report.txt", "--numerals", "--db", db)
    assert len(found["numerals"]) == found["coverage"]["numerals"]


def test_show_finds_by_title_and_asks_where_several_fit(db: Path) -> None:
    assert read_json("show", "plan.txt", "--db", db)["document"]["uri"].endswith("plan.txt")
    assert read_json("show", "plan", "--db", db)["document"]["uri"].endswith("plan.txt")
    assert "plan.txt" in run("show", ".txt", "--db", db, code=1).stderr
    assert "hezhang search" in run("show", "nothing like it", "--db", db, code=1).stderr


def test_an_empty_base_is_told(tmp_path: Path) -> None:
    run("load", tmp_path / "nowhere", "--db", tmp_path / "base.db", code=3)
    assert "hezhang load" in run("totals", "--db", tmp_path / "base.db").stderr


PLANNED = "青田县帮扶计划\n2023年2月1日\n2023年，青田县慈善总会“山乡书屋”项目计划建设书屋不少于10个。\n"
REPORTED = "“山乡书屋”项目通报\n2024年1月8日\n2023年，青田县慈善总会“山乡书屋”项目建成书屋12个。\n"


def test_diff_of_two_files_needs_no_base(tmp_path: Path) -> None:
    plan, report, broken = tmp_path / "plan.txt", tmp_path / "report.txt", tmp_path / "broken.pdf"
    plan.write_text(PLANNED, encoding="utf-8")
    report.write_text(REPORTED, encoding="utf-8")
    broken.write_bytes(b"%PDF-1.4 nothing behind it")
    files = ("diff", "--plan", plan, "--report", report)
    (found,) = read_json(*files)
    assert (found["status"], found["planned"]["words"]) == ("met", "不少于10个")
    assert "达标" in run(*files).stdout
    failed = run(*files, "--report", broken, code=3)
    assert "broken.pdf" in failed.stderr
    assert "达标" in failed.stdout
    assert "--report" in run("diff", "--plan", plan, code=2).stderr


def test_totals_roll_up_by_province(db: Path) -> None:
    answers = read_json("totals", "--by", "province,status", "--indicator", "funds.provided", "--db", db)
    assert ("云南省", "commitment") in {(each["group"]["province"], each["status"]) for each in answers}
