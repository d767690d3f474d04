"""What the audit must show on the seed documents beside the checkout; skipped where they are absent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.audit.checks import run_checks
from extract.audit.diff import DiffRow, diff
from extract.audit.findings import Finding
from extract.audit.totals import Total, totals
from extract.load import load
from extract.store.base import Base, open_base
from extract.store.query import enumerations, statements

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEEDS, GOLD = SHARED / "seeds", SHARED / "gold" / "seed_enumerations.jsonl"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents beside the checkout are absent")

PLAN = "003_"  # the Xinjiang plan
REPORT = "巴州帮扶情况通报\n{day}\n{period}，巴州{programme}开展{counted}{count}个。\n"


@pytest.fixture(scope="module")
def base() -> Iterator[Base]:
    with open_base(":memory:") as opened:
        report = load([SEEDS], opened)
        assert not report.failures
        yield opened


@pytest.fixture(scope="module")
def findings(base: Base) -> list[Finding]:
    return run_checks(statements(base), enumerations(base))


def row(rows: list[DiffRow], words: str) -> DiffRow:
    (found,) = [each for each in rows if each.planned is not None and each.planned.words == words]
    return found


def test_every_enumeration_of_the_gold_has_the_right_verdict(findings: list[Finding]) -> None:
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len(gold) == 16
    verdicts = {
        (Path(finding.inputs[0].uri).name, "".join(finding.inputs[0].quote.split()), len(finding.inputs[0].listed)):
        finding.verdict for finding in findings if finding.check == "enumeration"
    }  # fmt: skip
    for entry in gold:
        expected = "consistent" if entry["listed"] == entry["stated"] else "cannot-tell"
        key = (entry["doc"], "".join(entry["quote"].split()), entry["listed"])
        assert verdicts.get(key) == expected, entry


def test_the_eleven_villages_are_those_of_three_years(findings: list[Finding]) -> None:
    (villages,) = [each for each in findings if each.check == "enumeration" and each.inputs[0].quote == "11个"]
    assert len(villages.inputs[0].listed) == 11
    assert not {"外灶村", "桥北村"} & set(villages.inputs[0].listed), "begun in 2021, not yet counted"


def test_no_verdict_accuses_the_seeds(findings: list[Finding]) -> None:
    assert [each.reason for each in findings if each.verdict == "inconsistent"] == []


def test_tianjin(base: Base, findings: list[Finding]) -> None:
    (paid,) = [each for each in findings if each.check == "disbursed-committed"]
    assert paid.verdict == "consistent"
    assert "按通常读法" in paid.reason
    (within,) = [each for each in findings if each.check == "part-whole" and "成员" in each.reason]
    assert within.verdict == "consistent"
    assert sorted("".join(each.quote.split()) for each in within.inputs) == ["1013万元", "20万元", "26.5万元", "43万元"]
    assert within.calculation is not None
    assert within.calculation.computed.hard.point == 895_000
    (promised,) = [each for each in diff(statements(base)) if each.status == "no-target"]
    assert promised.achievement is not None
    likely = promised.achievement[1]
    assert likely.low is not None
    assert likely.high is not None
    assert 78 < likely.low < 79
    assert 88 < likely.high < 89
    assert (likely.low_inclusive, likely.high_inclusive) == (True, False)
    assert promised.achievement[0].high is None


def test_beekeeping_and_the_children_are_in_progress(base: Base) -> None:
    rows = diff(statements(base))
    bees, children = row(rows, "3000万元"), row(rows, "50例")
    assert bees.status == children.status == "in-progress"
    assert bees.disbursed is not None
    assert [fact.words for fact in bees.disbursed.facts] == ["500余万元"]
    assert children.actual is not None
    assert [fact.words for fact in children.actual.facts] == ["2例"]


def engaged(base: Base) -> Total:
    (answer,) = [each for each in totals(statements(base), indicator="organization.engaged", status="actual")
                 if each.unit == "家"]  # fmt: skip
    return answer


def test_a_repeated_count_is_in_the_total_once(base: Base) -> None:
    answer = engaged(base)
    facts = [fact for fact in (*answer.counted, *answer.undecided) if fact.words == "110家"]
    assert [len(fact.statements) for fact in facts] == [2]
    assert [each.reason.name for each in answer.excluded if each.statement.mention.quote.startswith("110")] == [
        "DUPLICATE"
    ]


def test_a_part_is_not_added_to_its_whole(base: Base) -> None:
    left_out = {each.statement.mention.quote: each.reason.name for each in engaged(base).excluded}
    assert left_out["59家"] == "PART"


def test_the_xinjiang_targets_are_not_reported(base: Base) -> None:
    rows = diff(statements(base))
    for words in ("不少于10个", "不少于6个"):
        found = row(rows, words)
        assert found.status == "not-reported"
        assert found.achievement is None


@pytest.mark.parametrize(
    ("count", "day", "period", "status"),
    [
        ("12", "2023年11月20日", "截至2023年10月底", "met"),
        ("10余", "2023年11月20日", "截至2023年10月底", "met"),
        ("约10", "2023年11月20日", "截至2023年10月底", "cannot-tell"),
        ("5", "2023年11月20日", "截至2023年10月底", "in-progress"),
    ],
)
def test_the_xinjiang_targets_with_a_report(tmp_path: Path, count: str, day: str, period: str, status: str) -> None:
    (plan,) = SEEDS.glob(PLAN + "*")
    report = tmp_path / "report.txt"
    with open_base(":memory:") as opened:
        load([plan], opened)
        goal = row(diff(statements(opened)), "不少于10个").scope
        programme = (goal.programme or "").removeprefix("自治州")
        text = REPORT.format(count=count, day=day, period=period, programme=programme, counted=goal.counted)
        report.write_text(text, encoding="utf-8")
        load([report], opened)
        found = row(diff(statements(opened)), "不少于10个")
    assert found.status == status, found.reason
    assert found.actual is not None
    assert [fact.words for fact in found.actual.facts] == [f"{count}个"]
