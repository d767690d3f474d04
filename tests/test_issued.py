"""What a text reports and plans bounds the day on which it appeared."""

from __future__ import annotations

from datetime import date

import pytest

from extract.pipeline import extract_document
from extract.read import read_bytes


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("某县协会2022年投入帮扶资金30万元。", (date(2022, 1, 1), None)),
        ("截至2023年6月底，某县协会累计投入帮扶资金30万元。", (date(2023, 6, 30), None)),
        ("2021年某县协会投入30万元，2023年又投入40万元。", (date(2023, 1, 1), None)),
        ("某县帮扶方案\n一、工作目标\n到2025年底，实施帮扶项目不少于20个。", (None, date(2025, 12, 31))),
        ("发布时间：2023-05-06\n某县协会2022年投入帮扶资金30万元。", (date(2023, 5, 6), date(2023, 5, 6))),
        ("某县协会投入帮扶资金30万元。", (None, None)),
    ],
)
def test_bounds(text: str, bounds: tuple[date | None, date | None]) -> None:
    (article,) = extract_document(read_bytes(text.encode(), "a.txt")).articles
    assert (article.published_from, article.published_to) == bounds
