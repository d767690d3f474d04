"""Kills a load at random moments (SIGKILL) and looks at what is left.

    python benchmarks/kill.py [--kills 200] [--documents 60] [--seed 1] [--json]

Each time a process of its own loads a folder into a new base and is killed after a random part of the time that an
undisturbed load takes: while the base is being created, within a document, within a commit. Three things must hold
then: every document in the base is whole (as many rows in each table as after an undisturbed load), the next load
completes, and its dump is that of the undisturbed load. The texts are extracted once beforehand, so that nearly every
moment falls into reading files and writing the base, which is what a kill could harm. Commits are shared by none, a few
or all of the documents in turn. Needs fork.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from extract.load import load  # noqa: E402
from extract.read import documents  # noqa: E402
from extract.store import base as store_base  # noqa: E402
from extract.store.base import Base, open_base  # noqa: E402
from extract.store.dump import dump  # noqa: E402
from extract.types import Document, Extraction, Failure  # noqa: E402

#: The tables whose rows belong to one extraction, one version, one text.
BY_EXTRACTION = ("article", "resolution", "reading", "reading_provider", "reading_place", "enumeration",
                 "enumeration_member", "numeral", "relation", "section", "reading_section")  # fmt: skip
BY_TEXT = ("passage", "mention", "evidence")


@dataclass(slots=True)
class Outcome:
    """What ``kills`` kills did. ``partial`` of them left some documents, not all; ``broken`` says what went wrong."""

    kills: int = 0
    finished: int = 0  # the load was done before the kill
    without_base: int = 0  # nothing was there yet
    partial: int = 0
    broken: list[str] = field(default_factory=list)


def extract_once(folder: Path) -> Callable[[Document], Extraction]:
    """An extractor that knows the answer for every document of ``folder`` already."""
    from extract.pipeline import extract_document

    known: dict[str, Extraction] = {}
    for document in documents([folder]):
        if isinstance(document, Failure):
            raise SystemExit(f"{document.uri}: {document.reason}")
        known[document.uri] = extract_document(document)
    return lambda document: known[document.uri]


def load_into(folder: Path, db: Path, extract: Callable[[Document], Extraction]) -> None:
    """One load, as ``hezhang load`` does it."""
    with open_base(db) as base:
        report = load([folder], base, extract=extract, extractor="kill/1", configuration={})
    assert not report.failures, report.failures


def contents(base: Base) -> dict[str, tuple[int, ...]]:
    """For each document of the base how many rows each table has of it."""
    counts: dict[str, tuple[int, ...]] = {}
    for row in base.rows("SELECT uri, version, extraction, text FROM v_document"):
        of = [base.connection.execute("SELECT count(*) FROM block WHERE version = ?", (row["version"],)).fetchone()[0]]
        for key, tables in ((row["extraction"], BY_EXTRACTION), (row["text"], BY_TEXT)):
            column = "text" if tables is BY_TEXT else "extraction"
            for table in tables:
                sql = f"SELECT count(*) FROM {table} WHERE {column} = ?"
                of.append(base.connection.execute(sql, (key,)).fetchone()[0])
        counts[row["uri"]] = tuple(of)
    return counts


def kill_loads(folder: Path, scratch: Path, kills: int, seed: int) -> Outcome:
    """Load, kill, look, load again: ``kills`` times, each time into a new base below ``scratch``."""
    extract = extract_once(folder)
    begun = time.perf_counter()
    load_into(folder, scratch / "whole.db", extract)
    duration = time.perf_counter() - begun
    with open_base(scratch / "whole.db") as base:
        whole, expected = contents(base), dump(base)
    fork, rng, outcome = multiprocessing.get_context("fork"), random.Random(seed), Outcome()
    for number in range(kills):
        db = scratch / f"{number}.db"
        store_base._SHARED = (0.0, 0.01, 0.5)[number % 3]  # a commit for each document, for a few, for all of them
        process = fork.Process(target=load_into, args=(folder, db, extract))
        process.start()
        time.sleep(rng.uniform(0, 1.05) * duration)
        assert process.pid is not None
        if process.exitcode is None:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        outcome.kills += 1
        outcome.finished += process.exitcode == 0
        try:
            _inspect(folder, db, extract, whole, expected, outcome)
        except Exception as error:  # whatever a kill leads to is the finding
            outcome.broken.append(f"kill {number}: {type(error).__name__}: {error}")
        for file in scratch.glob(f"{number}.db*"):
            file.unlink()
    return outcome


def _inspect(
    folder: Path,
    db: Path,
    extract: Callable[[Document], Extraction],
    whole: dict[str, tuple[int, ...]],
    expected: str,
    outcome: Outcome,
) -> None:
    outcome.without_base += not db.exists()
    with open_base(db) as base:
        left = contents(base)
        outcome.partial += 0 < len(left) < len(whole)
        half = [uri for uri, counts in left.items() if counts != whole[uri]]
        assert not half, f"half documents: {half}"
        assert next(iter(base.rows("PRAGMA integrity_check")))[0] == "ok"
        assert list(base.rows("PRAGMA foreign_key_check")) == []
    load_into(folder, db, extract)
    with open_base(db) as base:
        assert dump(base) == expected, "the dump differs from that of an undisturbed load"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the texts, kill, print; the exit code is 1 if anything broke."""
    from benchmarks.perturb import perturb, plain_rows

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hezhang-kill-") as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        rows = plain_rows()
        for number in range(options.documents):
            row = perturb(rows[number % len(rows)], number, ("numbers", "order"))[0]
            (folder / f"{number:04}.txt").write_text(row["text"], encoding="utf-8")
        outcome = kill_loads(folder, Path(scratch), options.kills, options.seed)
    if options.json:
        print(json.dumps({name: getattr(outcome, name) for name in Outcome.__slots__}, ensure_ascii=False, indent=1))
    else:
        print(f"{outcome.kills} kills: {outcome.without_base} before there was a base, {outcome.partial} with some of")
        print(f"the documents stored, {outcome.finished} after the load was done")
        print(
            "\n".join(outcome.broken)
            or "no half document; every next load completed; every dump was the undisturbed one's"
        )
    return 1 if outcome.broken else 0


if __name__ == "__main__":
    sys.exit(main())
