"""Which blocks of a page are its text, by how dense their text and their links are.

The shallow features of Kohlschütter, Fankhauser and Nejdl (Boilerplate Detection using Shallow Text Features, 2010):
the length of a block, the share of it that stands in links, and both of its neighbours; their tree, with lengths in
Chinese characters. A block is only ever labelled, and what might tell something stays what it is: a sentence without
links, a cell, a heading over text, a line that names date and source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.read.html_walk import Piece
from extract.types import BlockKind

_LINKED: Final = 1 / 3  # share of a block in links from which on it is made of links
_AMID: Final = 5 / 9  # … of the block before: what is short behind it belongs to it
_SHORT: Final = 24  # characters; the paper's 16 words
_LONG: Final = 60  # … 40 words
_LINKS: Final = 3  # in blocks of links in a row; fewer may be references of the text
_SENTENCE: Final = re.compile("[。！？；…][”’」』）)]?$")
_TELLING: Final = re.compile("[：:]|[0-9０-９]|^[（(]")  # date and source, an annex, a sign-off
_FREE: Final[frozenset[BlockKind]] = frozenset({"paragraph", "list-item", "heading"})


@dataclass(frozen=True, slots=True)
class _Density:
    length: int
    links: float  # share of the characters that stand in links
    sentence: bool


def label_blocks(pieces: Sequence[Piece]) -> None:
    """Sets the kind of the blocks that are navigation: rows of links, and what is short among them."""
    free = [piece for piece in pieces if piece.kind in _FREE]
    densities = [_measure(piece) for piece in free]
    linked = [d.links > _LINKED and not (d.sentence and d.length > _LONG) for d in densities]
    for start, end in _runs(linked):
        if sum(max(1, piece.links) for piece in free[start:end]) >= _LINKS:
            for piece in free[start:end]:
                piece.kind = "navigation"
    for at, (piece, density) in enumerate(zip(free, densities, strict=True)):
        before = densities[at - 1] if at else None
        after = densities[at + 1] if at + 1 < len(free) else None
        if piece.kind == "navigation" or density.sentence or density.length > _SHORT or _TELLING.search(piece.text):
            continue
        amid = before is not None and before.links > _AMID and free[at - 1].kind == "navigation"
        leads = after is not None and free[at + 1].kind == "navigation" and piece.kind == "heading"
        closed = after is None or free[at + 1].kind == "navigation"
        if leads or (amid and closed):
            piece.kind = "navigation"


def _measure(piece: Piece) -> _Density:
    text = "".join(piece.text.split())
    return _Density(len(text), piece.linked / len(text) if text else 0.0, bool(_SENTENCE.search(text)))


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Start and end of each maximal run of true flags."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for at, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            runs.append((start, at))
            start = None
    return runs
