"""What each voter adds to the names that rules find: LOC and ORG F1 with and without it, on public test samples.

    python benchmarks/names.py [--ner MODEL …] [--samples FILE …] [--json]

The samples are lines {"text", "ents": [{"start", "end", "label": LOC|ORG|…}]}; those of ``../shared/ner`` unless given.
They are measured only: nothing is trained or tuned on them. A name is right if it begins and ends where the sample
says. Their conventions differ from DESIGN §5 (日本 and 东京 are LOC, 县委 is ORG), so the figures compare voters with
each other. Without ``--ner`` a model is trained on the repository's own gold in a passing folder (needs the extra
``train``); of each model are given: alone, and behind the rules.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
SAMPLES = ROOT.parent / "shared" / "ner"

Names = set[tuple[int, int, str]]


def by_rules(text: str, votes: Sequence[Any] = ()) -> Names:
    """What the pipeline finds, voters behind the rules; a place within an organization's name belongs to it."""
    from extract.find.organizations import find_organizations
    from extract.find.places import find_places
    from extract.find.voters import add_organizations, add_places
    from extract.spans import Covered

    places = add_places(text, find_places(text), votes)
    organizations = add_organizations(text, find_organizations(text, places), votes)
    named = Covered((span.start, span.end) for span in organizations)
    found = {(start, end, "ORG") for span in organizations for start, end in span.pieces}
    usable = (place for place in places if place.form != "deictic" and not named.holds(place.start, place.end))
    return found | {(place.start, place.end, "LOC") for place in usable}


def by_votes(votes: Iterable[Any]) -> Names:
    """What a voter alone says."""
    labels = {"place": "LOC", "organization": "ORG"}
    return {(vote.start, vote.end, labels[vote.label]) for vote in votes}


def measure(samples: Sequence[tuple[str, Names]], read: Callable[[str], Names]) -> dict[str, Any]:
    """Precision, recall and F1 of LOC and ORG, and characters a second."""
    from extract.normalize.characters import fold

    begun = time.process_time()
    found = [(read(fold(text)), gold) for text, gold in samples]
    seconds = time.process_time() - begun
    scores: dict[str, Any] = {"characters_a_second": round(sum(len(text) for text, _ in samples) / seconds)}
    for label in ("LOC", "ORG"):
        right = sum(len({n for n in names & gold if n[2] == label}) for names, gold in found)
        said = sum(len([n for n in names if n[2] == label]) for names, _ in found)
        wanted = sum(len([n for n in gold if n[2] == label]) for _, gold in found)
        precision, recall = right / said if said else 0.0, right / wanted if wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        scores[label] = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return scores


def read_samples(path: Path) -> list[tuple[str, Names]]:
    """(text, names) of each line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["text"], {(e["start"], e["end"], e["label"]) for e in row["ents"]}) for row in rows]


def train_own(folder: Path) -> Path:
    """A model of the repository's own gold, held-out texts left out."""
    from extract.evaluate.training import read_examples, train

    path = folder / "own.crf"
    train(read_examples(ROOT / "corpora" / "gold" / "gold.jsonl"), path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ner", action="append", default=[], metavar="MODEL")
    parser.add_argument("--samples", action="append", type=Path, default=[], metavar="FILE")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    files = arguments.samples or sorted(SAMPLES.glob("*.jsonl"))
    if not files:
        raise SystemExit(f"no samples: {SAMPLES} is not there, give --samples FILE")
    results = []
    with tempfile.TemporaryDirectory() as folder:
        models = arguments.ner or [str(train_own(Path(folder)))]
        from extract.pipeline import load_voter

        for file in files:
            samples = read_samples(file)
            results.append({"sample": file.name, "voters": "rules", **measure(samples, by_rules)})
            for model in models:
                voter = load_voter(model)
                alone = measure(samples, lambda text, voter=voter: by_votes(voter.find(text)))
                joined = measure(samples, lambda text, voter=voter: by_rules(text, voter.find(text)))
                results.append({"sample": file.name, "voters": f"{voter.id} alone", **alone})
                results.append({"sample": file.name, "voters": f"rules, then {voter.id}", **joined})
    if arguments.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return
    for row in results:
        scores = "  ".join(
            f"{label} P {row[label]['precision']:.4f} R {row[label]['recall']:.4f} F1 {row[label]['f1']:.4f}"
            for label in ("LOC", "ORG")
        )
        print(f"{row['sample']:30} {row['voters']:36} {scores}  {row['characters_a_second']:,} characters/s")


if __name__ == "__main__":
    main()
