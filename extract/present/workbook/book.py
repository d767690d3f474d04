"""Writing tables as sheets: types, colours, heads, filters and links, the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from rich.cells import cell_len
from xlsxwriter.utility import xl_col_to_name

from extract.errors import HezhangError
from extract.present.sentences import Piece
from extract.present.workbook.cells import Cell, Column, Formula, Link, Sentence, Table, Tone, Word, printable, words

#: Limits of the format; more links than this are written as plain text, more rows not at all.
MOST_ROWS: Final = 1_048_575
MOST_LINKS: Final = 65_000
CHOICES: Final = "选项 choices"
_LONGEST_LIST: Final = 255  # characters
_LINE: Final = 14.0  # points
_TALLEST: Final = 400.0
_NO_CLOCK: Final = datetime(2000, 1, 1)  # a workbook tells nothing about when it was written
_INK, _HEAD, _EDIT, _RULE = "#1F2933", "#E8ECEF", "#FFF8DC", "#D5DBE0"
_TONES: Final[dict[Tone, dict[str, str]]] = {
    "plain": {},
    "good": {"font_color": "#12613B", "bg_color": "#E3F3EA"},
    "bad": {"font_color": "#9B1C1C", "bg_color": "#FBE6E4"},
    "doubt": {"font_color": "#7A4B00", "bg_color": "#FFF1D6"},
    "quiet": {"font_color": "#64707B"},
}
_COMPUTES: Final = ("=", "+", "-", "@", "\t")  # what a spreadsheet may take for a formula when the text is typed again


class WorkbookError(HezhangError):
    """The content does not fit into a workbook."""


class Book:
    """An XLSX file under construction; it is written when the context ends."""

    def __init__(self, path: Path) -> None:
        # No string is ever taken for a formula, a number or an address of the web.
        options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        self._path, self._file = path, BytesIO()  # nothing is written where something fails on the way
        self.book: Any = xlsxwriter.Workbook(self._file, options)
        self.book.set_properties({"title": "核账 hezhang", "created": _NO_CLOCK})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._links = 0  # of the sheet being written
        self._choices: Any = None  # the hidden sheet of lists too long for a validation
        self._listed = 0

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: object, error: object, at: object) -> None:
        if kind is None:
            self.book.close()
            self._path.write_bytes(self._file.getvalue())

    def style(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        full = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": _INK, "valign": "top"} | properties
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(full)
        return self._formats[key]

    def write(self, table: Table) -> None:
        """A sheet of its own: the heading row stays in view and filters.

        Raises:
            WorkbookError: more rows than a sheet can hold.
        """
        if len(table.rows) > MOST_ROWS:
            raise WorkbookError(
                f"“{table.name}” would have {len(table.rows)} rows, a sheet holds {MOST_ROWS}: narrow it by a filter "
                "一张工作表放不下，请用筛选条件缩小范围"
            )
        sheet = self.book.add_worksheet(table.name)
        self._links = 0
        for i, column in enumerate(table.columns):
            self._column(sheet, i, column, len(table.rows))
        for i, row in enumerate(table.rows, 1):
            sheet.set_row(i, row_height([(words(cell), of.width) for cell, of in zip(row, table.columns, strict=True)
                                         if not of.hidden]))  # fmt: skip
            for j, cell in enumerate(row):
                self._cell(sheet, i, j, cell, table.columns[j])
        if not table.rows:
            sheet.write_string(1, 0, "（无 none）", self.style(font_color=_TONES["quiet"]["font_color"]))
        sheet.set_row(0, row_height([(f"{column.zh}\n{column.en}", column.width) for column in table.columns]) + 6)
        sheet.freeze_panes(1, table.frozen)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, max(1, len(table.rows)), (table.printed or len(table.columns)) - 1)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P / &N")

    def _column(self, sheet: Any, number: int, column: Column, rows: int) -> None:
        options = {"hidden": True, "level": 1} if column.hidden else {}
        sheet.set_column(number, number, column.width, None, options)
        head = {"bold": True, "text_wrap": True, "bottom": 2, "bottom_color": _INK, "valign": "vcenter"}
        colour = _EDIT if column.edit else _HEAD
        sheet.write_string(0, number, f"{column.zh}\n{column.en}", self.style(**head, bg_color=colour))
        if column.choices and rows:
            self._offer(sheet, number, column, rows)

    def _offer(self, sheet: Any, number: int, column: Column, rows: int) -> None:
        """A list to choose from in each cell; something else may be typed after a warning."""
        source: object = list(column.choices)
        if len(",".join(column.choices)) > _LONGEST_LIST:
            if self._choices is None:
                self._choices = self.book.add_worksheet(CHOICES)
                self._choices.hide()
            at = self._listed
            self._listed += 1
            for i, choice in enumerate(column.choices):
                self._choices.write_string(i, at, choice)
            source = f"='{CHOICES}'!${xl_col_to_name(at)}$1:${xl_col_to_name(at)}${len(column.choices)}"
        rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
        sheet.data_validation(1, number, rows, number, rule)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell, of: Column) -> None:
        base: dict[str, Any] = {"bottom": 1, "bottom_color": _RULE, "text_wrap": True}
        if of.edit:
            base["bg_color"] = _EDIT
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, self.style(**base))
        elif isinstance(cell, bool):
            sheet.write_string(row, column, "是 yes" if cell else "", self.style(**base))
        elif isinstance(cell, int | Fraction):
            sheet.write_number(row, column, float(cell), self.style(**base, num_format=_number_format(cell)))
        elif isinstance(cell, Formula):
            number = self.style(**base, num_format=_number_format(cell.value))
            sheet.write_formula(row, column, cell.text, number, float(cell.value))
        elif isinstance(cell, Word):
            sheet.write_string(row, column, cell.text, self.style(**base, **_TONES[cell.tone], bold=True))
        elif isinstance(cell, Link):
            self._link(sheet, row, column, cell, base)
        elif isinstance(cell, Sentence):
            self._sentence(sheet, row, column, cell.pieces, base)
        else:
            sheet.write_string(row, column, printable(cell), self.style(**base, **_guard(cell)))

    def _link(self, sheet: Any, row: int, column: int, link: Link, base: dict[str, Any]) -> None:
        text = printable(link.text)
        if self._links >= MOST_LINKS:
            sheet.write_string(row, column, text, self.style(**base, **_guard(text)))
            return
        self._links += 1
        style = self.style(**base, **_guard(text), font_color="#0B5394", underline=1)
        sheet.write_url(row, column, f"internal:'{link.sheet}'!A{link.row}", style, text)

    def _sentence(self, sheet: Any, row: int, column: int, pieces: Sequence[Piece], base: dict[str, Any]) -> None:
        whole = "".join(text for text, _ in pieces)
        style = self.style(**base, **_guard(whole))
        plain, bold = self.style(), self.bold()  # a run without a format of its own would fall back to another font
        runs: list[Any] = []
        for text, quoted in pieces:
            runs += [bold if quoted else plain, printable(text)]
        if (
            len(pieces) < 2 or len(whole) > 8_000
        ):  # the format knows no rich text of one run, and has a limit of its own
            only = {"bold": True} if pieces and all(quoted for _, quoted in pieces) else {}
            sheet.write_string(row, column, printable(whole), self.style(**base, **_guard(whole), **only))
            return
        sheet.write_rich_string(row, column, *runs, style)

    def bold(self) -> Any:
        """The format of a quoted figure within a sentence."""
        return self.style(bold=True, font_color="#9B1C1C")


def row_height(cells: Sequence[tuple[str, float]]) -> float:
    """Points for the tallest of (text, width) cells: not every program fits heights when it opens a file."""
    lines = 1
    for text, width in cells:
        room = max(1, int(width - 1))
        lines = max(lines, sum(max(1, -(-cell_len(line) // room)) for line in text.split("\n")))
    return min(_TALLEST, _LINE * lines + 3)


def _guard(text: str) -> dict[str, bool]:
    """Text that begins like a formula is marked as text for good, even when somebody edits the cell."""
    return {"quote_prefix": True} if text.startswith(_COMPUTES) else {}


def _number_format(value: Fraction | int) -> str:
    return "#,##0" if Fraction(value).denominator == 1 else "#,##0.####"
