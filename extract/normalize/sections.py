"""The sections of a text: 第一章, 一、, （一）, 1., 第二条 … as a tree.

A heading's rank is not fixed by its mark (some plans count 一、 （一） 1., others 第一条 一、 1.): a mark that is not
open yet lies below those that are, one that is open closes what lies below it. Numbers must go on by one or begin
anew, so that a sentence that begins with a number is no heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.types import Normalized, Section, Span

_ONES: Final = "一二三四五六七八九十"
_MARKS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("编", re.compile(rf"第([{_ONES}百\d]{{1,4}})[编篇]")),
    ("章", re.compile(rf"第([{_ONES}百\d]{{1,4}})章")),
    ("节", re.compile(rf"第([{_ONES}百\d]{{1,4}})节")),
    ("条", re.compile(rf"第([{_ONES}百\d]{{1,4}})条(?!第)")),
    ("一、", re.compile(rf"([{_ONES}]{{1,3}})[、.．](?![{_ONES}])")),
    ("（一）", re.compile(rf"[（(]([{_ONES}]{{1,3}})[)）]")),
    ("1.", re.compile(r"(\d{1,2})[.．、](?!\d)")),
    ("（1）", re.compile(r"[（(](\d{1,2})[)）]")),
    ("1）", re.compile(r"(\d{1,2})[)）]")),
    ("①", re.compile(r"([①-⑳])")),
)
_ATTACHED: Final = re.compile(r"附(?:件|表|录)\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_MARKDOWN: Final = re.compile(r"#{1,6}\s+")
_LINE_END: Final = re.compile(r"[。！？；;:：]")
_CLAUSE_END: Final = re.compile(r"[，,。！？；;:：]")
_LONGEST: Final = 40  # characters of a heading
_LONGEST_CLAUSE: Final = 30  # of the first clause of an item that has no heading of its own
_MISSING: Final = 2  # numbers that may be left out between two headings of one rank
_OPEN_RANKS: Final = frozenset(("编", "章", "节", "条"))  # counted through, whatever they stand below


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    value: int
    index: int  # of its section


def find_sections(normalized: Normalized, headings: Sequence[Span] = ()) -> tuple[Section, ...]:
    """The sections in the order of the text; ``headings`` are spans of the source, rising, that its styles call so.

    A section reaches to the next heading of its rank or above. The title is the heading as it stands, or the first
    clause of a numbered item that has none.
    """
    starts = [start for start, _ in headings]
    sections: list[Section] = []
    stack: list[_Open] = []
    seen: dict[str, int] = {}
    for start, end in normalized.paragraphs:
        text = normalized.text[start : min(end, start + _LONGEST + 20)]
        if "\t" in text:  # a row of a table
            continue
        skipped = len(text) - len(text.lstrip())
        if marked := _MARKDOWN.match(text, skipped):
            skipped = marked.end()
        styled = _is_styled(normalized.origin[start], starts, headings)
        found = _read_mark(text, skipped, styled and end - start <= _LONGEST + 10)
        if found is None:
            continue
        mark, value, mark_end = found
        if not _fits(mark, value, stack, seen):
            continue
        while stack and (mark == "附件" or any(opened.mark == mark for opened in stack)):
            last = stack.pop()
            if last.mark == mark:
                break
        title_end = start + _title_end(text, skipped, mark_end, whole=end - start <= len(text))
        parent = stack[-1].index if stack else None
        stack.append(_Open(mark, value, len(sections)))
        seen[mark] = value
        sections.append(Section(start + skipped, title_end, len(stack), parent))
    return tuple(sections)


def section_at(sections: Sequence[Section], offset: int) -> int | None:
    """The index of the innermost section that ``offset`` of the normalized text lies in."""
    index = bisect_right(sections, offset, key=lambda section: section.start) - 1
    return index if index >= 0 else None


def _is_styled(origin: int, starts: Sequence[int], headings: Sequence[Span]) -> bool:
    at = bisect_right(starts, origin) - 1
    return at >= 0 and headings[at][0] <= origin < headings[at][1]


def _read_mark(text: str, at: int, styled: bool) -> tuple[str, int, int] | None:
    """Mark, number and the end of the mark."""
    if attached := _ATTACHED.match(text, at):
        return ("附件", 0, attached.end()) if len(text) <= _LONGEST else None
    for mark, pattern in _MARKS:
        if match := pattern.match(text, at):
            return mark, _value(match[1]), match.end()
    return ("heading", 0, at) if styled else None


def _fits(mark: str, value: int, stack: Sequence[_Open], seen: dict[str, int]) -> bool:
    """Whether a heading with this number can stand here."""
    if value == 0:  # unnumbered
        return True
    before = next((opened.value for opened in reversed(stack) if opened.mark == mark), None)
    if before is not None:
        return value == 1 or before < value <= before + 1 + _MISSING
    if mark in _OPEN_RANKS:
        return value == 1 or mark not in seen or seen[mark] < value <= seen[mark] + 1 + _MISSING
    return value == 1 or mark not in seen  # an excerpt may begin with any number


def _title_end(text: str, at: int, mark_end: int, *, whole: bool) -> int:
    """The end of the heading in ``text``: the line, its first sentence, its first clause, or the mark alone."""
    stripped = len(text.rstrip())
    sentence = _LINE_END.search(text, mark_end)
    if whole and stripped - at <= _LONGEST and (sentence is None or sentence.start() >= stripped - 1):
        return sentence.start() if sentence is not None else stripped
    if sentence is not None and sentence.start() - at <= _LONGEST:
        return sentence.start()
    clause = _CLAUSE_END.search(text, mark_end)
    if clause is not None and clause.start() - at <= _LONGEST_CLAUSE:
        return clause.start()
    return mark_end


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if "①" <= written[0] <= "⑳":
        return ord(written[0]) - ord("①") + 1
    total = 0
    for position, character in enumerate(written):
        if character == "百":
            total = max(total, 1) * 100
        elif character == "十":
            ones = total % 10 if position else 0
            total = total - ones + max(ones, 1) * 10
        else:
            total += _ONES.index(character) + 1 if character in _ONES else int(character)
    return total
