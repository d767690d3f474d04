"""Place names in simplified text: full names on sight, short names only on evidence (DESIGN §5).

Most short names of counties are words as well (合作, 和平, 资源), so each of them needs a reason: a parent directly
before it, a list that ends 两县, its full name elsewhere in the text, a neighbour of the same prefecture in a list,
or, for names that are no ordinary word, a place of the same province in the text or a preposition of place before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.find.abbreviations import find_abbreviations
from extract.find.gazetteer import Gazetteer, Name, contains, load_gazetteer
from extract.find.settlements import find_lone_settlements, find_settlements
from extract.types import PlaceForm, PlaceSpan


@dataclass(slots=True)
class _Hit:
    """A name in the text, and whether it is believed to be a place."""

    start: int
    end: int
    name: Name
    form: PlaceForm
    accepted: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return self.name.codes


# 布拖、普格两县; 巫溪、城口等四个县; 甘孜等3县; 福建、宁夏两省区
_LIST_END: Final = re.compile(
    r"(?:等地?)?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:余|多)?个?[\u4e00-\u9fff]{0,6}?(?:省|自治区|市|县|区|州|旗|地)"
)
_SEPARATOR: Final = re.compile(r"[ \t]*(?:[、，/\s·—-]|以及|和|与|及|、和)[ \t]*")
# Words after which a place is expected.
_LEADS: Final = (
    "在", "赴", "到", "往", "抵达", "走进", "援助", "支援", "对口", "帮扶", "落户", "入驻", "奔赴", "驻", "位于", "来自", "走访", "考察",
    "结对", "调研", "从", "自", "援建", "扎根", "远在", "深入", "向", "至", "地处", "隶属", "位居", "离开", "途经", "定点",
)  # fmt: skip
# What follows a place and seldom an ordinary word.
_FOLLOWS: Final = ("县城", "当地", "等地", "境内", "籍", "群众", "老乡", "城区", "全境", "农村", "山区", "牧区")
_EDGE: Final = frozenset("，。；：、！？“”‘’（）〔〕《》<>\n\r\t |/—-…·[]{}()\"'")
# A name of a place inside the name of a street or of a thing: 南京路, 上海话.
_STREET: Final = ("路", "街", "大道", "大街", "大桥", "话", "菜", "站", "号", "牌", "杯")
_FACILITY: Final = ("工业园", "产业园", "开发区", "高新区", "经开区", "机场", "火车站", "高铁", "高速")
_ROAD_FALSE: Final = ("路上", "路途", "路径", "路线")
_NOT_AFTER_2: Final = frozenset("级域长委乡区市直内里")  # 任县长, 形成县域: no 任县, no 成县
# Surnames that seldom end a word before a place: 李长春, 陈桂林 are persons.
_SURNAMES: Final = frozenset("李张刘陈赵吴徐孙朱郭谢冯邓曹彭萧蔡潘袁蒋")
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万")
_BEFORE_DEICTIC: Final = {
    "全": frozenset("安健完齐保周万成不"),
    "本": frozenset("根基日资成样书课"),
    "该": frozenset("应"),
    "我": frozenset("自"),
}
_AFTER_DEICTIC: Final = frozenset("场域别间划块")
_BEFORE_BARE: Final = frozenset("族各个某县级等类是0123456789")  # 民族自治区, 30个自治州: a kind, not a place


def find_places(text: str) -> list[PlaceSpan]:
    """The places of normalized simplified text, in order; those inside organizations' names are among them.

    A span with several candidates is left to ``resolve_places``. Townships and villages have none.
    """
    gazetteer = load_gazetteer()
    matches = gazetteer.match(text)
    hits = [hit for match in matches if (hit := _screen(text, *match, gazetteer)) is not None]
    _weigh(text, hits, gazetteer)
    _reject_strangers(hits)
    hidden = [h for hit in hits if not hit.accepted for h in _find_hidden(text, hit, gazetteer)]
    hits = sorted([*hits, *hidden], key=lambda h: h.start) if hidden else hits
    spans = [PlaceSpan(h.start, h.end, h.name.level, h.form, h.codes) for h in hits if h.accepted]
    spans += find_abbreviations(text, matches)
    settlements = [s for hit in hits if hit.accepted and hit.codes for s in find_settlements(text, hit.end)]
    return _merge(_merge(spans, settlements), find_lone_settlements(text))


def _find_hidden(text: str, hit: _Hit, gazetteer: Gazetteer) -> list[_Hit]:
    """Safe names that begin inside a rejected one, as 平顶山 in 和平顶山 (the automaton reports no overlaps)."""
    for start, end, name in gazetteer.match(text[hit.start + 1 : hit.end + 6]):
        if start < hit.end - hit.start - 1:
            found = _screen(text, start + hit.start + 1, end + hit.start + 1, name, gazetteer)
            if found is not None and found.accepted and found.form in ("full", "short"):
                return [found]
    return []


def _merge(spans: Sequence[PlaceSpan], more: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """All of ``spans`` and those of ``more`` that overlap none of them, in order."""
    starts = sorted(spans, key=lambda s: s.start)
    kept = [s for i, s in enumerate(starts) if i == 0 or s.start >= starts[i - 1].end]
    edges = [s.start for s in kept]
    for span in more:
        at = bisect_left(edges, span.end)  # the last span that begins before this one ends
        if at == 0 or kept[at - 1].end <= span.start:
            at = bisect_left(edges, span.start)
            kept.insert(at, span)
            edges.insert(at, span.start)
    return kept


def _screen(text: str, start: int, end: int, name: Name, gazetteer: Gazetteer) -> _Hit | None:
    """A match that may be a place, or ``None``; its edges may move (北京市场 → 北京, 某某 + 县)."""
    form = name.form
    if form == "abbreviation":
        return None
    before, after = text[start - 1 : start], text[end : end + 1]
    if form == "deictic":
        return _screen_deictic(before, after, start, end, name)
    if (
        (name.text[-1] == "市" and after in ("场", "值", "直", "郊"))
        or (name.text[-1] == "区" and after in ("域", "别"))
        or (name.text[-1] == "省" and after == "会")
    ):
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
        if (
            after == "部"
            and name.text[-1] in "东南西北"
            and text[end + 1 : end + 2] not in ("队", "分", "门", "署", "长")
        ):
            return None
        if _is_cut_from_words(text, start, end, gazetteer) or text.startswith(("两国", "双边"), end):
            return None
        if after in ("县", "旗") and name.level == "county":
            return _Hit(start, end + 1, name, "full", True)
        if before in _SURNAMES and end - start == 2 and name.level != "province":
            return _Hit(start, end, name, form)
    if name.text.endswith("城市") and len(name.text) == 3:  # 新兴城市 is no 兴城市
        left = text[start - 1 : start + 1]
        if left in gazetteer.neighbours or left in gazetteer.by_text:
            return None
    hit = _Hit(start, end, name, form)
    hit.accepted = _is_safe(hit)
    return hit


def _screen_deictic(before: str, after: str, start: int, end: int, name: Name) -> _Hit | None:
    first = name.text[0]
    if len(name.text) == 2 and (before in _BEFORE_DEICTIC.get(first, ()) or after in _AFTER_DEICTIC):
        return None
    if first == "自" and before in _BEFORE_BARE:
        return None
    return _Hit(start, end, name, "deictic", True)


def _is_cut_from_words(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether both halves belong to ordinary words, 推广|安全, or the name may be a numeral and a word, 三|明确."""
    if end - start != 2 or text[end - 1 : end + 1] not in gazetteer.neighbours:
        return False
    return text[start - 1 : start + 1] in gazetteer.neighbours or text[start] in _NUMERALS


def _is_safe(hit: _Hit) -> bool:
    """Whether the name needs no evidence."""
    name = hit.name
    if name.level in ("country", "region", "province"):
        return True
    if name.common:
        return False
    if hit.form == "full":
        return len(name.text) > 2
    return name.level == "prefecture" or len(name.text) > 2


def _weigh(text: str, hits: list[_Hit], gazetteer: Gazetteer) -> None:
    """Accepts doubtful hits that have evidence, until no more do: one name may vouch for the next."""
    doubtful = [i for i, hit in enumerate(hits) if not hit.accepted]
    if not doubtful:
        return
    lists = _find_lists(text, hits)
    lines = _count_cells(text, hits)
    for _ in range(3):
        codes = {code for hit in hits if hit.accepted and len(hit.codes) == 1 for code in hit.codes}
        full = {c for hit in hits if hit.accepted and hit.form == "full" for c in hit.codes}
        prefixes = {code[:4] for code in codes if not code.endswith("0000")} | {code[:2] for code in codes}
        accepted = [i for i in doubtful if _has_evidence(text, hits, i, full, prefixes, lists, lines, gazetteer)]
        for index in accepted:
            hits[index].accepted = True
        doubtful = [i for i in doubtful if not hits[i].accepted]
        if not accepted or not doubtful:
            return


def _reject_strangers(hits: list[_Hit]) -> None:
    """Unmarks a short name right after a province that does not contain it: 浙江南阳 is no prefecture of Henan."""
    full = {c for hit in hits if hit.accepted and hit.form == "full" for c in hit.codes}
    for outer, inner in zip(hits, hits[1:], strict=False):
        if (
            outer.end == inner.start and inner.form == "short" and outer.name.level == "province"
            and inner.name.level in ("prefecture", "county") and not _is_parent(outer, inner)
            and full.isdisjoint(inner.codes)
        ):  # fmt: skip
            inner.accepted = False


def _has_evidence(
    text: str,
    hits: list[_Hit],
    index: int,
    full: set[str],
    prefixes: set[str],
    lists: dict[int, bool],
    lines: Counter[str],
    gazetteer: Gazetteer,
) -> bool:
    hit = hits[index]
    name = hit.name
    before, after = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    clear_left = not before or before in _EDGE or text.endswith(_LEADS, 0, hit.start)
    clear_right = not after or after in _EDGE or text.startswith(_FOLLOWS, hit.end)
    if hit.form == "full" and len(name.text) == 2 and after in _NOT_AFTER_2:
        return False
    previous = hits[index - 1] if index else None
    adjacent = previous is not None and previous.accepted and previous.end == hit.start
    if previous and adjacent and _is_parent(previous, hit):
        return not name.common or hit.form == "full" or clear_right or previous.name.level == "prefecture"
    if hit.form == "short" and before in _SURNAMES:
        return False
    if lists.get(index):
        return True
    if any(lines[code[:4]] >= 3 for code in hit.codes) and _is_cell(text, hit):
        return True
    linked = _is_linked(text, hits, index)
    if name.common:
        return linked and clear_left and clear_right
    if linked or any(code in full for code in hit.codes):
        return True
    if hit.form == "full":
        return clear_left
    if any(code[:4] in prefixes for code in hit.codes):
        return True
    if clear_left and clear_right and (text.endswith(_LEADS, 0, hit.start) or _in_list_of_places(text, hits, index)):
        return True
    return any(code[:2] in prefixes for code in hit.codes) and (clear_left or clear_right or name.known)


def _is_parent(outer: _Hit, inner: _Hit) -> bool:
    return any(a != b and contains(a, b) for a in outer.codes for b in inner.codes)


def _separated(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= 4 and _SEPARATOR.fullmatch(text, start, end) is not None


def _is_linked(text: str, hits: list[_Hit], index: int) -> bool:
    """Whether a neighbour in a list is an accepted place of the same prefecture (or, of a province, of the same)."""
    hit = hits[index]
    for other, gap in (
        (hits[index - 1] if index else None, True),
        (hits[index + 1] if index + 1 < len(hits) else None, False),
    ):
        if other is None or not other.accepted:
            continue
        start, end = (other.end, hit.start) if gap else (hit.end, other.start)
        if not _separated(text, start, end):
            continue
        width = 4 if hit.name.common else 2
        if any(a[:width] == b[:width] for a in hit.codes for b in other.codes):
            return True
    return False


def _in_list_of_places(text: str, hits: list[_Hit], index: int) -> bool:
    """Whether a neighbour across 、 is an accepted place, of whatever province: 黄石、安源、上海."""
    hit = hits[index]
    left, right = hits[index - 1] if index else None, hits[index + 1] if index + 1 < len(hits) else None
    return (left is not None and left.accepted and bool(left.codes) and text[left.end : hit.start] == "、") or (
        right is not None and right.accepted and bool(right.codes) and text[hit.end : right.start] == "、"
    )


def _find_lists(text: str, hits: list[_Hit]) -> dict[int, bool]:
    """Indices of hits in a list, or alone, that ends in a count of places: 布拖、普格两县."""
    members: dict[int, bool] = {}
    run: list[int] = []
    for index, hit in enumerate(hits):
        if run and not _separated(text, hits[run[-1]].end, hit.start):
            run = []
        run.append(index)
        if _LIST_END.match(text, hit.end) and hit.form != "deictic":
            # A lone ordinary word before a number is no list: 合作3县.
            if len(run) > 1 or not hit.name.common:
                members.update(dict.fromkeys(run, True))
            run = []
    return members


def _is_cell(text: str, hit: _Hit) -> bool:
    before, after = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    return (not before or before in "\n\t |" or before.isdigit()) and (
        not after or after in "\n\t |" or after.isdigit()
    )


def _count_cells(text: str, hits: list[_Hit]) -> Counter[str]:
    """How many different names of each prefecture stand alone in a cell or line of a table."""
    names = {(code[:4], hit.name.text) for hit in hits if _is_cell(text, hit) for code in hit.codes}
    return Counter(prefix for prefix, _ in names)
