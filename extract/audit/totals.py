"""Totals that never count twice, and say what they left out and why.

Per group (status and unit never mixed) every fact is counted, excluded or undecided:

- counted: its value is added;
- excluded: the text shows that it must not be added (part of a counted whole, within a cumulative, a rate …);
- undecided: it may already lie within a counted fact (a province's sum beside a county's), and nothing proves or
  refutes it. It adds "nothing up to all of it", [0, high], so the total holds the truth either way.

The total is ``sum(counted) + sum([0, high] of undecided)``, exactly; :func:`recompute` is that sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Final, Literal

from extract.audit.divisions import roll_up
from extract.audit.exclusions import Exclusion, Reason, overlaps, parts, refuse, repetitions, superseded_and_contained
from extract.audit.facts import Fact, merge
from extract.audit.transfers import Transfer, transfers
from extract.interval import Interval, total
from extract.types import Status, StoredStatement

GroupField = Literal[
    "indicator", "provider", "place", "county", "prefecture", "province", "programme", "year", "document"
]
GROUP_FIELDS: Final[tuple[GroupField, ...]] = (
    "indicator", "provider", "place", "county", "prefecture", "province", "programme", "year", "document",
)  # fmt: skip

_Key = tuple[tuple[str, str], ...]
_Group = tuple[_Key, str, Status, str]  # key, indicator, status, unit


@dataclass(frozen=True, slots=True)
class Total:
    """The answer for one group. ``hard`` and ``likely`` are ``None`` if nothing was countable: absence is not zero."""

    key: tuple[tuple[str, str], ...]
    indicator: str | None
    status: Status
    unit: str
    hard: Interval | None
    likely: Interval | None
    n_statements: int
    n_facts: int
    counted: tuple[Fact, ...]
    undecided: tuple[Fact, ...]
    excluded: tuple[Exclusion, ...]

    @property
    def n_counted(self) -> int:
        return len(self.counted)

    @property
    def disputed(self) -> bool:
        """True if a counted fact is stated with values that exclude each other."""
        return any(fact.disputed for fact in self.counted)


def choose(
    statements: Iterable[StoredStatement],
    *,
    indicator: str | None = None,
    status: Status | None = None,
    provider: str | None = None,
    place: str | None = None,
    programme: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[StoredStatement]:
    """The statements that pass every filter, in the order given.

    ``provider`` and ``programme`` match a part of the name; ``place`` a GB/T 2260 code (with all it contains) or a part
    of the name; ``since`` and ``until`` keep what overlaps those days, an undated statement by its day of publishing,
    and leave out what has no date at all.
    """
    return [
        each
        for each in statements
        if (indicator is None or each.indicator == indicator)
        and (status is None or each.status == status)
        and (provider is None or any(provider in name for name in each.provider))
        and (place is None or _in_place(each, place))
        and (programme is None or (each.programme is not None and programme in each.programme))
        and _in_time(each, since, until)
    ]


def totals(
    statements: Iterable[StoredStatement],
    *,
    group_by: Sequence[GroupField] = ("indicator",),
    indicator: str | None = None,
    status: Status | None = None,
    provider: str | None = None,
    place: str | None = None,
    programme: str | None = None,
    since: date | None = None,
    until: date | None = None,
    rejected: Iterable[StoredStatement] = (),
) -> list[Total]:
    """The totals of the statements that pass every filter, one per group, status and unit, in the order of the keys.

    The filters are those of :func:`choose`. Groups by provider, place or document may overlap: they do not add up.
    ``rejected`` are statements that a human rejected: each is listed as left out where it would count.
    """
    chosen = partial(
        choose, indicator=indicator, status=status, provider=provider, place=place, programme=programme,
        since=since, until=until,
    )  # fmt: skip

    def group(fact: Fact) -> _Group:
        key = tuple((field, _field(fact, field)) for field in group_by)
        return key, fact.scope.indicator or "", fact.status, fact.unit

    groups: dict[_Group, list[Fact]] = defaultdict(list)
    for fact in merge(chosen(statements)):
        groups[group(fact)].append(fact)
    refused: dict[_Group, list[Exclusion]] = defaultdict(list)
    for each in chosen(rejected):
        sentence = f"“{each.mention.quote}”{Reason.REJECTED.value}"
        (fact,) = merge([each])
        refused[group(fact)].append(Exclusion(each, Reason.REJECTED, sentence))
    return [_total(key[0], groups[key], refused[key]) for key in sorted({*groups} | {*refused})]


def add_up(facts: Sequence[Fact]) -> Total:
    """The total of facts of one indicator, status and unit, without a group key."""
    return _total((), facts)


def recompute(counted: Sequence[Fact], undecided: Sequence[Fact]) -> tuple[Interval | None, Interval | None]:
    """(hard, likely) of a total from its lists: the definition."""
    if not counted and not undecided:
        return None, None
    return (
        total([*(fact.hard for fact in counted), *(_up_to(fact.hard) for fact in undecided)]),
        total([*(fact.likely for fact in counted), *(_up_to(fact.likely) for fact in undecided)]),
    )


def _total(key: _Key, facts: Sequence[Fact], rejected: Sequence[Exclusion] = ()) -> Total:
    excluded: dict[str, Exclusion] = {}
    undecided: dict[str, Exclusion] = {}
    for fact in facts:
        if (refusal := refuse(fact)) is not None:
            excluded[fact.id] = refusal
    for judge in (parts, superseded_and_contained):
        for exclusion in judge([fact for fact in facts if fact.id not in excluded], facts):
            excluded.setdefault(exclusion.statement.id, exclusion)
    for passed in transfers([fact for fact in facts if fact.id not in excluded]):
        sentence = _passed_on(passed)
        if passed.certain:
            excluded[passed.passed.id] = Exclusion(passed.passed.lead, Reason.TRANSFER, sentence, passed.received.id)
        else:
            undecided[passed.passed.id] = Exclusion(passed.passed.lead, Reason.TRANSFER, sentence, passed.received.id)
    open_facts = [fact for fact in facts if fact.id not in excluded]
    for exclusion in overlaps(open_facts):
        undecided.setdefault(exclusion.statement.id, exclusion)
    counted = tuple(fact for fact in open_facts if fact.id not in undecided)
    doubtful = tuple(fact for fact in open_facts if fact.id in undecided)
    hard, likely = recompute(counted, doubtful)
    lead = facts[0] if facts else merge([rejected[0].statement])[0]
    return Total(
        key=key,
        indicator=lead.scope.indicator,
        status=lead.status,
        unit=lead.unit,
        hard=hard,
        likely=likely,
        n_statements=sum(len(fact.statements) for fact in facts),
        n_facts=len(facts),
        counted=counted,
        undecided=doubtful,
        excluded=(*repetitions(facts), *excluded.values(), *undecided.values(), *rejected),
    )


def _passed_on(transfer: Transfer) -> str:
    words = f"“{transfer.passed.words}”", f"“{transfer.received.words}”"
    if transfer.certain:
        return f"{words[0]}是所收{words[1]}转拨的同一笔钱 (the same money passed on)"
    return f"{words[0]}可能出自所收的{words[1]}，按零至全部计入 (may be money passed on: adds none up to all)"


def _up_to(value: Interval) -> Interval:
    return Interval(Fraction(0), value.high, True, value.high_inclusive)


# --- filters and keys -----------------------------------------------------------------------------------------------


def _in_place(statement: StoredStatement, wanted: str) -> bool:
    if wanted.isdigit():
        stem = wanted
        while stem.endswith("00"):
            stem = stem[:-2]
        return any(place.code is not None and place.code.startswith(stem) for place in statement.place)
    return any(wanted in place.name for place in statement.place)


def _in_time(statement: StoredStatement, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    start = end = statement.published_on
    if statement.period is not None and (statement.period.start is not None or statement.period.end is not None):
        start = statement.period.start or statement.period.end
        end = statement.period.end or statement.published_on or statement.period.start
    if start is None or end is None:
        return False
    return (until is None or start <= until) and (since is None or end >= since)


def _field(fact: Fact, field: GroupField) -> str:
    scope = fact.scope
    if field == "indicator":
        return scope.indicator or ""
    if field == "provider":
        return "、".join(scope.provider)
    if field == "place":
        return "、".join(place.name for place in scope.place)
    if field in ("county", "prefecture", "province"):
        return "、".join(dict.fromkeys(name for place in scope.place if (name := roll_up(place, field)) is not None))
    if field == "programme":
        return scope.programme or ""
    if field == "document":
        return fact.lead.uri
    if scope.period is None or scope.period.end is None:
        return ""
    end = scope.period.end.year
    start = scope.period.start.year if scope.period.start is not None else end
    return str(end) if start == end else f"{start}–{end}"
