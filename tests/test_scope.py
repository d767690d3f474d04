"""Same, narrower, wider, unknown, other: how two scopes relate."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.audit.indicators import aggregation_of, indicators, read_indicators
from extract.audit.providers import Group, group_of, identifies, named, relate_providers
from extract.audit.scope import (
    head_noun,
    place_stem,
    receiving_places,
    relate_counted,
    relate_periods,
    relate_places,
    relate_programmes,
    scope_of,
)
from extract.errors import DataFileError
from extract.types import Period, PlaceRef
from tests.audit_build import period, projects, statement

MIRROR = {"inside": "contains", "contains": "inside"}


def places(*names: tuple[str, str | None]) -> tuple[PlaceRef, ...]:
    return tuple(PlaceRef(*each) for each in names)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (places(("云川省", "990000")), places(("云川省", "990000")), "same"),
        (places(("东山县", "990121")), places(("云川省", "990000")), "inside"),
        (places(("东山县", "990121")), places(("云川市", "990100")), "inside"),
        (places(("东山县", "990121")), places(("西岭县", "990122")), "different"),
        (places(("东山县", "990121"), ("西岭县", "990122")), places(("云川市", "990100")), "inside"),
        (
            places(("东山县", "990121"), ("西岭县", "990122")),
            places(("西岭县", "990122"), ("东山县", "990121")),
            "same",
        ),
        (
            places(("东山县", "990121"), ("西岭县", "990122")),
            places(("西岭县", "990122"), ("北原县", "990123")),
            "overlap",
        ),
        (places(), places(("东山县", "990121")), "unknown"),
        (places(("东山县河口镇", None)), places(("东山县", "990121")), "inside"),
        (places(("河口镇", None)), places(("东山县", "990121")), "unknown"),
        (places(("河口镇柳湾村", None)), places(("柳湾村", None)), "same"),
        (places(("柳湾村", None)), places(("桃溪村", None)), "different"),
        (places(("柳湾村", None)), places(("河口镇", None)), "unknown"),
        (places(("西部", None)), places(("东山县", "990121")), "unknown"),
        (places(("西部地区", None)), places(("西部", None)), "unknown"),
        (places(("东山县", "990121"), ("西部地区", None)), places(("东山县", "990121")), "same"),
    ],
)
def test_places(one: tuple[PlaceRef, ...], other: tuple[PlaceRef, ...], relation: str) -> None:
    assert relate_places(one, other) == relation
    assert relate_places(other, one) == MIRROR.get(relation, relation)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("云川市基金会", Group("云川", "基金会")),
        ("云川30家基金会", Group("云川", "基金会")),
        ("云川省300余家社会组织", Group("云川", "社会组织")),
        ("全市基金会", Group("", "基金会")),
        ("全省30家基金会", Group("", "基金会")),
        ("45家社会组织", Group("", "社会组织")),
        ("45家全国性、东部社会组织", Group("", "社会组织")),
        ("云川市友邻公益基金会", None),
        ("云川省扶贫基金会", None),
        ("云川市民政局", None),
    ],
)
def test_groups(name: str, group: Group | None) -> None:
    assert group_of(name) == group


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("甲基金会", "甲基金会", "same"),
        ("甲基金会", "乙基金会", "different"),
        ("云川市基金会", "云川30家基金会", "same"),
        ("云川市友邻公益基金会", "云川市基金会", "inside"),
        ("海湾市友邻公益基金会", "云川市基金会", "different"),
        ("云川市友邻协会", "云川市基金会", "different"),
        ("全市基金会", "云川市基金会", "unknown"),
        ("云川市基金会", "海湾市基金会", "different"),
        ("云川市民政局", "云川市基金会", "unknown"),
        ("扶贫基金会", "云川省扶贫基金会", "unknown"),
    ],
)
def test_providers(one: str, other: str, relation: str) -> None:
    assert relate_providers((one,), (other,)) == relation
    assert relate_providers((other,), (one,)) == MIRROR.get(relation, relation)


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("社会组织", False),
        ("各类社会组织", False),
        ("全市基金会", False),
        ("会员企业", False),
        ("社会各界", False),
        ("有关单位", False),
        ("全国性、省内社会组织", False),
        ("云川市基金会", True),
        ("云川市社会各界", True),
        ("45家社会组织", True),
        ("全国工会", True),
        ("甲基金会", True),
    ],
)
def test_a_bare_noun_identifies_nobody(name: str, tells: bool) -> None:
    assert identifies(name) is tells
    assert relate_providers((name,), (name,)) == ("same" if tells else "unknown")
    assert named((name, "乙协会")) == ((name, "乙协会") if tells else ("乙协会",))


def test_counts_of_unnamed_groups_tell_no_two_of_them_the_same() -> None:
    assert relate_providers(("45家社会组织",), ("59家社会组织",)) == "unknown"
    assert relate_providers(("社会组织", "甲协会"), ("甲协会",)) == "same"


def test_several_providers() -> None:
    assert relate_providers(("甲", "乙"), ("乙", "甲")) == "same"
    assert relate_providers(("甲基金会",), ("甲基金会", "乙基金会")) == "inside"
    assert relate_providers(("甲基金会", "丙基金会"), ("甲基金会", "乙基金会")) == "overlap"
    assert relate_providers(("丙基金会",), ("甲基金会", "乙基金会")) == "different"
    assert relate_providers((), ("甲基金会",)) == "unknown"
    assert relate_providers(("云川市甲基金会", "云川市乙基金会"), ("云川市基金会",)) == "inside"


def test_programmes() -> None:
    assert relate_programmes("“数字化种植”项目", "数字化种植") == "same"
    assert relate_programmes("商会助力山乡振兴专项行动", "自治州商会助力山乡振兴专项行动方案") == "same"
    assert relate_programmes("自治州商会助力山乡振兴行动", "云州商会助力山乡振兴行动") == "same", (
        "its own place by name"
    )
    assert relate_programmes("自治州商会助力山乡振兴行动", "云州商会助力城市更新行动") == "different"
    assert relate_programmes("种植", "种植园扩建") == "different", "two characters within a name are chance"
    assert relate_programmes(None, "数字化种植") == "unknown"


YEAR = period("2023-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (YEAR, YEAR, "same"),
        (period("2023-03-01", "2023-03-31"), YEAR, "inside"),
        (period("2022-01-01", "2022-12-31"), YEAR, "different"),
        (period("2022-07-01", "2023-06-30"), YEAR, "overlap"),
        (YEAR, period(None, "2024-06-30", "cumulative"), "inside"),
        (period("2024-01-01", None), YEAR, "different"),
        (period(None, None, text="近年来"), YEAR, "unknown"),
        (period(None, None, text="近年来"), period(None, None, text="近年来"), "same"),
        (period(None, None, text="近年来"), period(None, None, text="目前"), "unknown"),
        (None, YEAR, "unknown"),
    ],
)
def test_periods(one: Period | None, other: Period | None, relation: str) -> None:
    assert relate_periods(one, other) == relation
    assert relate_periods(other, one) == MIRROR.get(relation, relation)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("重点帮扶项目", "重点帮扶项目", "same"),
        ("重点帮扶项目", "帮扶项目", "inside"),
        ("教育帮扶项目", "医疗帮扶项目", "overlap"),
        ("帮扶项目", "帮扶县", "different"),
        (None, "帮扶项目", "unknown"),
    ],
)
def test_counted(one: str | None, other: str | None, relation: str) -> None:
    a, b = scope_of(projects("5个", "5", counted=one)), scope_of(projects("5个", "5", counted=other))
    assert relate_counted(a, b) == relation
    assert relate_counted(b, a) == MIRROR.get(relation, relation)


def test_head_nouns_and_stems() -> None:
    assert head_noun("商会助力山乡振兴重点帮扶项目", "project.carried-out") == "帮扶项目"
    assert head_noun("困境患儿", None) == "患儿"
    assert [place_stem(name) for name in ("云川市", "云川自治州", "沙县")] == ["云川", "云川", "沙县"]


def test_a_providers_seat_is_no_destination() -> None:
    given = statement("5元", "5", provider=("云川市甲基金会",), place=(("云川市", "990100"), ("海湾省", "980000")))
    assert [place.name for place in receiving_places(scope_of(given))] == ["海湾省"]


def test_every_indicator_of_the_data_file_is_read() -> None:
    assert aggregation_of("funds.provided") == "sum"
    assert aggregation_of("organization.engaged") == "latest"
    assert aggregation_of("share") == aggregation_of("no such indicator") == aggregation_of(None) == "none"
    assert all(entry.title_zh and entry.title_en for entry in indicators().values())


_ENTRY = '[[indicator]]\nid="a"\ntitle_zh="甲"\ntitle_en="a"\nascending=true\nnouns=[]\naggregation="{}"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[indicator]]\nid = "a"\n', "lacks the key"),
        (_ENTRY.format("mean"), "unknown aggregation"),
        (_ENTRY.format("sum") * 2, "defined twice"),
        ("[[indicator", "indicators.toml"),
    ],
)
def test_a_malformed_data_file_names_its_fault(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "indicators.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        read_indicators(path)
