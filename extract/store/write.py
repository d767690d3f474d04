"""Writing: one document, one transaction; what is there already is left alone.

Loading the same bytes with the same extractor changes nothing. New bytes at a uri add a version, which becomes the
current one; a new extractor adds readings, and the pointer ``active_run`` of that version moves to them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

from extract.errors import EvidenceError, StoreError
from extract.store.base import Base
from extract.store.identity import (
    encode_configuration,
    identify,
    identify_run,
    identify_text,
    identify_version,
    mention_range,
)
from extract.store.reviews import carry_reviews
from extract.store.rows import RUN_TABLES, SHARED_TABLES, Row, Rows, gather
from extract.store.tokens import index_text
from extract.types import Block, Document, Extraction, Failure

Outcome = Literal["new", "updated", "unchanged"]

_PASSAGE = 256  # code points: bounds what the database reads to check one quote


def is_stored(base: Base, document: Document, *, extractor: str, configuration: Mapping[str, str]) -> bool:
    """Whether this document is the current version of its uri and was extracted by this very run before."""
    version, run = identify_version(document), identify_run(extractor, configuration)
    found = base.connection.execute(
        """SELECT 1 FROM document d JOIN extraction e ON e.version = d.current
        WHERE d.uri = ? AND d.current = ? AND e.run = ?""",
        (document.uri, version, run),
    )
    return found.fetchone() is not None


def store_extraction(
    base: Base, extraction: Extraction, *, extractor: str, configuration: Mapping[str, str]
) -> Outcome:
    """Stores all of ``extraction`` in one transaction and says what became of its document.

    Raises:
        EvidenceError: a quote is not in the document's text; nothing of the document is stored.
        StoreError: any other refusal of the database; nothing of the document is stored.
    """
    document = extraction.document
    with _refusing(document.uri):
        version, run = identify_version(document), identify_run(extractor, configuration)
        id_ = identify(version, run)
        if is_stored(base, document, extractor=extractor, configuration=configuration):
            clear_failures(base, document.uri)
            return "unchanged"
        rows = gather(extraction, id_)
        with base.transaction() as connection:
            former = _current_version(connection, document.uri)
            _store_document(connection, document, version)
            settings = encode_configuration(configuration)
            _insert(connection, "run", [(run, extractor, settings)])
            notes = json.dumps(extraction.notes, ensure_ascii=False)
            if _insert(connection, "extraction", [(id_, version, run, extraction.kind, extraction.script, notes)]):
                _store_rows(connection, rows, document.text_sha256)
                connection.execute("INSERT OR REPLACE INTO active_run VALUES (?, ?)", (version, run))
            carry_reviews(connection, document.uri, identify_text(document.text_sha256), id_, former)
            connection.execute("DELETE FROM failure WHERE uri = ?", (document.uri,))
            outcome: Outcome = "new" if former is None else "updated"
            _log(connection, outcome, document.uri, f"run {run}")
    return outcome


def store_failure(base: Base, failure: Failure) -> bool:
    """Records that a file could not be read or understood; tells whether anything changed.

    One row for a uri and its bytes: the same failure again changes nothing, another reason replaces the old one.
    """
    with _refusing(failure.uri), base.transaction() as connection:
        changed = connection.execute(
            """INSERT INTO failure (uri, sha256, reason) VALUES (?, ?, ?)
            ON CONFLICT (uri, sha256) DO UPDATE SET reason = excluded.reason WHERE reason <> excluded.reason""",
            (failure.uri, failure.sha256 or "", failure.reason),
        ).rowcount
        if changed:
            _log(connection, "failed", failure.uri, failure.reason)
    return bool(changed)


def clear_failures(base: Base, uri: str) -> None:
    """Forgets the failures of a uri that can be read again; the log keeps them."""
    if base.connection.execute("SELECT 1 FROM failure WHERE uri = ?", (uri,)).fetchone():
        with base.transaction() as connection:
            connection.execute("DELETE FROM failure WHERE uri = ?", (uri,))
            _log(connection, "recovered", uri, None)


def activate(base: Base, run: str, *, uri: str | None = None) -> int:
    """Makes ``run`` the one whose readings count, for one document or wherever it has readings; returns how many."""
    with base.transaction() as connection:
        changed = connection.execute(
            """UPDATE active_run SET run = :run
            WHERE run <> :run
                AND EXISTS (SELECT 1 FROM extraction e WHERE e.version = active_run.version AND e.run = :run)
                AND (:uri IS NULL OR version IN (SELECT id FROM document_version WHERE uri = :uri))""",
            {"run": run, "uri": uri},
        ).rowcount
        _log(connection, "activated", run, uri)
    return changed


@contextmanager
def _refusing(uri: str) -> Iterator[None]:
    """Turns the database's refusals into this package's errors, with the document that was refused."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        kind = EvidenceError if "quote" in str(error) or "fragments" in str(error) else StoreError
        raise kind(f"{uri}: {error}") from error
    except (sqlite3.Error, UnicodeEncodeError) as error:
        raise StoreError(f"{uri} cannot be stored: {error}") from error


def _current_version(connection: sqlite3.Connection, uri: str) -> str | None:
    row = connection.execute("SELECT current FROM document WHERE uri = ?", (uri,)).fetchone()
    return None if row is None else str(row[0])


def _store_document(connection: sqlite3.Connection, document: Document, version: str) -> None:
    text = identify_text(document.text_sha256)
    _store_text(connection, document, text)
    connection.execute(
        "INSERT INTO document VALUES (?, ?) ON CONFLICT (uri) DO UPDATE SET current = excluded.current",
        (document.uri, version),
    )
    published_on = None if document.published_on is None else document.published_on.isoformat()
    values = (
        *(version, document.uri, document.sha256, document.reader, text, document.media_type),
        *(document.title, document.publisher, published_on, document.encoding, document.replaced),
        *(document.author, document.site),
    )
    if _insert(connection, "document_version", [values]):
        order = {block: position for position, block in enumerate(document.order)}
        blocks = [_block_row(version, number, block, order.get(number)) for number, block in enumerate(document.blocks)]
        _insert(connection, "block", blocks)


def _store_text(connection: sqlite3.Connection, document: Document, text: int) -> None:
    if _insert(connection, "text", [(text, document.text_sha256, len(document.text))]):
        _insert(connection, "passage", [(text, *passage) for passage in _passages(document.text)])
        connection.execute("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", (text, index_text(document.text)))
    elif not connection.execute("SELECT 1 FROM text WHERE sha256 = ?", (document.text_sha256,)).fetchone():
        raise StoreError(f"{document.uri} cannot be stored: another text has the same id {text}")


def _store_rows(connection: sqlite3.Connection, rows: Rows, text_sha256: str) -> None:
    between = mention_range(text_sha256)
    known = {row[0] for row in connection.execute("SELECT id FROM mention WHERE id BETWEEN ? AND ?", between)}
    for table in (*SHARED_TABLES, *RUN_TABLES):
        batch = rows.of(table)
        if table in ("evidence", "mention"):  # sealed: their triggers refuse a second insertion
            batch = [row for row in batch if row[0] not in known]
        _insert(connection, table, batch)


def _passages(text: str) -> Iterator[tuple[int, int, str]]:
    """``text`` in contiguous pieces; one with U+0000 holds nothing else (SQLite's string functions stop there)."""
    start = 0
    while start < len(text):
        end = min(start + _PASSAGE, len(text))
        if text[start] == "\0":
            end = next((at for at in range(start, end) if text[at] != "\0"), end)
        elif (zero := text.find("\0", start, end)) >= 0:
            end = zero
        yield start, end, text[start:end]
        start = end


def _block_row(version: str, number: int, block: Block, position: int | None) -> Row:
    locator = {
        name: value
        for name in ("page", "box", "path", "sheet", "cell", "line")
        if (value := getattr(block.locator, name)) is not None
    }
    # How sure the recognition of a scanned block is, and where it is not.
    if block.confidence is not None:
        locator |= {"confidence": block.confidence, "doubtful": block.doubtful}
    cell = None
    if block.cell is not None:
        names = ("table", "row", "column", "row_span", "column_span")
        cell = json.dumps({name: getattr(block.cell, name) for name in names})
    encoded = json.dumps(locator, ensure_ascii=False)
    return version, number, block.start, block.end, block.kind, position, encoded, cell


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> int:
    """Inserts the rows whose key is new and returns how many; ``table`` is one of this package's own names.

    Not OR IGNORE, which would also pass over rows that break a CHECK.
    """
    if not rows:
        return 0
    marks = ", ".join("?" * len(rows[0]))
    return connection.executemany(f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO NOTHING", rows).rowcount


def _log(connection: sqlite3.Connection, event: str, subject: str, detail: str | None) -> None:
    connection.execute("INSERT INTO log (event, subject, detail) VALUES (?, ?, ?)", (event, subject, detail))
