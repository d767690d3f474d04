"""Text whose bytes were decoded in another encoding than theirs: UTF-8 as GBK, UTF-8 or GBK as Latin-1.

计划 in UTF-8 reads 璁″垝 as GBK and è®¡åˆ’ as Windows-1252. The bytes are those of what stands there; decoded in the
right encoding they are common characters, which the bytes of other text almost never are. GBK read as UTF-8 is beyond
repair: a decoder keeps nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.normalize.gbk import bytes_of
from extract.read.common_characters import COMMON
from extract.types import LostCharacter, Repair, RepairMethod

# Letters of Latin-1, its controls and what Windows-1252 has in their place; ASCII, for UTF-8 leaves it as it is.
_LATIN: Final = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122\ufffd]{2,}"
)
_FEWEST: Final = 2  # characters, of which the share below must be common Chinese ones
_SHARE: Final = 0.6
_LOST: Final = "\ufffd"
_TORN: Final = re.compile("\ufffd{1,3}")
_PLACEHOLDER: Final = b"\xff"  # for a byte that is lost: neither encoding has it
_MARKS_MISREAD: Final = re.compile("(?:锟斤拷)+")  # two U+FFFD of an earlier loss, encoded as UTF-8 and misread in turn


def find_latin(text: str) -> Iterator[Repair]:
    """Chinese read as Latin-1 or Windows-1252."""
    for match in _LATIN.finditer(text):
        data = _latin_bytes(match[0])
        methods: tuple[tuple[str, RepairMethod], ...] = (("utf-8", "utf-8-as-latin-1"), ("gb18030", "gbk-as-latin-1"))
        for encoding, method in methods:
            decoded = _decode(data, encoding)
            if _is_chinese(decoded):
                yield _repair(match.start(), match.end(), decoded, method)
                break


def find_utf8(line: str, offset: int) -> list[Repair]:
    """UTF-8 read as GBK in one line; a byte that found no partner was replaced by U+FFFD, and is lost."""
    found = list(_find_utf8(line, offset, _FEWEST))
    # where one stretch was misread, so were the shortest
    return list(_find_utf8(line, offset, 1)) if found else found


def _find_utf8(line: str, offset: int, fewest: int) -> Iterator[Repair]:
    table = bytes_of()
    start = 0
    while start < len(line):
        if line[start] not in table:
            start += 1
            continue
        end = start
        data = bytearray()
        while end < len(line) and (line[end] in table or (line[end] == _LOST and end > start)):
            data += bytes(table.get(line[end], _PLACEHOLDER))
            end += 1
        decoded = _decode(data, "utf-8")
        if _is_chinese(decoded, fewest):
            yield _repair(start + offset, end + offset, decoded, "utf-8-as-gbk")
        else:
            for match in _MARKS_MISREAD.finditer(line, start, end):
                lost = _LOST * (2 * len(match[0]) // 3)
                yield _repair(match.start() + offset, match.end() + offset, lost, "utf-8-as-gbk")
        start = end


def _decode(data: bytes | bytearray, encoding: str) -> str:
    """``data`` decoded; a torn character has at most three bytes, and each may have become a mark of its own."""
    return _TORN.sub(_LOST, data.decode(encoding, "replace"))


def _is_chinese(text: str, fewest: int = _FEWEST) -> bool:
    chinese = sum(
        character in COMMON or "\u3001" <= character <= "\u301f" or character >= "\uff01" for character in text
    )
    chinese -= text.count(_LOST)
    return chinese >= fewest and chinese >= min(_SHARE, fewest / 2) * len(text)


def _repair(start: int, end: int, decoded: str, method: RepairMethod) -> Repair:
    lost = tuple(LostCharacter(at) for at, character in enumerate(decoded) if character == _LOST)
    return Repair(start, end, decoded.replace(_LOST, "?"), method, lost)


def _latin_bytes(text: str) -> bytes:
    """Windows-1252's bytes, and Latin-1's for the five that it leaves out."""
    return b"".join(
        _PLACEHOLDER if character == _LOST else character.encode("latin-1" if character <= "\xff" else "cp1252")
        for character in text
    )
