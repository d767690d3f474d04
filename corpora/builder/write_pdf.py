"""PDF: A4 pages with a running head and page numbers, lines broken anywhere, so that amounts run over line ends.

The fonts are reportlab's CID fonts: the file names a font that viewers have, none is embedded, and the same source
gives the same bytes (``invariant``, no compression).
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from builder.alignment import Furniture
from builder.markup import Marked
from builder.source import Source

_WIDTH, _HEIGHT = 595, 842  # A4 in points
_LEFT, _RIGHT, _TOP, _BOTTOM = 85, 510, 745, 110
_FONTS: Final = {"simplified": "STSong-Light", "traditional": "MSung-Light"}
_SIZES: Final = {"title": 18, "heading": 15, "paragraph": 15, "row": 11}
_LEADING: Final = 1.75
_NEVER_FIRST: Final = "，。、；：！？”’）》】」』％%"


def write(source: Source, marked: Marked) -> tuple[bytes, tuple[Furniture, ...]]:
    """The bytes of the file, and its running head and page numbers."""
    font = _font(source.script)
    head = source.publisher or source.title
    if source.kind in ("plan", "notice"):
        head += "文件"  # the head of an official paper
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(source.title)
    page, y = 1, _TOP
    _open_page(canvas, font, head, page)
    for piece in marked.pieces:
        size = _SIZES[piece.kind]
        texts = [marked.text(span) for span in piece.spans]
        lines = [texts] if piece.kind == "row" else [[line] for line in _wrap(texts[0], font, size, piece.kind)]
        for cells in lines:
            if y < _BOTTOM:
                canvas.showPage()
                page, y = page + 1, _TOP
                _open_page(canvas, font, head, page)
            canvas.setFont(font, size)
            _draw(canvas, cells, font, size, y, piece.kind)
            y -= round(size * _LEADING)
        y -= 6 if piece.kind in ("title", "heading") else 0
    canvas.showPage()
    canvas.save()
    numbers = tuple(Furniture(_page_number(n), ((str(n), "page-number"),)) for n in range(1, page + 1))
    return buffer.getvalue(), (Furniture(head), *numbers)


def _font(script: str) -> str:
    name = _FONTS[script]
    if name not in pdfmetrics.getRegisteredFontNames():
        font = UnicodeCIDFont(name)
        if script == "traditional":
            font.encodingName = "UniCNS-UCS2-H"  # reportlab writes UniGB-UCS2-H, which shows other characters
        pdfmetrics.registerFont(font)
    return name


def _page_number(page: int) -> str:
    return f"— {page} —"


def _open_page(canvas: Canvas, font: str, head: str, page: int) -> None:
    canvas.setFont(font, 9)
    canvas.drawCentredString(_WIDTH / 2, 790, head)
    canvas.line(_LEFT, 782, _RIGHT, 782)
    canvas.drawCentredString(_WIDTH / 2, 60, _page_number(page))


def _draw(canvas: Canvas, cells: list[str], font: str, size: int, y: float, kind: str) -> None:
    if kind == "title":
        canvas.drawCentredString(_WIDTH / 2, y, cells[0])
        return
    if kind != "row":
        canvas.drawString(_LEFT, y, cells[0])
        return
    step = (_RIGHT - _LEFT) / len(cells)
    height = round(size * _LEADING)
    for column, cell in enumerate(cells):
        canvas.rect(_LEFT + column * step, y - 6, step, height)
        canvas.drawString(_LEFT + column * step + 4, y, cell)


def _wrap(text: str, font: str, size: int, kind: str) -> list[str]:
    """Lines no wider than the column; closing punctuation stays with the line before, a number does not."""
    indent = "\u3000\u3000" if kind == "paragraph" else ""
    lines: list[str] = []
    line = indent
    for character in text:
        too_wide = pdfmetrics.stringWidth(line + character, font, size) > _RIGHT - _LEFT
        if too_wide and character not in _NEVER_FIRST:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]
