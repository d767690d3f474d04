"""What the edges of a name tell: a street, a longer word, a person, or a name one character shorter.

广安 in 推广安全, 长春 in 李长春, 北京市 in 北京市场: none is the place it looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.find.gazetteer import Gazetteer, Name, contains
from extract.types import PlaceForm

# A name of a place inside the name of a street or of a thing: 南京路, 上海话.
_STREET: Final = ("路", "街", "大道", "大街", "大桥", "话", "菜", "站", "号", "牌", "杯")
_FACILITY: Final = ("工业园", "产业园", "开发区", "高新区", "经开区", "机场", "火车站", "高铁", "高速")
_ROAD_FALSE: Final = ("路上", "路途", "路径", "路线")
# Surnames that seldom end a word before a place: 李长春, 陈桂林 are persons.
SURNAMES: Final = frozenset("李张刘陈赵吴徐孙朱郭谢冯邓曹彭萧蔡潘袁蒋")
_CIVIL: Final = frozenset("政间族办营主委兵建革盟进宗")  # 市民政局, 市民族宗教: 民 belongs to what follows, not to 市民
_MARKS: Final = ("", *"，。、；：）\n")
_AFTER_AND_SO_ON: Final = ("地", "县", "市", "州", "区", "旗", "省", "两", *"三四五六七八九十0123456789")
_SIDES: Final = frozenset("岸侧面边麓坡")
_LONGEST_PART: Final = 8  # characters of a name beside another that are looked at
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万")
_BEFORE_DEICTIC: Final = {
    "全": frozenset("安健完齐保周万成不"),
    "本": frozenset("根基日资成样书课"),
    "该": frozenset("应"),
    "我": frozenset("自"),
}
_AFTER_DEICTIC: Final = frozenset("场域别间划块")
_BEFORE_BARE: Final = frozenset("族各个某县级等类是0123456789")  # 民族自治区, 30个自治州: a kind, not a place


@dataclass(slots=True)
class Hit:
    """A name in the text, and whether it is believed to be a place."""

    start: int
    end: int
    name: Name
    form: PlaceForm
    accepted: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return self.name.codes


def screen(text: str, start: int, end: int, name: Name, gazetteer: Gazetteer) -> Hit | None:
    """A match that may be a place, or ``None``; its edges may move (北京市场 → 北京, 某某 + 县)."""
    form = name.form
    if form == "abbreviation":
        return None
    before, after = text[start - 1 : start], text[end : end + 1]
    if form == "deictic":
        if text[start - 2 : start] in ("省、", "市、") and name.text[0] == "自":  # 各省、自治区
            return None
        return _screen_deictic(before, after, start, end, name)
    if _is_followed_by_own_suffix(text, end, name.text[-1]) and not _precedes_its_part(text, end, name, gazetteer):
        shorter = gazetteer.by_text.get(text[start : end - 1])
        if shorter is None:
            return None
        name, end, form = shorter, end - 1, shorter.form
        after = text[end]
    if text[end - 1 : end + 1] == "国际" and name.text == "中国":
        return None
    if form == "short":
        if "〔" in text[end : end + 5] or text.startswith(_FACILITY, end):
            return None
        if text.startswith(_STREET, end) and not text.startswith(_ROAD_FALSE, end):
            return None
        if name.text[-1] in "东南西北" and (
            (after == "部" and text[end + 1 : end + 2] not in ("队", "分", "门", "署", "长"))
            or (after != "" and after in _SIDES)
        ):  # 山西|部, 河|南岸
            return None
        if after == "镇" or (after == "乡" and text[end + 1 : end + 2] not in ("村", "镇", "亲", "贤")):
            return None  # 布拖县特木里镇: the end of a town's name
        if after in ("元", "币") and text[end + 1 : end + 2] not in ("宵", "旦"):
            return None  # 1.12亿澳门元
        if _is_cut_from_words(text, start, end, gazetteer) or text.startswith(("两国", "双边"), end):
            return None
        if after in ("县", "旗") and name.level == "county":
            return Hit(start, end + 1, name, "full", True)
        if before in SURNAMES and end - start == 2 and name.level != "province":
            return Hit(start, end, name, form)
    if form == "full" and end - start == 3 and text[start + 1 : end] in gazetteer.neighbours:
        left = text[start - 1 : start + 1]  # 完成|都市, 集中|山区, 新兴|城市
        follows_parent = any(contains(a, b) for a in _codes_before(text, start, gazetteer) for b in name.codes)
        if not follows_parent and (left in gazetteer.neighbours or left in gazetteer.by_text):
            return None
    hit = Hit(start, end, name, form)
    hit.accepted = _is_safe(hit)
    return hit


def _is_followed_by_own_suffix(text: str, end: int, last: str) -> bool:
    """Whether the last character belongs to the next word: 北京|市场, 重庆|市郊, 四川|省会."""
    after = text[end : end + 1]
    if last == "市":
        return after in ("场", "值", "直", "郊") or (after == "民" and text[end + 1 : end + 2] not in _CIVIL)
    return (last == "区" and after in ("域", "别")) or (last == "省" and after == "会")


def _precedes_its_part(text: str, end: int, name: Name, gazetteer: Gazetteer) -> bool:
    """Whether a part of the place comes next, in full (商丘市|民权县, 阳泉市|郊区) or before a mark (海东市|民和，)."""
    for length in range(2, _LONGEST_PART + 1):
        part = gazetteer.by_text.get(text[end : end + length])
        if part is None or (part.form != "full" and text[end + length : end + length + 1] not in _MARKS):
            continue
        if any(contains(outer, inner) for outer in name.codes for inner in part.codes):
            return True
    return False


def _codes_before(text: str, start: int, gazetteer: Gazetteer) -> tuple[str, ...]:
    """What the longest name that ends at ``start`` may stand for: 深圳市|南山区."""
    for length in range(_LONGEST_PART, 1, -1):
        name = gazetteer.by_text.get(text[max(0, start - length) : start])
        if name is not None:
            return name.codes
    return ()


def _screen_deictic(before: str, after: str, start: int, end: int, name: Name) -> Hit | None:
    first = name.text[0]
    if len(name.text) == 2 and (before in _BEFORE_DEICTIC.get(first, ()) or after in _AFTER_DEICTIC):
        return None
    if first == "自" and before in _BEFORE_BARE:
        return None
    return Hit(start, end, name, "deictic", True)


def _is_cut_from_words(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether both halves belong to ordinary words, 推广|安全, or the name may be a numeral and a word, 三|明确."""
    if end - start == 3:  # 东西|湖泊
        return text[start : end - 1] in gazetteer.neighbours and text[end - 1 : end + 1] in gazetteer.neighbours
    right = text[end - 1 : end + 1]
    if right[1:] == "等" and text[end + 1 : end + 2] in _AFTER_AND_SO_ON:  # 四平等地
        return False
    if end - start != 2 or (right not in gazetteer.neighbours and not gazetteer.is_common(right)):
        return False
    return text[start - 1 : start + 1] in gazetteer.neighbours or text[start] in _NUMERALS


def _is_safe(hit: Hit) -> bool:
    """Whether the name needs no evidence."""
    name = hit.name
    if name.level in ("country", "region", "province"):
        return True
    if name.common:
        return False
    if hit.form == "full":
        return len(name.text) > 2
    return name.level == "prefecture" or len(name.text) > 2
