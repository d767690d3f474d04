"""From normalized spans back to exact characters of the source: the only bridge between the two coordinate systems."""

from __future__ import annotations

from collections.abc import Iterable

from extract.types import Fragments, Mention, Normalized, Span


def trace_fragments(normalized: Normalized, spans: Iterable[Span]) -> Fragments:
    """The source fragments of normalized spans: a new fragment begins wherever a character was left out."""
    fragments: list[Span] = []
    origin = normalized.origin
    for start, end in spans:
        if start >= end:
            raise ValueError(f"an empty span has no evidence: {start}–{end}")
        if origin[end - 1] - origin[start] == end - 1 - start:  # nothing left out: the usual case
            fragments.append((origin[start], origin[end - 1] + 1))
            continue
        begin = previous = origin[start]
        for i in range(start + 1, end):
            here = origin[i]
            if here != previous + 1:
                fragments.append((begin, previous + 1))
                begin = here
            previous = here
        fragments.append((begin, previous + 1))
    return tuple(fragments)


def trace(normalized: Normalized, source: str, *spans: Span) -> Mention:
    """The evidence for normalized spans; joining its fragments of ``source`` gives the quote."""
    if len(spans) == 1:  # nothing left out of one span: the usual case, and there is one for each span found
        ((start, end),) = spans
        origin = normalized.origin
        first, last = origin[start], origin[end - 1] + 1
        if last - first == end - start > 0:
            return Mention(((first, last),), source[first:last])
    fragments = trace_fragments(normalized, spans)
    if len(fragments) == 1:
        start, end = fragments[0]
        return Mention(fragments, source[start:end])
    return Mention(fragments, "".join(source[start:end] for start, end in fragments))
