"""Gains and losses between two revisions, figure by figure and field by field.

The old revision is unpacked into a temporary folder and run through its own ``extract --jsonl``, the one interface
that does not change (DESIGN §8); both outputs are scored by the working tree's evaluation.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold_sets import ROOT, GoldSet
from extract.evaluate import Answer, GoldText, Prediction, Scores, Verdict, read_document, read_gold, score

_RUN = "import sys; from extract.present.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a gold figure that one revision has right and the other wrong."""

    field: str
    gained: bool
    document: str
    sentence: str


@contextmanager
def unpacked(revision: str) -> Iterator[Path]:
    """The files of ``revision`` in a temporary folder (git archive: the repository itself is not touched)."""
    command = ["git", "-C", str(ROOT), "archive", "--format=tar", revision]
    archive = subprocess.run(command, capture_output=True, check=False)
    if archive.returncode:
        raise SystemExit(f"{revision}: {archive.stderr.decode().strip()}")
    with tempfile.TemporaryDirectory(prefix="hezhang-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)


def score_tree(tree: Path, gold: GoldSet) -> Scores:
    """What the extractor in ``tree`` scores; a document that its reader gives another text of counts as unanswered."""
    texts = read_gold(gold.path, documents=gold.documents)
    with tempfile.TemporaryDirectory(prefix="hezhang-") as folder:
        paths = {text.id: _file(text, Path(folder)) for text in texts}
        predictions = _run(tree, list(paths.values()))
    answers = []
    for text in texts:
        document = read_document(text)
        prediction = predictions.get(str(paths[text.id]))
        same = prediction is not None and prediction["document"]["text_sha256"] == document.text_sha256
        answers.append(Answer(text, document.text, prediction if same else None))
    return score(answers)


def _file(text: GoldText, folder: Path) -> Path:
    if text.text is None:
        assert text.path is not None  # read_gold has found it
        return text.path.resolve()
    path = folder / f"{text.id}.txt"
    path.write_bytes(text.text.encode("utf-8"))
    return path


def _run(tree: Path, paths: list[Path]) -> dict[str, Prediction]:
    """The predictions by uri."""
    command = [sys.executable, "-c", _RUN, "extract", "--jsonl", *map(str, paths)]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 3):
        raise SystemExit(f"extract in {tree} failed with {run.returncode}:\n{run.stderr[-2000:]}")
    rows = [json.loads(line) for line in run.stdout.split("\n") if line.strip()]
    return {row["document"]["uri"]: row for row in rows}


def compare(before: Scores, after: Scores) -> list[Change]:
    """Every field that changed sides, by field."""
    old = {_key(verdict): verdict for verdict in before.verdicts}
    changes = []
    for verdict in after.verdicts:
        earlier = old[_key(verdict)]
        for field, right in verdict.right.items():
            if right != earlier.right[field]:
                changes.append(Change(field, right, verdict.document, verdict.sentence))
    return sorted(changes, key=lambda change: change.field)


def _key(verdict: Verdict) -> tuple[str, str]:
    return verdict.document, verdict.figure
