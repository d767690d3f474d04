"""Places that stand together, read as one: chains (省市县村), lists (甲、乙两县), and what the words around them say.

A chain is marked by the word before it: work is done *at* a place (在毕节) or given *to* one (帮助丹凤县). One that
helps (杭州对口帮扶…), one that names an event or a slogan, and one where something was only published locate nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from extract.find.gazetteer import contains
from extract.slots import quick
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import FigureSpan, Place, PlaceRef

Mark = Literal["at", "to", "bare", "venue"]

# What may stand between the members of a chain or list.
_LINK: Final = re.compile(r"(?:、|和|及|与|以及|/|·|\s|等?[（(]|[）)]、)?")
_MAX_LINK: Final = 3
# The word right before a chain. 达到, 共同, 作为 and 现在 end in such a character and mean something else.
_AT: Final = re.compile(
    r"(?:(?<![现所正存])在|(?<![达得收受解])到|赴|走进|来到|前往|深入|落户|奔赴|扎根|进入|抵达|(?<!过)去|驻|投向)$"
)
_TO: Final = re.compile(
    r"(?:向|(?<!针)对|针对|给|给了|(?<![成作认称因])为|帮助|支持|支援|援助|帮扶|助力|惠及|面向|覆盖|涉及|认领|资助|结对|用于|"
    r"(?<![共会])同|与|跟|瞄准|聚焦|协助|惠及了|把|采购|培养|主攻|让|对接|盯着|对象是)$"
)
_ONLY_WITH: Final = re.compile(r"(?:与|跟|同|把|采购|让)$")  # too weak to make a region the place
# Where something comes from, what it lies in or consists of: none of them is where it went.
_FROM: Final = re.compile(r"(?:来自|(?<![自])从|自|由|离开|返回|位于|地处|隶属|隶属于|管?辖|下辖)$")
# What a region is followed by where it means the region and not some bodies or counties of it.
_WHOLE_REGION: Final = re.compile(r"(?:地区|省份|振兴|各省|[，。；、等]|\d|$)")
# What follows a place that gives.
_HELPS: Final = re.compile(
    r"(?:省|市)?(?:对口(?:援助|支援|帮扶|协作)|接力|援建|援助|援[疆藏青]|支援(?!地)|结对帮扶|派来|派出|推出的|开创的|引入|专家|"
    r"医疗队|工作队|援|安排援|打算再?安排援)"
)
_NAMES: Final = re.compile(r"(?:行(?:活动|动(?!计划))?(?=[，。、；”》在落启]|活动)|模式|籍|话|路|精神)")
_PUBLISHES: Final = re.compile(r"(?:公布|发布|通报|介绍|成立|印发|下发|表示|注册)")
_MEETS: Final = re.compile(r"(?:成功)?(?:召开|举行|举办|启动|落幕|闭幕|开幕|开张|办了)")
_SHORT_QUOTE: Final = 18
_QUOTES: Final = (("“", "”"), ("《", "》"), ("「", "」"))
_OPEN_LIST: Final = re.compile(r"等(?!地)")
_ORDER: Final = ("country", "region", "province", "prefecture", "county", "township", "village")


@quick
@dataclass(frozen=True, slots=True)
class Chain:
    """Places read as one, the most specific of them; ``open`` if 等 says that more belong to them.

    ``cell`` is the figure that follows directly, as in 泸水14个, or ``None``.
    """

    start: int
    end: int
    places: tuple[Place, ...]
    mark: Mark
    deictic: bool = False
    region: bool = False
    open: bool = False
    cell: FigureSpan | None = None

    @property
    def refs(self) -> tuple[PlaceRef, ...]:
        """The places as a field of a statement, each once."""
        return tuple({place.name: PlaceRef(place.name, place.code) for place in self.places}.values())

    @property
    def provinces(self) -> frozenset[str]:
        """The two-digit codes of the provinces that the places lie in."""
        return frozenset(place.code[:2] for place in self.places if place.code)

    @property
    def named_list(self) -> bool:
        """A closed list of at least two counties or wider places that work is done at or given to."""
        coded = all(place.code for place in self.places)
        return coded and len(self.places) > 1 and not self.open and self.mark in ("at", "to")


class Chains:
    """The chains of an article in order, to be looked up by offset, and the regions that help goes to (援疆: 新疆)."""

    def __init__(self, found: Sequence[Chain], destinations: Sequence[Place], helpers: frozenset[str]) -> None:
        self.all = tuple(found)
        self.destinations = tuple(destinations)
        self.helpers = helpers  # provinces named first in 闽宁协作 and the like
        self._starts = [chain.start for chain in found]
        self._destination_starts = [place.span[0] for place in destinations]

    def between(self, start: int, end: int) -> tuple[Chain, ...]:
        """The chains that begin in ``[start, end)``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def destination(self, start: int, end: int) -> Place | None:
        """The region that help mentioned last in ``[start, end)`` goes to."""
        first = bisect_left(self._destination_starts, start)
        last = bisect_left(self._destination_starts, end)
        return self.destinations[last - 1] if first < last else None


def find_chains(context: Context, outline: Outline) -> Chains:
    """The chains of an article that can locate a figure."""
    text = context.text
    cells = {figure.start: figure for figure in context.figures}
    named = [p for p in context.places if p.form in ("full", "short", "deictic") and p.level != "country"]
    found: list[Chain] = []
    for run in _runs(text, named):
        chain = _read(text, run, outline, cells)
        if chain is not None:
            found.append(chain)
    destinations, helpers = _find_destinations(text, context.places)
    return Chains(_with_counts(context, found), destinations, helpers)


def _runs(text: str, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Places that touch or are listed together."""
    run: list[Place] = []
    for place in places:
        gap = text[run[-1].span[1] : place.span[0]] if run else ""
        if run and (len(gap) > _MAX_LINK or not _LINK.fullmatch(gap) or not _matches(run, place, gap)):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _matches(run: Sequence[Place], place: Place, gap: str) -> bool:
    """A deictic is no member of a list of names, and a bracket opens only what lies inside: 平凉（崆峒）."""
    if (run[-1].form == "deictic") != (place.form == "deictic") and gap:
        return False
    return ("（" not in gap and "(" not in gap) or _is_within(run[-1], place)


def _read(text: str, run: Sequence[Place], outline: Outline, cells: dict[int, FigureSpan]) -> Chain | None:
    start, end = run[0].span[0], run[-1].span[1]
    clause = outline.clause(start)
    lead = text[max(clause[0], start - 6) : start]
    tail = text[end : end + 12]
    if _is_quoted(text, start, end) or _NAMES.match(tail) or _FROM.search(lead):
        return None
    mark: Mark = "at" if _AT.search(lead) else "to" if _TO.search(lead) else "bare"
    if _HELPS.match(tail) and (mark == "bare" or "下" in tail[:8]):
        return None
    if mark == "at" and _PUBLISHES.match(tail):
        return None
    if mark == "at" and _MEETS.match(tail):
        mark = "venue"
    # 齐齐哈尔市东部 is a part of the city; a region is a member of a list only.
    run = [p for i, p in enumerate(run) if p.level != "region" or i == 0 or run[i - 1].span[1] < p.span[0]]
    places = _most_specific(run)
    region = any(place.level == "region" for place in places)
    cell = cells.get(end) or (cells.get(end + 1) if tail[:1] in ("有", "为") else None)
    if region and not _locates(lead, tail, mark, cell):
        return None
    deictic = all(place.form == "deictic" for place in run)
    return Chain(start, end, places, mark, deictic, region, _is_open(tail, places, cells.get(end + 1)), cell)


def _is_open(tail: str, places: Sequence[Place], count: FigureSpan | None) -> bool:
    """Whether 等 says that more belong to the list than it names: 甲、乙等20个县, but not 甲、乙、丙等3个乡镇."""
    return bool(_OPEN_LIST.match(tail)) and (count is None or count.hard.low != len(places))


def _locates(lead: str, tail: str, mark: Mark, cell: FigureSpan | None) -> bool:
    """A region is a place as the goal of something or right before a count (东部8省市); else it says who (东部企业)."""
    whole = _WHOLE_REGION.match(tail) is not None
    return cell is not None or mark == "at" or (whole and mark == "to" and not _ONLY_WITH.search(lead))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the place stands in a short quotation or a title: “广东扶贫济困日”, 《上海市…条例》."""
    for opening, closing in _QUOTES:
        left = text.rfind(opening, max(0, start - 40), start)
        if left >= 0 and text.find(closing, left, start) < 0:
            right = text.find(closing, end, end + 40)
            if right >= 0 and (opening == "《" or right - left <= _SHORT_QUOTE):
                return True
    return False


def _most_specific(run: Sequence[Place]) -> tuple[Place, ...]:
    """Of a chain 省→市→县→村 the last; of a list all its members."""
    kept: list[Place] = []
    for place in run:
        while kept and _is_within(kept[-1], place):
            kept.pop()
        kept.append(place)
    return tuple(kept)


def _is_within(outer: Place, inner: Place) -> bool:
    if outer.code and inner.code:
        return outer.code != inner.code and contains(outer.code, inner.code)
    return _ORDER.index(outer.level) < _ORDER.index(inner.level) and (inner.code is None or outer.code is None)


def _find_destinations(text: str, places: Sequence[Place]) -> tuple[list[Place], frozenset[str]]:
    """援疆, 援藏, 援青: the region helped; 闽宁协作, 苏陕协作: the second of the pair, the first is its helper."""
    found: list[Place] = []
    helpers: set[str] = set()
    previous: Place | None = None
    for place in places:
        if place.form != "abbreviation":
            continue
        start, end = place.span
        if text[start - 1 : start] == "援":
            found.append(place)
        elif previous is not None and previous.span[1] == start and text.startswith(("协作", "劳务"), end):
            found.append(place)
            helpers.add((previous.code or "")[:2])
        previous = place
    return found, frozenset(helpers)


def _with_counts(context: Context, chains: list[Chain]) -> list[Chain]:
    """Adds a chain for each bare count of places (三县) that resumes a list of that many elsewhere in the text."""
    text = context.text
    ends = {chain.end for chain in chains}
    lists: dict[int, list[Chain]] = {}
    for chain in chains:
        if len(chain.places) > 1:
            lists.setdefault(len(chain.places), []).append(chain)
    if not lists:
        return chains
    added: list[Chain] = []
    for figure in context.figures:
        if not _counts_places(text, figure):
            continue
        count = figure.hard.low if figure.hard.low == figure.hard.high else None
        if count is None or not 2 <= count <= 12:
            continue
        before = text[max(0, figure.start - 2) : figure.start]
        if any(end in ends for end in (figure.start, figure.start - 1)) or before.endswith("等"):
            continue
        fitting = lists.get(int(count), [])
        if fitting:
            chosen = fitting[max(0, bisect_left(fitting, figure.start, key=lambda chain: chain.end) - 1)]
            added.append(replace(chosen, start=figure.start, end=figure.end, mark="bare", open=False, cell=None))
    return sorted([*chains, *added], key=lambda chain: chain.start) if added else chains


def _counts_places(text: str, figure: FigureSpan) -> bool:
    """三县, 四个县（市）: the noun right at the number, and nothing behind it that goes on (三县级)."""
    after = text[figure.end : figure.end + 2]
    if figure.unit in ("县", "市", "区", "州", "旗"):
        return not after.startswith(("级", "域"))
    return figure.unit == "个" and after[:1] in ("县", "市", "州", "旗") and after[1:] not in ("级", "域", "场")
