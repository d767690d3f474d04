"""Findings of the checks → the base, so that the review queue, exports and other programs see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from extract.audit.findings import CheckName, Finding
from extract.store.base import Base
from extract.store.findings import KeptFinding, KeptInput, keep_findings


def keep(base: Base, ran: Sequence[CheckName], findings: Iterable[Finding], titles: dict[str, str]) -> bool | None:
    """Keeps the findings of the checks that ``ran``, over all the base; ``None`` if the base cannot be written."""
    kept = [
        KeptFinding(
            each.id, each.check, each.verdict, each.reason, tuple(KeptInput(one.id, one.role) for one in each.inputs)
        )
        for each in findings
    ]
    try:
        return keep_findings(base, {name: titles[name] for name in ran}, kept)
    except sqlite3.OperationalError:  # read-only, or locked by a load: the answer itself does not depend on it
        return None
