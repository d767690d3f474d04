"""DOCX: paragraphs and tables in document order, then running heads and feet, then notes.

Blocks are parted by ``\\n``, the cells of a row by ``\\t``, rows by ``\\n``; a merged cell comes once, at its first
place. A line break or several paragraphs within a cell are ``\\n`` inside its block. Insertions under revision are
read, deletions and hidden text are not. The numbers of lists (一、 (一) 1.) stand before their paragraphs as Word shows
them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from extract.errors import ReadError
from extract.read.docx_numbering import Numbering
from extract.read.office import check_archive, holds_part
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.types import BlockKind, Document, Locator, TableCell

_NAME: Final = "docx/2"
_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_TEXT_BOX: Final = qn("w:txbxContent")
_BREAKS: Final = frozenset((qn("w:br"), qn("w:cr")))
_MARKUP_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Text that is not shown, or a second version of text that is: moved away, an older drawing, a reading aid, properties.
_SKIPPED: Final = frozenset(
    (qn("w:del"), qn("w:moveFrom"), _MARKUP_COMPATIBILITY + "Fallback", qn("w:rt"), qn("w:pPr"), qn("w:rPr"))
)
_SOURCE_LINES: Final = 30  # from the top, among which the document may name its source
_DEEPEST: Final = 50  # tables within tables and boxes within boxes


class _Writer:
    """Puts the parts of a package into a composer, one after another."""

    def __init__(self, styles: dict[str, BlockKind], numbering: Numbering) -> None:
        self.composer = Composer()
        self.title: str | None = None
        self.lines: list[str] = []
        self._styles = styles
        self._numbering = numbering
        self._tables = 0

    def write_part(self, element: Any, path: str, kind: BlockKind | None = None) -> None:
        """All paragraphs and tables at and below ``element``; ``kind`` overrides that of their styles."""
        counts = {_P: 0, _TBL: 0}
        for child in _blocks(element):
            counts[child.tag] += 1
            if child.tag == _P:
                self._write_paragraph(child, f"{path}/p[{counts[_P]}]", kind)
            else:
                self._write_table(child, f"{path}/tbl[{counts[_TBL]}]", kind)

    def _write_paragraph(self, element: Any, path: str, kind: BlockKind | None) -> None:
        text = _text(element)
        if text.strip():
            text = self._label(element) + text
            own = kind or self._kind(element)
            if own == "title":
                if self.title is None:
                    self.title = text.replace("\n", "")
                else:
                    own = "heading"
            if self.composer.started:
                self.composer.write("\n")
            self.composer.add(text, own, Locator(path=path))
            if len(self.lines) < _SOURCE_LINES:
                self.lines += text.split("\n")
        for number, box in enumerate(_text_boxes(element), 1):
            self.write_part(box, f"{path}/txbxContent[{number}]", kind)

    def _label(self, paragraph: Any) -> str:
        """The number that the paragraph's list gives it."""
        properties = paragraph.pPr
        if properties is None:
            return ""
        listed = properties.numPr
        list_id = None if listed is None or listed.numId is None else str(listed.numId.val)
        level = None if listed is None or listed.ilvl is None else int(listed.ilvl.val)
        return self._numbering.label(list_id, level, properties.style)

    def _kind(self, paragraph: Any) -> BlockKind:
        properties = paragraph.pPr
        if properties is None:
            return "paragraph"
        style = properties.style
        kind = self._styles.get(style, "paragraph") if style else "paragraph"
        if kind == "paragraph" and properties.find(qn("w:outlineLvl")) is not None:
            return "heading" if properties.find(qn("w:outlineLvl")).get(qn("w:val")) != "9" else "paragraph"
        return "list-item" if kind == "paragraph" and properties.numPr is not None else kind

    def _write_table(self, table: Any, path: str, kind: BlockKind | None) -> None:
        table_rows = list(_descend(table, (_TR,)))
        rows = [list(_descend(row, (_TC,))) for row in table_rows]
        if max(map(len, rows), default=0) < 2:  # a frame around text
            for number, row in enumerate(rows, 1):
                for cell in row:
                    self.write_part(cell, f"{path}/tr[{number}]/tc[1]", kind)
            return
        grid = [list(_place_cells(cells, _skipped(row))) for row, cells in zip(table_rows, rows, strict=True)]
        table_number, self._tables = self._tables, self._tables + 1
        for row_number, row_cells in enumerate(grid):
            if self.composer.started or row_number:
                self.composer.write("\n")
            first = True
            for number, (cell, column, width) in enumerate(row_cells, 1):
                if _merge(cell) == "continue":
                    continue
                if not first:
                    self.composer.write("\t")
                first = False
                text = "\n".join(self._cell_lines(cell))
                if text:  # an empty cell makes no block, but keeps its place in the row
                    place = TableCell(table_number, row_number, column, _height(grid, row_number, column), width)
                    locator = Locator(path=f"{path}/tr[{row_number + 1}]/tc[{number}]")
                    self.composer.add(text, kind or "cell", locator, place)

    def _cell_lines(self, cell: Any) -> Iterator[str]:
        """The lines of a cell; those of tables and boxes within it follow in order."""
        stack = [_blocks(cell)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag == _P:
                text = _text(child)
                if text.strip():
                    yield self._label(child) + text
                stack.append(block for box in _text_boxes(child) for block in _blocks(box))
            else:
                stack.append(block for part in _descend(child, (_TC,)) for block in _blocks(part))


def read_docx(data: bytes, uri: str) -> Document:
    """A Word document; the module says how its text comes about.

    The title is the first paragraph in the style Title, else that of the file's properties. The publishing date comes
    from a line of the document alone: a file's own dates tell when it was made. Raises :class:`ReadError`.
    """
    check_archive(data, uri, "DOCX")
    try:
        package = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as error:
        raise ReadError(uri, f"damaged DOCX file ({str(error).strip(chr(39))})") from error
    writer = _Writer(_style_kinds(package), _read_numbering(package))
    writer.write_part(package.element.body, "document")
    margins: tuple[tuple[str, BlockKind], ...] = (("header", "page-header"), ("footer", "page-footer"))
    notes: tuple[tuple[str, str], ...] = (("footnotes", "footnote"), ("endnotes", "endnote"))
    for name, kind in margins:
        for part in _related(package, name):
            writer.write_part(part.element, part.partname.lstrip("/"), kind)
    for name, tag in notes:
        for part in _related(package, name):
            for note in parse_xml(part.blob).findall(qn(f"w:{tag}")):
                if note.get(qn("w:type")) in (None, "normal"):  # the others draw the line above the notes
                    path = f"{part.partname.lstrip('/')}/{tag}[@id={note.get(qn('w:id'))}]"
                    writer.write_part(note, path, "footnote")
    said = find_source(writer.lines)
    return writer.composer.document(
        data,
        uri,
        reader=_NAME,
        media_type=_MEDIA_TYPE,
        title=writer.title or package.core_properties.title.strip() or None,
        publisher=said.publisher,
        published_on=said.published_on,
    )


def _related(package: Any, name: str) -> list[Any]:
    """The package's parts of one kind, in the order of their names."""
    parts = {
        relation.target_part.partname: relation.target_part
        for relation in package.part.rels.values()
        if not relation.is_external and relation.reltype.endswith("/" + name)
    }
    return [parts[key] for key in sorted(parts)]


def _read_numbering(package: Any) -> Numbering:
    """The document's lists, and the list and level that each style sets or takes from the style it is based on."""
    lists: dict[str, tuple[str | None, int | None]] = {}
    for style in package.styles.element.findall(qn("w:style")):
        current, steps = style, 0
        while current is not None and steps < _DEEPEST:
            listed = current.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if listed is not None and (number := listed.find(qn("w:numId"))) is not None:
                level = listed.find(qn("w:ilvl"))
                rank = None if level is None else int(level.get(qn("w:val"), "0"))
                lists[style.styleId] = (number.get(qn("w:val")), rank)
                break
            current, steps = current.base_style, steps + 1
    parts = _related(package, "numbering")
    return Numbering(parse_xml(parts[0].blob) if parts else None, lists)


def _style_kinds(package: Any) -> dict[str, BlockKind]:
    """Style id → kind, for headings, titles and captions and the styles that are based on them."""
    kinds: dict[str, BlockKind] = {}
    for style in package.styles.element.findall(qn("w:style")):
        current, steps = style, 0
        while current is not None and steps < _DEEPEST:
            name = (current.name_val or "").lower()
            kind: BlockKind | None = None
            if name == "title":
                kind = "title"
            elif name.startswith("heading ") or name == "subtitle":
                kind = "heading"
            elif name == "caption":
                kind = "caption"
            elif name.startswith("list "):
                kind = "list-item"
            if kind is not None:
                kinds[style.styleId] = kind
                break
            current, steps = current.base_style, steps + 1
    return kinds


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables below ``element``, through content controls and revision marks, not into each other."""
    return _descend(element, (_P, _TBL))


def _descend(element: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in tags:
            yield child
        elif child.tag not in _SKIPPED:
            stack.append(iter(child))


def _text(paragraph: Any) -> str:
    """What a paragraph shows, without the text boxes anchored in it."""
    pieces: list[str] = []
    for node in _descend(paragraph, (_T, qn("w:tab"), *_BREAKS, qn("w:noBreakHyphen"), qn("w:sym"), _TEXT_BOX)):
        if _is_hidden(node):
            continue
        if node.tag == _T:
            pieces.append(node.text or "")
        elif node.tag == qn("w:tab"):
            pieces.append("\t")
        elif node.tag in _BREAKS:
            pieces.append("\n")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif node.tag == qn("w:sym"):
            pieces.append(chr(int(node.get(qn("w:char")) or "FFFD", 16)))
    return "".join(pieces).strip("\n")


def _is_hidden(node: Any) -> bool:
    run = node.getparent()
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run is not None and run.tag == qn("w:r") else None
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false")


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    return _descend(paragraph, (_TEXT_BOX,))


def _skipped(row: Any) -> int:
    """The grid columns that a row leaves free before its first cell."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    text = "0" if before is None else before.get(qn("w:val"), "0")
    return int(text) if text.isdecimal() else 0


def _place_cells(row: list[Any], column: int) -> Iterator[tuple[Any, int, int]]:
    """Cell, first grid column and width of each cell of a row whose first cell stands in ``column``."""
    for cell in row:
        width = max(int(cell.grid_span), 1)
        yield cell, column, width
        column += width


def _merge(cell: Any) -> str | None:
    merge = cell.vMerge
    return None if merge is None else str(merge)


def _height(grid: list[list[tuple[Any, int, int]]], row: int, column: int) -> int:
    """How many rows a vertically merged cell covers."""
    height = 1
    for below in grid[row + 1 :]:
        if not any(start == column and _merge(cell) == "continue" for cell, start, _ in below):
            break
        height += 1
    return height


def _recognise(data: bytes) -> bool:
    return holds_part(data, "word/document")


DOCX: Final = Reader("docx", 2, (".docx", ".docm"), _MEDIA_TYPE, read_docx, _recognise, binary=True)
