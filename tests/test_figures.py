"""Figures as written: unit, per, range, shared units, currencies; and every example of the data files."""

from __future__ import annotations

from typing import Any

import pytest

from extract.find.lexicon import read_toml
from extract.find.roles import scan
from extract.interval import number_to_json
from extract.normalize import fold
from extract.resources import schemas
from extract.types import FigureSpan


def read(text: str) -> list[FigureSpan]:
    return list(scan(fold(text)).figures)


def show(text: str) -> list[tuple[str, Any, Any, str]]:
    """Surface, hard bounds and unit of each figure."""
    folded = fold(text)
    return [
        (folded[f.start : f.end], number_to_json(f.hard.low), number_to_json(f.hard.high), f.unit) for f in read(text)
    ]


_UNITS = read_toml(schemas("units.toml"))["unit"]
_UNIT_EXAMPLES = [(entry["name"], *example) for entry in _UNITS for example in entry["examples"]]


@pytest.mark.parametrize("entry", _UNITS, ids=lambda entry: entry["name"])
def test_every_unit_has_an_example(entry: dict[str, Any]) -> None:
    assert entry["examples"]


@pytest.mark.parametrize(("name", "text", "low", "high"), _UNIT_EXAMPLES)
def test_example_of_a_unit(name: str, text: str, low: float, high: float | str) -> None:
    figures = read(text)
    assert len(figures) == 1, show(text)
    entry = next(unit for unit in _UNITS if unit["name"] == name)
    reported = entry["base"] if "base" in entry and entry["dimension"] in ("money", "ratio") else name
    assert (figures[0].unit, figures[0].dimension) == (reported, entry["dimension"])
    assert number_to_json(figures[0].hard.low) == pytest.approx(low)
    assert number_to_json(figures[0].hard.high) == (None if high == "inf" else pytest.approx(high))


_WORDING_EXAMPLES = [
    tuple(example) for entry in read_toml(schemas("wordings.toml"))["wording"] for example in entry["examples"]
]


@pytest.mark.parametrize(("text", "low", "high", "low_inclusive", "high_inclusive"), _WORDING_EXAMPLES)
def test_example_of_a_wording(
    text: str, low: float, high: float | str, low_inclusive: bool, high_inclusive: bool
) -> None:
    (figure,) = read(text)
    hard = figure.hard
    assert (number_to_json(hard.low), number_to_json(hard.high)) == (low, None if high == "inf" else high)
    assert (hard.low_inclusive, hard.high_inclusive) == (low_inclusive, high_inclusive)


@pytest.mark.parametrize(("text", "bounds"), read_toml(schemas("wordings.toml"))["compared_examples"].items())
def test_example_of_a_compared_number(text: str, bounds: list[int]) -> None:
    figure = read(text)[-1]
    assert [number_to_json(figure.hard.low), number_to_json(figure.hard.high)] == bounds


_UNDERSTOOD = read_toml(schemas("understood_units.toml"))


@pytest.mark.parametrize(
    ("text", "unit"), [tuple(e) for k in ("noun", "clause") for entry in _UNDERSTOOD[k] for e in entry["examples"]]
)
def test_example_of_an_understood_unit(text: str, unit: str) -> None:
    (figure,) = read(text)
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("捐赠一千多万元。", [("一千多万元", 10_000_000, None, "元")]),
        ("投入三四十万元", [("三四十万元", 300_000, 500_000, "元")]),
        ("占百分之三十五点六", [("百分之三十五点六", 35.6, 35.6, "%")]),
        ("提高10至15个百分点", [("10至15个百分点", 10, 15, "个百分点")]),
        ("由15%提高到20%", [("15%", 15, 15, "%"), ("20%", 20, 20, "%")]),
        ("分别为1.2、0.8亿元", [("1.2", 120_000_000, 120_000_000, "元"), ("0.8亿元", 80_000_000, 80_000_000, "元")]),
        ("约合120万美元", [("约合120万美元", 1_200_000, 1_200_000, "美元")]),
        ("五分之二的农户", [("五分之二", 40, 40, "%")]),
        ("约三分之一", [("约三分之一", 33.3333, 33.3333, "%")]),
        ("近3/4的农户", [("近3/4", 0, 75, "%")]),
        ("占十分之三", [("十分之三", 30, 30, "%")]),
        ("死亡率3‰", [("3‰", 3, 3, "‰")]),
        ("動員上百家企業", [("上百家", 100, None, "家")]),
        ("投入过百万元", [("过百万元", 1_000_000, None, "元")]),
        ("惠及万余人", [("万余人", 10_000, None, "人")]),
        ("半数以上的村", [("半数以上", 50, None, "%")]),
        ("超过一半", [("超过一半", 50, None, "%")]),
        ("占两成", [("两成", 20, 20, "%")]),
        ("九成七的人", [("九成七", 97, 97, "%")]),
        ("七至八成", [("七至八成", 70, 80, "%")]),
        ("带动七八百户", [("七八百户", 700, 900, "户")]),
        ("投入3万5千元", [("3万5千元", 35_000, 35_000, "元")]),
        ("拾贰万伍仟元", [("拾贰万伍仟元", 125_000, 125_000, "元")]),
        ("人民币伍拾万元", [("伍拾万元", 500_000, 500_000, "元")]),
        ("约合人民币463万元", [("约合人民币463万元", 4_630_000, 4_630_000, "元")]),
        ("港币3000万元", [("港币3000万元", 30_000_000, 30_000_000, "港元")]),
        ("捐款HK$500万，", [("HK$500万", 5_000_000, 5_000_000, "港元")]),
        ("投入２．６３亿元", [("2.63亿元", 263_000_000, 263_000_000, "元")]),
        ("2億6300萬元", [("2亿6300万元", 263_000_000, 263_000_000, "元")]),
        ("壹佰贰拾叁元肆角伍分", [("壹佰贰拾叁元肆角伍分", 123.45, 123.45, "元")]),
        ("五块六到五块七毛八", [("五块六到五块七毛八", 5.6, 5.78, "元")]),
        ("至少三块零四", [("至少三块零四", 3.04, None, "元")]),
        ("两个亿资金", [("两个亿", 200_000_000, 200_000_000, "元")]),
        ("198戶544人", [("198户", 198, 198, "户"), ("544人", 544, 544, "人")]),
        ("东部8省市", [("8", 8, 8, "个")]),
        ("零下15℃", [("零下15℃", -15, -15, "℃")]),
        ("-3.2%", [("-3.2%", -3.2, -3.2, "%")]),
        ("一千到两千万元", [("一千到两千万元", 10_000_000, 20_000_000, "元")]),
        ("两到三千元", [("两到三千元", 2000, 3000, "元")]),
        ("修路3千米", [("3千米", 3, 3, "千米")]),
    ],
)
def test_form(text: str, expected: list[tuple[str, Any, Any, str]]) -> None:
    assert show(text) == expected


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("户均增收450余元", "户"), ("每村5万元", "村"), ("人均1.2万元", "人"), ("补贴200元/人·月", "人·月"),
        ("每亩增收800元", "亩"), ("补助50万元/村", "村"), ("每人每年1500元", "人/年"), ("人均月收入2100元", "人/月"),
        ("户均年增收4000元", "户/年"), ("年产值5亿元", "年"), ("每家社会组织采购3万元", "社会组织"),
        ("每个项目补助3万元", "项目"), ("单个项目最高5万元", "项目"),
        ("共投入5万元", None), ("每村5万元、共20万元", "村"),
    ],
)  # fmt: skip
def test_rate(text: str, per: str | None) -> None:
    assert read(text)[0].per == per


@pytest.mark.parametrize(
    "text",
    [
        "选树一批典型", "三个方面", "一对一帮扶", "两不愁三保障", "24小时服务", "3—5年", "1:3的比例", "第3批",
        "二十大", "两地", "分三类推进", "成熟一个、建设一个、运营一个",
        "5G网络", "10..1万元", "2023年",
    ],
)  # fmt: skip
def test_no_figure(text: str) -> None:
    assert show(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("球场一个，教室两间", "一个"),
        ("每处各办一期", "一期"),
        ("至少落实一项", "至少落实一项"),
        ("三家企业", "三家"),
        ("培训班办了两期。", "两期"),
    ],
)
def test_chinese_numerals_that_count(text: str, surface: str) -> None:
    assert surface in [row[0] for row in show(text)]


def test_spans_of_number_and_unit() -> None:
    text = "共投入约1000余万元，"
    (figure,) = read(text)
    assert figure.number is not None
    assert figure.unit_span is not None
    assert (text[slice(*figure.number)], text[slice(*figure.unit_span)]) == ("1000余万", "元")
