"""The members of a list: before its count (甲、乙等四个县), after it (两项：…、…), or numbered below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from extract.types import Span

Heading = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Names:
    """The organizations and places of a text: the longest name by its end, and where names start."""

    by_end: dict[int, Span]
    starts: frozenset[int]


# Quoted words are passed over whole: what parts words within them parts no members.
_SEPARATOR: Final = re.compile("(?P<quoted>“[^“”]*”|《[^《》]*》|（[^（）]*）)|、|以及|和|与|及")
_COMMA: Final = re.compile("、")
_OPEN: Final = ("等等", "等")
_CLAUSE_END: Final = frozenset("，。；：！？—…|\n\t")
_LONGEST_LIST: Final = 300
_LONGEST_MEMBER: Final = 40
_LONGEST_PARALLEL: Final = 6
# Endings of bodies whose names may be unknown: such members are names all the same.
_BODIES: Final = ("协会", "商会", "总会", "学会", "慈善会", "促进会", "联合会", "研究会", "基金会", "服务中心")
_LONGEST_SECTION: Final = 6000  # characters over which headings still answer a count
# What introduces a list; what stands before it is no part of the first member. Strongest first; ``other`` are words
# that contain such a character.
_OTHER: Final = (
    r"(?P<other>结对|面对|应对|针对|对口|对接|存在|现在|自由|方向|成为|作为|认为|行为|就业|成就|同时|同步|协同|共同|是否|但是|具有|所有|拥有|"
    r"部分|分别|充分|十分|有机|有效|有序|有关|参与|志愿|按照|按时|将来|把握|在线|在校)"
)
_INTRODUCING: Final = (
    re.compile(_OTHER + r"|从"),
    re.compile(_OTHER + r"|围绕|聚焦|涵盖|包括|包含|涉及|设立|分为|瞄准|突出|抓好|推出|覆盖|来自|面向"),
    re.compile(_OTHER + r"|[在对向由就按有为是把将与同给分]"),
)
_HELPING: Final = re.compile(
    r"(?P<other>协作)|支持|帮助|帮扶|援助|资助|结对|走进|前往|深入|惠及|选择|选定|确定|重点|动员"
)
_OPENING: Final = ("：", "（", "，分别是", "，分别为", "，即", "，包括", "分别是", "分别为", "，一个是", "——", "即")
_LEVELS: Final = frozenset("省市县乡镇村区州旗盟")
_NUMERALS: Final = "一二三四五六七八九十"
_HEADING: Final = re.compile(r"(?:^|\n)[ 　]*（?([一二三四五六七八九十]{1,2})(?:）|、)[ ]*([^\n。：；，（]{2,40})")
_LEADING_VERBS: Final = ("开展", "实施", "推进", "抓好", "做好", "落实")
_QUOTES: Final = {"”": "“", "》": "《", "）": "（"}


def list_levels(text: str, count: int, stated: int) -> list[Span]:
    """省市县三级: one character a level."""
    start = count
    while start > 0 and text[start - 1] in _LEVELS:
        start -= 1
    return [(i, i + 1) for i in range(start, count)] if count - start == stated else []


def list_before(text: str, end: int, stated: int, names: Names) -> tuple[list[Span], bool]:
    """The members that end at ``end``, and whether 等 follows them.

    Without 等, a list that does not come to the stated number is given only where all its members are names; words
    that merely stand before a count are not taken for a list.
    """
    marker = next((words for words in _OPEN if text.endswith(words, 0, end)), "")
    end -= len(marker)
    if end in names.by_end and (name := names.by_end[end]) and not _joined_before(text, name[0]):
        return ([name] if marker else []), bool(marker)
    start = _clause_start(text, end)
    if end - start < 3:
        return [], False
    members = _quoted(text, start, end) or _split(text, start, end, names)
    if len(members) < 2:
        return [], False
    all_names = (
        all(member[1] in names.by_end or text.endswith(_BODIES, *member) for member in members)
        or _are_settlements(text, members)
        or _are_parallel(text, members)
    )
    if not marker and len(members) > stated and all(member[1] in names.by_end for member in members):
        members = _own_group(members, stated, names)
    if not marker and len(members) != stated and not all_names:
        return [], False
    return members, bool(marker)


def _quoted(text: str, start: int, end: int) -> list[Span]:
    """“甲”“乙”、“丙”3个品牌: what stands in the quotes, if nothing but quotes stands there."""
    members: list[Span] = []
    while text[end - 1 : end] == "”" and (opening := text.rfind("“", start, end)) >= 0:
        members.append((opening + 1, end - 1))
        end = opening
        if text[end - 1 : end] in ("、", "和", "与", "及"):
            end -= 1
    return members[::-1] if len(members) > 1 else []


def _are_settlements(text: str, members: list[Span]) -> bool:
    return all(text[end - 1] in "镇乡村" and end - start <= 6 for start, end in members)


def _are_parallel(text: str, members: list[Span]) -> bool:
    """产业帮扶、就业帮扶、医疗帮扶: short, of one length and one ending; no chance words before a count."""
    first, last = members[0], members[-1]
    lengths = {end - start for start, end in members}
    if len(members) < 3 or len(lengths) != 1 or not 4 <= last[1] - last[0] <= _LONGEST_PARALLEL:
        return False
    ending = text[first[1] - 2 : first[1]]
    return all(text.endswith(ending, *member) for member in members)


def _joined_before(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1] in "、和与及" or text.endswith("以及", 0, start))


def _clause_start(text: str, end: int) -> int:
    """Where the clause before ``end`` begins; what stands in quotes or brackets is walked over."""
    position, limit = end, max(0, end - _LONGEST_LIST)
    while position > limit:
        character = text[position - 1]
        if character in _QUOTES:
            opening = text.rfind(_QUOTES[character], limit, position - 1)
            if opening < 0:
                break
            position = opening
        elif character in _CLAUSE_END or character in _QUOTES.values():
            break
        else:
            position -= 1
    return position


def _split(text: str, start: int, end: int, names: Names) -> list[Span]:
    """Members between separators; a separator within a name or a quotation is none."""
    inside = _covered(start, end, names)
    cuts = [
        match.span()
        for match in _SEPARATOR.finditer(text, start, end)
        if match["quoted"] is None and match.start() not in inside
    ]
    commas = [cut for cut in cuts if text[cut[0]] == "、"]
    if commas:  # 和 parts members only where it joins the last one: 甲、乙和丙
        last = commas[-1]
        cuts = commas + [cut for cut in cuts if cut[0] > last[0] and _parts_names(text, cut, names)]
    else:
        cuts = [cut for cut in cuts if _parts_names(text, cut, names)][-1:]
    if not cuts:
        return []
    members: list[Span] = []
    left = start
    for cut in cuts:
        members.append((left, cut[0]))
        left = cut[1]
    members.append((left, end))
    members[0] = _first_member(text, members[0], names)
    if any(not 0 < b - a <= _LONGEST_MEMBER or text[a].isdigit() or text[b - 1].isdigit() for a, b in members):
        return []
    return [_trim(text, member) for member in members]


def _covered(start: int, end: int, names: Names) -> frozenset[int]:
    covered: set[int] = set()
    for right in range(start, end + 1):
        if right in names.by_end:
            covered.update(range(*names.by_end[right]))
    return frozenset(covered)


def _parts_names(text: str, cut: Span, names: Names) -> bool:
    if cut[0] in names.by_end:
        return True
    return cut[1] in names.starts or text[cut[0] - 1 : cut[0]] in ("”", "》")


def _first_member(text: str, member: Span, names: Names) -> Span:
    start, end = member
    if end in names.by_end and names.by_end[end][0] >= start:
        name = names.by_end[end]
        verb = _HELPING.match(text, name[0], end)  # 支持青石镇, taken for a town
        return (verb.end(), end) if verb is not None and verb["other"] is None else name
    patterns = (*_INTRODUCING, _HELPING) if text[end - 1] in "县市区旗镇乡村" else _INTRODUCING
    for words in patterns:
        introduced = [match.end() for match in words.finditer(text, start, end) if match["other"] is None]
        if introduced and introduced[-1] < end:
            return (introduced[-1], end)
    return member


def _trim(text: str, member: Span) -> Span:
    """Without spaces around."""
    start, end = member
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end)


def _own_group(members: list[Span], stated: int, names: Names) -> list[Span]:
    """云南大理市、贵州湄潭、凤冈、务川3县: the count belongs to the group that the last parent opens."""
    first = members[-stated]
    if names.by_end[first[1]][0] == first[0]:
        return members
    return [names.by_end[first[1]], *members[len(members) - stated + 1 :]]


def list_after(text: str, start: int, stated: int) -> tuple[list[Span], bool]:
    """两项任务：甲、乙。 — the members after a colon, a bracket or 分别是, and whether 等 ends them."""
    if text[start : start + 1] == "”":
        start += 1
    opening = next((words for words in _OPENING if text.startswith(words, start)), None)
    if opening is None:
        return [], False
    start += len(opening)
    closing = "）" if opening == "（" else "。；\n，"
    end = start
    while end < len(text) and end - start < _LONGEST_LIST and text[end] not in closing and text[end] not in "。\n":
        end += 1
    marker = next((words for words in _OPEN if text.endswith(words, start, end)), "")
    end -= len(marker)
    members: list[Span] = []
    left = start
    for match in _COMMA.finditer(text, start, end):
        members.append((left, match.start()))
        left = match.end()
    members.append((left, end))
    joints = (match for match in _SEPARATOR.finditer(text, left, end) if match["quoted"] is None)
    if len(members) == stated - 1 and (joint := next(joints, None)) is not None:  # 甲、乙和丙
        members[-1:] = [(left, joint.start()), (joint.end(), end)]
    if len(members) < 2 or any(not 0 < b - a <= _LONGEST_MEMBER for a, b in members):
        return [], False
    return (members, bool(marker)) if len(members) == stated or opening == "（" or marker else ([], False)


def list_numbered(text: str, start: int, stated: int) -> list[Span]:
    """三个方面：一是…；二是…；三是…, each member up to the next comma or stop."""
    if stated > len(_NUMERALS) or text[start : start + 1] not in ("：", "，", "。", "推", "发", "着", "入"):
        return []
    members: list[Span] = []
    position = start
    for numeral in _NUMERALS:
        found = text.find(f"{numeral}是", position, position + _LONGEST_LIST)
        if found < 0 or (not members and found - start > 12):
            break
        left = right = found + 2
        while right < len(text) and text[right] not in "，。；\n":
            right += 1
        members.append((left, right))
        position = right
    return members if len(members) > 1 else []


def find_headings(text: str) -> list[Heading]:
    """Every numbered heading (（一）…, 一、…) at the start of a paragraph: its number as written and its words."""
    return [(match[1], match.span(2)) for match in _HEADING.finditer(text)]


def list_headings(text: str, start: int, stated: int, noun: str, headings: list[Heading]) -> list[Span]:
    """五项行动 … （一）开展…行动。 … （五）…: headings numbered from one on that all end in the noun counted."""
    members: list[Span] = []
    for number, (left, right) in headings[bisect_left(headings, start, key=lambda heading: heading[1][0]) :]:
        if left > start + _LONGEST_SECTION or len(members) == stated:
            break
        if number != _NUMERALS[len(members) : len(members) + 1] or not text.endswith(noun, left, right):
            if members:
                break
            continue
        verb = next((words for words in _LEADING_VERBS if text.startswith(words, left)), "")
        members.append((left + len(verb), right))
    return members if len(members) == stated else []
