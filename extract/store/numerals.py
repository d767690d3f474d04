"""The numerals of a stored document with their roles, at their exact places."""

from __future__ import annotations

import json
from dataclasses import dataclass

from extract.store.base import Base
from extract.types import Mention, NumeralRole


@dataclass(frozen=True, slots=True)
class StoredNumeral:
    """One numeral as the active run reads it."""

    mention: Mention
    role: NumeralRole


@dataclass(frozen=True, slots=True)
class NumeralAccount:
    """How many numerals a stored document has, and those that no role accounts for."""

    uri: str
    title: str | None
    numerals: int
    unresolved: tuple[Mention, ...]


def numerals(base: Base, uri: str) -> list[StoredNumeral]:
    """The numerals of the current version of ``uri``, in the order of the text; none for an unknown uri."""
    rows = base.rows(
        """SELECT n.role, m.quote,
            (SELECT json_group_array(json_array(start, "end")) FROM (
                SELECT start, "end" FROM evidence WHERE mention = m.id ORDER BY part
            )) AS fragments
        FROM v_document d
        JOIN numeral n ON n.extraction = d.extraction
        JOIN mention m ON m.id = n.mention
        WHERE d.uri = ?
        ORDER BY m.start, m."end" """,
        (uri,),
    )
    return [
        StoredNumeral(
            Mention(tuple((start, end) for start, end in json.loads(row["fragments"])), row["quote"]), row["role"]
        )
        for row in rows
    ]


def numeral_accounts(base: Base) -> list[NumeralAccount]:
    """For each document with numerals, by uri, how many it has and those without a role; of copies the first speaks."""
    unresolved: dict[str, list[Mention]] = {}
    for row in base.rows(
        """SELECT d.uri, m.quote,
            (SELECT json_group_array(json_array(start, "end")) FROM (
                SELECT start, "end" FROM evidence WHERE mention = m.id ORDER BY part
            )) AS fragments
        FROM numeral n
        JOIN v_document d ON d.extraction = n.extraction
        JOIN mention m ON m.id = n.mention
        WHERE n.role = 'unresolved' AND d.first
        ORDER BY d.uri, m.start, m."end" """
    ):
        fragments = tuple((start, end) for start, end in json.loads(row["fragments"]))
        unresolved.setdefault(row["uri"], []).append(Mention(fragments, row["quote"]))
    counted = base.rows(
        """SELECT d.uri, d.title, count(*) AS numerals
        FROM v_document d JOIN numeral n ON n.extraction = d.extraction
        WHERE d.first
        GROUP BY d.uri ORDER BY d.uri"""
    )
    return [
        NumeralAccount(row["uri"], row["title"], row["numerals"], tuple(unresolved.get(row["uri"], ())))
        for row in counted
    ]
