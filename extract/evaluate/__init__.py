"""Measures an extractor against texts annotated by hand.

``evaluate`` reads a gold set, extracts its documents and scores the result; ``report`` shows the scores and every
miss in its sentence; ``floors`` holds what a score may not fall below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from extract.errors import GoldError, ReadError
from extract.evaluate.formats import read_gold
from extract.evaluate.gold import GoldText, check_surfaces
from extract.evaluate.match import Prediction
from extract.evaluate.score import Answer, score
from extract.evaluate.tally import Metric, Miss, Scores, Verdict
from extract.read import read_bytes
from extract.types import Document

__all__ = [
    "Answer", "Extract", "GoldText", "Metric", "Miss", "Prediction", "Scores", "Verdict", "evaluate", "read_document",
    "read_gold", "score",
]  # fmt: skip

#: From a document to the object that ``extract --jsonl`` prints for it (DESIGN §8).
Extract = Callable[[Document], Prediction]


def evaluate(gold_path: Path, *, documents: Path | None = None, extract: Extract) -> Scores:
    """Extract every text of the gold and score the result.

    ``documents`` is the folder of the files that the gold only names. Raises :class:`GoldError` for a malformed gold
    file and for a document whose text is no longer the one that was annotated; a document that cannot be read counts
    as unanswered.
    """
    return score(_answers(read_gold(gold_path, documents=documents), extract))


def _answers(texts: list[GoldText], extract: Extract) -> Iterator[Answer]:
    for gold in texts:
        try:
            document = read_document(gold)
        except ReadError:
            yield Answer(gold, gold.text or "", None)  # the report lists it as a document without an answer
            continue
        yield Answer(gold, document.text, extract(document))


def read_document(gold: GoldText) -> Document:
    """The document that ``gold`` annotates, read; a text that the gold carries is read as a UTF-8 file.

    Raises :class:`GoldError` if the text is not the one that was annotated, :class:`ReadError` if it cannot be read.
    """
    if gold.text is not None:
        document = read_bytes(gold.text.encode("utf-8"), f"{gold.id}.txt")
    elif gold.path is not None:
        document = read_bytes(gold.path.read_bytes(), str(gold.path))
    else:
        raise GoldError(f"{gold.id}: the gold names no document")
    if gold.text_sha256 is not None and document.text_sha256 != gold.text_sha256:
        raise GoldError(
            f"{gold.id}: the text that the reader gives is not the one that was annotated "
            f"(sha256 {document.text_sha256[:12]}, gold {gold.text_sha256[:12]}): make the gold anew"
        )
    check_surfaces(gold, document.text)
    return document
