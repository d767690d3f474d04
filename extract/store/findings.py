"""The findings of the last checks, kept so that reviews, exports and other programs can see them.

They are derived: each check replaces its own. Whether the base has changed since is told by the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.store.base import Base

_CHANGES = ("new", "updated", "activated", "reviewed", "joined", "split")  # events of the log that may move a finding


@dataclass(frozen=True, slots=True)
class KeptInput:
    """What a finding rests on: a statement or a mention by its id, else a document or a place in one by its name.

    ``weight`` is that with which it enters a sum, ``None`` where nothing is summed.
    """

    id: str
    role: str
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding as the base keeps it. The id depends on the check and its inputs, not on the verdict.

    ``calculation`` is what was computed and what the text states instead, as JSON; ``None`` where nothing was computed.
    """

    id: str
    check: str
    verdict: str
    reason: str
    inputs: tuple[KeptInput, ...]
    calculation: str | None = None


def keep_findings(base: Base, checks: Mapping[str, str], findings: Sequence[KeptFinding]) -> bool:
    """Replaces what the base holds of ``checks`` (name → what it holds, in words); tells whether anything changed.

    Raises:
        sqlite3.OperationalError: the base cannot be written.
    """
    current = set(kept_findings(base, tuple(checks)))
    if current == set(findings) and not findings_outdated(base):
        return False
    with base.transaction() as connection:
        for name, holds in checks.items():
            connection.execute(
                'INSERT INTO "check" VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET holds = excluded.holds', (name, holds)
            )
        gone = [(each.id,) for each in current.difference(findings)]
        connection.executemany("DELETE FROM finding WHERE id = ?", gone)
        new = [each for each in findings if each not in current]
        connection.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
            [(each.id, each.check, each.verdict, each.reason, each.calculation) for each in new],
        )
        connection.executemany(
            """INSERT INTO finding_input VALUES (:finding, :number, :subject,
                (SELECT id FROM statement WHERE id = :subject), (SELECT id FROM mention WHERE id = :mention),
                :role, :weight)""",
            [
                {"finding": each.id, "number": number, "subject": given.id, "mention": given.id.partition(".")[0],
                 "role": given.role, "weight": given.weight}
                for each in new
                for number, given in enumerate(each.inputs)
            ],
        )  # fmt: skip
        connection.execute("INSERT INTO log (event, subject) VALUES ('checked', ?)", (" ".join(checks),))
    return True


def kept_findings(base: Base, checks: Sequence[str] | None = None) -> list[KeptFinding]:
    """The findings that the base holds, of ``checks`` or of all, by id."""
    inputs: dict[str, list[KeptInput]] = {}
    for row in base.rows("SELECT * FROM finding_input ORDER BY finding, number"):
        inputs.setdefault(row["finding"], []).append(KeptInput(row["subject"], row["role"], row["weight"]))
    return [
        _finding(row, tuple(inputs.get(row["id"], ())))
        for row in base.rows("SELECT * FROM finding ORDER BY id")
        if checks is None or row["check"] in checks
    ]


def findings_about(base: Base, statement: str) -> list[KeptFinding]:
    """The kept inconsistent findings that rest on ``statement``."""
    rows = base.rows(
        """SELECT DISTINCT n.* FROM finding_input i CROSS JOIN finding n ON n.id = i.finding
        WHERE i.statement = ? AND n.verdict = 'inconsistent' ORDER BY n.id""",
        (statement,),
    )
    return [_finding(row, ()) for row in rows]


def findings_outdated(base: Base) -> bool:
    """Whether something was loaded, reviewed or activated since the last check, or nothing was ever checked."""
    marks = ", ".join("?" * len(_CHANGES))
    (outdated,) = base.connection.execute(
        f"""SELECT coalesce((SELECT max(id) FROM log WHERE event = 'checked'), 0)
            <= coalesce((SELECT max(id) FROM log WHERE event IN ({marks})), 0)""",
        _CHANGES,
    ).fetchone()
    return bool(outdated)


def _finding(row: sqlite3.Row, inputs: tuple[KeptInput, ...]) -> KeptFinding:
    return KeptFinding(row["id"], row["check"], row["verdict"], row["reason"], inputs, row["calculation"])
