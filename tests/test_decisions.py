"""Who is who: proposals come with evidence, decisions are added, last through every load, and govern totals."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cli_build import read_json, run

from extract.audit.namesakes import propose
from extract.errors import StoreError
from extract.load import load
from extract.store.base import Base, open_base
from extract.store.decisions import decide, decisions
from extract.store.identities import Identities
from extract.store.organizations import bodies, parents
from extract.store.query import statements

ONE = "2023年，青石县青石山公益基金会向石林县捐赠资金30万元。\n"
TWO = "2023年，石林县收到青石山公益基金会捐赠资金20万元，用于助学。\n青石山基金会还捐赠图书600册。\n"
LEVELS = "2022年，石林县残疾人联合会发放轮椅20台。县残疾人联合会走访残疾人300人。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("one.txt", ONE), ("two.txt", TWO), ("levels.txt", LEVELS)):
        path = tmp_path / "texts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "texts"


@pytest.fixture
def base(folder: Path) -> Base:
    opened = open_base(folder.parent / "t.db")
    load([folder], opened)
    return opened


def given(base: Base, provider: str) -> list[str]:
    return sorted(each.mention.quote for each in statements(base, provider=provider))


def test_a_merge_joins_what_both_gave_and_a_split_parts_it_again(base: Base) -> None:
    assert given(base, "青石山基金会") == ["600册"]
    decide(base, "merge", "青石山基金会", "青石山公益基金会", reviewer="甲")
    assert "600册" in given(base, "青石山公益基金会")
    assert given(base, "青石山基金会") == given(base, "青石山公益基金会")
    assert all("青石山基金会" not in each.provider for each in statements(base))
    decide(base, "split", "青石山基金会", reviewer="乙")
    assert given(base, "青石山基金会") == ["600册"]
    assert [each.action for each in decisions(base)] == ["merge", "split"]
    assert [each.action for each in decisions(base, holding=True)] == ["split"]


def test_a_decision_outlives_another_extractor_and_other_bytes(base: Base, folder: Path) -> None:
    from extract import pipeline

    decide(base, "merge", "青石山基金会", "青石山公益基金会", reviewer="甲")
    before = given(base, "青石山公益基金会")
    load([folder], base, extract=pipeline.extract_document, extractor="another/2", configuration={"a": "b"})
    assert given(base, "青石山公益基金会") == before
    (folder / "two.txt").write_text(TWO + "\n后记\n", encoding="utf-8")
    load([folder], base)
    assert given(base, "青石山公益基金会") == before


def test_an_alias_holds_in_its_document_only(base: Base, folder: Path) -> None:
    uri = str(folder / "two.txt")
    decide(base, "alias", "青石山基金会", "另一家基金会", reviewer="甲", uri=uri)
    identities = Identities(base)
    assert identities.of("青石山基金会", uri) == "另一家基金会"
    assert identities.of("青石山基金会", str(folder / "one.txt")) == "青石山基金会"
    assert identities.of("青石山基金会") == "青石山基金会"
    assert given(base, "另一家基金会") == ["600册"]


def test_a_split_in_a_document_takes_it_from_the_rest(base: Base, folder: Path) -> None:
    uri = str(folder / "two.txt")
    decide(base, "split", "青石山公益基金会", "云溪青石山公益基金会", reviewer="甲", uri=uri)
    assert "20万元" in given(base, "云溪青石山公益基金会")
    assert "20万元" not in given(base, "青石山公益基金会")


def test_names_follow_each_other_but_never_in_a_circle(base: Base) -> None:
    decide(base, "merge", "甲基金会", "乙基金会", reviewer="甲")
    decide(base, "merge", "乙基金会", "丙基金会", reviewer="甲")
    assert Identities(base).of("甲基金会") == "丙基金会"
    assert Identities(base).standing_for("丙基金会") == {"甲基金会", "乙基金会", "丙基金会"}
    with pytest.raises(StoreError, match="already stands for"):
        decide(base, "merge", "丙基金会", "甲基金会", reviewer="甲")
    with pytest.raises(StoreError, match="two different names"):
        decide(base, "merge", "甲基金会", "甲基金會", reviewer="甲")


def test_decisions_are_only_ever_added(base: Base) -> None:
    decide(base, "merge", "甲基金会", "乙基金会", reviewer="甲", note="同一账号")
    for statement in ("UPDATE decision SET other = '丙'", "DELETE FROM decision"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            base.connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError, match="numbered"):
        base.connection.execute("INSERT INTO decision VALUES (7, 'merge', '丁', '戊', NULL, '甲', NULL, '[]')")


def test_a_renamed_body_is_one_under_both_names(base: Base) -> None:
    identities = Identities(base)
    assert identities.of("中国扶贫基金会") == "中国乡村发展基金会"
    assert identities.of("农业部") == "农业部"  # another body took over its work
    decide(base, "split", "中国扶贫基金会", reviewer="甲")
    assert Identities(base).of("中国扶贫基金会") == "中国扶贫基金会"


def test_proposals_carry_evidence_and_leave_when_judged(base: Base) -> None:
    found = {(each.name, each.other): each for each in propose(base)}
    pair = found["青石山基金会", "青石山公益基金会"]
    assert any("同一文件" in reason for reason in pair.evidence)
    assert statements(base, provider="青石山基金会")  # nothing was merged
    decide(base, "distinct", pair.name, pair.other, reviewer="甲")
    assert all((each.name, each.other) != (pair.name, pair.other) for each in propose(base))


def test_a_name_with_a_level_only_is_proposed_for_its_text(tmp_path: Path) -> None:
    text = "石林县残疾人联合会发放轮椅20台。云溪县残疾人联合会来访。县残疾人联合会走访300人。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with open_base(":memory:") as base:
        load([tmp_path / "a.txt"], base)
        scoped = [each for each in propose(base) if each.name == "县残疾人联合会"]
        assert all(each.uri == str(tmp_path / "a.txt") for each in scoped)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县第一小学", "云溪县第二小学"),
        ("四川省民政厅", "云南省民政厅"),
        ("东山县慈善协会", "西山县慈善协会"),
        ("云溪市东湖公益基金会", "云溪市西湖公益基金会"),
        ("雅安市慈善总会", "芦山县慈善会"),
        ("国家乡村振兴局", "海南省乡村振兴局"),
    ],
)
def test_what_differs_in_what_tells_is_not_proposed(tmp_path: Path, one: str, other: str) -> None:
    (tmp_path / "a.txt").write_text(f"{one}捐赠30万元。{other}捐赠20万元。\n", encoding="utf-8")
    with open_base(":memory:") as base:
        load([tmp_path / "a.txt"], base)
        assert [each for each in propose(base, lowest=0) if {each.name, each.other} == {one, other}] == []


def test_a_part_knows_its_parent() -> None:
    kinds = {"四川省民政厅": "public-body", "四川省民政厅社会组织管理局": "public-body", "四川省": "other"}
    assert parents(kinds) == {"四川省民政厅社会组织管理局": "四川省民政厅"}


def test_mentions_are_counted_under_the_body_they_mean(base: Base) -> None:
    before = {body.name: body.mentions for body in bodies(base)}
    decide(base, "merge", "青石山基金会", "青石山公益基金会", reviewer="甲")
    after = {body.name: body.mentions for body in bodies(base)}
    assert after["青石山公益基金会"] == before["青石山公益基金会"] + before["青石山基金会"]


def test_the_commands_propose_accept_and_list(folder: Path) -> None:
    db = folder.parent / "t.db"
    run("load", folder, "--db", db)
    (proposal,) = [each for each in read_json("entities", "propose", "--db", db) if each["name"] == "青石山基金会"]
    run("entities", "accept", proposal["id"], "--reviewer", "甲", "--note", "同一机构", "--db", db)
    (made,) = read_json("entities", "list", "--decisions", "--db", db)
    assert (made["action"], made["name"], made["other"]) == ("merge", "青石山基金会", "青石山公益基金会")
    assert made["evidence"]
    assert made["reviewer"] == "甲"
    (body,) = [b for b in read_json("entities", "list", "青石山", "--db", db) if b["name"] == "青石山公益基金会"]
    assert "青石山基金会" in body["names"]
    totals = read_json("totals", "--provider", "青石山基金会", "--db", db)
    assert totals == read_json("totals", "--provider", "青石山公益基金会", "--db", db)
    run("entities", "split", "青石山基金会", "--db", db)
    run("entities", "alias", "青石山基金会", "青石山公益基金会", "--in", "two.txt", "--db", db)
    run("entities", "accept", "nonsense", "--db", db, code=1)
    run("entities", "split", "青石山基金会", "--in", "two.txt", "--db", db, code=2)
    assert "青石山" in run("entities", "list", "--db", db).stdout
    assert "merge" in run("entities", "list", "--decisions", "--db", db).stdout


def test_diff_pairs_what_a_decision_makes_one(tmp_path: Path) -> None:
    texts, db = tmp_path / "texts", tmp_path / "t.db"
    texts.mkdir()
    plan = "青石山教育发展基金会2023年工作计划\n2023年，青石山教育发展基金会计划在石林县投入资金300万元。\n"
    report = "2023年，云溪青石山助学基金会在石林县投入资金320万元。\n"
    (texts / "plan.txt").write_text(plan, encoding="utf-8")
    (texts / "report.txt").write_text(report, encoding="utf-8")
    run("load", texts, "--db", db)
    pairs = [(row["planned"], row["disbursed"]) for row in read_json("diff", "--db", db)]
    assert all(planned is None or given is None for planned, given in pairs)
    run("entities", "merge", "青石山教育发展基金会", "云溪青石山助学基金会", "--db", db)
    (row,) = [row for row in read_json("diff", "--db", db) if row["planned"]]
    assert row["disbursed"] is not None
    assert row["status"] in ("met", "exceeded")
