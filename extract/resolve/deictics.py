"""全省, 我市, 该县, an unnamed 自治州: which place they mean, and why.

Through the article's own place; else the place named before in the paragraph; else the only one of its kind in the
text; else the one that the places listed with it lie in (several counties of one 自治州).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from extract.find.gazetteer import DEICTICS, Gazetteer, contains, level_of
from extract.types import PlaceLevel, PlaceSpan

_CLAUSE_LENGTH, _PARAGRAPH_LENGTH = 80, 4000  # no further back is looked, to stay linear
_CLAUSE_MARKS: Final = "，。；：！？\n"
_OPENING: Final = 300  # characters in which an account says where it is
_LOOK_BACK: Final = 40  # mentions before a deictic that are searched for what it means


@dataclass(slots=True)
class Item:
    """A span with what is known of it so far."""

    span: PlaceSpan
    text: str
    codes: tuple[str, ...]  # candidates in use at the date
    code: str | None = None
    reason: str = ""
    parent: Item | None = field(default=None, repr=False)


class Context:
    """What a deictic can refer to: the text's resolved places in order, and the article's own place."""

    def __init__(self, text: str, named: list[Item], home: str | None, gazetteer: Gazetteer) -> None:
        self.text, self.named, self.home, self.gazetteer = text, named, home, gazetteer
        self.starts = [item.span.start for item in named]
        self.codes = frozenset(item.code for item in named if item.code)
        self._of_text: dict[str, tuple[str, str] | None] = {}

    def before(self, item: Item) -> list[Item]:
        """The last places before a mention, nearest first."""
        end = bisect_left(self.starts, item.span.start)
        return self.named[max(0, end - _LOOK_BACK) : end][::-1]

    def subject(self, item: Item) -> Item | None:
        """The place that the deictic's clause begins with: 湖南 in 湖南某县作为全省试点."""
        end = bisect_left(self.starts, item.span.start)
        window = max(0, item.span.start - _CLAUSE_LENGTH)
        start = 1 + max(self.text.rfind(mark, window, item.span.start) for mark in _CLAUSE_MARKS)
        if start == 0 and window > 0:
            return None
        first = bisect_left(self.starts, start)
        return self.named[first] if first < end and self.starts[first] == start else None

    def of_text(self, surface: str) -> tuple[str, str] | None:
        """(code, reason) that the text as a whole gives: its only place of that kind, or the one its places lie in."""
        if surface not in self._of_text:
            self._of_text[surface] = self._find_of_text(surface)
        return self._of_text[surface]

    def _find_of_text(self, surface: str) -> tuple[str, str] | None:
        for level in _meant_levels(surface):
            fitting = [c for c in self.codes if level_of(c) == level and _fits(c, surface, self.gazetteer)]
            if len(fitting) == 1:
                return fitting[0], "the only one that the text names"
            code = _from_members(self.codes, level, surface, self.gazetteer)
            if code:
                inner = dict.fromkeys(
                    i.text for i in self.named if i.code and i.code != code and contains(code, i.code)
                )
                return code, f"from the places listed with it: {'、'.join(inner)}"
        return None


def resolve_deictic(item: Item, context: Context) -> None:
    item.code, item.codes = None, ()  # 全州 is also the short name of a county
    if item.span.level == "country":
        item.reason = "the country"
        return
    levels, gazetteer = _meant_levels(item.text), context.gazetteer
    subject = context.subject(item)
    if subject is not None:
        for level in levels:
            code = _ancestor(subject.code or "", level, item.text, gazetteer)
            if code:
                item.code, item.reason = code, f"named in the same clause: {subject.text}"
                return
    if item.text[0] != "该" and context.home:
        for level in levels:
            code = _ancestor(context.home, level, item.text, gazetteer)
            if code:
                item.code, item.reason = code, "the article's own place"
                return
    earliest = max(0, item.span.start - _PARAGRAPH_LENGTH)
    paragraph = max(earliest, context.text.rfind("\n", earliest, item.span.start) + 1)
    fitting = [
        named
        for named in context.before(item)
        if level_of(named.code or "") in levels and _fits(named.code or "", item.text, gazetteer)
    ]
    # 该县 is the one named last; 全省 as well within the paragraph, or if no other was named.
    if fitting and (
        item.text[0] == "该" or fitting[0].span.start >= paragraph or len({named.code for named in fitting}) == 1
    ):
        item.code, item.reason = fitting[0].code, f"named before: {fitting[0].text}"
        return
    found = context.of_text(item.text)
    if found:
        item.code, item.reason = found
        return
    opening = [named for named in context.named[:_LOOK_BACK] if named.span.start < _OPENING]
    of_opening = [n for n in opening if level_of(n.code or "") in levels and _fits(n.code or "", item.text, gazetteer)]
    if of_opening:
        item.code, item.reason = of_opening[0].code, f"named in the opening: {of_opening[0].text}"


def _meant_levels(surface: str) -> tuple[PlaceLevel, ...]:
    """Levels that a deictic can mean: 全市 a prefecture, county-level city or municipality, and so on."""
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


def _from_members(codes: Collection[str], level: PlaceLevel, surface: str, gazetteer: Gazetteer) -> str | None:
    """The one place of a level that most of the named places lie in: at least two of them, and more than half."""
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
