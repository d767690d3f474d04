"""Documents that name each other: titles, numbers, issuers, and plans with the reports that may answer them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_build import read_json, run

from extract.audit.answers import answers
from extract.find.references import designations, find_references, title_key
from extract.load import load
from extract.store.base import Base, open_base
from extract.store.links import citations, cited_by, issuers

PLAN = """云溪市民政局 云溪市财政局关于印发《“清泉入村”饮水项目实施方案》的通知
云民发〔2023〕12号
2023年3月，在昆明市石林县实施“清泉入村”饮水项目，昆明市慈善总会计划投入资金300万元。
"""
REPORT = """昆明市慈善总会“清泉入村”饮水项目进展
2023年11月
根据《“清泉入村”饮水
项目实施方案》和云民发﹝2023﹞12号文件，昆明市慈善总会在石林县拨付“清泉入村”饮水项目资金120万元。
同时参照民发〔2022〕11号文件执行。据《云溪日报》报道，村民都受益。
"""
OTHER = "2024年，拉萨市体育总会举办比赛6场，投入50万元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in (("plan.txt", PLAN), ("report.txt", REPORT), ("other.txt", OTHER)):
        (texts / name).write_text(text, encoding="utf-8")
    return texts


@pytest.fixture
def base(folder: Path) -> Base:
    opened = open_base(":memory:")
    load([folder], opened)
    return opened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据民发〔2022〕11号文件", [("number", "民发〔2022〕11号")]),
        ("（新乡振﹝2022﹞25号）", [("number", "新乡振﹝2022﹞25号")]),
        ("按照国办发[2021]第 7 号和《社会组织登记办法（试行）》", [
            ("number", "国办发[2021]第 7 号"), ("title", "《社会组织登记办法（试行）》"),
        ]),
        ("据《云溪日报》报道", []),
        ("第〔2022〕次会议", []),
        ("共12号楼", []),
    ],
)  # fmt: skip
def test_titles_and_numbers_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.kind, text[each.start : each.end]) for each in find_references(text)] == expected


def test_a_key_knows_no_marks_editions_or_scripts() -> None:
    assert title_key("“百社聯百村”專項行動\n方案（試行）") == title_key("百社联百村专项行动方案")


def test_a_document_is_known_by_its_title_what_it_carries_and_its_number() -> None:
    known = set(designations(PLAN, [PLAN.split("\n", 1)[0]]))
    assert ("carries", "清泉入村饮水项目实施方案") in known
    assert ("number", "云民发2023-12") in known
    assert ("title", "关于印发清泉入村饮水项目实施方案的通知") in known
    assert not [kind for kind, _ in designations(REPORT, []) if kind == "number"]


def test_citations_are_linked_to_the_loaded_document(base: Base, folder: Path) -> None:
    plan, report = str(folder / "plan.txt"), str(folder / "report.txt")
    found = {each.quote.replace("\n", ""): each for each in citations(base, report)}
    assert found["《“清泉入村”饮水项目实施方案》"].targets == ((plan, "carries"),)
    assert found["云民发﹝2023﹞12号"].targets == ((plan, "number"),)
    assert found["民发〔2022〕11号"].targets == ()
    assert REPORT[found["云民发﹝2023﹞12号"].start : found["云民发﹝2023﹞12号"].end] == "云民发﹝2023﹞12号"
    assert {each.uri for each in cited_by(base, plan)} == {report}
    assert citations(base, plan) == []  # its own number and title


def test_joint_issuers_are_those_before_the_title(base: Base, folder: Path) -> None:
    assert issuers(base, str(folder / "plan.txt")) == ("云溪市民政局", "云溪市财政局")


def test_a_report_answers_the_plan_with_evidence(base: Base, folder: Path) -> None:
    plan, report = str(folder / "plan.txt"), str(folder / "report.txt")
    (answer,) = answers(base, report)
    assert (answer.plan, answer.report) == (plan, report)
    reasons = "\n".join(answer.evidence)
    assert "清泉入村" in reasons
    assert "昆明市慈善总会" in reasons
    assert "石林" in reasons
    assert answers(base, str(folder / "other.txt")) == []


def test_the_command_shows_the_links(folder: Path) -> None:
    db = folder.parent / "t.db"
    run("load", folder, "--db", db)
    links = read_json("show", "report.txt", "--links", "--db", db)["links"]
    assert [each["plan"].endswith("plan.txt") for each in links["answers"]] == [True]
    assert any(each["targets"] for each in links["cites"])
    shown = run("show", "plan.txt", "--links", "--db", db).stdout
    assert "云溪市财政局" in shown
    assert "report.txt" in shown
