"""Check: what was reported satisfies what was planned. The rows of the diff (DESIGN §7) as findings.

Short of a plan at the end of its term is an inconsistency between plan and report, not yet anybody's fault. What is not
reported, or has no plan, asks no question here; ``hezhang diff`` lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from extract.audit.diff import DiffRow, DiffStatus, compare
from extract.audit.findings import Calculation, Finding, figure_input, find
from extract.audit.matter import Matter
from extract.audit.verdicts import Judgement, Quantity, Verdict

_VERDICTS: Final[Mapping[DiffStatus, Verdict]] = MappingProxyType(
    {
        "met": "consistent",
        "exceeded": "consistent",
        "not-met": "inconsistent",
        "conflicting": "inconsistent",
        "in-progress": "cannot-tell",
        "cannot-tell": "cannot-tell",
        "unit-mismatch": "cannot-tell",
        "scope-mismatch": "cannot-tell",
        "period-mismatch": "cannot-tell",
    }
)


def check_targets(matter: Matter) -> Iterator[Finding]:
    """One finding per planned value that something reported answers, or almost answers."""
    for row in compare(matter.facts):
        if row.planned is not None and row.status in _VERDICTS:
            yield _finding(row, _VERDICTS[row.status])


def _finding(row: DiffRow, verdict: Verdict) -> Finding:
    assert row.planned is not None
    answers = row.disbursed if row.planned.dimension == "money" and row.disbursed is not None else row.actual
    answers = answers or row.disbursed
    reported = answers.facts if answers is not None else row.near
    inputs = [figure_input(row.planned.sharpest, "planned"), *(figure_input(f.sharpest, "reported") for f in reported)]
    calculation = None
    if answers is not None and answers.hard is not None and answers.likely is not None and len(reported) > 1:
        words = " ＋ ".join(fact.words for fact in reported)
        computed = Quantity(words, answers.hard, answers.likely)
        calculation = Calculation(words, computed, row.planned.quantity, row.unit)
    return find("target", Judgement(verdict, f"计划与报告：{row.reason}"), inputs, calculation)
