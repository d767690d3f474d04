"""The gold sets that accuracy is measured on, and the extraction that is measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.evaluate import Prediction, Scores, evaluate
from extract.types import Document

ROOT: Final = Path(__file__).resolve().parent.parent
FLOORS: Final = ROOT / "tests" / "floors.toml"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A gold file or folder, and where its documents lie if not found from there."""

    name: str  # its table in tests/floors.toml
    path: Path
    documents: Path | None = None


#: The first four are the project's own (corpora/README.md says which are held out); the others lie beside the checkout.
GOLD_SETS: Final = (
    GoldSet("corpora", ROOT / "corpora" / "gold" / "gold.jsonl"),
    GoldSet("heldout", ROOT / "corpora" / "gold" / "heldout.jsonl"),
    GoldSet("heldout-v", ROOT / "corpora" / "gold" / "heldout_v.jsonl"),
    GoldSet("heldout-w", ROOT / "corpora" / "gold" / "heldout_w.jsonl"),
    GoldSet("shared/dev", ROOT.parent / "shared" / "dev" / "dev.jsonl"),
    GoldSet("shared/seeds", ROOT.parent / "shared" / "gold", ROOT.parent / "shared" / "seeds"),
)


def extract(document: Document) -> Prediction:
    """The whole pipeline on one document, as ``extract --jsonl`` prints it."""
    from extract.encode import to_json
    from extract.pipeline import extract_document

    return to_json(extract_document(document))


def measure(gold: GoldSet) -> Scores:
    """The scores of the working tree on a gold set."""
    return evaluate(gold.path, documents=gold.documents, extract=extract)
