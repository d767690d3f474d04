"""Which place a name means: codes by parent, co-mentions and the article's own place; renamed places; 全省 and 该县.

Codes are those of GB/T 2260 as of the document's date; an obsolete name takes its successor's code (DESIGN §5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from extract.find.gazetteer import Gazetteer, contains, level_of, load_gazetteer
from extract.resolve.deictics import Context, Item, resolve_deictic
from extract.resolve.place_lists import drop_districts, narrow_by_lists
from extract.types import Place, PlaceLevel, PlaceSpan

_CODED: Final[frozenset[PlaceLevel]] = frozenset(("province", "prefecture", "county"))
_LEAD_LENGTH, _LEAD_VOTES = 200, 5  # characters at the beginning that speak for the article's own place, and how loud
# How much a place elsewhere in the text speaks for a candidate in the same prefecture or province, and what a level
# weighs by itself: 吉林 is the province unless the text says otherwise.
_SAME_PREFECTURE, _SAME_PROVINCE, _HOME_PREFECTURE, _HOME_PROVINCE = 4.0, 2.0, 3.0, 1.5
_LEVEL_WEIGHT: Final[dict[PlaceLevel, float]] = {"province": 5.0, "prefecture": 1.0, "county": 0.0}


def resolve_places(text: str, spans: Sequence[PlaceSpan], *, on: date | None, home: str | None = None) -> list[Place]:
    """One ``Place`` for each span, in order. ``on`` is the document's date, ``home`` the code of the article's place.

    A name that stays ambiguous has no code and keeps its candidates; ``reason`` says what decided.
    """
    gazetteer = load_gazetteer()
    items = [Item(s, text[s.start : s.end], _in_use(text, s, gazetteer, on)) for s in spans]
    _find_parents(items)
    narrow_by_lists(text, items, gazetteer)
    drop_districts(items, gazetteer)
    for item in items:
        if len(item.codes) == 1:
            item.code = item.codes[0]
            item.reason = "renamed or recoded" if item.code not in item.span.candidates else "only candidate"
    _decide(items, home)
    context = Context(text, [i for i in items if i.code and i.span.form != "deictic"], home, gazetteer)
    for item in items:
        if item.span.form == "deictic":
            resolve_deictic(item, context)
    return [_to_place(item, gazetteer, on) for item in items]


def home_place(
    text: str, spans: Sequence[PlaceSpan], organizations_surface: Sequence[str] = (), title: str | None = None
) -> str | None:
    """The code of the article's own place, or ``None`` if unclear.

    A place in the title decides. Else places vote: each mention once, those in the lead and in the names of the first
    bodies five times; the province with most votes wins, and a prefecture or county that has most of its votes.
    """
    gazetteer = load_gazetteer()
    of_title = _home_of_name(title, gazetteer) if title else None
    if of_title:
        return of_title
    coded = [s for s in spans if s.level in _CODED and s.form in ("full", "short")]
    votes: Counter[str] = Counter()
    for place in resolve_places(text, coded, on=None):
        if place.code:
            votes[place.code] += _LEAD_VOTES if place.span[0] < _LEAD_LENGTH else 1
    for name in organizations_surface[:3]:
        of_body = _home_of_name(name, gazetteer)
        if of_body:
            votes[of_body] += _LEAD_VOTES
    if not votes:
        return None
    provinces, prefectures = Counter[str](), Counter[str]()
    for code, number in votes.items():
        provinces[code[:2] + "0000"] += number
        if level_of(code) != "province" and gazetteer.division(code[:4] + "00"):
            prefectures[code[:4] + "00"] += number
    province = _leader(provinces, 0)
    if province is None:
        return None
    total = provinces[province]
    prefecture = _leader(Counter({c: n for c, n in prefectures.items() if contains(province, c)}), total / 2)
    if prefecture is None:
        return province
    counties = Counter({c: n for c, n in votes.items() if contains(prefecture, c) and c != prefecture})
    return _leader(counties, prefectures[prefecture] / 2) or prefecture


def _leader(votes: Counter[str], more_than: float) -> str | None:
    """The one with most votes, if it leads alone, with at least two and more than asked."""
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or ranked[0][1] <= more_than:
        return None
    return None if len(ranked) > 1 and ranked[1][1] == ranked[0][1] else ranked[0][0]


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
    """Whether the code is in use at the date under a name that begins like the surface (襄樊 no longer is one)."""
    for division in gazetteer.divisions(code):
        holds = not division.end if on is None else division.holds(on.year)
        if holds and (surface in (division.name, division.short) or division.name[:1] == surface[:1]):
            return True
    return False


def _find_parents(items: list[Item]) -> None:
    for left, right in pairwise(items):
        if left.span.end == right.span.start and (left.codes or left.span.level == "township"):
            right.parent = left


def _decide(items: list[Item], home: str | None) -> None:
    """Settles the ambiguous: first by the parent written before, then by what else the text names."""
    for item in items:
        parent = item.parent
        if item.code is None and len(item.codes) > 1 and parent is not None:
            inner = [c for c in item.codes if any(contains(p, c) and p != c for p in parent.codes)]
            if len(inner) == 1 or (inner and parent.code):
                item.codes = tuple(inner)
            if len(inner) == 1:
                item.code, item.reason = inner[0], f"within {parent.text}"
    for child in items:  # a parent that is itself ambiguous: 朝阳双塔区
        outer = child.parent
        if outer is not None and outer.code is None and child.code is not None:
            codes = [c for c in outer.codes if contains(c, child.code) and c != child.code]
            if len(codes) == 1:
                outer.code, outer.reason = codes[0], f"contains {child.text}"
    known = {i.code for i in items if i.code and i.span.form != "deictic"}
    prefectures = frozenset(code[:4] for code in known if level_of(code) != "province")
    provinces = frozenset(code[:2] for code in known)
    for item in items:
        if item.code is None and len(item.codes) > 1:
            _score(item, prefectures, provinces, home)


def _score(item: Item, prefectures: frozenset[str], provinces: frozenset[str], home: str | None) -> None:
    scores: dict[str, float] = {}
    for code in item.codes:
        weight = _LEVEL_WEIGHT[level_of(code)]
        if level_of(code) != "province":
            if code[:4] in prefectures:
                weight += _SAME_PREFECTURE
            elif code[:2] in provinces:
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


def _to_place(item: Item, gazetteer: Gazetteer, on: date | None) -> Place:
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
