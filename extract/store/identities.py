"""Which body a name stands for: renamings of ``schemas/organizations.toml``, then what humans decided.

A reading keeps the name that its run gave; everything that adds up or compares goes through :class:`Identities`, so a
decision works at once and outlives every later run. The order: a decision for the very document, then one for
everywhere, then the renaming of a body (中国扶贫基金会 in 2022), from name to name until none is left.
A written form decided on by ``alias`` leads the body read from it, where the document calls it by no other form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extract.find.renamings import load_renamings
from extract.normalize.characters import fold
from extract.store.base import Base
from extract.store.decisions import decisions

_STEPS = 32  # names in a chain; decide() makes no circles, this holds against a base edited by hand


class Identities:
    """The names of a base as they are meant now; read once, so make a new one after a decision."""

    def __init__(self, base: Base) -> None:
        self._everywhere: dict[str, str | None] = {}
        self._within: dict[tuple[str, str], str] = {}
        for decision in decisions(base, holding=True):
            if decision.action not in ("merge", "split", "alias"):
                continue
            if decision.uri is None:
                self._everywhere[decision.name] = decision.other
            elif decision.other is not None:
                self._within[decision.uri, decision.name] = decision.other
            if decision.action == "alias" and decision.other is not None:
                self._follow_surface(base, decision.name, decision.other, decision.uri)
        self._renamed = {r.old: r.new for r in load_renamings() if r.same_body}

    def _follow_surface(self, base: Base, surface: str, name: str, uri: str | None) -> None:
        rows = base.rows(
            """SELECT d.uri, e.name, m.quote
            FROM alias a JOIN entity e ON e.id = a.entity AND e.type = 'organization'
            JOIN resolution r ON r.entity = a.entity
            JOIN v_document d ON d.extraction = r.extraction
            JOIN mention m ON m.id = r.mention
            WHERE a.surface = ?1 AND (?2 IS NULL OR d.uri = ?2)""",
            (surface, uri),
        )
        forms: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            forms[row["uri"], row["name"]].add("".join(fold(row["quote"]).split()))
        for key, written in forms.items():
            if written == {surface} and key[1] != name:
                self._within.setdefault(key, name)

    def of(self, name: str, uri: str | None = None) -> str:
        """The canonical name of the body that a run's ``name`` stands for, in the document at ``uri`` if given."""
        seen = {name}
        for _ in range(_STEPS):
            if uri is not None and (uri, name) in self._within:
                meant: str | None = self._within[uri, name]
            elif name in self._everywhere:
                meant = self._everywhere[name]
            else:
                meant = self._renamed.get(name)
            if meant is None or meant in seen:
                return name
            seen.add(meant)
            name = meant
        return name

    def each(self, names: Iterable[str], uri: str | None = None) -> tuple[str, ...]:
        """The bodies that the names stand for, each once, in order."""
        return tuple(dict.fromkeys(self.of(name, uri) for name in names))

    def standing_for(self, name: str) -> frozenset[str]:
        """Every name that stands, or in some document stands, for the body that ``name`` means; itself included."""
        body = self.of(name)
        known = {*self._everywhere, *self._renamed}
        found = {name, body, *(each for each in known if self.of(each) == body)}
        found |= {each for (uri, each) in self._within if self.of(each, uri) == body}
        return frozenset(found)

    def __bool__(self) -> bool:
        """Whether any name may stand for another one."""
        return bool(self._everywhere or self._within or self._renamed)
