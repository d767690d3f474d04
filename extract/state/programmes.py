"""The plan, project or campaign a figure belongs to (names: :mod:`extract.state.programme_names`).

A figure takes the programme named before it in its sentence; else the one of its paragraph, if that names only one;
else the one that the heading of its section or the caption of its table names; else the topic of the article: the only
programme of its title, or the one that its opening presents. It takes none
- where a list of parts gives another item (其中“甲”项目30万元，教师培训10万元: the training is not of the project),
- where the paragraph has turned to another doer or away from it (另悉, 此外), unless it is the topic itself,
- in a look back (近年来, 此前),
- in a plan, before the programme is introduced and in the sections on the state of things (基本情况, 工作基础):
  those figures are the setting that the programme answers to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.normalize.characters import fold_title
from extract.state.context import Context
from extract.state.figure_list import is_row, line_at
from extract.state.outline import Outline
from extract.state.programme_names import Programme, find_programmes, name_of_title
from extract.types import FigureSpan, Span

__all__ = ["Programme", "find_programmes", "read_programmes"]

_DIGITS: Final = "[一二三四五六七八九十]{1,3}"
_HEADING: Final = re.compile(
    rf"^[ \t]*(?:({_DIGITS}、)|（{_DIGITS}）|\d{{1,2}}[.、](?!\d)|第{_DIGITS}[章节部])([^\n。，；]{{1,40}})",
    re.MULTILINE,
)
_SETTING: Final = re.compile(r"(?:基本|工作|现实|发展)?(?:情况|基础|现状|背景|概况|回顾|形势|起点)$")
_ELSEWHERE: Final = re.compile(r"[ \t]*(?:另悉|另据|另外|此外|除此之外|相关链接)")
_EARLIER: Final = re.compile(r"\s*(?:据了解，|据介绍，)?(?:近年来|近几年|多年来|此前|长期以来)")
_PRESENTED: Final = re.compile(r"开展|实施|启动|发起|推出|组织|举办|落实")
_PRESENTED_AFTER: Final = re.compile(r"^[^，。；\n]{0,12}?(?:已|启动|收官|开展|实施|走过|历时|进展|结果|成效|全面|自)")
_PURPOSE: Final = re.compile(r"实施|支持|用于|开展|资助|启动|推进|发起")
_OPENING: Final = 200  # characters of body text in which an article presents its topic
_BODY: Final = re.compile(rf"{_DIGITS}、|（{_DIGITS}）|\d{{1,2}}[.、]|表\s*\d|[^\n]*[\t|]")  # headings, captions, rows
_HEAD_LINES: Final = 10
_LONGEST_TITLE: Final = 60
_PLANS: Final = ("plan", "notice")


@dataclass(frozen=True, slots=True)
class _Section:
    """From a heading to the next of its rank or above."""

    start: int
    setting: bool
    programme: str | None


def read_programmes(context: Context, shape: Outline, wholes: Sequence[int | None]) -> list[str | None]:
    """The programme of each figure of the article; ``wholes`` as ``find_wholes`` gives them."""
    title = fold_title(context.title) if context.title else None
    programmes = find_programmes(context.text, title)
    if not programmes and not (title and name_of_title(title, ())):
        return [None] * len(context.figures)
    return _Reader(context, shape, programmes, title).read(wholes)


class _Reader:
    """What the figures of one article are read with."""

    def __init__(self, context: Context, shape: Outline, programmes: Sequence[Programme], title: str | None) -> None:
        self.context, self.shape, self.programmes = context, shape, programmes
        self.starts = [programme.start for programme in programmes]
        self.tables = {id(cell.figure): cell.caption for cell in context.tables}
        self.same_since: list[int] = []  # for each naming the first of the unbroken run of its name
        for i, programme in enumerate(programmes):
            same = i > 0 and programmes[i - 1].name == programme.name
            self.same_since.append(self.same_since[-1] if same else i)
        self.cell_starts = [cell.figure.start for cell in context.tables]
        self.captions: dict[str, str | None] = {}
        self.line, self.row = (0, 0), False
        self.left: dict[int, int] = {}
        self.doer_starts = [organization.pieces[0][0] for organization in context.organizations]
        self.sections = self._sections()
        self.section_starts = [section.start for section in self.sections]
        self.topic = self._topic(title)
        self.introduced = self._introduced(title)

    def read(self, wholes: Sequence[int | None]) -> list[str | None]:
        """The programme of each figure."""
        return [self._of(index, figure, wholes) for index, figure in enumerate(self.context.figures)]

    def _between(self, start: int, end: int) -> Sequence[Programme]:
        return self.programmes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _of(self, index: int, figure: FigureSpan, wholes: Sequence[int | None]) -> str | None:
        if self._in_row(figure.start):
            return self._of_table(figure, self.line)
        clause, sentence = self.shape.clause(figure.start), self.shape.sentence(figure.start)
        named = self._between(clause[0], clause[1])
        before = [p for p in named if p.start <= figure.start]
        if before:
            return before[-1].name
        if named and _PURPOSE.search(self.context.text, figure.end, named[0].start):
            return named[0].name
        in_sentence = self._between(sentence[0], figure.start)
        if in_sentence and not self._is_other_item(index, wholes, in_sentence[-1]):
            return in_sentence[-1].name
        if in_sentence:
            return None
        return self._carried(figure, sentence)

    def _carried(self, figure: FigureSpan, sentence: Span) -> str | None:
        """From the paragraph, the section, the article."""
        paragraph = self.shape.paragraph(figure.start)
        first, behind = bisect_left(self.starts, paragraph[0]), bisect_left(self.starts, sentence[0])
        if first < behind:
            last = self.programmes[behind - 1]
            one = self.same_since[behind - 1] <= first
            return last.name if one and (last.name == self.topic or figure.start < self._left(behind - 1)) else None
        text = self.context.text
        if _EARLIER.match(text, *paragraph) or _EARLIER.match(text, *sentence):
            return None
        section = self._section(figure.start)
        if section and section.programme:
            return section.programme
        if figure.start < self.introduced or (section and section.setting):
            return None
        return self.topic

    def _left(self, at: int) -> int:
        """Where the text behind the naming with that index turns to something else or to another doer."""
        if at not in self.left:
            self.left[at] = self._turn(self.programmes[at], self._end_of_reach(at))
        return self.left[at]

    def _end_of_reach(self, at: int) -> int:
        paragraph_end = self.shape.paragraph(self.starts[at])[1]
        return min(paragraph_end, self.starts[at + 1]) if at + 1 < len(self.starts) else paragraph_end

    def _turn(self, named: Programme, end: int) -> int:
        sentence = self.shape.sentence(named.start)
        acting = self._organizations(*sentence)
        while sentence[1] < end:
            sentence = self.shape.sentence(sentence[1])
            if _ELSEWHERE.match(self.context.text, sentence[0], sentence[1]):
                return sentence[0]
            if any(name not in acting for name in self._organizations(*self.shape.clause(sentence[0]))):
                return sentence[0]
        return len(self.context.text)

    def _organizations(self, start: int, end: int) -> list[str]:
        first, last = bisect_left(self.doer_starts, start), bisect_left(self.doer_starts, end)
        return [organization.name for organization in self.context.organizations[first:last]]

    def _of_table(self, figure: FigureSpan, line: Span) -> str | None:
        """The row's own, else the caption's, else the article's."""
        in_row = self._between(line[0], figure.start)
        if in_row:
            return in_row[-1].name
        of_caption = self._of_caption(self.tables.get(id(figure)) or self._caption(line), line)
        if of_caption:
            return of_caption
        section = self._section(figure.start)
        return section.programme if section and section.programme else self.topic

    def _caption(self, line: Span) -> str | None:
        """The caption of a figure that a cell writes in full: that of another cell in its line."""
        at = bisect_left(self.cell_starts, line[0])
        if at < len(self.cell_starts) and self.cell_starts[at] < line[1]:
            return self.context.tables[at].caption
        return None

    def _of_caption(self, caption: str | None, line: Span) -> str | None:
        """The programme that a caption names, looked up once for all cells of its table."""
        if not caption:
            return None
        if caption not in self.captions:
            at = self.context.text.rfind(caption, 0, line[0])
            named = self._between(at, at + len(caption)) if at >= 0 else ()
            self.captions[caption] = named[-1].name if named else None
        return self.captions[caption]

    def _is_other_item(self, index: int, wholes: Sequence[int | None], named: Programme) -> bool:
        """True for an item of a list of parts whose programme an earlier item of that list named for itself."""
        whole = wholes[index]
        if whole is None or named.start < self.context.figures[whole].end:
            return False
        return self.shape.clause(named.start) != self.shape.clause(self.context.figures[index].start)

    def _in_row(self, offset: int) -> bool:
        """Whether the line of ``offset``, kept in ``line``, is a row of a table."""
        if not self.line[0] <= offset < self.line[1]:
            self.line = line_at(self.context.text, offset)
            self.row = is_row(self.context.text, self.line)
        return self.row

    # --- what holds for the whole article ---------------------------------------------------------------------------

    def _sections(self) -> list[_Section]:
        sections: list[_Section] = []
        upper: _Section | None = None
        for match in _HEADING.finditer(self.context.text):
            head = match[2].strip().rstrip("：:")
            named = self._between(match.start(2), match.end(2)) if not any(c.isdigit() for c in head) else ()
            own = named[0].name if named else None
            setting = bool(_SETTING.search(head)) and self.context.kind in _PLANS
            if match[1]:
                upper = _Section(match.start(), setting, own)
                sections.append(upper)
            else:
                sections.append(
                    _Section(
                        match.start(), upper.setting if upper else False, own or (upper.programme if upper else None)
                    )
                )
        return sections

    def _section(self, offset: int) -> _Section | None:
        at = bisect_right(self.section_starts, offset) - 1
        return self.sections[at] if at >= 0 else None

    def _topic(self, title: str | None) -> str | None:
        for line in (title, *self._first_lines()):
            of_title = name_of_title(line, self.programmes) if line else ()
            if of_title:
                return of_title[0] if len(of_title) == 1 else None
        names = {programme.name for programme in self.programmes}
        if len(names) != 1 or self.programmes[0].start > _OPENING:
            return None
        first = self.programmes[0]
        clause = self.shape.clause(first.start)
        if any(p[0] == first.start for p in self.shape.paragraphs):  # a caption or heading presents its part only
            return None
        if any(figure.end <= self.shape.sentence(first.start)[0] for figure in self.context.figures[:1]):
            return None
        before = self.context.text[clause[0] : first.start]
        presented = _PRESENTED.search(before) or _PRESENTED_AFTER.match(self.context.text[first.end : first.end + 20])
        return first.name if presented else None

    def _first_lines(self) -> list[str]:
        """The lines above the text proper: a title may stand below a letterhead or a menu."""
        lines: list[str] = []
        for start, end in self.shape.paragraphs[:_HEAD_LINES]:
            line = self.context.text[start:end].strip()
            if len(line) > _LONGEST_TITLE or line.endswith(("。", "；", "：")) or _BODY.match(line):
                break
            lines.append(line)
        return lines

    def _introduced(self, title: str | None) -> int:
        """Where a plan begins to speak of its programme: its first naming in the body, or its first section."""
        if self.context.kind not in _PLANS or self.topic is None:
            return 0
        first_section = self.section_starts[0] if self.section_starts else 0
        for programme in self.programmes:
            paragraph = self.shape.paragraph(programme.start)
            line = self.context.text[paragraph[0] : paragraph[1]].strip()
            is_title = "。" not in line or line.startswith("现将") or (title is not None and line in title)
            if not is_title:
                return min(programme.start, first_section) if first_section else programme.start
        return first_section
