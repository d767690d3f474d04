"""The unit of a number that stands without one: 认捐2017万, 40多万农民, 东部8省市, 三部门."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extract.find.cores import Core
from extract.find.lexicon import Unit, load_understood, load_units

_BREAK: Final = re.compile(r"[，。；：！？\n]")
_BREAKS: Final = "，。；：！？\n"
_REACH: Final = {"人": 12, "户": 8}  # how far behind a large number its noun may stand (40多万贫困地区农民)
_SHORT: Final = 2  # characters behind a sum that may still end its clause (…3.2亿多)


def infer_unit(text: str, core: Core) -> Unit | None:
    """The unit that the context of a bare number implies, or ``None`` if nothing shows that it counts anything."""
    if text[core.end : core.end + 1] in load_understood().not_behind and core.end < len(text):
        return None
    behind = _clause_behind(text, core.end)
    if core.needs_wording:
        person = behind.startswith(_nouns()["人"])
        return _unit("人") if person else None
    if text[core.end - 1] in "万亿" or core.made is not None:
        return _unit_of_large(text, core, behind)
    if behind.startswith(_nouns()["个"]) and _may_count(text, core):
        return _unit("个")
    return None


def _unit_of_large(text: str, core: Core, behind: str) -> Unit | None:
    """Of a number in 万 or 亿 or with 余: its noun decides, else what the clause speaks of."""
    for name, reach in _REACH.items():
        if _pattern(name).search(behind[:reach]):
            return _unit(name)
    money = _clause_pattern("元")
    if money.match(behind):  # 2000万善款
        return _unit("元")
    before = _before(text, core.start, 24, _BREAKS)
    if len(behind) <= _SHORT:
        if money.search(before):
            return _unit("元")
        sentence = _before(text, core.start, 60, "。；！？\n")
        if money.search(sentence) and not _clause_pattern("人").search(before):
            return _unit("元")
    if _clause_pattern("人").search(before) and not behind[:1].strip("的"):
        return _unit("人")
    if behind and "\u4e00" <= behind[0] <= "\u9fff" and text[core.end - 1] != "亿":
        return _unit("个")
    return _unit("元") if text[core.end - 1] == "亿" and money.search(before) else None


def _may_count(text: str, core: Core) -> bool:
    """三部门, 东部8省市: a small number, neither an ordinal nor glued to a dash, and not 一."""
    before = text[core.start - 1 : core.start] if core.start else ""
    if before in ("第", "-", "+", "—"):
        return False
    return core.number is None or (core.number.value < 100_000 and not (core.number.value == 1 and core.chinese))


def _clause_behind(text: str, end: int) -> str:
    window = text[end : end + 16]
    match = _BREAK.search(window)
    return window[: match.start()] if match else window


def _before(text: str, start: int, reach: int, breaks: str) -> str:
    window = text[max(0, start - reach) : start]
    return window[max(map(window.rfind, breaks)) + 1 :]


@lru_cache(maxsize=8)
def _unit(name: str) -> Unit:
    found = load_units().match(name, 0)
    return found[1] if found else Unit(name, "count", name)


@lru_cache(maxsize=1)
def _nouns() -> dict[str, tuple[str, ...]]:
    return dict(load_understood().nouns)


@lru_cache(maxsize=8)
def _pattern(unit: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _nouns()[unit])))


@lru_cache(maxsize=8)
def _clause_pattern(unit: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_understood().clauses[unit])))
