"""The organizations of a base as they are meant now: each body with its names, kinds and where it is named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.store.base import Base
from extract.store.identities import Identities

# Bodies that have parts of their own under their name: 四川省民政厅社会组织管理局.
_PARENTS = frozenset({"public-body", "party-body", "people's-organization", "school", "hospital", "company"})
_SHORTEST_PART = 2


@dataclass(slots=True)
class Body:
    """One organization: its canonical name, and what the current documents call it."""

    name: str
    kinds: Counter[str] = field(default_factory=Counter)  # by mentions
    names: Counter[str] = field(default_factory=Counter)  # what the runs read, before decisions and renamings
    surfaces: Counter[str] = field(default_factory=Counter)  # as written
    documents: Counter[str] = field(default_factory=Counter)  # uris
    parent: str | None = None

    @property
    def mentions(self) -> int:
        return self.documents.total()

    @property
    def kind(self) -> str:
        """The kind of most mentions."""
        return self.kinds.most_common(1)[0][0]


def bodies(base: Base) -> list[Body]:
    """Every organization that a current document names, the most mentioned first; copies of a text count once."""
    identities = Identities(base)
    found: dict[str, Body] = {}
    rows = base.rows(
        """SELECT d.uri, e.name, r.kind, m.quote
        FROM v_document d
        JOIN resolution r ON r.extraction = d.extraction AND r.judgement = 'positive'
        JOIN entity e ON e.id = r.entity AND e.type = 'organization'
        JOIN mention m ON m.id = r.mention
        WHERE d.first
        ORDER BY d.uri, m.start"""
    )
    for row in rows:
        name = identities.of(row["name"], row["uri"])
        body = found.setdefault(name, Body(name))
        body.kinds[row["kind"]] += 1
        body.names[row["name"]] += 1
        body.surfaces["".join(row["quote"].split())] += 1
        body.documents[row["uri"]] += 1
    for name, parent in parents({name: body.kind for name, body in found.items()}).items():
        found[name].parent = parent
    return sorted(found.values(), key=lambda body: (-body.mentions, body.name))


def parents(kinds: dict[str, str]) -> dict[str, str]:
    """Name → the longest other name that it begins with, if that is a body which has parts (by ``kinds``).

    四川省民政厅社会组织管理局 is a part of 四川省民政厅 by its name; nothing is looked up elsewhere.
    """
    found = {}
    for name in kinds:
        for end in range(len(name) - _SHORTEST_PART, _SHORTEST_PART, -1):
            outer = name[:end]
            if kinds.get(outer) in _PARENTS and not name.startswith(("（", "("), end):
                found[name] = outer
                break
    return found


def programmes_of(base: Base, names: Iterable[str]) -> dict[str, set[str]]:
    """Body → the programmes that statements name together with it as provider."""
    wanted, identities = set(names), Identities(base)
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = base.rows(
        """SELECT d.uri, e.name, r.programme
        FROM v_document d JOIN reading r ON r.extraction = d.extraction AND r.programme IS NOT NULL
        JOIN reading_provider p ON p.extraction = r.extraction AND p.statement = r.statement
        JOIN entity e ON e.id = p.entity
        WHERE d.first"""
    )
    for row in rows:
        if (name := identities.of(row["name"], row["uri"])) in wanted:
            found[name].add(row["programme"])
    return found
