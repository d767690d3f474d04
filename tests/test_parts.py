"""Wholes and parts: what the text says and what arithmetic proves."""

from __future__ import annotations

import pytest

from extract.pipeline import extract_document
from tests.build import make_document


def wholes_of(text: str) -> dict[str, str]:
    """Part → whole, as quoted; a quote that occurs twice must not be asked for."""
    rows = extract_document(make_document(text)).figures
    quotes = {row.id: row.mention.quote for row in rows}
    return {row.mention.quote: quotes[row.part_of] for row in rows if row.part_of}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 其中 and its like
        ("投入资金500万元，其中省级300万元、市级200万元。", {"300万元": "500万元", "200万元": "500万元"}),
        ("受益群众900人（其中女性420人），发放物资60件。", {"420人": "900人"}),
        ("投入资金80万元（含物资20万元），带动30人就业。", {"20万元": "80万元"}),
        ("服务老人860名，其中高龄老人240名，培训护理员35名。", {"240名": "860名"}),
        ("有会员180人，其中三成是妇女。", {"三成": "180人"}),
        ("协会计划投入90万元，实际投入84万元，其中助学50万元。", {"50万元": "84万元"}),
        ("培训教师205名，超过计划的180名，其中女教师120名。", {"120名": "205名"}),
        # an error of the text stays a part: the audit must see it
        ("筹得善款12万元，其中义卖13万元。", {"13万元": "12万元"}),
        # what is behind the list is no part of it
        (
            "投入500万元，其中东山县200万元、西岭县300万元，另获捐赠40万元。",
            {"200万元": "500万元", "300万元": "500万元"},
        ),
        # a rate has no parts
        ("每个项目补助5万元，其中六成用于设备。", {}),
        # shares
        ("公益支出36万元，占总支出90万元的40%。", {"36万元": "90万元", "40%": "90万元"}),
        ("改造茶园210亩，占总任务600亩的35%。", {"35%": "600亩"}),
        ("协会有会员企业180家，参加结对的120家，占会员企业的三分之二。", {"三分之二": "180家"}),
        ("原打算培训教师200名，到班60名，完成计划的三成。", {"三成": "200名"}),
        ("商会认捐80万元，首笔30万元已到账。", {"30万元": "80万元"}),
        ("三年累计帮销茶叶2260万元，2024年当年980万元。", {"980万元": "2260万元"}),
        # totals
        ("东山县12万元、西岭县8万元，合计20万元。", {"12万元": "20万元", "8万元": "20万元"}),
        ("东山县12个、西岭县8个、北原县5个，共25个项目。", {"12个": "25个", "8个": "25个", "5个": "25个"}),
        ("东山县20余万元、西岭县9万元，共计约30万元。", {"20余万元": "约30万元", "9万元": "约30万元"}),
        ("建成车间6个，东山县3个、西岭县2个、北原县1个。", {"3个": "6个", "2个": "6个", "1个": "6个"}),
        (
            "全年支出80万元。\n1.助学36万元，资助学生180名；\n2.助老24万元；\n3.济困20万元。",
            {"36万元": "80万元", "24万元": "80万元", "20万元": "80万元"},
        ),
        (
            "三年投入268万元。分年看，2021年81万元，2022年96万元，2023年91万元。",
            {"81万元": "268万元", "96万元": "268万元", "91万元": "268万元"},
        ),
        # places, years and stages tell the items apart, though they do not add up: the audit must see it
        ("实施项目43个。玉门市18个，陇西县15个，通渭县9个。", {"18个": "43个", "15个": "43个", "9个": "43个"}),
        (
            "三年投入90万元：2021年31万元，2022年28万元，2023年30万元。",
            dict.fromkeys(("31万元", "28万元", "30万元"), "90万元"),
        ),
        ("玉门市18万元、陇西县15万元，合计34万元。", {"18万元": "34万元", "15万元": "34万元"}),
        ("捐赠电脑40台，发放补助3万元，玉门市18万元，陇西县15万元。", {}),
        ("计划新建服务站30个，建成14个，在建9个。", {}),
        # one whole, two breakdowns
        (
            "实施项目43个，完工31个，在建12个。东山县18个，西岭县15个，北原县10个。",
            dict.fromkeys(("31个", "12个", "18个", "15个", "10个"), "43个"),
        ),
        # what only happens to sum up
        ("打造品牌5个，举办了两场招聘会，建成基地3个，示范村2个。", {}),
        ("投入60万元，惠及20人。", {}),
    ],
)
def test_parts(text: str, expected: dict[str, str]) -> None:
    assert wholes_of(text) == expected


@pytest.mark.parametrize("separator", ["\t", "|"])
def test_total_rows(separator: str) -> None:
    rows = [
        ("县区", "项目（个）", "资金（万元）"),
        ("东山县", "13", "86.5"),
        ("西岭县", "9", "60"),
        ("合计", "22", "146.5"),
    ]
    text = "各县情况\n" + "\n".join(separator.join(row) for row in rows) + "\n"
    assert wholes_of(text) == {"13": "22", "9": "22", "86.5": "146.5", "60": "146.5"}


def test_subtotals() -> None:
    rows = ["县区\t资金（万元）", "东山县\t10", "西岭县\t20", "南部小计\t30", "北原县\t40", "北部小计\t41", "合计\t71"]
    found = wholes_of("表1\n" + "\n".join(rows) + "\n")
    assert found == {"10": "30", "20": "30", "30": "71", "40": "41", "41": "71"}


def test_a_total_row_may_stand_first() -> None:
    assert wholes_of("情况表\n县区\t资金（万元）\n合计\t70\n东山县\t30\n西岭县\t40\n") == {"30": "70", "40": "70"}


def test_columns_of_totals_and_of_parts() -> None:
    assert wholes_of("表\n县区\t省级（万元）\t市级（万元）\t合计（万元）\n东山县\t30\t12\t42\n") == {
        "30": "42",
        "12": "42",
    }
    assert wholes_of("表\n县区\t投入（万元）\t其中：公益金（万元）\n东山县\t30\t12\n") == {"12": "30"}


def test_a_table_breaks_down_a_figure_of_the_text() -> None:
    text = "商会捐赠款物58万元，分县如下：\n县区\t款物（万元）\n东山县\t25\n西岭县\t18\n北原县\t15\n"
    assert wholes_of(text) == {"25": "58万元", "18": "58万元", "15": "58万元"}


def test_no_figure_is_a_part_of_itself_or_of_its_part() -> None:
    text = "投入100万元，其中甲60万元（其中物资20万元）、乙40万元，合计100万元，占全部200万元的一半。" * 20
    rows = extract_document(make_document(text)).figures
    whole = {row.id: row.part_of for row in rows}
    assert any(whole.values())
    for start in whole:
        seen, at = {start}, whole[start]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = whole[at]
