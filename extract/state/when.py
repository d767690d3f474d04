"""When a figure holds: the time expression of its clause, else of its sentence, else the nearest earlier one of its
paragraph, else that of the whole account. A new date resets the period (DESIGN §4); a member of a distribution
(其中2022年9个、2023年33个) dates nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.find.tables import TableFigure
from extract.resolve.periods import resolve_period
from extract.state.context import Context
from extract.state.outline import Outline
from extract.state.times import Time, Times, find_times
from extract.types import FigureSpan, Period, Span, Status

_CUMULATIVE: Final = re.compile(r"累计|总计达|至今")
_QUOTED: Final = re.compile(
    r"(?:目标|原定|原计划|计划投入|计划的|原打算|按照方案|方案提出|当初的要求|总任务|比任务|预算)"
)
_QUOTED_BEHIND: Final = re.compile(r"[^，。；\d]{0,6}的(?:目标|计划|任务|预算|要求|打算)")
_AT_EVENT: Final = re.compile(r"会上|现场|当场|仪式|签约|此行|一天下来|集市|对接会|活动中|登台")
_TERM: Final = re.compile(r"^(?:力争)?(?:到|至)|[-—–~至].*年|年内|内$")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}|[一二][〇零九][〇零一二三四五六七八九]{2}|今年|本年度|十.五")
_AIM: Final = re.compile(r"(?:目标|任务|指标)")
_LEAD_REACH: Final = 400
_BODY_LENGTH: Final = 40
_FUTURE: Final = frozenset(("target", "budget", "commitment"))


class When:
    """Reads the periods of an article's figures; made once for each article."""

    def __init__(self, context: Context, outline: Outline) -> None:
        self._context, self._outline = context, outline
        self.times: Times = find_times(context, outline)
        self.title: Time | None = self._of_title()
        self.account: Time | None = self._of_account()
        self._heads = {organization.pieces[0][0] for organization in context.organizations}

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
            for time in self.times.all:
                if time.text in part and _YEAR.search(time.text + part):
                    return self._resolve(time, "累计" in cell.head)
        start = text.rfind("\n", 0, cell.figure.start) + 1
        row = self.times.between(start, cell.figure.start)
        chosen = row[0] if row else self.title or self.account
        return self._resolve(chosen, "累计" in cell.head) if chosen else None

    def _resolve(self, time: Time, cumulative: bool) -> Period:
        return resolve_period(time.text, self._context.published_on, cumulative)

    def _choose(self, figure: FigureSpan, status: Status) -> Time | None:
        clause, sentence = self._outline.clause(figure.start), self._outline.sentence(figure.start)
        own = self._of_clause(figure, clause, sentence)
        if own is None and self._is_quoted(figure, clause):
            return self._term()
        if own is None:
            earlier = [t for t in self.times.between(sentence[0], clause[0]) if t.reach not in ("clause", "figure")]
            own = self._carried(earlier)
        if own is None:
            own = self._behind(figure, clause)
        if own is None:
            own = self._of_paragraph(figure, sentence, status)
        if own is not None and own.weak:
            return self._lean(own, sentence)
        if own is not None:
            return own
        return self._inherited(figure, status)

    def _of_clause(self, figure: FigureSpan, clause: Span, sentence: Span) -> Time | None:
        before = [time for time in self.times.between(clause[0], figure.start) if time.end <= figure.start]
        for time in reversed(before):
            if time.reach == "figure" and (figure.unit == "%" or self._figures(time.end, figure.start)):
                continue
            if time.now and _CUMULATIVE.search(self._context.text, clause[0], figure.start):
                return self._beginning(time, sentence) or time
            return time
        return None

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
        earlier = [time for time in self.times.between(paragraph[0], sentence[0]) if time.reach == "paragraph"]
        time = self._carried(earlier)
        if time is None or (time.now and self._has_new_subject(time, figure)):
            return None
        if status in _FUTURE and time.day and status == "target":
            return None
        return time

    def _carried(self, earlier: Sequence[Time]) -> Time | None:
        cells = sum(time.cell is not None for time in earlier) > 1
        for time in reversed(earlier):
            if not (time.cell is not None and cells):
                return time
        return None

    def _has_new_subject(self, time: Time, figure: FigureSpan) -> bool:
        """Whether a sentence between them begins with a body: what holds at present holds for the one it was said of."""
        text = self._context.text
        stop = text.rfind("。", time.end, figure.start)
        return stop >= 0 and any(stop < head <= stop + 14 for head in self._heads)

    def _figures(self, start: int, end: int) -> bool:
        return any(start <= figure.start < end for figure in self._context.figures)

    def _is_quoted(self, figure: FigureSpan, clause: Span) -> bool:
        """A target that a report quotes: 比原计划的150名少, 没有达到6个的目标."""
        if self._context.kind == "plan":
            return False
        text = self._context.text
        return bool(_QUOTED.search(text, max(clause[0], figure.start - 10), figure.start)) or bool(
            _QUOTED_BEHIND.match(text, figure.end)
        )

    def _term(self) -> Time | None:
        return self.account

    def _lean(self, weak: Time, sentence: Span) -> Time:
        """全年 is the year of the title; 当年 the one named last."""
        if weak.text.startswith("当年"):
            earlier = [t for t in self.times.between(0, weak.start) if _YEAR.search(t.text) and t.reach == "paragraph"]
            return earlier[-1] if earlier else self.account or weak
        return self.title or weak

    def _inherited(self, figure: FigureSpan, status: Status) -> Time | None:
        """The period of the whole account, if it reaches this figure."""
        account = self.account
        if account is None:
            return None
        if account.start > figure.start and self._context.kind != "plan":
            return None
        if self._context.kind in ("plan", "notice"):
            if status not in ("target", "budget", "commitment") and account is not self.title:
                return None
            return account
        if status == "background" and self._context.kind == "news":
            return None
        if account.day:
            paragraph = self._outline.paragraph(figure.start)
            at_event = _AT_EVENT.search(self._context.text, paragraph[0], figure.start)
            return account if status != "target" and (at_event or account.text.startswith("今天")) else None
        return account

    def _of_title(self) -> Time | None:
        title = (self._context.title or "").strip()
        at = self._context.text.find(title) if title else -1
        if at < 0:
            return None
        found = [time for time in self.times.between(at, at + len(title)) if _YEAR.search(time.text)]
        return found[0] if found else None

    def _of_account(self) -> Time | None:
        if self.title is not None:
            return self.title
        plan = self._context.kind in ("plan", "notice")
        if plan:
            terms = [time for time in self.times.all if re.match(r"(?:力争)?到.*年", time.text)]
            if terms:
                return terms[0]
        for start, end in self._context.paragraphs:
            if start > _LEAD_REACH:
                break
            if end - start <= _BODY_LENGTH:
                continue
            found = [t for t in self.times.between(start, end) if t.reach == "paragraph" and self._sets(t)]
            if found:
                return found[0]
            if not plan:
                break
        if plan:
            aims = [t for t in self.times.all if t.reach == "paragraph" and self._sets(t)]
            return aims[0] if aims else None
        return None

    def _sets(self, time: Time) -> bool:
        """Whether an expression can date a whole account: a year, a term or a beginning, no 目前 and no 全年."""
        return not (time.weak or time.now or time.cell) and (
            time.day or time.since or bool(_YEAR.search(time.text)) or time.text.startswith(("截至", "截止", "到"))
            or time.text.endswith(("间", "内", "来"))
        )  # fmt: skip
