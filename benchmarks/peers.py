"""Runs other readers of figures beside hezhang on the same gold, and prints one table for each gold set.

    python benchmarks/peers.py [--gold NAME_OR_PATH …] [--documents FOLDER] [--only PEER …] [--json]

The peers come with ``pip install 'hezhang[peers]'``; one that is absent is passed over with the reason. F1 of figures
found / F1 of both bounds right; "—" where a peer does not claim to read the kind. *any number* is the share of all gold
figures whose two bounds some reading of the peer gives, whatever else it reads, so that dates cost nothing. *all
figures* holds every reading against every gold figure. Speed is of the processor, on the texts of that gold set.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from benchmarks.gold_sets import GOLD_SETS, GoldSet  # noqa: E402
from benchmarks.peer_adapters import PEERS  # noqa: E402
from benchmarks.peer_adapters.hezhang_figures import HEZHANG, KIND_OF  # noqa: E402
from benchmarks.peer_adapters.peer import Kind, Peer, Read, Reading  # noqa: E402
from extract.errors import GoldError, ReadError  # noqa: E402
from extract.evaluate import GoldText, read_document, read_gold  # noqa: E402
from extract.evaluate.gold import GoldFigure  # noqa: E402
from extract.evaluate.match import pair_spans, same_bound, squeeze  # noqa: E402
from extract.find.lexicon import load_units  # noqa: E402
from extract.types import Document  # noqa: E402

KINDS: Final[tuple[Kind, ...]] = ("money", "count", "ratio", "measure")
_WARM_UP: Final = "全年投入帮扶资金12万元，实施项目3个，占比50%。"


@dataclass(slots=True)
class Counts:
    """How many gold figures and readings there were, and how many of the pairs agree."""

    gold: int = 0
    read: int = 0
    found: int = 0
    value: int = 0
    unit: int = 0  # both bounds and the unit

    def f1(self, right: int) -> float:
        """2·right ÷ (gold + read)."""
        return 2 * right / (self.gold + self.read) if self.gold + self.read else 0.0


@dataclass(slots=True)
class Result:
    """What one peer made of one gold set; ``seconds`` of the processor."""

    peer: Peer
    characters: int = 0
    seconds: float = 0.0
    failed: list[str] = field(default_factory=list)
    kinds: dict[str, Counts] = field(default_factory=dict)
    numbers: Counts = field(default_factory=Counts)  # value ÷ gold is a recall
    everything: Counts = field(default_factory=Counts)


def kind_of_unit(unit: str) -> Kind:
    """The kind of a gold figure; a unit that ``schemas/units.toml`` does not know is a classifier."""
    match = load_units().match(unit, 0)
    if match is None or match[0] != unit:
        return "count"
    return KIND_OF.get(match[1].dimension, "measure")


def compare(gold: Sequence[GoldFigure], readings: Sequence[Reading], counts: Counts) -> None:
    """Add what ``readings`` make of the figures of one text."""
    counts.gold += len(gold)
    counts.read += len(readings)
    spans = [{"fragments": [(reading.start, reading.end)]} for reading in readings]
    for figure, index in zip(gold, pair_spans(gold, spans), strict=True):
        if index is None:
            continue
        reading = readings[index]
        right = same_bound(reading.low, figure.hard.low) and same_bound(reading.high, figure.hard.high)
        counts.found += 1
        counts.value += right
        counts.unit += right and squeeze(reading.unit) == squeeze(figure.unit)


def run(peer: Peer, read: Read, texts: Iterable[tuple[GoldText, Document]]) -> Result:
    """Read every text with one peer and score it; a text on which the peer breaks counts as read without result."""
    result = Result(peer, kinds={kind: Counts() for kind in KINDS})
    for gold, document in texts:
        begun = time.process_time()
        try:
            readings = list(read(document))
        except Exception as problem:  # another's library may raise anything; how often is printed
            if peer is HEZHANG:
                raise
            readings = []
            result.failed.append(f"{gold.id}: {type(problem).__name__}: {problem}")
        result.seconds += time.process_time() - begun
        result.characters += len(document.text)
        figures = gold.figures or ()
        for kind in KINDS:
            compare(
                [figure for figure in figures if kind_of_unit(figure.unit) == kind],
                [reading for reading in readings if reading.kind == kind],
                result.kinds[kind],
            )
        compare(figures, readings, result.everything)
        compare(figures, readings, result.numbers)
    return result


def start(peer: Peer) -> Read:
    """The peer's reader, warmed up; :class:`ImportError` says why there is none."""
    read = peer.load()
    from extract.read import read_bytes

    read(read_bytes(_WARM_UP.encode("utf-8"), "warm-up.txt"))
    return read


def documents(gold: GoldSet) -> list[tuple[GoldText, Document]]:
    """The gold's texts with annotated figures, read."""
    found = []
    for text in read_gold(gold.path, documents=gold.documents):
        if text.figures is None:
            continue
        try:
            found.append((text, read_document(text)))
        except ReadError as problem:
            raise GoldError(str(problem)) from problem
    return found


def as_table(title: str, results: Sequence[Result]) -> Table:
    """One row a peer."""
    first = results[0]
    sizes = {kind: first.kinds[kind].gold for kind in KINDS}
    table = Table(title=f"{title}: {first.everything.gold} figures, {first.characters:,} characters")
    table.add_column("reader")
    heads = [f"{kind} ({sizes[kind]})" for kind in KINDS]
    heads[1:2] = [heads[1], "count with classifier"]
    for head in (*heads, "any number", "all figures", "chars/s"):
        table.add_column(head, justify="right")
    for result in results:
        claims = result.peer.claims
        cells = []
        for kind in KINDS:
            counts = result.kinds[kind]
            cells.append(_pair(counts) if kind in claims else "—")
            if kind == "count":
                cells.append(f"{counts.f1(counts.unit):.3f}" if kind in claims else "—")
        recall = result.numbers.value / max(1, result.numbers.gold)
        cells.append(f"{recall:.3f}" if "number" in claims else "—")
        cells += [_pair(result.everything), f"{result.characters / max(result.seconds, 1e-9):,.0f}"]
        table.add_row(f"{result.peer.name} {_version(result.peer)}", *cells)
    return table


def as_json(results: Sequence[Result]) -> list[dict[str, Any]]:
    """The counts behind the table; a kind that a peer does not claim is left out."""
    objects = []
    for result in results:
        kinds = {kind: _counts(c) for kind, c in result.kinds.items() if kind in result.peer.claims}
        objects.append(
            {
                "reader": result.peer.name,
                "version": _version(result.peer),
                "characters": result.characters,
                "seconds": result.seconds,
                "failed": result.failed,
                "kinds": kinds,
                "all": _counts(result.everything),
            }
        )
    return objects


def _counts(counts: Counts) -> dict[str, float]:
    return {
        "gold": counts.gold,
        "read": counts.read,
        "found": counts.found,
        "value": counts.value,
        "value_and_unit": counts.unit,
        "detection_f1": round(counts.f1(counts.found), 4),
        "value_f1": round(counts.f1(counts.value), 4),
        "value_and_unit_f1": round(counts.f1(counts.unit), 4),
    }


def _pair(counts: Counts) -> str:
    if not counts.gold and not counts.read:
        return ""
    return f"{counts.f1(counts.found):.3f} / {counts.f1(counts.value):.3f}"


def _version(peer: Peer) -> str:
    try:
        return version(peer.distribution)
    except PackageNotFoundError:
        return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs="+", metavar="NAME_OR_PATH", help="only these gold sets")
    parser.add_argument("--documents", type=Path, help="the folder of the documents that a gold file names")
    parser.add_argument("--only", nargs="+", metavar="PEER", choices=[peer.name for peer in PEERS])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    known = {gold.name: gold for gold in GOLD_SETS}
    sets = [known.get(name) or GoldSet(name, Path(name), options.documents) for name in options.gold or ()]
    sets = sets or [gold for gold in GOLD_SETS if gold.path.exists()]
    readers: list[tuple[Peer, Read]] = []
    for peer in PEERS:
        if options.only and peer.name not in options.only:
            continue
        try:
            readers.append((peer, start(peer)))
        except ImportError as problem:
            print(f"{peer.name}: passed over: {problem}", file=sys.stderr)
    if not readers:
        print("no reader is installed", file=sys.stderr)
        return 1
    objects, console = {}, Console()
    try:
        for gold in sets:
            texts = documents(gold)
            results = [run(peer, read, texts) for peer, read in readers]
            objects[gold.name] = as_json(results)
            if not options.json:
                console.print(as_table(gold.name, results))
            for result in results:
                for kind, count in Counter(line.split(": ", 1)[1] for line in result.failed).items():
                    print(f"{result.peer.name}: {count} texts of {gold.name} failed: {kind}", file=sys.stderr)
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(objects, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
