"""Where a name begins: the walk to the left of its head, with the evidence that ends it.

Evidence, strongest first: punctuation; words that no name contains (``hard`` in the data file); a preposition or a verb
before a place, a level or a national word (``soft``); an organization that ends just there; a place, a national word or
a level that opens the name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extract.find.organization_lexicon import OrganizationLexicon
from extract.types import PlaceSpan, Span

LONGEST_NAME: Final = 32  # characters before the head; longer official names exist but are no longer told from clauses
_LONGEST_BRACKET: Final = 6
_CONJUNCTIONS: Final = ("和", "与", "及")

PrefixKind = Literal["place", "national", "level", "parent", "none"]


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a name begins, and the words that open it: a place, a level … (empty for ``none``)."""

    start: int
    prefix_end: int
    kind: PrefixKind
    full: bool = False  # the place carries its level word: 云溪县, not 云溪


class Ground:
    """A text and the places in it, indexed for the walk."""

    def __init__(self, text: str, places: Sequence[PlaceSpan], lexicon: OrganizationLexicon) -> None:
        usable = sorted(
            (place for place in places if place.form in ("full", "short") and place.level not in ("country", "region")),
            key=lambda place: (place.start, -place.end),
        )
        self.text = text
        self.lexicon = lexicon
        self._places = usable
        self._starts = [place.start for place in usable]
        self._by_end: dict[int, PlaceSpan] = {}
        self._by_start: dict[int, PlaceSpan] = {}
        for place in usable:
            self._by_end.setdefault(place.end, place)
            self._by_start.setdefault(place.start, place)

    def place_ending(self, end: int) -> PlaceSpan | None:
        """The longest place that ends at ``end``."""
        return self._by_end.get(end)

    def place_starting(self, start: int) -> PlaceSpan | None:
        """The longest place that starts at ``start``."""
        return self._by_start.get(start)

    def chain_start(self, end: int) -> int:
        """Where the unbroken chain of places (四川省云溪州青石县) that ends at ``end`` begins."""
        while (place := self._by_end.get(end)) is not None:
            end = place.start
        return end

    def chain_end(self, start: int, limit: int) -> int:
        """Where the unbroken chain of places that begins at ``start`` ends, at most ``limit``."""
        while (place := self._by_start.get(start)) is not None and place.end <= limit:
            start = place.end
        return start

    def first_place(self, start: int, end: int) -> PlaceSpan | None:
        """The first place that lies within ``start`` … ``end``."""
        index = bisect_left(self._starts, start)
        if index < len(self._places) and self._places[index].end <= end:
            return self._places[index]
        return None

    def within_place(self, start: int, end: int) -> bool:
        """Whether ``start`` … ``end`` is part of a longer place name."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._places[index].end and end - start < _length(self._places[index])

    def level_at(self, start: int) -> str:
        """The level word (省, 自治州 …) at ``start``, empty if none."""
        for level in self.lexicon.levels:
            if self.text.startswith(level, start):
                return "" if self.text.startswith(self.lexicon.not_levels, start + len(level)) else level
        return ""

    def level_before(self, end: int) -> str:
        """The level word that ends at ``end``, empty if none."""
        for level in self.lexicon.levels:
            if self.text.endswith(level, 0, end):
                return level
        return ""

    def opens_name(self, start: int) -> bool:
        """Whether a place, a national word or a level begins at ``start``."""
        return (
            start in self._by_start or self.text.startswith(self.lexicon.national, start) or bool(self.level_at(start))
        )

    def place_reaches_out(self, start: int, end: int) -> bool:
        """Whether a place begins at ``start`` and ends behind ``end``."""
        place = self._by_start.get(start)
        return place is not None and place.end > end

    def is_collective(self, start: int) -> bool:
        """Whether the level at ``start`` means all of its kind: 各县, 省、市、自治区."""
        before = self.text[start - 1 : start]
        if before == "、":
            before = "" if start - 1 in self._by_end else self.text[start - 2 : start - 1]
            return before in self.lexicon.levels
        return before in self.lexicon.collective

    def left_limit(self, head: int) -> int:
        """The nearest punctuation, digit or space to the left; a bracketed place within a name is walked over."""
        text, stop = self.text, max(0, head - LONGEST_NAME)
        position = head
        while position > stop:
            character = text[position - 1]
            if character == "）":
                opening = text.rfind("（", max(stop, position - 2 - _LONGEST_BRACKET), position)
                inside = text[opening + 1 : position - 1]
                if opening < 0 or len(inside) < 2 or not inside.isalpha():
                    break
                position = opening
            elif not character.isalpha() and character not in "·〇":
                break
            else:
                position -= 1
        return position


def _length(place: PlaceSpan) -> int:
    return place.end - place.start


def clip(ground: Ground, limit: int, head: int, previous: Span | None) -> tuple[int, list[Span]]:
    """The left limit after the edge words of ``limit`` … ``head``, and the national words right of it."""
    edge, nationals = limit, list[Span]()
    for kind, start, end in ground.lexicon.edges.find(ground.text[limit:head]):
        start, end = limit + start, limit + end
        if ground.within_place(start, end):
            continue  # 太原市: no 原 before a level
        if kind == "protected" and ground.place_reaches_out(start + 1, end):
            first = next(iter(ground.lexicon.edges.find(ground.text[start : start + 1])), None)
            kind, end = (first[0] if first is not None else kind), start + 1  # 向阳朔县: 向, and a county
        if kind == "hard" or (kind == "nouns" and end < head):
            edge = end
        elif kind == "soft":
            behind_name = previous is not None and previous[1] == start
            if behind_name or (end < head and ground.opens_name(end)):
                edge = end  # also with nothing left but the head: 慈善会向养老院
            elif ground.text[start:end] in _CONJUNCTIONS and is_generic(ground.lexicon, ground.text[edge:start]):
                edge = end  # 乡镇和青石合作社
        elif kind == "national":
            nationals.append((start, end))
    return edge, [span for span in nationals if span[0] >= edge]


def is_generic(lexicon: OrganizationLexicon, words: str) -> bool:
    """Whether ``words`` are made of nothing but words that name no one (农民专业)."""
    return bool(words) and sum(end - start for _, start, end in lexicon.generic.find(words)) == len(words)


def strip_leading(ground: Ground, start: int, head: int) -> int:
    """Skip function words that the walk took along, and classifiers after a number, as two characters remain."""
    text, lexicon = ground.text, ground.lexicon
    if start > 0 and text[start - 1].isdigit():
        start += next((len(word) for word in lexicon.after_number if text.startswith(word, start)), 0)
    while True:
        for word in lexicon.leading:
            if text.startswith(word, start) and head - start - len(word) >= 2:
                start += len(word)
                break
        else:
            return min(start, head)


def find_edge(ground: Ground, head: int, previous: Span | None) -> Edge:
    """Where the name whose head begins at ``head`` begins; ``previous`` is the organization found before it."""
    text, lexicon = ground.text, ground.lexicon
    edge, nationals = clip(ground, ground.left_limit(head), head, previous)
    place = ground.first_place(edge, head)
    if place is not None and text.startswith("地区", place.end) and not text.endswith("地区", 0, place.end):
        edge = place.end + 2  # 西藏地区青石医学院: a region, no part of the name
        place = ground.first_place(edge, head)
        nationals = [span for span in nationals if span[0] >= edge]
    parent = previous if previous is not None and edge <= previous[0] and previous[1] <= head else None
    if place is not None and _is_bracketed(text, edge, place.start):
        place = None
    weak = lexicon.weak_national  # 意大利国际商会: no national word, unless it opens the name
    first = next((span for span in nationals if span[0] == edge or text[slice(*span)] not in weak), None)
    if parent is not None and (place is None or place.start <= parent[0] or place.start > parent[1]):
        return Edge(parent[0], parent[1], "parent")
    if place is not None and (first is None or place.start < first[0]):
        end = ground.chain_end(place.start, head)
        last = ground.place_ending(end) or place
        full = last.form == "full"
        if end == head and not full and last.start > place.start:
            end, full = last.start, True  # 遵义市宁波学校: the second place is the school's own name
        return Edge(place.start, end, "place", full)
    if first is not None:
        return Edge(first[0], first[1], "national")
    if level := ground.level_at(edge):
        if ground.is_collective(edge):
            return Edge(head, head, "none")
        return Edge(edge, edge + len(level), "level")
    start = strip_leading(ground, edge, head)
    if start != edge and ground.opens_name(start) and (level := ground.level_at(start)):
        return Edge(start, start + len(level), "level")
    return Edge(start, start, "none")


def _is_bracketed(text: str, edge: int, start: int) -> bool:
    """Whether ``start`` lies in a bracket that opens after ``edge``: 青石集团（云溪）船舶有限公司."""
    opening = text.rfind("（", edge, start)
    return opening >= 0 and "）" not in text[opening:start]
