"""A stated count and the members that the text lists for it: 巫溪、城口等四个县; 三个方面：一是…，二是….

The span is the count with its classifier and noun (四个县, 20余家社会组织). ``closed`` says that the list claims to be
complete: as many are listed as stated, or no 等 leaves the list open. An enumeration without members is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.find.enumeration_members import (
    Heading,
    Names,
    find_headings,
    list_after,
    list_before,
    list_headings,
    list_levels,
    list_numbered,
)
from extract.find.enumeration_years import list_over_years
from extract.types import EnumerationSpan, OrganizationSpan, PlaceSpan, Span

_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"两": 2}
_COUNT: Final = re.compile(
    r"(?<![\d.．,第几数每一二两三四五六七八九十百千万])"
    r"(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,4})"
    r"(?P<more>[余多])?"
    r"(?P<classifier>[个家所项类种条位大支只座处批块点步](?![余多])|级)?"
)
# What is counted; the span ends after the first of these (四个国家乡村振兴重点帮扶县, 六家社会组织).
# Longer words first; ``other`` are words that merely begin like one.
_NOUN: Final = re.compile(
    r"(?P<other>乡村|村级|乡级|县级|市级|省级|区级|州级|市场|区域|地方|地质|校园|级别|县域|村民|城市社区|镇区)|"
    r"社会组织|省级地区|基金会|省区市|关键词|组织|单位|企业|公司|机构|部门|协会|商会|学校|"
    r"医院|高校|院校|银行|媒体|县市|市县|区县|县区|市州|地市|州市|省区|省市|省份|地区|社区|"
    r"街道|园区|基地|方面|领域|环节|问题|任务|措施|举措|行动|工程|计划|项目|专章|章节|板块|"
    r"阶段|部分|平台|品牌|学科|民族|行业|产业|城市|方向|层面|层次|维度|机制|体系|制度|原则|"
    r"目标|内容|特点|渠道|功能|活动|试点|专题|课程|系列|集团|团队|县|市|区|省|州|旗|村|"
    r"镇|乡|地|校|级"
)
_BARE_NOUN: Final = re.compile(
    r"省区市|县市|市县|区县|县区|市州|省区|省市|省份|部门|方面|领域|县|市|区|省|州|旗|村|"
    r"镇|乡|家|级|地|校"
)
_LEVELS_IN_BRACKETS: Final = re.compile("（[省市县区旗州、]{1,5}）")  # 四个县（市）
_HEADINGS: Final = ("行动", "任务", "工程", "措施", "举措", "方面", "计划", "项目", "专题", "机制")
_DIVISIONS: Final = frozenset("县市区旗镇乡村")
_LONGEST_NOUN: Final = 14
_STOP_IN_NOUN: Final = frozenset("的了在对向与和及等为是已将并从由把被")
_NUMERAL_AFTER: Final = frozenset("万亿千分年月日元%％点号时岁届期")
_BEFORE_COUNT: Final = ("超过", "不少于", "共计", "合计", "总共", "近", "超", "约", "逾", "共", "这", "全部")
_UNBOUNDED: Final = frozenset({"超过", "不少于", "超", "约", "逾"})


def find_enumerations(
    text: str, organizations: Sequence[OrganizationSpan], places: Sequence[PlaceSpan]
) -> list[EnumerationSpan]:
    """The enumerations of one article's normalized text, rising by start."""
    names = _index_names(organizations, places)
    headings = find_headings(text)
    ordered = sorted(places, key=lambda place: place.start)
    found: list[EnumerationSpan] = []
    for match in _COUNT.finditer(text):
        stated = _value(match["number"])
        if stated < 2:
            continue
        end = _end_of_counted(text, match)
        if end is None:
            continue
        before, approximate = _skip_qualifiers(text, match.start())
        unbounded = match["more"] is not None or approximate
        if (bracket := _LEVELS_IN_BRACKETS.match(text, end)) is not None:
            end = bracket.end()
        listed, is_open = _members(text, before, match, end, stated, names, headings)
        if not listed:
            listed = list_over_years(text, before, stated, ordered)
        if not listed:
            continue
        closed = not unbounded and (len(listed) == stated or not is_open)
        high = None if unbounded else stated
        found.append(EnumerationSpan(match.start(), end, stated, high, tuple(listed), closed))
    return found


def _members(
    text: str, before: int, match: re.Match[str], end: int, stated: int, names: Names, headings: list[Heading]
) -> tuple[list[Span], bool]:
    """The members and whether 等 leaves their list open."""
    if text[match.start() : end].endswith("级") and (levels := list_levels(text, match.start(), stated)):
        return levels, False
    listed, is_open = list_before(text, before, stated, names)
    if not is_open and end == match.end() and match["classifier"] is not None:
        listed = []  # 拖拉机12辆、粮仓3座: a count after its noun sums up nothing
    if not listed:
        listed, is_open = list_after(text, end, stated)
    if not listed:
        listed = list_numbered(text, end, stated)
    if not listed and text.endswith(_HEADINGS, 0, end):
        noun = next(noun for noun in _HEADINGS if text.endswith(noun, 0, end))
        listed = list_headings(text, end, stated, noun, headings)
    return listed, is_open


def _index_names(organizations: Sequence[OrganizationSpan], places: Sequence[PlaceSpan]) -> Names:
    by_end: dict[int, Span] = {}
    spans = [(o.start, o.end) for o in organizations if len(o.pieces) == 1]
    spans += [(p.start, p.end) for p in places if p.form != "deictic"]
    for start, end in spans:
        if end not in by_end or start < by_end[end][0]:
            by_end[end] = (start, end)
    return Names(by_end, frozenset(start for start, _ in spans))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    value = unit = 0
    for character in number:
        if character in _DIGITS:
            unit = _DIGITS[character]
        else:
            value += (unit or 1) * (10 if character == "十" else 100)
            unit = 0
    return value + unit


def _skip_qualifiers(text: str, start: int) -> tuple[int, bool]:
    if text.endswith(_BEFORE_COUNT, 0, start):
        words = next(words for words in _BEFORE_COUNT if text.endswith(words, 0, start))
        return start - len(words), words in _UNBOUNDED
    return start, False


def _end_of_counted(text: str, match: re.Match[str]) -> int | None:
    """Where classifier and noun end, ``None`` if the numeral counts nothing that a text lists."""
    end = match.end()
    if match["classifier"] is None:
        noun = _BARE_NOUN.match(text, end)
        return noun.end() if noun else None
    if match["classifier"] == "级":
        return end
    if text[end : end + 1] in _NUMERAL_AFTER:
        return None
    stop = end
    while stop < len(text) and stop - end < _LONGEST_NOUN and text[stop].isalpha() and text[stop] not in _STOP_IN_NOUN:
        stop += 1
    noun = next((found for found in _NOUN.finditer(text, end, stop) if found["other"] is None), None)
    if noun is None:
        return stop if text[stop : stop + 1] in ("（", "：") and stop > end else end
    last = noun.end()
    while text[last : last + 1] in _DIVISIONS and _NOUN.match(text, last, stop) is not None:  # 4个项目县
        last += 1
    return last
