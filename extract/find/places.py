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
from itertools import pairwise
from typing import Final

from extract.find.abbreviations import find_abbreviations
from extract.find.gazetteer import Gazetteer, contains, load_gazetteer
from extract.find.place_edges import SURNAMES, Hit, screen
from extract.find.settlements import find_lone_settlements, find_repeated, find_settlements
from extract.types import PlaceSpan

# 盐源、会东两县; 宁强、镇巴等四个县; 陇南等3市; 福建、宁夏两省区; 黔西、织金等县
_LIST_END: Final = re.compile(
    r"(?:等地?)?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:余|多)?个?"
    r"[\u4e00-\u9fff]{0,6}?(?:省|自治区|市|县|区|州|旗|地)"
    r"|等(?:地|县市|市县|县区|区县|县|旗|市(?![场民值直])|自治县|自治州)(?![级域城方区])"
)
_SEPARATOR: Final = re.compile(r"[ \t]*(?:[、，/\s·—-]|以及|和|与|及|、和)[ \t]*")
# Words after which a place is expected.
_LEADS: Final = (
    "在", "赴", "到", "往", "抵达", "走进", "援助", "支援", "对口", "帮扶", "落户", "入驻", "奔赴", "驻", "位于",
    "来自", "走访", "考察", "结对", "调研", "从", "自", "援建", "扎根", "远在", "深入", "向", "至", "地处", "隶属",
    "位居", "离开", "途经", "定点",
)  # fmt: skip
# What follows a place and seldom an ordinary word.
_FOLLOWS: Final = ("县城", "当地", "等地", "境内", "籍", "群众", "老乡", "城区", "全境", "农村", "山区", "牧区")
_EDGE: Final = frozenset("，。；：、！？“”‘’（）〔〕《》<>\n\r\t |/—-…·[]{}()\"'")
_NOT_AFTER_2: Final = frozenset("级域长委乡区市直内里")  # 任县长, 形成县域: no 任县, no 成县
_JOINING: Final = frozenset("和与及在对向从到至")


def find_places(text: str) -> list[PlaceSpan]:
    """The places of normalized simplified text, in order; those inside organizations' names are among them.

    A span with several candidates is left to ``resolve_places``. Townships and villages have none.
    """
    gazetteer = load_gazetteer()
    matches = gazetteer.match(text)
    hits = [hit for match in matches if (hit := screen(text, *match, gazetteer)) is not None]
    _weigh(text, hits, gazetteer)
    _reject_strangers(hits)
    hidden = [h for hit in hits if not hit.accepted for h in _find_hidden(text, hit, gazetteer)]
    hits = sorted([*hits, *hidden], key=lambda h: h.start) if hidden else hits
    spans = [PlaceSpan(h.start, h.end, h.name.level, h.form, h.codes) for h in hits if h.accepted]
    settlements = [s for hit in hits if hit.accepted and hit.codes for s in find_settlements(text, hit.end)]
    for more in (settlements, find_lone_settlements(text), find_abbreviations(text, matches)):
        spans = _merge(spans, more)
    return _merge(spans, find_repeated(text, spans))


def _find_hidden(text: str, hit: Hit, gazetteer: Gazetteer) -> list[Hit]:
    """Safe names that begin inside a rejected one, as 平顶山 in 和平顶山 (the automaton reports no overlaps)."""
    for start, end, name in gazetteer.match(text[hit.start + 1 : hit.end + 6]):
        if start < hit.end - hit.start - 1:
            found = screen(text, start + hit.start + 1, end + hit.start + 1, name, gazetteer)
            if found is None or not found.accepted or found.form not in ("full", "short"):
                continue
            word = text[hit.start - 1 : hit.start + 1]  # 社会|宁夏
            if found.end - found.start > 2 or text[hit.start] in _JOINING or word in gazetteer.neighbours:
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


def _weigh(text: str, hits: list[Hit], gazetteer: Gazetteer) -> None:
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


def _reject_strangers(hits: list[Hit]) -> None:
    """Unmarks a short name right after a province that does not contain it: 江苏信阳 is no prefecture of Henan."""
    full = {c for hit in hits if hit.accepted and hit.form == "full" for c in hit.codes}
    for outer, inner in pairwise(hits):
        if (
            outer.end == inner.start and inner.form == "short" and outer.name.level == "province"
            and inner.name.level in ("prefecture", "county") and not _is_parent(outer, inner)
            and full.isdisjoint(inner.codes)
        ):  # fmt: skip
            inner.accepted = False


def _has_evidence(
    text: str,
    hits: list[Hit],
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
    following = hits[index + 1] if index + 1 < len(hits) else None
    if following and following.accepted and following.start == hit.end and _is_parent(hit, following):
        return True
    previous = hits[index - 1] if index else None
    adjacent = previous is not None and previous.accepted and previous.end == hit.start
    if previous and adjacent and _is_parent(previous, hit):
        if name.common and hit.form == "short" and _is_word_after(text, hits, index):
            return False
        return not name.common or hit.form == "full" or clear_right or previous.name.level == "prefecture"
    if hit.form == "short" and before in SURNAMES:
        return False
    if lists.get(index):
        return True
    if name.common and hit.form == "short" and _is_among_words(text, hits, index):
        return False
    if any(lines[code[:4]] >= 3 for code in hit.codes) and _is_cell(text, hit):
        return True
    linked = _is_linked(text, hits, index)
    if name.common:
        return linked and clear_left and (clear_right or after == "等")
    if linked or any(code in full for code in hit.codes):
        return True
    if hit.form == "full":
        return clear_left
    if any(code[:4] in prefixes for code in hit.codes):
        return True
    if clear_left and clear_right and (text.endswith(_LEADS, 0, hit.start) or _in_list_of_places(text, hits, index)):
        return True
    return any(code[:2] in prefixes for code in hit.codes) and (clear_left or clear_right or name.known)


def _is_among_words(text: str, hits: list[Hit], index: int) -> bool:
    """Whether the next item of its list is no name: 健康、长寿, 博爱、奉献精神."""
    hit = hits[index]
    left, right = hits[index - 1] if index else None, hits[index + 1] if index + 1 < len(hits) else None
    before = text[hit.start - 1 : hit.start] == "、" and (left is None or left.end != hit.start - 1)
    after = text[hit.end : hit.end + 1] == "、" and (right is None or right.start != hit.end + 1)
    return before or after


def _is_word_after(text: str, hits: list[Hit], index: int) -> bool:
    """Whether an ordinary word right after a place is one: in a list of words (焦作市解放、发展), or the short name of
    districts only, which are not called so without their 区 (丹东市振兴产业)."""
    hit, outer = hits[index], hits[index - 1]
    if _is_among_words(text, hits, index):
        return True
    parts = [name for code in hit.codes if any(contains(o, code) for o in outer.codes) for name in _names(code)]
    return (
        all(name.endswith("区") and not name.endswith("族区") for name in parts) and text[hit.end : hit.end + 1] != "、"
    )


def _names(code: str) -> list[str]:
    return [division.name for division in load_gazetteer().divisions(code)]


def _is_parent(outer: Hit, inner: Hit) -> bool:
    return any(a != b and contains(a, b) for a in outer.codes for b in inner.codes)


def _separated(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= 4 and _SEPARATOR.fullmatch(text, start, end) is not None


def _is_linked(text: str, hits: list[Hit], index: int) -> bool:
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
        # An ordinary word needs a neighbour of its prefecture; of its province in a list that goes on: 随州、仙桃等地.
        going_on = other.name.level != "province" and text[hit.end : hit.end + 1] in ("、", "等")
        width = 4 if hit.name.common and not going_on else 2
        if any(a[:width] == b[:width] for a in hit.codes for b in other.codes):
            return True
    return False


def _in_list_of_places(text: str, hits: list[Hit], index: int) -> bool:
    """Whether a neighbour across 、 is an accepted place, of whatever province: 黄石、安源、上海."""
    hit = hits[index]
    left, right = hits[index - 1] if index else None, hits[index + 1] if index + 1 < len(hits) else None
    return (left is not None and left.accepted and bool(left.codes) and text[left.end : hit.start] == "、") or (
        right is not None and right.accepted and bool(right.codes) and text[hit.end : right.start] == "、"
    )


def _find_lists(text: str, hits: list[Hit]) -> dict[int, bool]:
    """Indices of hits in a list, or alone, that ends in a count of places: 盐源、会东两县."""
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


def _is_cell(text: str, hit: Hit) -> bool:
    before, after = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    return (not before or before in "\n\t |" or before.isdigit()) and (
        not after or after in "\n\t |" or after.isdigit()
    )


def _count_cells(text: str, hits: list[Hit]) -> Counter[str]:
    """How many different names of each prefecture stand alone in a cell or line of a table."""
    names = {(code[:4], hit.name.text) for hit in hits if _is_cell(text, hit) for code in hit.codes}
    return Counter(prefix for prefix, _ in names)
