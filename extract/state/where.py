"""Where a figure went or holds: the places of its clause, else of its sentence or paragraph, else the article's own.

Only the most specific places of a chain count (四川省凉山州布拖、普格两县 → 布拖县, 普格县). A place that acts as provider, or is
only where a helper comes from, is not where its help went.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.find.gazetteer import contains
from extract.state.actors import Subject
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import FigureSpan, Place, PlaceRef

_LINK: Final = re.compile(r"^(?:、|和|及|与|，|/|·|等|\s|的)?$")
_USABLE: Final = frozenset(("full", "short", "deictic", "abbreviation"))
_NOT_HERE: Final = frozenset(("country",))


def read_place(
    context: Context, figure: FigureSpan, subject: Subject | None, subjects: Sequence[Subject], outline: Outline
) -> tuple[PlaceRef, ...]:
    """The places of one figure, most specific ones only; empty if nothing tells."""
    clause, sentence = outline.clause(figure.start), outline.sentence(figure.start)
    paragraph = outline.paragraph(figure.start)
    acting = {s.start for s in subjects}
    for start, end in ((clause[0], clause[1]), (sentence[0], figure.start), (paragraph[0], sentence[0])):
        places = [p for p in _between(context.places, start, end) if p.level not in _NOT_HERE and p.form in _USABLE]
        places = [p for p in places if p.span[0] not in acting or p.span[0] < start]
        if start == clause[0]:
            before = [p for p in places if p.span[1] <= figure.start]
            places = before or [
                p for p in places if p.span[0] >= figure.end and _is_near_behind(context.text, figure, p)
            ]
        chain = _last_chain(context.text, places)
        if chain:
            return _most_specific(chain)
    return (context.home,) if context.home else ()


def _between(places: Sequence[Place], start: int, end: int) -> list[Place]:
    first = bisect_left(places, start, key=lambda place: place.span[0])
    found: list[Place] = []
    for place in places[first:]:
        if place.span[0] >= end:
            break
        found.append(place)
    return found


def _is_near_behind(text: str, figure: FigureSpan, place: Place) -> bool:
    between = text[figure.end : place.span[0]]
    return len(between) <= 12 and not re.search(r"[，。；\d]", between)


def _last_chain(text: str, places: Sequence[Place]) -> list[Place]:
    """The last run of places that touch or are listed together."""
    chain: list[Place] = []
    for place in places:
        if chain and not _LINK.match(text[chain[-1].span[1] : place.span[0]]):
            chain = []
        chain.append(place)
    return chain


def _most_specific(chain: Sequence[Place]) -> tuple[PlaceRef, ...]:
    """Of a chain 省→市→县→村 the last; of a list all its members; each name once."""
    kept: list[Place] = []
    for place in chain:
        while kept and _is_within(kept[-1], place):
            kept.pop()
        kept.append(place)
    seen: dict[str, PlaceRef] = {}
    for place in kept:
        seen.setdefault(place.name, PlaceRef(place.name, place.code))
    return tuple(seen.values())


def _is_within(outer: Place, inner: Place) -> bool:
    if outer.code and inner.code:
        return outer.code != inner.code and contains(outer.code, inner.code)
    order = ("country", "region", "province", "prefecture", "county", "township", "village")
    return order.index(outer.level) < order.index(inner.level) and (inner.code is None or outer.code is None)
