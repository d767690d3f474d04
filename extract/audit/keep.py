"""Findings of the checks → the base, so that the review queue, exports and other programs see them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from extract.audit.encode import encode_finding
from extract.audit.findings import CheckName, Finding
from extract.store.base import Base
from extract.store.findings import KeptFinding, KeptInput, keep_findings


def keep(base: Base, ran: Sequence[CheckName], findings: Iterable[Finding], titles: dict[str, str]) -> bool | None:
    """Keeps the findings of the checks that ``ran``, over all the base; ``None`` if the base cannot be written."""
    try:
        return keep_findings(base, {name: titles[name] for name in ran}, [_kept(each) for each in findings])
    except sqlite3.OperationalError:  # read-only, or locked by a load: the answer itself does not depend on it
        return None


def _kept(finding: Finding) -> KeptFinding:
    calculation = encode_finding(finding)["calculation"]
    return KeptFinding(
        finding.id, finding.check, finding.verdict, finding.reason,
        tuple(KeptInput(each.id, each.role, each.weight) for each in finding.inputs),
        None if calculation is None else json.dumps(calculation, ensure_ascii=False),
    )  # fmt: skip
