"""Opening a knowledge base: one SQLite file, brought to the newest schema by the numbered files of schemas/database/.

The rollback journal is SQLite's default one, not WAL: a base stays a single file that can be copied, mailed and put
on a network drive. Foreign keys are always on. Transactions are explicit (:meth:`Base.transaction`), never implied.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self

from sqlite_utils import Database

from extract.errors import CommitError, StoreError
from extract.resources import schemas

_WAIT: Final = 30.0  # seconds for another process's write to end

_SHARED: Final = 0.5  # seconds between commits that transactions share


class Base:
    """An open knowledge base; ``db`` is its sqlite-utils ``Database`` for whatever this package does not offer."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.db = Database(connection, execute_plugins=False)
        self.connection = connection
        self.path = path
        self._sharing: float | None = None  # seconds between shared commits
        self._begun = 0.0

    @contextmanager
    def together(self, seconds: float | None = None) -> Iterator[None]:
        """Lets the transactions within share commits, one about every ``seconds`` (half of one unless given): a commit
        costs as much as a text.

        Each stays all or nothing, as a savepoint. What ended well is committed even if an exception leaves the block; a
        killed process loses at most the last ``seconds``, whole transactions always.

        Raises:
            CommitError: a commit failed, and with it transactions that had ended well.
        """
        if self._sharing is not None:
            raise RuntimeError("blocks of shared commits do not nest")
        self._sharing = _SHARED if seconds is None else seconds
        try:
            yield
        finally:
            self._sharing = None
            if self.connection.in_transaction:
                self._commit()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: commits at the end (or soon, see :meth:`together`), rolls back on any exception."""
        if self._sharing is not None:
            with self._savepoint():
                yield self.connection
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN IMMEDIATE")
            self._begun = monotonic()
        self.connection.execute("SAVEPOINT one")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # a full disk ends the whole transaction
                self.connection.execute("ROLLBACK TO one")
                self.connection.execute("RELEASE one")
            raise
        self.connection.execute("RELEASE one")
        if self._sharing is None or monotonic() - self._begun >= self._sharing:
            self._commit()

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise CommitError(f"{self.path} cannot be written: {error}; the last documents were not stored") from error

    def rows(self, sql: str, parameters: tuple[Any, ...] | dict[str, Any] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query, each readable by position and by column name."""
        cursor = self.connection.execute(sql, parameters)
        cursor.row_factory = sqlite3.Row
        return iter(cursor)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_base(path: str | Path, *, create: bool = True) -> Base:
    """The base at ``path`` (``":memory:"`` for a passing one), migrated to the newest schema.

    Raises:
        StoreError: the file is missing and ``create`` is false, cannot be opened, is no SQLite base, or was written by
            a newer version of this package.
    """
    name = str(path)
    if name != ":memory:" and not Path(name).exists():
        if not create:
            raise StoreError(f"there is no knowledge base at {name}: load some documents first")
        if not Path(name).absolute().parent.is_dir():
            raise StoreError(f"{name} cannot be created: its folder does not exist")
    try:
        connection = sqlite3.connect(name, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error as error:
        raise StoreError(f"{name} cannot be opened: {error}") from error
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")  # KiB: the default of 2 MB makes a large base thrash
        _migrate(connection, name)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"{name} cannot be used as a knowledge base: {error}") from error
    except StoreError:
        connection.close()
        raise
    return Base(connection, name)


def migrations() -> list[Path]:
    """The numbered migrations, in the order in which they apply."""
    return sorted(schemas("database").glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _migrate(connection: sqlite3.Connection, name: str) -> None:
    """Applies what is missing, each file in its own transaction."""
    known = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if known and not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone():
        raise StoreError(f"{name} is an SQLite file but not a knowledge base of hezhang")
    applied: dict[str, str] = {}
    if known:
        applied = dict(connection.execute("SELECT name, sha256 FROM migration"))
    available = {file.stem: file for file in migrations()}
    if unknown := sorted(set(applied) - set(available)):
        raise StoreError(f"{name} was written by a newer version of hezhang (schema {unknown[-1]}): upgrade hezhang")
    for stem, file in available.items():
        script = file.read_text(encoding="utf-8")
        digest = hashlib.sha256(script.encode()).hexdigest()
        if stem not in applied:
            _apply(connection, stem, script, digest)
        elif applied[stem] != digest:
            raise StoreError(f"{name} was made with another version of migration {stem}: load the documents anew")


def _apply(connection: sqlite3.Connection, stem: str, script: str, digest: str) -> None:
    # executescript is the one call that runs several statements; it begins no transaction of its own here, because
    # the script itself opens one, so a half-applied migration is rolled back. Stem and digest hold no quotes.
    try:
        connection.executescript(
            f"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
            {script}
            INSERT INTO migration VALUES ('{stem}', '{digest}');
            COMMIT;
            """
        )
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
