"""Measures accuracy on every gold set that is there, and holds it to its floors.

python benchmarks/accuracy.py                       scores beside their floors; exit 1 below one
python benchmarks/accuracy.py --errors              each wrong or missing field in its sentence
python benchmarks/accuracy.py --update-floors       raise the floors to the scores
python benchmarks/accuracy.py --update-floors --lower "REASON"     lower them, leaving the reason in the file
python benchmarks/accuracy.py --against REV         gains and losses since a revision
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from rich.text import Text  # noqa: E402

from benchmarks.gold_sets import FLOORS, GOLD_SETS, GoldSet, measure  # noqa: E402
from benchmarks.revisions import Change, compare, score_tree, unpacked  # noqa: E402
from extract.errors import GoldError  # noqa: E402
from extract.evaluate.floors import (  # noqa: E402
    GoldFloors,
    breaches,
    digest,
    lower_floors,
    raise_floors,
    read_floors,
    write_floors,
)
from extract.evaluate.report import as_errors, as_json, as_table  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare or update; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs="+", metavar="NAME_OR_PATH", help="only these gold sets")
    parser.add_argument("--documents", type=Path, help="the folder of the documents that a gold file names")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--limit", type=int, help="with --errors: at most so many of one cause")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--update-floors", action="store_true")
    parser.add_argument("--lower", metavar="REASON", help="with --update-floors: floors may fall")
    parser.add_argument("--against", metavar="REV")
    options = parser.parse_args(arguments)
    if options.lower and not options.update_floors:
        parser.error("--lower goes with --update-floors")
    try:
        sets = _chosen(options.gold, options.documents)
        if options.against:
            return _against(sets, options.against)
        if options.update_floors:
            return _update(sets, options.lower)
        return _show(sets, errors=options.errors, limit=options.limit, as_json_=options.json)
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1


def _chosen(names: Sequence[str] | None, documents: Path | None) -> list[GoldSet]:
    known = {gold.name: gold for gold in GOLD_SETS}
    if names is None:
        present = [gold for gold in GOLD_SETS if gold.path.exists()]
        for gold in GOLD_SETS:
            if gold not in present:
                print(f"{gold.name}: passed over, {gold.path} is absent", file=sys.stderr)
        return present
    return [known.get(name) or GoldSet(name, Path(name), documents) for name in names]


def _floors() -> dict[str, GoldFloors]:
    return read_floors(FLOORS) if FLOORS.is_file() else {}


def _show(sets: Sequence[GoldSet], *, errors: bool, limit: int | None, as_json_: bool) -> int:
    console, floors, objects, failed = Console(), _floors(), {}, False
    for gold in sets:
        scores = measure(gold)
        held = floors.get(gold.name)
        limits = held.floors if held else None
        objects[gold.name] = as_json(scores, errors=errors, floors=limits)
        if not as_json_:
            console.rule(gold.name)
            console.print(as_table(scores, floors=limits))
            if errors:
                console.print(as_errors(scores, limit=limit))
        if held and held.digest != digest(gold.path):
            print(f"{gold.name}: the gold was edited since its floors were set", file=sys.stderr)
            failed = True
        for breach in breaches(scores, held) if held else ():
            print(f"{gold.name}: {breach}", file=sys.stderr)
            failed = True
    if as_json_:
        print(json.dumps(objects, ensure_ascii=False, indent=1))
    return int(failed)


def _update(sets: Sequence[GoldSet], reason: str | None) -> int:
    floors, refused = _floors(), False
    for gold in sets:
        scores, held = measure(gold), floors.get(gold.name)
        fallen = breaches(scores, held) if held else []
        if held and fallen and reason is None:
            refused = True
            for breach in fallen:
                print(f"{gold.name}: {breach}", file=sys.stderr)
            continue
        if held and fallen and reason is not None:
            print(f"{gold.name}: lowered because {reason}: {', '.join(map(str, fallen))}")
            floors[gold.name] = lower_floors(held, scores, digest(gold.path), reason)
        else:
            floors[gold.name] = raise_floors(held, scores, digest(gold.path))
    write_floors(FLOORS, floors)
    if refused:
        print("floors only rise; to lower them say why with --lower REASON", file=sys.stderr)
    return int(refused)


def _against(sets: Sequence[GoldSet], revision: str) -> int:
    console = Console()
    with unpacked(revision) as tree:
        for gold in sets:
            before, after = score_tree(tree, gold), score_tree(ROOT, gold)
            changes = compare(before, after)
            table = Table(title=f"{gold.name}: {revision} → working tree")
            table.add_column("metric")
            for heading in ("before", "after", "gained", "lost"):
                table.add_column(heading, justify="right")
            for name, metric in after.metrics.items():
                earlier = before.metrics.get(name)
                moved = [change.gained for change in changes if change.field == name]
                table.add_row(
                    name,
                    f"{earlier.score:.4f}" if earlier else "",
                    f"{metric.score:.4f}",
                    str(moved.count(True) or ""),
                    str(moved.count(False) or ""),
                )
            console.print(table)
            _list(console, "lost", [change for change in changes if not change.gained])
            _list(console, "gained", [change for change in changes if change.gained])
    return 0


def _list(console: Console, title: str, changes: Sequence[Change]) -> None:
    if changes:
        console.rule(f"{title}: {len(changes)}")
    for change in changes:
        console.print(Text(f"{change.field}  {change.document}  {change.sentence}".replace("\n", "⏎")))


if __name__ == "__main__":
    sys.exit(main())
