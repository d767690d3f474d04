"""Names of divisions by code, so that what is told of counties can be added up by prefecture or province."""

from __future__ import annotations

import csv
from functools import cache
from typing import Final, Literal

from extract.resources import schemas
from extract.types import PlaceRef

Level = Literal["province", "prefecture", "county"]
_DIGITS: Final[dict[Level, int]] = {"province": 2, "prefecture": 4, "county": 6}


def roll_up(place: PlaceRef, level: Level) -> str | None:
    """The name of the division of ``level`` that holds the place; ``None`` for a wider place, or one without a code.

    Where a province has no prefectures (北京市's districts) the province stands for them.
    """
    code = place.code
    digits = _DIGITS[level]
    if code is None or len(code.rstrip("0")) <= digits - 2:
        return None
    names = _names()
    return names.get(code[:digits].ljust(6, "0")) or (names.get(code[:2] + "0000") if level == "prefecture" else None)


@cache
def _names() -> dict[str, str]:
    """The latest name of each code of the gazetteer."""
    with schemas("gazetteer", "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(line for line in file if not line.startswith("#")), key=lambda row: row["from"])
    return {row["code"]: row["name"] for row in rows}
