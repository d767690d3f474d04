"""quantulum3: quantities with units of English text; what it makes of Chinese is digits, signs and Latin unit symbols.

A value with an uncertainty (10 ± 1, 3-5) is the interval around it. Its classifier of ambiguous units is not installed.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, Final

from benchmarks.peer_adapters.peer import Kind, Peer, Read, Reading, longest
from extract.types import Document

_UNITS: Final = {"percentage": "%", "dollar": "美元", "euro": "欧元", "yuan": "元", "kilometre": "公里", "metre": "米"}


def _load() -> Read:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that the classifier is absent
        from quantulum3 import parser

    def read(document: Document) -> Sequence[Reading]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: list[Any] = parser.parse(document.text)
        return longest(_reading(quantity) for quantity in found)

    return read


def _reading(quantity: Any) -> Reading:
    start, end = quantity.span
    margin = quantity.uncertainty or 0.0
    unit: str = quantity.unit.name
    return Reading(
        start,
        end,
        float(quantity.value) - margin,
        float(quantity.value) + margin,
        _kind(unit, quantity.unit.entity.name),
        _UNITS.get(unit, unit),
    )


def _kind(unit: str, entity: str) -> Kind:
    if unit in ("percentage", "permille"):
        return "ratio"
    if entity == "currency":
        return "money"
    return "number" if entity == "dimensionless" else "measure"


QUANTULUM3: Final = Peer("quantulum3", "quantulum3", frozenset(("money", "ratio", "measure", "number")), _load)
