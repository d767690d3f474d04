"""The sheet that puts plans beside reports: one row a plan, its figures as written with their bounds as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.audit.diff import DiffRow, Side
from extract.interval import Interval
from extract.present.amounts import UNKNOWN, format_interval, format_percent
from extract.present.dossier import Dossier, facts_of
from extract.present.render import indicator_title, outcome, place_names, source_name
from extract.present.workbook.cells import Cell, Column, Table, Tone, Word, bound_columns, bounds
from extract.present.workbook.places import PLANS, Places

_TONES: Final[Mapping[str, Tone]] = {
    "green": "good", "bold red": "bad", "yellow": "doubt", "cyan": "plain", "dim": "quiet",
}  # fmt: skip
_COLUMNS: Final = [
    Column("编号", "no.", 7),
    Column("结果", "status", 21),
    Column("指标", "indicator", 22),
    Column("项目", "programme", 22),
    Column("提供方", "provider", 22),
    Column("地方", "place", 16),
    Column("时期", "period", 14),
    Column("计划", "planned as", 12),
    Column("计划原文", "planned", 18),
    Column("认领原文", "committed", 18),
    Column("拨付原文", "disbursed", 18),
    Column("完成原文", "actual", 18),
    Column("完成度", "achieved", 16),
    Column("尚差", "gap", 18),
    Column("理由", "reason", 50),
    *bound_columns("计划", "planned "),
    *bound_columns("认领", "committed "),
    *bound_columns("拨付", "disbursed "),
    *bound_columns("完成", "actual "),
    *bound_columns("完成度%", "achieved % "),
    *bound_columns("尚差", "gap "),
    Column("单位", "unit", 8),
    Column("文件", "documents", 28),
]


def plans_sheet(dossier: Dossier, places: Places) -> Table:
    """What needs a look first comes first, as in ``hezhang diff --all``."""
    return Table(PLANS, _COLUMNS, [_row(i, row, places) for i, row in enumerate(dossier.rows, 1)], frozen=3, printed=15)


def _row(number: int, row: DiffRow, places: Places) -> list[Cell]:
    scope, planned = row.scope, row.planned
    zh, en, colour = outcome(row)
    sides = (row.commitment, row.disbursed, row.actual)
    return [
        number,
        Word(f"{zh} {en}", _TONES[colour]),
        indicator_title(scope.indicator).plain,
        scope.programme,
        "、".join(scope.provider),
        place_names(scope.place),
        None if scope.period is None else scope.period.text,
        _kind(row),
        None if planned is None else places.statement(planned.sharpest.id, planned.words),
        *(_written(side, row.unit, places) for side in sides),
        None if row.achievement is None else format_percent(row.achievement[1]),
        None if row.gap is None else format_interval(row.gap[1], row.unit),
        row.reason,
        *bounds(*((None, None) if planned is None else (planned.hard, planned.likely))),
        *(cell for side in sides for cell in _bounds(side)),
        *_pair(row.achievement),
        *_pair(row.gap),
        row.unit,
        "、".join(dict.fromkeys(source_name(each.uri) for fact in facts_of(row) for each in fact.statements)),
    ]


def _kind(row: DiffRow) -> str | None:
    if row.planned is None:
        return None
    return "上限 cap" if row.cap else "预算 budget" if row.planned.status == "budget" else "目标 target"


def _written(side: Side | None, unit: str, places: Places) -> Cell:
    """A single fact as written; several as their likely total with their number. Either leads to the first."""
    if side is None:
        return None
    first = side.facts[0]
    if len(side.facts) == 1:
        return places.statement(first.sharpest.id, first.words)
    total = UNKNOWN if side.likely is None else format_interval(side.likely, unit)
    return places.statement(first.sharpest.id, f"{total}（{len(side.facts)}项）")


def _bounds(side: Side | None) -> list[Cell]:
    return bounds(None, None) if side is None else bounds(side.hard, side.likely)


def _pair(pair: tuple[Interval, Interval] | None) -> list[Cell]:
    return bounds(None, None) if pair is None else bounds(*pair)
