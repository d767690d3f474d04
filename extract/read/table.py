"""Spreadsheets: XLSX, the values as displayed, sheet by sheet; and CSV, the text of the file unchanged.

XLSX: cells are parted by ``\\t``, rows and sheets by ``\\n``. Rows and columns without any value are left out, every
other column keeps its place in each row. A merged range gives its value once. Hidden sheets, rows and columns are read
like others; a note names the hidden sheets. A formula gives the value that the program which saved the file computed;
if none did, the cell is empty and a note says so.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import openpyxl

from extract.errors import ReadError
from extract.read.decode import decode
from extract.read.number_format import show
from extract.read.office import check_archive, holds_part
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.types import Document, Locator, TableCell

_XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV_TYPE: Final = "text/csv"
_DELIMITERS: Final = ",\t;|"
_SAMPLE: Final = 4096  # characters from which the delimiter is guessed
_LONGEST_TITLE: Final = 100  # characters
_SOURCE_LINES: Final = 10  # rows from the top, among which a table may name its source
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ />]")
_FORMULAS_SHOWN: Final = 5
_QUOTED: Final = re.compile(r'"[^"]*(?:""[^"]*)*"')


def read_xlsx(data: bytes, uri: str) -> Document:
    """A workbook; locators name sheet and cell (``B3``), each sheet is one table.

    The title is a lone text in the first row of the first sheet, else that of the file's properties. Raises
    :class:`ReadError`.
    """
    check_archive(data, uri, "XLSX")
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    composer = Composer()
    title: str | None = None
    head: list[str] = []
    for number, sheet in enumerate(workbook.worksheets):
        shown = _shown_cells(sheet)
        ranks = {column: rank for rank, column in enumerate(sorted({column for _, column in shown}))}
        spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        row_before, rank_before = 0, 0
        for (row, column), text in shown.items():
            if row != row_before:
                if composer.started:
                    composer.write("\n")
                row_before, rank_before = row, 0
            composer.write("\t" * (ranks[column] - rank_before))
            rank_before = ranks[column]
            area = spans.get((row, column))
            height, width = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            place = TableCell(number, row - 1, column - 1, height, width)
            locator = Locator(sheet=sheet.title, cell=f"{_letters(column)}{row}")
            composer.add(text, "cell", locator, place)
            if row <= _SOURCE_LINES and number == 0:
                head += text.split("\n")
        first = next(iter(shown), None)
        if number == 0 and first is not None and sum(row == first[0] for row, _ in shown) == 1:
            lone = shown[first]
            title = lone if len(lone) <= _LONGEST_TITLE and not lone[0].isdecimal() else None
    said = find_source(head)
    notes = [f"the sheet {sheet.title} is hidden" for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    return composer.document(
        data,
        uri,
        reader="xlsx/1",
        media_type=_XLSX_TYPE,
        title=title or workbook.properties.title or None,
        publisher=said.publisher,
        published_on=said.published_on,
        notes=(*notes, *_find_uncalculated(data, workbook)),
    )


def _find_uncalculated(data: bytes, values: Any) -> Iterator[str]:
    """A note on the formulas without a value, which programs that only write files leave behind."""
    if not _holds_formulas(data):
        return
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    empty = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in formulas.worksheets
        for position, cell in sorted(sheet._cells.items())
        if cell.data_type == "f" and values[sheet.title]._cells[position].value is None
    ]
    if empty:
        shown = "、".join(empty[:_FORMULAS_SHOWN]) + ("…" if len(empty) > _FORMULAS_SHOWN else "")
        yield (
            f"{len(empty)} formulas were never calculated, so their values are missing ({shown}): open the file in a "
            "spreadsheet program and save it"
        )


def _holds_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _shown_cells(sheet: Any) -> dict[tuple[int, int], str]:
    """The text of each cell that shows any, by row and column from 1, row by row."""
    shown: dict[tuple[int, int], str] = {}
    # Not iter_rows: it makes every cell up to the last, seventeen thousand million if a stray format stands there.
    for position, cell in sorted(sheet._cells.items()):
        if cell.value is not None:  # of a merged range only the first cell has a value
            text = show(cell.value, cell.number_format).strip()
            if text:
                shown[position] = text
    return shown


def read_csv(data: bytes, uri: str) -> Document:
    """Delimited text, its content unchanged; each cell that is not blank is a block, without its quotation marks.

    The delimiter is guessed from the first lines. Doubled quotation marks inside a cell stay doubled, as in the file.
    Raises :class:`ReadError` if the bytes are not text.
    """
    decoded = decode(data)
    if decoded is None:
        raise ReadError(uri, "not a text file: the content is binary or in an unknown encoding")
    text = decoded.text
    composer = Composer()
    position = 0
    for row, column, line, start, end in _scan(text, _guess_delimiter(text, uri)):
        if text[start:end].isspace() or start == end:
            continue
        composer.write(text[position:start])
        locator = Locator(cell=f"{_letters(column + 1)}{row + 1}", line=line)
        composer.add(text[start:end], "cell", locator, TableCell(0, row, column))
        position = end
    composer.write(text[position:])
    return composer.document(
        data, uri, reader="csv/1", media_type=_CSV_TYPE, encoding=decoded.encoding, replaced=decoded.replaced
    )


def _letters(column: int) -> str:
    """A, B, …, Z, AA, … from 1; beyond a spreadsheet's last column too, which delimited text may pass."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _guess_delimiter(text: str, uri: str) -> str:
    if uri.lower().endswith(".tsv"):
        return "\t"
    # A ledger's head names its columns: what parts them there parts the rest; the sniffer is for a head of one column.
    head = _QUOTED.sub("", text[:_SAMPLE]).split("\n", 1)[0]
    most = max(_DELIMITERS, key=head.count)
    if head.count(most):
        return most
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:  # one column, or too little to tell
        return ","


def _scan(text: str, delimiter: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Row, column (from 0), line (from 1) and span of each cell (RFC 4180; the csv module gives no offsets)."""
    plain = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
    row = column = position = 0
    line = 1
    quoting = True
    while position < len(text):
        cell_line = line
        start = end = position
        quoted = _QUOTED.match(text, position) if quoting and text[position] == '"' else None
        if quoted is not None and text[quoted.end() : quoted.end() + 1] in ("", delimiter, "\r", "\n"):
            start, end, position = position + 1, quoted.end() - 1, quoted.end()
            line += text.count("\n", start, end)
        else:
            quoting = quoting and (
                quoted is not None or text[position] != '"'
            )  # a mark that never closes is a character
            matched = plain.match(text, position)
            end = position = matched.end() if matched else position
        yield row, column, cell_line, start, end
        mark = text[position : position + 1]
        if mark == delimiter:
            column, position = column + 1, position + 1
        elif mark:
            position += 2 if text.startswith("\r\n", position) else 1
            row, column, line = row + 1, 0, line + 1


def _recognise(data: bytes) -> bool:
    return holds_part(data, "xl/workbook")


XLSX: Final = Reader("xlsx", 1, (".xlsx", ".xlsm"), _XLSX_TYPE, read_xlsx, _recognise, binary=True)
CSV: Final = Reader("csv", 1, (".csv", ".tsv"), _CSV_TYPE, read_csv, bounded_by="characters")
