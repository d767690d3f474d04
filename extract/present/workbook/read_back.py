"""Reading an edited workbook: the rows of its sheet of statements, as reviews import them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from extract.errors import HezhangError

_NEEDED: Final = ("statement", "verdict")
#: Columns whose cells mean something to a reviewer's import; all others are there to be read.
_TAKEN: Final = ("statement", "uri", "quote", "prefix", "suffix", "verdict", "note", "reviewer", "correction")


class ReadBackError(HezhangError):
    """The workbook cannot be read, or has no sheet of verdicts."""


def verdict_rows(path: Path) -> Iterator[dict[str, str]]:
    """The cells of each row below the headings, by the English keys of these, for ``import_verdicts``.

    The sheet is known by its headings, whatever its name, place and order of rows and columns are now. A row in which
    only corrections are filled in is read as corrected. Cells hold text: a date or number that a spreadsheet made of
    what was typed is written as it would show it.

    Raises:
        ReadBackError: no workbook, or none with the columns ``statement`` and ``verdict``.
    """
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ReadBackError(f"{path} is no XLSX workbook 不是 XLSX 工作簿: {error}") from error
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            keys = [_key(value) for value in next(rows, ())]
            if all(name in keys for name in _NEEDED):
                yield from _rows(keys, rows)
                return
    finally:
        book.close()
    raise ReadBackError(
        f"{path}: no sheet has the columns {' and '.join(_NEEDED)} in its first row 没有含这两列的工作表"
    )


def _rows(keys: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> Iterator[dict[str, str]]:
    for values in rows:
        row = {
            key: _text(value, exact=key in ("quote", "prefix", "suffix", "uri"))
            for key, value in zip(keys, values, strict=False)
            if (key in _TAKEN or key.startswith("correct_")) and value is not None
        }
        corrects = any(text for key, text in row.items() if key.startswith("correct"))
        if corrects and not row.get("verdict"):
            row["verdict"] = "corrected"
        yield row


def _key(heading: object) -> str:
    """The English key below a Chinese heading."""
    return str(heading or "").strip().rpartition("\n")[2].strip()


def _text(value: object, *, exact: bool) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "date") and hasattr(value, "isoformat"):
        return str(value.date().isoformat())
    return str(value) if exact else str(value).strip()
