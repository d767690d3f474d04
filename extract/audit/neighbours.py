"""Which facts can have anything to do with each other, so that a large base is never compared all against all.

Two facts are neighbours if they share an article, a provider (by name, seat or short form), a programme, or a place and
nobody named who disagrees. That is a wider net than any rule of the audit casts: what the rules relate are neighbours,
most neighbours are unrelated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache

from extract.audit.facts import Fact
from extract.audit.providers import SHORTEST_ORGANIZATION, group_of, leaves_open, named
from extract.audit.scope import REMEMBERED, SHORTEST_PROGRAMME, programme_core, receiving_places, significant
from extract.types import PlaceRef

_LONGEST_SEAT = 10  # characters of a place's stem


class Neighbours:
    """An index of ``facts``; :meth:`of` may be asked about any fact, of them or not."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._linked: dict[Hashable, list[int]] = defaultdict(list)
        self._placed: dict[Hashable, list[int]] = defaultdict(list)  # all at a place
        self._open: dict[Hashable, list[int]] = defaultdict(list)  # those at a place that leave the provider open
        self._programmes: dict[str, list[int]] = defaultdict(list)
        self._beginnings: dict[str, set[str]] = defaultdict(set)  # first characters of a programme → programmes
        self._grams: dict[str, set[str]] = defaultdict(set)  # characters anywhere in it → programmes
        for i, fact in enumerate(facts):
            self._add(i, fact)

    def of(self, fact: Fact, *, whoever: bool = False) -> list[Fact]:
        """The facts of the index that may be related to ``fact``, in their order, without itself.

        ``whoever``: also those at its place whose named providers are others.
        """
        found: set[int] = set()
        for key in _provider_lookups(fact.scope.provider):
            found.update(self._linked.get(key, ()))
        for article in _articles(fact):
            found.update(self._linked.get(article, ()))
        for programme in self._related_programmes(fact.scope.programme):
            found.update(self._programmes[programme])
        at_place = self._placed if whoever or leaves_open(fact.scope.provider) else self._open
        for key in _place_lookups(fact):
            found.update(at_place.get(key, ()))
        return [self._facts[i] for i in sorted(found) if self._facts[i] is not fact]

    def _add(self, i: int, fact: Fact) -> None:
        for key in (*_articles(fact), *_provider_keys(fact.scope.provider)):
            self._linked[key].append(i)
        for key in set(_place_keys(fact)):
            self._placed[key].append(i)
            if leaves_open(fact.scope.provider):
                self._open[key].append(i)
        if fact.scope.programme:
            programme = programme_core(fact.scope.programme)
            if programme not in self._programmes:
                self._beginnings[programme[:SHORTEST_PROGRAMME]].add(programme)
                for gram in _grams(programme):
                    self._grams[gram].add(programme)
            self._programmes[programme].append(i)

    def _related_programmes(self, name: str | None) -> set[str]:
        if not name:
            return set()
        programme = programme_core(name)
        found = {programme} if programme in self._programmes else set()
        if len(programme) >= SHORTEST_PROGRAMME:
            found |= {one for one in self._grams.get(programme[:SHORTEST_PROGRAMME], ()) if programme in one}
            for gram in _grams(programme):
                found |= {one for one in self._beginnings.get(gram, ()) if one in programme}
        return found


def _articles(fact: Fact) -> set[Hashable]:
    return {("article", each.uri, each.article) for each in fact.statements}


def _grams(text: str) -> set[str]:
    return {text[i : i + SHORTEST_PROGRAMME] for i in range(len(text) - SHORTEST_PROGRAMME + 1)}


# --- providers ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def _provider_keys(providers: tuple[str, ...]) -> frozenset[Hashable]:
    keys: set[Hashable] = set()
    for name in named(providers):
        keys.add(("name", name))
        keys.update(("tail", name[i:]) for i in range(1, len(name) - SHORTEST_ORGANIZATION + 1))
        keys.update(("head", name[:k]) for k in range(2, min(len(name), _LONGEST_SEAT) + 1))
        if (group := group_of(name)) is not None and group.seat:
            keys.add(("seat", group.seat))
    return frozenset(keys)


@lru_cache(maxsize=REMEMBERED)
def _provider_lookups(providers: tuple[str, ...]) -> frozenset[Hashable]:
    keys: set[Hashable] = set()
    for name in named(providers):
        keys.update((("name", name), ("tail", name)))
        keys.update(("name", name[i:]) for i in range(1, len(name) - SHORTEST_ORGANIZATION + 1))
        keys.update(("seat", name[:k]) for k in range(2, min(len(name), _LONGEST_SEAT) + 1))
        if (group := group_of(name)) is not None and group.seat:
            keys.update((("seat", group.seat), ("head", group.seat)))
    return frozenset(keys)


# --- places ---------------------------------------------------------------------------------------------------------


def _places(fact: Fact) -> Iterable[PlaceRef]:
    return {*fact.scope.place, *receiving_places(fact.scope)}


def _place_keys(fact: Fact) -> Iterator[Hashable]:
    """A code and all that it lies within; a name without a code by both its ends, since chains are cut at either."""
    for place in _places(fact):
        if place.code is not None:
            code = significant(place.code)
            yield ("at", code)
            yield from (("within", code[:k]) for k in range(2, len(code) + 1, 2))
            yield ("coded", place.name[:2])
        else:
            yield ("begins", place.name[:2])
            yield ("ends", place.name[-3:])


def _place_lookups(fact: Fact) -> Iterator[Hashable]:
    for place in _places(fact):
        if place.code is not None:
            code = significant(place.code)
            yield ("within", code)
            yield from (("at", code[:k]) for k in range(2, len(code) + 1, 2))
        else:
            yield ("coded", place.name[:2])
            yield ("ends", place.name[-3:])
        yield ("begins", place.name[:2])
