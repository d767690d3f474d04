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
