"""The time expressions of an article that can date a figure, and how far each of them reaches.

Nobody's are the dates of a publication or press conference, of captions, of names in 《》, of comparison (比上年) and
of what recurs (每年12月). 目前 gives way to a dated beginning; 全年 and 当年 lean on the year that is named elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.slots import quick
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import FigureSpan, Span

Reach = Literal["account", "paragraph", "sentence", "clause", "figure"]

_DAY: Final = re.compile(r"\d日|[一二三四五六七八九十]日|\d号|今天|今日|昨天|昨日|当天|当日|前天")
_PUBLISHES: Final = re.compile(
    r"公布(?!以)|发布|通报|获悉|了解到|印发(?!以)|记者|报告：|下发|讯|电[/ ，]|消息|透露|公示|通过）|施行|审议|填报"
    r"|来源|的《"
)
_DATELINE: Final = re.compile(r"(?:时间|日期)：\s?$")
_STARTS: Final = re.compile(r"[^，。；：\d]{0,14}(?:启动(?!以来)|成立|搭起|施行|印发|揭牌|召开的|创办)")
_COMPARES: Final = re.compile(r"(?:比|较|与|同|于|跟|和)$")
_SHARE_OF: Final = re.compile(r"(?:占|等于|相当于|超出|对照|超过)$")
_CHANGES: Final = ("增", "多", "添", "提高", "下降", "相比", "翻", "高", "少")
_SETTINGS: Final = ("定下", "确定", "的任务", "计划", "目标")
_OF_A_PLAN: Final = re.compile(r"(?:的)?(?:实施)?(?:方案|规划)|[\u4e00-\u9fff]{2,4}规划")
_RECURS: Final = re.compile(r"每(?:年|月|季)?$")
_CAPTION: Final = re.compile(r"\s*(?:▲|△)?图注[:：]")
_CREDIT: Final = re.compile(r"供图|摄影?(?:[/）]|$)")
_CREDIT_REACH: Final = 100
LOOK_BACK: Final = 4000  # characters; nothing farther back is carried, so that reading stays linear
_EVENT_YEAR: Final = re.compile(
    r"(?m)^(?:19|20)\d{2}(?=[\u4e00-\u9fff]{2,20}(?:行|会|展|节|赛|论坛|活动)(?:在|于|[\u4e00-\u9fff]{0,3}(?:落幕|开幕|举行|启动)))"
)
_WEAK: Final = ("全年", "当年", "年终", "全年度")
_RELATIVE: Final = (
    "上年",
    "上年度",
    "头年",
    "上一年",
    "上一年度",
    "去年",
    "前年",
    "上年末",
    "去年同期",
    "同期",
    "往年",
)
_NOW: Final = ("目前", "如今", "现在", "眼下", "当前", "截至目前", "截止目前")
_SINCE: Final = re.compile(r"以来$|起$|^自|年来$|开始$")
_VAGUE: Final = re.compile(
    r"^(?:近日|日前|近期|昨天|昨日|长期以来|一直以来|此前|今后|同期|过去|[一二三四五几\d]+[天年月日]前|几年前)$"
)
# Expressions of events and bare spans of years, which no date label covers.
_EVENT: Final = re.compile(
    r"截至(?:[^，。；：、\n\d]{0,6})(?:召开|结束|开幕|闭幕|收官)|(?<=[，。；\n、])(?:仪式|会议|活动|会|开班)(?:前|后)(?=，)"
)
_SPAN: Final = re.compile(r"(?:投入|累计|总(?!面|人)|时间|行动期|筹|共(?!同))")
_HELD: Final = re.compile(r"，?[^，。；\n]{0,14}(?:举行|召开|开幕|落幕|开张)")
_AGE: Final = re.compile(r"(?:已经?)?[\d一二三四五六七八九十]{1,4}岁")
_HOLIDAYS: Final = ("国庆", "春节", "元旦", "五一", "中秋")


@quick
@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its reach: how far from it a figure may stand and still hold for that time.

    ``cell`` is the figure that follows directly, as in 2022年9个, or ``None``.
    """

    start: int
    end: int
    text: str
    reach: Reach
    weak: bool = False
    now: bool = False
    since: bool = False
    day: bool = False
    cell: FigureSpan | None = None


class Times:
    """The time expressions of an article in order, to be looked up by offset."""

    def __init__(self, found: Sequence[Time]) -> None:
        self.all = tuple(found)
        self._starts = [time.start for time in found]
        self._names = {time.text: time for time in reversed(found) if not time.weak}
        self._automaton: AhoCorasick | None = None

    def between(self, start: int, end: int) -> tuple[Time, ...]:
        """Those that begin in ``[start, end)``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named_in(self, cell: str) -> Time | None:
        """The expression that the text of a table's cell contains (截至6月底累计拨付)."""
        if not self._names:
            return None
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._names), matchkind=MatchKind.LeftmostLongest)
        found = self._automaton.find_matches_as_strings(cell)
        return self._names[found[0]] if found else None


def find_times(context: Context, outline: Outline) -> Times:
    """The time expressions of an article that are somebody's period."""
    text = context.text
    cells = {figure.start: figure for figure in context.figures}
    found: list[Time] = []
    for start, end in _spans(context):
        reach = _reach(text, start, end, outline)
        if reach is None:
            continue
        phrase = text[start:end]
        bare = phrase.strip("“”（）")
        found.append(
            Time(
                start,
                end,
                phrase,
                reach,
                weak=bare in _WEAK,
                now=bare in _NOW,
                since=bool(_SINCE.search(bare)),
                day=_is_of_an_event(text, start, end),
                cell=cells.get(end) or (cells.get(end + 1) if text[end : end + 1] == "的" else None),
            )
        )
    return Times(found)


def _is_of_an_event(text: str, start: int, end: int) -> bool:
    """Whether an expression names the day of something that took place then: a day, or 2021年5月在…举行."""
    phrase = text[start:end]
    if (
        phrase.startswith(("截至", "截止", "从", "自"))
        or "至" in phrase
        or phrase.endswith(("前", "后", "来", "起"))
        or phrase.isdigit()
    ):
        return False
    return bool(_DAY.search(phrase)) or bool(_HELD.match(text, end))


def _spans(context: Context) -> list[Span]:
    """The periods that were found, with those of events and of bare spans of years (3年投入) between them."""
    spans = [(period.start, period.end) for period in context.periods]
    taken = sorted(spans)
    for start, end in _more(context):
        at = bisect_left(taken, (end, 0))
        if at == 0 or taken[at - 1][1] <= start:
            spans.append((start, end))
        elif taken[at - 1][0] > start and taken[at - 1][1] <= end:
            spans.remove(taken[at - 1])
            spans.append((start, end))
    return sorted(spans)


def _more(context: Context) -> Iterator[Span]:
    text = context.text
    for match in _EVENT.finditer(text):
        yield match.span()
    for match in _EVENT_YEAR.finditer(text):  # 2019公益…行在…落幕
        yield match.span()
    for label in context.labels:
        if label.role != "duration":
            continue
        if text[label.start - 2 : label.start] in _HOLIDAYS:
            yield label.start - 2, label.end
        elif "年" in text[label.start : label.end] and _SPAN.match(text, label.end):
            yield label.start, label.end + (2 if text.startswith("时间", label.end) else 0)


def _reach(text: str, start: int, end: int, outline: Outline) -> Reach | None:
    """How far an expression reaches, or ``None`` if it is nobody's period."""
    phrase = text[start:end]
    clause = outline.clause(start)
    ahead = text[max(clause[0], start - 4) : start]
    if _is_in_title(text, start, end) or _RECURS.search(ahead) or _DATELINE.search(text[max(0, start - 5) : start]):
        return None
    if _is_in_caption(text, start, end):
        return None
    if _DAY.search(phrase) and not phrase.startswith(("截至", "截止", "从", "自")) and "至" not in phrase:
        sentence = outline.sentence(start)
        stop = min(sentence[1], end + 30)
        if _PUBLISHES.search(text, end, stop) or text[max(0, start - 2) : start].endswith("者"):
            return None
        if text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n"):  # under a signature
            return None
    bare = phrase.strip("“”（）从自在于")
    if bare in _RELATIVE and _COMPARES.search(ahead):
        return None
    if _COMPARES.search(ahead) and text.startswith(_CHANGES, end):
        return None
    if phrase.endswith("初") and text.startswith(_SETTINGS, end):
        return None
    if _AGE.match(text, end):
        return None
    if _SHARE_OF.search(ahead) or (text[end : end + 1] == "的" and text[end + 1 : end + 2].isdigit()):
        return "figure"
    if _OF_A_PLAN.match(text, end, end + 8):
        return None
    if phrase in ("上半年", "全年", "年度") and re.match(r"(?:报告|工作计划)", text[end : end + 4]):
        return None
    if _STARTS.match(text, end) and not phrase.endswith("来"):
        return "clause"
    if _VAGUE.match(bare):
        return "sentence"
    return "paragraph"


def _is_in_title(text: str, start: int, end: int) -> bool:
    left = text.rfind("《", max(0, start - 40), start)
    return left >= 0 and text.find("》", left, start) < 0 and text.find("》", end, end + 60) >= 0


def _is_in_caption(text: str, start: int, end: int) -> bool:
    """Whether an expression stands in a line that begins with 图注 or before the credit of a picture."""
    line = text.rfind("\n", max(0, start - _CREDIT_REACH), start) + 1
    stop = text.find("\n", end, end + _CREDIT_REACH)
    stop = min(len(text), end + _CREDIT_REACH) if stop < 0 else stop
    return bool(_CAPTION.match(text, line)) or bool(_CREDIT.search(text, end, stop))
