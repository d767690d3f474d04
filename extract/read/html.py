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
from typing import Final

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector

from extract.errors import ReadError
from extract.read.decode import decode
from extract.read.html_density import label_blocks
from extract.read.html_metadata import read_metadata
from extract.read.html_walk import ASIDE, COLLAPSIBLE, Piece, walk
from extract.read.line_kinds import label_lines
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.read.vocabulary import vocabulary_digest
from extract.types import BlockKind, Document, Locator

_NAME: Final = "html/2"
_MEDIA_TYPE: Final = "text/html"
_LINE_END: Final = re.compile(r"\S\n(?=\S)")
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_LABELLED: Final[frozenset[BlockKind]] = frozenset({"paragraph", "list-item", "heading"})
_SOURCE_BLOCKS: Final = 60  # blocks from the top among which the page may name its source


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
    meta = read_metadata(soup)
    pieces = walk(body)
    label_blocks(pieces)
    page_title = COLLAPSIBLE.sub(" ", soup.title.get_text()).strip() if soup.title else ""
    title = _settle_title(pieces, meta.title, page_title)
    _label_lines(pieces)
    composer = Composer()
    for number, piece in enumerate(pieces):
        if number:
            composer.write("\n" if piece.row_start else "\t")
        if piece.text:
            composer.add(piece.text, piece.kind, Locator(path=piece.path), piece.cell)
    lines = [piece.text for piece in pieces if piece.kind not in ASIDE][:_SOURCE_BLOCKS]
    said = find_source(line for text in lines for line in text.split("\n"))
    publisher = meta.source or said.publisher or meta.site
    return composer.document(
        data,
        uri,
        reader=f"{_NAME}+{vocabulary_digest()}",
        media_type=_MEDIA_TYPE,
        title=title,
        publisher=publisher,
        published_on=meta.published_on or said.published_on,
        author=meta.author or said.author,
        site=meta.site if meta.site != publisher else None,
        encoding=decoded.encoding,
        replaced=decoded.replaced,
    )


def _label_lines(pieces: list[Piece]) -> None:
    """Labels blocks by their words as lines of plain text are: advertisements, notices, captions."""
    spans, at = [], 0
    for piece in pieces:
        spans.append((at, at + len(piece.text)))
        at += len(piece.text) + 1
    for number, kind in label_lines("\n".join(piece.text for piece in pieces), spans).items():
        if pieces[number].kind in (_LABELLED | ASIDE if kind == "spam" else _LABELLED):
            pieces[number].kind = kind


def _settle_title(pieces: list[Piece], meta_title: str | None, page_title: str) -> str | None:
    """Mark the block that repeats the page's title, or put the title before all blocks; returns the title.

    Sites add their name to the title (…_中国政府网), so a heading that is a part of it is the title proper.
    """
    named = _bare((meta_title or "") + "\n" + page_title)
    content = [piece for piece in pieces if piece.kind not in ASIDE]
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
        pieces.insert(0, Piece(page_title, page_kind, "/html[1]/head[1]/title[1]"))
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


HTML: Final = Reader(
    "html", 2, (".html", ".htm", ".xhtml", ".shtml"), _MEDIA_TYPE, read_html, _recognise, bounded_by="markup_bytes"
)
