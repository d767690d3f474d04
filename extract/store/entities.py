"""Which entities of the base a user's name or code means."""

from __future__ import annotations

import json
from typing import Final

from extract.normalize.characters import fold
from extract.store.base import Base
from extract.store.identities import Identities

# The name may be canonical, in either script, or any surface that some text used for it.
_NAMED: Final = """
SELECT id FROM entity WHERE type = :type AND name IN (:name, :folded)
UNION
SELECT a.entity FROM alias a JOIN entity e ON e.id = a.entity WHERE e.type = :type AND a.surface = :name
"""


def _entities(base: Base, type_: str, name: str) -> list[str]:
    return [row["id"] for row in base.rows(_NAMED, {"type": type_, "name": name, "folded": fold(name)})]


def named_bodies(base: Base, name: str, identities: Identities) -> frozenset[str]:
    """The canonical names of the bodies that a user's ``name`` may mean: a canonical name, a former one, a surface."""
    ids = json.dumps(_entities(base, "organization", name))
    known = [
        row["name"] for row in base.rows("SELECT name FROM entity WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    ]
    return frozenset(identities.of(each) for each in known or [fold(name)])


def named_organizations(base: Base, name: str) -> list[str]:
    """The ids of all that stands, in some document, for a body that ``name`` means; see :func:`named_bodies`."""
    identities = Identities(base)
    meant = {same for body in named_bodies(base, name, identities) for same in identities.standing_for(body)}
    rows = base.rows(
        "SELECT id FROM entity WHERE type = 'organization' AND name IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(meant)),),
    )
    return sorted(row["id"] for row in rows)


def places_within(base: Base, place: str) -> list[str]:
    """The places that ``place`` (a name or the beginning of a code) stands for, and those within them."""
    if place.isascii() and place.isdigit():
        named, prefixes = [], [place]
    else:
        named = _entities(base, "place", place)
        codes = base.rows(
            "SELECT DISTINCT code FROM entity WHERE id IN (SELECT value FROM json_each(?)) AND code IS NOT NULL",
            (json.dumps(named),),
        )
        prefixes = [row["code"] for row in codes] or _gazetteer_codes(place)
    found = set(named)
    for prefix in prefixes:
        # 530000 is all of 53, 532900 all of 5329: trailing pairs of zeros mean "all within".
        while len(prefix) % 2 == 0 and prefix.endswith("00"):
            prefix = prefix[:-2]
        rows = base.rows("SELECT id FROM entity WHERE code >= ? AND code < ?", (prefix, prefix + ":"))
        found.update(row["id"] for row in rows)
    return sorted(found)


def _gazetteer_codes(name: str) -> list[str]:
    """The codes of a place that no document names itself, such as the province of a county that one does."""
    # Imported here: a query by code or by a known name starts without reading the gazetteer.
    from extract.find.gazetteer import load_gazetteer

    known = load_gazetteer().by_text.get(fold(name))
    return [] if known is None or known.form not in ("full", "short") else list(known.codes)
