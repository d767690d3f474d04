"""Figures in tables: a bare number takes its unit from the head of its column, the caption, or the title of the sheet.

A table is a run of lines whose cells are parted by tabs (HTML, DOCX, XLSX, CSV as the readers give them) or by ``|``
(tables flattened into text). Cells that write a quantity in full (5万元) are left to ``find_figures``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from extract.find import bounds
from extract.find.labels import Label
from extract.find.lexicon import Unit, load_units
from extract.find.numerals import LARGE_SCALES, read_number
from extract.types import FigureSpan, NumeralRole, Span

_NUMBER_CELL: Final = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(%?)")
_IN_BRACKETS: Final = re.compile(r"[（(/]\s*(?:单位[:：]\s*)?([^（）()/]{1,8})[）)]?\s*$")
_UNIT_LINE: Final = re.compile(r"(?:金额|计量|货币)?单位[:：]\s*(人民币)?([百千万亿]*)([^\s，。；）)\n]{1,6})")
_ORDER_HEAD: Final = re.compile(r"^(?:序号?|编号|No\.?|号)$", re.IGNORECASE)
_DATE_HEAD: Final = re.compile(r"(?:年份?|年度|日期|时间|月份?)$")
_ID_HEAD: Final = re.compile(r"(?:代码|电话|账号|证号|编码|邮编|文号)")
_MONEY_HEAD: Final = re.compile(r"资金|金额|投入|经费|预算|款|拨付|到账|认领|支出|收入|投资|补助|捐赠|产值|销售额|总额")
# What a head without a unit counts.
_HEAD_UNITS: Final[tuple[tuple[str, str], ...]] = (
    ("人次", "人次"), ("户数", "户"), ("人数", "人"), ("人口", "人"), ("比例", "%"), ("比重", "%"), ("占比", "%"), ("完成率", "%"), ("率", "%"),
    ("面积", "亩"), ("里程", "公里"), ("户", "户"), ("人", "人"),
    ("数量", "个"), ("项目数", "个"), ("个数", "个"), ("数", "个"), ("项目", "个"), ("村", "个"), ("县", "个"), ("乡镇", "个"), ("社会组织", "家"), ("企业", "家"), ("基地", "个"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A figure of a table with what its row and column say of it."""

    figure: FigureSpan
    head: str
    row: str
    caption: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Figures of all tables of a text, and the labels of cells that are no figures."""

    figures: tuple[TableFigure, ...]
    labels: tuple[Label, ...]
    rows: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    cells: tuple[Span, ...]


def find_tables(text: str) -> Tables:
    """The tables of a normalized text."""
    figures: list[TableFigure] = []
    labels: list[Label] = []
    rows: list[Span] = []
    if "\t" not in text and "|" not in text:
        return Tables((), (), ())
    for caption, table in _split(text):
        rows += [(row.start, row.end) for row in table]
        found, marked = _read_table(text, caption, table)
        figures += found
        labels += marked
    return Tables(tuple(figures), tuple(labels), tuple(rows))


def _split(text: str) -> list[tuple[str, list[_Row]]]:
    """Tables as rows of cells, each with the lines just above it as its caption."""
    tables: list[tuple[str, list[_Row]]] = []
    current: list[_Row] = []
    above: list[str] = []
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        separator = "\t" if "\t" in line else "|" if line.count("|") >= 1 else None
        if separator is not None:
            current.append(_Row(start, start + len(line), _cells(line, start, separator)))
            continue
        if current:
            tables.append(("\n".join(above[-2:]), current))
            current, above = [], []
        if line.strip():
            above.append(line.strip())
    if current:
        tables.append(("\n".join(above[-2:]), current))
    return tables


def _cells(line: str, start: int, separator: str) -> tuple[Span, ...]:
    cells: list[Span] = []
    at = 0
    for part in line.split(separator):
        lead = len(part) - len(part.lstrip())
        cells.append((start + at + lead, start + at + lead + len(part.strip())))
        at += len(part) + 1
    return tuple(cells)


def _read_table(text: str, caption: str, table: list[_Row]) -> tuple[list[TableFigure], list[Label]]:
    figures: list[TableFigure] = []
    labels: list[Label] = []
    heads: tuple[str, ...] = ()
    default = _caption_unit(caption)
    for row in table:
        cells = [text[start:end] for start, end in row.cells]
        numbers = [_NUMBER_CELL.fullmatch(cell) for cell in cells]
        if not any(numbers):
            default = _caption_unit("".join(cells)) or default
            if sum(bool(cell) for cell in cells) > 1:
                heads = _merge_heads(heads, cells) if heads and not figures else tuple(cells)
            continue
        label = next((cell for cell, number in zip(cells, numbers, strict=True) if cell and not number), "")
        for i, number in enumerate(numbers):
            if number is None:
                continue
            head = heads[i] if i < len(heads) else ""
            start = row.cells[i][0]
            role = _other_role(head, heads, i, cells)
            unit = None if role else _unit_of(head, number[2], default)
            if role is not None:
                labels.append(Label(start, row.cells[i][1], role))
            elif unit is not None:
                figures.append(TableFigure(_figure(text, start, number, unit), head, label, caption))
    return figures, labels


def _merge_heads(heads: tuple[str, ...], cells: list[str]) -> tuple[str, ...]:
    """A head of two rows: the lower one refines the upper."""
    width = max(len(heads), len(cells))
    upper = [*heads, *[""] * (width - len(heads))]
    lower = [*cells, *[""] * (width - len(cells))]
    return tuple(a if not b else b if not a or a == b else f"{a}{b}" for a, b in zip(upper, lower, strict=True))


def _other_role(head: str, heads: tuple[str, ...], column: int, cells: list[str]) -> NumeralRole | None:
    if _ORDER_HEAD.match(head):
        return "list-number"
    if _ID_HEAD.search(head):
        return "id"
    cell = cells[column]
    if (
        _DATE_HEAD.search(head)
        and not _MONEY_HEAD.search(head)
        and re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])?", cell)
    ):
        return "date"
    return None


def _unit_of(head: str, percent: str, default: tuple[Fraction, Unit] | None) -> tuple[Fraction, Unit] | None:
    if percent:
        return _parse_unit("%")
    bracket = _IN_BRACKETS.search(head)
    named = _parse_unit(bracket[1]) if bracket else None
    if named:
        return named
    if default and (_MONEY_HEAD.search(head) or default[1].dimension != "money"):
        return default
    for ending, unit in _HEAD_UNITS:
        if head.endswith(ending):
            return _parse_unit(unit)
    return default if head else None


def _caption_unit(caption: str) -> tuple[Fraction, Unit] | None:
    match = _UNIT_LINE.search(caption)
    return _parse_unit(match[2] + match[3]) if match else None


def _parse_unit(written: str) -> tuple[Fraction, Unit] | None:
    """万元 → 10 000 and 元; a unit without a scale word has scale 1."""
    written = written.strip()
    scale = Fraction(1)
    at = 0
    while at < len(written) and written[at] in "百千" + "".join(LARGE_SCALES):
        scale *= {"百": 100, "千": 1000}.get(written[at]) or LARGE_SCALES[written[at]]
        at += 1
    found = load_units().match(written, at)
    if found is None or len(found[0]) != len(written) - at:
        whole = load_units().match(written, 0)
        return (Fraction(1), whole[1]) if whole and len(whole[0]) == len(written) else None
    return scale, found[1]


def _figure(text: str, start: int, number: re.Match[str], unit: tuple[Fraction, Unit]) -> FigureSpan:
    end = start + len(number[1])
    read = read_number(text, start, end)
    if read is None:
        raise ValueError(f"a number cell without a number: {number.group()!r}")
    made = bounds.exact(read.value * unit[0] * unit[1].scale)
    return FigureSpan(
        start, end + len(number[2]), made.hard, made.likely, False, unit[1].name, unit[1].dimension, "exact",
        None, (start, end), None,
    )  # fmt: skip
