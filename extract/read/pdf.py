"""PDF with a text layer: every page's blocks, each contiguous, in simple reading order (top to bottom, left to right).

Lines of a block, blocks and pages are parted by ``\\n``; the cells of a ruled table by ``\\t``, its rows by ``\\n``;
its text is not repeated in the body. Spaces are those of the file and those that gaps between glyphs show. Running
heads, page feet and page numbers are kinds of block where they stand. Locators give page (from 1) and box.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import ReadError
from extract.read.pdf_layout import Box, Glyph, Line, enclosing, form_lines, form_regions, part_paragraphs
from extract.read.pdf_margins import mark_margins
from extract.read.pdf_streams import check_streams
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.types import BlockKind, Document, Locator, TableCell

_NAME: Final = "pdf/1"
_MEDIA_TYPE: Final = "application/pdf"
_HEADING_SIZE: Final = 1.15  # times the size of most of the text
_HEADING_LENGTH: Final = 100  # characters; larger type over more than that is a lead, not a head
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a glyph whose font does not name its character
_SOURCE_LINES: Final = 30  # from the top, among which the document may name its source
_EDGE_TOLERANCE: Final = 2.0  # points between the ends of ruling lines that are meant to meet


@dataclass(frozen=True, slots=True)
class _Cell:
    place: TableCell
    lines: tuple[Line, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    lines: list[Line]
    tables: list[tuple[Box, list[_Cell]]]
    turned: list[tuple[BlockKind, Line]]  # text that does not stand upright


def read_pdf(data: bytes, uri: str) -> Document:
    """A PDF's text layer; the module says how its text comes about.

    The title is the largest type of the first page, larger than the text. The publishing date comes from a line of
    the document alone: a PDF's own dates tell when the file was made. Glyphs without a character become U+FFFD and
    are counted in ``replaced``. Raises :class:`ReadError` for encrypted files and for those without a text layer.
    """
    check_streams(data, uri)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages: list[_Page] = []
            for page in pdf.pages:
                pages.append(_read_page(page, sum(len(earlier.tables) for earlier in pages)))
                page.close()  # frees the page's glyphs
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise ReadError(uri, "the PDF is encrypted with a password") from error
        raise ReadError(uri, f"damaged PDF ({type(cause).__name__}: {cause})".replace(": )", ")")) from error
    if not pages:
        raise ReadError(uri, "damaged PDF (no pages can be found)")
    sizes = Counter[float]()
    for content in pages:
        for line in content.lines:
            sizes[round(line.size, 1)] += len(line.text)
        for _, cells in content.tables:
            for line in (line for cell in cells for line in cell.lines):
                sizes[round(line.size, 1)] += len(line.text)
    if not sizes:
        raise ReadError(uri, f"the PDF has no text layer ({len(pages)} scanned pages?): it has to go through OCR first")
    document = _compose(data, uri, pages, sizes.most_common(1)[0][0])
    if 2 * document.replaced > len(document.text):
        raise ReadError(uri, "the PDF's fonts do not say which characters they draw: it has to go through OCR first")
    return document


def _compose(data: bytes, uri: str, pages: list[_Page], usual_size: float) -> Document:
    margins = mark_margins([(page.height, page.lines) for page in pages])
    title = _find_title(pages[0], [index for number, index in margins if number == 0], usual_size)
    composer = Composer()
    heads: list[str] = []
    for number, page in enumerate(pages):
        body = [line for index, line in enumerate(page.lines) if (number, index) not in margins]
        regions = form_regions(body)
        # What a page holds, from top to bottom: margin lines, regions, tables.
        items: list[tuple[float, float, Any]] = [
            (page.lines[index].box[1], page.lines[index].box[0], (kind, page.lines[index]))
            for (of_page, index), kind in margins.items()
            if of_page == number
        ]
        items += [(region[0].box[1], region[0].box[0], region) for region in regions]
        items += [(box[1], box[0], cells) for box, cells in page.tables]
        for _, _, item in sorted(items, key=lambda item: item[:2]):
            if isinstance(item, tuple):
                _add(composer, number, item[0], [item[1]])
            elif isinstance(item[0], _Cell):
                _add_table(composer, number, item)
            else:
                for paragraph in part_paragraphs(item):
                    kind: BlockKind = "paragraph"
                    if paragraph[0].size >= _HEADING_SIZE * usual_size:
                        is_title = title is not None and number == 0 and _join(paragraph) == title
                        length = sum(len(line.text) for line in paragraph)
                        kind = "title" if is_title else "heading" if length <= _HEADING_LENGTH else "paragraph"
                    _add(composer, number, kind, paragraph)
                    heads += [line.text for line in paragraph if len(heads) < _SOURCE_LINES]
        for kind, line in page.turned:
            _add(composer, number, kind, [line])
    said = find_source(heads)
    return composer.document(
        data,
        uri,
        reader=_NAME,
        media_type=_MEDIA_TYPE,
        title=title,
        publisher=said.publisher,
        published_on=said.published_on,
        replaced=composer.count("\ufffd"),
    )


def _add(composer: Composer, page: int, kind: BlockKind, lines: list[Line]) -> None:
    if composer.started:
        composer.write("\n")
    box = enclosing(line.box for line in lines)
    composer.add("\n".join(line.text for line in lines), kind, Locator(page=page + 1, box=_rounded(box)))


def _add_table(composer: Composer, page: int, cells: list[_Cell]) -> None:
    row = None
    for cell in cells:
        if row is not None or composer.started:
            composer.write("\t" if cell.place.row == row else "\n")
        row = cell.place.row
        text = "\n".join(line.text for line in cell.lines)
        if text:  # an empty cell makes no block, but keeps its place in the row
            composer.add(text, "cell", Locator(page=page + 1, box=_rounded(cell.box)), cell.place)


def _rounded(box: Box) -> Box:
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)


def _find_title(page: _Page, margin_lines: list[int], usual_size: float) -> str | None:
    """The first paragraph in the largest type of the first page, if that is larger than the text."""
    lines = [line for index, line in enumerate(page.lines) if index not in margin_lines]
    if not lines:
        return None
    largest = max(line.size for line in lines)
    if largest < _HEADING_SIZE * usual_size:
        return None
    for region in form_regions(lines):
        for paragraph in part_paragraphs(region):
            if paragraph[0].size >= largest - 0.1 and sum(len(line.text) for line in paragraph) <= _HEADING_LENGTH:
                return _join(paragraph)
    return None


def _join(lines: list[Line]) -> str:
    return "".join(line.text for line in lines)


def _read_page(page: Any, tables_before: int) -> _Page:
    upright: list[Glyph] = []
    turned: dict[BlockKind, list[Glyph]] = {}
    for char in page.chars:
        text = _UNMAPPED.sub("\ufffd", char["text"])
        glyph = Glyph(text, (char["x0"], char["top"], char["x1"], char["bottom"]), char["size"])
        a, b, c, d = char["matrix"][:4]
        if char["upright"] and abs(b) <= 0.01 * abs(a):
            upright.append(glyph)
        else:  # a quarter turn is vertical text; anything oblique is a watermark
            quarter = abs(a) <= 0.01 * abs(b) and abs(d) <= 0.01 * abs(c)
            turned.setdefault("paragraph" if quarter else "boilerplate", []).append(glyph)
    tables: list[tuple[Box, list[_Cell]]] = []
    if len(page.rects) + len(page.lines) + len(page.curves) > 3:  # fewer rules enclose no two cells
        for table in page.find_tables():
            cells, upright = _fill_cells(table, upright, tables_before + len(tables))
            if cells:
                tables.append((table.bbox, cells))
    return _Page(float(page.height), form_lines(upright), tables, [_in_stream_order(*item) for item in turned.items()])


def _in_stream_order(kind: BlockKind, glyphs: list[Glyph]) -> tuple[BlockKind, Line]:
    """Turned text as the file draws it: its lines run in a direction that needs a layout of its own."""
    text = "".join(glyph.text for glyph in glyphs)
    return kind, Line(text, enclosing(glyph.box for glyph in glyphs), glyphs[0].size)


def _fill_cells(table: Any, glyphs: list[Glyph], number: int) -> tuple[list[_Cell], list[Glyph]]:
    """The table's cells with their text, and the glyphs outside; no cells if it is a frame around text."""
    boxes: list[Box] = sorted({tuple(box) for box in table.cells}, key=lambda box: (box[1], box[0]))
    columns = _edges(x for box in boxes for x in (box[0], box[2]))
    rows = _edges(y for box in boxes for y in (box[1], box[3]))
    if len(columns) < 3 or len(rows) < 2 or len(boxes) < 2:
        return [], glyphs
    held: dict[Box, list[Glyph]] = {box: [] for box in boxes}
    outside: list[Glyph] = []
    left, top, right, bottom = table.bbox
    for glyph in glyphs:
        x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
        home = None
        if left <= x <= right and top <= y <= bottom:
            home = next((box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)
        (outside if home is None else held[home]).append(glyph)
    cells = []
    for box in boxes:
        row, column = _nearest(rows, box[1]), _nearest(columns, box[0])
        place = TableCell(number, row, column, _nearest(rows, box[3]) - row, _nearest(columns, box[2]) - column)
        cells.append(_Cell(place, tuple(form_lines(held[box])), box))
    cells.sort(key=lambda cell: (cell.place.row, cell.place.column))
    return (cells, outside) if any(cell.lines for cell in cells) else ([], glyphs)


def _edges(values: Any) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _EDGE_TOLERANCE:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _recognise(data: bytes) -> bool:
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-")


PDF: Final = Reader("pdf", 1, (".pdf",), _MEDIA_TYPE, read_pdf, _recognise, binary=True)
