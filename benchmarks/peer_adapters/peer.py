"""What a peer is: a reader of quantities in a text, and what it claims to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.types import Document

#: ``number`` is a bare numeral: its reader does not say whether it is money, a count, a date or a page.
Kind = Literal["money", "count", "ratio", "measure", "number"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as a peer read it, in offsets of ``Document.text``; bounds in ``unit`` (元, not 万元), or ``None``."""

    start: int
    end: int
    low: float | None
    high: float | None
    kind: Kind
    unit: str | None = None


Read = Callable[[Document], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader, the distribution that brings it, and the kinds it says it reads.

    ``load`` imports the library, which only this call does, and returns its reader; it raises :class:`ImportError` if
    the library is not installed or does not start.
    """

    name: str
    distribution: str
    claims: frozenset[Kind]
    load: Callable[[], Read]


def longest(readings: Iterable[Reading]) -> list[Reading]:
    """The readings in order of the text; of overlapping ones (600万, 600万元) the longest, else the earlier listed."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda reading: reading.start - reading.end):
        if not any(reading.start < other.end and other.start < reading.end for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda reading: reading.start)
