"""Speed of matching the gazetteer alone: every name of every division found in a text, without weighing evidence.

    python benchmarks/gazetteer_speed.py [--megabytes 10] [--rounds 5]

The text is that of ``corpora/texts``, repeated; only the automaton of ``extract/find/gazetteer.py`` runs
(``Gazetteer.match``), on one core. Printed is the best of the rounds, in characters (code points) a second: the others
tell what else the machine was doing.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]


def make_text(size: int) -> str:
    """Simplified text of at least ``size`` UTF-8 bytes, from the plain texts of the corpora."""
    from extract.normalize.characters import simplify

    paths = sorted((ROOT / "corpora" / "texts").glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8", errors="ignore") for path in paths]
    once = simplify("\n".join(texts))
    return once * (size // len(once.encode("utf-8")) + 1)


def measure(text: str, rounds: int) -> tuple[float, int]:
    """(characters a second in the best round, names found)."""
    from extract.find.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    best, found = float("inf"), 0
    for _ in range(rounds):
        begun = time.process_time()
        found = len(gazetteer.match(text))
        best = min(best, time.process_time() - begun)
    return len(text) / best, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    text = make_text(int(arguments.megabytes * 1_000_000))
    rate, found = measure(text, arguments.rounds)
    print(f"{len(text):,} characters, {found:,} names, {rate:,.0f} characters a second")


if __name__ == "__main__":
    main()
