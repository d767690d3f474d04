"""Which indicator of ``schemas/indicators.toml`` a figure measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.find.lexicon import read_toml
from extract.resources import schemas
from extract.types import FigureSpan


@dataclass(frozen=True, slots=True)
class _Indicator:
    id: str
    dimensions: frozenset[str]
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]


@lru_cache(maxsize=1)
def _indicators() -> tuple[_Indicator, ...]:
    entries = read_toml(schemas("indicators.toml"))["indicator"]
    return tuple(
        _Indicator(
            entry["id"],
            frozenset([entry["dimension"]] if isinstance(entry["dimension"], str) else entry["dimension"]),
            tuple(entry["nouns"]),
            tuple(entry["verbs"]),
        )
        for entry in entries
    )


def read_indicator(figure: FigureSpan, counted: str | None, clause: str) -> str:
    """The entry whose noun ends what is counted (the longest decides), else whose verb stands in the clause."""
    fitting = [entry for entry in _indicators() if figure.dimension in entry.dimensions]
    best, length = None, 0
    for entry in fitting:
        for noun in entry.nouns:
            if counted and len(noun) > length and counted.endswith(noun):
                best, length = entry.id, len(noun)
    if best:
        return best
    if counted:
        for entry in fitting:
            for noun in entry.nouns:
                if len(noun) > max(1, length) and noun in counted:
                    best, length = entry.id, len(noun)
    if best:
        return best
    for entry in fitting:
        if any(verb in clause for verb in entry.verbs):
            return entry.id
    return _BY_DIMENSION.get(figure.dimension, "other")


_BY_DIMENSION = {
    "money": "funds.provided",
    "household": "household.benefited",
    "person": "person.benefited",
    "person-time": "person.benefited",
    "ratio": "share",
    "percentage-point": "growth",
    "multiple": "growth",
    "area": "area.developed",
    "length": "length.built",
}
