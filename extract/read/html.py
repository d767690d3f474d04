"""HTML: the text nodes in DOM order, entities decoded, block elements as blocks.

White space inside a text is collapsed as a browser renders it, outside ``<pre>``: runs of space, tab and line ends
become one space and vanish at the edges of a block; no-break and ideographic spaces stay. ``<br>`` ends a block, in a
heading, caption or cell it is a ``\\n``. Block elements are parted by ``\\n``, the cells of a data table by ``\\t`` and
its rows by ``\\n``; a table that only lays out the page is read as ordinary block elements.

The text of ``<title>`` opens the document as a block of kind ``title``, unless a block of the page repeats it; then
that block has this kind, and nothing is in the text twice. If it names only the site, so that the ``<h1>`` is the
title, it opens the document as boilerplate.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from bs4 import BeautifulSoup, CData, NavigableString, Tag
from bs4.dammit import EncodingDetector

from extract.errors import ReadError
from extract.read.decode import decode
from extract.read.html_structure import Measure, data_tables, is_boilerplate, measure
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source, parse_date
from extract.types import BlockKind, Document, Locator, TableCell

_NAME: Final = "html/1"
_MEDIA_TYPE: Final = "text/html"
_SKIPPED: Final = frozenset(("script", "style", "noscript", "template", "head"))
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
}
_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section select summary table "
    "tbody td tfoot th thead tr ul"
)
_BLOCK_ELEMENTS: Final = frozenset(_BLOCK_NAMES.split())
_COLLAPSIBLE: Final = re.compile(r"[ \t\n\r\f]+")
_LINE_END: Final = re.compile(r"\S\n(?=\S)")
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DEEPEST_PATH: Final = 256  # elements; what lies deeper is located by its ancestor at this depth
_LARGEST_SPAN: Final = 1000  # as in the HTML standard's limit for colspan
_SOURCE_BLOCKS: Final = 60  # blocks from the top among which the page may name its source
# Names of meta elements: Open Graph, Dublin Core, and those of the guide for Chinese government sites (2017).
_TITLE_META: Final = ("articletitle", "og:title", "dc.title")
_PUBLISHER_META: Final = ("contentsource", "source", "article:publisher", "dc.publisher")
_SITE_META: Final = ("og:site_name", "sitename", "publisher")
_DATE_META: Final = (
    "pubdate", "publishdate", "article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dc.date",
)  # fmt: skip


@dataclass(slots=True)
class _Piece:
    """A block before it has its offsets."""

    text: str
    kind: BlockKind
    path: str
    cell: TableCell | None = None
    row_start: bool = True


@dataclass(slots=True)
class _Grid:
    """Where the next cell of a data table comes to lie, with cells of earlier rows reaching down."""

    number: int
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)

    def place(self, row_span: int, column_span: int) -> TableCell:
        while (self.row, self.column) in self.taken:
            self.column += 1
        for row in range(self.row + 1, self.row + row_span):
            self.taken.update((row, self.column + offset) for offset in range(column_span))
        cell = TableCell(self.number, self.row, self.column, row_span, column_span)
        self.column += column_span
        return cell


class _Walk:
    """One pass over the tree without recursion (pages nest deeper than Python's stack)."""

    def __init__(self, body: Tag, measures: dict[int, Measure]) -> None:
        self.pieces: list[_Piece] = []
        self._measures = measures
        self._whole = measures[id(body)].length
        self._tables = data_tables(body, measures)
        self._grids: dict[int, _Grid] = {}
        self._lines: list[list[str]] = [[]]
        self._kind: BlockKind = "paragraph"
        self._path = ""
        self._cell: TableCell | None = None
        self._row_start = True
        self._preformatted = False
        self._run(body)

    def _run(self, body: Tag) -> None:
        # A frame: element, its path, kind of its text, whether preformatted, its data table, position among children.
        stack: list[_Frame] = [_Frame(body, "/html[1]/body[1]", "paragraph")]
        self._open(stack[0])
        while stack:
            frame = stack[-1]
            if frame.next >= len(frame.element.contents):
                stack.pop()
                self._close(frame, stack[-1] if stack else None)
                continue
            child = frame.element.contents[frame.next]
            frame.next += 1
            if isinstance(child, Tag):
                frame.counts[child.name] += 1
                if child.name == "br":
                    self._break(frame)
                elif child.name not in _SKIPPED:
                    stack.append(self._enter(child, frame))
            elif type(child) in (NavigableString, CData):
                self._lines[-1].append(str(child))
            # comments, declarations, processing instructions are no text

    def _enter(self, element: Tag, parent: _Frame) -> _Frame:
        name = element.name
        frame = _Frame(
            element,
            f"{parent.path}/{name}[{parent.counts[name]}]" if parent.depth < _DEEPEST_PATH else parent.path,
            parent.kind if parent.kind == "boilerplate" else _KINDS.get(name, parent.kind),
            parent.preformatted or name in ("pre", "textarea"),
            parent.table,
            parent.in_cell,
            parent.depth + 1,
        )
        if is_boilerplate(element, self._measures[id(element)], self._whole):
            frame.kind = "boilerplate"
        if id(element) in self._tables and not parent.in_cell:
            frame.table = self._grids.setdefault(id(element), _Grid(len(self._grids)))
        if not frame.in_cell and name in _BLOCK_ELEMENTS:
            self._open(frame)
        elif frame.in_cell and name in _BLOCK_ELEMENTS and self._lines[-1]:
            self._lines.append([])
        return frame

    def _open(self, frame: _Frame) -> None:
        """A block element begins: what was open ends."""
        self._flush()
        grid = frame.table
        name = frame.element.name
        if grid is not None and name == "tr":
            grid.row += 1
            grid.column = 0
            self._row_start = True
        elif grid is not None and name in ("td", "th") and grid.row >= 0:
            frame.in_cell = True
            self._cell = grid.place(_span(frame.element, "rowspan"), _span(frame.element, "colspan"))
            if frame.kind != "boilerplate":
                frame.kind = "cell"
        self._kind, self._path, self._preformatted = frame.kind, frame.path, frame.preformatted

    def _close(self, frame: _Frame, parent: _Frame | None) -> None:
        if frame.element.name not in _BLOCK_ELEMENTS:
            return
        if parent is not None and parent.in_cell:
            if self._lines[-1]:
                self._lines.append([])
            return
        self._flush()
        if frame.in_cell:
            self._cell = None
            self._row_start = False
        if parent is not None:
            self._kind, self._path, self._preformatted = parent.kind, parent.path, parent.preformatted

    def _break(self, frame: _Frame) -> None:
        if frame.in_cell or frame.kind in ("heading", "caption"):
            self._lines.append([])
        elif frame.preformatted:
            self._lines[-1].append("\n")
        else:
            self._flush()

    def _flush(self) -> None:
        if self._preformatted:
            text = "\n".join(map("".join, self._lines)).strip("\r\n")
        else:
            lines = (_COLLAPSIBLE.sub(" ", "".join(line)).strip(" ") for line in self._lines)
            text = "\n".join(line for line in lines if line)
        self._lines = [[]]
        if self._cell is not None:  # an empty cell makes no block, but keeps its place in the row
            self.pieces.append(_Piece(text, self._kind, self._path, self._cell, self._row_start))
        elif text.strip():
            self.pieces.append(_Piece(text, self._kind, self._path))


@dataclass(slots=True)
class _Frame:
    element: Tag
    path: str
    kind: BlockKind
    preformatted: bool = False
    table: _Grid | None = None
    in_cell: bool = False
    depth: int = 0
    next: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name) or "1").strip()
    return min(max(int(value), 1), _LARGEST_SPAN) if value.isdecimal() and len(value) < 9 else 1


def read_html(data: bytes, uri: str) -> Document:
    """A page of HTML; the module says how its text comes about.

    Title, publisher and date come from meta elements or, for the latter two, from the page's own line
    (时间：2023-05-06 来源：…). Locators are XPaths in the tree as lxml parses it. Raises :class:`ReadError`.
    """
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    if declared and declared.lower() in ("gb2312", "gbk", "x-gbk", "gb_2312-80"):
        declared = "gb18030"  # its superset, which pages so declared use
    decoded = decode(data, declared)
    if decoded is None:
        raise ReadError(uri, "not an HTML page: the content is binary or in an unknown encoding")
    soup = BeautifulSoup(_XML_DECLARATION.sub("", decoded.text, count=1), "lxml")
    body = soup.body
    if body is None:
        raise ReadError(uri, "the page has no body")
    meta = _meta(soup)
    pieces = _Walk(body, measure(body)).pieces
    page_title = _COLLAPSIBLE.sub(" ", soup.title.get_text()).strip() if soup.title else ""
    title = _settle_title(pieces, _first(meta, _TITLE_META), page_title)
    composer = Composer()
    for number, piece in enumerate(pieces):
        if number:
            composer.write("\n" if piece.row_start else "\t")
        if piece.text:
            composer.add(piece.text, piece.kind, Locator(path=piece.path), piece.cell)
    lines = [piece.text for piece in pieces if piece.kind != "boilerplate"][:_SOURCE_BLOCKS]
    line_date, line_publisher = find_source(line for text in lines for line in text.split("\n"))
    return composer.document(
        data,
        uri,
        reader=_NAME,
        media_type=_MEDIA_TYPE,
        title=title,
        publisher=_first(meta, _PUBLISHER_META) or line_publisher or _first(meta, _SITE_META),
        published_on=parse_date(_first(meta, _DATE_META) or "") or line_date,
        encoding=decoded.encoding,
        replaced=decoded.replaced,
    )


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    """The meta elements by lower-cased name, the first of each."""
    values: dict[str, str] = {}
    for element in soup.find_all("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = str(element.get("content") or "").strip()
        if name and content:
            values.setdefault(str(name).lower(), content)
    return values


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _settle_title(pieces: list[_Piece], meta_title: str | None, page_title: str) -> str | None:
    """Mark the block that repeats the page's title, or put the title before all blocks; returns the title.

    Sites add their name to the title (…_中国政府网), so a heading that is a part of it is the title proper.
    """
    named = _bare((meta_title or "") + "\n" + page_title)
    content = [piece for piece in pieces if piece.kind != "boilerplate"]
    headings = [piece for piece in content if piece.kind == "heading"]
    for piece in headings + [piece for piece in content if piece.kind == "paragraph"]:
        bare = _bare(piece.text)
        if bare in (_bare(meta_title or ""), _bare(page_title)) or (
            len(bare) > 3 and bare in named and piece in headings
        ):
            piece.kind = "title"
            return _one_line(piece.text)
    main = [piece for piece in headings if "/h1[" in piece.path]
    if meta_title is None and main:  # <title> names only the site or the column
        main[0].kind = "title"
        meta_title = _one_line(main[0].text)
        page_kind: BlockKind = "boilerplate"
    else:
        page_kind = "title"
    if page_title:
        pieces.insert(0, _Piece(page_title, page_kind, "/html[1]/head[1]/title[1]"))
    return meta_title or page_title or None


def _one_line(text: str) -> str:
    """Lines joined, with a space only after an ASCII character: Chinese is written without."""
    return _LINE_END.sub(lambda match: match[0][0] + (" " if match[0].isascii() else ""), text)


def _bare(text: str) -> str:
    return "".join(text.split())


def _recognise(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return True
    return head.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<html" in head


HTML: Final = Reader("html", 1, (".html", ".htm", ".xhtml", ".shtml"), _MEDIA_TYPE, read_html, _recognise)
