"""hezhang itself: the whole pipeline, statements and names included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from benchmarks.peer_adapters.peer import Kind, Peer, Read, Reading
from extract.types import Document

KIND_OF: Final[dict[str, Kind]] = {
    "money": "money",
    "count": "count",
    "person": "count",
    "person-time": "count",
    "household": "count",
    "ratio": "ratio",
    "percentage-point": "ratio",
    "multiple": "ratio",
}


def _load() -> Read:
    from extract.encode import to_json
    from extract.pipeline import extract_document

    def read(document: Document) -> Sequence[Reading]:
        figures: list[dict[str, Any]] = to_json(extract_document(document))["figures"]
        return [
            Reading(
                figure["fragments"][0][0],
                figure["fragments"][-1][1],
                figure["low"],
                figure["high"],
                KIND_OF.get(figure["dimension"], "measure"),
                figure["unit"],
            )
            for figure in figures
        ]

    return read


HEZHANG: Final = Peer("hezhang", "hezhang", frozenset(("money", "count", "ratio", "measure", "number")), _load)
