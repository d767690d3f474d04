"""Organizations: which names are found, where they begin and end, and what they are called in full."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.find.organization_lexicon import organization_lexicon
from extract.find.organizations import find_organizations
from extract.find.places import find_places
from extract.normalize import fold, simplify
from extract.resolve.organizations import resolve_organizations
from extract.resolve.places import resolve_places
from extract.types import OrganizationSpan, PlaceSpan

DEV = Path(__file__).resolve().parents[2] / "shared" / "dev" / "dev.jsonl"


def surfaces(text: str) -> list[str]:
    spans = find_organizations(text, find_places(text))
    return ["".join(text[start:end] for start, end in span.pieces) for span in spans]


def names(text: str, home: str | None = None, province: str | None = None, on: date | None = None) -> dict[str, str]:
    spans = find_places(text)
    found = find_organizations(text, spans)
    places = resolve_places(text, spans, on=on)
    return {o.surface: o.name for o in resolve_organizations(text, found, places, home, province, on)}


@pytest.mark.parametrize(("sentence", "expected"), organization_lexicon().examples)
def test_examples_of_the_data_file(sentence: str, expected: tuple[str, ...]) -> None:
    assert surfaces(sentence) == list(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("日前遵义市民政局会同市财政局印发通知。", ["遵义市民政局", "市财政局"]),
        ("记者从赤水市农业农村局了解到", ["赤水市农业农村局"]),
        ("由贵州青禾公益基金会和遵义市慈善总会共同发起", ["贵州青禾公益基金会", "遵义市慈善总会"]),
        ("两家企业向石斛谷生物科技有限公司采购", ["石斛谷生物科技有限公司"]),
        ("与同济大学、贵州大学签约", ["同济大学", "贵州大学"]),
        ("贵州省水利厅河湖管理局负责登记", ["贵州省水利厅河湖管理局"]),
        ("中共赤水市委、市政府高度重视", ["中共赤水市委", "市政府"]),
        ("太原市青禾慈善基金会到访", ["太原市青禾慈善基金会"]),
        ("12月3日中华青禾助学基金会到访", ["中华青禾助学基金会"]),
        ("2019年度省水利厅拨付资金", ["省水利厅"]),
        ("图片来源：赤水新闻网）", ["赤水新闻网"]),
    ],
)
def test_left_edge(sentence: str, expected: list[str]) -> None:
    assert surfaces(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "民政厅要求各地抓好落实。",
        "基金会表示将继续投入。",
        "43家社会组织和26家基金会到会。",
        "各县市财政局、水利局：",
        "各级水利部门和财政部门要配合。",
        "省、市、自治区民政厅",
        "服务国家发展大局。",
        "二百家三级医院对口县级医院。",
        "印发《关于贯彻贵州省民政厅通知的意见》。",
        "打造“青石助学发展中心行动”品牌。",
        "政府采购由企业和农户共同完成。",
    ],
)
def test_kinds_of_bodies_are_no_organizations(sentence: str) -> None:
    assert surfaces(sentence) == []


def test_names_that_share_their_head_keep_their_own_pieces() -> None:
    text = "山东、河南、湖南省总工会交流经验"
    spans = find_organizations(text, find_places(text))
    assert [[text[a:b] for a, b in span.pieces] for span in spans] == [
        ["山东", "省总工会"],
        ["河南", "省总工会"],
        ["湖南省总工会"],
    ]
    assert list(names(text).values()) == ["山东省总工会", "河南省总工会", "湖南省总工会"]


def test_members_of_a_list_take_the_level_of_its_first() -> None:
    text = "责任单位：自治州人社局、水利局、发改委、妇联"
    assert names(text, "黔南布依族苗族自治州", "贵州省") == {
        "自治州人社局": "黔南布依族苗族自治州人力资源和社会保障局",
        "水利局": "黔南布依族苗族自治州水利局",
        "发改委": "黔南布依族苗族自治州发展和改革委员会",
        "妇联": "黔南布依族苗族自治州妇女联合会",
    }


def test_a_defined_short_name_is_found_and_means_its_organization() -> None:
    text = "贵州青禾公益基金会（以下简称“青禾基金”）成立。去年青禾基金投入80万元。"
    assert surfaces(text) == ["贵州青禾公益基金会", "青禾基金", "青禾基金"]
    assert set(names(text).values()) == {"贵州青禾公益基金会"}


@pytest.mark.parametrize(
    ("text", "home", "province", "expected"),
    [
        ("省民政厅印发", "贵州省", "贵州省", "贵州省民政厅"),
        ("省民政厅印发", None, None, "省民政厅"),
        ("市政府召开会议", "上海市", "上海市", "上海市人民政府"),
        ("州民政局负责", "黔南布依族苗族自治州", "贵州省", "黔南布依族苗族自治州民政局"),
        ("自治区党委宣传部负责", "银川市", "宁夏回族自治区", "中共宁夏回族自治区委员会宣传部"),
        ("上海市委召开会议", None, None, "中共上海市委员会"),
        ("共青团遵义市委召开会议", None, None, "共青团遵义市委员会"),
        ("团省委召开会议", "贵州省", "贵州省", "共青团贵州省委员会"),
        ("遵义市工商联到会", None, None, "遵义市工商业联合会"),
        ("贵阳市十三届人大常委会通过", None, None, "贵阳市人民代表大会常务委员会"),
        ("贵州省发改委批复", None, None, "贵州省发展和改革委员会"),
        ("全总部署工作", None, None, "中华全国总工会"),
        ("贵州青禾公益基金会", "贵州省", "贵州省", "贵州青禾公益基金会"),
    ],
)
def test_canonical_names(text: str, home: str | None, province: str | None, expected: str) -> None:
    assert list(names(text, home, province).values()) == [expected]


def test_a_county_text_finds_its_prefecture() -> None:
    assert names("赤水市报告。遵义市下文。市民政局、县民政局", "赤水市", "贵州省")["市民政局"] == "赤水市民政局"
    assert names("在湄潭县，市民政局拨款。", "湄潭县", "贵州省")["市民政局"] == "遵义市民政局"


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2018, 3, 1), "中国扶贫基金会"), (date(2023, 3, 1), "中国乡村发展基金会"), (None, "中国乡村发展基金会")],
)
def test_a_renamed_body_is_called_what_it_was_called_then(on: date | None, expected: str) -> None:
    assert list(names("中国扶贫基金会到访", on=on).values()) == [expected]


def test_a_shortened_name_is_completed_by_the_only_full_one() -> None:
    text = "青岛市海天慈善基金会成立。海天慈善基金会出资。"
    assert names(text)["海天慈善基金会"] == "青岛市海天慈善基金会"
    two = text + "济南市海天慈善基金会出资。"
    assert names(two)["海天慈善基金会"] == "海天慈善基金会"


def test_parent_and_list_government_shares_the_level() -> None:
    spans = find_organizations("自治区党委、政府要求", [PlaceSpan(0, 3, "province", "deictic")])
    assert spans == [
        OrganizationSpan(0, 5, ((0, 5),), "party-body"),
        OrganizationSpan(0, 8, ((0, 3), (6, 8)), "public-body"),
    ]


_WORDS = st.sampled_from(
    [*"省市县局和、（）“”《》，。在与向", "民政局", "基金会", "贵州省", "遵义市", "公司", "以下简称", "10"]
)


@given(st.lists(_WORDS, max_size=40).map("".join))
def test_spans_lie_in_the_text_and_rise(text: str) -> None:
    spans = find_organizations(text, find_places(text))
    assert [(s.start, s.end) for s in spans] == sorted((s.start, s.end) for s in spans)
    for span in spans:
        assert 0 <= span.start == span.pieces[0][0] < span.pieces[-1][1] == span.end <= len(text)
        assert all(a < b for a, b in span.pieces)
    resolved = resolve_organizations(text, spans, [], None, None, None)
    assert [o.pieces for o in resolved] == [s.pieces for s in spans]


def test_development_texts() -> None:
    if not DEV.is_file():
        pytest.skip("the shared development texts are not beside the project")
    hits = found = wanted = 0
    for line in DEV.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        got = set(surfaces(fold(simplify(row["text"]))))
        gold = {fold(simplify(name)) for name in row["organizations"]}
        hits, found, wanted = hits + len(got & gold), found + len(got), wanted + len(gold)
    assert 2 * hits / (found + wanted) >= 0.88
