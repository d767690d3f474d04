"""A base of 100 000 documents, and how long the three users wait for it.

    python benchmarks/large_base.py [--documents 100000] [--db FILE] [--json]

Two thousand documents are made as a load makes them: the shorter third of the texts of ``corpora/`` with other numbers
and places (``perturb.py``), extracted by the pipeline once for each of 400 variants and stored by the store's own code;
each has a last line of its own, so that it is another text. The others are copies of their rows, written by SQL with
other ids, uris, providers and programmes (the guards of the base put aside meanwhile): the same statements, numerals
and places, as a base of a hundred thousand reports would have them. About ten documents name the same programme.

Each query runs six times, each time on a fresh connection; shown are the first time by the clock, the median of the
others by the clock and of the processor (other programs on the machine cost the clock, not the processor), and the size
of the answer. Exit code 1 if a median of the processor is 200 ms or more.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.speed import machine  # noqa: E402
from extract.audit.checks import run_checks  # noqa: E402
from extract.audit.diff import diff  # noqa: E402
from extract.audit.totals import totals  # noqa: E402
from extract.store.base import Base, open_base  # noqa: E402
from extract.store.query import coverage, documents, enumerations, named_documents, statements  # noqa: E402
from extract.store.queue import queue  # noqa: E402
from extract.store.reviews import add_review, standing_reviews  # noqa: E402
from extract.store.search import search  # noqa: E402
from extract.store.source import stored_text  # noqa: E402
from extract.store.tokens import index_text  # noqa: E402
from extract.store.write import store_extraction  # noqa: E402
from extract.types import Extraction  # noqa: E402

VARIANTS = 400
SHARING = 160  # documents in a row that share the names of providers and programmes: ten of each text
SEED = 2000  # documents that are stored as a load stores them
LIMIT = 0.2  # seconds

_COPIED = (
    "text", "passage", "document", "document_version", "block", "extraction", "active_run", "evidence", "mention",
    "figure", "statement", "article", "resolution", "reading", "reading_provider", "reading_place", "enumeration",
    "enumeration_member", "numeral", "relation",
)  # fmt: skip
_KEYS = frozenset({"id", "sha256", "current", "version", "extraction", "mention", "figure", "statement", "subject",
                   "object", "entity"})  # fmt: skip
_ID = "printf('x%02d', {1}) || substr({0}, 4)"  # ids are hexadecimal: none of the seed's begins with x

Query = Callable[[Base], int]


def variants(count: int) -> list[Extraction]:
    """Extractions of varied corpora texts."""
    from benchmarks.perturb import perturb, plain_rows
    from extract.pipeline import extract_document
    from extract.read import documents as read
    from extract.types import Failure

    rows = sorted(plain_rows(), key=lambda row: len(row["text"]))
    rows = rows[: len(rows) // 3]
    found = []
    with tempfile.TemporaryDirectory(prefix="hezhang-large-") as folder:
        for number in range(count):
            row = perturb(rows[number % len(rows)], number, ("numbers", "places", "order"))[0]
            file = Path(folder) / f"{number:04}.txt"
            file.write_text(row["text"], encoding="utf-8")
            (document,) = read([file])
            assert not isinstance(document, Failure)
            found.append(extract_document(document))
    return found


def documents_of(originals: Sequence[Extraction], count: int) -> Iterator[Extraction]:
    """``count`` documents, each a text of its own."""
    for number in range(count):
        original = originals[number % len(originals)]
        text = f"{original.document.text}\n（样本{number:06}）"
        digest = sha256(text.encode("utf-8")).hexdigest()
        group = number // SHARING
        figures = tuple(
            replace(row, statement=replace(
                row.statement,
                provider=tuple(f"{name}{group}组" for name in row.statement.provider),
                programme=row.statement.programme and f"{row.statement.programme}{group}组",
            ))
            for row in original.figures
        )  # fmt: skip
        names = {"uri": f"{number:06}.txt", "text": text, "sha256": digest, "text_sha256": digest}
        yield replace(original, document=replace(original.document, **names), figures=figures)


def multiply(base: Base, times: int) -> None:
    """Copies every document ``times`` - 1 times, all its rows with it."""
    connection = base.connection
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("PRAGMA foreign_keys = OFF")
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    tables = {table: [row[1] for row in base.rows(f'PRAGMA table_info("{table}")')] for table in _COPIED}
    for table in _COPIED:
        connection.execute(f"CREATE TEMP TABLE seed_{table} AS SELECT * FROM {table}")
    texts = [text for (text,) in connection.execute("SELECT id FROM text").fetchall()]
    tokens = [(text, index_text(stored_text(base, text))) for text in texts]
    for number in range(1, times):
        connection.execute("BEGIN")
        connection.execute(
            f"""INSERT INTO entity SELECT {_ID.format("id", number)}, type, name || '第{number}分会', code FROM entity
            WHERE type = 'organization' AND id IN (SELECT entity FROM seed_reading_provider)"""
        )
        for table in _COPIED:
            columns = ", ".join(_copied(table, column, number) for column in tables[table])
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM seed_{table}")
        rows = (((text >> 13) + (number << 50), words) for text, words in tokens)
        connection.executemany("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    for _, sql in guards:
        connection.execute(sql)


def _copied(table: str, column: str, number: int) -> str:
    """The expression for a column of the ``number``-th copy."""
    if column == "uri":
        return f"'{number:03}/' || uri"
    if column == "programme":
        return f"programme || '第{number}期'"
    if column == "text" or (table, column) == ("text", "id"):
        return f"({column} >> 13) + ({number} << 50)"
    if (table, column) == ("article", "id") or (column == "entity" and table != "reading_provider"):
        return column
    return _ID.format(column, number) if column in _KEYS else f'"{column}"'


def build(path: Path, count: int) -> float:
    """Writes the base and a thousand verdicts; returns the seconds that it took."""
    seed = min(SEED, count)
    originals = variants(min(VARIANTS, seed))
    with open_base(path) as base:
        base.connection.execute("PRAGMA synchronous = OFF")  # nobody mourns this base
        begun = time.perf_counter()
        with base.together(5.0):
            for extraction in documents_of(originals, seed):
                store_extraction(base, extraction, extractor="large/1", configuration={})
        multiply(base, count // seed)
        seconds = time.perf_counter() - begun
    with open_base(path) as base:
        judged = [item.statement for item in islice(queue(base, only="money"), min(1000, count))]
        with base.together(5.0):
            for number, statement in enumerate(judged):
                if number % 10:
                    add_review(base, statement, "accepted", reviewer="审核员")
                else:
                    add_review(base, statement, "corrected", reviewer="审核员", correction={"status": "target"})
    return seconds


def questions(base: Base) -> dict[str, Query]:
    """What the three users ask; the names in the questions are such as the base holds, from its middle."""
    provider, place, code, programme, uri = _examples(base)
    number = Path(uri).stem

    def first_screen(base: Base) -> int:
        return len(statements(base, ids=[item.statement for item in islice(queue(base), 50)]))

    return {
        "search: a rare word of two characters": lambda b: len(search(b, place[:2])),
        "search: a frequent word of two characters": lambda b: len(search(b, "资金")),
        "search: a frequent and a unique word": lambda b: len(search(b, f"元 样本{number}")),
        "show: by the file's name": lambda b: len(documents(b, uris=named_documents(b, uri.rpartition("/")[2]))),
        "show: a document with its statements": lambda b: len(statements(b, uri=uri)) + len(coverage(b, uris=[uri])),
        f"statements: place {place}": lambda b: len(statements(b, place=place)),
        f"statements: place {code}, one indicator": lambda b: len(
            statements(b, place=code, indicator="funds.provided", status="disbursement")
        ),
        f"statements: provider {provider}": lambda b: len(statements(b, provider=provider)),
        "totals: a provider": lambda b: len(totals(statements(b, provider=provider))),
        "totals: a place, an indicator, a status": lambda b: len(
            totals(statements(b, place=place, indicator="funds.provided", status="disbursement"))
        ),
        "totals: a programme": lambda b: len(totals(statements(b, programme=programme))),
        "check: a document": lambda b: len(run_checks(statements(b, uri=uri), enumerations(b, uri=uri), ())),
        "check: a programme": lambda b: len(run_checks(statements(b, programme=programme), (), ())),
        "diff: a programme": lambda b: len(diff(statements(b, programme=programme))),
        "review: the first screen": first_screen,
        "review: 1000 verdicts with their states": lambda b: len(list(standing_reviews(b))),
    }


def _examples(base: Base) -> tuple[str, str, str, str, str]:
    """A provider, a county with its code's prefecture, a programme, and the last document."""

    def one(sql: str) -> Any:
        return base.connection.execute(sql).fetchone()

    (provider,) = one("SELECT e.name FROM reading_provider p JOIN entity e ON e.id = p.entity LIMIT 1")
    place, code = one(
        """SELECT e.name, e.code FROM reading_place p JOIN entity e ON e.id = p.entity
        WHERE e.code IS NOT NULL AND e.code NOT LIKE '%00' LIMIT 1"""
    )
    (programme,) = one("SELECT programme FROM reading WHERE programme IS NOT NULL LIMIT 1")
    (uri,) = one("SELECT max(uri) FROM document")
    return provider, place, code[:4] + "00", programme, uri


def measure(path: Path) -> list[dict[str, Any]]:
    """Every question, asked six times, each time on a fresh connection."""
    with open_base(path) as base:
        asked = questions(base)
    results = []
    for name, query in asked.items():
        times, busy, size = [], [], 0
        for _ in range(6):
            with open_base(path) as base:
                begun, worked = time.perf_counter(), time.process_time()
                size = query(base)
                times.append(time.perf_counter() - begun)
                busy.append(time.process_time() - worked)
        median = {"median": statistics.median(times[1:]), "processor": statistics.median(busy[1:])}
        results.append({"query": name, "first": times[0], **median, "answer": size})
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or open the base, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--db", type=Path, help="keep the base here; measure the one that is there already")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hezhang-large-") as folder:
        path = options.db or Path(folder) / "large.db"
        seconds = None if path.exists() else build(path, options.documents)
        with open_base(path) as base:
            (count,) = base.connection.execute("SELECT count(*) FROM document").fetchone()
            (figures,) = base.connection.execute("SELECT count(*) FROM reading").fetchone()
        result = {
            "machine": machine(), "documents": count, "figures": figures, "megabytes": path.stat().st_size >> 20,
            "stored_in": seconds, "queries": measure(path),
        }  # fmt: skip
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        stored = f", stored in {seconds:.0f} s" if seconds else ""
        print(result["machine"])
        print(f"{count:,} documents, {figures:,} figures, {result['megabytes']:,} MB{stored}")
        for row in result["queries"]:
            times = " ".join(f"{row[name] * 1000:6.0f} ms {name}" for name in ("first", "median", "processor"))
            slow = "  ✗ 200 ms or more" if row["processor"] >= LIMIT else ""
            print(f"{times}  {row['answer']:6}  {row['query']}{slow}")
    return 1 if any(row["processor"] >= LIMIT for row in result["queries"]) else 0


if __name__ == "__main__":
    sys.exit(main())
