"""Runs the cases of other projects' own test suites: numbers and sums of money in Chinese, with their expected values.

python benchmarks/bench_suites.py [--cases DIR] [--show]

A case agrees if every expected number is found with its bounds and unit. A number without a unit is no figure here
(DESIGN §3), so its numeral must have the value. Cases that DESIGN decides otherwise, and those outside the language
that is read, stand in ``bench_exclusions.toml`` with the rule or the reason; one that agrees all the same is reported,
so that the list cannot grow stale. Exit code 1 if a case outside the list disagrees or one inside it agrees.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from extract.find.roles import scan
from extract.find.tables import find_tables
from extract.normalize import split_articles, trace_fragments
from extract.read import read_bytes
from extract.types import FigureSpan, Normalized, NumeralSpan

EXCLUSIONS: Final = Path(__file__).with_name("bench_exclusions.toml")
CASES: Final = Path(__file__).resolve().parents[2] / "shared" / "bench"

# Names of units in the suites, ours, and what one of theirs is in ours.
_UNITS: Final = {
    "Dollar": ("元", Fraction(1)),
    "Cent": ("元", Fraction(1, 100)),
    "CNY": ("元", Fraction(1)),
    "HKD": ("港元", Fraction(1)),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text, with the source offsets of each."""

    figures: tuple[tuple[int, int, FigureSpan], ...]
    numerals: tuple[tuple[int, int, NumeralSpan], ...]


def read_text(text: str) -> Reading:
    """Figures and numerals of a text, without the stages that need spaCy."""
    figures: list[tuple[int, int, FigureSpan]] = []
    numerals: list[tuple[int, int, NumeralSpan]] = []
    for article in split_articles(read_bytes(text.encode("utf-8"), "case.txt")):
        normalized = article.normalized
        found = scan(normalized.text, (), find_tables(normalized.text))
        figures += [(*_source(normalized, f.start, f.end), f) for f in found.figures]
        numerals += [(*_source(normalized, n.start, n.end), n) for n in found.numerals]
    return Reading(tuple(figures), tuple(numerals))


def _source(normalized: Normalized, start: int, end: int) -> tuple[int, int]:
    fragments = trace_fragments(normalized, [(start, end)])
    return fragments[0][0], fragments[-1][1]


def agrees(case: dict[str, Any], reading: Reading) -> bool:
    """Whether the reading holds every expected number, and no sum of money where none is expected."""
    if not case["expected"]:
        return not any(figure.dimension == "money" for _, _, figure in reading.figures)
    return all(_finds(expected, reading) for expected in case["expected"])


def _finds(expected: dict[str, Any], reading: Reading) -> bool:
    low, high = _exact(expected.get("low")), _exact(expected.get("high"))
    figures = [f for s, e, f in reading.figures if s < expected["end"] and expected["start"] < e]
    if low is None and high is None:
        if expected.get("kind") == "money":  # only the span is given
            return any(figure.dimension == "money" for figure in figures)
        if expected.get("unit"):  # 约: the suite gives no value
            return any(figure.approx and figure.unit == expected["unit"] for figure in figures)
        return not figures and all(n.value is None for _, _, n in _overlapping(expected, reading))
    if len(figures) == 1:
        return _same(figures[0], low, high, expected.get("unit"))
    numerals = _overlapping(expected, reading)
    if figures or len(numerals) != 1:
        return False
    return numerals[0][2].value in (low, high)


def _overlapping(expected: dict[str, Any], reading: Reading) -> list[tuple[int, int, NumeralSpan]]:
    return [n for n in reading.numerals if n[0] < expected["end"] and expected["start"] < n[1]]


def _same(figure: FigureSpan, low: Fraction | None, high: Fraction | None, unit: str | None) -> bool:
    name, factor = _UNITS.get(unit, (unit, Fraction(1))) if unit else (None, Fraction(1))
    if unit is None and figure.unit == "%":
        factor = Fraction(100)
    if name is not None and name != figure.unit:
        return False
    floor = None if low is None and figure.hard.low == 0 else figure.hard.low  # they leave the lower bound 0 unsaid
    return (floor, figure.hard.high) == (
        None if low is None else low * factor,
        None if high is None else high * factor,
    )


def _exact(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def load_exclusions(path: Path = EXCLUSIONS) -> dict[str, str]:
    """Case id → why it is left out."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["exclusion"]
    return {case: entry["reason"] for entry in entries for case in entry["cases"]}


def load_cases(folder: Path) -> Iterator[dict[str, Any]]:
    """Every case of every suite in ``folder``."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def run(folder: Path) -> tuple[Counter[tuple[str, str]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Counts by suite and outcome, the cases that disagree, and the excluded ones that agree."""
    excluded = load_exclusions()
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[dict[str, Any]] = []
    stale: list[dict[str, Any]] = []
    for case in load_cases(folder):
        right = agrees(case, read_text(case["text"]))
        if case["id"] in excluded:
            counts[case["suite"], "excluded"] += 1
            stale += [case] if right else []
        else:
            counts[case["suite"], "right" if right else "wrong"] += 1
            wrong += [] if right else [case]
    return counts, wrong, stale


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--show", action="store_true", help="print each case that disagrees")
    arguments = parser.parse_args()
    if not arguments.cases.is_dir():
        print(f"no cases in {arguments.cases}", file=sys.stderr)
        return 2
    counts, wrong, stale = run(arguments.cases)
    for suite in sorted({suite for suite, _ in counts}):
        right, missed, left_out = (counts[suite, outcome] for outcome in ("right", "wrong", "excluded"))
        print(f"{suite:32} {right:4} of {right + missed:4} agree, {left_out:3} excluded")
    for case in wrong if arguments.show else ():
        print("disagrees", case["id"], case["text"], [(e["surface"], e["low"], e["high"]) for e in case["expected"]])
    for case in stale:
        print("excluded, yet agrees:", case["id"])
    return 1 if wrong or stale else 0


if __name__ == "__main__":
    sys.exit(main())
