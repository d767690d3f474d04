"""Made newspaper pages with what they say: every layout that a reader of pages has to get right, at any seed.

Each layout is a function that sets a page and returns its articles in the order in which they are to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from builder.page_setter import Setter, cut_top, halves
from builder.prose import Prose
from builder.typesetting import Article, DrawingOrder, Rect, draw

_ORDERS: Final[tuple[DrawingOrder, ...]] = ("as-set", "by-height", "backwards", "as-set", "by-glyph")


@dataclass(frozen=True, slots=True)
class Page:
    """A made file: its bytes, its articles in reading order, the captions beside them."""

    name: str
    data: bytes
    articles: tuple[Article, ...]
    captions: tuple[str, ...]
    pages: int


def stacked(page: Setter) -> list[Article]:
    """Two articles one above the other, each in all columns."""
    upper, lower = halves(page.body, page.chance.choice((0.4, 0.5, 0.6)), 1.5 * page.size)
    a, b = page.article(), page.article()
    page.set(a, upper, 0, page.columns)
    page.set(b, lower, 0, page.columns)
    return [a, b]


def side_by_side(page: Setter) -> list[Article]:
    """Two articles beside each other."""
    cut = max(1, page.columns // 2)
    a, b = page.article(), page.article()
    page.set(a, page.body, 0, cut, times=1.8)
    page.set(b, page.body, cut, page.columns - cut, times=1.8)
    return [a, b]


def quarters(page: Setter) -> list[Article]:
    """Four articles, two above two, not on one height."""
    cut = max(1, page.columns // 2)
    left, right = halves(page.body, 0.5, 1.5 * page.size), halves(page.body, 0.62, 1.5 * page.size)
    articles = [page.article() for _ in range(4)]
    for article, place, first, count in zip(
        articles,
        (left[0], left[1], right[0], right[1]),
        (0, 0, cut, cut),
        (cut, cut, page.columns - cut, page.columns - cut),
        strict=True,
    ):
        page.set(article, place, first, count, times=1.7)
    return articles


def lead_and_two(page: Setter) -> list[Article]:
    """An article over the whole width, two beside each other below it."""
    upper, lower = halves(page.body, 0.45, 1.5 * page.size)
    cut = max(1, page.columns // 2)
    a, b, c = (page.article() for _ in range(3))
    page.set(a, upper, 0, page.columns, times=2.4)
    page.set(b, lower, 0, cut, times=1.7)
    page.set(c, lower, cut, page.columns - cut, times=1.7)
    return [a, b, c]


def around_right(page: Setter) -> list[Article]:
    """The first article runs around the second, which stands at the foot of the columns on the right."""
    a, b = page.article(), page.article()
    columns = page.strip(page.body, 0, page.columns)
    down = page.head(a, columns, times=2.4)
    columns = [cut_top(each, down) for each in columns]
    upper, lower = zip(*(halves(each, 0.5, 1.5 * page.size) for each in columns[1:]), strict=True)
    page.fill(a, [columns[0], *upper])
    page.set(b, lower[0], 1, page.columns - 1, times=1.8)
    return [a, b]


def around_left(page: Setter) -> list[Article]:
    """The same with the second article on the left: the cuts go through the first one twice."""
    a, b = page.article(), page.article()
    columns = page.strip(page.body, 0, page.columns)
    down = page.head(a, columns, times=2.4)
    columns = [cut_top(each, down) for each in columns]
    upper, lower = zip(*(halves(each, 0.5, 1.5 * page.size) for each in columns[:-1]), strict=True)
    page.fill(a, [*upper, columns[-1]])
    page.set(b, lower[0], 0, page.columns - 1, times=1.8)
    return [a, b]


def short_head(page: Setter) -> list[Article]:
    """Headlines at the left that reach over the first column only, though they head all of them."""
    upper, lower = halves(page.body, 0.5, 1.5 * page.size)
    a, b = page.article(), page.article()
    page.set(a, upper, 0, page.columns, left=True, times=1.8)
    page.set(b, lower, 0, page.columns, left=True, times=1.8)
    return [a, b]


def pinwheel(page: Setter) -> list[Article]:
    """Headlines that block every cut: each spans the gutter that another article's columns leave."""
    a, b, c = (page.article() for _ in range(3))
    last = page.columns - 1
    columns = page.strip(page.body, 0, page.columns)
    down = page.head(a, columns[:last], times=2.0)
    heights = [cut_top(each, down) for each in columns[:last]]
    first, rest = heights[0], heights[1:]
    upper = [halves(each, 0.4, 1.5 * page.size)[0] for each in rest]
    lower_y = halves(heights[0], 0.4, 0.0)[1].y
    page.fill(a, [first, *upper])
    right_upper = Rect(columns[last].x, page.body.y, page.column_width, lower_y - page.body.y - 1.5 * page.size)
    down_b = page.head(b, [right_upper], times=1.6)
    page.fill(b, [cut_top(right_upper, down_b)])
    place = Rect(columns[1].x, lower_y, page.body.width, page.body.bottom - lower_y)
    page.set(c, place, 1, page.columns - 1, times=1.9)
    return [a, b, c]


def vertical_head(page: Setter) -> list[Article]:
    """A headline that stands upright beside its article, left of one and right of the other."""
    upper, lower = halves(page.body, 0.5, 2 * page.size)
    a, b = page.article(), page.article()
    size = 2 * page.size
    for article, place, left in ((a, upper, True), (b, lower, False)):
        columns = page.strip(place, 0, page.columns)
        article.headline = page.prose.headline(int(place.height / size / 1.1) - 1)
        holder = columns[0] if left else columns[-1]
        page.sheet.upright(holder.x + (0 if left else holder.width - size), place.y, article.headline, size)
        room = size + 1.2 * page.size
        narrow = Rect(holder.x + (room if left else 0), holder.y, holder.width - room, holder.height)
        columns[0 if left else -1] = narrow
        page.fill(article, columns)
    return [a, b]


def picture_across(page: Setter) -> list[Article]:
    """A picture with its caption across two columns in the middle of an article, another below."""
    upper, lower = halves(page.body, 0.62, 1.5 * page.size)
    a, b = page.article(), page.article()
    columns = page.strip(upper, 0, page.columns)
    down = page.head(a, columns)
    columns = [cut_top(each, down) for each in columns]
    start = page.columns - 2
    top, bottom = halves(columns[start], 0.3, page.size)
    wide = Rect(columns[start].x, bottom.y, columns[start + 1].right - columns[start].x, bottom.height)
    used = page.picture(wide)
    places: list[Rect] = list(columns[:start])
    for column in columns[start:]:
        places.append(Rect(column.x, column.y, column.width, top.height))
        places.append(Rect(column.x, wide.y + used, column.width, column.bottom - wide.y - used))
    page.fill(a, places)
    page.set(b, lower, 0, page.columns)
    return [a, b]


def picture_in_column(page: Setter) -> list[Article]:
    """A picture within one column, and one at the top of another."""
    a, b = page.article(), page.article()
    upper, lower = halves(page.body, 0.6, 1.5 * page.size)
    columns = page.strip(upper, 0, page.columns)
    down = page.head(a, columns)
    columns = [cut_top(each, down) for each in columns]
    above, below = halves(columns[0], 0.35, page.size)
    used = page.picture(below)
    last_used = page.picture(columns[-1])
    page.fill(a, [above, cut_top(below, used), *columns[1:-1], cut_top(columns[-1], last_used)])
    page.set(b, lower, 0, page.columns)
    return [a, b]


def boxed(page: Setter) -> list[Article]:
    """A framed notice within the columns of an article."""
    a, b = page.article(), page.article()
    columns = page.strip(page.body, 0, page.columns)
    down = page.head(a, columns)
    columns = [cut_top(each, down) for each in columns]
    middle = columns[page.columns // 2]
    frame = Rect(middle.x, middle.y + 0.35 * middle.height, middle.width, 0.3 * middle.height)
    page.sheet.frame(frame)
    inner = Rect(frame.x + page.size, frame.y + page.size, frame.width - 2 * page.size, frame.height - 2 * page.size)
    places = [
        part
        for column in columns
        for part in (
            [column]
            if column is not middle
            else [
                Rect(column.x, column.y, column.width, frame.y - column.y - page.size),
                Rect(column.x, frame.bottom + page.size, column.width, column.bottom - frame.bottom - page.size),
            ]
        )
    ]
    page.fill(a, places)
    page.fill(b, [inner])
    return [a, b]


def led_in(page: Setter) -> list[Article]:
    """A lead over all columns before the text, and column rules in every gutter."""
    a, b = page.article(), page.article()
    upper, lower = halves(page.body, 0.55, 2 * page.size)
    columns = page.strip(upper, 0, page.columns)
    down = page.head(a, columns)
    lead = Rect(upper.x, upper.y + down, page.body.width, 3 * page.sheet.leading)
    below = [cut_top(each, down + lead.height + page.size) for each in columns]
    page.fill(a, [lead, *below])
    page.set(b, lower, 0, page.columns)
    for column in columns[:-1]:
        x = column.right + page.gutter / 2
        page.sheet.rules.append((x, below[0].y, x, upper.bottom))
    y = lower.y - page.size
    page.sheet.rules.append((page.body.x, y, page.body.right, y))
    return [a, b]


def vertical_text(page: Setter) -> list[Article]:
    """An article in vertical type, in two tiers read from right to left, above one in columns."""
    a, b = page.article(), page.article()
    upper, lower = halves(page.body, 0.5, 2 * page.size)
    size, step = page.size, 1.8 * page.size
    paragraphs = page.prose.paragraphs()
    characters = int((upper.height / 2 - 2 * size) / (1.05 * size))
    lines = int(upper.width / step) - 3
    head = page.prose.headline(min(characters // 2, 12))
    page.sheet.upright(upper.right - 2 * size, upper.y, head, 1.8 * size)
    a.headline = head
    text = ""
    cells: list[str] = []
    while len(cells) < 2 * lines:
        paragraph = "　　" + next(paragraphs)
        pieces = [paragraph[i : i + characters] for i in range(0, len(paragraph), characters)]
        if len(pieces[-1]) == 1:
            pieces[-2:] = [pieces[-2] + pieces[-1]]
        cells += pieces
    cells = cells[: 2 * lines]
    cells[-1] = cells[-1][:-1] + "。"
    for number, cell in enumerate(cells):
        tier, column = divmod(number, lines)
        x = upper.right - 4.5 * size - column * step
        indent = len(cell) - len(cell.lstrip("　"))
        page.sheet.upright(x, upper.y + tier * upper.height / 2 + indent * 1.05 * size, cell.lstrip("　"), size, 1.05)
        text += cell.strip("　")
    a.body = text
    page.set(b, lower, 0, page.columns)
    return [a, b]


def make_page(layout: Callable[[Setter], list[Article]], columns: int, seed: int) -> Page:
    """One page of a layout."""
    setter = Setter(seed, columns)
    setter.furniture(1 + seed % 8)
    articles = layout(setter)
    data = draw([setter.sheet], _ORDERS[seed % len(_ORDERS)], seed)
    return Page(f"{layout.__name__}-{columns}-{seed}", data, tuple(articles), tuple(setter.captions), 1)


def make_continued(columns: int, seed: int) -> Page:
    """Two pages: the first article of the first goes on at the top of the second, before another."""
    first, second = Setter(seed, columns), Setter(seed, columns)
    second.prose = Prose(seed + 1000)
    first.furniture(1)
    second.furniture(2)
    a, b, c = Article("a1"), Article("a2"), Article("a3")
    upper, lower = halves(first.body, 0.5, 1.5 * first.size)
    first.set(b, upper, 0, columns)
    first.set(a, lower, 0, columns, ends=False)
    upper, lower = halves(second.body, 0.4, 1.5 * first.size)
    body = Article("")
    second.sheet.flow(body, second.strip(upper, 0, columns), second.prose.paragraphs())
    a.body += body.body
    second.set(c, lower, 0, columns)
    data = draw([first.sheet, second.sheet], _ORDERS[seed % len(_ORDERS)], seed)
    return Page(f"continued-{columns}-{seed}", data, (b, a, c), (), 2)


LAYOUTS: Final[tuple[tuple[Callable[[Setter], list[Article]], tuple[int, ...]], ...]] = (
    (stacked, (2, 3, 4, 5)),
    (side_by_side, (2, 3, 4)),
    (quarters, (2, 4, 5)),
    (lead_and_two, (3, 4)),
    (around_right, (3, 4)),
    (around_left, (3, 4)),
    (short_head, (2, 3)),
    (pinwheel, (3, 4)),
    (vertical_head, (2, 3, 4)),
    (picture_across, (3, 4, 5)),
    (picture_in_column, (2, 3, 4)),
    (boxed, (3, 4)),
    (led_in, (2, 3)),
    (vertical_text, (3, 4)),
)


def make_pages(seeds: Sequence[int] = (1, 2)) -> list[Page]:
    """Every layout with every number of columns it is for, once a seed; the articles in reading order."""
    pages = [
        make_page(layout, columns, 100 * seed + 10 * number + columns)
        for seed in seeds
        for number, (layout, numbers) in enumerate(LAYOUTS)
        for columns in numbers
    ]
    return pages + [make_continued(columns, 100 * seed + columns) for seed in seeds for columns in (2, 3, 4)]
