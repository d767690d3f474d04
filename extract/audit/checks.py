"""The checks, in the order in which an auditor reads them. A new check is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from extract.audit.disbursed import check_disbursements
from extract.audit.duplicates import check_duplicates, check_unit_slips
from extract.audit.enumeration import check_enumerations
from extract.audit.findings import CheckName, Finding
from extract.audit.part_whole import check_parts
from extract.audit.verdicts import Verdict
from extract.types import StoredEnumeration, StoredStatement

Check = Callable[[Sequence[StoredStatement], Sequence[StoredEnumeration]], Iterator[Finding]]

CHECKS: Final[tuple[tuple[CheckName, Check], ...]] = (
    ("enumeration", check_enumerations),
    ("part-whole", check_parts),
    ("disbursed-committed", check_disbursements),
    ("duplicate", check_duplicates),
    ("unit-slip", check_unit_slips),
)

_FIRST: Final[tuple[Verdict, ...]] = ("inconsistent", "cannot-tell", "consistent")


def run_checks(
    statements: Sequence[StoredStatement],
    enumerations: Sequence[StoredEnumeration],
    *,
    only: Sequence[CheckName] | None = None,
) -> list[Finding]:
    """Every finding of every check (or of those in ``only``): inconsistent first, then what cannot be told.

    Each question is asked once: findings have distinct ids.
    """
    found: dict[str, Finding] = {}
    for name, check in CHECKS:
        if only is None or name in only:
            for finding in check(statements, enumerations):
                found.setdefault(finding.id, finding)
    return sorted(found.values(), key=lambda finding: _FIRST.index(finding.verdict))
