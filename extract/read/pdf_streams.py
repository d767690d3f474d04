"""Looks over the raw bytes of a PDF before a library reads it: whether it ends, and what its streams unpack to.

A library unpacks each stream as a whole, searches a file without an end for its objects, and lists every character of a
range for which a font gives a width.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from extract.errors import ReadError
from extract.read.limits import exceeds, limits

_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = b"endstream"
_DICTIONARY: Final = 1_000  # bytes before a stream in which its dictionary says how it is packed
_TAIL: Final = 65_536  # bytes at the end in which the file's own end lies
_LARGE: Final = 10_000_000  # bytes; a smaller file is searched through soon enough
_WIDTHS: Final = re.compile(rb"/W\s*(?:\d+ \d+ obj\s*)?\[")
_NUMBER: Final = re.compile(rb"(?<![\d.])\d{5,}")
_LAST_CHARACTER: Final = 65_535  # of a CID font (ISO 32000-1, 9.7.4)
_MOST_FILTERS: Final = 4


def check_streams(data: bytes, uri: str) -> None:
    """Raises :class:`ReadError` for a large PDF that is cut off, and for streams that unpack to more than the limit.

    Pictures are passed over: nobody unpacks them here, and scans are large.
    """
    if len(data) > _LARGE and b"startxref" not in data[-_TAIL:]:
        raise ReadError(uri, "damaged PDF (its end is missing)")
    _check_widths(data, uri)
    most = limits().stream_bytes
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        filters = head.count(b"/FlateDecode") + head.count(b"/Fl ")
        if not filters or b"/Image" in head:
            continue
        end = data.find(_END, match.end())
        content = data[match.end() : end if end >= 0 else len(data)]
        for _ in range(min(filters, _MOST_FILTERS)):
            if len(content) * 1100 < most and filters == 1 and b"/ObjStm" not in head:
                break  # deflate packs a thousand to one at best
            try:
                content = zlib.decompressobj().decompress(content, most + 1)
            except zlib.error:  # damaged: the library says so, or reads what is left
                break
            if len(content) > most:
                what = "the PDF has a stream that unpacks to more bytes"
                raise ReadError(uri, exceeds(what, most, "stream_bytes"))
        if b"/ObjStm" in head:  # packed objects, fonts among them
            _check_widths(content, uri)


def _check_widths(data: bytes, uri: str) -> None:
    """Raises :class:`ReadError` for a font that gives widths to characters that no font has."""
    for match in _WIDTHS.finditer(data):
        end = data.find(b"/", match.end())
        numbers = _NUMBER.finditer(data, match.end(), end if end >= 0 else len(data))
        if any(len(number[0]) > 9 or int(number[0]) > _LAST_CHARACTER for number in numbers):
            raise ReadError(uri, "damaged PDF (a font gives widths to characters that no font has)")
