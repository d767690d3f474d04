"""Full-text search: words of any length, in either script, at their exact offsets in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.store.base import Base
from extract.store.source import snippet, stored_text
from extract.store.tokens import match_expression, occurrences, phrases
from extract.types import Span


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
    rows = base.rows(
        """SELECT d.uri, v.title, v.text, bm25(search_index) AS score
        FROM search_index
        CROSS JOIN document_version v ON v.text = search_index.rowid
        CROSS JOIN document d ON d.current = v.id
        WHERE search_index MATCH ?
        ORDER BY score, d.uri
        LIMIT ?""",
        (expression, limit),
    )
    hits = []
    words = phrases(query)
    for row in list(rows):
        content = stored_text(base, row["text"])
        spans = tuple(occurrences(content, words))
        excerpt, start = snippet(content, _densest(spans))
        hits.append(Hit(row["uri"], row["title"], spans, excerpt, start))
    return hits


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
