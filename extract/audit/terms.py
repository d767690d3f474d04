"""Whether a report is of the plan's time: a yearly budget is not answered by what was given over many years."""

from __future__ import annotations

import re
from typing import Final

from extract.audit.facts import Fact
from extract.audit.sameness import same_article
from extract.audit.scope import Relation, reference_date, relate_periods
from extract.types import Period

_OUTSIDE: Final = "不在计划期内 (outside the plan's term)"
_LONGER: Final = "为多年之数，计划只及其中一段 (of more years than the plan's term)"
_BEFORE: Final = "是计划文件所述的已有成绩 (told by the plan itself, of the time before it)"
_UNKNOWN_SPAN: Final = "为累计数，起算年份不明，计划只及一年 (cumulative since an unknown year, the plan is for one)"
# 近三年, 八年来, 多年: a number of years, and not the year of a date (二〇二三年, 第三年).
_MANY_YEARS: Final = re.compile(
    r"(?<![〇零一二三四五六七八九十0-9第])[两兩二三四五六七八九十数數多历歷]年|[2-9]年[来來间間]"
)
_ONE_YEAR: Final = re.compile(r"^(?:年内|年內)|今年|全年|当年|當年|本年")


def off_term(
    planned: Fact, reported: Fact, programme: Relation, *, same_sentence: bool, one_of_years: bool
) -> str | None:
    """Why the report cannot answer a plan of this term, in words; ``None`` if its dates do not show that.

    ``one_of_years``: the programme has plans for several years, so that what was reached by a day is not of the last.
    截至6月底累计 counts from January, as budget reports do, unless the text says more.
    A plan without a term begins when it is published; within an article an undated report is of the plan's time.
    """
    plan, report = planned.scope.period, reported.scope.period
    relation = relate_periods(report, plan)
    if relation == "different":
        return _OUTSIDE
    if same_sentence:
        return None
    together = any(same_article(a, b) for a in planned.statements for b in reported.statements)
    if together and planned.lead.document_kind in ("plan", "notice"):
        return _BEFORE  # its own term still lies ahead, whatever period the context lends the result
    if plan is not None and report is not None and relation != "same":
        if _reaches_further_back(report, plan):
            return _LONGER
        if _is_for_one_year(plan) and report.basis != "flow" and report.start is None:
            if one_of_years or (report.end and plan.end and report.end.year > plan.end.year):
                return _LONGER
            if report.basis == "cumulative" and programme != "same" and "月" not in report.text:
                return _UNKNOWN_SPAN
    if relation != "unknown" or together:
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
    return _is_for_one_year(plan) and _MANY_YEARS.search(report.text) is not None


def _is_for_one_year(plan: Period) -> bool:
    if plan.start is not None and plan.end is not None:
        return plan.start.year == plan.end.year
    return plan.start is None and plan.end is None and _ONE_YEAR.search(plan.text) is not None
