"""Columns, headlines, pictures and frames of made pages, drawn with reportlab in any order.

Coordinates are points from the top left. Fonts are reportlab's CID fonts: nothing is embedded, no font file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from random import Random
from typing import Final, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT: Final = "STSong-Light"
_NEVER_FIRST: Final = "，。、；：！？”’）》】%％"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

DrawingOrder = Literal["as-set", "by-height", "backwards", "by-glyph"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on the page: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(slots=True)
class Article:
    """What a page holds of one text: the truth that a reader is measured against."""

    name: str
    headline: str = ""
    body: str = ""  # its paragraphs joined, without white space


@dataclass(slots=True)
class Sheet:
    """One page in the making."""

    width: float
    height: float
    body_size: float
    leading: float
    texts: list[tuple[float, float, str, float, float]] = field(default_factory=list)  # x, base line, text, size, space
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, size: float, space: float = 0.0) -> None:
        """Text from ``x`` on, its squares between ``y`` and ``y + size``."""
        self.texts.append((x, y + 0.88 * size, text, size, space))

    def upright(self, x: float, y: float, text: str, size: float, step: float = 1.1) -> None:
        """Characters below one another, narrow ones in the middle."""
        for number, character in enumerate(text):
            narrow = (size - pdfmetrics.stringWidth(character, FONT, size)) / 2
            self.line(x + narrow, y + number * step * size, character, size)

    def frame(self, rect: Rect) -> None:
        corners = ((rect.x, rect.y, rect.right, rect.y), (rect.x, rect.bottom, rect.right, rect.bottom))
        sides = ((rect.x, rect.y, rect.x, rect.bottom), (rect.right, rect.y, rect.right, rect.bottom))
        self.rules += [*corners, *sides]

    def flow(self, article: Article, places: Iterable[Rect], paragraphs: Iterator[str], *, ends: bool = True) -> None:
        """Fills the places with paragraphs, two em set in; the last one is cut where the last place ends.

        ``ends``: the text stops with a full stop there; else it goes on elsewhere.
        """
        size = self.body_size
        rows = [
            (place, place.y + number * self.leading)
            for place in places
            for number in range(int((place.height - size) // self.leading) + 1)
        ]
        lines: list[tuple[Rect, float, str, bool]] = []
        while len(lines) < len(rows):
            for number, text in enumerate(self._break(next(paragraphs), rows, len(lines))):
                if len(lines) == len(rows):
                    break
                place, y = rows[len(lines)]
                lines.append((place, y, text, number == 0))
        if ends:
            place, y, text, first = lines[-1]
            lines[-1] = place, y, text.rstrip("，。、；：")[: max(len(text) - 3, 1)] + "。", first
        for number, (place, y, text, first) in enumerate(lines):
            indent = 2 * size if first else 0.0
            last = number + 1 == len(lines) or lines[number + 1][3]
            slack = place.width - indent - pdfmetrics.stringWidth(text, FONT, size)
            space = slack / max(len(text) - 1, 1)
            space = min(space, 0.0) if last else min(space, 0.3 * size)
            self.line(place.x + indent, y, text, size, space)
        article.body += "".join(text for _, _, text, _ in lines)

    def _break(self, paragraph: str, rows: list[tuple[Rect, float]], at: int) -> Iterator[str]:
        size = self.body_size
        line, width = "", 2 * size
        for character in paragraph:
            room = rows[min(at, len(rows) - 1)][0].width
            advance = pdfmetrics.stringWidth(character, FONT, size)
            full = width + advance > room
            if full and (character not in _NEVER_FIRST or width > room):
                # A mark that may not begin a line takes the character before it along, if there is no room to hang.
                carried = line[-1] if character in _NEVER_FIRST else ""
                yield line[: len(line) - len(carried)]
                line, width, at = carried, len(carried) * size, at + 1
            line += character
            width += advance
        yield line


def draw(sheets: Iterable[Sheet], order: DrawingOrder = "as-set", seed: int = 0) -> bytes:
    """The PDF of the pages; ``order`` is that in which their text is drawn, which no reader should depend on."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        for picture in sheet.pictures:
            _draw_picture(canvas, picture, sheet.height)
        canvas.setLineWidth(0.5)
        for x0, y0, x1, y1 in sheet.rules:
            canvas.line(x0, sheet.height - y0, x1, sheet.height - y1)
        for x, base, text, size, space in _ordered(sheet.texts, order, seed):
            piece = canvas.beginText(x, sheet.height - base)
            piece.setFont(FONT, size)
            piece.setCharSpace(space)
            piece.textOut(text)
            canvas.drawText(piece)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _ordered(
    texts: list[tuple[float, float, str, float, float]], order: DrawingOrder, seed: int
) -> list[tuple[float, float, str, float, float]]:
    if order == "by-height":
        return sorted(texts, key=lambda text: (text[1], text[0]))
    if order == "backwards":
        return texts[::-1]
    if order == "by-glyph":
        glyphs = list(chain.from_iterable(_glyphs(*text) for text in texts))
        Random(seed).shuffle(glyphs)
        return glyphs
    return texts


def _glyphs(
    x: float, base: float, text: str, size: float, space: float
) -> Iterator[tuple[float, float, str, float, float]]:
    for character in text:
        yield x, base, character, size, 0.0
        x += pdfmetrics.stringWidth(character, FONT, size) + space


def _draw_picture(canvas: Canvas, place: Rect, height: float) -> None:
    """A raster of grey squares: what matters is that it is an image."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    image = Image.new("L", (8, 6))
    image.putdata([(40 * (i % 5) + 60) % 256 for i in range(48)])
    canvas.drawImage(ImageReader(image), place.x, height - place.bottom, place.width, place.height)
