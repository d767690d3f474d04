"""When a figure holds: clause, sentence, paragraph, account (extract/state/when.py)."""

from __future__ import annotations

import pytest

from extract.encode import to_json
from extract.pipeline import extract_document
from extract.read import read_bytes

CASES = [
    ("截至6月底，某县实施项目41个。", "41个", "截至6月底"),
    # what 目前 sums up from is the beginning
    ("商会自2012年起资助夜校办班，目前已累计捐赠640万元。", "640万元", "自2012年起"),
    # a press conference is nobody's
    ("7月5日，记者从民政局获悉，社会组织投入资金80万元。", "80万元", None),
    # neither are names and captions
    ("民政局印发《“十四五”时期社会组织实施方案》，投入资金80万元。", "80万元", None),
    ("图注：2020年8月，志愿者进村。\n基金会投入资金80万元。", "80万元", None),
    # nor the year compared with
    ("2023年，商会捐款758万元，比上年增加21万元。", "21万元", "2023年"),
    # nor an age
    ("2023年，书记今年39岁，打造示范村3个。", "3个", "2023年"),
    # a member of a distribution dates nothing else
    ("三年内，建设书屋180间，其中2021年50间、2022年60间；配备图书9万册。", "60间", "2022年"),
    ("三年内，建设书屋180间，其中2021年50间、2022年60间，配备图书9万册。", "9万册", "三年内"),
    # a bare span of years before what fills it
    ("协会计划3年投入900万元。", "900万元", "3年"),
    # 全年 is the year of the title
    ("某县慈善总会2021年收支情况\n一、收入。全年进账136万元。", "136万元", "2021年"),
    ("空置率从年初的23%降到9%以下。", "23%", "年初"),
    ("截至会议召开，报名的合作社有52家。", "52家", "截至会议召开"),
]


@pytest.mark.parametrize(("text", "quote", "period"), CASES)
def test_period_of_a_figure(text: str, quote: str, period: str | None) -> None:
    figures = to_json(extract_document(read_bytes(text.encode(), "case.txt")))["figures"]
    found = [f for f in figures if f["quote"].startswith(quote)]
    assert found, [f["quote"] for f in figures]
    given = found[0]["period"]
    assert (given["text"].lstrip("从") if given else None) == period


def test_whole_account_is_carried_across_paragraphs() -> None:
    text = (
        "2022年以来，云南省各地商会和行业协会下乡办班、修路、建车间，一批项目陆续落地见效，账目也逐项公开。\n\n"
        "某学会在云南省福贡县投入资金27万元。\n\n2021年，某商会投入20万元。"
    )
    figures = to_json(extract_document(read_bytes(text.encode(), "case.txt")))["figures"]
    assert [f["period"]["text"] for f in figures] == ["2022年以来", "2021年"]
