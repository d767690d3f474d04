"""Blocks of a document → one normalized text with its offset map.

Only two things happen to a character: it is replaced by one other, or left out. Left out are line breaks inside a
sentence, spaces that break words and numbers, markup in plain text, and the pinyin that copy protection inserts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from extract.normalize.characters import fold
from extract.normalize.lines import Line, find_joins
from extract.slots import quick
from extract.types import BlockKind, Document, Normalized, Span

_CJK: Final = r"\u3400-\u9fff"
_MARK: Final = r"，。；：！？、（）“”‘’《》〔〕【】…—"
# Spaces that stand inside a number, beside punctuation, or between a number and a Chinese character.
_SPACE: Final = re.compile(
    rf"(?<=[{_MARK}])[ \u3000\xa0]+|[ \u3000\xa0]+(?=[{_MARK}])"
    rf"|(?<=[{_CJK}])[ \u3000\xa0]{{1,3}}(?=[0-9０-９])|(?<=[0-9０-９%％])[ \u3000\xa0]{{1,3}}(?=[{_CJK}%％])"
    r"|(?<=[0-9])[ \xa0](?=\.[0-9])|(?<=[0-9]\.)[ \xa0](?=[0-9]{2})"
    # 共1 234 567元: thousands parted by spaces, between Chinese characters; 8 120 25 are three columns
    rf"|(?:(?<=[{_CJK}][0-9])|(?<=[{_CJK}][0-9]{{2}})|(?<=[{_CJK} ][0-9]{{3}}))"
    rf"[ \xa0](?=[0-9]{{3}}(?:[ \xa0][0-9]{{3}}){{0,4}}[{_CJK}])"
    r"|^[ \u3000\xa0]+|[ \u3000\xa0\r]+$"
)
_BLANKS: Final = frozenset(" \u3000\xa0\r")  # without one of them _SPACE finds nothing
_TAG: Final = re.compile(r"</?[A-Za-z!][^<>\n]{0,300}>|&(?:nbsp|ensp|emsp);")
_BLOCK_TAG: Final = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|blockquote|section)\b", re.IGNORECASE)
_PINYIN: Final = re.compile(rf"(?<=[{_CJK}])[(（][a-zü]{{0,5}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{{0,3}}[)）]")
_QUOTED: Final = re.compile(r"^>+ ?")
_RUNNING: Final[frozenset[BlockKind]] = frozenset({"paragraph", "list-item", "footnote", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Layout:
    """The printed lines of some blocks, and for each whether it continues the one before it."""

    lines: tuple[_SourceLine, ...]
    joins: tuple[bool, ...]

    @property
    def blocks(self) -> tuple[int, ...]:
        """The blocks that have lines, in their order."""
        return tuple(dict.fromkeys(line.block for line in self.lines))


def lay_out(document: Document, order: Sequence[int], joined: Collection[int] = ()) -> Layout:
    """The lines of the blocks in reading order. The blocks ``joined`` continue the one before, whatever they look like
    (the second line of a headline), and so does what the reader saw running on across a column or a page."""
    lines = _split_lines(document, order)
    joins = _find_joins(document, lines)
    for number in range(1, len(lines)):
        here, before = lines[number].block, lines[number - 1].block
        if here != before:
            joins[number] = joins[number] or here in joined or _runs_on(document, before, here)
    return Layout(tuple(lines), tuple(joins))


def _runs_on(document: Document, before: int, here: int) -> bool:
    return document.blocks[here].continues and document.blocks[before].kind in _RUNNING


def group_paragraphs(layout: Layout) -> list[tuple[int, ...]]:
    """The blocks in reading order, those that are lines of one paragraph together."""
    groups: list[list[int]] = []
    for line, joined in zip(layout.lines, layout.joins, strict=True):
        if groups and (joined or groups[-1][-1] == line.block):
            if groups[-1][-1] != line.block:
                groups[-1].append(line.block)
        else:
            groups.append([line.block])
    return [tuple(group) for group in groups]


def normalize_blocks(document: Document, layout: Layout) -> Normalized:
    """The blocks of one article, in reading order, as one text fit for matching.

    A paragraph ends with ``\\n`` and the cells of a table row are parted by ``\\t`` wherever the source has such a
    character to stand for them; ``paragraphs`` holds their bounds in any case.
    """
    source = document.text
    lines, joins = layout.lines, layout.joins
    plain = document.media_type == "text/plain"
    out: list[str] = []
    origin: list[int] = []
    paragraphs: list[Span] = []
    begun = 0
    for number, line in enumerate(lines):
        if number and not joins[number]:
            if begun < len(out):
                paragraphs.append((begun, len(out)))
            at = lines[number - 1].break_at
            if at is not None:  # the break character behind the line before stands for the end of the paragraph
                out.append("\t" if source[at] == "\t" else "\n")
                origin.append(at)
            begun = len(out)
        begun = _append(source, line, plain, out, origin, paragraphs, begun)
    if begun < len(out):
        paragraphs.append((begun, len(out)))
    return Normalized(fold("".join(out)), tuple(origin), tuple(paragraphs))


@quick
@dataclass(frozen=True, slots=True)
class _SourceLine:
    start: int
    end: int
    block: int
    after_blank: bool
    break_at: int | None  # offset of the character that ends the line, if there is one


def _split_lines(document: Document, blocks: Sequence[int]) -> list[_SourceLine]:
    """The lines of the blocks that are not blank."""
    source = document.text
    lines: list[_SourceLine] = []
    previous_end: int | None = None
    for index in blocks:
        block = document.blocks[index]
        start = block.start
        while start < block.end:
            stop = source.find("\n", start, block.end)
            stop = block.end if stop < 0 else stop
            if source[start:stop].strip():
                blank = previous_end is not None and source.count("\n", previous_end, start) > 1
                ends = stop if stop < len(source) and source[stop] in "\n\r\t" else None
                lines.append(_SourceLine(start, stop, index, blank, ends))
                previous_end = stop
            start = stop + 1
    return lines


def _find_joins(document: Document, lines: Sequence[_SourceLine]) -> list[bool]:
    """Which lines continue the one before; a cell, title or caption is a whole whatever its text looks like."""
    return find_joins(
        [
            Line(
                document.text[line.start : line.end],
                line.after_blank,
                line.block,
                document.blocks[line.block].kind not in _RUNNING,
            )
            for line in lines
        ]
    )


def _append(
    source: str, of: _SourceLine, plain: bool, out: list[str], origin: list[int], paragraphs: list[Span], begun: int
) -> int:
    """Append one line without what is left out; returns where the open paragraph begins."""
    start, end = of.start, of.end
    line = source[start:end]
    removed: list[tuple[int, int, bool]] = []
    if not _BLANKS.isdisjoint(line):
        removed += [(m.start(), m.end(), False) for m in _SPACE.finditer(line)]
    if plain:
        if "<" in line or "&" in line:
            removed += [(m.start(), m.end(), bool(_BLOCK_TAG.match(m.group()))) for m in _TAG.finditer(line)]
        if line.startswith(">"):
            removed += [(m.start(), m.end(), False) for m in _QUOTED.finditer(line)]
    if "(" in line or "（" in line:
        removed += [(m.start(), m.end(), False) for m in _PINYIN.finditer(line)]
    removed.sort()
    at = 0
    for cut, resume, breaks in removed:
        if cut > at:
            out.extend(line[at:cut])
            origin.extend(range(start + at, start + cut))
        if breaks and begun < len(out):
            paragraphs.append((begun, len(out)))
            out.append("\n")
            origin.append(start + max(cut, at))
            begun = len(out)
        at = max(at, resume)
    out.extend(line[at:])
    origin.extend(range(start + at, end))
    return begun
