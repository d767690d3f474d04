"""The articles of a stored document, with their sections, as the active run tells them apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from extract.store.base import Base
from extract.store.query import read_date
from extract.types import DocumentKind


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article; ``published_from`` and ``published_to`` are the same where its text names the day.

    sections: the headings of each section from the highest down to its own, in the order of the text.
    """

    id: str
    title: str | None
    kind: DocumentKind
    publisher: str | None
    place: str | None
    published_on: date | None
    published_from: date | None
    published_to: date | None
    figures: int
    sections: tuple[tuple[str, ...], ...]


def articles(base: Base, uri: str) -> list[StoredArticle]:
    """The articles of the current version of ``uri``, in their order; none for an unknown uri."""
    rows = base.rows(
        """SELECT a.*, p.name AS place_name,
            (SELECT count(*) FROM reading r WHERE r.extraction = a.extraction AND r.article = a.id) AS figures,
            (SELECT json_group_array(json(path)) FROM (
                SELECT path FROM section s WHERE s.extraction = a.extraction AND s.article = a.id ORDER BY s.number
            )) AS sections
        FROM v_document d
        JOIN article a ON a.extraction = d.extraction
        LEFT JOIN entity p ON p.id = a.place
        WHERE d.uri = ?
        ORDER BY a.number""",
        (uri,),
    )
    return [
        StoredArticle(
            id=row["id"],
            title=row["title"],
            kind=row["kind"],
            publisher=row["publisher"],
            place=row["place_name"],
            published_on=read_date(row["published_on"]),
            published_from=read_date(row["published_from"]),
            published_to=read_date(row["published_to"]),
            figures=row["figures"],
            sections=tuple(tuple(path) for path in json.loads(row["sections"])),
        )
        for row in rows
    ]
