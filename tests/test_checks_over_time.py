"""Checks that compare facts of one measure: cumulative series, parts of periods, documents with each other."""

from __future__ import annotations

import pytest

from extract.audit.checks import run_checks
from extract.audit.findings import Finding
from extract.types import StoredStatement
from tests.audit_build import level, period, projects, statement

GIVER = ("云川市扶贫基金会",)


def found(check: str, *given: StoredStatement) -> list[Finding]:
    return [each for each in run_checks(given, []) if each.check == check]


def verdicts(check: str, *given: StoredStatement) -> list[str]:
    return [each.verdict for each in found(check, *given)]


def until(end: str, quote: str, hard: str, likely: str | None = None, **fields: object) -> StoredStatement:
    when = period(None, end, "cumulative", f"截至{end}")
    given = {"provider": GIVER, "period": when, **fields}
    return statement(quote, hard, likely=likely, **given)  # type: ignore[arg-type]


def during(start: str, end: str, quote: str, hard: str, likely: str | None = None, **fields: object) -> StoredStatement:
    given = {"provider": GIVER, "period": period(start, end, "flow", f"{start}至{end}"), **fields}
    return statement(quote, hard, likely=likely, **given)  # type: ignore[arg-type]


# --- cumulative -----------------------------------------------------------------------------------------------------


def test_a_series_is_compared_step_by_step() -> None:
    series = [until(f"2023-0{month}-28", f"{n}万元", f"{n}万") for month, n in ((3, 90), (6, 80), (9, 120))]
    assert sorted(verdicts("cumulative", *series)) == ["consistent", "inconsistent"]


@pytest.mark.parametrize(
    ("later", "hard", "likely", "verdict"),
    [
        ("90余万元", "[90万,)", "[90万,100万)", "cannot-tell"),  # at least 90 may be 110
        ("近100万元", "[0,100万)", "[90万,100万)", "inconsistent"),
        ("110余万元", "[110万,)", "[110万,120万)", "consistent"),
    ],
)
def test_wordings_decide_what_can_be_told_of_a_series(later: str, hard: str, likely: str, verdict: str) -> None:
    first = until("2023-06-30", "100万元", "100万")
    assert verdicts("cumulative", first, until("2023-09-30", later, hard, likely)) == [verdict]


@pytest.mark.parametrize(
    "fields",
    [
        {"provider": ("青石县商会",)},
        {"programme": "“春雨”项目"},
        {"place": (("青石县", "510101"),)},
        {"counted": "物资折款"},
        {"period": period("2023-07-01", "2023-09-30", "cumulative", "下半年以来")},
    ],
)
def test_another_measure_is_another_series(fields: dict[str, object]) -> None:
    lower = until("2023-09-30", "80万元", "80万", **fields)
    assert verdicts("cumulative", until("2023-06-30", "100万元", "100万"), lower) == []


def test_no_text_counts_beyond_the_day_it_was_published() -> None:
    """今年累计 of April and of July are two days of one series."""

    def so_far(published: str, quote: str, hard: str) -> StoredStatement:
        year = period("2023-01-01", "2023-12-31", "cumulative", "今年累计")
        return statement(quote, hard, provider=GIVER, period=year, published=published, uri=f"{published}.txt")

    assert verdicts(
        "cumulative", so_far("2023-04-08", "126万元", "126万"), so_far("2023-07-08", "193万元", "193万")
    ) == ["consistent"]
    assert verdicts("cumulative", so_far("2023-04-08", "126万元", "126万"), so_far("2023-07-08", "93万元", "93万")) == [
        "inconsistent"
    ]


# --- period ---------------------------------------------------------------------------------------------------------


def test_a_part_of_a_year_within_the_year() -> None:
    year = during("2023-01-01", "2023-12-31", "152万元", "152万")
    assert verdicts("period", during("2023-01-01", "2023-06-30", "68万元", "68万"), year) == ["consistent"]
    (wrong,) = found("period", during("2023-01-01", "2023-06-30", "168万元", "168万"), year)
    assert wrong.verdict == "inconsistent"
    assert "2023-01-01至2023-06-30" in wrong.reason


def test_the_parts_of_a_year_together() -> None:
    year = during("2023-01-01", "2023-12-31", "152万元", "152万")
    halves = [
        during("2023-01-01", "2023-06-30", "98万元", "98万"),
        during("2023-07-01", "2023-12-31", "88万元", "88万"),
    ]
    together = [each for each in found("period", year, *halves) if len(each.inputs) == 3]
    assert [each.verdict for each in together] == ["inconsistent"]
    (calculation,) = [each.calculation for each in together]
    assert calculation is not None
    assert calculation.computed.hard.point == 1_860_000
    assert [each.weight for each in together[0].inputs] == [1, 1, None]


def test_persons_of_two_seasons_may_be_the_same_persons() -> None:
    def trained(start: str, end: str, quote: str, n: str) -> StoredStatement:
        return during(start, end, quote, n, indicator="person.trained", unit="人", dimension="person", counted="学员",
                      status="actual")  # fmt: skip

    seasons = [trained("2023-01-01", "2023-06-30", "60人", "60"), trained("2023-07-01", "2023-12-31", "70人", "70")]
    findings = found("period", trained("2023-01-01", "2023-12-31", "100人", "100"), *seasons)
    assert [(len(each.inputs), each.verdict) for each in findings] == [(2, "consistent")] * 2


def test_a_month_of_another_year_is_no_part() -> None:
    year = during("2023-01-01", "2023-12-31", "50万元", "50万")
    assert verdicts("period", year, during("2022-05-01", "2022-05-31", "80万元", "80万")) == []


# --- documents ------------------------------------------------------------------------------------------------------


def total(uri: str, quote: str, hard: str, **fields: object) -> StoredStatement:
    given = {"programme": "“春雨”助学项目", "uri": uri, **fields}
    return during("2023-01-01", "2023-12-31", quote, hard, **given)


def test_documents_agree_or_do_not() -> None:
    one = total("a.txt", "143万元", "143万")
    assert verdicts("cross-document", one, total("b.txt", "143万元", "143万")) == ["consistent"]
    assert verdicts("cross-document", one, total("b.txt", "413万元", "413万")) == ["inconsistent"]
    about = total("b.txt", "约140万元", "140万", likely="[135万,145万]", approx=True)
    assert verdicts("cross-document", one, about) == ["consistent"]


def test_a_later_revision_supersedes() -> None:
    def plan(uri: str, quote: str, hard: str, published: str, **fields: object) -> StoredStatement:
        return total(uri, quote, hard, status="budget", published=published, kind="plan", **fields)

    first = plan("a.txt", "90万元", "90万", "2023-01-10")
    (revised,) = found("cross-document", first, plan("b.txt", "120万元", "120万", "2023-06-10"))
    assert revised.verdict == "consistent"
    assert "修订" in revised.reason
    assert [each.quote for each in revised.inputs] == ["90万元", "120万元"]
    news = total("c.txt", "120万元", "120万", status="budget", published="2023-06-10", kind="news")
    assert verdicts("cross-document", first, news) == ["inconsistent"], "who retells a plan does not revise it"
    assert verdicts("cross-document", first, plan("b.txt", "120万元", "120万", "2023-01-10")) == ["inconsistent"]


def test_a_correction_that_says_so_supersedes_a_result() -> None:
    first = total("a.txt", "143万元", "143万", published="2024-01-05")
    context = "经核实，“春雨”助学项目2023年投入134万元，特此更正。"
    later = total("b.txt", "134万元", "134万", published="2024-01-09", context=context)
    assert verdicts("cross-document", first, later) == ["consistent"]


def test_two_gifts_of_one_giver_are_two_gifts() -> None:
    one = during("2023-01-01", "2023-12-31", "50万元", "50万", uri="a.txt")
    other = during("2023-01-01", "2023-12-31", "80万元", "80万", uri="b.txt")
    assert verdicts("cross-document", one, other) == []


def test_a_level_of_one_place_and_day() -> None:
    def registered(uri: str, quote: str, n: str, place: str = "510101") -> StoredStatement:
        day = period(None, "2023-12-31", "instant", "截至2023年底")
        return level(quote, n, uri=uri, place=(("青石县", place),), period=day)

    first = registered("a.txt", "176家", "176")
    assert verdicts("cross-document", first, registered("b.txt", "167家", "167")) == ["inconsistent"]
    assert verdicts("cross-document", first, registered("b.txt", "167家", "167", place="510202")) == []


def test_plans_and_reports_are_held_against_each_other() -> None:
    year = period("2023-01-01", "2023-12-31")
    plan = projects("50个", "50", status="target", programme="“春雨”行动", period=year, kind="plan", uri="p.txt")
    report = projects("46个", "46", programme="“春雨”行动", period=year, uri="r.txt", published="2024-01-08")
    (short,) = found("target", plan, report)
    assert short.verdict == "inconsistent"
    assert [each.role for each in short.inputs] == ["planned", "reported"]
    assert found("target", plan) == [], "what is not reported is not zero"
