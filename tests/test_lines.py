"""Which line breaks only end a printed line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalize import split_articles
from extract.normalize.lines import Line, find_joins
from extract.read import read_bytes


def read(text: str) -> str:
    document = read_bytes(text.encode("utf-8"), "case.txt")
    return "\n".join(article.normalized.text for article in split_articles(document))


_LEAD = "该县民政部门在去年组织的三次对接活动之后，由各协会筹资"


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        (f"{_LEAD}共26.5\n万元，用于修缮水渠和道路，各村均已按时完工验收。", "26.5万元"),
        (f"{_LEAD}建成基地43\n\n个，覆盖了全部的乡镇和街道，各村均已完成验收。", "43个"),
        (f"{_LEAD}引进300万\n元、技术人员400名，其余的事项将在年内落实到位。", "300万元"),
        (f"{_LEAD}资助学生150\n0名，其中女生七百八十余名，学费均已发放到户头。", "1500名"),
        (f"{_LEAD}捐建的农村幸\n福院，已经投入使用并且得到了当地老人的一致好评。", "幸福院"),
    ],
)
def test_a_break_inside_a_sentence_joins(broken: str, joined: str) -> None:
    assert joined in read(broken)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("关于开展帮扶行动的通知\n各县民政局，各有关的社会组织，现将有关的事项通知如下。", "通知\n各县"),
        ("一、工作目标\n到年底，实现各县的帮扶项目全面覆盖，群众满意。", "目标\n到"),
        ("全部项目已经完工。\n目前，各村的道路均已通车。", "完工。\n目前"),
        ("1.加强组织领导，落实各项责任\n2.做好宣传引导，扩大影响", "责任\n2"),
        ("县区\t资金\n甲县\t5万元", "资金\n甲县"),
    ],
)
def test_a_heading_a_list_and_a_table_stay_apart(text: str, apart: str) -> None:
    assert apart in read(text)


def test_what_the_reader_calls_a_whole_joins_with_nothing() -> None:
    lines = [Line("帮扶项目（个）", False, 0, True), Line("（万元）", False, 1, True), Line("（续）", False, 1, True)]
    assert find_joins(lines) == [False, False, True]


def test_cells_of_a_web_page_stay_cells() -> None:
    rows = "<tr><td>乡镇</td><td>村（个）</td><td>资金</td></tr><tr><td>甲镇</td><td>15</td><td>7</td></tr>"
    page = f"<html><body><table>{rows}</table></body></html>"
    document = read_bytes(page.encode(), "page.html")
    (article,) = split_articles(document)
    assert article.normalized.text.strip() == "乡镇\t村（个）\t资金\n甲镇\t15\t7"


@given(st.lists(st.tuples(st.text("，。：第一1、(）个万 #|\t字", max_size=12), st.booleans()), max_size=12))
def test_the_first_line_continues_nothing(lines: list[tuple[str, bool]]) -> None:
    joins = find_joins([Line(text, blank) for text, blank in lines])
    assert len(joins) == len(lines)
    assert not any(joins[:1])
