"""Marks and light markup of a source: what is text, what is marked, and which blocks a writer sets.

All offsets count in :attr:`Marked.plain`, the source's text without the marks (but with `# `, `## ` and `|`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from builder.source import Source, SourceError

Kind = Literal["text", "title", "heading", "sheet", "paragraph", "row"]
Span = tuple[int, int]

_MARK: Final = re.compile(r"〔([A-Za-z][A-Za-z0-9_-]*):([^〔〕]*)〕")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the source. ``spans`` are its texts in ``plain``: one, or the cells of a table's row."""

    kind: Kind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    plain: str
    marks: dict[str, Span]  # figure id → its surface, in the order of the text
    pieces: tuple[Piece, ...]

    def text(self, span: Span) -> str:
        return self.plain[span[0] : span[1]]


def parse(source: Source) -> Marked:
    """Strips the marks and splits the rest into blocks; a txt or csv source is one block, whatever it looks like."""
    plain, marks = _strip_marks(source.text)
    declared = [figure["id"] for figure in source.figures]
    if list(marks) != declared:
        odd = sorted(set(marks) ^ set(declared)) or "their order"
        raise SourceError(f"{source.id}: marks and [[figure]] entries differ: {odd}")
    if source.format in ("txt", "csv"):
        return Marked(plain, marks, (Piece("text", ((0, len(plain)),)),))
    return Marked(plain, marks, tuple(_pieces(plain, "sheet" if source.format == "xlsx" else "heading")))


def _strip_marks(text: str) -> tuple[str, dict[str, Span]]:
    parts: list[str] = []
    marks: dict[str, Span] = {}
    length = last = 0
    for match in _MARK.finditer(text):
        before = text[last : match.start()]
        if match[1] in marks:
            raise SourceError(f"the mark {match[1]} stands twice")
        if not match[2].strip():
            raise SourceError(f"the mark {match[1]} is empty")
        parts += [before, match[2]]
        start = length + len(before)
        length = start + len(match[2])
        marks[match[1]] = (start, length)
        last = match.end()
    parts.append(text[last:])
    return "".join(parts), marks


def _pieces(plain: str, heading: Kind) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    for line in plain.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        if body.startswith("|"):
            pieces.append(Piece("row", tuple(_cells(body, offset))))
        elif body.startswith("# "):
            pieces.append(Piece("title", ((offset + 2, offset + len(body)),)))
        elif body.startswith("## "):
            pieces.append(Piece(heading, ((offset + 3, offset + len(body)),)))
        elif body.strip():
            pieces.append(Piece("paragraph", ((offset, offset + len(body)),)))
        offset += len(line)
    return pieces


def _cells(row: str, offset: int) -> list[Span]:
    if not row.endswith("|") or len(row) < 2:
        raise SourceError(f"a table row does not end with |: {row}")
    cells: list[Span] = []
    start = 1
    while start < len(row):
        end = row.index("|", start)
        cells.append((offset + start, offset + end))
        start = end + 1
    return cells
