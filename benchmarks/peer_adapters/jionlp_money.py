"""JioNLP: ``jio.ner.extract_money``, sums of money with their bounds.

Its ``definition`` says how the number is meant: accurate; blur+ (超过) and blur- (不到) leave one side open; blur is a
nominal number (约) or, where it gives two, the interval between them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any, Final

from benchmarks.peer_adapters.peer import Peer, Read, Reading, longest
from extract.types import Document


def _load() -> Read:
    with redirect_stdout(sys.stderr):  # it greets on import
        import jionlp

    def read(document: Document) -> Sequence[Reading]:
        with redirect_stdout(sys.stderr):
            found: list[dict[str, Any]] = jionlp.ner.extract_money(document.text, with_parsing=True)
        return longest(_reading(item) for item in found)

    return read


def _reading(item: dict[str, Any]) -> Reading:
    start, end = item["offset"]
    low, high = _bounds(item["detail"]["num"], item["detail"]["definition"])
    return Reading(start, end, low, high, "money", item["detail"]["case"])


def _bounds(number: str | Sequence[str], definition: str) -> tuple[float | None, float | None]:
    if not isinstance(number, str):
        return float(number[0]), float(number[-1])
    value = float(number)
    if definition == "blur+":
        return value, None
    if definition == "blur-":
        return None, value
    return value, value


JIONLP: Final = Peer("JioNLP", "jionlp", frozenset(("money",)), _load)
