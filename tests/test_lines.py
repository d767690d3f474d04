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
        (f"为贯彻落实市委市政府关于动员社会力量参与乡村振兴工作部\n\n署，{_LEAD}", "工作部署，"),
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


PARAGRAPHS = (
    "青山县民政局近日召开动员会，组织社会组织与山区乡镇结成对子，共认领帮扶项目126个，涉及资金1,358.6万元，其中教育类项目占四成，"
    "健康类项目占三成，其余为产业类项目。目前，已拨付首批资金426.5万元。",
    "禾苗教育基金会今年计划为12所乡村小学添置图书，受益学生预计达到三千二百余人；基金会负责人说，项目结束后还将请第三方评估，"
    "评估结果向社会公布，接受捐赠人和群众监督。",
    "在云岭镇，茶叶协会把培训班办到了田间地头，430名茶农学会了机采技术，亩均增收八百多元，合作社也添了两台新机器。",
)


def set_in_print(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` Chinese characters, Latin ones half as wide, its first line indented."""
    lines, line, used = [], "", 2.0
    for character in text:
        size = 0.5 if character < "\u2000" else 1.0
        if used + size > width:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += size
    return [*lines, line]


@pytest.mark.parametrize("width", range(11, 44))
def test_paragraphs_set_in_a_column_are_put_together(width: int) -> None:
    lines, wanted = [], []
    for paragraph in PARAGRAPHS:
        printed = set_in_print(paragraph, width)
        lines += [Line(line, False, len(lines) + number) for number, line in enumerate(printed)]
        wanted += [False, *[True] * (len(printed) - 1)]
    joins = find_joins(lines)
    # a sentence that ends with its line may as well end a paragraph
    ends = [number > 0 and lines[number - 1].text[-1] in "。；" for number in range(len(lines))]
    assert [j for j, end in zip(joins, ends, strict=True) if not end] == [
        w for w, end in zip(wanted, ends, strict=True) if not end
    ]
    assert not any(join and not want for join, want in zip(joins, wanted, strict=True))


@pytest.mark.parametrize("width", [14, 20, 28])
def test_a_page_break_inside_a_column_is_read_over(width: int) -> None:
    printed = set_in_print(PARAGRAPHS[0], width)
    lines = [
        Line(line, number % 3 == 2, number) for number, line in enumerate(printed)
    ]  # a blank line after each third
    joined = find_joins(lines)
    torn = [
        number for number in range(1, len(lines)) if not joined[number] and lines[number - 1].text[-1] not in "。；"
    ]
    assert torn == []
