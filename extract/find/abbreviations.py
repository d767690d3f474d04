"""One-character names of provinces and cities: 沪苏浙, 川渝, 粤桂协作, 援疆, 在沪. Alone each is only a character."""

from __future__ import annotations

from typing import Final

from extract.find.gazetteer import Name
from extract.types import PlaceSpan

# Characters that mean little else; two of them side by side are provinces.
_DISTINCT: Final = frozenset("京津沪渝冀豫皖鲁浙赣鄂湘粤桂闽琼黔滇陕晋川苏藏疆")
# What follows a group of provinces of which only one is distinct: 闽宁协作, 京蒙两地.
_FOLLOWS: Final = (
    "协作", "合作", "两", "三", "四", "对口", "帮扶", "交界", "扶贫", "携手", "结对", "一体化", "等", "地区",
    "省", "毗邻", "双向", "情",
    "劳务", "产业", "共建", "消费", "模式", "示范", "边",
)  # fmt: skip
# What precedes a single one: 援疆, 在沪, 进京.
_LEADS: Final = frozenset("援在驻赴来进返离入")
_AFTER_LEAD: Final = frozenset("京津沪渝皖鲁浙赣鄂湘粤桂闽琼黔滇陕川藏疆")
_PAIRS: Final = ("港澳台", "港澳", "云贵")


def find_abbreviations(text: str, matches: list[tuple[int, int, Name]]) -> list[PlaceSpan]:
    """Spans of the one-character names that stand in a group, or after a word such as 援 or 在."""
    spans: list[PlaceSpan] = []
    run: list[tuple[int, int, Name]] = []
    for match in matches:
        start, _, name = match
        if name.form != "abbreviation":
            continue
        if run and start != run[-1][1] and not (start == run[-1][1] + 1 and text[start - 1] == "、"):
            spans += _accept(text, run)
            run = []
        run.append(match)
    return spans + _accept(text, run) if run else spans


def _accept(text: str, run: list[tuple[int, int, Name]]) -> list[PlaceSpan]:
    start, end = run[0][0], run[-1][1]
    characters = [text[s:e] for s, e, _ in run]
    distinct = sum(c in _DISTINCT for c in characters)
    if len(run) == 1:
        lead = text[start - 1 : start]
        followed = text[end : end + 1]
        good = (lead in _LEADS and lead != "" and characters[0] in _AFTER_LEAD and followed not in "剧菜") or (
            lead == "援" and characters[0] == "青" and not text.startswith("年", end)
        )
    else:
        good = distinct >= 2 or (distinct == 1 and text.startswith(_FOLLOWS, end)) or text[start:end] in _PAIRS
    if not good or len(set(characters)) < len(characters):  # 津津有味
        return []
    return [PlaceSpan(s, e, name.level, "abbreviation", name.codes) for s, e, name in run]
