"""Floors: what each metric of a gold set may not fall below, and the digest of the gold they were measured on.

The habit is trafilatura's and eyecite's: floors stand in a reviewed file and only rise; an edit of the gold changes
its digest, so that no score improves by an easier test unseen.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from extract.errors import GoldError
from extract.evaluate.tally import Scores

_ROUNDING: Final = 1e-9  # of binary fractions: 372/375 is a little less than 0.992


@dataclass(frozen=True, slots=True)
class GoldFloors:
    """The floors of one gold set; ``lowered`` keeps the reason of every time one was lowered."""

    digest: str
    floors: Mapping[str, float]
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A metric below its floor; ``score`` is ``None`` where it is no longer measured at all."""

    metric: str
    floor: float
    score: float | None

    def __str__(self) -> str:
        score = "not measured" if self.score is None else f"{self.score:.4f}"
        return f"{self.metric}: {score}, floor {self.floor:.4f}"


def digest(gold_path: Path) -> str:
    """The sha256 of a gold file, or of the names and contents of the ``*.jsonl`` of a folder."""
    if not gold_path.is_dir():
        return hashlib.sha256(gold_path.read_bytes()).hexdigest()
    total = hashlib.sha256()
    for file in sorted(gold_path.glob("*.jsonl")):
        total.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def read_floors(path: Path) -> dict[str, GoldFloors]:
    """The floors by gold set; raises :class:`GoldError` for a file that does not fit."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise GoldError(f"{path}: cannot be read: {problem}") from problem
    result = {}
    for name, table in tables.items():
        try:
            floors = {metric: float(floor) for metric, floor in table["floors"].items()}
            result[name] = GoldFloors(str(table["sha256"]), floors, tuple(table.get("lowered", ())))
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise GoldError(f"{path}: [{name}]: sha256 and numeric floors are expected ({problem!r})") from problem
    return result


def floors_for(path: Path, gold_path: Path) -> GoldFloors:
    """The floors in ``path`` of the gold at ``gold_path``, told by its digest.

    Raises :class:`GoldError` where none fits: the gold has no floors there, or was edited since they were set.
    """
    wanted = digest(gold_path)
    for gold in read_floors(path).values():
        if gold.digest == wanted:
            return gold
    raise GoldError(f"{path}: no floors for {gold_path}, or the gold was edited since they were set")


def write_floors(path: Path, sets: Mapping[str, GoldFloors]) -> None:
    """Write the floors as TOML, gold sets and metrics in the order given."""
    lines = [
        "# What `benchmarks/accuracy.py` and the tests hold: no score falls below its floor. Written by",
        "# `benchmarks/accuracy.py --update-floors`, which only raises; `--lower REASON` leaves its reason here.",
    ]
    for name, gold in sets.items():
        lines += ["", f"[{_quoted(name)}]", f"sha256 = {_quoted(gold.digest)}"]
        if gold.lowered:
            lines.append("lowered = [")
            lines += [f"    {_quoted(reason)}," for reason in gold.lowered]
            lines.append("]")
        lines.append(f"[{_quoted(name)}.floors]")
        lines += [f"{metric} = {floor:.4f}" for metric, floor in gold.floors.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def breaches(scores: Scores, floors: GoldFloors) -> list[Breach]:
    """The metrics below their floors."""
    result = []
    for metric, floor in floors.floors.items():
        measured = scores.metrics.get(metric)
        if measured is None or measured.score < floor - _ROUNDING:
            result.append(Breach(metric, floor, None if measured is None else measured.score))
    return result


def raise_floors(current: GoldFloors | None, scores: Scores, gold_digest: str) -> GoldFloors:
    """The floors of ``current`` raised to ``scores``, each cut (not rounded) to four decimals; none falls."""
    before = current.floors if current else {}
    floors = {name: max(_cut(metric.score), before.get(name, 0.0)) for name, metric in scores.metrics.items()}
    kept = {name: floor for name, floor in before.items() if name not in floors}
    return GoldFloors(gold_digest, {**floors, **kept}, current.lowered if current else ())


def lower_floors(current: GoldFloors, scores: Scores, gold_digest: str, reason: str) -> GoldFloors:
    """The floors set to ``scores`` wherever these lie below, with the reason kept; a metric gone loses its floor."""
    fallen = ", ".join(map(str, breaches(scores, current)))
    floors = {name: _cut(metric.score) for name, metric in scores.metrics.items()}
    note = (f"{reason} ({fallen})",) if fallen else ()
    return replace(current, digest=gold_digest, floors=floors, lowered=current.lowered + note)


def _cut(score: float) -> float:
    return math.floor((score + _ROUNDING) * 10_000) / 10_000
