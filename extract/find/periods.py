"""Time expressions that can date a statement: 2023年以来, 截至6月底, 今年, 近三年, “十四五”期间, 党的十八大以来.

Built from dated labels and a lexicon of anchors, joined where they touch, with the preposition in front and the word
behind that make them one phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.find.labels import Label
from extract.find.lexicon import load_anchors
from extract.types import DateSpan

_PREFIX: Final = re.compile(
    r"(?:截至到|截至|截止到|截止|力争到|计划到|从|自从|自|到|至|在|于|早在|近|过去|未来|今后|每到)(?:[了]?)$"
)
_SUFFIX: Final = re.compile(
    r"(?:以来|起|开始|期间|时期|期内|间|末期|末|之前|以前|前|之后|以后|后|之内|以内|内|中|来|至今|上半年|下半年|底|初|全年|度|年底|年末|当年|前后|左右)(?![级端者几台央])"
)
_DURATION_TAIL: Final = re.compile(r"(?:以?来|间|内|之内|以内|期间|里|中)(?![自源])")
_SINCE: Final = re.compile(r"(?:以来|以后|之后)(?=[，。；,])")
_CLAUSE_STARTS: Final = frozenset("，。；：！？\n、“”（）")
_LONGEST_SINCE: Final = 34


def find_periods(text: str, labels: Sequence[Label]) -> list[DateSpan]:
    """The time expressions of a text, in order, none inside another."""
    pieces = [
        (start, end, "anchor")
        for start, end, _ in load_anchors().find(text)
        if text[end - 1 : end + 1] != "中央"  # 2024年中央专项资金
    ]
    for label in labels:
        if label.role == "date":
            pieces.append((label.start, label.end, "date"))
        elif label.role == "duration":
            tail = _DURATION_TAIL.match(text, label.end)
            recent = text[label.start - 1 : label.start] in ("近", "前") or text[
                max(0, label.start - 2) : label.start
            ] in ("过去", "未来")
            if tail or recent:
                start = label.start - (1 if text[label.start - 1 : label.start] == "近" else 0)
                pieces.append((start, tail.end() if tail else label.end, "duration"))
    pieces.sort(key=lambda piece: (piece[0], -piece[1]))
    spans = _join(text, pieces)
    return _with_since_clauses(text, spans)


def _join(text: str, pieces: list[tuple[int, int, str]]) -> list[DateSpan]:
    spans: list[DateSpan] = []
    i = 0
    while i < len(pieces):
        start, end, kind = pieces[i]
        i += 1
        while i < len(pieces):
            following, stop, other = pieces[i]
            gap = text[end:following] if following > end else ""
            if following < end:
                end = max(end, stop)
            elif gap in ("", "（", "的") or (
                gap in ("至", "到", "-", "—", "——", "~", "和") and kind == other == "date"
            ):
                end = stop
                if gap == "（" and text[end : end + 1] == "）":
                    end += 1
            else:
                break
            i += 1
        suffix = _SUFFIX.match(text, end)
        if suffix:
            end = suffix.end()
        prefix = _PREFIX.search(text[max(0, start - 4) : start])
        if prefix:
            start -= len(prefix.group())
        if spans and start < spans[-1].end:
            start = spans[-1].end
        if start < end:
            spans.append(
                DateSpan(start, end, "duration" if kind == "duration" else "date" if kind == "date" else "anchor")
            )
    return spans


def _with_since_clauses(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """自中央…决策部署以来, 中央党的群团工作会议以来: a clause that ends in 以来 is one time expression."""
    found: list[DateSpan] = []
    for match in _SINCE.finditer(text):
        begin = match.start()
        while begin > 0 and text[begin - 1] not in _CLAUSE_STARTS and match.end() - begin < _LONGEST_SINCE:
            begin -= 1
        if match.end() - begin < _LONGEST_SINCE:
            found.append(DateSpan(begin, match.end(), "period"))
    if not found:
        return spans
    starts = [since.start for since in found]  # both lists are in order and hold no overlaps
    kept: list[DateSpan] = []
    for span in spans:
        i = bisect_left(starts, span.end) - 1
        if i < 0 or found[i].end <= span.start:
            kept.append(span)
    return sorted(kept + found, key=lambda span: span.start)
