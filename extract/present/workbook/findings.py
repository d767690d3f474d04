"""The sheets of the checks: one row a finding, and one row an input of each calculation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.audit.findings import Finding, Input
from extract.present.amounts import format_interval
from extract.present.dossier import Dossier
from extract.present.render import CHECK_TITLES, VERDICTS, source_name
from extract.present.sentences import cut
from extract.present.tables import ROLES
from extract.present.workbook.cells import Cell, Column, Link, Sentence, Table, Tone, Word, bound_columns, bounds
from extract.present.workbook.places import FINDINGS, INPUTS, Places
from extract.types import Fragments

_TONES: Mapping[str, Tone] = {"consistent": "good", "inconsistent": "bad", "cannot-tell": "doubt"}
_FINDING_COLUMNS = [
    Column("编号", "no.", 7),
    Column("结论", "verdict", 21),
    Column("核对", "check", 22),
    Column("理由", "reason", 60),
    Column("计算", "computed", 20),
    Column("所述", "stated", 20),
    Column("依据", "inputs", 12),
    Column("文件", "documents", 24),
    Column("标识", "finding", 18, hidden=True),
]
_INPUT_COLUMNS = [
    Column("编号", "no.", 7),
    Column("项", "item", 14),
    Column("原文数字", "as written", 18),
    Column("原文", "sentence", 60),
    Column("权", "weight", 7),
    Column("可确定", "guaranteed", 18),
    Column("通常读法", "likely range", 18),
    *bound_columns(),
    Column("单位", "unit", 8),
    Column("约数", "approximate", 10),
    Column("列出", "listed", 30),
    Column("文件", "document", 24),
]


def findings_sheet(dossier: Dossier, places: Places) -> Table:
    rows = [_finding(i, finding, places.inputs[i - 1]) for i, finding in enumerate(dossier.findings, 1)]
    return Table(FINDINGS, _FINDING_COLUMNS, rows, frozen=2)


def inputs_sheet(dossier: Dossier, places: Places) -> Table:
    """What each finding rests on; computed and stated value close a calculation."""
    spans = {each.id: each.spans for each in dossier.statements}
    spans |= {each.id: each.spans for each in dossier.enumerations.values()}
    rows: list[list[Cell]] = []
    for i, finding in enumerate(dossier.findings, 1):
        number = Link(str(i), FINDINGS, i + 1)
        rows += [_input(number, each, spans.get(each.id, ()), places) for each in finding.inputs]
        rows += _results(number, finding)
    return Table(INPUTS, _INPUT_COLUMNS, rows, frozen=3, printed=7)


def _finding(number: int, finding: Finding, first: int) -> list[Cell]:
    zh, en, _ = VERDICTS[finding.verdict]
    made = finding.calculation
    return [
        number,
        Word(f"{zh} {en}", _TONES[finding.verdict]),
        CHECK_TITLES[finding.check],
        finding.reason,
        None if made is None else format_interval(made.computed.likely, made.unit),
        None if made is None else format_interval(made.stated.likely, made.unit),
        Link(f"{len(finding.inputs)} 项", INPUTS, first),
        "、".join(dict.fromkeys(source_name(each.uri) for each in finding.inputs)),
        finding.id,
    ]


def _input(number: Link, each: Input, spans: Fragments, places: Places) -> list[Cell]:
    return [
        number,
        ROLES[each.role],
        places.statement(each.id, "".join(each.quote.split())),
        Sentence(cut(each.context, spans)) if each.context else None,
        each.weight,
        format_interval(each.hard, each.unit),
        format_interval(each.likely, each.unit, approx=each.approx),
        *bounds(each.hard, each.likely),
        each.unit,
        each.approx,
        "、".join(each.listed),
        source_name(each.uri),
    ]


def _results(number: Link, finding: Finding) -> Iterator[list[Cell]]:
    made = finding.calculation
    if made is None:
        return
    for label, side in (("计算 computed", made.computed), ("所述 stated", made.stated)):
        words = [format_interval(side.hard, made.unit), format_interval(side.likely, made.unit)]
        head: list[Cell] = [number, Word(label, "quiet"), side.words, made.formula, None]
        yield [*head, *words, *bounds(side.hard, side.likely), made.unit, None, None, None]
