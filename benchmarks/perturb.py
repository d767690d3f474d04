"""Makes a perturbed set of gold texts: other numbers, organizations, places and order of paragraphs.

    python benchmarks/perturb.py [--gold FILE] [--seed N] [--only KIND …] OUT.jsonl
    python benchmarks/perturb.py --plain OUT.jsonl        the same texts unchanged, the set to compare with

The new file carries its texts, as text files would hold them, so that ``hezhang evaluate OUT.jsonl`` needs nothing
else. What an extractor scores on it may not differ from what it scores on the plain set: else it hangs on particular
names, numbers or places. Equal seeds make equal sets.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.edits import GoldRow, NotCarriedError  # noqa: E402
from benchmarks.vary_numbers import vary_numbers  # noqa: E402
from benchmarks.vary_order import vary_order  # noqa: E402
from benchmarks.vary_organizations import vary_organizations  # noqa: E402
from benchmarks.vary_places import vary_places  # noqa: E402
from extract.evaluate import read_document, read_gold  # noqa: E402

GOLD = ROOT / "corpora" / "gold" / "gold.jsonl"

Vary = Callable[[GoldRow, random.Random], GoldRow]

#: The kinds of change, in the order in which they are made.
KINDS: dict[str, Vary] = {
    "numbers": vary_numbers,
    "organizations": vary_organizations,
    "places": vary_places,
    "order": vary_order,
}


def plain_rows(gold: Path = GOLD) -> list[GoldRow]:
    """The gold with the texts in it, whatever the format of their documents."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line.strip()]
    texts = {text.id: read_document(text).text for text in read_gold(gold)}
    return [
        {**{key: value for key, value in row.items() if key not in ("path", "text_sha256")}, "text": texts[row["id"]]}
        for row in rows
    ]


def perturb(row: GoldRow, seed: int, kinds: Iterable[str] = tuple(KINDS)) -> tuple[GoldRow, tuple[str, ...]]:
    """``row`` changed, and the kinds of change that took: one that would tear the gold from its text is left out."""
    taken = []
    for kind in kinds:
        rng = random.Random(f"{seed}/{kind}/{row['id']}")  # a kind's draws do not depend on the others
        try:
            changed = KINDS[kind](row, rng)
        except NotCarriedError:
            continue  # not silent: the kind is missing from what is returned
        if changed is not row:
            taken.append(kind)
            row = changed
    return row, tuple(taken)


def write_rows(rows: Iterable[GoldRow], path: Path) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a set and say on stderr what was changed; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--plain", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    rows = plain_rows(options.gold)
    if not options.plain:
        changed = [perturb(row, options.seed, options.only) for row in rows]
        rows = [row for row, _ in changed]
        for kind in options.only:
            print(f"{kind}: {sum(kind in kinds for _, kinds in changed)} of {len(rows)} texts", file=sys.stderr)
    write_rows(rows, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
