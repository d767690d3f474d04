"""The sentences and clauses of an article, and which of them holds an offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.types import Span

_SENTENCE_END: Final = re.compile(r"[。！？；\n](?:[”’）])?|…{2,}")
_CLAUSE_END: Final = re.compile(r"[，：；。！？\n](?:[”’])?")


@dataclass(frozen=True, slots=True)
class Outline:
    """Disjoint spans in order: paragraphs ⊇ sentences ⊇ clauses. 。！？； end a sentence, ，： also a clause."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    later: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]  # where all but the first of each kind start

    def paragraph(self, offset: int) -> Span:
        """The paragraph that holds ``offset``."""
        return self.paragraphs[bisect_right(self.later[0], offset)]

    def sentence(self, offset: int) -> Span:
        """The sentence that holds ``offset``."""
        return self.sentences[bisect_right(self.later[1], offset)]

    def clause(self, offset: int) -> Span:
        """The clause that holds ``offset``."""
        return self.clauses[bisect_right(self.later[2], offset)]


def outline(text: str, paragraphs: Sequence[Span]) -> Outline:
    """The outline of a normalized text; every offset lies in one span of each kind."""
    whole = tuple(paragraphs) or ((0, len(text)),)
    bounds = [start for start, _ in whole]
    covering = tuple(
        (0 if i == 0 else bounds[i], bounds[i + 1] if i + 1 < len(bounds) else len(text)) for i in range(len(bounds))
    )
    sentence_ends: list[int] = []
    clause_ends: list[int] = []
    for start, end in covering:  # a paragraph may end without a mark, so the marks are looked for in each by itself
        if start == end:
            continue
        ends = {match.end() for match in _SENTENCE_END.finditer(text, start, end)}
        ends.add(end)
        sentence_ends += sorted(ends)
        ends.update([match.end() for match in _CLAUSE_END.finditer(text, start, end)])
        clause_ends += sorted(ends)
    later = tuple(start for start, _ in covering[1:]), tuple(sentence_ends[:-1]), tuple(clause_ends[:-1])
    return Outline(covering, _spans(sentence_ends), _spans(clause_ends), later)


def _spans(ends: list[int]) -> tuple[Span, ...]:
    """Spans that follow each other without a gap and end there."""
    return tuple(zip([0, *ends], ends, strict=False))
