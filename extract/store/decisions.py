"""Human decisions on who is who: added, never changed, and kept by name (``schemas/database/0011_decisions.sql``)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.errors import StoreError
from extract.normalize.characters import fold
from extract.store.base import Base

Action = Literal["merge", "split", "alias", "distinct", "unsure"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one human decided about a name; ``uri`` limits it to a document, ``other`` is the body that is meant."""

    number: int
    action: Action
    name: str
    other: str | None
    uri: str | None
    reviewer: str
    note: str | None
    evidence: tuple[str, ...]


def decisions(base: Base, *, holding: bool = False) -> list[Decision]:
    """All decisions in their order, or only those that hold now, no later one having replaced them."""
    table = "v_decision" if holding else "decision"
    return [
        Decision(
            row["number"], row["action"], row["name"], row["other"], row["uri"], row["reviewer"], row["note"],
            tuple(json.loads(row["evidence"])),
        )
        for row in base.rows(f"SELECT * FROM {table} ORDER BY number")
    ]  # fmt: skip


def decide(
    base: Base,
    action: Action,
    name: str,
    other: str | None = None,
    *,
    reviewer: str,
    uri: str | None = None,
    note: str | None = None,
    evidence: Sequence[str] = (),
) -> Decision:
    """Adds a decision and returns it. Names are kept in simplified characters, as canonical names are.

    Raises:
        StoreError: the decision says nothing (a name merged with itself) or would make a circle of names.
    """
    name, other = _name(name), None if other is None else _name(other)
    if not name or other == "" or name == other:
        raise StoreError(f"{name!r} and {other!r}: a decision needs two different names")
    if action in ("merge", "alias") and other is not None and _leads_to(base, other, name, uri):
        raise StoreError(f"{other} already stands for {name}: `split` it first, or merge the other way round")
    try:
        with base.transaction() as connection:
            number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM decision").fetchone()[0]
            values = (number, action, name, other, uri, reviewer, note, json.dumps(list(evidence), ensure_ascii=False))
            connection.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    except sqlite3.IntegrityError as error:
        raise StoreError(f"{action} {name}: {error}") from error
    return Decision(number, action, name, other, uri, reviewer, note, tuple(evidence))


def _name(text: str) -> str:
    return "".join(fold(text).split())


def _leads_to(base: Base, name: str, target: str, uri: str | None) -> bool:
    """Whether ``name`` stands for ``target`` by the decisions that hold everywhere or in the document."""
    meant = {
        d.name: d.other for d in decisions(base, holding=True)
        if d.action in ("merge", "alias", "split") and (d.uri is None or d.uri == uri)
    }  # fmt: skip
    seen: set[str] = set()
    at: str | None = name
    while at is not None and at not in seen:
        if at == target:
            return True
        seen.add(at)
        at = meant.get(at)
    return False
