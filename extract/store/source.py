"""Reading stored texts back, whole or around a mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.errors import StoreError
from extract.normalize.lines import Line, find_joins
from extract.store.base import Base
from extract.types import Fragments, Span

_SENTENCE_END: Final = frozenset("。！？!?；;")
_CLOSING: Final = frozenset("”’」』）)")
_REACH: Final = 400  # characters to either side, at most: a text without punctuation is no sentence
_RUNNING: Final = frozenset({"paragraph", "list-item", "footnote", "boilerplate"})  # kinds that lines may join


def document_text(base: Base, uri: str) -> str:
    """The text of the current version of ``uri``, exactly as it was read.

    Raises:
        StoreError: no such document.
    """
    row = base.connection.execute(
        "SELECT v.text FROM document d JOIN document_version v ON v.id = d.current WHERE d.uri = ?", (uri,)
    ).fetchone()
    if row is None:
        raise StoreError(f"there is no document {uri} in {base.path}")
    return stored_text(base, row[0])


def stored_text(base: Base, text: int) -> str:
    """The text with the id ``text``."""
    passages = base.connection.execute("SELECT content FROM passage WHERE text = ? ORDER BY start", (text,))
    return "".join(content for (content,) in passages)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The lines of one paragraph, joined as they are read. ``starts`` and ``offsets`` say where each line stands in the
    source and in ``text``, both in the order of reading."""

    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def position(self, at: int) -> int:
        """Where the character at ``at`` of the source, or the next one that was kept, stands in ``text``."""
        found = max((i for i, start in enumerate(self.starts) if start <= at), key=self.starts.__getitem__, default=0)
        following = self.offsets[found + 1] if found + 1 < len(self.offsets) else len(self.text)
        return min(self.offsets[found] + max(0, at - self.starts[found]), following)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as it is read, and where the fragments of a mention stand in it."""

    text: str
    spans: Fragments


def _passage(cut: str, spans: Sequence[Span]) -> Passage:
    lead = len(cut) - len(cut.lstrip())
    return Passage(cut.strip(), tuple((start - lead, end - lead) for start, end in spans))


class Contexts:
    """Cuts the sentence around a mention out of its text; remembers the texts it read last."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._text = lru_cache(maxsize=8)(lambda text: stored_text(base, text))
        self._paragraphs = lru_cache(maxsize=8)(self._read_paragraphs)

    def passage(self, version: str, text: int, fragments: Fragments) -> Passage:
        """From the beginning of the sentence of the first fragment to the end of that of the last one.

        Breaks that only end a printed line are left out, as the extraction leaves them out, so that a sentence is whole
        where its lines are blocks of their own. That of a table cell is its whole row.
        """
        content = self._text(text)
        first, last = fragments[0][0], fragments[-1][1] - 1
        starts, paragraphs = self._paragraphs(version, text)
        left, right = _paragraph(first, starts, paragraphs), _paragraph(last, starts, paragraphs)
        if left is None or right is None or left is not right:
            start, end = content.rfind("\n", 0, first) + 1, content.find("\n", last + 1)
            start, end = max(start, first - _REACH), min(len(content) if end < 0 else end, last + 1 + _REACH)
            return _passage(content[start:end], [(at - start, stop - start) for at, stop in fragments])
        begin, finish = left.position(first), left.position(last) + 1
        start = _begin(left.text, begin, max(0, begin - _REACH))
        end = _finish(left.text, finish, min(len(left.text), finish + _REACH))
        spans = [(left.position(at) - start, left.position(stop - 1) + 1 - start) for at, stop in fragments]
        return _passage(left.text[start:end], spans)

    def _read_paragraphs(self, version: str, text: int) -> tuple[list[int], list[_Paragraph | None]]:
        """The start of each line in the source, rising, and the paragraph that it belongs to; ``None`` for a cell."""
        content = self._text(text)
        blocks = self._base.connection.execute(
            """SELECT number, start, "end", kind FROM block WHERE version = ? AND "end" > start
            ORDER BY kind LIKE 'page-%', reading_order IS NULL, reading_order, number""",
            (version,),
        )
        spans: list[Span] = []
        lines: list[Line] = []
        cells: list[bool] = []
        behind = 0
        for number, start, end, kind in blocks:
            for at, stop in _lines(content, start, end):
                blank = bool(spans) and content.count("\n", behind, at) > 1
                spans.append((at, stop))
                lines.append(Line(content[at:stop], blank, number, kind not in _RUNNING))
                cells.append(kind == "cell")
                behind = stop
        found: list[tuple[int, _Paragraph | None]] = []
        group: list[Span] = []
        for i, joined in enumerate(find_joins(lines)):
            if group and not joined:
                found += _closed(content, group, cell=cells[i - 1])
                group = []
            group.append(spans[i])
        if group:
            found += _closed(content, group, cell=cells[-1])
        found.sort(key=lambda each: each[0])
        return [start for start, _ in found], [paragraph for _, paragraph in found]


def _lines(content: str, start: int, end: int) -> list[Span]:
    """The lines of a block that are not blank, without the white space at their ends."""
    found: list[Span] = []
    while start < end:
        stop = content.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = content[start:stop]
        if stripped := line.strip():
            at = start + line.index(stripped[0])
            found.append((at, at + len(stripped)))
        start = stop + 1
    return found


def _closed(content: str, group: Sequence[Span], *, cell: bool) -> list[tuple[int, _Paragraph | None]]:
    if cell:
        return [(start, None) for start, _ in group]
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for start, end in group:
        piece = content[start:end]
        if pieces and _is_latin(pieces[-1][-1]) and _is_latin(piece[0]):
            pieces.append(" ")  # the break stood between two words
            length += 1
        offsets.append(length)
        pieces.append(piece)
        length += len(piece)
    paragraph = _Paragraph("".join(pieces), tuple(start for start, _ in group), tuple(offsets))
    return [(start, paragraph) for start, _ in group]


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _paragraph(at: int, starts: Sequence[int], paragraphs: Sequence[_Paragraph | None]) -> _Paragraph | None:
    index = bisect_right(starts, at) - 1
    return paragraphs[index] if index >= 0 else None


def _begin(content: str, at: int, limit: int) -> int:
    while at > limit and content[at - 1] not in _SENTENCE_END:
        at -= 1
    while at < len(content) and content[at] in _CLOSING:  # they belong to the sentence before
        at += 1
    return at


def _finish(content: str, at: int, limit: int) -> int:
    while at < limit and content[at] not in _SENTENCE_END:
        at += 1
    if at < limit:
        at += 1
    while at < limit and content[at] in _CLOSING:
        at += 1
    return at


def snippet(content: str, span: Span, width: int = 30) -> tuple[str, int]:
    """``width`` characters to either side of ``span``, and the offset in ``content`` at which the snippet begins."""
    start, end = max(0, span[0] - width), min(len(content), span[1] + width)
    return content[start:end], start
