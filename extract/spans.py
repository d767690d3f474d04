"""Whether a span meets or lies within any of many others, by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extract.types import Span


class Covered:
    """A set of spans to be asked about; those that overlap are merged for the question of meeting."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._reach: list[int] = []  # the farthest end among the spans so far
        for _, end in self._spans:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def meets(self, start: int, end: int) -> bool:
        """True if some span shares a character with ``[start, end)``."""
        before = bisect_right(self._starts, end - 1)
        return before > 0 and self._reach[before - 1] > start

    def holds(self, start: int, end: int) -> bool:
        """True if some span begins at or before ``start`` and ends at or behind ``end``."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end
