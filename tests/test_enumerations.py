"""Enumerations: the stated count, its members, and whether the list claims to be complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.find.enumerations import find_enumerations
from extract.find.organizations import find_organizations
from extract.find.places import find_places

Reading = tuple[str, int, int | None, list[str], bool]


def read(text: str) -> list[Reading]:
    places = find_places(text)
    found = find_enumerations(text, find_organizations(text, places), places)
    return [(text[e.start : e.end], e.stated, e.stated_high, [text[a:b] for a, b in e.listed], e.closed) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("帮扶贵州省湄潭、凤冈两县", ("两县", 2, 2, ["湄潭", "凤冈"], True)),
        ("对湄潭县、凤冈县、务川县等三个县进行帮扶", ("三个县", 3, 3, ["湄潭县", "凤冈县", "务川县"], True)),
        ("湄潭县、凤冈县、务川县等四个县（市）", ("四个县（市）", 4, 4, ["湄潭县", "凤冈县", "务川县"], False)),
        ("从选种、施肥、灌溉三个方面发力", ("三个方面", 3, 3, ["选种", "施肥", "灌溉"], True)),
        ("建起省市县乡四级网络", ("四级", 4, 4, ["省", "市", "县", "乡"], True)),
        (
            "贵州省慈善总会、遵义市茶叶协会等30余家社会组织到会",
            ("30余家社会组织", 30, None, ["贵州省慈善总会", "遵义市茶叶协会"], False),
        ),
        ("贵州省慈善总会等7家社会组织到会", ("7家社会组织", 7, 7, ["贵州省慈善总会"], False)),
        (
            "贵州省慈善总会、遵义市茶叶协会、湄潭县商会两家社会组织到会",
            ("两家社会组织", 2, 2, ["贵州省慈善总会", "遵义市茶叶协会", "湄潭县商会"], True),
        ),
        ("抓好两项任务：建基地、育人才。", ("两项任务", 2, 2, ["建基地", "育人才"], True)),
        ("覆盖两个县（湄潭县、凤冈县）", ("两个县", 2, 2, ["湄潭县", "凤冈县"], True)),
        (
            "成绩有三个方面：一是建平台，二是聚资源，三是育品牌。",
            ("三个方面", 3, 3, ["建平台", "聚资源", "育品牌"], True),
        ),
        ("“山里红”“青石红”2个品牌", ("2个品牌", 2, 2, ["山里红", "青石红"], True)),
        ("在青石镇、白云镇、红花镇两个乡镇试点", ("两个乡镇", 2, 2, ["青石镇", "白云镇", "红花镇"], True)),
    ],
)
def test_readings(text: str, expected: Reading) -> None:
    assert read(text) == [expected]


def test_headings_below_are_the_members() -> None:
    text = "开展“两项行动”。\n（一）开展就业帮扶行动。发动企业。\n（二）开展安居帮扶行动。发动商会。\n三、保障"
    assert read(text) == [("两项行动", 2, 2, ["就业帮扶行动", "安居帮扶行动"], True)]


@pytest.mark.parametrize(
    "text",
    [
        "三个方面的工作都有进展。",
        "购置拖拉机12辆、粮仓3座，并修路。",
        "派出4批、65名医生。",
        "第三个方面是产业。",
        "2023年、2024年两年",
        "省直单位和8个协作县参加",
        "一批项目、两个县",
    ],
)
def test_counts_without_members_are_no_enumerations(text: str) -> None:
    assert read(text) == []


def test_a_group_of_its_own_within_a_longer_list() -> None:
    assert read("新疆喀什市、贵州湄潭、凤冈、务川3县")[0][3] == ["湄潭", "凤冈", "务川"]


@given(
    st.lists(st.sampled_from([*"、和等三两县个家（）：“”，。", "贵州省", "方面", "一是", "12", "级"]), max_size=40).map(
        "".join
    )
)
def test_members_lie_in_the_text_and_rise(text: str) -> None:
    places = find_places(text)
    for found in find_enumerations(text, find_organizations(text, places), places):
        assert 0 <= found.start < found.end <= len(text)
        assert found.listed
        assert list(found.listed) == sorted(found.listed)
        assert all(0 <= a < b <= len(text) for a, b in found.listed)


YEARS = (
    "2021年，红花镇柳树村建成，是全县第一个。两年来没有停步。2022年，青石镇杨树村、白云镇松树村建成；"
    "2023年，青石镇槐树村、红花镇榆树村也开启了创建之路。\n\n"
)
ALL_BUILT = YEARS.replace("也开启了创建之路", "建成")


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (YEARS + "目前，全县的示范村已经达到3个。", ["柳树村", "杨树村", "松树村"]),
        (YEARS + "目前，全县的示范村已经达到5个。", []),
        (ALL_BUILT + "目前，全县的示范村达到3个。", ["柳树村", "杨树村", "松树村"]),
        (ALL_BUILT + "目前，全县的示范村达到5个。", ["柳树村", "杨树村", "松树村", "槐树村", "榆树村"]),
        (YEARS + "目前，全县的示范村已经达到4个。", []),
        (YEARS + "目前，全县的合作社已经达到3个。", []),
        ("2022年，青石镇杨树村、白云镇松树村、红花镇柳树村建成。\n示范村达到3个。", []),
    ],
)  # fmt: skip
def test_a_list_told_year_by_year(text: str, listed: list[str]) -> None:
    """What has only begun is told apart; one year alone, or a sum that does not come out, is no list."""
    found = [members for _, stated, _, members, _ in read(text) if stated > 2]
    assert found == ([listed] if listed else [])
