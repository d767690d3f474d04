"""A PDF's pages by pdfplumber, with what pdfminer knows of each glyph's font. The thorough way, and the usual one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import ReadError
from extract.read.page import ASCENT, DESCENT, Box, Glyph, PageContent, Rule
from extract.read.page_rules import edges, straight

_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")  # how pdfminer writes a glyph whose font does not name its character


def read_pages(data: bytes, uri: str) -> Iterator[PageContent]:
    """The pages one by one. Raises :class:`ReadError` for encrypted and damaged files."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                yield _read_page(page)
                page.close()  # frees the page's glyphs
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise ReadError(uri, "the PDF is encrypted with a password") from error
        raise ReadError(uri, f"damaged PDF ({type(cause).__name__}: {cause})".replace(": )", ")")) from error


def _read_page(page: Any) -> PageContent:
    content = PageContent(float(page.width), float(page.height), [])
    turned: dict[str, list[Glyph]] = {}
    glyphs = content.glyphs
    for char in page.chars:
        text, size = char["text"], char["size"]
        if "(" in text:
            text = _UNMAPPED.sub("\ufffd", text)
        a, b, c, d = char["matrix"][:4]
        if char["upright"] and abs(b) <= 0.01 * abs(a):
            descent = char["y0"] - char["matrix"][5]  # how far the foot of pdfminer's box is above the base line
            if -size < descent <= 0:  # all glyphs of a size get one height, whatever their font says
                base = char["bottom"] + descent
                glyphs.append(Glyph(text, char["x0"], base - ASCENT * size, char["x1"], base + DESCENT * size, size))
            else:  # a font for vertical type: its base line is upright
                glyphs.append(Glyph(text, char["x0"], char["top"], char["x1"], char["bottom"], size))
        else:  # a quarter turn is vertical text; anything oblique is a watermark
            quarter = abs(a) <= 0.01 * abs(b) and abs(d) <= 0.01 * abs(c)
            glyph = Glyph(text, char["x0"], char["top"], char["x1"], char["bottom"], size)
            turned.setdefault("paragraph" if quarter else "boilerplate", []).append(glyph)
    content.turned = [(("paragraph" if kind == "paragraph" else "boilerplate"), of) for kind, of in turned.items()]
    content.rules = list(_rules(page))
    content.pictures = [_box(image) for image in page.images]
    return content


def _box(shape: Any) -> Box:
    return float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"])


def _rules(page: Any) -> Iterator[Rule]:
    for line in page.lines:
        yield from straight(_box(line))
    for rect in page.rects:
        yield from edges(_box(rect))
    for curve in page.curves:
        points = curve["pts"]
        for (x0, y0), (x1, y1) in pairwise(points):
            yield from straight((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
