"""When a figure holds: the time expression of its clause, else of its sentence, else the nearest earlier one of its
paragraph, else that of the whole account. A new date resets the period (DESIGN §4); a member of a distribution
(其中2022年9个、2023年33个) dates nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.find.tables import TableFigure
from extract.resolve.periods import resolve_period
from extract.state.account import lead_span, title_span
from extract.state.context import Context
from extract.state.outline import Outline
from extract.state.times import LOOK_BACK, Time, Times, find_times
from extract.types import FigureSpan, Period, Span, Status

_CUMULATIVE: Final = re.compile(r"累计|总计达|至今")
_QUOTED: Final = re.compile(
    r"(?:目标|原定|原计划|计划投入|计划的|原打算|按照方案|方案提出|当初的要求|总任务|比任务|预算)"
)
_QUOTED_BEHIND: Final = re.compile(r"[^，。；\d]{0,6}的(?:目标|计划|任务|预算|要求|打算)")
_AT_EVENT: Final = re.compile(r"会上|现场|当场|仪式|签约|此行|一天下来|集市|对接会|活动中|登台")
_TERM: Final = re.compile(r"(?:力争)?到.*年")
# 三年来 at the opening of an account whose later paragraphs date their own is not carried.
_VAGUE_SPAN: Final = re.compile(r"(?:年来|时间|期间|大以来)$")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}|[一二][〇零九][〇零一二三四五六七八九]{2}|今年|本年度|十.五")
_SETS: Final = re.compile(r"^(?:截至|截止|到|这一年)|至.*日$|[间内来]$")
_LEANS: Final = re.compile(r"全年|当年|[上下]半年|年[初末底终]")  # on the year of the account
_HEADS: Final = re.compile(r"[ \u3000\t]+(?=\S)|[ \u3000\t]*[\u4e00-\u9fff]{0,4}(?:\n|$)")
_SAME_DAY: Final = frozenset(("当天", "当日", "当晚", "同日"))
_STOCK_REACH: Final = 300  # characters in which a report says up to when it counts
_FUTURE: Final = frozenset(("target", "budget", "commitment"))


class When:
    """Reads the periods of an article's figures; made once for each article."""

    def __init__(self, context: Context, outline: Outline) -> None:
        self._context, self._outline = context, outline
        self.times: Times = find_times(context, outline)
        self.title: Time | None = self._of_title()
        self.account: Time | None = self._of_account()
        named = [place.span[0] for place in context.places if place.form in ("full", "short")]
        self._heads = sorted([*named, *(organization.pieces[0][0] for organization in context.organizations)])
        self._dated_heads = self._find_dated_heads()
        self._figure_starts = [figure.start for figure in context.figures]

    def read(self, figure: FigureSpan, status: Status) -> Period | None:
        """The period of one figure, or ``None`` if no time expression reaches it."""
        time = self._choose(figure, status)
        if time is None:
            return None
        clause = self._outline.clause(figure.start)
        cumulative = bool(_CUMULATIVE.search(self._context.text, clause[0], figure.end))
        return self._resolve(time, cumulative)

    def read_cell(self, cell: TableFigure) -> Period | None:
        """The time that the head of the column or the row names, else that of the account."""
        text = self._context.text
        for part in (cell.head, cell.row):
            named = self.times.named_in(part)
            if named is not None:
                return self._resolve(named, "累计" in cell.head)
        start = text.rfind("\n", 0, cell.figure.start) + 1
        row = self.times.between(start, cell.figure.start)
        chosen = row[0] if row else self.title or self.account
        return self._resolve(chosen, "累计" in cell.head) if chosen else None

    def _resolve(self, time: Time, cumulative: bool) -> Period:
        on = self._context.published_on
        if not _LEANS.match(time.text) or self.account is None or time is self.account:
            return resolve_period(time.text, on, cumulative)
        account = resolve_period(self.account.text, on)
        named = account.end or account.start
        return resolve_period(time.text, on, cumulative, year=named.year if named else None)

    def _choose(self, figure: FigureSpan, status: Status) -> Time | None:
        clause, sentence = self._outline.clause(figure.start), self._outline.sentence(figure.start)
        own = self._of_clause(figure, clause, sentence)
        if own is None and self._is_quoted(figure, clause):
            return self._term()
        if own is None:
            earlier = [
                t
                for t in self.times.between(max(sentence[0], clause[0] - LOOK_BACK), clause[0])
                if t.reach not in ("clause", "figure")
            ]
            own = self._carried(earlier)
            if own is not None and own.now:
                own = self._of_now(own, sentence, status)
        if own is None:
            own = self._behind(figure, clause)
        if own is None:
            own = self._of_paragraph(figure, sentence, status)
        if own is not None and own.text in _SAME_DAY:
            own = self._same_day(own) or own
        if own is not None:
            return self._lean(own) if own.weak and own.reach != "figure" else own
        return self._inherited(figure, status)

    def _of_clause(self, figure: FigureSpan, clause: Span, sentence: Span) -> Time | None:
        before = [time for time in self.times.between(clause[0], figure.start) if time.end <= figure.start]
        for time in reversed(before):
            gap = self._context.text[time.end : figure.start]
            elsewhere = figure.dimension == "ratio" or self._figures(time.end, figure.start)
            if time.reach == "figure" and gap not in ("", "的") and elsewhere:
                continue
            return self._of_now(time, sentence, "actual") if time.now else time
        return None

    def _of_now(self, now: Time, sentence: Span, status: Status) -> Time | None:
        """目前 itself, or the beginning that 目前已累计 sums up from; it does not date what is still aimed at."""
        clause = self._outline.clause(now.start)
        if status == "target":
            return None
        if _CUMULATIVE.search(self._context.text, now.end, clause[1]):
            return self._beginning(now, sentence) or now
        return now

    def _beginning(self, now: Time, sentence: Span) -> Time | None:
        """The 自2010年起 that 目前已累计 sums up from, if other words stand between them."""
        for time in reversed(self.times.between(sentence[0], now.start)):
            if time.since:
                return time if now.start - time.end > 1 else None
        return None

    def _behind(self, figure: FigureSpan, clause: Span) -> Time | None:
        behind = [time for time in self.times.between(figure.end, clause[1]) if time.reach != "figure"]
        return behind[0] if behind and not self._figures(figure.end, behind[0].start) and not behind[0].cell else None

    def _of_paragraph(self, figure: FigureSpan, sentence: Span, status: Status) -> Time | None:
        paragraph = self._outline.paragraph(figure.start)
        first = max(paragraph[0], sentence[0] - LOOK_BACK)
        earlier = [time for time in self.times.between(first, sentence[0]) if time.reach == "paragraph"]
        time = self._carried(earlier)
        if time is None or (time.now and self._has_new_subject(time, figure)):
            return None
        return None if status == "target" and (time.day or time.now) else time

    def _carried(self, earlier: Sequence[Time]) -> Time | None:
        cells = sum(time.cell is not None for time in earlier) > 1
        for time in reversed(earlier):
            if not (time.cell is not None and cells):
                return time
        return None

    def _has_new_subject(self, time: Time, figure: FigureSpan) -> bool:
        """Whether a sentence between them begins with a body or place: 目前 was said of another."""
        text = self._context.text
        stop = text.rfind("。", time.end, figure.start)
        first = bisect_left(self._heads, stop + 1)
        return stop >= 0 and first < len(self._heads) and self._heads[first] <= stop + 14

    def _figures(self, start: int, end: int) -> bool:
        return bisect_left(self._figure_starts, start) < bisect_left(self._figure_starts, end)

    def _is_quoted(self, figure: FigureSpan, clause: Span) -> bool:
        """A target that a report quotes: 比原计划的150名少, 没有达到6个的目标."""
        if self._context.kind == "plan" or figure.dimension == "ratio":
            return False
        text = self._context.text
        return bool(_QUOTED.search(text, max(clause[0], figure.start - 10), figure.start)) or bool(
            _QUOTED_BEHIND.match(text, figure.end)
        )

    def _term(self) -> Time | None:
        return self.account

    def _same_day(self, back: Time) -> Time | None:
        """The day that 当天, 当晚 takes up: the last one named before it."""
        near = self.times.between(max(0, back.start - LOOK_BACK), back.start)
        named = [time for time in near if time.day and any(c.isdigit() for c in time.text)]
        return named[-1] if named else None

    def _lean(self, weak: Time) -> Time:
        """全年 is the year of the title; 当年 the one named last."""
        if weak.text.startswith("当年"):
            near = self.times.between(weak.start - LOOK_BACK, weak.start)
            earlier = [t for t in near if _YEAR.search(t.text) and t.reach == "paragraph"]
            return earlier[-1] if earlier else self.account or weak
        return self.title or weak

    def _inherited(self, figure: FigureSpan, status: Status) -> Time | None:
        """The period of the whole account, if it reaches this figure."""
        headed = self._of_heading(figure)
        if headed is not None:
            return headed
        account = self.account
        if account is None:
            return None
        if account.start > figure.start and self._context.kind != "plan":
            return None
        if self._context.kind in ("plan", "notice"):
            if status not in _FUTURE and self.title is None:
                return None
            return account
        if status == "background" and self._context.kind == "news":
            return None
        if account.day:
            paragraph = self._outline.paragraph(figure.start)
            at_event = _AT_EVENT.search(self._context.text, paragraph[0], figure.start)
            return account if status != "target" and (at_event or account.text.startswith("今天")) else None
        return account

    def _of_heading(self, figure: FigureSpan) -> Time | None:
        """The date that heads a part of a diary or chronicle (3月6日　晴): it holds until the next one."""
        at = bisect_left(self._dated_heads, figure.start, key=lambda time: time.start)
        return self._dated_heads[at - 1] if at else None

    def _find_dated_heads(self) -> tuple[Time, ...]:
        text = self._context.text
        heads = [
            time
            for time in self.times.all
            if (time.start == 0 or text[time.start - 1] == "\n") and _HEADS.match(text, time.end)
        ]
        return tuple(heads) if len(heads) > 1 else ()

    def _of_title(self) -> Time | None:
        span = title_span(self._context)
        if span is None:
            return None
        found = [time for time in self.times.between(*span) if _YEAR.search(time.text)]
        return found[0] if found else None

    def _of_account(self) -> Time | None:
        """What the title dates, else the term of a plan, else what the first paragraph of running text dates."""
        lead = lead_span(self._context, title_span(self._context))
        found = [t for t in self.times.between(*lead) if t.reach == "paragraph" and self._sets(t)]
        if self._context.kind == "report" or "通报" in (self._context.title or ""):
            stock = [t for t in self.times.all if t.start < _STOCK_REACH and t.text.startswith(("截至", "截止"))]
            if stock and len({t.text for t in stock}) == 1 and stock[0].reach == "paragraph":
                return stock[0]
        if self.title is not None:
            # 二〇二二年 in the title and 2022年 in the lead are one year; the lead's is nearer.
            year = self._resolve(self.title, False).start
            same = [t for t in found if t.text.endswith("年") and year and self._resolve(t, False).start == year]
            return same[0] if same else self.title
        plan = self._context.kind in ("plan", "notice")
        if plan:
            terms = [time for time in self.times.all if _TERM.match(time.text)]
            if terms:
                return terms[0]
            found = found or [t for t in self.times.all if t.reach == "paragraph" and self._sets(t)]
        elif found and all(_VAGUE_SPAN.search(time.text) for time in found):
            later = self.times.between(lead[1], len(self._context.text))
            return None if later else found[0]
        dated = [time for time in found if not _VAGUE_SPAN.search(time.text)]
        chosen = dated or found
        return chosen[0] if chosen else None

    def _sets(self, time: Time) -> bool:
        """Whether an expression can date a whole account: a year, a term or a beginning, no 目前 and no 全年."""
        if time.weak or time.now or time.cell is not None:
            return False
        if time.text == "今年" and self._context.text.startswith("是", time.end):  # 今年是…最后一年
            return False
        if time.day or time.since or _YEAR.search(time.text):
            return True
        return bool(_SETS.search(time.text))
