"""The organizations and places of a base, with the names that texts use for them and how often they stand there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from extract.store.base import Base
from extract.store.identities import Identities


@dataclass(frozen=True, slots=True)
class Entity:
    """An organization or a place; ``kinds`` are the kinds of organization or levels of place that it was read as.

    ``meant`` is the name that it stands for now, by renamings and by what humans decided; a place keeps its own.
    ``unsure`` counts the mentions of ambiguous names of which this is one candidate; ``mentions`` leaves them out.
    """

    id: str
    type: Literal["organization", "place"]
    name: str
    meant: str
    code: str | None
    kinds: tuple[str, ...]
    surfaces: tuple[str, ...]  # as written, the canonical name left out
    mentions: int
    unsure: int
    documents: int


def entities(base: Base) -> list[Entity]:
    """All that the current documents mention, organizations first, by name; copies of a document say nothing new."""
    identities = Identities(base)
    rows = base.rows(
        """SELECT e.id, e.type, e.name, e.code,
            json_group_array(DISTINCT r.kind) AS kinds,
            (SELECT json_group_array(surface) FROM (
                SELECT surface FROM alias a WHERE a.entity = e.id AND a.surface <> e.name ORDER BY surface
            )) AS surfaces,
            sum(r.judgement = 'positive') AS mentions, sum(r.judgement = 'unsure') AS unsure,
            count(DISTINCT d.uri) AS documents
        FROM v_document d
        JOIN resolution r ON r.extraction = d.extraction
        JOIN entity e ON e.id = r.entity
        WHERE d.first AND r.judgement <> 'negative'
        GROUP BY e.id
        ORDER BY e.type, e.name, e.code"""
    )
    return [
        Entity(
            id=row["id"],
            type=row["type"],
            name=row["name"],
            meant=identities.of(row["name"]) if row["type"] == "organization" else row["name"],
            code=row["code"],
            kinds=tuple(sorted(json.loads(row["kinds"]))),
            surfaces=tuple(json.loads(row["surfaces"])),
            mentions=row["mentions"],
            unsure=row["unsure"],
            documents=row["documents"],
        )
        for row in rows
    ]
