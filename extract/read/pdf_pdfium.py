"""A PDF's pages by PDFium's own character boxes: the fast way, for big collections.

What it makes of a page is what :mod:`pdf_plumber` makes of it, up to rounding; ``tests/test_pdf_backends.py`` holds
both to the same blocks. PDFium may name other characters where a font's own map is incomplete.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import hypot
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from extract.errors import ReadError
from extract.read.page import ASCENT, DESCENT, Box, Glyph, PageContent, Rule
from extract.read.page_rules import edges, straight

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_OBLIQUE: Final = 0.01
_NESTED: Final = 15  # forms within forms


def open_pdf(data: bytes, uri: str) -> pypdfium2.PdfDocument:
    """The file, opened. Raises :class:`ReadError` for encrypted and damaged ones."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ReadError(uri, "the PDF is encrypted with a password") from error
        raise ReadError(uri, f"damaged PDF ({error})") from error


def read_pages(data: bytes, uri: str) -> Iterator[PageContent]:
    """The pages one by one. Raises :class:`ReadError` for encrypted and damaged files."""
    pdf = open_pdf(data, uri)
    try:
        for number in range(len(pdf)):
            try:
                page = pdf[number]
            except pypdfium2.PdfiumError as error:
                raise ReadError(uri, f"damaged PDF (page {number + 1}: {error})") from error
            yield _read_page(page)
            page.close()
    finally:
        pdf.close()


def _read_page(page: Any) -> PageContent:
    left, bottom, right, top = page.get_mediabox()
    rotation = page.get_rotation()
    width, height = right - left, top - bottom
    # From the file's coordinates, origin bottom left, to those of the upright page, origin top left.
    to_page: _Matrix = {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[rotation]
    if rotation in (90, 270):
        width, height = height, width
    content = PageContent(width, height, [])
    _read_glyphs(page, to_page, content)
    _read_shapes(page, None, to_page, content, 0)
    return content


def _read_glyphs(page: Any, to_page: _Matrix, content: PageContent) -> None:
    # Looked up once: a page asks thousands of times, and each look-up costs as much as the answer.
    unicode_of, generated = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated
    size_of, box_of = raw.FPDFText_GetFontSize, raw.FPDFText_GetLooseCharBox
    origin_of, matrix_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetMatrix
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    a, b, c, d, e, f = to_page
    plain = b == 0.0 and a == 1.0
    turned: dict[str, list[Glyph]] = {}
    add = content.glyphs.append
    text_page = raw.FPDFText_LoadPage(page)
    try:
        for index in range(raw.FPDFText_CountChars(text_page)):
            code = unicode_of(text_page, index)
            if (code in (13, 10, 32) and generated(text_page, index) == 1) or not matrix_of(text_page, index, matrix):
                continue
            text = chr(code) if 0 < code < 0x110000 and code not in (0xFFFE, 0xFFFF) else "\ufffd"
            if code == 2:  # how PDFium marks a hyphen at the end of a line
                text = "-"
            box_of(text_page, index, loose)
            # Which way the base line runs, and how high the type stands.
            ma, mb, mc, md = matrix.a, matrix.b, matrix.c, matrix.d
            run, rise = a * ma + c * mb, b * ma + d * mb
            size = size_of(text_page, index) * hypot(mc, md)
            if run > 0 and abs(rise) <= _OBLIQUE * run and b * mc + d * md < 0:
                origin_of(text_page, index, x, y)
                if plain:
                    x0, x1, base = loose.left + e, loose.right + e, f - y.value
                else:
                    x0, _, x1, _ = _apply(to_page, (loose.left, loose.bottom, loose.right, loose.top))
                    base = b * x.value + d * y.value + f
                add(Glyph(text, x0, base - ASCENT * size, x1, base + DESCENT * size, size))
            else:
                quarter = abs(run) <= _OBLIQUE * abs(rise)
                glyph = Glyph(text, *_apply(to_page, (loose.left, loose.bottom, loose.right, loose.top)), size)
                turned.setdefault("paragraph" if quarter else "boilerplate", []).append(glyph)
    finally:
        raw.FPDFText_ClosePage(text_page)
    content.turned = [("paragraph" if kind == "paragraph" else "boilerplate", of) for kind, of in turned.items()]


def _read_shapes(page: Any, form: Any, to_page: _Matrix, content: PageContent, depth: int) -> None:
    """Rules and pictures of a page or, inside it, of a form (a drawing that the page places)."""
    count: Callable[[Any], int] = raw.FPDFFormObj_CountObjects if form else raw.FPDFPage_CountObjects
    take: Callable[[Any, int], Any] = raw.FPDFFormObj_GetObject if form else raw.FPDFPage_GetObject
    parent = form or page
    for index in range(count(parent)):
        shape = take(parent, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            content.rules += _rules(shape, _compose(_matrix_of(shape), to_page))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            content.pictures.append(_apply(_compose(_matrix_of(shape), to_page), (0.0, 0.0, 1.0, 1.0)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _NESTED:
            _read_shapes(page, shape, _compose(_matrix_of(shape), to_page), content, depth + 1)


def _rules(shape: Any, to_page: _Matrix) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, fill, stroke) or not (fill.value or stroke.value):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    path: list[tuple[float, float] | None] = []  # None: a curve leads here
    for index in range(raw.FPDFPath_CountSegments(shape)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _of_path(path)
            path = []
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            path.append(None)
        point = _point(to_page, x.value, y.value)
        path.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and path[0] is not None:
            path.append(path[0])
    yield from _of_path(path)


def _of_path(path: list[tuple[float, float] | None]) -> Iterator[Rule]:
    points = [point for point in path if point is not None]
    if not points:
        return
    xs, ys = {round(x, 2) for x, _ in points}, {round(y, 2) for _, y in points}
    if len(points) >= 4 and len(xs) == len(ys) == 2 and None not in path:
        yield from edges((min(xs), min(ys), max(xs), max(ys)))
        return
    for start, end in pairwise(path):
        if start is not None and end is not None:
            yield from straight(
                (min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
            )


def _matrix_of(shape: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(shape, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _compose(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _apply(matrix: _Matrix, box: Box) -> Box:
    corners = [_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
