"""Plan against report: revised targets, what comes first, two files, and reports that look ahead."""

from __future__ import annotations

from extract.audit.diff import between, diff
from tests.audit_build import period
from tests.test_diff import plan, report, row


def test_a_later_plan_revises_the_target() -> None:
    first = plan(
        "50个", "50", uri="first.txt", kind="plan", published="2023-01-10", period=period("2023-01-01", "2023-12-31")
    )
    second = plan(
        "40个", "40", uri="second.txt", kind="plan", published="2023-07-10", period=period("2023-01-01", "2023-12-31")
    )
    result = report("42个", "42", uri="r.txt", published="2024-01-08", period=period("2023-01-01", "2023-12-31"))
    (found,) = diff([first, second, result])
    assert found.planned is not None
    assert (found.planned.words, found.status) == ("40个", "exceeded")
    assert [fact.words for fact in found.revised] == ["50个"]
    assert "原定“50个”" in found.reason
    undated = plan(
        "40个", "40", uri="second.txt", kind="plan", published=None, period=period("2023-01-01", "2023-12-31")
    )
    assert len(diff([first, undated, result])) == 2, "nothing shows which of two plans is the later"


def test_the_least_achieved_comes_first() -> None:
    given = [
        each
        for n, reached in enumerate((46, 12, 30))
        for each in (
            plan(
                "50个", "50", programme=f"“春雨{n}号”行动", uri=f"p{n}.txt", period=period("2023-01-01", "2023-12-31")
            ),
            report(f"{reached}个", str(reached), programme=f"“春雨{n}号”行动", uri=f"r{n}.txt", published="2024-01-08"),
        )
    ]
    rows = [each for each in diff(given) if each.status == "not-met"]
    assert [fact.words for each in rows if each.actual for fact in each.actual.facts] == ["12个", "30个", "46个"]


def test_two_files_and_nothing_else() -> None:
    """A plan's own past results and the targets that a report recalls answer nothing."""
    term = period("2023-01-01", "2023-12-31")
    goal = plan("50个", "50", uri="plan.txt", period=term)
    past = report("60个", "60", uri="plan.txt", period=term)
    recalled = plan("55个", "55", uri="report.txt", period=term)
    result = report("46个", "46", uri="report.txt", period=term, published="2024-01-08")
    other = report("70个", "70", uri="other.txt", period=term, published="2024-01-08")
    (found,) = between([goal, past, recalled, result, other], {"plan.txt"}, {"report.txt"})
    assert found.status == "not-met"
    assert found.actual is not None
    assert [fact.words for fact in found.actual.facts] == ["46个"]


def test_a_report_published_within_the_term_cannot_speak_for_its_end() -> None:
    term = period("2021-01-01", "2025-12-31", text="“十四五”")
    goal = plan("120个", "120", uri="p.txt", period=term)
    so_far = report("64个", "64", uri="r.txt", period=term, published="2023-08-30")
    assert row(goal, so_far).status == "in-progress"


def test_an_undated_article_may_have_been_written_within_the_term() -> None:
    term = period("2023-01-01", "2023-12-31")
    goal = plan("10个", "10", uri="a.txt", period=term, published=None)
    so_far = report("4个", "4", uri="a.txt", period=term, published=None)
    assert row(goal, so_far).status == "in-progress"
    told = report("4个", "4", uri="a.txt", period=term, published=None, context="建成4个，没有达到10个的目标。")
    assert row(goal, told).status == "not-met"
    assert row(goal, report("4个", "4", uri="b.txt", period=term, published=None)).status == "not-met"
