"""The checks, in the order in which an auditor reads them. A new check is one file, one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from extract.audit.coverage import check_coverage
from extract.audit.cross_document import check_across_documents
from extract.audit.cumulative import check_cumulatives
from extract.audit.disbursed import check_disbursements
from extract.audit.duplicates import check_duplicates
from extract.audit.enumeration import check_enumerations
from extract.audit.findings import CheckName, Finding
from extract.audit.matter import Matter, gather
from extract.audit.part_whole import check_parts
from extract.audit.period import check_periods
from extract.audit.ratio import check_ratios
from extract.audit.target import check_targets
from extract.audit.unit_slip import check_unit_slips
from extract.audit.verdicts import Verdict
from extract.store.numerals import NumeralAccount
from extract.types import StoredEnumeration, StoredStatement

Check = Callable[[Matter], Iterator[Finding]]

CHECKS: Final[tuple[tuple[CheckName, Check], ...]] = (
    ("enumeration", check_enumerations),
    ("part-whole", check_parts),
    ("disbursed-committed", check_disbursements),
    ("duplicate", check_duplicates),
    ("cross-document", check_across_documents),
    ("cumulative", check_cumulatives),
    ("period", check_periods),
    ("ratio", check_ratios),
    ("unit-slip", check_unit_slips),
    ("target", check_targets),
    ("coverage", check_coverage),
)

_FIRST: Final[tuple[Verdict, ...]] = ("inconsistent", "cannot-tell", "consistent")


def run_checks(
    statements: Sequence[StoredStatement],
    enumerations: Sequence[StoredEnumeration],
    accounts: Sequence[NumeralAccount] = (),
    *,
    only: Sequence[CheckName] | None = None,
) -> list[Finding]:
    """Every finding of every check (or of those in ``only``): inconsistent first, then what cannot be told.

    ``accounts`` say which numerals of each document are left without a role; without them the coverage check has no
    question to ask. Each question is asked once: findings have distinct ids.
    """
    matter = gather(statements, enumerations, accounts)
    found: dict[str, Finding] = {}
    for name, check in CHECKS:
        if only is None or name in only:
            for finding in check(matter):
                found.setdefault(finding.id, finding)
    return sorted(found.values(), key=lambda finding: _FIRST.index(finding.verdict))
