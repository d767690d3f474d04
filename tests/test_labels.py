"""Numerals that are no figures: the role that each pattern gives."""

from __future__ import annotations

import pytest

from extract.find.roles import scan
from extract.normalize import fold


def roles(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(folded[n.start : n.end], n.role) for n in scan(folded).numerals]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2023年3月", "date"), ("2021-2025年", "date"), ("6月1日上午", "date"),
        ("二〇二二年", "date"), ("2024-03-18", "date"),
        ("截至6月底", "date"), ("3月至5月", "date"),
        ("9:30", "time"), ("上午9时30分", "time"),
        ("3年", "duration"), ("两个月", "duration"), ("24小时", "duration"),
        ("7×24小时", "duration"), ("3—5年", "duration"),
        ("3000万年前", "duration"),
        ("60岁以上", "age"), ("七旬老人", "age"), ("16至18周岁", "age"),
        ("第3批", "ordinal"), ("第十二届", "ordinal"), ("三期占地", "ordinal"),
        ("新乡振〔2022〕25号", "document-number"),
        ("1.加强领导", "list-number"), ("（一）总体要求", "list-number"), ("一是加强", "list-number"),
        ("（2）选址", "list-number"),
        ("— 1 —", "page-number"), ("第2页", "page-number"),
        ("电话：0571-88880000", "phone"), ("热线（852）2300 0000", "phone"), ("13800000000", "phone"),
        ("邮编310000", "id"), ("统一社会信用代码：51330000MJ0000000X", "id"), ("编号AK20231118-07", "id"),
        ("邮箱2023@example.cn", "id"),
        ("一等奖", "rank"), ("4A级景区", "rank"), ("前三名", "rank"), ("4—6级", "rank"),
        ("A4纸", "name"), ("301法案", "name"),
        ("2∶1", "denominator"), ("按1:3配套", "denominator"),
        ("1024×768分辨率", "label"), ("附件2", "label"),
    ],
)  # fmt: skip
def test_role(text: str, role: str) -> None:
    found = roles(text)
    assert found
    assert {r for _, r in found} == {role}, found


@pytest.mark.parametrize("text", ["20届次活动"[:2] + "家", "1万级", "3000万元", "5个", "共办20期培训班", "提前3天"])
def test_figures_are_not_labelled_as_lists_or_ordinals(text: str) -> None:
    assert not {r for _, r in roles(text)} & {"list-number", "ordinal", "id", "phone"}
