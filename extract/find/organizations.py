"""Organizations by rule: a head from the lexicon, and the evidence for where the name begins.

What the project counts as an organization stands in DESIGN §5: bodies with a level or a name of their own, not kinds
of bodies (民办医院) nor groups (43家社会组织). 省民政厅 is one; 民政厅 alone is one only in a list after a body with a
level (自治州科技局、农业农村局).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.find.organization_aliases import find_aliases
from extract.find.organization_edges import Edge, Ground, clip, find_edge, is_generic, strip_leading
from extract.find.organization_lexicon import Head, organization_lexicon
from extract.types import OrganizationSpan, PlaceSpan, Span

_LIST_SEPARATORS: Final = "、和与及"
_LONGEST_UNKNOWN_PLACE: Final = 7  # characters of a place name that the gazetteer does not have
_UNKNOWN_LEVELS: Final = ("市", "县", "区", "州", "旗")  # of the others the gazetteer has every one
_PARTY_WORDS: Final = ("中共", "中国共产党", "共青团")  # 中共云溪县委, 共青团云溪县委
_CREDITS: Final = ("来源：", "转自：", "来自：", "据：", "版权所有 ", "版权所有：")
_LONGEST_QUOTED_NAME: Final = 30
_LONGEST_CHILD: Final = 14
_LONGEST_UNPREFIXED: Final = 14
_BODIES: Final = frozenset({"public-body", "party-body", "people's-organization"})


@dataclass(frozen=True, slots=True)
class _Found:
    span: OrganizationSpan
    edge: Edge | None  # None for bodies whose words are the whole name
    head: Head


def find_organizations(text: str, places: Sequence[PlaceSpan]) -> list[OrganizationSpan]:
    """The organizations of one article's normalized text, rising by start.

    Spans do not overlap, save for names that share their head: 福建、江苏省总工会 is two spans, both with the piece
    省总工会. A short name defined in the text (以下简称“…”) is a span of its own wherever it stands.
    """
    lexicon = organization_lexicon()
    ground = Ground(text, places, lexicon)
    titles = _bracketed(text, "《", "》") + _bracketed(text, "〈", "〉")
    quotes = [span for span in _bracketed(text, "“", "”") if _is_name_like(text[span[0] : span[1]])]
    found: list[_Found] = []
    title = quote = 0
    titles.sort()
    for head, start, end in lexicon.heads.find(text):
        while title < len(titles) and titles[title][1] < end:
            title += 1
        while quote < len(quotes) and quotes[quote][1] < end:
            quote += 1
        title_around = titles[title] if title < len(titles) and titles[title][0] <= start else None
        quote_around = quotes[quote] if quote < len(quotes) and quotes[quote][0] <= start else None
        if (found and start < found[-1].span.end) or _is_other_word(text, head, start, end):
            continue
        if (media := _medium(ground, head, start, end, title_around)) is not None:
            found.append(_Found(media, None, head))
            continue
        if title_around is not None or head.kind == "media":
            continue
        candidate = _read(ground, head, start, end, found)
        if candidate is None:
            continue
        begin = candidate.span.start
        if quote_around is not None and (begin, end) != quote_around and begin >= quote_around[0]:
            continue
        if quote_around is not None and head.needs not in ("name", "level", "none"):
            continue
        while found and found[-1].span.end > begin and len(candidate.span.pieces) == 1:
            found.pop()
        found.append(candidate)
    spans: list[OrganizationSpan] = []
    for item in found:
        spans.extend(_sharing_places(ground, item))
        spans.append(item.span)
    spans.extend(find_aliases(text, spans))
    return sorted(spans, key=lambda span: (span.start, span.end))


def _bracketed(text: str, opening: str, closing: str) -> list[Span]:
    spans, position = list[Span](), text.find(opening)
    while position >= 0:
        end = text.find(closing, position)
        if end < 0:
            break
        spans.append((position + 1, end))
        position = text.find(opening, end)
    return spans


def _is_name_like(quoted: str) -> bool:
    return len(quoted) <= _LONGEST_QUOTED_NAME and not any(mark in quoted for mark in "，。；\n")


def _is_other_word(text: str, head: Head, start: int, end: int) -> bool:
    if text.startswith(head.not_before, end) if head.not_before else False:
        return True
    return bool(head.not_after) and text.endswith(head.not_after, 0, start)


def _medium(ground: Ground, head: Head, start: int, end: int, title: Span | None) -> OrganizationSpan | None:
    if head.kind != "media":
        return None
    if title is not None:
        if title[1] == end and (head.needs == "media-suffix" or title[0] == start):
            return _whole(title[0], end, head)
        return None
    if head.needs == "media":
        return _whole(start, end, head)
    begin = ground.chain_start(start)
    if begin == start:
        begin = ground.left_limit(start)
        if not ground.text.endswith(_CREDITS, 0, begin):
            return None
    elif head.words == "网":
        return None
    return _whole(begin, end, head) if begin < start else None


def _whole(start: int, end: int, head: Head) -> OrganizationSpan:
    return OrganizationSpan(start, end, ((start, end),), head.kind)


def _read(ground: Ground, head: Head, start: int, end: int, found: list[_Found]) -> _Found | None:
    if head.needs == "none":
        return _Found(_whole(start, end, head), None, head)
    previous = (found[-1].span.start, found[-1].span.end) if found else None
    proper = start + head.offset
    if head.needs in ("level", "generic-department"):
        edge = (
            _level_edge(ground, proper, previous, found)
            if head.needs == "level"
            else _department_edge(ground, proper, previous)
        )
        if edge is not None:
            start = edge.start
            if edge.kind == "place" and head.kind == "party-body":
                start -= next((len(words) for words in _PARTY_WORDS if ground.text.endswith(words, 0, start)), 0)
            return _Found(_whole(start, end, head), edge, head)
        return _list_member(ground, head, proper, end, found)
    edge = find_edge(ground, proper, previous)
    if edge.kind == "parent" and (not found or found[-1].head.kind == "media"):
        return None
    return _Found(_whole(edge.start, end, head), edge, head) if _is_certain(ground, head, edge, proper) else None


def _level_edge(ground: Ground, head: int, previous: Span | None, found: list[_Found]) -> Edge | None:
    """A place, a level or a parent body directly before the head."""
    text = ground.text
    body = _without_session(text, head)
    begin = ground.chain_start(body)
    if begin < body:
        if begin > 0 and text[begin - 1] in "各全每":
            return None
        return Edge(begin, body, "place", ground.level_before(body) != "")
    if previous is not None and previous[1] == body and found[-1].head.kind != "media":
        return Edge(previous[0], body, "parent")
    level = ground.level_before(body)
    if not level:
        return None
    begin = body - len(level)
    before = ground.chain_start(begin)
    if before < begin:  # 云溪 is known to the gazetteer, 云溪州 is not
        return Edge(before, body, "place", True)
    if text.endswith("团", 0, begin):  # 团省委
        return Edge(begin - 1, body, "level")
    if ground.is_collective(begin):
        return None
    edge, _ = clip(ground, ground.left_limit(begin), body, previous)
    edge = strip_leading(ground, edge, begin)
    if edge >= begin or len(level) > 1 or (previous is not None and previous[1] == begin):
        return Edge(begin, body, "level")
    if level in _UNKNOWN_LEVELS and 2 <= begin - edge <= _LONGEST_UNKNOWN_PLACE:
        return Edge(edge, body, "place", True)
    return None


def _without_session(text: str, head: int) -> int:
    """贵阳市十三届人大: the number of the session stands between the place and the body."""
    if text.endswith("届", 0, head):
        start = head - 1
        while start > 0 and (text[start - 1].isdigit() or text[start - 1] in "一二三四五六七八九十第"):
            start -= 1
        return start
    return head


def _department_edge(ground: Ground, head: int, previous: Span | None) -> Edge | None:
    edge = find_edge(ground, head, previous)
    content = head - edge.prefix_end
    if edge.kind == "none" or not 1 < content <= ground.lexicon.generic_longest:
        return None
    if edge.kind == "national" and ground.text[edge.start : edge.prefix_end] != "国家":
        return None
    if edge.kind == "place" and not edge.full:
        return None
    return edge


def _list_member(ground: Ground, head: Head, start: int, end: int, found: list[_Found]) -> _Found | None:
    """自治州科技局、农业农村局: a bare body right after one that has a level, and shares it."""
    if not found or start == 0 or ground.text[start - 1] not in _LIST_SEPARATORS:
        return None
    before = found[-1]
    if before.span.end != start - 1 or before.head.kind not in _BODIES or before.edge is None:
        return None
    if head.words in ("政府", "人民政府"):  # 自治区党委、政府: too common a word to stand alone
        if before.edge.kind not in ("place", "level"):
            return None
        level = (before.edge.start, before.edge.prefix_end)
        return _Found(OrganizationSpan(level[0], end, (level, (start, end)), head.kind), before.edge, head)
    return _Found(_whole(start, end, head), before.edge, head)


def _is_certain(ground: Ground, head: Head, edge: Edge, start: int) -> bool:
    """Whether what stands before the head makes a certain body and not a kind of body."""
    lexicon = ground.lexicon
    content = ground.text[edge.prefix_end : start]
    if head.needs == "team":
        return edge.kind == "place" and any(word in content for word in lexicon.aid)
    if content.endswith(("和", "与", "及", "或")):
        return False
    if edge.kind == "parent":
        return len(content) <= _LONGEST_CHILD
    if content and _tiled(lexicon.classes.find(content), content):
        return False
    if edge.kind == "place":
        if not content:
            return head.bare == "yes" or (head.bare == "full" and edge.full)
        return edge.full or head.kind not in ("school", "hospital", "company") or not is_generic(lexicon, content)
    if edge.kind == "national":
        if ground.text[edge.start : edge.prefix_end] in lexicon.weak_national:
            return bool(content) and not is_generic(lexicon, content)
        return bool(content) or (head.bare == "yes" and head.kind != "chamber")
    if edge.kind == "level":
        named = head.bare == "full" and head.kind != "hospital"  # 县医院 is any, 县博物馆 is one
        return bool(content) or named or (head.bare == "yes" and len(head.words) > 2 and head.kind != "school")
    if head.needs != "name" or not 2 <= len(content) <= _LONGEST_UNPREFIXED:
        return False
    return not is_generic(lexicon, content)


def _tiled(matches: list[tuple[None, int, int]], content: str) -> bool:
    return sum(end - start for _, start, end in matches) == len(content)


def _sharing_places(ground: Ground, item: _Found) -> list[OrganizationSpan]:
    """福建、江苏、湖北、四川省总工会: the bodies of the places listed before, with the pieces 福建 + 省总工会 …"""
    edge = item.edge
    if edge is None or edge.kind != "place" or item.head.kind not in _BODIES or len(item.span.pieces) > 1:
        return []
    if edge.start != item.span.start:
        return []
    own = ground.place_starting(edge.start)
    if own is None or own.end != edge.prefix_end or not (level := ground.level_before(own.end)):
        return []
    spans: list[OrganizationSpan] = []
    position = edge.start
    while position > 0 and ground.text[position - 1] in _LIST_SEPARATORS:
        place = ground.place_ending(position - 1)
        if place is None or place.form != "short" or place.level != own.level:
            break
        pieces = ((place.start, place.end), (own.end - len(level), item.span.end))
        spans.append(OrganizationSpan(place.start, item.span.end, pieces, item.head.kind))
        position = place.start
    return spans[::-1]
