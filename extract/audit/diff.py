"""Plan against report: what was aimed at, promised, paid and reached, and whether that is enough (DESIGN §7).

One row per planned fact (target or budget) with the reports that answer it, and one per commitment that money was paid
against without a plan. Nothing is "not met" before its term has ended, nor on convention alone; what is not reported is
not zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from extract.audit import achievement as measure
from extract.audit import scope as scopes
from extract.audit.disbursed import draws_on
from extract.audit.exclusions import refuse
from extract.audit.facts import Fact, merge
from extract.audit.neighbours import Neighbours
from extract.audit.pairing import Match, Pairing, pair
from extract.audit.questions import revisions
from extract.audit.scope import Scope, reference_date
from extract.audit.totals import add_up
from extract.audit.wording import nearest_in_words
from extract.interval import Interval
from extract.types import StoredStatement

DiffStatus = Literal[
    "met", "exceeded", "not-met", "in-progress", "not-reported", "no-target", "cannot-tell", "conflicting",
    "unit-mismatch", "scope-mismatch", "period-mismatch",
]  # fmt: skip

# What an analyst should look at first.
ORDER: Final[tuple[DiffStatus, ...]] = (
    "not-met", "conflicting", "cannot-tell", "unit-mismatch", "scope-mismatch", "period-mismatch", "not-reported",
    "in-progress", "no-target", "exceeded", "met",
)  # fmt: skip

_MISSED: Final = (
    "没有达到", "沒有達到", "未达到", "未達到", "未完成", "没有完成", "未能", "只差", "缺口", "少于原定", "比原定少",
)  # fmt: skip

_Bounds = tuple[Interval, Interval]  # (hard, likely)

_MISMATCH: Final[dict[Match, DiffStatus]] = {
    "period": "period-mismatch",
    "unit": "unit-mismatch",
    "scope": "scope-mismatch",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What was committed, paid or reached: the facts, and their total (``None`` where they do not add up to one)."""

    facts: tuple[Fact, ...]
    hard: Interval | None
    likely: Interval | None


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One planned thing and what became of it.

    ``achievement`` is in per cent of the planned value (of the commitment where nothing is planned), ``gap`` in the
    plan's unit: planned less reached, so that a negative gap is a surplus. Both as (hard, likely). ``near`` are the
    reports that almost answer the plan, for the mismatch statuses.
    """

    scope: Scope
    unit: str
    planned: Fact | None
    commitment: Side | None
    disbursed: Side | None
    actual: Side | None
    achievement: tuple[Interval, Interval] | None
    gap: tuple[Interval, Interval] | None
    status: DiffStatus
    reason: str
    near: tuple[Fact, ...] = ()
    revised: tuple[Fact, ...] = ()  # what was planned before, where a later plan set it anew

    @property
    def cap(self) -> bool:
        """True if the plan is a bound not to be exceeded (最高, 不超过), met by staying below."""
        return self.planned is not None and measure.is_cap(self.planned)


def diff(statements: Sequence[StoredStatement]) -> list[DiffRow]:
    """The rows, those that need a look first; within a status in the order of the sources."""
    return compare(merge(statements))


def compare(facts: Sequence[Fact]) -> list[DiffRow]:
    """The rows of facts already merged."""
    commitments = [fact for fact in facts if fact.status == "commitment"]
    promised = _by_indicator(commitments)
    reports = _by_indicator([fact for fact in facts if fact.status in ("disbursement", "actual")])
    planned = [fact for fact in facts if fact.status in ("target", "budget")]
    anew = revisions(planned)
    before: dict[str, list[Fact]] = defaultdict(list)
    for fact in planned:
        if fact.id in anew:
            before[anew[fact.id].id].append(fact)
    planned = [fact for fact in planned if fact.id not in anew]
    yearly = _planned_by_year(planned)
    rows = [
        _planned_row(
            fact,
            promised[fact.scope.indicator].of(fact),
            reports[fact.scope.indicator].of(fact),
            one_of_years=len(yearly[_thing(fact)]) > 1,
            before=before[fact.id],
        )
        for fact in planned
    ]
    shown = {fact.id for row in rows if row.commitment is not None for fact in row.commitment.facts}
    for fact in commitments:
        row = None if fact.id in shown else _committed_row(fact, reports[fact.scope.indicator].of(fact))
        if row is not None:
            rows.append(row)
    return sorted(rows, key=_urgency)


def between(statements: Sequence[StoredStatement], plans: Collection[str], reports: Collection[str]) -> list[DiffRow]:
    """The rows of the plans in some documents (by uri) against what others report.

    A plan's own past results, and targets that a report recalls, stay out of it; a document may be both.
    """
    return diff(
        [
            each
            for each in statements
            if (each.uri in plans and each.status in ("target", "budget", "commitment"))
            or (each.uri in reports and each.status in ("commitment", "disbursement", "actual"))
        ]
    )


def _urgency(row: DiffRow) -> tuple[int, Fraction, Fraction]:
    """What an analyst should look at first: by status, then the least achieved, then the largest plan."""
    achieved = None if row.achievement is None else row.achievement[1].low
    size = None if row.planned is None else row.planned.likely.low or row.planned.likely.high
    return ORDER.index(row.status), achieved or Fraction(0), -(size or Fraction(0))


def _by_indicator(facts: Sequence[Fact]) -> dict[str | None, Neighbours]:
    """Only like is compared with like."""
    groups: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.scope.indicator].append(fact)
    found: dict[str | None, Neighbours] = defaultdict(lambda: Neighbours(()))
    found.update((indicator, Neighbours(group)) for indicator, group in groups.items())
    return found


def _thing(fact: Fact) -> tuple[str | None, ...] | None:
    """What a programme plans: equal for its plans of one thing for several years."""
    programme = fact.scope.programme
    return None if programme is None else (fact.scope.indicator, fact.per, scopes.programme_core(programme))


def _planned_by_year(planned: Sequence[Fact]) -> dict[tuple[str | None, ...] | None, set[int]]:
    """The years for which a thing is planned year by year."""
    years: dict[tuple[str | None, ...] | None, set[int]] = defaultdict(set)
    for fact in planned:
        thing, period = _thing(fact), fact.scope.period
        if thing is None or period is None or period.start is None or period.end is None:
            continue
        if period.start.year == period.end.year:
            years[thing].add(period.end.year)
    return years


def _planned_row(
    planned: Fact, commitments: Sequence[Fact], reports: Sequence[Fact], *, one_of_years: bool, before: Sequence[Fact]
) -> DiffRow:
    promised = [fact for fact in commitments if (p := pair(planned, fact)) is not None and p.match == "match"]
    pairings = [(fact, pairing) for fact in reports if (pairing := pair(planned, fact, one_of_years=one_of_years))]
    answers = [(fact, pairing) for fact, pairing in pairings if pairing.match == "match"]
    complete = [(fact, pairing) for fact, pairing in answers if not pairing.partial]
    chosen = complete or answers  # the whole scope's own report says more than those of its parts
    if planned.dimension == "money" and len(chosen) > 1:
        told = {fact.id for fact in nearest_in_words(planned, [fact for fact, _ in chosen])}
        chosen = [(fact, pairing) for fact, pairing in chosen if fact.id in told]
    paid = _side([fact for fact, _ in chosen if fact.status == "disbursement"])
    reached = _side([fact for fact, _ in chosen if fact.status == "actual"])
    result = (paid or reached) if planned.dimension == "money" else (reached or paid)
    near = [] if answers else pairings
    status, reason = _status(planned, result, chosen, near)
    achieved, missing = _measured(planned, result)
    return DiffRow(
        scope=planned.scope,
        unit=planned.unit,
        planned=planned,
        commitment=_side(promised),
        disbursed=paid,
        actual=reached,
        achievement=achieved,
        gap=missing,
        status=status,
        reason=reason + _revised(before),
        near=tuple(fact for fact, _ in near),
        revised=tuple(before),
    )


def _has_ended(planned: Fact, reported: Sequence[Fact]) -> bool:
    """True if a report speaks for the end of the plan's term or later.

    An undated article that tells plan and progress in one breath (计划新建10个，目前建成4个) lends both one period; it
    may have been written within the term, unless it says that the plan was missed.
    """
    term = planned.scope.period
    if term is None or term.end is None or term.text.startswith(("截至", "截止")):
        return False  # 截至 is the day of a report that the plan's figure stands in, no term
    late = [fact for fact in reported if _day(fact) >= (term.end or date.max)]
    return any(
        fact.scope.published_on is not None
        or fact.lead.article != planned.lead.article
        or fact.lead.uri != planned.lead.uri
        or any(word in each.context for each in fact.statements for word in _MISSED)
        for fact in late
    )


def _revised(before: Sequence[Fact]) -> str:
    if not before:
        return ""
    words = "、".join(f"“{fact.words}”" for fact in before)
    return f"；原定{words}，已由后来的计划修订 (revised by a later plan)"


def _committed_row(committed: Fact, reports: Sequence[Fact]) -> DiffRow | None:
    """The row of a commitment that no plan covers, if anything reported draws on it."""
    if committed.dimension != "money":
        return None
    drawn = [(fact, why) for fact in reports if fact.status == "disbursement" and (why := draws_on(fact, committed))]
    side = _side([fact for fact, _ in drawn])
    if side is None:
        return None
    achieved, missing = _measured(committed, side)
    return DiffRow(
        scope=committed.scope,
        unit=committed.unit,
        planned=None,
        commitment=_side([committed]),
        disbursed=side,
        actual=None,
        achievement=achieved,
        gap=missing,
        status="no-target",
        reason=f"无目标或预算，完成度按认领数计：{drawn[0][1]} (no target: measured against the commitment)",
    )


def _side(facts: Sequence[Fact]) -> Side | None:
    """The total of facts; of rates, shares and person-times, which do not add up, the latest if it is the only one."""
    if not facts:
        return None
    if all(refuse(fact) is None for fact in facts):
        answer = add_up(facts)
        return Side((*answer.counted, *answer.undecided), answer.hard, answer.likely)
    last = max((_day(fact) for fact in facts), default=date.min)
    latest = [fact for fact in facts if _day(fact) == last]
    if len(latest) == 1:
        return Side((latest[0],), latest[0].hard, latest[0].likely)
    return Side(tuple(facts), None, None)


def _measured(base: Fact, result: Side | None) -> tuple[_Bounds | None, _Bounds | None]:
    if result is None or result.hard is None or result.likely is None:
        return None, None
    return measure.achievement(base, result.hard, result.likely), measure.gap(base, result.hard, result.likely)


def _day(fact: Fact) -> date:
    return reference_date(fact.scope) or date.min


def _status(
    planned: Fact, result: Side | None, answers: Sequence[tuple[Fact, Pairing]], near: Sequence[tuple[Fact, Pairing]]
) -> tuple[DiffStatus, str]:
    if result is None:
        for match, status in _MISMATCH.items():
            for _, pairing in near:
                if pairing.match == match:
                    return status, pairing.reason
        return "not-reported", "未见相应报告；未报告不等于零 (no report found: absence is not zero)"
    if planned.disputed or any(fact.disputed for fact in result.facts):
        return "conflicting", "同一事实有互相排斥的说法 (one fact is stated with values that exclude each other)"
    if result.hard is None or result.likely is None:
        return "cannot-tell", "有多份同期报告，其数不可相加 (several reports whose values do not add up)"
    tie = answers[0][1].reason
    partial = all(pairing.partial for _, pairing in answers)
    ended = _has_ended(planned, result.facts)
    status, words = measure.judge(planned, result.hard, result.likely, ended=ended, partial=partial)
    return status, f"{words}；配对依据：{tie}"
