"""Places are found on evidence, ordinary words are left alone, and names get codes by what stands around them."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from extract.find.places import find_places
from extract.normalize.characters import fold
from extract.resolve.places import home_place, resolve_places
from extract.types import Place

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def found(text: str, *forms: str) -> list[str]:
    return [text[s.start : s.end] for s in find_places(text) if not forms or s.form in forms]


def resolved(text: str, *, on: date | None = None, home: str | None = None) -> dict[str, Place]:
    places = resolve_places(text, find_places(text), on=on, home=home)
    return {text[p.span[0] : p.span[1]]: p for p in places}


def codes(text: str, *, on: date | None = None, home: str | None = None) -> dict[str, str | None]:
    return {surface: place.code for surface, place in resolved(text, on=on, home=home).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目落地湖南省桑植县。", ["湖南省", "桑植县"]),
        ("贵州毕节、云南昭通都有团队。", ["贵州", "毕节", "云南", "昭通"]),
        ("团队走访盐源、会东两县。", ["盐源", "会东"]),
        ("将宁强、镇巴等四个县列入名单。", ["宁强", "镇巴"]),
        ("甘肃临夏积石山的牧民", ["甘肃", "临夏", "积石山"]),
        ("福建、江苏、湖北、四川省总工会", ["福建", "江苏", "湖北", "四川省"]),
        ("广西资源县和资源的关系", ["广西", "资源县"]),
        ("帮扶和平县。和平发展是主题。", ["和平县"]),
        ("支援林芝墨脱、波密两县", ["林芝", "墨脱", "波密"]),
        ("抵达从和平顶山", ["平顶山"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "双方合作签订协议，合作期三年。", "维护和平与安宁。", "水资源丰富，资源配置合理。",
        "公安机关与公安民警", "双方友好协商", "全面推进乡村振兴，振兴产业。", "推广安全生产", "完成都市圈规划",
        "其中卫生项目三个", "集中山区教师培训", "扩大同类项目", "新兴城市发展", "巩固原有成果", "重大理论问题",
        "确保定期检查", "沿海口岸开放", "李长春说", "陈桂林表示", "走南京路", "各民族自治区", "时任县长",
        "形成县域经济", "健全市场体系", "安全区域", "应该县里办", "新时代新城市新生活", "简单县级台账",
        "平安建设", "大同社会理想", "共和国的开元之作", "太和殿", "城关小学旁", "稳定西部局面",
        "同心同德", "振兴中华", "光明前景", "宏伟蓝图", "新建住房", "永定不移", "四平方米", "三明确一落实",
        "普定期检查制度", "和顺的家风", "富民政策", "民乐团演出", "大理石厂", "互助小组", "一大批安居工程",
        "文山会海", "无为而治", "文明城市创建", "中等城市群", "出海口建设",
        "开封闭路", "海丰富了生活", "平安全年", "提高邮政服务", "交口称赞", "千万年前", "最大同心圆",
        "打通道路", "来宾致辞", "日照时间", "安康生活", "长治久安", "扎根农村", "社会同行",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_places(text: str) -> None:
    coded = [s for s in find_places(text) if s.form in ("full", "short") and s.candidates]
    assert [text[s.start : s.end] for s in coded] == []


def test_edges_move_with_the_next_word() -> None:
    assert found("开拓北京市场") == ["北京"]
    assert found("重庆市郊的茶园") == ["重庆"]
    assert found("青海南部与山西部分县") == ["青海", "山西"]


def test_abbreviations_stand_in_groups_or_a_verb() -> None:
    assert found("粤桂协作与川渝合作", "abbreviation") == ["粤", "桂", "川", "渝"]
    assert found("沪苏浙三地", "abbreviation") == ["沪", "苏", "浙"]
    assert found("闽宁协作", "abbreviation") == ["闽", "宁"]
    assert found("援疆与援藏干部", "abbreviation") == ["疆", "藏"]
    assert found("新的云平台，青山，台风，江苏与四川", "abbreviation") == []


def test_kinds_of_places_and_idioms_are_no_mentions() -> None:
    assert found("各省、自治区、直辖市和30个自治州", "deictic", "abbreviation") == []
    assert found("津津有味地读", "abbreviation") == []
    assert found("湖北省文化下乡，推动农村发展，各乡镇参与") == ["湖北省"]


def test_towns_and_villages_follow_a_place() -> None:
    text = "四川省盐源县平川镇青天铺村建成水窖，全县各乡镇和农村都受益。"
    spans = {text[s.start : s.end]: s.level for s in find_places(text)}
    assert spans == {
        "四川省": "province", "盐源县": "county", "平川镇": "township", "青天铺村": "village", "全县": "county",
    }  # fmt: skip


def test_table_cells_of_one_prefecture_vouch_for_each_other() -> None:
    text = "县区\t户数\n城厢\t12\n涵江\t30\n荔城\t41\n秀屿\t52\n"
    assert found(text) == ["城厢", "涵江", "荔城", "秀屿"]


def test_parents_and_neighbours_decide_the_code() -> None:
    assert codes("辽宁朝阳双塔区")["朝阳"] == "211300"
    assert codes("北京市朝阳区与海淀区")["朝阳区"] == "110105"
    assert codes("吉林省长春市朝阳区")["朝阳区"] == "220104"
    assert codes("青海海南州共和县")["海南州"] == "632500"
    assert codes("海南的项目")["海南"] == "460000"
    assert codes("和平区的项目", home="120000")["和平区"] == "120101"


def test_what_stays_ambiguous_keeps_its_candidates() -> None:
    place = resolved("鼓楼区的社区")["鼓楼区"]
    assert place.code is None
    assert {"320106", "350102", "410204", "320302"} <= set(place.candidates)
    assert place.reason == "ambiguous"


def test_an_obsolete_name_takes_the_code_of_the_date() -> None:
    text = "那曲地区的牧民"
    assert codes(text)["那曲地区"] == "540600"
    assert codes(text, on=date(2012, 3, 1))["那曲地区"] == "542400"
    assert resolved(text)["那曲地区"].name == "那曲市"


def test_canonical_names_are_the_full_ones() -> None:
    places = resolved("贵州威宁县、黔南州和内蒙古莫旗")
    assert places["威宁县"].name == "威宁彝族回族苗族自治县"
    assert places["黔南州"].name == "黔南布依族苗族自治州"
    assert places["莫旗"].name == "莫力达瓦达斡尔族自治旗"


def test_deictics_resolve_through_the_home_place() -> None:
    assert codes("全省上下，我市与全县", home="522427")["全省"] == "520000"
    assert codes("全市动员", home="500000")["全市"] == "500000"
    assert codes("全区推进", home="450000")["全区"] == "450000"
    assert codes("在云南省、贵州省推进，盐源县先行，该县已有三例。")["该县"] == "513423"


def test_a_deictic_means_the_place_its_clause_begins_with() -> None:
    text = "江西省召开会议。湖南新田县作为全省试点，江西也在全省推广。"
    places = [p for p in resolve_places(text, find_places(text), on=None, home="360000") if p.form == "deictic"]
    assert [place.code for place in places] == ["430000", "360000"]


def test_a_village_says_within_which_place_it_lies() -> None:
    places = resolved("云南省宁洱县同心镇那柯里村的茶园")
    assert places["同心镇"].reason == "within 宁洱县"
    assert (places["那柯里村"].level, places["那柯里村"].code) == ("village", None)
    assert places["那柯里村"].reason == "within 同心镇"


def test_an_unnamed_autonomous_prefecture_is_that_of_its_counties() -> None:
    place = resolved("自治州十家单位与尖扎县、泽库县、同仁县结对。")["自治州"]
    assert (place.code, place.name, place.form) == ("632300", "黄南藏族自治州", "deictic")
    assert "尖扎县" in place.reason


def test_home_place_by_title_lead_and_bodies() -> None:
    text = "本报讯 近日，会议召开。各地交流经验。"
    assert home_place(text, find_places(text)) is None
    assert home_place(text, find_places(text), ("贵州省民政厅",)) == "520000"
    assert home_place(text, find_places(text), title="湖南省怀化市社会组织帮扶总结") == "431200"
    text = "陕西省各地社会组织行动起来。陕西省商洛市、安康市先后启动。四川的团队也来交流。"
    assert home_place(text, find_places(text)) == "610000"


def test_empty_text_has_no_places() -> None:
    assert find_places("") == []
    assert resolve_places("", [], on=None) == []


@pytest.mark.skipif(not (SHARED / "gold" / "seed_places.jsonl").exists(), reason="the seeds are not beside the project")
def test_seed_places_and_codes() -> None:
    gold: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in (SHARED / "gold" / "seed_places.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["doc"]].append((fold(row["surface"]), row["adcode"]))
    total = right = 0
    for name, rows in gold.items():
        text = fold((SHARED / "seeds" / name).read_text(encoding="utf-8"))
        spans = find_places(text)
        got: dict[str, set[str | None]] = defaultdict(set)
        for place in resolve_places(text, spans, on=None, home=home_place(text, spans)):
            got[text[place.span[0] : place.span[1]]].add(place.code)
        total += len(rows)
        right += sum(code in got[surface] for surface, code in rows)
    assert right >= 0.98 * total


@pytest.mark.skipif(not (SHARED / "dev" / "dev.jsonl").exists(), reason="the dev texts are not beside the project")
def test_dev_places() -> None:
    hits = wrong = missed = 0
    for line in (SHARED / "dev" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = fold(row["text"])
        inside: set[int] = set()  # the pipeline takes places in organizations' names away; here the gold does
        for name in map(fold, row["organizations"]):
            at = text.find(name)
            while at >= 0:
                inside.update(range(at, at + len(name)))
                at = text.find(name, at + 1)
        got = {
            text[s.start : s.end]
            for s in find_places(text)
            if s.form in ("full", "short") and s.candidates and s.start not in inside
        }
        gold = set(map(fold, row["places"]))
        hits, wrong, missed = hits + len(got & gold), wrong + len(got - gold), missed + len(gold - got)
    assert 2 * hits / (2 * hits + wrong + missed) >= 0.97
