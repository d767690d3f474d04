"""PDF: text layers by pdfplumber or, faster, by PDFium; pages without one by OCR, where that is installed.

Both make the same of a page (:class:`~extract.read.page.PageContent`), and everything after that is the same for both.
A document's ``reader`` tells which it was, for what they make of a rare font may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from extract.errors import ReadError
from extract.read import ocr, pdf_pdfium, pdf_plumber
from extract.read.page import PageContent
from extract.read.page_blocks import Pages
from extract.read.pdf_streams import check_streams
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.types import Document

_VERSION: Final = 2
_MEDIA_TYPE: Final = "application/pdf"
_PICTURED: Final = 0.5  # of a page's area that a picture covers: a scan, if the page has no text


def read_pdf(data: bytes, uri: str) -> Document:
    """A PDF's text, by pdfplumber.

    The title is the largest type of the first page, larger than the text. The publishing date comes from a line of
    the document alone: a PDF's own dates tell when the file was made. Glyphs without a character become U+FFFD and
    are counted in ``replaced``. Scanned pages are recognized if the extra ``ocr`` is installed. Raises
    :class:`ReadError` for encrypted and damaged files, and for those of which no page can be read.
    """
    return _read(data, uri, "pdf", pdf_plumber.read_pages)


def read_pdf_fast(data: bytes, uri: str) -> Document:
    """The same by PDFium's character boxes, several times as fast."""
    return _read(data, uri, "pdf-fast", pdf_pdfium.read_pages)


def _read(data: bytes, uri: str, name: str, read_pages: Callable[[bytes, str], Iterator[PageContent]]) -> Document:
    check_streams(data, uri)
    pages = Pages(ocr.CERTAIN)
    scanned = 0
    for number, content in enumerate(read_pages(data, uri)):
        if content.empty and _is_scan(content):
            scanned += 1
            if ocr.installed():
                content = ocr.read_pdf_page(data, uri, number)
        pages.add(content)
    if not pages.parts:
        raise ReadError(uri, "damaged PDF (no pages can be found)")
    if all(parts.content.empty for parts in pages.parts):
        raise ReadError(uri, _nothing_to_read(len(pages.parts), scanned))
    composer = Composer()
    title, first, order = pages.compose(composer)
    said = find_source(first)
    document = composer.document(
        data,
        uri,
        reader=f"{name}/{_VERSION}"
        + (f"+{ocr.engine_name()}" if any(p.content.recognized for p in pages.parts) else ""),
        media_type=_MEDIA_TYPE,
        title=title,
        publisher=said.publisher,
        published_on=said.published_on,
        replaced=composer.count("\ufffd"),
        order=order,
    )
    if 2 * document.replaced > len(document.text):
        raise ReadError(uri, f"the PDF's fonts do not say which characters they draw; {ocr.ADVICE}")
    return document


def _is_scan(content: PageContent) -> bool:
    area = content.width * content.height
    return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in content.pictures) >= _PICTURED * area


def _nothing_to_read(pages: int, scanned: int) -> str:
    if not scanned:
        return f"the PDF has no text layer and no scanned pages ({pages} empty pages)"
    if ocr.installed():
        return f"the PDF has no text layer, and OCR found no text on its {scanned} scanned pages"
    return f"the PDF has no text layer ({scanned} scanned pages): {ocr.ADVICE}"


def _recognise(data: bytes) -> bool:
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-")


PDF: Final = Reader("pdf", _VERSION, (".pdf",), _MEDIA_TYPE, read_pdf, _recognise, binary=True)
PDF_FAST: Final = Reader("pdf", _VERSION, (".pdf",), _MEDIA_TYPE, read_pdf_fast, _recognise, binary=True)
