"""DOCX and XLSX, the same bytes for the same source: fixed dates, archives without compression and clock."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx
import xlsxwriter
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE

from builder.alignment import Furniture
from builder.markup import Marked
from builder.source import Source

_DATE: Final = datetime(2024, 1, 1)
_NUMBER: Final = re.compile(r"\d+(?:\.(\d+))?")


def write_docx(source: Source, marked: Marked) -> tuple[bytes, tuple[Furniture, ...]]:
    """A document of headings, paragraphs and tables."""
    document = docx.Document()
    _drop_unused_styles(document)
    properties = document.core_properties
    properties.title, properties.author = source.title, source.publisher or ""
    properties.created = properties.modified = _DATE
    for is_table, group in groupby(marked.pieces, key=lambda piece: piece.kind == "row"):
        pieces = list(group)
        if is_table:
            table = document.add_table(rows=len(pieces), cols=len(pieces[0].spans))
            for row, piece in enumerate(pieces):
                for column, span in enumerate(piece.spans):
                    table.cell(row, column).text = marked.text(span)
            continue
        for piece in pieces:
            text = marked.text(piece.spans[0])
            if piece.kind == "paragraph":
                document.add_paragraph(text)
            else:
                document.add_heading(text, level=0 if piece.kind == "title" else 1)
    buffer = BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue()), ()


def _drop_unused_styles(document: DocxDocument) -> None:
    """The template's table styles and its second copy of all styles: 800 kB that no text uses."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]


def write_xlsx(source: Source, marked: Marked) -> tuple[bytes, tuple[Furniture, ...]]:
    """A workbook: `## name` starts a sheet, other lines fill its rows; numbers are stored as numbers with a format."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": source.title, "author": source.publisher or "", "created": _DATE})
    sheet, row = None, 0
    for piece in marked.pieces:
        texts = [marked.text(span) for span in piece.spans]
        if piece.kind == "sheet":
            sheet, row = workbook.add_worksheet(texts[0]), 0
            continue
        if sheet is None:
            sheet = workbook.add_worksheet()
        for column, text in enumerate(texts):
            number = _NUMBER.fullmatch(text)
            if number is None:
                sheet.write_string(row, column, text)
            else:
                shown = "0" if number[1] is None else "0." + "0" * len(number[1])
                sheet.write_number(row, column, float(text), workbook.add_format({"num_format": shown}))
        row += 1
    workbook.close()
    return _without_clock(buffer.getvalue()), ()


def _without_clock(archive: bytes) -> bytes:
    """The same members, stored at a fixed time: neither the clock nor the version of zlib reaches the bytes."""
    buffer = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(buffer, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name))
    return buffer.getvalue()
