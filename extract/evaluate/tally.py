"""Counts and what follows from them: metrics, misses, verdicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

Count = Literal["right", "gold", "predicted"]


@dataclass(frozen=True, slots=True)
class Metric:
    """How often a thing is right. With ``predicted`` it is a precision and recall, without it a share of ``gold``."""

    name: str
    right: int
    gold: int
    predicted: int | None = None

    @property
    def precision(self) -> float:
        """Right ones of the predicted; of a share 0."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right ones of the gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def score(self) -> float:
        """F1, or the share that is right: what a floor is stated in."""
        if self.predicted is None:
            return self.recall
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong, missing or superfluous field, in its sentence.

    ``cause`` groups misses of one kind ("high invented", "actual → target"); ``gold`` and ``predicted`` are the two
    values in words, empty where there is none.
    """

    document: str
    field: str
    cause: str
    surface: str
    gold: str
    predicted: str
    before: str = ""  # the sentence up to the surface
    after: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which fields of one gold figure are right; a missed figure has all of them wrong."""

    document: str
    figure: str  # id in the gold
    surface: str
    sentence: str
    right: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Scores:
    """The result of an evaluation. ``metrics`` keeps the order of the report and holds only what the gold annotates."""

    documents: int
    answered: int
    characters: int
    metrics: dict[str, Metric]
    misses: tuple[Miss, ...]
    verdicts: tuple[Verdict, ...]
    unresolved: int
    bad_quotes: int
    spans: int

    def __getitem__(self, name: str) -> Metric:
        return self.metrics[name]


@dataclass(slots=True)
class Tally:
    """What scoring adds up over the texts of a gold set."""

    counts: Counter[tuple[str, Count]] = field(default_factory=Counter)
    shares: set[str] = field(default_factory=set)
    order: dict[str, None] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    unresolved: int = 0
    bad_quotes: int = 0
    spans: int = 0

    def add(self, name: str, *, right: int = 0, gold: int = 0, predicted: int = 0) -> None:
        """Count for a precision and recall."""
        self.order[name] = None
        self.counts[name, "right"] += right
        self.counts[name, "gold"] += gold
        self.counts[name, "predicted"] += predicted

    def add_share(self, name: str, *, right: int, gold: int) -> None:
        """Count for a share."""
        self.shares.add(name)
        self.add(name, right=right, gold=gold)

    def metrics(self) -> dict[str, Metric]:
        """Every metric with something to measure, in the order in which it was first counted."""
        result = {}
        for name in self.order:
            right, gold = self.counts[name, "right"], self.counts[name, "gold"]
            predicted = None if name in self.shares else self.counts[name, "predicted"]
            if gold or predicted:
                result[name] = Metric(name, right, gold, predicted)
        return result


def words(value: Any) -> str:
    """A value as a report shows it: lists joined by 、, numbers without a trailing .0, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(words(item) for item in value)
    if isinstance(value, dict):
        return words(value.get("name") or value.get("text"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
