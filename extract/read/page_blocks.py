"""Pages → Document: passages as blocks in the order of the page, their reading order beside them.

Lines of a block, blocks and pages are parted by ``\\n``; the cells of a table by ``\\t``, its rows by ``\\n``. Running
heads, page feet and page numbers are kinds of block where they stand. Locators give page (from 1) and box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from extract.read.page import Box, PageContent, Run, enclosing
from extract.read.page_layout import PageLayout, Passage, lay_out_page
from extract.read.page_lines import Line, set_line
from extract.read.page_margins import mark_margins
from extract.read.page_order import continues, is_open, order_page
from extract.read.page_parts import PageParts, part_page
from extract.read.page_runs import form_rows
from extract.read.reader import Composer
from extract.types import BlockKind, Locator, Span, TableCell

_HEADING_SIZE: Final = 1.15  # times the size of most of the text
_HEADING_LENGTH: Final = 100  # characters; larger type over more than that is a lead, not a head
_OUTERMOST: Final = 2  # rows at either end of a page that may be running heads or feet
_FIRST_LINES: Final = 30  # from the top, among which the document may name its source


class Pages:
    """A document's pages as they are read; ``compose`` puts them together."""

    def __init__(self, certain: float) -> None:
        self.parts: list[PageParts] = []
        self._certain = certain

    def add(self, content: PageContent) -> None:
        """The next page."""
        self.parts.append(part_page(content, self._certain))

    def compose(self, composer: Composer) -> tuple[str | None, list[str], tuple[int, ...]]:
        """Writes all pages; returns the title, the first lines of text, and the reading order of the blocks."""
        layouts = self._lay_out()
        usual = _usual_size(layouts)
        title = _find_title(layouts[0], usual) if layouts else None
        first: list[str] = []
        numbers: dict[int, int] = {}  # by passage, the block
        groups = [[[layout.passages[i] for i in group] for group in order_page(layout)] for layout in layouts]
        articles = _link_pages(groups)
        reading = [passage for article in articles for passage in article]
        going_on = _find_continuations(reading)
        tables = 0
        for page, layout in enumerate(layouts, 1):
            writer = _PageWriter(composer, page, tables, numbers, going_on)
            for passage in layout.passages:
                if passage.kind == "paragraph":
                    passage.kind = _kind(passage, usual, title if page == 1 else None)
                    first += [line.text for line in passage.lines if len(first) < _FIRST_LINES]
                writer.add(passage)
            content = self.parts[page - 1].content
            for kind, glyphs in content.turned:
                line = Line("".join(glyph.text for glyph in glyphs), enclosing(glyphs), glyphs[0].size)
                if line.text.strip():
                    writer.add(Passage(kind, [line], line.box, line.box[0], line.box[2]))
            tables += layout.tables
        order = [numbers[id(passage)] for passage in reading if id(passage) in numbers]
        rest = sorted(set(range(composer.blocks)) - set(order))
        return title, first, (*order, *rest)

    def _lay_out(self) -> list[PageLayout]:
        edges: list[list[list[Run]]] = []
        lines: list[tuple[float, list[Line]]] = []
        for parts in self.parts:
            rows = form_rows(run for run in parts.runs if not run.vertical)
            outer = rows if len(rows) <= 2 * _OUTERMOST else rows[:_OUTERMOST] + rows[-_OUTERMOST:]
            set_rows = [(row, line) for row in outer if (line := set_line(row)) is not None]
            edges.append([row for row, _ in set_rows])
            lines.append((parts.content.height, [line for _, line in set_rows]))
        margins: list[list[tuple[BlockKind, list[Run]]]] = [[] for _ in self.parts]
        for (page, index), kind in sorted(mark_margins(lines).items()):
            margins[page].append((kind, edges[page][index]))
        return [lay_out_page(parts, of_page, self._certain) for parts, of_page in zip(self.parts, margins, strict=True)]


class _PageWriter:
    """Writes one page's passages; cells of one row are parted by a tab."""

    def __init__(
        self,
        composer: Composer,
        page: int,
        tables: int,
        numbers: dict[int, int],
        going_on: set[int],
    ) -> None:
        self._composer, self._page, self._tables = composer, page, tables
        self._numbers, self._going_on = numbers, going_on
        self._cell: tuple[int, int, int] | None = None  # table, row and column of the last cell

    def add(self, passage: Passage) -> None:
        """One block; an empty cell makes none, but keeps its place in the row."""
        cell = None
        if passage.cell is not None and passage.table is not None:
            self._part_cell(passage.table + self._tables, passage.cell.row, passage.cell.column)
            place = passage.cell
            cell = TableCell(passage.table + self._tables, place.row, place.column, place.row_span, place.column_span)
            if not passage.lines:
                return
        else:
            self._cell = None
            if self._composer.started:
                self._composer.write("\n")
        text = "\n".join(line.text for line in passage.lines)
        self._numbers[id(passage)] = self._composer.blocks
        weight = sum(len(line.text) for line in passage.lines)
        confidence = sum(line.confidence * len(line.text) for line in passage.lines) / weight
        self._composer.add(
            text,
            passage.kind,
            Locator(page=self._page, box=_rounded(passage.box)),
            cell,
            size=round(passage.size, 1),
            continues=id(passage) in self._going_on,
            vertical=passage.vertical,
            confidence=None if confidence == 1.0 else round(confidence, 3),
            doubtful=_doubtful(passage.lines),
        )

    def _part_cell(self, table: int, row: int, column: int) -> None:
        last = self._cell
        if last is not None and last[:2] == (table, row):
            self._composer.write("\t")
        elif last is not None or self._composer.started:
            self._composer.write("\n")
        self._cell = (table, row, column)


def _doubtful(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Spans of the block's text, counted from its start."""
    spans: list[Span] = []
    start = 0
    for line in lines:
        for place in line.doubtful:
            if spans and spans[-1][1] == start + place:
                spans[-1] = spans[-1][0], start + place + 1
            else:
                spans.append((start + place, start + place + 1))
        start += len(line.text) + 1
    return tuple(spans)


def _usual_size(layouts: Iterable[PageLayout]) -> float:
    sizes = Counter[float]()
    for layout in layouts:
        for passage in layout.passages:
            if passage.lines and passage.kind not in ("page-header", "page-footer", "page-number"):
                sizes[round(passage.size, 1)] += passage.length
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _find_title(layout: PageLayout, usual: float) -> str | None:
    """The first paragraph in the largest type of the first page, if that is larger than the text."""
    texts = [passage for passage in layout.passages if passage.kind == "paragraph" and passage.frame is None]
    largest = max((passage.size for passage in texts), default=0.0)
    if largest < _HEADING_SIZE * usual:
        return None
    for passage in texts:
        if passage.size >= largest - 0.1 and passage.length <= _HEADING_LENGTH:
            return "".join(line.text for line in passage.lines)
    return None


def _kind(passage: Passage, usual: float, title: str | None) -> BlockKind:
    if passage.size < _HEADING_SIZE * usual or passage.length > _HEADING_LENGTH:
        return "paragraph"
    return "title" if title is not None and "".join(line.text for line in passage.lines) == title else "heading"


def _link_pages(pages: list[list[list[Passage]]]) -> list[list[Passage]]:
    """The articles of all pages; one left open goes on with the text without headline that begins the next page."""
    articles: list[list[Passage]] = []
    of_last_page: list[list[Passage]] = []
    for groups in pages:
        groups = [list(group) for group in groups]
        running = next((p for group in groups for p in group if _is_text(p)), None)
        home = next((group for group in groups if running in group), None)
        if running is not None and home is not None:
            for article in reversed(of_last_page):
                last = next((p for p in reversed(article) if _is_text(p)), None)
                if last is not None and is_open(last) and continues(last, running):
                    article += home
                    groups.remove(home)
                    of_last_page = [article]
                    break
            else:
                of_last_page = []
        articles += groups
        of_last_page = [*of_last_page, *groups]
    return articles


def _is_text(passage: Passage) -> bool:
    return passage.kind == "paragraph" and passage.cell is None and not passage.aside and passage.frame is None


def _find_continuations(reading: Iterable[Passage]) -> set[int]:
    """The passages whose first line goes on with the last line of the text before them."""
    found: set[int] = set()
    last: Passage | None = None
    for passage in reading:
        if passage.kind != "paragraph" or passage.cell is not None:
            continue
        if last is not None and continues(last, passage):
            found.add(id(passage))
        last = passage
    return found


def _rounded(box: Box) -> Box:
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)
