"""Where a figure went or holds: chains, marks, carry and the place of the account (extract/state/where.py)."""

from __future__ import annotations

import pytest

from extract.encode import to_json
from extract.pipeline import extract_document
from extract.read import read_bytes

CASES = [
    # the most specific end of a chain; all members of a list
    ("2023年，商会在贵州省毕节市赫章、威宁两县投入资金31万元。", "31万元", ["赫章县", "威宁彝族回族苗族自治县"]),
    ("学会在宁夏固原市西吉县震湖乡毛坪村投入58万元。", "58万元", ["毛坪村"]),
    # the sentence goes on to name the place
    ("某学会投入项目资金12万元，帮助丹凤县铁峪铺镇花园村种上核桃。", "12万元", ["花园村"]),
    ("去年，各地派出320名教师到西藏、新疆、青海等地支教。", "320名",
     ["西藏自治区", "新疆维吾尔自治区", "青海省"]),
    # one that only acts is not where its help went
    ("广州在贵州毕节市建起电商园，吸纳务工900人。", "900人", ["毕节市"]),
    ("杭州对口帮扶恩施州，今年为宣恩县添置设备70台。", "70台", ["宣恩县"]),
    # help for a region without another place
    ("湖北安排援疆课程45个。", "45个", ["新疆维吾尔自治区"]),
    ("福建、宁夏来往多年，闽宁协作建成水窖860口。", "860口", ["宁夏回族自治区"]),
    # a region that says who acts is no place, one that is helped is
    ("东部企业投资300万元。", "300万元", []),
    ("这项机制帮助西部地区60万学生返校。", "60万", ["西部地区"]),
    # where it lies, and the name of an event, locate nothing else
    ("去年，“走进延安”公益行活动筹款30万元。", "30万元", []),
    # each of a distribution has its own, the sum has all
    ("善款到账：宕昌县33万元、礼县80万元，合计113万元。", "80万元", ["礼县"]),
    ("善款到账：宕昌县33万元、礼县80万元，合计113万元。", "113万元", ["宕昌县", "礼县"]),
    ("湖南古丈、桑植、安化三县投入分别为102万元、75万元、85万元。", "75万元", ["桑植县"]),
    # what is said of the whole country has none
    ("渭源县走在前列，全国登记志愿者210万人。", "210万人", []),
    # a town that was named is known later without its county
    ("学会支持渭源县会川镇办学。\n\n后来又给会川镇东关村送去9万元。", "9万元", ["东关村"]),
    # as written, where the text names no place
    ("全乡605人领到补贴。", "605人", ["全乡"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "places"), CASES)
def test_place_of_a_figure(text: str, quote: str, places: list[str]) -> None:
    figures = to_json(extract_document(read_bytes(text.encode(), "case.txt")))["figures"]
    found = [f for f in figures if f["quote"].startswith(quote)]
    assert found, [f["quote"] for f in figures]
    assert [place["name"] for place in found[0]["place"]] == places


def test_home_inside_a_body_name_only_is_no_place() -> None:
    text = "嵊泗县海风慈善总会2021年收支情况\n一、收入。全年进账136万元，用于慈善事业。\n二、支出。全年花出120万元。"
    figures = to_json(extract_document(read_bytes(text.encode(), "case.txt")))["figures"]
    assert [f["place"] for f in figures if f["unit"] == "元"] == [[], []]
