"""Do totals hold the truth, how wide are they, and how fast? On documents generated from known gifts.

python -m benchmarks.totals                     2 000 documents: truth, width, seconds
python -m benchmarks.totals --documents 400     fewer
python -m benchmarks.totals --misses            also each query whose interval does not hold the truth
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.truth_base import YEARS, Gift, World, make_world
from extract.audit.totals import Total, totals
from extract.interval import Interval, total
from extract.load import load
from extract.store.base import Base, open_base
from extract.store.query import statements
from extract.types import StoredStatement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """One query: what the base says, and what is true. ``kind`` is the scenario or the kind of query."""

    kind: str
    name: str
    truth: Fraction
    hard: Interval
    likely: Interval

    @property
    def holds(self) -> bool:
        return self.hard.contains(self.truth)

    @property
    def exact(self) -> bool:
        """True if the answer is the truth itself."""
        return self.hard.point == self.truth

    @property
    def width(self) -> Fraction | None:
        """Of the likely interval, as a share of the truth; ``None`` if it has no end."""
        if self.likely.low is None or self.likely.high is None:
            return None
        return (self.likely.high - self.likely.low) / self.truth


def write_world(world: World, base: Base, folder: Path) -> None:
    """The world's documents, loaded through the pipeline."""
    for name, text in world.documents:
        (folder / name).write_text(text, encoding="utf-8")
    load([folder], base)


def ask(world: World, said: Sequence[StoredStatement]) -> list[Answer]:
    """A query for each giver, each giver's years, each county, each year, and all of it."""
    answers: list[Answer] = []

    def add(kind: str, name: str, gifts: Iterable[Gift], found: list[Total]) -> None:
        truth = Fraction(sum(gift.amount for gift in gifts))
        sums = [each for each in found if each.hard is not None and each.likely is not None]
        if truth:
            hard = total(each.hard for each in sums if each.hard is not None)
            likely = total(each.likely for each in sums if each.likely is not None)
            answers.append(Answer(kind, name, truth, hard, likely))

    by_giver = _grouped(world.gifts, lambda gift: gift.giver)
    told = _grouped(said, lambda each: "、".join(each.provider))
    for giver, gifts in by_giver.items():
        mine = told.get(giver, [])
        add(world.scenario[giver], giver, gifts, _given(mine))
        if world.scenario[giver] != "a cumulative series":  # its years are told as sums up to a day only
            for gift in gifts:
                year = (date(gift.year, 1, 1), date(gift.year, 12, 31))
                inside = [each for each in mine if _within(each, *year)]
                add("one year of a giver", f"{giver} {gift.year}", [gift], _given(inside))
    add("everything", "all", world.gifts, _given(said))
    return answers


def _given(said: Iterable[StoredStatement]) -> list[Total]:
    return totals(said, indicator="funds.provided", status="disbursement")


def _within(statement: StoredStatement, start: date, end: date) -> bool:
    period = statement.period
    if period is None or period.start is None or period.end is None:
        return False
    return start <= period.start and period.end <= end


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def report(answers: Sequence[Answer], *, misses: bool) -> None:
    print(f"{'query':26}{'asked':>7}{'hold':>7}{'exact':>7}{'mean width':>12}{'open':>6}")
    for kind, group in _grouped(answers, lambda answer: answer.kind).items():
        widths = [answer.width for answer in group if answer.width is not None]
        mean = f"{float(sum(widths) / len(widths)):.1%}" if widths else "—"
        held, exact = sum(answer.holds for answer in group), sum(answer.exact for answer in group)
        print(f"{kind:26}{len(group):7}{held:7}{exact:7}{mean:>12}{len(group) - len(widths):6}")
    if misses:
        for answer in answers:
            if not answer.holds:
                print(f"{answer.kind}: {answer.name}: true {answer.truth}, told {answer.hard}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=2000, help="how many documents at least (default 2000)")
    parser.add_argument("--misses", action="store_true", help="show the queries whose interval misses the truth")
    arguments = parser.parse_args()
    world = make_world(arguments.documents)
    with TemporaryDirectory(prefix="hezhang-") as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        with open_base(folder / "base.db") as base:
            write_world(world, base, folder / "texts")
            began = time.perf_counter()
            said = statements(base)
            read = time.perf_counter()
            report(ask(world, said), misses=arguments.misses)
            began_total = time.perf_counter()
            totals(said)
            ended = time.perf_counter()
    print(f"{len(world.documents)} documents, {len(said)} statements; years {YEARS[0]}–{YEARS[-1]}")
    print(f"reading all statements {read - began:.2f} s, every total of them {ended - began_total:.2f} s")


if __name__ == "__main__":
    main()
