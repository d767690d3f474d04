"""Figures in tables: a bare number takes its unit from the head of its column, its row, or the caption.

A table is a run of lines whose cells are parted by tabs (HTML, DOCX, XLSX, CSV as the readers give them) or by ``|``
(tables flattened into text). Cells that write a quantity in full (5万元) are left to ``find_figures``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.find import bounds
from extract.find.bounds import Bounds
from extract.find.labels import Label
from extract.find.numerals import Number, read_number
from extract.find.table_units import ScaledUnit, parse_unit, unit_of_caption, unit_of_cell
from extract.types import FigureSpan, NumeralRole, Span

_NUMBER: Final = r"-?\d{1,15}+(?:,\d{3})*+(?:\.\d{1,6}+)?"
_CELL: Final = re.compile(rf"([约近超逾])?({_NUMBER})([余多+])?(%)?(?:（(?:累计|其中)?[:：]?({_NUMBER})(%)?）)?")
_ORDER_HEAD: Final = re.compile(r"^(?:序号?|编号|No\.?|号)$", re.IGNORECASE)
_DATE_HEAD: Final = re.compile(r"(?:年份?|年度|日期|时间|月份?)$")
_DATE_CELL: Final = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])?")
_MONEY_WORD: Final = re.compile(r"资金|金额|款|元")
_ID_HEAD: Final = re.compile(r"(?:代码|电话|账号|证号|编码|邮编|文号)")
_UNIT_HEAD: Final = re.compile(r"^(?:计量)?单位$")
_CAPTION_LINES: Final = 2


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
        separator = "\t" if "\t" in line else "|" if "|" in line else None
        if separator is not None:
            current.append(_Row(start, start + len(line), _cells(line, start, separator)))
            continue
        if current:
            tables.append(("\n".join(above), current))
            current, above = [], []
        if line.strip():
            above = [*above[1 - _CAPTION_LINES :], line.strip()]
    if current:
        tables.append(("\n".join(above), current))
    return tables


def _cells(line: str, start: int, separator: str) -> tuple[Span, ...]:
    cells: list[Span] = []
    at = start
    for part in line.split(separator):
        bare = part.strip()
        lead = at + len(part) - len(part.lstrip()) if bare else at
        cells.append((lead, lead + len(bare)))
        at += len(part) + 1
    return tuple(cells)


def _read_table(text: str, caption: str, table: list[_Row]) -> tuple[list[TableFigure], list[Label]]:
    figures: list[TableFigure] = []
    labels: list[Label] = []
    heads: tuple[str, ...] = ()
    width = max(len(row.cells) for row in table)
    default = unit_of_caption(caption)
    for row in table:
        cells = [text[start:end] for start, end in row.cells]
        numbers = [_CELL.fullmatch(cell) for cell in cells]
        if not any(numbers):
            default = unit_of_caption("".join(cells)) or default
            if sum(bool(cell) for cell in cells) > 1:
                heads = _merge_heads(heads, cells, width) if heads and not figures else tuple(cells)
            continue
        label = next((cell for cell, number in zip(cells, numbers, strict=True) if cell and not number), "")
        shift = _shift(heads, cells, numbers)
        measured_in = next((c for i, c in enumerate(cells) if _UNIT_HEAD.match(_head(heads, i + shift))), "")
        for i, number in enumerate(numbers):
            if number is None:
                continue
            start, end = row.cells[i]
            head = _head(heads, i + shift)
            role = _other_role(head, cells[i])
            if role is not None:
                labels.append(Label(start, end, role))
                continue
            unit = parse_unit("%") if number[4] else unit_of_cell(head, label, measured_in, default)
            if unit is not None:
                figures += [TableFigure(figure, head, label, caption) for figure in _figures(start, number, unit)]
    return figures, labels


def _head(heads: Sequence[str], column: int) -> str:
    return heads[column] if column < len(heads) else ""


def _shift(heads: Sequence[str], cells: Sequence[str], numbers: Sequence[re.Match[str] | None]) -> int:
    """Columns missing at the left of a row whose first cells belong to a merged one above it."""
    missing = len(heads) - len(cells)
    merged = missing > 0 and numbers[0] is not None and not _ORDER_HEAD.match(heads[0])
    return missing if merged else 0


def _merge_heads(upper: tuple[str, ...], lower: list[str], width: int) -> tuple[str, ...]:
    """A head of two rows: the lower one refines the upper, whose merged cells cover several columns."""
    spanning = len(upper) + len(lower) - width  # upper cells that cover the lower ones, where no blanks stand for them
    if len(upper) < width and 0 < spanning <= len(upper) and len(lower) % spanning == 0:
        each = len(lower) // spanning
        kept = upper[: len(upper) - spanning]
        return (*kept, *(f"{upper[len(kept) + i // each]}{cell}" for i, cell in enumerate(lower)))
    merged: list[str] = []
    covering = ""
    for i in range(max(len(upper), len(lower))):
        above, below = _head(upper, i), _head(lower, i)
        covering = above or (covering if below else "")
        merged.append(above if not below or above == below else f"{covering}{below}")
    return tuple(merged)


def _other_role(head: str, cell: str) -> NumeralRole | None:
    if _ORDER_HEAD.match(head):
        return "list-number"
    if _ID_HEAD.search(head):
        return "id"
    if _DATE_HEAD.search(head) and not _MONEY_WORD.search(head) and _DATE_CELL.fullmatch(cell):
        return "date"
    return None


def _figures(start: int, cell: re.Match[str], unit: ScaledUnit) -> list[FigureSpan]:
    """The figure of a cell, and the one that it adds in brackets: 35（累计120）."""
    end = start + max(cell.end(group) for group in (2, 3, 4))
    figures = [_figure(cell, 2, start, end, unit)]
    if cell[5]:
        percent = parse_unit("%") if cell[6] else None
        figures.append(_figure(cell, 5, start + cell.start(5), start + max(cell.end(5), cell.end(6)), percent or unit))
    return figures


def _figure(cell: re.Match[str], group: int, start: int, end: int, unit: ScaledUnit) -> FigureSpan:
    digits = cell[group].removeprefix("-")
    read = read_number(digits, 0, len(digits))
    if read is None:
        raise ValueError(f"a number cell without a number: {cell.group()!r}")
    factor = unit.factor * unit.unit.scale
    number = Number(0, len(digits), read.value * factor, read.step * factor)
    made = _bounds(number, cell) if group == 2 else bounds.exact(number.value)
    first = start if group == 5 else start + cell.start(2)
    return FigureSpan(
        start, end, made.hard, made.likely, made.approx, unit.unit.name, unit.unit.dimension, made.rule,
        None, (first, first + len(cell[group])), None,
    )  # fmt: skip


def _bounds(number: Number, cell: re.Match[str]) -> Bounds:
    """约300, 300余, -2.5 in a cell."""
    value = number.value
    if cell[2].startswith("-"):
        return bounds.exact(-value)
    parts = [bounds.more(number)] if cell[3] else [bounds.exact(value)]
    if cell[1] == "约":
        parts.append(bounds.about(value, value, number.step))
    elif cell[1] == "近":
        parts.append(bounds.under(number, signed=False))
    elif cell[1]:
        parts.append(bounds.over(number))
    return bounds.combine(parts)
