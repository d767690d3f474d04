"""Spreadsheets show what Excel shows, cell by cell; CSV is kept as it stands."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from extract.pipeline import extract_document
from extract.read import read_bytes
from extract.read.number_format import show
from extract.read.table import read_csv
from extract.types import Document


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def slices(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_cells_come_with_tabs_rows_with_line_ends_and_locators() -> None:
    data = workbook(甲=[["县", "资金（万元）"], ["甲县", 1200], ["乙县", None, "注"]], 乙=[["合计", 1200.0]])
    document = read_bytes(data, "a.xlsx")
    assert document.text == "县\t资金（万元）\n甲县\t1200\n乙县\t\t注\n合计\t1200"
    block = document.blocks[slices(document).index("1200")]
    assert (block.locator.sheet, block.locator.cell) == ("甲", "B2")
    assert block.cell is not None
    assert (block.cell.table, block.cell.row, block.cell.column) == (0, 1, 1)
    last = document.blocks[-1]
    assert (last.locator.sheet, last.locator.cell, last.cell and last.cell.table) == ("乙", "B1", 1)
    assert all(block.kind == "cell" for block in document.blocks)


def test_a_merged_range_gives_its_value_once_and_its_size() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "帮扶资金统计表"
    sheet.merge_cells("A1:C2")
    sheet["A3"] = "县"
    buffer = io.BytesIO()
    book.save(buffer)
    document = read_bytes(buffer.getvalue(), "a.xlsx")
    assert document.text == "帮扶资金统计表\n县"
    assert document.title == "帮扶资金统计表"
    cell = document.blocks[0].cell
    assert cell is not None
    assert (cell.row_span, cell.column_span) == (2, 3)


def test_a_far_away_cell_costs_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "甲", "乙"
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_bytes(buffer.getvalue(), "a.xlsx").text == "甲\n\t乙"


def test_hidden_sheets_are_read_and_formulas_give_their_stored_value() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("明细")
    sheet.write_formula("A1", "=SUM(1,2)", None, 3)
    hidden = book.add_worksheet("备注")
    hidden.write("A1", "隐藏")
    hidden.hide()
    book.close()
    document = read_bytes(buffer.getvalue(), "a.xlsx")
    assert document.text == "3\n隐藏"
    assert document.blocks[1].locator.sheet == "备注"


def test_a_formula_that_no_program_computed_is_an_empty_cell() -> None:
    assert read_bytes(workbook(甲=[["合计", "=SUM(1,2)", "元"]]), "a.xlsx").text == "合计\t元"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1200, "General", "1200"),
        (1200.0, "General", "1200"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (1234567.5, "#,##0", "1,234,568"),
        (1234.5, "#,##0.00", "1,234.50"),
        (999, "#,##0", "999"),
        (0.125, "0%", "13%"),
        (0.0525, "0.00%", "5.25%"),
        (0.5, "0.0#", "0.5"),
        (12, "0000", "0012"),
        (1200, '#,##0"万元"', "1,200万元"),
        (1200, "[$¥-804]#,##0.00", "¥1,200.00"),
        (-1200, "#,##0_);(#,##0)", "(1,200)"),
        (-1200, "#,##0", "-1,200"),
        (-0.4, "0", "0"),
        (0, '0;-0;"—"', "—"),
        (12345678, "#,##0,", "12,346"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (12345, r"0\.0,", "12345"),
        (5, 'General"个"', "5个"),
        (True, "General", "TRUE"),
        ("003", "@", "003"),
        (None, "General", ""),
        (datetime(2023, 5, 6), "yyyy/m/d", "2023-05-06"),
        (datetime(2023, 5, 6, 14, 30), "yyyy/m/d h:mm", "2023-05-06 14:30"),
        (date(2023, 5, 1), 'yyyy"年"m"月"', "2023-05"),
    ],
)
def test_values_are_shown_as_excel_shows_them(value: object, number_format: str, shown: str) -> None:
    assert show(value, number_format) == shown


CELL = st.text(st.sampled_from('甲乙1,"\n\r\t 元'), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_csv_text_is_unchanged_and_its_cells_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    import csv

    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["甲", "乙,丙"], *rows])
    text = buffer.getvalue()
    document = read_csv(text.encode(), "a.csv")
    assert document.text == text
    places = {(b.cell.row, b.cell.column): document.text[b.start : b.end] for b in document.blocks if b.cell}
    expected = {
        (row, column): cell.replace('"', '""')
        for row, cells in enumerate([["甲", "乙,丙"], *rows])
        for column, cell in enumerate(cells)
        if cell.strip()
    }
    assert places == expected


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("县;资金\n甲县;1,200\n乙县;3,400\n", ["县", "资金", "甲县", "1,200", "乙县", "3,400"]),
        ("县\t资金\n甲县\t12\n", ["县", "资金", "甲县", "12"]),
        ('县,资金\n甲县,"1,200\n', ["县", "资金", "甲县", '"1', "200"]),
        ("只有一列\n甲\n", ["只有一列", "甲"]),
    ],
)
def test_delimiters_and_open_quotes(text: str, cells: list[str]) -> None:
    assert slices(read_bytes(text.encode("gb18030"), "a.csv")) == cells


def test_unclosed_quotes_take_linear_time() -> None:
    text = '"甲"",' * 20_000
    assert read_csv(text.encode(), "a.csv").text == text


def test_hidden_sheets_are_read_and_told() -> None:
    book = openpyxl.Workbook()
    shown = book.active
    assert shown is not None
    shown["A1"] = "甲"
    book.create_sheet("底稿")["A1"] = "乙"
    book["底稿"].sheet_state = "hidden"
    document = read_bytes(saved(book), "a.xlsx")
    assert document.text == "甲\n乙"
    assert document.notes == ("the sheet 底稿 is hidden",)


def test_formulas_that_were_never_calculated_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "资金"
    for row in (["县", "金额"], ["甲县", 3], ["合计", "=SUM(B2:B2)"]):
        sheet.append(row)
    (note,) = read_bytes(saved(book), "a.xlsx").notes
    assert note.startswith("1 formulas were never calculated, so their values are missing (资金!B3)")


def test_a_calculated_formula_needs_no_note() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("资金")
        sheet.write_row(0, 0, ["县", "金额"])
        sheet.write_row(1, 0, ["甲县", 3])
        sheet.write(2, 0, "合计")
        sheet.write_formula(2, 1, "=SUM(B2:B2)", None, 3)
    document = read_bytes(buffer.getvalue(), "a.xlsx")
    assert document.notes == ()
    assert document.text.endswith("合计\t3")


def test_the_unit_may_stand_in_the_title_or_the_head() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["2024年帮扶资金安排表（单位：万元）", None, None],
        ["县", "资金", "受益人口（人）"],
        ["甲县", 12.5, 340],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    figures = extract_document(read_bytes(saved(book), "a.xlsx")).figures
    values = {row.mention.quote: (row.statement.figure.hard.low, row.statement.figure.unit) for row in figures}
    assert values == {"12.5": (125_000, "元"), "340": (340, "人")}
