"""The walk over a page's tree that turns its text nodes into pieces, one for each block of text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from bs4 import CData, NavigableString, Tag

from extract.read.html_structure import Measure, data_tables, label_element, measure
from extract.types import BlockKind, TableCell

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
COLLAPSIBLE: Final = re.compile(r"[ \t\n\r\f]+")
_DEEPEST_PATH: Final = 256  # elements; what lies deeper is located by its ancestor at this depth
ASIDE: Final[frozenset[BlockKind]] = frozenset({"boilerplate", "navigation", "spam"})  # no content
_LARGEST_SPAN: Final = 1000  # as in the HTML standard's limit for colspan


@dataclass(slots=True)
class Piece:
    """A block before it has its offsets."""

    text: str
    kind: BlockKind
    path: str
    cell: TableCell | None = None
    row_start: bool = True
    linked: int = 0  # characters that are not white space and stand in links
    links: int = 0


@dataclass(slots=True)
class _Grid:
    """Where the next cell of a data table comes to lie, with cells of earlier rows reaching down."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column → the row up to which a cell from above fills it

    def place(self, row_span: int, column_span: int) -> TableCell:
        """The next free place of the current row, taken by a cell of this size."""
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        if row_span > 1:
            self.taken.update(dict.fromkeys(range(self.column, self.column + column_span), self.row + row_span))
        cell = TableCell(self.number, self.row, self.column, row_span, column_span)
        self.column += column_span
        return cell


class _Walk:
    """One pass over the tree without recursion (pages nest deeper than Python's stack)."""

    def __init__(self, body: Tag) -> None:
        self.pieces: list[Piece] = []
        self._measures: dict[int, Measure] = measure(body)
        self._whole = self._measures[id(body)].length
        self._tables = data_tables(body, self._measures)
        self._grids: dict[int, _Grid] = {}
        self._lines: list[list[str]] = [[]]
        self._linked = self._links = 0
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
                if frame.in_link:
                    self._linked += len("".join(str(child).split()))
            # comments, declarations, processing instructions are no text

    def _enter(self, element: Tag, parent: _Frame) -> _Frame:
        name = element.name
        frame = _Frame(
            element,
            f"{parent.path}/{name}[{parent.counts[name]}]" if parent.depth < _DEEPEST_PATH else parent.path,
            parent.kind if parent.kind in ASIDE else _KINDS.get(name, parent.kind),
            parent.preformatted or name in ("pre", "textarea"),
            parent.table,
            parent.in_cell,
            parent.depth + 1,
            parent.in_link or name == "a",
        )
        label = label_element(element, self._measures[id(element)], self._whole)
        if label is not None and parent.kind not in ASIDE:
            frame.kind = label
        if id(element) in self._tables and not parent.in_cell:
            frame.table = self._grids.setdefault(id(element), _Grid(len(self._grids)))
        self._links += name == "a"
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
            if frame.kind not in ASIDE:
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
            lines = (COLLAPSIBLE.sub(" ", "".join(line)).strip(" ") for line in self._lines)
            text = "\n".join(line for line in lines if line)
        linked, links, self._lines, self._linked, self._links = self._linked, self._links, [[]], 0, 0
        if self._cell is not None:  # an empty cell makes no block, but keeps its place in the row
            self.pieces.append(Piece(text, self._kind, self._path, self._cell, self._row_start, linked, links))
        elif text.strip():
            self.pieces.append(Piece(text, self._kind, self._path, linked=linked, links=links))


@dataclass(slots=True)
class _Frame:
    element: Tag
    path: str
    kind: BlockKind
    preformatted: bool = False
    table: _Grid | None = None
    in_cell: bool = False
    depth: int = 0
    in_link: bool = False
    next: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name) or "1").strip()
    return min(max(int(value), 1), _LARGEST_SPAN) if value.isdecimal() and len(value) < 9 else 1


def walk(body: Tag) -> list[Piece]:
    """The blocks of text below ``body`` in DOM order; those of boilerplate too, and empty cells of data tables."""
    return _Walk(body).pieces
