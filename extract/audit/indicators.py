"""What is measured and how it adds up: ``schemas/indicators.toml`` as the audit reads it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from extract import resources
from extract.errors import DataFileError

Aggregation = Literal["sum", "latest", "none"]
_AGGREGATIONS: tuple[Aggregation, ...] = ("sum", "latest", "none")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An entry of the data file; the comments there define its keys."""

    id: str
    title_zh: str
    title_en: str
    aggregation: Aggregation
    ascending: bool
    nouns: tuple[str, ...]
    verbs: tuple[str, ...] = ()


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its id, in the order of the file. Raises :class:`DataFileError` if the file is malformed."""
    return read_indicators(resources.schemas("indicators.toml"))


def read_indicators(path: Path) -> Mapping[str, Indicator]:
    """The indicators of a file. Raises :class:`DataFileError` that names the file and the entry."""
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file).get("indicator", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path}: {error}") from error
    found: dict[str, Indicator] = {}
    for entry in entries:
        indicator = _indicator(path, entry)
        if indicator.id in found:
            raise DataFileError(f"{path}: indicator {indicator.id!r} is defined twice")
        found[indicator.id] = indicator
    return MappingProxyType(found)


def aggregation_of(indicator: str | None) -> Aggregation:
    """How facts of an indicator add up; what the file does not know is never added (``"none"``)."""
    known = indicators().get(indicator) if indicator is not None else None
    return known.aggregation if known is not None else "none"


def _indicator(path: Path, entry: Mapping[str, Any]) -> Indicator:
    try:
        indicator = Indicator(
            id=entry["id"],
            title_zh=entry["title_zh"],
            title_en=entry["title_en"],
            aggregation=entry["aggregation"],
            ascending=entry["ascending"],
            nouns=tuple(entry["nouns"]),
            verbs=tuple(entry.get("verbs", ())),
        )
    except KeyError as error:
        raise DataFileError(f"{path}: indicator {entry.get('id', '?')!r} lacks the key {error}") from error
    if indicator.aggregation not in _AGGREGATIONS:
        raise DataFileError(f"{path}: indicator {indicator.id!r} has the unknown aggregation {indicator.aggregation!r}")
    return indicator
