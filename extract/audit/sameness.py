"""Which statements state one fact.

Identity needs evidence, because a false duplicate silently drops money from a total. Two statements of one article are
one fact if nothing in their scopes disagrees, they stand in different sentences, and their values agree; where one of
them leaves provider, place or period unsaid, the number itself must be telling (1013, not 3 or 500). Over documents,
only a reprint (the same sentence) or a scope that is known and the same on both sides will do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from extract.audit import scope as scopes
from extract.audit.indicators import aggregation_of
from extract.audit.providers import named, relate_providers
from extract.audit.scope import Relation, scope_of
from extract.interval import number_to_text
from extract.types import StoredStatement

REPRINT_DAYS: Final = 31  # undated statements of two documents farther apart are news of different months
_FAR: Final = Fraction(10**100)  # beyond every value

_Bucket = dict[tuple[object, ...], list[int]]


def same_article(one: StoredStatement, other: StoredStatement) -> bool:
    return one.uri == other.uri and one.article == other.article


def duplicates(ordered: Sequence[StoredStatement]) -> Iterator[tuple[int, int]]:
    """Pairs of positions. Candidates share a bucket, so that a large base is never compared all against all."""
    articles: _Bucket = defaultdict(list)
    scopes_known: _Bucket = defaultdict(list)
    undated: _Bucket = defaultdict(list)
    values: _Bucket = defaultdict(list)
    reprints: _Bucket = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for i, one in enumerate(ordered):
        kind = (one.indicator, one.unit, one.per, one.status)
        articles[(one.uri, one.article, *kind)].append(i)
        if one.counted and (named(one.provider) or scopes.is_located(one.place)):
            whose = (_noun(one), frozenset(one.provider), frozenset(one.place), *kind)
            if one.period is not None:
                scopes_known[(scopes.period_key(one.period), *whose)].append(i)
            elif one.published_on is not None and is_telling(one):
                undated[whose].append(i)
        if one.programme is not None or named(one.provider):
            values[(one.hard.key, one.likely.key, one.approx, *kind)].append(i)
        sentence = "".join(one.context.split())
        nth = (one.uri, one.article, sentence, one.mention.quote)
        reprints[(sentence, "".join(one.mention.quote.split()), seen[nth], *kind)].append(i)
        seen[nth] += 1
    for bucket in reprints.values():
        for i, j in _distinct_pairs(bucket, ordered):
            if ordered[i].uri != ordered[j].uri and not _scopes_differ(ordered[i], ordered[j]):
                yield i, j
    for bucket in values.values():
        for part in (*_sharing(bucket, ordered, _programme), *_sharing(bucket, ordered, _giver)):
            yield from ((i, j) for i, j in _distinct_pairs(part, ordered) if _restated(ordered[i], ordered[j]))
    for bucket in articles.values():
        yield from ((i, j) for i, j in _meeting_pairs(bucket, ordered) if _twice_in_article(ordered[i], ordered[j]))
    for bucket in (*scopes_known.values(), *(part for all_ in undated.values() for part in _months(all_, ordered))):
        for i, j in _distinct_pairs(bucket, ordered):
            if _twice_over_documents(ordered[i], ordered[j]):
                yield i, j


def _distinct_pairs(bucket: Sequence[int], ordered: Sequence[StoredStatement]) -> Iterator[tuple[int, int]]:
    """Each position with one of every kind before it: what equals an earlier one in all that is compared stands for it.

    Of a kind two are kept, of different documents, since a document is not compared with itself.
    """
    kept: dict[tuple[object, ...], list[int]] = {}
    for j in bucket:
        one = ordered[j]
        yield from ((i, j) for same in kept.values() for i in same if ordered[i].uri != one.uri)
        key = (
            one.hard.key,
            one.likely.key,
            one.approx,
            one.programme,
            one.provider,
            one.place,
            one.period,
            one.published_on,
        )
        same = kept.setdefault(key, [])
        if len(same) < 2 and all(ordered[i].uri != one.uri for i in same):
            same.append(j)


def _sharing(
    bucket: Sequence[int], ordered: Sequence[StoredStatement], what: Callable[[StoredStatement], Hashable | None]
) -> list[list[int]]:
    parts: dict[Hashable, list[int]] = defaultdict(list)
    for i in bucket:
        if (key := what(ordered[i])) is not None:
            parts[key].append(i)
    return list(parts.values())


def _programme(statement: StoredStatement) -> Hashable | None:
    return None if statement.programme is None else scopes.programme_core(statement.programme)


def _giver(statement: StoredStatement) -> Hashable | None:
    return frozenset(named(statement.provider)) or None


def _meeting_pairs(bucket: Sequence[int], ordered: Sequence[StoredStatement]) -> Iterator[tuple[int, int]]:
    """The pairs whose values may be one: those of one article, whose likely ranges meet."""

    def low(i: int) -> Fraction:
        likely = ordered[i].likely
        return likely.low if likely.low is not None else -_FAR

    active: list[int] = []
    for j in sorted(bucket, key=low):
        begins = low(j)
        active = [i for i in active if (high := ordered[i].likely.high) is None or high >= begins]
        yield from ((min(i, j), max(i, j)) for i in active)
        active.append(j)


def _months(bucket: Sequence[int], ordered: Sequence[StoredStatement]) -> Iterator[list[int]]:
    """Runs of statements, each published within :data:`REPRINT_DAYS` of the one before."""
    run: list[int] = []
    last = date.min
    for i in sorted(bucket, key=lambda i: (ordered[i].published_on or date.min, i)):
        day = ordered[i].published_on or date.min
        if run and day - last > timedelta(days=REPRINT_DAYS):
            yield run
            run = []
        run.append(i)
        last = day
    if run:
        yield run


def _noun(statement: StoredStatement) -> str | None:
    """The noun as a key. What money is called changes from text to text (帮扶资金, 拨付帮扶资金): its head will do."""
    if statement.dimension != "money" or statement.counted is None:
        return statement.counted
    return scopes.head_noun(scopes.plain_noun(statement.counted), statement.indicator)


def _relations(one: StoredStatement, other: StoredStatement) -> dict[str, Relation]:
    a, b = scope_of(one), scope_of(other)
    return {
        "provider": relate_providers(a.provider, b.provider),
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
        and bool(named(one.provider) or scopes.is_located(one.place))
    )
    if said_on_both_sides:
        return _agree(one, other)
    return one.hard == other.hard and one.approx == other.approx and is_telling(one)


def _twice_over_documents(one: StoredStatement, other: StoredStatement) -> bool:
    if one.uri == other.uri:
        return False
    relations = _relations(one, other)
    if any(relation not in ("same", "unknown") for relation in relations.values()):
        return False
    if scopes.relate_counted(scope_of(one), scope_of(other)) not in ("same", "inside", "contains"):
        return False
    if one.counted != other.counted and not is_telling(one) and not _both_generic(one, other):
        return False
    if relations["period"] != "same":
        if one.period is not None or other.period is not None:
            return False
        if one.published_on is None or other.published_on is None:
            return False
        if abs(one.published_on - other.published_on) > timedelta(days=REPRINT_DAYS):
            return False
        return _agree(one, other) and is_telling(one)
    if _agree(one, other):
        return True
    # A level on one day has one value: two that exclude each other are a dispute about it. Two gifts are two gifts.
    # What counts up to a day after its publishing (今年累计) counts up to its publishing.
    one_day = one.period is not None and one.period.basis != "flow" and one.period.end is not None
    one_day = one_day and _counted_until(one) == _counted_until(other)
    return one_day and (aggregation_of(one.indicator) == "latest" or relations["provider"] == "same")


def _counted_until(statement: StoredStatement) -> date | None:
    end = None if statement.period is None else statement.period.end
    published = statement.published_on
    return end if end is None or published is None else min(end, published)


def _both_generic(one: StoredStatement, other: StoredStatement) -> bool:
    return scopes.is_generic(scope_of(one)) and scopes.is_generic(scope_of(other))


def _restated(one: StoredStatement, other: StoredStatement) -> bool:
    """True if two documents state one value of one programme or provider, and nothing in their scopes disagrees.

    A plan is one thing however often reports recall it, whatever they leave out. A result must be of one provider, one
    programme and one known period.
    """
    relations = _relations(one, other)
    a, b = scope_of(one), scope_of(other)
    other_noun = scopes.relate_counted(a, b) == "different" and not (scopes.is_generic(a) and scopes.is_generic(b))
    if "different" in relations.values() or other_noun:
        return False
    if one.status in ("target", "budget"):
        placed = scopes.is_located(one.place) and relations["place"] in ("same", "inside", "contains")
        return relations["programme"] == "same" or (relations["provider"] == "same" and (placed or is_telling(one)))
    return is_telling(one) and all(relations[each] == "same" for each in ("provider", "programme", "period"))


def _agree(one: StoredStatement, other: StoredStatement) -> bool:
    """True if the values may be one: equal bounds, or likely ranges that meet and say more than "at least"."""
    if one.hard == other.hard and one.likely == other.likely:
        return True
    bounded = all(each.likely.low is not None and each.likely.high is not None for each in (one, other))
    return bounded and not one.likely.disjoint(other.likely)


def is_telling(statement: StoredStatement) -> bool:
    """True if the number has two significant digits or more: 1013, 110, 26.5; not 3, 50, 500."""
    bound = statement.hard.low if statement.hard.low else statement.hard.high
    if bound is None:
        return False
    return len(number_to_text(abs(bound)).replace(".", "").strip("0")) >= 2
