"""The workbook as a spreadsheet program reads it: types, links, heads, filters, sums, and nothing that computes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from extract.present.workbook.book import row_height
from extract.present.workbook.cells import LONGEST, printable
from tests.cli_build import read_json, run
from tests.workbook_build import make_base, make_workbook

SHEETS = [
    "说明 README", "核对 findings", "依据 inputs", "计划对报告 plan vs report", "合计 totals", "构成 counted, excluded",
    "陈述 statements", "审核 reviews", "机构与地方 entities", "文件 documents",
]  # fmt: skip
LINK = re.compile(r"'(.+)'!([A-Z]+\d+)")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("workbook"))


@pytest.fixture(scope="module")
def book(base: Path) -> Workbook:
    return load_workbook(make_workbook(base), rich_text=True)


def visible(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def rows(sheet: Worksheet) -> Iterator[dict[str, Cell]]:
    """The rows by the English keys of the headings."""
    keys = [str(cell.value).rpartition("\n")[2] for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        yield dict(zip(keys, row, strict=True))  # type: ignore[arg-type]


def test_the_sheets_stand_in_the_readers_order(book: Workbook) -> None:
    assert [sheet.title for sheet in visible(book)] == SHEETS


def test_heads_stay_in_view_and_filter(book: Workbook) -> None:
    for sheet in visible(book)[1:]:
        assert sheet.freeze_panes is not None, sheet.title
        assert sheet.freeze_panes.endswith("2"), sheet.title
        assert sheet.auto_filter.ref is not None, sheet.title
        assert sheet.print_title_rows == "$1:$1"


def test_bounds_are_numbers_and_no_bound_is_an_empty_cell(base: Path, book: Workbook) -> None:
    found = {row["as written"].value: row for row in rows(book["陈述 statements"])}
    vague = found["120余万元"]
    assert [vague[key].value for key in ("low", "high", "likely low", "likely high")] == [
        1_200_000, None, 1_200_000, 1_300_000,
    ]  # fmt: skip
    assert vague["low"].data_type == "n"
    assert (vague["guaranteed"].value, vague["unit"].value) == ("≥120万元", "元")
    about = found["约500人"]
    assert about["low"].value == 500
    assert about["approximate"].value == "是 yes"


def test_the_figure_is_bold_in_its_sentence(book: Workbook) -> None:
    seen = 0
    for row in rows(book["陈述 statements"]):
        sentence, quote = row["sentence"].value, row["as written"].value
        assert isinstance(sentence, CellRichText), sentence
        bold = "".join(run.text for run in sentence if isinstance(run, TextBlock) and run.font.b)
        assert bold == quote
        seen += 1
    assert seen > 5


def test_each_link_leads_to_the_thing_it_names(base: Path, book: Workbook) -> None:
    links = 0
    for sheet in visible(book):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is None:
                    continue
                links += 1
                match = LINK.fullmatch(cell.hyperlink.location or "")
                assert match is not None, cell.hyperlink.location
                target = book[match[1]][match[2]]
                assert target.value is not None, (sheet.title, cell.coordinate)
                if match[1] == "陈述 statements" and sheet.title == "依据 inputs":
                    assert book[match[1]].cell(target.row, 2).value == cell.value
    assert links > 20


def test_no_cell_computes_but_the_sums_of_this_program(book: Workbook) -> None:
    hostile = 0
    for sheet in visible(book):
        for row in sheet.iter_rows():
            for cell in row:
                text = str(cell.value or "")
                if cell.data_type == "f":
                    assert re.fullmatch(r"=SUM\('构成 counted, excluded'!([A-Z])\d+:\1\d+\)", text), text
                elif not isinstance(cell.value, int | float) and text.startswith(("=", "+", "-", "@")):
                    hostile += 1
                    assert cell.data_type == "s"
                    assert cell.quotePrefix  # stays text when somebody edits the cell
    assert hostile >= 3


def test_a_total_is_the_sum_of_its_lines(base: Path, book: Workbook) -> None:
    lines = book["构成 counted, excluded"]
    checked = 0
    for row in rows(book["合计 totals"]):
        for key, column in (("low", "F"), ("likely low", "H"), ("likely high", "I")):
            formula = row[f"re-added {key}"].value
            if formula is None:
                assert row[key].value is None
                continue
            first, last = map(int, re.findall(r"\d+", str(formula)))
            added = sum(lines[f"{column}{i}"].value or 0 for i in range(first, last + 1))
            assert added == row[key].value, (row["indicator"].value, key)
            checked += 1
    assert checked > 5


def test_findings_and_plans_are_those_of_the_commands(base: Path, book: Workbook) -> None:
    found = read_json("check", "--db", base, code=3)
    assert [row["finding"].value for row in rows(book["核对 findings"])] == [each["id"] for each in found]
    compared = read_json("diff", "--all", "--db", base)
    written = [row["reason"].value for row in rows(book["计划对报告 plan vs report"])]
    assert written == [each["reason"] for each in compared]


def test_equal_bases_give_equal_bytes(base: Path, tmp_path: Path) -> None:
    run("report", "--xlsx", tmp_path / "a.xlsx", "--db", base)
    run("report", "--xlsx", tmp_path / "b.xlsx", "--db", base)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_filter_hides_findings_and_changes_no_verdict(base: Path, tmp_path: Path) -> None:
    every = {each["id"]: each["verdict"] for each in read_json("check", "--db", base, code=3)}
    book = load_workbook(make_workbook(base, "--provider", "昆明市兰花协会"))
    shown = {row["finding"].value: row["verdict"].value for row in rows(book["核对 findings"])}
    assert 0 < len(shown) < len(every)
    assert all(str(verdict).endswith(every[str(id_)].replace("-", " ")) for id_, verdict in shown.items())
    assert any(str(verdict).startswith("不一致") for verdict in shown.values())


def test_an_edited_workbook_comes_back(base: Path, tmp_path: Path) -> None:
    copy = tmp_path / "base.db"
    copy.write_bytes(base.read_bytes())
    path = make_workbook(copy)
    book = load_workbook(path)
    sheet = book["陈述 statements"]
    found = {row["as written"].value: row for row in rows(sheet)}
    found["120余万元"]["verdict"].value = "接受"
    found["约500人"]["correct_status"].value = "target"  # a correction alone is one
    found["80万元"]["verdict"].value = "拒绝"
    found["80万元"]["note"].value = "广告"
    found["7万元"]["verdict"].value = "也许"
    book.save(path)
    answer = json.loads(run("review", "import", path, "--db", copy, "--json", "--reviewer", "审计员", code=3).stdout)
    assert len(answer["written"]) == 3
    assert len(answer["problems"]) == 1
    assert f"第 {found['7万元']['verdict'].row} 行" in answer["problems"][0]

    again = load_workbook(make_workbook(copy))
    stated = {row["as written"].value: row for row in rows(again["陈述 statements"])}
    assert (
        stated["80万元"]["verdict"].value == "拒绝"
    )  # no question is asked of it, but the verdict can be changed here
    (struck,) = [row for row in rows(again["构成 counted, excluded"]) if row["as written"].value == "80万元"]
    assert str(struck["counted"].value).startswith("✗")
    assert "rejected by a reviewer" in str(struck["reason"].value)
    assert stated["120余万元"]["verdict"].value == "接受"
    assert stated["约500人"]["correction"].value == "status=target"
    assert stated["约500人"]["status"].value == "目标 target"
    given = [(row["given"].value, row["by"].value, row["remark"].value) for row in rows(again["审核 reviews"])]
    assert ("剔除 rejected", "审计员", "广告") in given
    unedited = json.loads(run("review", "import", make_workbook(copy), "--db", copy, "--json").stdout)
    assert (unedited["written"], unedited["problems"]) == ([], [])
    assert len(unedited["unchanged"]) == 3


def test_files_that_are_no_workbook_of_ours_are_refused(base: Path, tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"not a zip")
    assert "no XLSX workbook" in run("review", "import", tmp_path / "no.xlsx", "--db", base, code=1).stderr
    other = Workbook()
    other.save(tmp_path / "other.xlsx")
    assert "no sheet has the columns" in run("review", "import", tmp_path / "other.xlsx", "--db", base, code=1).stderr


def test_a_file_is_not_written_over_unasked(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept.xlsx"
    path.write_text("mine", encoding="utf-8")
    assert "--force" in run("report", "--xlsx", path, "--db", base, code=1).stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert "does not exist" in run("report", "--xlsx", tmp_path / "no" / "a.xlsx", "--db", base, code=1).stderr
    assert "name a file" in run("report", "--db", base, code=2).stderr


def test_text_that_no_cell_can_hold_is_marked() -> None:
    assert printable("a\x00b\ufffe") == "a\ufffdb\ufffd"
    assert len(printable("长" * 40_000)) < 32_767
    assert printable("长" * LONGEST) == "长" * LONGEST


def test_rows_are_as_tall_as_their_tallest_cell() -> None:
    assert row_height([("短", 20)]) < row_height([("长" * 40, 20)]) < row_height([("长" * 400, 20)])
    assert row_height([("长" * 100_000, 20)]) <= 409  # the limit of the format
