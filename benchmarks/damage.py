"""How much damage by a lost byte is found and undone, and how many false alarms there are.

    python benchmarks/damage.py [--cases 600] [--seed 1]

Each case takes a text of `corpora/`, encodes it in GBK, drops the first byte of one Chinese character at a random place
and decodes it again, leniently. *Found*: a repair is suggested where the text is damaged. *Undone*: with one repair the
text is the original again, but for the characters that lost a byte (those show as `?`). A *false alarm* is a repair
suggested in a text that is whole. Cases are grouped by the number of characters that came out wrong.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.normalize.damage import find_repairs
from extract.read import read_file

CORPORA = Path(__file__).resolve().parents[1] / "corpora"


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged text: ``damaged[start:end]`` is what came out wrong."""

    original: str
    damaged: str
    start: int
    end: int


@dataclass(slots=True)
class Tally:
    cases: int = 0
    found: int = 0
    undone: int = 0


def whole_texts() -> list[str]:
    """The texts of the corpora, those damaged on purpose left out, as the readers give them."""
    rows = map(json.loads, (CORPORA / "gold" / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return [read_file(CORPORA / row["path"]).text for row in rows if not row.get("repairs")]


def damage(text: str, at: int) -> Case:
    """``text`` without the first GBK byte of its character ``at``. Raises ``UnicodeEncodeError``."""
    data, offset = text.encode("gbk"), len(text[:at].encode("gbk"))
    damaged = (data[:offset] + data[offset + 1 :]).decode("gb18030", "replace")
    same = 0
    while same < min(len(text) - at - 1, len(damaged) - at) and text[-1 - same] == damaged[-1 - same]:
        same += 1
    return Case(text, damaged, at, len(damaged) - same)


def cases(number: int, seed: int) -> Iterator[Case]:
    """``number`` damaged texts; the same for the same seed."""
    chance = random.Random(seed)
    texts = whole_texts()
    while number:
        text = chance.choice(texts)
        at = chance.randrange(len(text))
        if "\u4e00" <= text[at] <= "\u9fff":
            try:
                yield damage(text, at)
            except UnicodeEncodeError:
                continue  # a character outside GBK: this text was never in that encoding
            number -= 1


def judge(case: Case, tally: Tally) -> None:
    """Adds what was found of ``case``, and whether undoing it gives the original."""
    near = [r for r in find_repairs(case.damaged) if r.start <= case.end and r.end >= case.start]
    tally.cases += 1
    tally.found += bool(near)
    if len(near) == 1:
        repaired = case.damaged[: near[0].start] + near[0].suggested + case.damaged[near[0].end :]
        tally.undone += len(repaired) == len(case.original) and all(
            here in (wanted, "?") for here, wanted in zip(repaired, case.original, strict=True)
        )


def measure(number: int, seed: int) -> dict[int, Tally]:
    """Tallies by the number of wrong characters; 8 stands for eight and more."""
    tallies: dict[int, Tally] = {}
    for case in cases(number, seed):
        judge(case, tallies.setdefault(min(case.end - case.start, 8), Tally()))
    return dict(sorted(tallies.items()))


def false_alarms() -> list[str]:
    """What the repairs suggested in whole texts stand for."""
    return [text[repair.start : repair.end] for text in whole_texts() for repair in find_repairs(text)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tallies = measure(options.cases, options.seed)
    print("wrong characters   cases   found  undone")
    for length, tally in tallies.items():
        name = f"{length}{' and more' if length == 8 else ''}"
        print(f"{name:<16} {tally.cases:7} {tally.found / tally.cases:7.1%} {tally.undone / tally.cases:7.1%}")
    total = sum(tally.cases for tally in tallies.values())
    found, undone = (sum(getattr(tally, name) for tally in tallies.values()) for name in ("found", "undone"))
    print(f"{'all':<16} {total:7} {found / total:7.1%} {undone / total:7.1%}")
    print(f"false alarms in {len(whole_texts())} whole texts: {len(false_alarms())}")


if __name__ == "__main__":
    main()
