"""Totals side by side: of each indicator what was aimed at, promised, paid and reached, and what each is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.audit.totals import Total
from extract.present.amounts import format_interval
from extract.present.render import STATUSES, indicator_title, source_name
from extract.present.report.charts import make_axis
from extract.present.report.sources import Citation, Sources
from extract.present.report.views import Chart, Label, bar_row, make_chart
from extract.types import Status

_KINDS: Final[dict[Status, str]] = {
    "target": "target", "budget": "target", "commitment": "committed", "underway": "underway",
    "disbursement": "disbursed", "actual": "actual", "background": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of a total: ``mark`` ✓ counted, ✗ left out, 0–✓ undecided."""

    mark: str
    tone: str
    value: str
    cite: Citation
    reason: str


@dataclass(frozen=True, slots=True)
class TotalLines:
    label: Label
    value: str
    made: str  # statements → facts → counted
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TotalCard:
    """The totals of one group in one unit, one for each status, on one axis."""

    anchor: str
    title: Label
    keys: tuple[str, ...]
    chart: Chart
    totals: tuple[TotalLines, ...]


def total_cards(answers: Sequence[Total], sources: Sources) -> list[TotalCard]:
    """Those with most statuses to compare and most facts first. What cannot be added up has no card."""
    groups: dict[tuple[object, ...], list[Total]] = {}
    for answer in answers:
        if answer.hard is not None:
            groups.setdefault((answer.key, answer.indicator, answer.unit), []).append(answer)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), -sum(each.n_facts for each in group)))
    return [_card(i, group, sources) for i, group in enumerate(ordered, 1)]


def _card(number: int, group: Sequence[Total], sources: Sources) -> TotalCard:
    in_order = sorted(group, key=lambda each: list(STATUSES).index(each.status))
    pairs = [(each.hard, each.likely) for each in in_order if each.hard is not None and each.likely is not None]
    exact = all(hard.point is not None for hard, _ in pairs)
    axis = None if exact and len(pairs) == 1 else make_axis(pairs)  # one exact value has nothing to be drawn against
    rows = []
    for each in in_order:
        zh, _, en = STATUSES[each.status].partition(" ")
        words = "" if each.likely is None else format_interval(each.likely, each.unit)
        cites = [sources.statement(fact.sharpest) for fact in (*each.counted, *each.undecided)]
        rows.append(
            bar_row(
                Label(zh, en), _KINDS[each.status], axis, each.hard, each.likely, each.unit, words=words, cites=cites
            )
        )
    title = indicator_title(group[0].indicator).plain.partition("\n")
    keys = tuple(
        source_name(value) if field == "document" else value
        for field, value in group[0].key
        if field != "indicator" and value
    )
    return TotalCard(
        f"t{number}", Label(title[0], title[2]), keys, make_chart(rows, axis),
        tuple(_lines(each, sources) for each in in_order),
    )  # fmt: skip


def _lines(answer: Total, sources: Sources) -> TotalLines:
    zh, _, en = STATUSES[answer.status].partition(" ")
    undecided = {fact.id for fact in answer.undecided}
    lines = []
    for fact in answer.counted:
        times = len(fact.statements)
        reason = f"{times} 处所述 (stated in {times} places)" if times > 1 else ""
        value = format_interval(fact.likely, fact.unit)
        lines.append(Line("✓", "good", value, sources.statement(fact.sharpest), reason))
    for each in answer.excluded:
        mark, tone = ("0–✓", "doubt") if each.statement.id in undecided else ("✗", "quiet")
        value = format_interval(each.statement.likely, each.statement.unit, approx=each.statement.approx)
        lines.append(Line(mark, tone, value, sources.statement(each.statement), each.sentence))
    value = "" if answer.likely is None else format_interval(answer.likely, answer.unit)
    made = f"{answer.n_statements}→{answer.n_facts}→{answer.n_counted}"
    return TotalLines(Label(zh, en), value, made, tuple(lines))
