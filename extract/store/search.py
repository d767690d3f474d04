"""Full-text search: words of any length, in either script, at their exact offsets in the source."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.store.base import Base
from extract.store.source import snippet, stored_text
from extract.store.tokens import match_expression, occurrences, phrases
from extract.types import Span

_RANKED: Final = 50_000  # characters of candidates that are ranked; more only to fill the answer
_USUAL: Final = 1000  # characters of a text


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds all words of a query."""

    uri: str
    title: str | None
    spans: tuple[Span, ...]  # of every occurrence of every word, rising, in offsets of Document.text
    snippet: str  # of the true text, around the place where most of the words stand together
    snippet_start: int  # its offset in Document.text


def search(base: Base, query: str, limit: int = 20) -> list[Hit]:
    """The documents in which every word of ``query`` (parted by white space) occurs, the most relevant first.

    Traditional characters find simplified ones and the reverse, full-width digits half-width ones; 1013 finds 1,013
    but not 11013, for a number is one token. A query without words finds nothing.
    """
    expression = match_expression(query)
    if not expression:
        return []
    words = phrases(query)
    found = [
        (spans, row) for row in _candidates(base, expression, limit) if (spans := _spans(base, row["text"], words))
    ]
    found.sort(key=lambda each: (-_relevance(len(each[0]), each[1]["length"]), each[1]["uri"]))
    hits = []
    for spans, row in found[:limit]:
        excerpt, start = snippet(stored_text(base, row["text"]), _densest(spans))
        hits.append(Hit(row["uri"], row["title"], spans, excerpt, start))
    return hits


def _candidates(base: Base, expression: str, limit: int) -> list[sqlite3.Row]:
    """The current documents that match: all of them, or where a word is frequent as many as can be ranked at once.

    Not by the index's own bm25, which counts each word over all the base before it gives the first document: a word
    that most of a hundred thousand documents hold would take seconds.
    """
    rows = base.rows(
        """SELECT d.uri, v.title, v.text, t.length
        FROM search_index
        CROSS JOIN document_version v ON v.text = search_index.rowid
        CROSS JOIN document d ON d.uri = v.uri AND d.current = v.id
        CROSS JOIN text t ON t.id = v.text
        WHERE search_index MATCH ?""",
        (expression,),
    )
    found, characters = [], 0
    for row in rows:
        found.append(row)
        characters += row["length"]
        if len(found) >= limit and characters >= _RANKED:
            break
    return found


def _spans(base: Base, text: int, words: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    return tuple(occurrences(stored_text(base, text), words))


def _relevance(count: int, length: int) -> float:
    """How much of a text the words make: the term frequency of BM25 (k1 = 1.2, b = 0.75) at a usual length."""
    return count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / _USUAL))


def _densest(spans: Sequence[Span], window: int = 60) -> Span:
    """The first span of the ``window`` characters in which most spans begin."""
    best, most, end = 0, 0, 0
    for index, span in enumerate(spans):
        end = max(end, index)
        while end < len(spans) and spans[end][0] < span[0] + window:
            end += 1
        if end - index > most:
            best, most = index, end - index
    return spans[best]
