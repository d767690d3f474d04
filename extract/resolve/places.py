"""Which place a name means: codes by parent, co-mentions and the article's own place; renamed places; 全省 and 该县.

Codes are those of GB/T 2260 as of the document's date; an obsolete name takes its successor's code (DESIGN §5).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from extract.find.gazetteer import DEICTICS, Gazetteer, contains, level_of, load_gazetteer
from extract.types import Place, PlaceLevel, PlaceSpan

_CODED: Final[frozenset[PlaceLevel]] = frozenset(("province", "prefecture", "county"))
_JOINED: Final = re.compile(r"[、，和与及/\s]*(?:以及)?")
# How much a place elsewhere in the text speaks for a candidate in the same prefecture or province, and what a level
# weighs by itself: 吉林 is the province unless the text says otherwise.
_SAME_PREFECTURE, _SAME_PROVINCE, _HOME_PREFECTURE, _HOME_PROVINCE = 4.0, 2.0, 3.0, 1.5
_LEVEL_WEIGHT: Final[dict[PlaceLevel, float]] = {"province": 5.0, "prefecture": 1.0, "county": 0.0}


@dataclass(slots=True)
class _Item:
    span: PlaceSpan
    text: str
    codes: tuple[str, ...]  # candidates in use at the date
    code: str | None = None
    reason: str = ""
    parent: _Item | None = field(default=None, repr=False)


def resolve_places(text: str, spans: Sequence[PlaceSpan], *, on: date | None, home: str | None = None) -> list[Place]:
    """One ``Place`` for each span, in order. ``on`` is the document's date, ``home`` the code of the article's place.

    A name that stays ambiguous has no code and keeps its candidates; ``reason`` says what decided.
    """
    gazetteer = load_gazetteer()
    items = [_Item(s, text[s.start : s.end], _in_use(text, s, gazetteer, on)) for s in spans]
    _find_parents(items)
    for item in items:
        if len(item.codes) == 1:
            item.code = item.codes[0]
            item.reason = "renamed or recoded" if item.code not in item.span.candidates else "only candidate"
    _decide(items, home)
    for index, item in enumerate(items):
        if item.span.form == "deictic" and item.code is None:
            _resolve_deictic(items, index, home, gazetteer)
    return [_to_place(item, gazetteer, on) for item in items]


def home_place(
    text: str, spans: Sequence[PlaceSpan], organizations_surface: Sequence[str] = (), title: str | None = None
) -> str | None:
    """The code of the article's own place, or ``None`` if unclear.

    A place in the title, else of the issuing bodies, else of the lead, else the one mentioned most (with the places
    below it), if it is mentioned at least twice and more often than any other.
    """
    gazetteer = load_gazetteer()
    for source in (title, *organizations_surface[:3]):
        if source:
            from_name = _home_of_name(source, gazetteer)
            if from_name:
                return from_name
    coded = [s for s in spans if s.level in _CODED and s.form in ("full", "short")]
    places = [p for p in resolve_places(text, coded, on=None) if p.code]
    if not places:
        return None
    counts = Counter(p.code for p in places if p.code)
    provinces = Counter({code: sum(n for c, n in counts.items() if contains(code, c)) for code in _provinces(counts)})
    (province, total), *others = provinces.most_common(2)
    if others and others[0][1] >= total:
        return None
    if total < 2 and len(provinces) > 1:
        return None
    prefectures = Counter({c[:4] + "00": 0 for c in counts if contains(province, c) and level_of(c) != "province"})
    for code in prefectures:
        prefectures[code] = sum(n for c, n in counts.items() if contains(code, c))
    named = [(code, n) for code, n in prefectures.most_common() if gazetteer.division(code)]
    if named and named[0][1] * 2 > total and (len(named) == 1 or named[0][1] > named[1][1]):
        code = named[0][0]
        below = [(c, n) for c, n in counts.most_common() if contains(code, c) and c != code]
        if len(below) == 1 and below[0][1] >= max(2, counts.get(code, 0)):
            return below[0][0]
        return code
    return province


def _provinces(codes: Counter[str]) -> set[str]:
    return {code[:2] + "0000" for code in codes}


def _home_of_name(name: str, gazetteer: Gazetteer) -> str | None:
    """The most specific place at the beginning of a body's name or anywhere in a title, if there is only one chain."""
    found: list[str] = []
    for _, _, match in gazetteer.match(name):
        if match.form not in ("full", "short") or (match.form == "short" and match.level == "county") or match.common:
            continue
        codes = [c for c in match.codes if not found or contains(found[-1], c)] or list(match.codes)
        if match.level == "province" or len(codes) == 1:
            found.append(next((c for c in codes if level_of(c) == match.level), codes[0]))
    chain = [code for code in found if contains(found[0], code)]
    return chain[-1] if found and len(chain) == len(found) else None


def _in_use(text: str, span: PlaceSpan, gazetteer: Gazetteer, on: date | None) -> tuple[str, ...]:
    """The span's candidates as of the date, names that still hold preferred to those that no longer do."""
    if span.level not in _CODED or not span.candidates:
        return ()
    surface = text[span.start : span.end]
    holding = [c for c in span.candidates if _name_holds(gazetteer, c, surface, on)]
    return tuple(dict.fromkeys(code for c in holding or span.candidates for code in gazetteer.current(c, on)))


def _name_holds(gazetteer: Gazetteer, code: str, surface: str, on: date | None) -> bool:
    """Whether the code is in use at the date under a name that begins like the surface (襄樊 is 襄阳's code, not name)."""
    for division in gazetteer.divisions(code):
        holds = not division.end if on is None else division.holds(on.year)
        if holds and (surface in (division.name, division.short) or division.name[:1] == surface[:1]):
            return True
    return False


def _find_parents(items: list[_Item]) -> None:
    for left, right in zip(items, items[1:], strict=False):
        if left.span.end == right.span.start and left.codes:
            right.parent = left


def _decide(items: list[_Item], home: str | None) -> None:
    """Settles the ambiguous: first by the parent written before, then by what else the text names."""
    for item in items:
        parent = item.parent
        if item.code is None and len(item.codes) > 1 and parent is not None:
            inner = [c for c in item.codes if any(contains(p, c) and p != c for p in parent.codes)]
            if len(inner) == 1 or (inner and parent.code):
                item.codes = tuple(inner)
            if len(inner) == 1:
                item.code, item.reason = inner[0], f"within {parent.text}"
    for item in items:  # 朝阳区 after 北京 settled; now a parent that was itself ambiguous: 朝阳双塔区
        child = next((i for i in items if i.parent is item and i.code), None)
        if item.code is None and child is not None and child.code:
            outer = [c for c in item.codes if contains(c, child.code) and c != child.code]
            if len(outer) == 1:
                item.code, item.reason = outer[0], f"contains {child.text}"
    known = Counter(i.code for i in items if i.code and i.span.form != "deictic")
    for item in items:
        if item.code is None and len(item.codes) > 1:
            _score(item, known, home)


def _score(item: _Item, known: Counter[str], home: str | None) -> None:
    scores: dict[str, float] = {}
    for code in item.codes:
        weight = _LEVEL_WEIGHT[level_of(code)]
        if level_of(code) != "province":
            if any(k[:4] == code[:4] for k in known if level_of(k) != "province"):
                weight += _SAME_PREFECTURE
            elif any(k[:2] == code[:2] for k in known):
                weight += _SAME_PROVINCE
            if home and home[:2] == code[:2]:
                weight += _HOME_PREFECTURE if home[:4] == code[:4] else _HOME_PROVINCE
        scores[code] = weight
    ranked = sorted(scores, key=lambda c: (-scores[c], c))
    best, second = ranked[0], ranked[1]
    if scores[best] > scores[second]:
        item.code = best
        item.reason = "by level" if scores[best] == _LEVEL_WEIGHT[level_of(best)] else "by places named with it"
    elif contains(best, second) or contains(second, best):
        item.code = best if contains(best, second) else second
        item.reason = "the wider of two that share the name"


def _resolve_deictic(items: list[_Item], index: int, home: str | None, gazetteer: Gazetteer) -> None:
    item = items[index]
    if item.span.level == "country":
        item.reason = "the country"
        return
    if item.codes:  # 全州: also the short name of a county
        item.codes = ()
    for level in _meant_levels(item.text):
        code = _ancestor(home, level, item.text, gazetteer) if home else None
        if code:
            item.code, item.reason = code, "the article's own place"
            return
    named = [i for i in items if i.code and i.span.form != "deictic"]
    for level in _meant_levels(item.text):
        before = [i for i in named if i.span.end <= item.span.start and level_of(i.code or "") == level]
        before = [i for i in before if _fits(i.code or "", item.text, gazetteer)]
        # 该县 is the one named last; the others speak of a single place only if the text names a single one.
        distinct = {i.code for i in before}
        if before and (item.text[0] == "该" or len(distinct) == 1):
            item.code, item.reason = before[-1].code, f"named before: {before[-1].text}"
            return
        code = _from_members(named, level, item.text, gazetteer)
        if code:
            members = "、".join(
                dict.fromkeys(i.text for i in named if i.code and i.code != code and contains(code, i.code))
            )
            item.code, item.reason = code, f"from the places listed with it: {members}"
            return


def _meant_levels(surface: str) -> tuple[PlaceLevel, ...]:
    """Levels that a deictic can mean: 全市 a prefecture, a municipality or a county-level city; 全区 a region or district."""
    if surface.endswith("市"):
        return ("prefecture", "county", "province")
    if surface.endswith("区") and not surface.endswith("自治区"):
        return ("county", "province")
    return (DEICTICS[surface],)


def _fits(code: str, surface: str, gazetteer: Gazetteer) -> bool:
    division = gazetteer.division(code)
    if division is None:
        return False
    if surface.endswith(("自治区", "自治州", "自治县")):
        return division.name.endswith(surface[-3:])
    last = surface[-1]
    if last == "区" and division.level == "province":
        return division.name.endswith("自治区")
    return division.name.endswith(last) or (last == "县" and division.name.endswith("自治县"))


def _ancestor(home: str, level: PlaceLevel, surface: str, gazetteer: Gazetteer) -> str | None:
    for code in (home, *gazetteer.ancestors(home)):
        if level_of(code) == level and _fits(code, surface, gazetteer):
            return code
    return None


def _from_members(named: list[_Item], level: PlaceLevel, surface: str, gazetteer: Gazetteer) -> str | None:
    """The one place of a level that most of the named places lie in: at least two of them, and more than half."""
    codes = {i.code for i in named if i.code}
    totals: Counter[str] = Counter()
    for code in codes:
        for outer in gazetteer.ancestors(code):
            if level_of(outer) == level and _fits(outer, surface, gazetteer):
                totals[outer] += 1
    if not totals:
        return None
    best, count = totals.most_common(1)[0]
    below = sum(1 for code in codes if level_of(code) not in (level, "province"))
    return best if count >= 2 and count * 2 > below else None


def _to_place(item: _Item, gazetteer: Gazetteer, on: date | None) -> Place:
    span = item.span
    level, reason = span.level, item.reason
    name = item.text
    if item.code:
        division = gazetteer.division(item.code, on)
        if division is not None:
            name, level = division.name, division.level
    elif span.level in ("township", "village"):
        reason = f"within {item.parent.text}" if item.parent else ""
    elif span.level == "country" and span.form == "deictic":
        name = "中国"
    candidates = item.codes if item.code is None and span.form != "deictic" else ()
    if candidates:
        reason = "ambiguous"
    return Place((span.start, span.end), name, level, span.form, item.code, candidates, reason)
