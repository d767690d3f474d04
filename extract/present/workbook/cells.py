"""What a cell may hold, and how a sheet is described before it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from extract.interval import Interval
from extract.present.sentences import Piece

Tone = Literal["plain", "good", "bad", "doubt", "quiet"]

#: A cell of XLSX holds at most 32 767 characters; what is longer is cut with a mark.
LONGEST: Final = 32_000
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML 1.0, and \r


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a cell of another sheet; ``row`` counts from 1 with the heading as 1."""

    text: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it quotes in bold."""

    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a closed list, coloured by what it means to the reader."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of this program's own making with the value that it has; never made of what a document says."""

    text: str
    value: Fraction


Cell = str | int | Fraction | bool | Link | Sentence | Word | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in Chinese, the English key below it, and its width in characters of a digit."""

    zh: str
    en: str
    width: float = 14
    edit: bool = False  # to be filled in by a reviewer
    hidden: bool = False
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its heading row, its rows, how many columns stay in view, and how many are printed (0: all)."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 1
    printed: int = 0


def words(cell: Cell) -> str:
    """What a cell shows, roughly: numbers as they are."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, Sentence):
        return "".join(text for text, _ in cell.pieces)
    return str(cell.value) if isinstance(cell, Formula) else cell.text if isinstance(cell, Link | Word) else str(cell)


def printable(text: str) -> str:
    """``text`` as a cell can hold it: what XML cannot hold becomes U+FFFD, what is too long is cut with a mark."""
    clean = _UNPRINTABLE.sub("�", text.replace("\r\n", "\n"))
    return clean if len(clean) <= LONGEST else clean[:LONGEST] + "…（截断 cut）"


def bounds(hard: Interval | None, likely: Interval | None) -> list[Cell]:
    """Four numbers: guaranteed from and to, likely from and to; an empty cell is no bound."""
    return [
        None if hard is None else hard.low,
        None if hard is None else hard.high,
        None if likely is None else likely.low,
        None if likely is None else likely.high,
    ]


def bound_columns(zh: str = "", en: str = "") -> list[Column]:
    """The headings of :func:`bounds`."""
    return [
        Column(f"{zh}可确定下限", f"{en}low", 15),
        Column(f"{zh}可确定上限", f"{en}high", 15),
        Column(f"{zh}通常下限", f"{en}likely low", 15),
        Column(f"{zh}通常上限", f"{en}likely high", 15),
    ]
