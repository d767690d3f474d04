"""The statements that a query asks for, found through the base's indexes and not by reading all of them."""

from __future__ import annotations

from typing import Final

from extract.store.base import Base
from extract.store.query import statements
from extract.types import Status, StoredStatement

_MOST_NAMES: Final = 40  # names that hold the words asked for; beyond, reading all statements is quicker


def select(
    base: Base,
    *,
    indicator: str | None = None,
    status: Status | None = None,
    place: str | None = None,
    provider: str | None = None,
    rejected: bool = False,
) -> list[StoredStatement]:
    """The statements with this indicator and status, about a place (with what lies within it), by a provider.

    The base knows places by their codes and organizations by every name that a text used; where it knows no such name,
    a part of a name will do. What humans rejected is left out, or is all that is given if ``rejected``.
    """
    found = statements(base, indicator=indicator, status=status, place=place, provider=provider, rejected=rejected)
    if found or (place is None and provider is None):
        return found
    givers = [None] if provider is None else _names(base, "organization", provider)
    places = [None] if place is None else _names(base, "place", place)
    if len(givers) * len(places) > _MOST_NAMES:
        return [
            each
            for each in statements(base, indicator=indicator, status=status, rejected=rejected)
            if (place is None or any(place in one.name for one in each.place))
            and (provider is None or any(provider in one for one in each.provider))
        ]
    chosen = {
        each.id: each
        for giver in givers
        for where in places
        for each in statements(base, indicator=indicator, status=status, place=where, provider=giver, rejected=rejected)
    }
    return list(chosen.values())


def _names(base: Base, type_: str, words: str) -> list[str]:
    rows = base.rows(
        "SELECT DISTINCT name FROM entity WHERE type = ? AND instr(name, ?) > 0 ORDER BY name", (type_, words)
    )
    return [row["name"] for row in rows]
