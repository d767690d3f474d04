"""Whether a report is of the plan's time: a yearly budget is not answered by what was given over many years."""

from __future__ import annotations

from typing import Final

from extract.audit.facts import Fact
from extract.audit.sameness import same_article
from extract.audit.scope import Relation, reference_date, relate_periods
from extract.types import Period

_OUTSIDE: Final = "不在计划期内 (outside the plan's term)"
_LONGER: Final = "为多年之数，计划只及其中一段 (of more years than the plan's term)"
_UNKNOWN_SPAN: Final = "为累计数，起算年份不明，计划只及一年 (cumulative since an unknown year, the plan is for one)"
_MANY_YEARS: Final = ("年来", "多年", "历年", "年间")
_ONE_YEAR: Final = ("年内", "今年", "全年", "当年", "本年", "年度")


def off_term(planned: Fact, reported: Fact, programme: Relation, *, same_sentence: bool) -> str | None:
    """Why the report cannot answer a plan of this term, in words; ``None`` if its dates do not show that.

    A plan without a term begins when it is published; within an article an undated report is of the plan's time.
    """
    plan, report = planned.scope.period, reported.scope.period
    relation = relate_periods(report, plan)
    if relation == "different":
        return _OUTSIDE
    if same_sentence:
        return None
    if plan is not None and report is not None and relation != "same":
        if _reaches_further_back(report, plan):
            return _LONGER
        if _is_for_one_year(plan) and report.basis == "cumulative" and report.start is None and programme != "same":
            return _UNKNOWN_SPAN
    if relation != "unknown" or any(same_article(a, b) for a in planned.statements for b in reported.statements):
        return None
    day = reference_date(reported.scope)
    begins = plan.start if plan is not None and plan.start is not None else planned.scope.published_on
    return None if day is None or begins is None or day >= begins else _OUTSIDE


def _reaches_further_back(report: Period, plan: Period) -> bool:
    """True if the report counts from an earlier year than the plan's first, or over more years than the plan has."""
    if report.start is not None:
        if plan.start is not None and report.start.year < plan.start.year:
            return True
        if report.end is not None and _is_for_one_year(plan):
            return report.end.year > report.start.year
        return False
    return _is_for_one_year(plan) and any(word in report.text for word in _MANY_YEARS)


def _is_for_one_year(plan: Period) -> bool:
    if plan.start is not None and plan.end is not None:
        return plan.start.year == plan.end.year
    return plan.start is None and plan.end is None and any(word in plan.text for word in _ONE_YEAR)
