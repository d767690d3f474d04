"""Programmes: how they are named, what they carry over, and where they end."""

from __future__ import annotations

import sys

import pytest

from extract.pipeline import extract_document
from extract.state.programme_names import find_programmes
from tests.build import make_document


def names(text: str, title: str | None = None) -> list[str]:
    return [programme.name for programme in find_programmes(text, title)]


def programmes_of(text: str) -> dict[str, str | None]:
    return {row.mention.quote: row.statement.programme for row in extract_document(make_document(text)).figures}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展“清泉入村”饮水项目。", ["“清泉入村”饮水项目"]),
        ("启动“百社联百村”专项行动。", ["“百社联百村”专项行动"]),
        ("实施“山路书屋公益项目”。", ["“山路书屋公益项目”"]),
        ("“青苗”助学计划启动。", ["“青苗”助学计划"]),
        ("开展社会组织助力乡村振兴专项行动，", ["社会组织助力乡村振兴专项行动"]),
        ("印发《云川市社会组织结对帮扶行动方案》。", ["云川市社会组织结对帮扶行动"]),
        # slogans, standards and terms of government are none
        ("落实“四个不摘”要求，巩固“两不愁三保障”成果。", []),
        ("“十四五”期间新增项目。", []),
        ("实施帮扶项目，开展帮扶行动。", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_one_programme_has_its_fullest_name() -> None:
    assert names("“青苗”行动启动。今年的“青苗”助学行动有新内容，“青苗”走进山区。") == ["“青苗”助学行动"] * 3


def test_it_is_recalled_by_its_kind_and_by_reference() -> None:
    assert names("“青苗”乡村助学行动启动。乡村助学行动覆盖三省。该行动历时两年。") == ["“青苗”乡村助学行动"] * 3


def test_the_title_holds_for_the_whole_report() -> None:
    text = "“茶满坡”产业计划年度账本\n\n协会公布“茶满坡”产业计划账目。全年投入263万元。\n\n培训茶农1034人次。\n"
    assert set(programmes_of(text).values()) == {"“茶满坡”产业计划"}


def test_the_opening_presents_the_topic() -> None:
    text = (
        "山里来了新邻居\n\n在云川市，社会组织助力乡村振兴专项行动已开展一年。\n\n"
        "全市有27家社会组织参与，投入120万元。\n"
    )
    assert set(programmes_of(text).values()) == {"社会组织助力乡村振兴专项行动"}


def test_a_new_programme_takes_over() -> None:
    text = (
        "基金会半年报\n\n“青苗”助学计划资助学生126名，发放助学金12万元。\n\n"
        "“清泉”饮水项目投入37万元，受益417户。\n\n机构现有志愿者63名。\n"
    )
    assert programmes_of(text) == {
        "126名": "“青苗”助学计划",
        "12万元": "“青苗”助学计划",
        "37万元": "“清泉”饮水项目",
        "417户": "“清泉”饮水项目",
        "63名": None,
    }


def test_a_list_of_parts_names_a_programme_for_one_item_only() -> None:
    text = "全年预算86万元，其中“青苗”助学计划42万元，“清泉”饮水项目31万元，教师培训13万元。"
    assert programmes_of(text) == {
        "86万元": None,
        "42万元": "“青苗”助学计划",
        "31万元": "“清泉”饮水项目",
        "13万元": None,
    }


def test_the_heading_of_a_section() -> None:
    text = "基金会工作计划\n\n一、“青苗”助学计划\n资助学生150名。\n二、教师培训\n培训教师200名。\n"
    assert programmes_of(text) == {"150名": "“青苗”助学计划", "200名": None}


def test_the_caption_of_a_table() -> None:
    text = (
        "支出明细\n表1 卫生室改造\n县|金额（万元）\n东山县|54\n\n"
        "表2 “青苗”助学\n县|金额（万元）\n东山县|96\n\n余款15万元结转。\n"
    )
    assert programmes_of(text) == {"54": None, "96": "“青苗”助学", "15万元": None}


def test_the_setting_of_a_plan_is_not_of_the_programme() -> None:
    text = (
        "云川市“青苗”助学行动实施方案\n\n为做好助学工作，制定本方案。\n"
        "一、基本情况\n全市有困难学生1260名。\n二、行动目标\n到2025年，资助学生800名，投入90万元。\n"
    )
    assert programmes_of(text) == {"1260名": None, "800名": "“青苗”助学行动", "90万元": "“青苗”助学行动"}


def test_a_look_back_is_not_of_the_programme() -> None:
    text = "“青苗”助学行动启动\n\n“青苗”助学行动今日启动，计划投入90万元。\n\n近年来，全市社会组织捐赠1260万元。\n"
    assert programmes_of(text) == {"90万元": "“青苗”助学行动", "1260万元": None}


def test_another_doer_ends_the_carry() -> None:
    text = (
        "公益故事\n\n去年全市有86家社会组织做公益。\n\n云川市友邻公益基金会实施“海声”阅读项目，捐书3000册。受益学生420名。"
        "东山县蓝天慈善基金会捐赠药品25万元。\n"
    )
    assert programmes_of(text) == {"86家": None, "3000册": "“海声”阅读项目", "420名": "“海声”阅读项目", "25万元": None}


def test_money_for_a_programme_named_behind_it() -> None:
    assert programmes_of("协会安排120万元，支持教育。商会拿出80万元实施“清泉”饮水项目。") == {
        "120万元": None,
        "80万元": "“清泉”饮水项目",
    }


def test_many_names_take_linear_time() -> None:
    """Counted in calls, not seconds, so that a busy machine does not matter."""

    def calls(count: int) -> int:
        text = "".join(f"实施“青苗{i}”助学计划，该项目投入{i}万元；" for i in range(count))
        counted = 0

        def count_call(frame: object, event: str, argument: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count_call)
        try:
            find_programmes(text)
        finally:
            sys.setprofile(None)
        return counted

    calls(50)
    assert calls(2000) < 15 * calls(200)
