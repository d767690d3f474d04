"""Reading the effective present back: current versions, active runs, human verdicts applied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import cast

from extract.interval import Interval, number_from_text
from extract.store.base import Base
from extract.store.entities import named_bodies
from extract.store.filters import candidates, effective, state_conditions
from extract.store.identities import Identities
from extract.store.source import Contexts, document_text
from extract.types import (
    DocumentKind,
    Failure,
    Fragments,
    Mention,
    NumeralRole,
    Period,
    PlaceRef,
    Script,
    Status,
    StoredEnumeration,
    StoredStatement,
)

__all__ = [
    "Coverage", "StoredDocument", "coverage", "document_text", "documents", "enumerations", "failures",
    "rejected_statements", "statements",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """The current version of a document and what its active run found in it."""

    uri: str
    version: str
    sha256: str
    text_sha256: str
    media_type: str
    title: str | None
    publisher: str | None
    author: str | None
    site: str | None  # that shows it, where it names another publisher
    published_on: date | None
    kind: DocumentKind
    script: Script
    length: int  # code points
    extractor: str
    versions: int  # how many versions of the document the base holds
    articles: int
    figures: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numerals of a document are accounted for by a role."""

    uri: str
    numerals: int
    roles: dict[NumeralRole, int]  # the most frequent first

    @property
    def resolved(self) -> int:
        """Numerals with a role other than ``unresolved``."""
        return self.numerals - self.roles.get("unresolved", 0)

    @property
    def ratio(self) -> float:
        """Resolved ÷ all; 1 for a document without numerals."""
        return self.resolved / self.numerals if self.numerals else 1.0


_STATEMENTS = """
SELECT s.*,
    (SELECT json_group_array(json_array(start, "end")) FROM (
        SELECT start, "end" FROM evidence WHERE mention = s.mention ORDER BY part
    )) AS fragments,
    (SELECT x.path FROM reading_section p
        JOIN section x ON x.extraction = p.extraction AND x.article = p.article AND x.number = p.section
        WHERE p.extraction = s.extraction AND p.statement = s.id
    ) AS section_path
"""


def statements(
    base: Base,
    *,
    ids: Iterable[str] | None = None,
    uri: str | None = None,
    indicator: str | None = None,
    status: Status | Iterable[Status] | None = None,
    place: str | None = None,
    provider: str | None = None,
    programme: str | None = None,
    dimension: str | None = None,
    unit: str | None = None,
    published_from: date | None = None,
    published_to: date | None = None,
    rejected: bool = False,
) -> list[StoredStatement]:
    """The statements that meet every given condition, in the order of their documents' uris and of the text.

    ``place`` is a name (云南省, 南涧县) or the beginning of a GB/T 2260 code; either includes what lies within it.
    ``provider`` is a canonical name or any surface that a text used for it. The publishing dates are inclusive; a
    statement of unknown date meets neither. Of several documents with the very same text only the first by uri speaks,
    unless ``uri`` names another one. Humans' corrections are applied; what they rejected is left out, or is all that is
    given if ``rejected``.
    """
    conditions = state_conditions(
        base, ids=ids, uri=uri, indicator=indicator, status=status, place=place, provider=provider, programme=programme,
        dimension=dimension, unit=unit, published_from=published_from, published_to=published_to,
    )  # fmt: skip
    where, parameters = effective(conditions)
    source = "FROM v_reading s"
    if (found := candidates(conditions)) is not None:
        # In two steps: joined with the view in one, the planner walks through every statement of the base.
        parameters["candidates"] = json.dumps(sorted({row["statement"] for row in base.rows(*found)}))
        source = "FROM json_each(:candidates) x CROSS JOIN v_reading s ON s.id = x.value"
    verdict = "IS 'rejected'" if rejected else "IS NOT 'rejected'"
    first = "AND s.first" if uri is None else ""
    sql = f"{_STATEMENTS} {source} WHERE {where} AND s.review {verdict} {first} ORDER BY s.uri, s.number"
    contexts, identities = Contexts(base), Identities(base)
    read = [_statement(row, contexts, identities) for row in base.rows(sql, parameters)]
    # A name may be split in one document and not in others: the entity alone does not tell.
    meant = None if provider is None else named_bodies(base, provider, identities)
    return read if meant is None else [each for each in read if not meant.isdisjoint(each.provider)]


def rejected_statements(base: Base) -> list[StoredStatement]:
    """The statements that a human rejected, so that a total can name them among what it left out."""
    ids = [row["statement"] for row in base.rows("SELECT statement FROM v_review WHERE verdict = 'rejected'")]
    return statements(base, ids=ids, rejected=True) if ids else []


def enumerations(base: Base, *, uri: str | None = None) -> list[StoredEnumeration]:
    """The enumerations of all documents (of copies, of the first by uri), or of the one at ``uri``."""
    contexts = Contexts(base)
    rows = base.rows(
        f"""SELECT n.mention AS id, d.uri, coalesce(a.title, d.title) AS title, n.article, m.quote, d.version, d.text,
            n.stated, n.stated_high, n.closed,
            (SELECT json_group_array(json_array(start, "end")) FROM (
                SELECT start, "end" FROM evidence WHERE mention = n.mention ORDER BY part
            )) AS fragments,
            (SELECT json_group_array(name) FROM (
                SELECT name FROM enumeration_member e
                WHERE e.extraction = n.extraction AND e.mention = n.mention ORDER BY number
            )) AS listed
        FROM v_document d
        CROSS JOIN enumeration n ON n.extraction = d.extraction
        CROSS JOIN article a ON a.extraction = n.extraction AND a.id = n.article
        CROSS JOIN mention m ON m.id = n.mention
        WHERE {"d.first" if uri is None else "d.uri = :uri"}
        ORDER BY d.uri, m.start, m."end" """,
        {} if uri is None else {"uri": uri},
    )
    return [
        StoredEnumeration(
            id=row["id"],
            uri=row["uri"],
            title=row["title"],
            article=row["article"],
            mention=Mention(_fragments(row["fragments"]), row["quote"]),
            context=passage.text,
            stated=int(row["stated"]),
            stated_high=None if row["stated_high"] is None else int(row["stated_high"]),
            listed=tuple(json.loads(row["listed"])),
            closed=bool(row["closed"]),
            spans=passage.spans,
        )
        for row in rows
        for passage in (contexts.passage(row["version"], row["text"], _fragments(row["fragments"])),)
    ]


def named_documents(base: Base, wanted: str, limit: int = 11) -> list[str]:
    """The uris, ``limit`` at most, that a user's name for a document fits: the whole uri, else the end of some, else a
    part of the uri or of the title."""
    for condition in (
        "uri = :wanted",
        "substr(uri, -length(:wanted)) = :wanted",
        """instr(uri, :wanted) OR EXISTS (
            SELECT 1 FROM document_version v WHERE v.id = document.current AND instr(v.title, :wanted))""",
    ):
        rows = base.rows(f"SELECT uri FROM document WHERE {condition} ORDER BY uri", {"wanted": wanted})
        if found := [row["uri"] for row in islice(rows, limit)]:
            return found
    return []


def documents(base: Base, *, uris: Iterable[str] | None = None) -> list[StoredDocument]:
    """All documents by uri, copies included; or those at ``uris``."""
    chosen = "" if uris is None else "WHERE d.uri IN (SELECT value FROM json_each(:uris))"
    rows = base.rows(
        f"""SELECT d.*, r.extractor, x.author, x.site,
            (SELECT count(*) FROM document_version w WHERE w.uri = d.uri) AS versions,
            (SELECT count(*) FROM article a WHERE a.extraction = d.extraction) AS articles,
            (SELECT count(*) FROM reading g WHERE g.extraction = d.extraction) AS figures
        FROM v_document d JOIN run r ON r.id = d.run JOIN document_version x ON x.id = d.version {chosen}
        ORDER BY d.uri""",
        {} if uris is None else {"uris": json.dumps(list(uris))},
    )
    return [
        StoredDocument(
            uri=row["uri"],
            version=row["version"],
            sha256=row["sha256"],
            text_sha256=row["text_sha256"],
            media_type=row["media_type"],
            title=row["title"],
            publisher=row["publisher"],
            author=row["author"],
            site=row["site"],
            published_on=read_date(row["published_on"]),
            kind=row["kind"],
            script=row["script"],
            length=row["length"],
            extractor=row["extractor"],
            versions=row["versions"],
            articles=row["articles"],
            figures=row["figures"],
        )
        for row in rows
    ]


def coverage(base: Base, *, uris: Iterable[str] | None = None) -> list[Coverage]:
    """For each document, by uri, its numerals by role; or for those at ``uris``."""
    chosen = "" if uris is None else "WHERE d.uri IN (SELECT value FROM json_each(:uris))"
    parameters = {} if uris is None else {"uris": json.dumps(list(uris))}
    roles: dict[str, dict[NumeralRole, int]] = {
        row["uri"]: {} for row in base.rows(f"SELECT uri FROM document d {chosen}", parameters)
    }
    for row in base.rows(
        f"""SELECT d.uri, n.role, count(*) AS numerals
        FROM v_document d CROSS JOIN numeral n ON n.extraction = d.extraction {chosen}
        GROUP BY d.uri, n.role ORDER BY d.uri, numerals DESC, n.role""",
        parameters,
    ):
        roles[row["uri"]][row["role"]] = row["numerals"]
    return [Coverage(name, sum(counts.values()), counts) for name, counts in sorted(roles.items())]


def failures(base: Base) -> list[Failure]:
    """The files that could not be read or understood, and why, by uri."""
    rows = base.rows("SELECT * FROM failure ORDER BY uri, sha256")
    return [Failure(row["uri"], row["reason"], row["sha256"] or None) for row in rows]


def _statement(row: sqlite3.Row, contexts: Contexts, identities: Identities) -> StoredStatement:
    fragments = _fragments(row["fragments"])
    passage = contexts.passage(row["version"], row["text"], fragments)
    return StoredStatement(
        id=row["id"],
        uri=row["uri"],
        title=row["title"],
        document_kind=row["document_kind"],
        published_on=read_date(row["published_on"]),
        article=row["article"],
        mention=Mention(fragments, row["quote"]),
        context=passage.text,
        hard=_interval(row, ""),
        likely=_interval(row, "likely_"),
        approx=bool(row["approx"]),
        unit=row["unit"],
        per=row["per"],
        dimension=row["dimension"],
        counted=row["counted"],
        indicator=row["indicator"],
        status=row["status"],
        subtype=row["subtype"],
        provider=identities.each(json.loads(row["provider_names"]), row["uri"]),
        place=tuple(PlaceRef(name, code) for name, code in json.loads(row["place_names"])),
        programme=row["programme"],
        period=_period(row),
        part_of=row["part_of"],
        section=() if row["section_path"] is None else tuple(json.loads(row["section_path"])),
        review=row["review"],
        state=row["state"],
        spans=passage.spans,
    )


def _interval(row: sqlite3.Row, prefix: str) -> Interval:
    low, high = row[f"{prefix}low"], row[f"{prefix}high"]
    return Interval(
        None if low is None else number_from_text(low),
        None if high is None else number_from_text(high),
        bool(row[f"{prefix}low_inclusive"]),
        bool(row[f"{prefix}high_inclusive"]),
    )


def _period(row: sqlite3.Row) -> Period | None:
    if row["period_basis"] is None:
        return None
    return Period(read_date(row["period_start"]), read_date(row["period_end"]), row["period_basis"], row["period_text"])


def _fragments(encoded: str) -> Fragments:
    return cast(Fragments, tuple((start, end) for start, end in json.loads(encoded)))


def read_date(text: str | None) -> date | None:
    """The day that a column holds in ISO form; ``None`` where it holds none."""
    return None if text is None else date.fromisoformat(text)
