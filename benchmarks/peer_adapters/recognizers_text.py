"""Recognizers-Text, Chinese: currencies, dimensions, percentages and plain numbers.

It resolves each to one value and reads no wording that moves a bound. A number without a known unit is a bare one:
classifiers (家, 户, 人次) are not among its units. Ages are left out: they are no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from benchmarks.peer_adapters.peer import Kind, Peer, Read, Reading, longest
from extract.types import Document

_CURRENCIES: Final = {
    "Chinese yuan": "元",
    "Jiao": "角",
    "Fen": "分",
    "United States dollar": "美元",
    "Hong Kong dollar": "港元",
    "Euro": "欧元",
    "Japanese yen": "日元",
    "British pound": "英镑",
    "Macanese pataca": "澳门元",
    "New Taiwan dollar": "新台币",
}
_DIMENSIONS: Final = {
    "Meter": "米",
    "Kilometer": "公里",
    "Centimeter": "厘米",
    "Square meter": "平方米",
    "Square kilometer": "平方公里",
    "Hectare": "公顷",
    "Mu": "亩",
    "Cubic meter": "立方米",
    "Kilogram": "公斤",
    "Jin": "斤",
    "Ton": "吨",
}


def _load() -> Read:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import Culture, recognize_currency, recognize_dimension

    recognizers: tuple[tuple[Kind, Any, dict[str, str]], ...] = (
        ("money", recognize_currency, _CURRENCIES),
        ("measure", recognize_dimension, _DIMENSIONS),
        ("ratio", recognize_percentage, {}),
        ("number", recognize_number, {}),
    )

    def read(document: Document) -> Sequence[Reading]:
        return longest(
            reading
            for kind, recognize, units in recognizers
            for reading in _readings(kind, recognize(document.text, Culture.Chinese), units)
        )

    return read


def _readings(kind: Kind, results: Sequence[Any], units: dict[str, str]) -> Iterator[Reading]:
    for result in results:
        written = (result.resolution or {}).get("value")
        if written is None:  # 美元 without a number
            continue
        value = float(str(written).rstrip("%"))
        unit = "%" if kind == "ratio" else result.resolution.get("unit")
        yield Reading(result.start, result.end + 1, value, value, kind, units.get(unit, unit))


RECOGNIZERS_TEXT: Final = Peer(
    "Recognizers-Text", "recognizers-text-suite", frozenset(("money", "measure", "ratio", "number")), _load
)
