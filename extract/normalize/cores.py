"""Cuts a page's paragraphs, in the order of print, into runs that each belong to one article.

A run ends at a sign-off （据…）. One begins at a headline over a reporter's name or a dateline, and at a second
reporter's name. A reporter's text is not taken from elsewhere: between the name and a sign-off that names a source
an article begins, at the headline across which the words change most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.normalize.affinity import count_pairs, shared_pairs
from extract.normalize.headlines import Paragraph

_TOP: Final = re.compile(r"\s*#\s+\S")
_ZONE: Final = 400  # characters of text, at most, before a headline that its lead stands over


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of one headline."""

    lines: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(slots=True, eq=False)
class Core:
    """A run of paragraphs, those of its headlines included."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    closed: bool = False  # by a sign-off
    reported: bool = False  # a reporter's name stands in it
    has_text: bool = False

    def add(self, paragraph: Paragraph) -> None:
        self.paragraphs.append(paragraph)
        self.reported = self.reported or paragraph.byline
        self.has_text = self.has_text or paragraph.running
        self.closed = self.closed or (self.has_text and paragraph.closes)

    @property
    def zone(self) -> int:
        """How many paragraphs form the head: up to the last headline that has little text before it."""
        length = end = 0
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.headline:
                end = number + 1
            elif paragraph.running:
                length += len(paragraph.text)
                if length > _ZONE or paragraph.closes:
                    break
        return end

    @property
    def headlines(self) -> list[Headline]:
        """Those of its head."""
        return gather_headlines(self.paragraphs[: self.zone])


def gather_headlines(paragraphs: Iterable[Paragraph]) -> list[Headline]:
    """The headlines among ``paragraphs``: lines that nothing parts are one."""
    groups: list[list[Paragraph]] = []
    follows = False
    for paragraph in paragraphs:
        if not paragraph.headline:
            follows = False
            continue
        if follows and not paragraph.parted and paragraph.goes_on:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
        follows = not paragraph.marked
    return [Headline(tuple(group)) for group in groups]


def cut_cores(paragraphs: Sequence[Paragraph]) -> tuple[list[Core], list[Paragraph]]:
    """The runs, in order, and the headlines after the last of them."""
    begins = _find_beginnings(paragraphs)
    cores = [Core()]
    pending: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        current = cores[-1]
        if paragraph.headline and (current.closed or pending or number in begins):
            pending.append(paragraph)
            continue
        again = paragraph.byline and current.reported and current.has_text
        if pending or again or (current.closed and (paragraph.running or paragraph.byline)):
            if current.paragraphs:
                current = Core()
                cores.append(current)
            for headline in pending:
                current.add(headline)
            pending = []
        current.add(paragraph)
    return cores, pending


def _find_beginnings(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The headlines inside running text at which an article begins."""
    found = {number for number, _ in _announced(paragraphs)}
    opened: int | None = None  # the paragraph after the reporter's name
    for number, paragraph in enumerate(paragraphs):
        if number in found or paragraph.closes:
            if paragraph.taken_from is not None and opened is not None:
                best = _weakest_joint(paragraphs, opened, number)
                if best is not None:
                    found.add(best)
            opened = None
        elif paragraph.byline:
            opened = number + 1
    return found


def _announced(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Paragraph]]:
    """Headlines below text: over a reporter's name or a dateline, of the first rank, or such on their page."""
    seen_text = False
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.headline:
            seen_text = seen_text or paragraph.running
        elif seen_text:
            below = next((p for p in paragraphs[number + 1 : number + 6] if not p.headline), None)
            first_rank = _TOP.match(paragraph.text) is not None
            if first_rank or paragraph.heads or (below is not None and (below.byline or below.lead)):
                yield number, paragraph


def _weakest_joint(paragraphs: Sequence[Paragraph], start: int, end: int) -> int | None:
    """The headline between ``start`` and the sign-off at ``end`` before and after which the fewest words are shared."""
    parts = [count_pairs([paragraph.text]) for paragraph in paragraphs[start : end + 1]]
    shared = shared_pairs(parts)
    running = [number for number in range(start, end + 1) if paragraphs[number].running]
    candidates = [
        (shared[number - start], number)
        for number in range(start + 1, end)
        if paragraphs[number].headline
        and not paragraphs[number - 1].headline
        and running
        and running[0] < number < running[-1]
    ]
    return min(candidates, default=(0.0, None))[1]
