"""Headings become a tree; a sentence that only begins with a number is no heading."""

from __future__ import annotations

from pathlib import Path

from extract.load import load
from extract.normalize import section_at, split_articles
from extract.pipeline import extract_document
from extract.read import read_bytes
from extract.store.base import open_base
from extract.store.query import statements


def tree(text: str) -> list[tuple[int, str, str | None]]:
    """Level, title, title of the section it lies in."""
    (article,) = split_articles(read_bytes(text.encode(), "plan.txt"))
    titles = [article.normalized.text[section.start : section.end] for section in article.sections]
    return [
        (section.level, title, None if section.parent is None else titles[section.parent])
        for section, title in zip(article.sections, titles, strict=True)
    ]


PLAN = """某县帮扶方案
为做好帮扶，制定本方案。
一、工作目标
到年底帮扶项目不少于20个。
二、重点任务
（一）产业帮扶。支持合作社不少于6家。
1.建设基地，面积达到300亩，由农业农村局负责落实，各乡镇人民政府配合做好土地流转和群众工作。
2.帮销农产品
帮销农产品500万元。
（二）就业帮扶
3家企业参加招聘，提供岗位120个。
三、保障措施
县财政安排资金80万元。
"""


def test_the_tree_of_a_plan() -> None:
    assert tree(PLAN) == [
        (1, "一、工作目标", None),
        (1, "二、重点任务", None),
        (2, "（一）产业帮扶", "二、重点任务"),
        (3, "1.建设基地", "（一）产业帮扶"),
        (3, "2.帮销农产品", "（一）产业帮扶"),
        (2, "（二）就业帮扶", "二、重点任务"),
        (1, "三、保障措施", None),
    ]


def test_articles_count_on_through_the_chapters() -> None:
    text = (
        "某县资金管理办法\n第一章 总则\n第一条 为管好帮扶资金，制定本办法。\n第二章 标准\n"
        "第二条 每个村补助不超过10万元。\n第三条 奖补项目\n每个项目5万元。\n第三章 附则\n"
        "第四条 本办法自印发之日起施行。\n"
    )
    assert tree(text) == [
        (1, "第一章 总则", None),
        (2, "第一条 为管好帮扶资金，制定本办法", "第一章 总则"),
        (1, "第二章 标准", None),
        (2, "第二条 每个村补助不超过10万元", "第二章 标准"),
        (2, "第三条 奖补项目", "第二章 标准"),
        (1, "第三章 附则", None),
        (2, "第四条 本办法自印发之日起施行", "第三章 附则"),
    ]


def test_an_attachment_is_under_no_section_of_the_letter() -> None:
    text = "关于帮扶的通知\n一、要求\n各县上报项目3个。\n附件1：项目表\n一、产业类\n资金20万元。\n"
    assert tree(text) == [
        (1, "一、要求", None),
        (1, "附件1：项目表", None),
        (2, "一、产业类", "附件1：项目表"),
    ]


def test_numbers_that_do_not_follow_are_no_headings() -> None:
    text = (
        "某县情况\n一、二年级学生120人领到书包。\n1.5万元用于修路。\n12、13日两天义诊80人次。\n"
        "三、四季度完成其余项目。\n"
    )
    assert tree(text) == []


def test_html_headings_without_numbers_nest_below_numbered_ones() -> None:
    html = (
        "<h1>某县总结</h1><h2>一、成效</h2><h3>产业</h3><p>建成车间4个。</p><h3>就业</h3><p>就业90人。</p>"
        "<h2>二、打算</h2><p>新建车间2个。</p>"
    )
    (article,) = split_articles(read_bytes(f"<html><body>{html}</body></html>".encode(), "a.html"))
    titles = [(s.level, article.normalized.text[s.start : s.end]) for s in article.sections]
    assert titles == [(1, "一、成效"), (2, "产业"), (2, "就业"), (1, "二、打算")]


def test_a_figure_knows_its_section_and_the_base_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    extraction = extract_document(read_bytes(PLAN.encode(), str(path)))
    of = {row.mention.quote: row.section for row in extraction.figures}
    assert of["不少于20个"] == 0
    assert of["120个"] == 5
    (article,) = extraction.articles
    assert PLAN[slice(*article.sections[0].mention.fragments[0])] == "一、工作目标"
    with open_base(tmp_path / "a.db") as base:
        load([path], base)
        stored = {each.mention.quote: each.section for each in statements(base)}
    assert stored["不少于20个"] == ("一、工作目标",)
    assert stored["500万元"] == ("二、重点任务", "（一）产业帮扶", "2.帮销农产品")
    assert stored["80万元"] == ("三、保障措施",)


def test_before_the_first_heading_there_is_no_section() -> None:
    (article,) = split_articles(read_bytes("开头有3人。\n一、目标\n有4人。\n".encode(), "a.txt"))
    assert section_at(article.sections, 2) is None
    assert section_at(article.sections, article.normalized.text.index("有4")) == 0
