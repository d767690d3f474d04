"""Plan against report as cards with charts, and what nothing was reported on as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.audit.diff import ORDER, DiffRow, DiffStatus, Side
from extract.interval import Interval
from extract.present.amounts import UNKNOWN, format_interval, format_percent
from extract.present.render import OUTCOMES, indicator_title, outcome, place_names
from extract.present.report.charts import Axis, make_axis, percent
from extract.present.report.sources import Citation, Sources
from extract.present.report.views import BarRow, Chart, Label, bar_row, cite_fact, make_chart

_TONES: Final = {"green": "good", "bold red": "bad", "yellow": "doubt", "cyan": "info", "dim": "quiet"}
_PRESSING: Final[frozenset[DiffStatus]] = frozenset({"not-met", "conflicting"})  # whose sources stand open
_MOST: Final = 6  # sentences shown beside a row; all are among the sources


@dataclass(frozen=True, slots=True)
class PlanCard:
    anchor: str
    outcome: Label
    title: Label
    details: tuple[str, ...]
    chart: Chart
    achieved: str
    surely: str
    gap: str
    reason: str
    evidence: tuple[Citation, ...]
    more: int
    pressing: bool


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """All rows of one status; ``share`` is their part of all rows in per cent."""

    anchor: str
    label: Label
    cards: tuple[PlanCard, ...]
    count: int
    share: str
    listed: bool  # as a table, without charts


def plan_groups(rows: Sequence[DiffRow], sources: Sources) -> list[PlanGroup]:
    """What an analyst should look at first comes first."""
    groups = []
    for status in ORDER:
        found = [(i, row) for i, row in enumerate(rows, 1) if row.status == status]
        if found:
            zh, en, colour = OUTCOMES[status]
            label = Label(zh, en, _TONES[colour])
            cards = tuple(_card(i, row, sources) for i, row in found)
            share = f"{100 * len(found) / len(rows):.4f}"
            groups.append(PlanGroup(f"plan-{status}", label, cards, len(found), share, status == "not-reported"))
    return groups


def _card(number: int, row: DiffRow, sources: Sources) -> PlanCard:
    zh, en, colour = outcome(row)
    title = indicator_title(row.scope.indicator).plain.partition("\n")
    scope = row.scope
    details = (
        scope.programme or "", "、".join(scope.provider), place_names(scope.place),
        "" if scope.period is None else scope.period.text,
    )  # fmt: skip
    evidence = _evidence(row, sources)
    achieved = surely = gap = ""
    if row.achievement is not None:
        hard, likely = row.achievement
        achieved = format_percent(likely)
        surely = format_percent(hard) if hard != likely else ""
    if row.gap is not None and row.gap[1].low is not None and row.gap[1].low > 0:
        gap = format_interval(row.gap[1], row.unit)
    return PlanCard(
        anchor=f"p{number}",
        outcome=Label(zh, en, _TONES[colour]),
        title=Label(title[0], title[2]),
        details=tuple(detail for detail in details if detail),
        chart=_chart(row, sources),
        achieved=achieved,
        surely=surely,
        gap=gap,
        reason=row.reason,
        evidence=tuple(evidence[:_MOST]),
        more=max(0, len(evidence) - _MOST),
        pressing=row.status in _PRESSING,
    )


def _chart(row: DiffRow, sources: Sources) -> Chart:
    sides = (
        (Label("认领", "committed"), "committed", row.commitment),
        (Label("拨付", "disbursed"), "disbursed", row.disbursed),
        (Label("完成", "actual"), "actual", row.actual),
    )
    pairs: list[tuple[Interval, Interval]] = [] if row.planned is None else [(row.planned.hard, row.planned.likely)]
    pairs += [(side.hard, side.likely) for _, _, side in sides if side is not None and side.hard and side.likely]
    axis = make_axis(pairs)
    goal = _goal(row, axis)
    lines = [] if row.planned is None else [_planned(row, axis, sources)]
    lines += [
        _side(label, kind, side, row.unit, axis, goal, sources) for label, kind, side in sides if side is not None
    ]
    return make_chart(lines, axis)


def _planned(row: DiffRow, axis: Axis | None, sources: Sources) -> BarRow:
    planned = row.planned
    assert planned is not None
    label = Label("上限", "cap") if row.cap else Label("预算", "budget") if planned.status == "budget" else None
    per = f"每{planned.per}" if planned.per else ""
    return bar_row(
        label or Label("目标", "target"), "target", axis, planned.hard, planned.likely, row.unit,
        words=per + planned.words, cites=cite_fact(sources, planned),
    )  # fmt: skip


def _goal(row: DiffRow, axis: Axis | None) -> str:
    """Where the planned value begins: the line that the others are measured against."""
    if row.planned is None or axis is None:
        return ""
    value = row.planned.likely.high if row.cap else row.planned.likely.low
    return "" if not value else percent(axis.share(value))


def _side(label: Label, kind: str, side: Side, unit: str, axis: Axis | None, goal: str, sources: Sources) -> BarRow:
    if len(side.facts) == 1:
        words = side.facts[0].words
    else:
        words = f"{UNKNOWN if side.likely is None else format_interval(side.likely, unit)}（{len(side.facts)}项）"
    cites = [cite for fact in side.facts for cite in cite_fact(sources, fact)[:1]]
    return bar_row(label, kind, axis, side.hard, side.likely, unit, words=words, cites=cites, goal=goal)


def _evidence(row: DiffRow, sources: Sources) -> list[Citation]:
    sides = [side for side in (row.commitment, row.disbursed, row.actual) if side is not None]
    facts = [*([row.planned] if row.planned is not None else []), *(fact for side in sides for fact in side.facts)]
    return sources.together(sources.statement(fact.sharpest) for fact in [*facts, *row.near])
