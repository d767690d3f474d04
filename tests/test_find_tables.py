"""Bare numbers of tables take their unit from head, row, caption or a column of units."""

from __future__ import annotations

from typing import Any

import pytest

from extract.find.lexicon import read_toml
from extract.find.roles import scan
from extract.find.table_units import parse_unit, unit_of_caption, unit_of_cell
from extract.find.tables import find_tables
from extract.interval import number_to_json
from extract.normalize import fold
from extract.resources import schemas


def read(text: str) -> list[tuple[str, Any, Any, str, str, str]]:
    """Surface, bounds, unit, head and row of each figure."""
    text = fold(text)
    return [
        (
            text[t.figure.start : t.figure.end],
            number_to_json(t.figure.hard.low),
            number_to_json(t.figure.hard.high),
            t.figure.unit,
            t.head,
            t.row,
        )
        for t in find_tables(text).figures
    ]


def test_unit_in_the_head() -> None:
    rows = read("县区\t项目（个）\t资金（万元）\n甲县\t12\t35.5\n合计\t12\t35.5\n")
    assert rows == [
        ("12", 12, 12, "个", "项目（个）", "甲县"),
        ("35.5", 355_000, 355_000, "元", "资金（万元）", "甲县"),
        ("12", 12, 12, "个", "项目（个）", "合计"),
        ("35.5", 355_000, 355_000, "元", "资金（万元）", "合计"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "拨付明细\n编制单位：某局  单位：万元\n县区\t拨付\n甲县\t3\n",
        "单位：万元\n|县区|拨付|\n|甲县|3|\n",
        "县区\t拨付（万元）\n甲县\t3\n",
        "县区\t单位：万元\n县区\t拨付\n甲县\t3\n",
    ],
)  # fmt: skip
def test_unit_in_caption_or_head(text: str) -> None:
    assert [row[:4] for row in read(text)] == [("3", 30_000, 30_000, "元")]


def test_unit_in_the_row_and_in_a_column_of_units() -> None:
    assert [row[:4] for row in read("项目\t甲县\n受益户（户）\t320\n")] == [("320", 320, 320, "户")]
    rows = read("指标\t单位\t数量\n资金\t万元\t15\n基地\t个\t4\n")
    assert [(row[1], row[3]) for row in rows] == [(150_000, "元"), (4, "个")]


def test_merged_head_cells() -> None:
    blank = read("县区\t资金（万元）\t\t项目\t\n\t计划\t到账\t计划（个）\t完成（个）\n甲县\t20\t15\t4\t3\n")
    assert [(row[0], row[4]) for row in blank][:2] == [("20", "资金（万元）计划"), ("15", "资金（万元）到账")]
    cut = read("县区\t项目\t资金\n计划（个）\t完成（个）\t计划（万元）\t到账（万元）\n甲县\t4\t3\t20\t15\n")
    assert [(row[1], row[4]) for row in cut] == [
        (4, "项目计划（个）"), (3, "项目完成（个）"), (200_000, "资金计划（万元）"), (150_000, "资金到账（万元）"),
    ]  # fmt: skip


def test_row_under_a_merged_cell() -> None:
    rows = read("县区\t年度\t资金（万元）\n甲县\t上年\t20\n本年\t30\n")
    assert [row[1] for row in rows] == [200_000]  # 本年⇥30 has lost its first column: its number stands under 年度
    shifted = read("县区\t项目（个）\t资金（万元）\n甲县\t4\t20\n5\t30\n")
    assert [(row[1], row[3]) for row in shifted] == [(4, "个"), (200_000, "元"), (5, "个"), (300_000, "元")]


def test_cumulative_value_in_brackets() -> None:
    rows = read("县区\t资金（万元）\n甲县\t35（累计120）\n")
    assert [row[:4] for row in rows] == [("35", 350_000, 350_000, "元"), ("120", 1_200_000, 1_200_000, "元")]


@pytest.mark.parametrize(
    ("cell", "low", "high", "unit"),
    [
        ("95%", 95, 95, "%"), ("-2.5", -2.5, -2.5, "户"), ("300余", 300, None, "户"), ("约300", 300, 300, "户"),
        ("近300", 0, 300, "户"), ("1,200", 1200, 1200, "户"),
    ],
)  # fmt: skip
def test_cell(cell: str, low: float, high: float | None, unit: str) -> None:
    assert [row[1:4] for row in read(f"县区\t受益户\n甲县\t{cell}\n")] == [(low, high, unit)]


def test_other_roles_of_cells() -> None:
    text = fold("序号\t年份\t账号\t资金（万元）\n1\t2023\t62220001\t15\n")
    found = scan(text, (), find_tables(text))
    assert [(text[n.start : n.end], n.role) for n in found.numerals][1:] == [
        ("1", "list-number"), ("2023", "date"), ("62220001", "id"), ("15", "figure"),
    ]  # fmt: skip


def test_a_full_quantity_in_a_cell_is_left_to_the_sentence_grammar() -> None:
    text = "县区\t资金\n甲县\t5万元\n"
    assert not find_tables(text).figures
    assert [f.unit for f in scan(text, (), find_tables(text)).figures] == ["元"]


_HEADS = [(e[0], e[1]) for entry in read_toml(schemas("understood_units.toml"))["head"] for e in entry["examples"]]


@pytest.mark.parametrize(("head", "unit"), _HEADS)
def test_example_of_a_head(head: str, unit: str) -> None:
    found = unit_of_cell(head, "", "", None)
    assert found is not None
    assert found.unit.name == unit


@pytest.mark.parametrize(
    ("written", "factor", "unit"),
    [
        ("万元", 10_000, "元"), ("千克", 1, "千克"), ("百万元", 10**6, "元"), ("个百分点", 1, "个百分点"),
        ("万人次", 10_000, "人次"),
    ],
)  # fmt: skip
def test_parse_unit(written: str, factor: int, unit: str) -> None:
    parsed = parse_unit(written)
    assert parsed is not None
    assert (parsed.factor, parsed.unit.name) == (factor, unit)


def test_a_body_is_no_unit() -> None:
    assert unit_of_caption("填报单位：某县民政局") is None
    assert parse_unit("民政局") is None
