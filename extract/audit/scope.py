"""Whether two statements speak of the same, a narrower, a wider or another place, programme, period, noun.

Every answer is a :data:`Relation` of the first to the second. ``unknown`` means that the text does not say; it never
counts as agreement by itself. Rules are general and by form (code prefixes, name endings): the audit knows no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from extract.audit.indicators import indicators
from extract.types import Period, PlaceRef, StoredStatement

Relation = Literal["same", "inside", "contains", "overlap", "unknown", "different"]

_PLACE_ENDINGS: Final = (
    "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "地区",
    "省", "市", "州", "县", "区", "旗", "盟",
)  # fmt: skip
_SMALL_PLACES: Final = (
    "村",
    "镇",
    "乡",
    "街道",
    "社区",
    "苏木",
    "嘎查",
    "屯",
    "组",
    "农场",
    "林场",
    "牧场",
    "团场",
    "街",
)
_PROGRAMME_NOISE: Final = re.compile(r"[\s“”‘’「」『』《》〈〉\"'·・•—－-]")
_PROGRAMME_KINDS: Final = ("项目", "行动", "计划", "工程", "活动", "方案", "专项")
SHORTEST_PROGRAMME: Final = 4  # characters: below this, one name within another is chance (养蜂 in 养蜂场)
_EMPTY_WORDS: Final = "计划预总共已拟协议合同"  # characters: 计划投入, 总支出, 协议金额
_LONGEST_PLACE: Final = 12
_OWN_PLACE: Final = (
    "自治区", "自治州", "自治县", "全省", "全市", "全区", "全州", "全县",
    "我省", "我市", "我区", "我州", "我县", "本省", "本市", "本区", "本州", "本县",
)  # fmt: skip
# 截至6月底累计拨付 and 截至12月底累计拨付 head two columns of one thing.
_TIME_IN_NOUN: Final = re.compile(
    r"(?:截至|截止|到|至)?[0-9一二三四五六七八九十]{1,4}(?:年|月|日|季度)[度份]?(?:底|末|初)?|累计|累計"
)
REMEMBERED: Final = 1 << 16  # answers kept: the same few scopes are compared over and over


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom, where, for what and when a statement or a fact holds."""

    indicator: str | None
    counted: str | None
    provider: tuple[str, ...]
    place: tuple[PlaceRef, ...]
    programme: str | None
    period: Period | None
    published_on: date | None


def scope_of(statement: StoredStatement) -> Scope:
    """The scope as the statement has it."""
    return Scope(
        statement.indicator,
        statement.counted,
        statement.provider,
        statement.place,
        statement.programme,
        statement.period,
        statement.published_on,
    )


# --- places ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def relate_places(one: tuple[PlaceRef, ...], other: tuple[PlaceRef, ...]) -> Relation:
    """By GB/T 2260 code prefix; names below the county, which have no code, by their written chain (县 → 镇 → 村).

    A region (西部, 沿海地区) has no border that a base could hold a place against: it is as good as unsaid.
    """
    one, other = _bounded(one), _bounded(other)
    if not one or not other:
        return "unknown"
    pairs = [[_relate_place(a, b) for b in other] for a in one]
    if all(relation == "different" for row in pairs for relation in row):
        return "different"
    one_in_other = all(any(relation in ("same", "inside") for relation in row) for row in pairs)
    other_in_one = all(any(row[i] in ("same", "contains") for row in pairs) for i in range(len(other)))
    if one_in_other and other_in_one:
        return "same"
    if one_in_other:
        return "inside"
    if other_in_one:
        return "contains"
    certain = all(relation != "unknown" for row in pairs for relation in row)
    return "overlap" if certain else "unknown"


def _relate_place(one: PlaceRef, other: PlaceRef) -> Relation:
    if one.code is not None and other.code is not None:
        a, b = significant(one.code), significant(other.code)
        if a == b:
            return "same"
        return "inside" if a.startswith(b) else "contains" if b.startswith(a) else "different"
    if one.name == other.name:
        return "same"
    if one.name.startswith(other.name):
        return "inside"
    if other.name.startswith(one.name):
        return "contains"
    if one.code is None and other.code is None:
        if one.name.endswith(other.name) or other.name.endswith(one.name):
            return "same"  # 河口镇柳湾村 and 柳湾村: the chain written from different heights
        if any(one.name.endswith(end) and other.name.endswith(end) for end in _SMALL_PLACES):
            return "different"
    return "unknown"


def far_apart(one: tuple[PlaceRef, ...], other: tuple[PlaceRef, ...]) -> bool:
    """True if both name coded places and no province is common to them."""
    a, b = ({place.code[:2] for place in places if place.code is not None} for places in (one, other))
    return bool(a and b) and not a & b


def is_located(places: tuple[PlaceRef, ...]) -> bool:
    """True if one of them is a division or a place below one, not just a region."""
    return bool(_bounded(places))


def is_region(place: PlaceRef) -> bool:
    """True for what is neither a division nor below one: no code, and no ending of a county, town or village."""
    if place.code is not None or place.name.endswith(_SMALL_PLACES):
        return False
    return place.name.endswith("地区") or not place.name.endswith(_PLACE_ENDINGS)


@lru_cache(maxsize=REMEMBERED)
def _bounded(places: tuple[PlaceRef, ...]) -> tuple[PlaceRef, ...]:
    return tuple(place for place in places if not is_region(place))


def significant(code: str) -> str:
    """The digits that say something: 510000 → 51, 513400 → 5134."""
    while code.endswith("00") and len(code) % 2 == 0:
        code = code[:-2]
    return code


def place_stem(name: str) -> str:
    """A place's name without the word for its level, at least two characters: 云川市 → 云川."""
    for ending in _PLACE_ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


def receiving_places(scope: Scope) -> tuple[PlaceRef, ...]:
    """The places less regions and the provider's own seat, which says who gave and not where it went.

    云川市 of 云川市慈善会 is such a seat.
    """
    return tuple(
        place
        for place in _bounded(scope.place)
        if not any(provider.startswith(place_stem(place.name)) for provider in scope.provider)
    )


# --- programmes, periods, nouns -------------------------------------------------------------------------------------


@lru_cache(maxsize=REMEMBERED)
def relate_programmes(one: str | None, other: str | None) -> Relation:
    """The same if equal without quote marks and the word for its kind, or if one name holds the other.

    The place that a campaign is named after may be written short (怒江州… and 怒江傈僳族自治州…).
    """
    if not one or not other:
        return "unknown"
    a, b = programme_key(one), programme_key(other)
    if a == b:
        return "same"
    if a[:2] == b[:2] and programme_core(one) == programme_core(other) not in (a, b):
        return "same"
    if _names_its_place_anew(a, b) or _names_its_place_anew(b, a):
        return "same"
    shorter, longer = sorted((a, b), key=len)
    return "same" if len(shorter) >= SHORTEST_PROGRAMME and shorter in longer else "different"


def _names_its_place_anew(one: str, other: str) -> bool:
    """True for 全州助农行动 and 云州助农行动: the issuer's own word for its place, and the place's name.

    Whether it is that place, the places of the two statements say.
    """
    rest = next((one[len(word) :] for word in _OWN_PLACE if one.startswith(word)), "")
    if len(rest) < SHORTEST_PROGRAMME or not other.endswith(rest):
        return False
    place = other[: -len(rest)]
    return 2 <= len(place) <= _LONGEST_PLACE and place.endswith(_PLACE_ENDINGS)


@lru_cache(maxsize=REMEMBERED)
def programme_core(name: str) -> str:
    """The key without the place that it begins with, if there is one; equal for what is one programme, or longer."""
    key = programme_key(name)
    for end in range(min(len(key) - SHORTEST_PROGRAMME, _LONGEST_PLACE), 2, -1):
        if key[:end].endswith(_PLACE_ENDINGS):
            return key[end:]
    return key


@lru_cache(maxsize=REMEMBERED)
def programme_key(name: str) -> str:
    """The name without quote marks and the words for its kind (项目, 行动 …)."""
    key = _PROGRAMME_NOISE.sub("", name)
    shorter = True
    while shorter:  # 行动计划, 计划项目: one kind behind the other
        kind = next((kind for kind in _PROGRAMME_KINDS if key.endswith(kind) and len(key) > len(kind) + 1), "")
        key, shorter = key.removesuffix(kind), bool(kind)
    return key


def without_programme(noun: str, programme: str) -> str:
    """A noun phrase without the programme that it begins with; the noun itself if nothing else is left."""
    rest = _PROGRAMME_NOISE.sub("", noun).removeprefix(programme_core(programme))
    for kind in _PROGRAMME_KINDS:
        rest = rest.removeprefix(kind)
    return rest or noun


@lru_cache(maxsize=REMEMBERED)
def relate_periods(one: Period | None, other: Period | None) -> Relation:
    """By dates; an open start of a cumulative or instant reaches back, an open end reaches on."""
    if one is None or other is None:
        return "unknown"
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return "same" if one.text == other.text and one.basis == other.basis else "unknown"
    if a == b:
        return "same"
    if a[1] < b[0] or b[1] < a[0]:
        return "different"
    if b[0] <= a[0] and a[1] <= b[1]:
        return "inside"
    if a[0] <= b[0] and b[1] <= a[1]:
        return "contains"
    return "overlap"


def period_key(period: Period) -> tuple[object, object]:
    """Equal for periods that :func:`relate_periods` calls the same."""
    return _span(period) or (period.text, period.basis)


def _span(period: Period) -> tuple[date, date] | None:
    if period.start is None and period.end is None:
        return None
    start, end = period.start, period.end
    if start is None:
        start = end if period.basis == "flow" and end is not None else date.min
    return start, date.max if end is None else end


def reference_date(scope: Scope) -> date | None:
    """The day for which a report speaks: the end of its period, else the day of publishing, never a later one."""
    end = None if scope.period is None else scope.period.end
    if end is None or scope.published_on is None:
        return end or scope.published_on
    return min(end, scope.published_on)


@lru_cache(maxsize=REMEMBERED)
def head_noun(counted: str, indicator: str | None) -> str:
    """The noun at the end of a noun phrase: the indicator's longest that fits, else the last two characters."""
    known = indicators().get(indicator) if indicator is not None else None
    fitting = [noun for noun in known.nouns if counted.endswith(noun)] if known is not None else []
    return max(fitting, key=len) if fitting else counted[-2:]


def relate_counted(one: Scope, other: Scope) -> Relation:
    """By the noun phrase: the longer of two with one ending is the narrower; one head, other modifiers: ``overlap``."""
    if not one.counted or not other.counted:
        return "unknown"
    a, b = plain_noun(one.counted), plain_noun(other.counted)
    if a == b:
        return "same"
    if a.endswith(b):
        return "inside"
    if b.endswith(a):
        return "contains"
    heads = head_noun(a, one.indicator), head_noun(b, other.indicator)
    return "overlap" if heads[0].endswith(heads[1]) or heads[1].endswith(heads[0]) else "different"


@lru_cache(maxsize=REMEMBERED)
def plain_noun(counted: str) -> str:
    """The noun phrase without white space and the times in it (截至6月底累计拨付 → 拨付)."""
    compact = "".join(counted.split())
    return _TIME_IN_NOUN.sub("", compact) or compact


def is_generic(scope: Scope) -> bool:
    """True if the noun says no more than the indicator itself does (资金, 投入资金, 项目), or is missing."""
    known = indicators().get(scope.indicator) if scope.indicator is not None else None
    if not scope.counted or known is None:
        return not scope.counted
    counted = plain_noun(scope.counted)
    noun = head_noun(counted, scope.indicator)
    rest = counted.removesuffix(noun).lstrip(_EMPTY_WORDS)
    return noun in known.nouns and rest in ("", *known.verbs)
