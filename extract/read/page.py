"""What is on a printed page before anything is understood of it: glyphs, rules, pictures.

Lengths are points, origin top left. Readers of pages (:mod:`pdf_plumber`, :mod:`pdf_pdfium`, :mod:`ocr`) make a
:class:`PageContent`; everything after that is geometry and the same for all of them. Thresholds there are in em, the
size of the type concerned: Chinese is set on a grid of full-width squares.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extract.types import BlockKind

Box = tuple[float, float, float, float]

ASCENT: Final = 0.88  # of the size above the base line; a full-width square stands 0.12 below it
DESCENT: Final = 0.12


class Glyph(NamedTuple):
    """One character as drawn; a tuple, for a page holds thousands. ``confidence`` is below 1 for recognized ones."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    confidence: float = 1.0


class Rule(NamedTuple):
    """A straight line, level or upright, thin: part of a table, a frame, or what parts columns and articles."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """True for a horizontal one."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class PageContent:
    """One page. ``turned`` is type that does not stand upright, with its kind, as the file draws it."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    turned: list[tuple[BlockKind, list[Glyph]]] = field(default_factory=list)
    recognized: bool = False  # by OCR

    @property
    def empty(self) -> bool:
        """True if the page holds no character to read."""
        return not any(not glyph.text.isspace() for glyph in self.glyphs) and not self.turned


@dataclass(slots=True, eq=False)
class Item:
    """Something with a box that columns are found among: a run of glyphs, or what is opaque to them."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(slots=True, eq=False)
class Run(Item):
    """Glyphs on one base line (or, ``vertical``, below one another) without a gap; ``lead`` is white space before."""

    glyphs: list[Glyph] = field(default_factory=list)
    vertical: bool = False
    lead: str = ""

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def enclosing(boxes: Iterable[Item | Glyph]) -> Box:
    """The smallest box around all."""
    items = list(boxes)
    return (
        min(item.x0 for item in items),
        min(item.y0 for item in items),
        max(item.x1 for item in items),
        max(item.y1 for item in items),
    )


def run_of(glyphs: list[Glyph], *, vertical: bool = False, lead: str = "") -> Run:
    """The glyphs as one run, its size that of most of them."""
    sizes = sorted(glyph.size for glyph in glyphs)
    return Run(
        min(glyph.x0 for glyph in glyphs),
        min(glyph.y0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.y1 for glyph in glyphs),
        sizes[len(sizes) // 2],
        glyphs,
        vertical,
        lead,
    )
