"""What a reviewer should look at next: each class by its own index, so that the first screen of a large base comes at
once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from extract.store.base import Base

Waiting = Literal["orphaned", "stale", "inconsistent", "money", "other"]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A statement that waits for a verdict, and why it stands where it stands."""

    statement: str
    why: Waiting


_UNJUDGED: Final = """NOT EXISTS (
    SELECT 1 FROM standing t CROSS JOIN review c ON c.id = t.review
    WHERE t.statement = r.statement AND c.verdict <> 'withdrawn'
)"""

# In this order: judgements that the base has moved away from, then accusations, then money, the largest sums first.
_CLASSES: Final[tuple[tuple[Waiting, str], ...]] = (
    ("orphaned", "SELECT id FROM v_orphaned ORDER BY uri, id"),
    ("stale", "SELECT id FROM v_stale ORDER BY uri, id"),
    ("inconsistent", "SELECT id FROM v_accused ORDER BY uri, id"),
    (
        "money",
        f"""SELECT r.statement AS id
        FROM figure f INDEXED BY figure_money
        CROSS JOIN reading r ON r.statement = f.mention AND r.figure = f.id
        CROSS JOIN v_document d ON d.extraction = r.extraction
        WHERE f.dimension = 'money' AND d.first AND {_UNJUDGED}
        ORDER BY f.low_real DESC""",
    ),
    (
        "other",
        f"""SELECT r.statement AS id
        FROM document o
        CROSS JOIN v_document d ON d.uri = o.uri
        CROSS JOIN reading r ON r.extraction = d.extraction
        WHERE d.first AND {_UNJUDGED}
        ORDER BY o.uri, r.number""",
    ),
)


def queue(base: Base, *, only: Waiting | None = None) -> Iterator[QueueItem]:
    """What waits for a verdict, what matters most first, each statement once.

    The rows are fetched as they are asked for; write between two of them only after the iterator was closed.
    """
    given: set[str] = set()
    for why, sql in _CLASSES:
        if only is None or only == why:
            for row in base.rows(sql):
                if row["id"] not in given:
                    given.add(row["id"])
                    yield QueueItem(row["id"], why)
