"""Are planted errors found, and correct texts left in peace? The pairs of ``corpora/planted`` through load and check.

python benchmarks/planted.py            the table
python benchmarks/planted.py --misses   also each pair that failed, with what was found instead
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.audit.checks import run_checks
from extract.audit.findings import Finding
from extract.errors import HezhangError
from extract.pipeline import EXTRACTOR, configuration, extract_document
from extract.read import read_bytes
from extract.resources import corpora
from extract.store.base import open_base
from extract.store.numerals import numeral_accounts
from extract.store.query import enumerations, statements
from extract.store.write import store_extraction


@dataclass(frozen=True, slots=True)
class Pair:
    """A correct text (one document or several) and its corrupted twin, of which ``check`` must say ``verdict``."""

    id: str
    check: str
    verdict: str
    correct: tuple[str, ...]
    corrupted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks made of a pair."""

    pair: Pair
    on_correct: tuple[Finding, ...]
    on_corrupted: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """True if the check says of the corrupted side what it must, and does not say so of the correct side."""
        return self._says(self.on_corrupted) and not self._says(self.on_correct)

    @property
    def false_alarms(self) -> tuple[Finding, ...]:
        """The inconsistent verdicts on the correct side."""
        return tuple(finding for finding in self.on_correct if finding.verdict == "inconsistent")

    def _says(self, findings: Sequence[Finding]) -> bool:
        return any(each.check == self.pair.check and each.verdict == self.pair.verdict for each in findings)


def read_pairs() -> list[Pair]:
    """Every pair, in the order of files and entries. Raises :class:`HezhangError` for a change that does not apply."""
    pairs: list[Pair] = []
    for path in sorted(corpora("planted").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            pairs.append(_pair(path, entry))
    return pairs


def _pair(path: Path, entry: dict[str, object]) -> Pair:
    texts = tuple(str(text).lstrip("\n") for text in _strings(entry["texts"]))
    before, after = _strings(entry["change"])
    if texts[-1].count(before) != 1:
        raise HezhangError(f"{path}: {entry['id']}: {before!r} must occur once in the last text")
    corrupted = (*texts[:-1], texts[-1].replace(before, after))
    return Pair(str(entry["id"]), str(entry["check"]), str(entry["verdict"]), texts, corrupted)


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def check_texts(texts: Sequence[str]) -> tuple[Finding, ...]:
    """The findings on a base that holds just these documents."""
    with open_base(":memory:") as base:
        for number, text in enumerate(texts, 1):
            extraction = extract_document(read_bytes(text.encode(), f"{number}.txt"))
            store_extraction(base, extraction, extractor=EXTRACTOR, configuration=configuration())
        return tuple(run_checks(statements(base), enumerations(base), numeral_accounts(base)))


def run(pairs: Sequence[Pair]) -> list[Result]:
    return [Result(pair, check_texts(pair.correct), check_texts(pair.corrupted)) for pair in pairs]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--misses", action="store_true", help="show the pairs that failed")
    arguments = parser.parse_args()
    results = run(read_pairs())
    by_check: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_check[result.pair.check].append(result)
    print(f"{'check':22}{'pairs':>6}{'found':>7}{'false alarms':>14}")
    for check, group in by_check.items():
        print(f"{check:22}{len(group):6}{_found(group):7}{_alarms(group):14}")
    print(f"{'all':22}{len(results):6}{_found(results):7}{_alarms(results):14}")
    if arguments.misses:
        for result in results:
            if not result.found or result.false_alarms:
                _show(result)


def _found(results: Sequence[Result]) -> int:
    return sum(result.found for result in results)


def _alarms(results: Sequence[Result]) -> int:
    return sum(len(result.false_alarms) for result in results)


def _show(result: Result) -> None:
    print(f"\n{result.pair.id}: {'found' if result.found else 'missed'}")
    for finding in result.false_alarms:
        print(f"  false alarm: {finding.check}: {finding.reason}")
    if not result.found:
        for finding in result.on_corrupted:
            print(f"  on the corrupted text: {finding.check} {finding.verdict}: {finding.reason}")


if __name__ == "__main__":
    main()
