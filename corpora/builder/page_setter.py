"""Setting one newspaper page: its measures, columns, headlines and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from builder.prose import Prose
from builder.typesetting import Article, Rect, Sheet


class Setter:
    """Sets one page: measures by chance, columns, headlines, pictures."""

    def __init__(self, seed: int, columns: int) -> None:
        chance = Random(seed)
        self.chance, self.prose, self.columns = chance, Prose(seed), columns
        self.size = chance.choice((9.0, 9.5, 10.0, 10.5))
        self.gutter = self.size * chance.choice((1.2, 1.5, 2.0))
        letters = {1: 34, 2: 20, 3: 15, 4: 13, 5: 12}[columns]
        self.column_width = letters * self.size + chance.choice((0.0, 3.0))
        width = columns * self.column_width + (columns - 1) * self.gutter + 90
        self.sheet = Sheet(width, max(640.0, 1.25 * width), self.size, self.size * chance.choice((1.4, 1.5, 1.6)))
        self.body = Rect(45, 70, width - 90, self.sheet.height - 130)
        self.captions: list[str] = []
        self._number = 0

    def furniture(self, number: int) -> None:
        self.sheet.line(45, 28, f"2023年6月{5 + number}日　星期一　第{number}版　责任编辑：方可", 9)
        self.sheet.line(self.sheet.width / 2 - 10, self.sheet.height - 34, f"— {number} —", 9)

    def article(self) -> Article:
        self._number += 1
        return Article(f"a{self._number}")

    def strip(self, place: Rect, first: int, count: int) -> list[Rect]:
        """Columns ``first`` to ``first + count`` of the page's grid, as high as ``place``."""
        step = self.column_width + self.gutter
        return [
            Rect(self.body.x + step * i, place.y, self.column_width, place.height) for i in range(first, first + count)
        ]

    def head(self, article: Article, columns: Sequence[Rect], *, left: bool = False, times: float = 2.0) -> float:
        """A headline over the columns; returns its height with the white below it."""
        size = self.size * times
        width = columns[-1].right - columns[0].x
        room = int(width / size)
        article.headline = self.prose.headline(
            max(6, min(room, 16)) if not left else max(5, int(columns[0].width / size))
        )
        x = columns[0].x if left else columns[0].x + max(0.0, (width - len(article.headline) * size) / 2)
        self.sheet.line(x, columns[0].y, article.headline, size)
        return size + 0.6 * self.size

    def set(
        self,
        article: Article,
        place: Rect,
        first: int,
        count: int,
        *,
        left: bool = False,
        times: float = 2.0,
        ends: bool = True,
    ) -> None:
        """A headline over ``count`` columns and the text in them."""
        columns = self.strip(place, first, count)
        down = self.head(article, columns, left=left, times=times)
        self.fill(article, [cut_top(each, down) for each in columns], ends=ends)

    def fill(self, article: Article, places: Sequence[Rect], *, ends: bool = True) -> None:
        self.sheet.flow(article, places, self.prose.paragraphs(), ends=ends)

    def picture(self, place: Rect) -> float:
        """A picture with its caption at the top of a place; returns the height of both."""
        height = round(0.6 * min(place.width, 220))
        self.sheet.pictures.append(Rect(place.x, place.y, place.width, height))
        caption = self.prose.caption()
        size = 0.85 * self.size
        self.sheet.line(place.x, place.y + height + 4, caption[: int(place.width / size)], size)
        self.captions.append(caption[: int(place.width / size)])
        return height + 4 + size + self.size


def cut_top(place: Rect, height: float) -> Rect:
    return Rect(place.x, place.y + height, place.width, place.height - height)


def halves(place: Rect, share: float, white: float) -> tuple[Rect, Rect]:
    """The upper and the lower part of a place, with white between."""
    upper = share * place.height
    return Rect(place.x, place.y, place.width, upper - white), Rect(
        place.x, place.y + upper, place.width, place.height - upper
    )
