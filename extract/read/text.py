"""Plain text: the decoded content unchanged, a block for each line that is not blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from extract.errors import ReadError
from extract.read.decode import decode
from extract.read.line_kinds import label_lines
from extract.read.reader import Composer, Reader
from extract.read.source_line import find_source
from extract.read.vocabulary import vocabulary_digest
from extract.types import Document, Locator

_NAME: Final = "text/2"
_MEDIA_TYPE: Final = "text/plain"
_LINE: Final = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_HEAD: Final = 30  # lines in which a publication may name its source and date


class _Piece(NamedTuple):
    start: int
    text: str
    number: int  # of the line, from 1


def read_text(data: bytes, uri: str) -> Document:
    """A text file: the byte order mark removed, everything else kept, line ends (``\\r\\n`` too) included.

    A block is a line without its end, indent and trailing spaces included; ``locator.line`` counts from 1 as editors
    do. Lines of white space alone are no blocks. Lines of a scraped page that are not its article have other kinds
    than ``paragraph``; they stay in the text. Raises :class:`ReadError` if the bytes are not text.
    """
    decoded = decode(data)
    if decoded is None:
        raise ReadError(uri, "not a text file: the content is binary or in an unknown encoding")
    composer = Composer()
    pieces = list(_split(decoded.text))
    lines = [piece for piece in pieces if not piece.text.isspace()]
    kinds = label_lines(decoded.text, [(line.start, line.start + len(line.text)) for line in lines])
    kind_at = {lines[number].start: kind for number, kind in kinds.items()}
    for piece in pieces:
        if piece.text.isspace():
            composer.write(piece.text)
        else:
            composer.add(piece.text, kind_at.get(piece.start, "paragraph"), Locator(line=piece.number))
    head = [line.text for line in lines if kind_at.get(line.start) != "spam"][:_HEAD]
    said = find_source(head)
    return composer.document(
        data,
        uri,
        reader=f"{_NAME}+{vocabulary_digest()}",
        media_type=_MEDIA_TYPE,
        publisher=said.publisher,
        published_on=said.published_on,
        author=said.author,
        encoding=decoded.encoding,
        replaced=decoded.replaced,
    )


def _split(text: str) -> Iterator[_Piece]:
    """Lines without their ends, and the ends."""
    number = 1
    for match in _LINE.finditer(text):
        yield _Piece(match.start(), match[0], number)
        if match[0] in ("\n", "\r", "\r\n"):
            number += 1


TEXT: Final = Reader("text", 2, (".txt", ".text", ".md"), _MEDIA_TYPE, read_text, bounded_by="characters")
