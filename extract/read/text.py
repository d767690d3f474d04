"""Plain text: the decoded content unchanged, a block for each line that is not blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.errors import ReadError
from extract.read.decode import decode
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.types import Document, Locator

_NAME: Final = "text/1"
_MEDIA_TYPE: Final = "text/plain"
_LINE: Final = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_HEAD: Final = 30  # lines in which a publication may name its source and date


def read_text(data: bytes, uri: str) -> Document:
    """A text file: the byte order mark removed, everything else kept, line ends (``\\r\\n`` too) included.

    A block is a line without its end, indent and trailing spaces included; ``locator.line`` counts from 1 as editors
    do. Lines of white space alone are no blocks. Raises :class:`ReadError` if the bytes are not text.
    """
    decoded = decode(data)
    if decoded is None:
        raise ReadError(uri, "not a text file: the content is binary or in an unknown encoding")
    composer = Composer()
    head: list[str] = []
    for line, piece in _split(decoded.text):
        if piece.isspace():
            composer.write(piece)
            continue
        composer.add(piece, "paragraph", Locator(line=line))
        if len(head) < _HEAD:
            head.append(piece)
    published_on, publisher = find_source(head)
    return composer.document(
        data,
        uri,
        reader=_NAME,
        media_type=_MEDIA_TYPE,
        publisher=publisher,
        published_on=published_on,
        encoding=decoded.encoding,
        replaced=decoded.replaced,
    )


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Lines without their ends, and the ends, each with its line number."""
    line = 1
    for match in _LINE.finditer(text):
        yield line, match[0]
        if match[0] in ("\n", "\r", "\r\n"):
            line += 1


TEXT: Final = Reader("text", 1, (".txt", ".text", ".md"), _MEDIA_TYPE, read_text, bounded_by="characters")
