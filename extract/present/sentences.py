"""A sentence cut into what is quoted and what is not, so that a figure can be marked exactly where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.types import Fragments

_CELL_BORDER: Final = "｜"  # between the cells of a row

#: Text and whether it is quoted.
Piece = tuple[str, bool]


def cut(context: str, spans: Fragments) -> list[Piece]:
    """The pieces of ``context``; joined they give it on one line, with cells parted by ｜.

    Without spans, and where they reach beyond the context, all is one piece that quotes nothing.
    """
    if not spans or spans[-1][1] > len(context) or spans[0][0] < 0:
        return _flat([(context, False)])
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        pieces += [(context[at:start], False), (context[start:end], True)]
        at = end
    pieces.append((context[at:], False))
    return _flat(pieces)


def shorten(pieces: Sequence[Piece], most: int) -> list[Piece]:
    """At most about ``most`` characters around what is quoted, which is never cut; … stands for what is left out."""
    quoted = [i for i, (_, is_quoted) in enumerate(pieces) if is_quoted]
    if not quoted or sum(len(text) for text, _ in pieces) <= most:
        return list(pieces)
    first, last = quoted[0], quoted[-1]
    inner = list(pieces[first : last + 1])
    before, behind = _text(pieces[:first]), _text(pieces[last + 1 :])
    room = max(0, most - sum(len(text) for text, _ in inner))
    left = max(room // 2, room - len(behind))
    kept = before[-left:] if left else ""
    right = max(0, room - len(kept))
    head = kept if len(kept) == len(before) else "…" + kept
    tail = behind if right >= len(behind) else behind[:right] + "…"
    return [piece for piece in [(head, False), *inner, (tail, False)] if piece[0]]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def _flat(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces on one line: line breaks go, as in a printed Chinese line; tabs part cells."""
    flat = (("".join(_one_line(text)), quoted) for text, quoted in pieces)
    return [piece for piece in flat if piece[0]]


def _one_line(text: str) -> str:
    return "".join(_CELL_BORDER if c == "\t" else c for c in text if c not in "\r\n")
