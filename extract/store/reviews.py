"""Human verdicts: added, never changed; carried to where their figure stands in another version of its document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from extract.errors import StoreError
from extract.store.anchors import Anchor, make_anchor, match_anchors
from extract.store.base import Base
from extract.store.identity import identify, mention_range

Verdict = Literal["accepted", "rejected", "corrected", "unsure", "withdrawn"]
State = Literal["reviewed", "stale", "orphaned"]

#: What a correction may name; what it does not name stays as the machine reads it.
CORRECTABLE: Final = (
    "value", "unit", "per", "dimension", "counted", "indicator", "status", "subtype", "provider", "place", "programme",
    "period", "part_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict as it was given. ``saw`` is the reading that was judged, ``None`` where that is no longer known."""

    id: str
    statement: str
    follows: str | None
    reviewer: str
    verdict: Verdict
    correction: Mapping[str, Any] | None
    note: str | None
    saw: Mapping[str, Any] | None
    uri: str
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict and where it stands now: ``statement`` is ``None`` where its figure has vanished (orphaned).

    ``reading`` is what the machine reads there today, in the form of ``Review.saw``.
    """

    review: Review
    state: State
    statement: str | None
    uri: str | None
    reading: Mapping[str, Any] | None


def add_review(
    base: Base,
    statement: str,
    verdict: Verdict,
    *,
    reviewer: str,
    correction: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> Review:
    """Writes a verdict on what the machine reads of ``statement`` today.

    Raises:
        StoreError: no current document holds the statement, the verdict and the correction do not fit each other, or
            somebody else judged it at the same moment.
    """
    if (verdict == "corrected") != bool(correction):
        raise StoreError("a correction, and only a correction, names what is to be read instead")
    if unknown := sorted(set(correction or ()) - set(CORRECTABLE)):
        raise StoreError(f"cannot be corrected: {', '.join(unknown)}; known: {', '.join(CORRECTABLE)}")
    with base.transaction() as connection:
        now = (_last_seen if verdict == "withdrawn" else _current)(connection, statement)
        review = _compose(connection, now, statement, verdict, reviewer, correction, note)
        _name_entities(connection, correction or {})
        encoded = None if correction is None else json.dumps(correction, ensure_ascii=False)
        try:
            connection.execute(
                "INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (review.id, statement, review.follows, reviewer, verdict, encoded, note, now.digest, now.content,
                 review.uri, review.quote, review.prefix, review.suffix),
            )  # fmt: skip
        except sqlite3.IntegrityError as error:
            raise StoreError(f"the verdict on {statement} was refused: {error}") from error
        connection.execute("INSERT INTO log (event, subject, detail) VALUES ('reviewed', ?, ?)", (statement, review.id))
    return review


def undo_review(base: Base, statement: str, *, reviewer: str) -> Review:
    """Restores what stood before the latest verdict on ``statement``: by a further row, for none is ever taken away.

    Raises:
        StoreError: nothing stands there.
    """
    given = history(base, statement)
    if not given or given[-1].verdict == "withdrawn":
        raise StoreError(f"{statement} has no verdict to undo")
    before = given[-2] if len(given) > 1 else _carried_to(base, statement)
    if before is None or before.verdict == "withdrawn":
        return add_review(base, statement, "withdrawn", reviewer=reviewer)
    return add_review(
        base, statement, before.verdict, reviewer=before.reviewer, correction=before.correction, note=before.note
    )


def history(base: Base, statement: str) -> list[Review]:
    """Every verdict on ``statement`` itself, the first one first."""
    rows = base.rows(
        """WITH RECURSIVE chain(id, position) AS (
            SELECT id, 1 FROM review WHERE statement = ?1 AND follows IS NULL
            UNION ALL
            SELECT r.id, c.position + 1 FROM chain c JOIN review r ON r.follows = c.id
        )
        SELECT r.* FROM chain c JOIN review r ON r.id = c.id ORDER BY c.position""",
        (statement,),
    )
    return [_review(row) for row in rows]


def standing_reviews(base: Base, *, state: State | None = None) -> Iterator[Standing]:
    """Every verdict that stands, once for each current document in which its figure was found, else as orphaned."""
    rows = base.rows(
        """SELECT * FROM (
        SELECT c.id AS review, s.id AS statement, s.uri, s.state, k.content
        FROM v_review c
        CROSS JOIN v_reading s ON s.id = c.statement
        CROSS JOIN v_content k ON k.extraction = s.extraction AND k.statement = s.id
        WHERE s.first
        UNION ALL
        SELECT review, NULL, NULL, 'orphaned', NULL FROM v_orphaned
        ) ORDER BY state <> 'orphaned', state <> 'stale', uri, statement"""
    )
    for row in list(rows):
        if state is None or row["state"] == state:
            (found,) = base.rows("SELECT * FROM review WHERE id = ?", (row["review"],))
            reading = None if row["content"] is None else json.loads(row["content"])
            yield Standing(_review(found), row["state"], row["statement"], row["uri"], reading)


def standing_review(base: Base, statement: str) -> Review | None:
    """The verdict that stands on ``statement``, its own or one carried over from another version of its document."""
    rows = base.rows("SELECT r.* FROM v_review c JOIN review r ON r.id = c.id WHERE c.statement = ?", (statement,))
    return next((_review(row) for row in rows), None)


def find_statement(base: Base, wanted: str) -> str:
    """The one statement of the base whose id is ``wanted`` or begins with it.

    Raises:
        StoreError: none, or several.
    """
    found: list[str] = [
        row["id"]
        for row in base.rows(
            "SELECT id FROM statement WHERE id = ?1 OR (id >= ?1 AND id < ?1 || 'g') ORDER BY id LIMIT 3", (wanted,)
        )
    ]
    if wanted in found:
        return wanted
    if len(found) != 1:
        raise StoreError(f"{wanted!r} is {'no statement' if not found else 'the beginning of several statements'}")
    return found[0]


def find_again(base: Base, uri: str, quote: str, prefix: str, suffix: str) -> str | None:
    """The statement of the current version of ``uri`` with this quote in this context, if exactly one fits."""
    row = base.connection.execute("SELECT extraction, text FROM v_document WHERE uri = ?", (uri,)).fetchone()
    if row is None:
        return None
    news = _anchors(base.connection, row[1], "SELECT statement FROM reading WHERE extraction = ?", (row[0],))
    return match_anchors([Anchor("", quote, prefix, suffix)], news).get("")


def carry_reviews(connection: sqlite3.Connection, uri: str, text: int, extraction: str, former: str | None) -> None:
    """Lets the verdicts on other versions of ``uri`` stand where their figures are found again in ``extraction``.

    The version before it (``former``) goes first: what was judged last there is what its reader knew last. A verdict
    on the text itself always stands before one carried over.
    """
    connection.executemany(
        "INSERT INTO standing VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(statement, *rest) for statement, rest in _found_again(connection, uri, text, extraction, former).items()],
    )


def _found_again(
    connection: sqlite3.Connection, uri: str, text: int, extraction: str, former: str | None
) -> dict[str, tuple[str, str]]:
    """The statements of ``extraction`` to which verdicts on other texts belong: each with verdict and origin."""
    others = connection.execute(
        """SELECT DISTINCT v.text, t.sha256 FROM document_version v JOIN text t ON t.id = v.text
        WHERE v.uri = ? AND v.text <> ? ORDER BY v.id IS NOT ?, v.id""",
        (uri, text, former),
    ).fetchall()
    carried: dict[str, tuple[str, str]] = {}
    for other, sha256 in others:
        between = mention_range(sha256)
        standing = connection.execute("SELECT * FROM standing WHERE statement BETWEEN ? AND ?", between).fetchall()
        if not standing:
            continue
        olds = _anchors(connection, other, "SELECT id FROM statement WHERE id BETWEEN ? AND ?", between)
        news = _anchors(connection, text, "SELECT statement FROM reading WHERE extraction = ?", (extraction,))
        found = match_anchors(olds, news)
        for old, review, origin in standing:
            if old in found:
                carried.setdefault(found[old], (review, origin))
    return carried


def _carried_to(base: Base, statement: str) -> Review | None:
    """The verdict that would stand on ``statement`` if it had none of its own."""
    now = _current(base.connection, statement)
    found = _found_again(base.connection, now.uri, now.text, now.extraction, None).get(statement)
    if found is None:
        return None
    (row,) = base.rows("SELECT * FROM review WHERE id = ?", (found[0],))
    return _review(row)


def _anchors(connection: sqlite3.Connection, text: int, chosen: str, parameters: tuple[str, ...]) -> list[Anchor[str]]:
    """The anchors of the statements that the query ``chosen`` names, all of the text ``text``."""
    passages = connection.execute("SELECT content FROM passage WHERE text = ? ORDER BY start", (text,))
    content = "".join(piece for (piece,) in passages)
    rows = connection.execute(
        f"""SELECT s.id, m.start, m."end", m.quote, s.ordinal
        FROM statement s JOIN mention m ON m.id = s.mention WHERE s.id IN ({chosen})""",
        parameters,
    )
    return [make_anchor(id_, content, start, end, quote, ordinal) for id_, start, end, quote, ordinal in rows]


def _compose(
    connection: sqlite3.Connection,
    now: _Current,
    statement: str,
    verdict: Verdict,
    reviewer: str,
    correction: Mapping[str, Any] | None,
    note: str | None,
) -> Review:
    follows = _last(connection, statement)
    encoded = None if correction is None else json.dumps(correction, ensure_ascii=False, sort_keys=True)
    identity = identify(statement, follows, reviewer, verdict, encoded, note, now.content, now.uri)
    return Review(
        identity, statement, follows, reviewer, verdict, correction, note, json.loads(now.content), now.uri,
        now.quote, now.prefix, now.suffix,
    )  # fmt: skip


def _last(connection: sqlite3.Connection, statement: str) -> str | None:
    row = connection.execute(
        """SELECT r.id FROM review r WHERE r.statement = ?
        AND NOT EXISTS (SELECT 1 FROM review later WHERE later.follows = r.id)""",
        (statement,),
    ).fetchone()
    return None if row is None else str(row[0])


@dataclass(frozen=True, slots=True)
class _Current:
    """What the machine reads of a statement today, in the first document by uri that holds it, and where it stands."""

    uri: str
    text: int
    extraction: str
    digest: str
    content: str
    quote: str
    prefix: str
    suffix: str


def _current(connection: sqlite3.Connection, statement: str) -> _Current:
    row = connection.execute(
        """SELECT d.uri, d.text, d.extraction, r.digest, k.content
        FROM reading r
        CROSS JOIN v_document d ON d.extraction = r.extraction
        JOIN v_content k ON k.extraction = r.extraction AND k.statement = r.statement
        WHERE r.statement = ? ORDER BY d.uri LIMIT 1""",
        (statement,),
    ).fetchone()
    if row is None:
        raise StoreError(f"no current document holds the statement {statement!r}")
    uri, text, extraction, digest, content = row
    (anchor,) = _anchors(connection, text, "SELECT ?", (statement,))
    return _Current(uri, text, extraction, digest, content, anchor.quote, anchor.prefix, anchor.suffix)


def _last_seen(connection: sqlite3.Connection, statement: str) -> _Current:
    """What the latest verdict on a statement saw, for one that no text holds any more."""
    row = connection.execute(
        "SELECT uri, seen, saw, quote, prefix, suffix FROM review WHERE id = ?", (_last(connection, statement),)
    ).fetchone()
    if row is None:
        raise StoreError(f"{statement!r} has no verdict that could be withdrawn")
    uri, digest, content, quote, prefix, suffix = row
    return _Current(uri, 0, "", digest, content, quote, prefix, suffix)


def _name_entities(connection: sqlite3.Connection, correction: Mapping[str, Any]) -> None:
    """Makes the organizations and places that a correction names known, so that queries by name find them."""
    named = [("organization", name, None) for name in correction.get("provider") or ()]
    named += [("place", name, code) for name, code in correction.get("place") or ()]
    rows = [(identify(*each), *each) for each in named]
    connection.executemany("INSERT INTO entity VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def _review(row: sqlite3.Row) -> Review:
    return Review(
        id=row["id"],
        statement=row["statement"],
        follows=row["follows"],
        reviewer=row["reviewer"],
        verdict=row["verdict"],
        correction=None if row["correction"] is None else json.loads(row["correction"]),
        note=row["note"],
        saw=json.loads(row["saw"]),
        uri=row["uri"],
        quote=row["quote"],
        prefix=row["prefix"],
        suffix=row["suffix"],
    )
