"""Statements → facts: what a text, or several, say twice is one fact, with one value and all its evidence.

Identity needs evidence, because a false duplicate silently drops money from a total. Two statements of one article are
one fact if nothing in their scopes disagrees, they stand in different sentences, and their values agree; where one of
them leaves provider, place or period unsaid, the number itself must be telling (1013, not 3 or 500). Over documents,
only a reprint (the same sentence) or a scope that is known and the same on both sides will do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Final

from extract.audit import scope as scopes
from extract.audit.indicators import aggregation_of
from extract.audit.scope import Relation, Scope, scope_of
from extract.audit.verdicts import Quantity, guaranteed
from extract.interval import Interval, number_to_text
from extract.types import Dimension, Status, StoredStatement

REPRINT_DAYS: Final = 31  # undated statements of two documents farther apart are news of different months


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

    for i, j in _duplicates(ordered):
        a, b = sorted((root(i), root(j)))
        group[b] = a
    members: dict[int, list[StoredStatement]] = defaultdict(list)
    for i, statement in enumerate(ordered):
        members[root(i)].append(statement)
    return [_fact(tuple(each)) for each in members.values()]


def source_order(statement: StoredStatement) -> tuple[str, int, str]:
    """Key that sorts statements by document and place in it."""
    return statement.uri, statement.mention.fragments[0][0], statement.id


def same_article(one: StoredStatement, other: StoredStatement) -> bool:
    return one.uri == other.uri and one.article == other.article


# --- which pairs are duplicates -------------------------------------------------------------------------------------


def _duplicates(ordered: Sequence[StoredStatement]) -> Iterable[tuple[int, int]]:
    """Pairs of positions. Candidates share a bucket, so that a large base is never compared all against all."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    reprints: dict[tuple[object, ...], list[int]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for i, one in enumerate(ordered):
        kind = (one.indicator, one.unit, one.per, one.status)
        buckets[("article", one.uri, one.article, *kind)].append(i)
        buckets[("scope", one.counted, frozenset(one.provider), frozenset(one.place), *kind)].append(i)
        sentence = "".join(one.context.split())
        nth = (one.uri, one.article, sentence, one.mention.quote)
        reprints[(sentence, "".join(one.mention.quote.split()), seen[nth], *kind)].append(i)
        seen[nth] += 1
    for bucket in reprints.values():
        for i, j in combinations(bucket, 2):
            if ordered[i].uri != ordered[j].uri and not _scopes_differ(ordered[i], ordered[j]):
                yield i, j
    for key, bucket in buckets.items():
        test = _twice_in_article if key[0] == "article" else _twice_over_documents
        for i, j in combinations(bucket, 2):
            if test(ordered[i], ordered[j]):
                yield i, j


def _relations(one: StoredStatement, other: StoredStatement) -> dict[str, Relation]:
    a, b = scope_of(one), scope_of(other)
    return {
        "provider": scopes.relate_providers(a.provider, b.provider),
        "place": scopes.relate_places(a.place, b.place),
        "programme": scopes.relate_programmes(a.programme, b.programme),
        "period": scopes.relate_periods(a.period, b.period),
    }


def _scopes_differ(one: StoredStatement, other: StoredStatement) -> bool:
    return any(relation not in ("same", "unknown") for relation in _relations(one, other).values())


def _twice_in_article(one: StoredStatement, other: StoredStatement) -> bool:
    if not same_article(one, other) or one.context == other.context:
        return False  # nobody states one fact twice in one sentence
    if _scopes_differ(one, other) or other.id == one.part_of or one.id == other.part_of:
        return False
    a, b = scope_of(one), scope_of(other)
    noun = scopes.relate_counted(a, b)
    if noun != "same" and not (a.indicator is not None and (scopes.is_generic(a) or scopes.is_generic(b))):
        return False
    said_on_both_sides = (
        noun == "same"
        and bool(one.provider) == bool(other.provider)
        and bool(one.place) == bool(other.place)
        and (one.period is None) == (other.period is None)
        and bool(one.provider or one.place)
    )
    if said_on_both_sides:
        return _agree(one, other)
    return one.hard == other.hard and one.approx == other.approx and _telling(one)


def _twice_over_documents(one: StoredStatement, other: StoredStatement) -> bool:
    if one.uri == other.uri or not one.counted or not (one.provider or one.place):
        return False
    relations = _relations(one, other)
    if any(relation not in ("same", "unknown") for relation in relations.values()):
        return False
    if relations["period"] != "same":
        if one.period is not None or other.period is not None:
            return False
        if one.published_on is None or other.published_on is None:
            return False
        if abs(one.published_on - other.published_on) > timedelta(days=REPRINT_DAYS):
            return False
        return _agree(one, other) and _telling(one)
    if _agree(one, other):
        return True
    # A level on one day has one value: two that exclude each other are a dispute about it. Two gifts are two gifts.
    one_day = one.period is not None and one.period.basis != "flow" and one.period.end is not None
    return one_day and (aggregation_of(one.indicator) == "latest" or relations["provider"] == "same")


def _agree(one: StoredStatement, other: StoredStatement) -> bool:
    """True if the values may be one: equal bounds, or likely ranges that meet and say more than "at least"."""
    if one.hard == other.hard and one.likely == other.likely:
        return True
    bounded = all(each.likely.low is not None and each.likely.high is not None for each in (one, other))
    return bounded and not one.likely.disjoint(other.likely)


def _telling(statement: StoredStatement) -> bool:
    """True if the number has two significant digits or more: 1013, 110, 26.5; not 3, 50, 500."""
    bound = statement.hard.low if statement.hard.low else statement.hard.high
    if bound is None:
        return False
    return len(number_to_text(abs(bound)).replace(".", "").strip("0")) >= 2


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
