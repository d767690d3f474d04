"""Rows of the gazetteer as data, without the extractor that is measured."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from extract.resources import schemas


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division; ``common``: the short name is an ordinary word as well."""

    code: str
    name: str
    level: str
    parent: str
    short: str
    current: bool
    common: bool


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """Every row of ``schemas/gazetteer/gazetteer.csv``, past divisions included."""
    with schemas("gazetteer", "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Division(
                row["code"],
                row["name"],
                row["level"],
                row["parent"],
                row["short"],
                not row["to"],
                row["word"] == "common",
            )
            for row in csv.DictReader(line for line in file if not line.startswith("#"))
        )
