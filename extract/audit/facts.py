"""Statements → facts: what a text, or several, say twice is one fact, with one value and all its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.audit.sameness import duplicates
from extract.audit.scope import Scope
from extract.audit.verdicts import Quantity, guaranteed
from extract.interval import Interval
from extract.types import Dimension, Status, StoredStatement


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and the statements that state it, in the order of their sources.

    ``hard`` and ``likely`` are the intersection of the bounds; where they have no value in common, the hull,
    and the fact is ``disputed``. ``hard`` is the guaranteed interval: that of 约 is unbounded. ``scope`` takes from
    each statement what the others leave unsaid.
    """

    statements: tuple[StoredStatement, ...]
    hard: Interval
    likely: Interval
    disputed: bool
    scope: Scope

    @property
    def lead(self) -> StoredStatement:
        """The first statement: it names the fact."""
        return self.statements[0]

    @property
    def id(self) -> str:
        return self.lead.id

    @property
    def unit(self) -> str:
        return self.lead.unit

    @property
    def per(self) -> str | None:
        return self.lead.per

    @property
    def status(self) -> Status:
        return self.lead.status

    @property
    def dimension(self) -> Dimension:
        return self.lead.dimension

    @property
    def sharpest(self) -> StoredStatement:
        """The statement that says it most exactly."""
        return _sharpest(self.statements)

    @property
    def words(self) -> str:
        """The figure as its sharpest statement writes it, without line breaks."""
        return "".join(self.sharpest.mention.quote.split())

    @property
    def quantity(self) -> Quantity:
        """The value for verdicts."""
        return Quantity(self.words, self.hard, self.likely)


def merge(statements: Sequence[StoredStatement]) -> list[Fact]:
    """The facts that ``statements`` state; each statement belongs to exactly one. Order of first statement."""
    ordered = sorted(dict.fromkeys(statements), key=source_order)
    group = list(range(len(ordered)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, j in duplicates(ordered):
        a, b = sorted((root(i), root(j)))
        group[b] = a
    members: dict[int, list[StoredStatement]] = defaultdict(list)
    for i, statement in enumerate(ordered):
        members[root(i)].append(statement)
    return [_fact(tuple(each)) for each in members.values()]


def source_order(statement: StoredStatement) -> tuple[str, int, str]:
    """Key that sorts statements by document and place in it."""
    return statement.uri, statement.mention.fragments[0][0], statement.id


# --- the value of a fact --------------------------------------------------------------------------------------------


def _fact(statements: tuple[StoredStatement, ...]) -> Fact:
    hard = guaranteed(statements[0].hard, statements[0].approx)
    likely = statements[0].likely
    hard_hull, likely_hull = hard, likely
    for each in statements[1:]:
        bounds = guaranteed(each.hard, each.approx)
        hard, hard_hull = hard.intersect(bounds), hard_hull.hull(bounds)
        likely, likely_hull = likely.intersect(each.likely), likely_hull.hull(each.likely)
    disputed = hard.empty
    if disputed:
        hard, likely = hard_hull, likely_hull
    elif likely.empty:
        likely = likely_hull.intersect(hard)
    return Fact(statements, hard, likely, disputed, _scope(statements))


def _scope(statements: tuple[StoredStatement, ...]) -> Scope:
    dates = [each.published_on for each in statements if each.published_on is not None]
    return Scope(
        indicator=statements[0].indicator,
        counted=next((each.counted for each in statements if each.counted), None),
        provider=next((each.provider for each in statements if each.provider), ()),
        place=next((each.place for each in statements if each.place), ()),
        programme=next((each.programme for each in statements if each.programme), None),
        period=next((each.period for each in statements if each.period is not None), None),
        published_on=min(dates, default=None),
    )


def _sharpest(statements: tuple[StoredStatement, ...]) -> StoredStatement:
    def width(statement: StoredStatement) -> tuple[bool, object]:
        likely = statement.likely
        if likely.low is None or likely.high is None:
            return True, 0
        return False, likely.high - likely.low

    return min(statements, key=width)
