"""The sheets of the totals: one row a total, and one row a line of what it is made of.

A line carries what it adds. The total is their sum, which the sheet adds up again by a formula beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from extract.audit.exclusions import Exclusion
from extract.audit.facts import Fact
from extract.audit.totals import GroupField, Total
from extract.interval import Interval
from extract.present.amounts import format_interval
from extract.present.dossier import Dossier
from extract.present.render import STATUSES, indicator_title, source_name
from extract.present.sentences import cut
from extract.present.workbook.cells import Cell, Column, Formula, Link, Sentence, Table, Word, bound_columns, bounds
from extract.present.workbook.places import LINES, STATEMENTS, TOTALS, Places, line_count
from extract.types import StoredStatement

_FIELDS: Final[dict[GroupField, str]] = {
    "indicator": "指标", "provider": "提供方", "place": "地方", "programme": "项目", "year": "年份", "document": "文件",
}  # fmt: skip
_LINE_COLUMNS: Final = [
    Column("编号", "no.", 7),
    Column("计入", "counted", 11),
    Column("原文数字", "as written", 18),
    Column("原文", "sentence", 60),
    Column("理由", "reason", 44),
    Column("计可确定下限", "adds low", 15),
    Column("计可确定上限", "adds high", 15),
    Column("计通常下限", "adds likely low", 15),
    Column("计通常上限", "adds likely high", 15),
    Column("单位", "unit", 8),
    Column("以此代之", "stands instead", 14),
    Column("文件", "document", 24),
]
_ADDED: Final = ("F", "G", "H", "I")  # columns of what a line adds


def totals_sheet(dossier: Dossier, places: Places) -> Table:
    keys = [field for field, _ in dossier.totals[0].key] if dossier.totals else ["indicator"]
    named = [field for field in keys if field != "indicator"]
    columns = [
        Column("编号", "no.", 7),
        *(Column(_FIELDS[field], field, 22) for field in _FIELDS if field in named),
        Column("指标", "indicator", 24),
        Column("状态", "status", 16),
        Column("可确定", "guaranteed", 20),
        Column("通常读法", "likely range", 20),
        *bound_columns(),
        Column("单位", "unit", 8),
        Column("陈述", "statements", 11),
        Column("事实", "facts", 8),
        Column("计入", "counted", 9),
        Column("未定", "undecided", 10),
        Column("争议", "disputed", 10),
        Column("构成", "lines", 10),
        Column("复核：各行相加，可确定下限", "re-added low", 17),
        Column("复核：通常下限", "re-added likely low", 17),
        Column("复核：通常上限", "re-added likely high", 17),
    ]
    rows = [_total(i, answer, named, places) for i, answer in enumerate(dossier.totals, 1)]
    return Table(TOTALS, columns, rows, frozen=1 + len(named) + 1, printed=len(columns) - 3)


def lines_sheet(dossier: Dossier, places: Places) -> Table:
    rows: list[list[Cell]] = []
    for i, answer in enumerate(dossier.totals, 1):
        rows += _lines(Link(str(i), TOTALS, i + 1), answer, places)
    return Table(LINES, _LINE_COLUMNS, rows, frozen=3)


def _total(number: int, answer: Total, named: list[str], places: Places) -> list[Cell]:
    key = dict(answer.key)
    first = places.lines[number - 1]
    last = first + line_count(answer) - 1
    hard, likely = answer.hard, answer.likely
    return [
        number,
        *(source_name(key[field]) if field == "document" else key[field] for field in _FIELDS if field in named),
        indicator_title(answer.indicator).plain,
        STATUSES[answer.status],
        "不相加 not added" if hard is None else format_interval(hard, answer.unit),
        None if likely is None else format_interval(likely, answer.unit),
        *bounds(hard, likely),
        answer.unit,
        answer.n_statements,
        answer.n_facts,
        answer.n_counted,
        len(answer.undecided),
        answer.disputed,
        Link(f"{line_count(answer)} 行", LINES, first),
        _added_again(None if hard is None else hard.low, _ADDED[0], first, last),
        _added_again(None if likely is None else likely.low, _ADDED[2], first, last),
        _added_again(None if likely is None else likely.high, _ADDED[3], first, last),
    ]


def _added_again(value: Fraction | None, column: str, first: int, last: int) -> Formula | None:
    return None if value is None else Formula(f"=SUM('{LINES}'!{column}{first}:{column}{last})", value)


def _lines(number: Link, answer: Total, places: Places) -> Iterator[list[Cell]]:
    facts = {fact.id: fact for fact in answer.undecided}
    for fact in answer.counted:
        times = len(fact.statements)
        said = f"{times} 处所述 stated in {times} places" if times > 1 else ""
        yield _line(number, Word("✓ 计入", "good"), fact.sharpest, said, fact, None, places)
    for each in answer.excluded:
        doubtful = facts.get(each.statement.id)
        mark = Word("✗ 未计", "quiet") if doubtful is None else Word("0–✓ 未定", "doubt")
        yield _line(number, mark, each.statement, each.sentence, doubtful, _instead(each, places), places)


def _line(
    number: Link, mark: Word, statement: StoredStatement, reason: str, adds: Fact | None, instead: Cell, places: Places
) -> list[Cell]:
    hard = None if adds is None else adds.hard if mark.tone == "good" else _up_to(adds.hard)
    likely = None if adds is None else adds.likely if mark.tone == "good" else _up_to(adds.likely)
    return [
        number,
        mark,
        places.statement(statement.id, "".join(statement.mention.quote.split())),
        Sentence(cut(statement.context, statement.spans)),
        reason,
        *bounds(hard, likely),
        statement.unit,
        instead,
        source_name(statement.uri),
    ]


def _up_to(value: Interval) -> Interval:
    """What may lie within another figure adds from nothing to all of it."""
    return Interval(Fraction(0), value.high, True, value.high_inclusive)


def _instead(exclusion: Exclusion, places: Places) -> Cell:
    row = places.statements.get(exclusion.instead or "")
    return None if row is None else Link(f"{STATEMENTS.split()[0]} {row}", STATEMENTS, row)
