"""What the commands show of articles, sections, archives and notes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
from cli_build import read_json, run

PAGE = """甲县基金会助学
甲县民政局组织基金会2022年向学校捐款30万元，资助学生120名。（据甲县民政局）
乙县茶农增收
乙县茶业协会收购鲜叶50吨，付给茶农货款200万元，带动农户80户。（据《某某晚报》）
"""
PLAN = """东川区帮扶方案
为做好帮扶，制定本方案。
一、工作目标
到2025年底，昆明市慈善总会在东川区实施“兰花助学”项目，投入资金不少于80万元。
二、重点任务
（一）产业帮扶
建设茶园300亩。
"""


def loaded(folder: Path) -> Path:
    """A base with a page of two articles and a plan."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    run("load", folder / "page.txt", folder / "plan.txt", "--db", folder / "a.db")
    return folder / "a.db"


def test_articles_with_publisher_bounds_and_sections(tmp_path: Path) -> None:
    db = loaded(tmp_path)
    first, second = read_json("show", "page.txt", "--articles", "--db", db)["articles"]
    assert (first["title"], first["publisher"], first["figures"]) == ("甲县基金会助学", "甲县民政局", 2)
    assert (first["published_on"], first["published_from"]) == (None, "2022-01-01")
    assert (second["title"], second["publisher"]) == ("乙县茶农增收", "某某晚报")
    (plan,) = read_json("show", "plan.txt", "--articles", "--db", db)["articles"]
    assert (plan["kind"], plan["published_to"]) == ("plan", "2025-12-31")
    assert plan["sections"] == ["一、工作目标", "二、重点任务", "二、重点任务 › （一）产业帮扶"]
    shown = run("show", "page.txt", "--articles", "--db", db).stdout
    assert "≥2022-01-01" in shown
    assert "某某晚报" in shown


def test_sources_are_cited_with_their_section(tmp_path: Path) -> None:
    db = loaded(tmp_path)
    assert "二、重点任务 › （一）产业帮扶" in run("show", "plan.txt", "--figures", "--db", db).stdout
    totals = read_json("totals", "--status", "target", "--explain", "--db", db)
    cited = [s["section"] for total in totals for fact in total["counted"] for s in fact["statements"]]
    assert sorted(cited) == [["一、工作目标"], ["二、重点任务", "（一）产业帮扶"]]
    assert "一、工作目标" in run("totals", "--status", "target", "--explain", "--db", db).stdout


def test_members_of_archives_and_notes_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "资金"
    for row in (["县", "资金（万元）"], ["甲县", 12.5], ["合计", "=SUM(B2:B2)"]):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "table.xlsx", "表/table.xlsx")
        archive.writestr("坏.pdf", b"%PDF-1.4 rubbish")
    result = run("load", tmp_path / "a.zip", "--db", tmp_path / "b.db", code=3)
    assert "a.zip!/坏.pdf: damaged PDF" in result.stderr
    assert "a.zip!/表/table.xlsx: 1 formulas were never calculated" in result.stderr
    report = read_json("load", tmp_path / "a.zip", "--db", tmp_path / "b.db", code=3)
    assert [note["note"][:10] for note in report["notes"]] == ["1 formulas"]
    assert report["unchanged"] == [f"{tmp_path}/a.zip!/表/table.xlsx"]
