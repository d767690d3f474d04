"""Reading stored texts back, whole or around a mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from extract.errors import StoreError
from extract.store.base import Base
from extract.types import Fragments, Span

_SENTENCE_END: Final = frozenset("。！？!?；;")
_CLOSING: Final = frozenset("”’」』）)")
_REACH: Final = 400  # characters to either side, at most: a text without punctuation is no sentence


def document_text(base: Base, uri: str) -> str:
    """The text of the current version of ``uri``, exactly as it was read.

    Raises:
        StoreError: no such document.
    """
    row = base.connection.execute(
        "SELECT v.text FROM document d JOIN document_version v ON v.id = d.current WHERE d.uri = ?", (uri,)
    ).fetchone()
    if row is None:
        raise StoreError(f"there is no document {uri} in {base.path}")
    return stored_text(base, row[0])


def stored_text(base: Base, text: int) -> str:
    """The text with the id ``text``."""
    passages = base.connection.execute("SELECT content FROM passage WHERE text = ? ORDER BY start", (text,))
    return "".join(content for (content,) in passages)


class Contexts:
    """Cuts the sentence around a mention out of its text; remembers the texts it read last."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._text = lru_cache(maxsize=8)(lambda text: stored_text(base, text))
        self._blocks = lru_cache(maxsize=8)(self._read_blocks)

    def sentence(self, version: str, text: int, fragments: Fragments) -> str:
        """From the beginning of the sentence of the first fragment to the end of that of the last one.

        A sentence ends within its block; that of a table cell is its whole row.
        """
        content = self._text(text)
        starts, blocks = self._blocks(version)
        first, last = fragments[0], fragments[-1]
        left_block, right_block = _block(first[0], starts, blocks), _block(last[1] - 1, starts, blocks)
        left_limit = 0 if left_block is None else left_block[0]
        right_limit = len(content) if right_block is None else right_block[1]
        if left_block is not None and left_block[2]:
            start, end = content.rfind("\n", 0, first[0]) + 1, content.find("\n", last[1])
            start, end = max(start, first[0] - _REACH), min(len(content) if end < 0 else end, last[1] + _REACH)
        else:
            start = _begin(content, first[0], max(left_limit, first[0] - _REACH))
            end = _finish(content, last[1], min(right_limit, last[1] + _REACH))
        return content[start:end].strip()

    def _read_blocks(self, version: str) -> tuple[list[int], list[tuple[int, int, bool]]]:
        rows = self._base.connection.execute(
            """SELECT start, "end", kind = 'cell' FROM block WHERE version = ? AND "end" > start ORDER BY start""",
            (version,),
        )
        blocks = [(start, end, bool(cell)) for start, end, cell in rows]
        return [start for start, _, _ in blocks], blocks


def _block(at: int, starts: Sequence[int], blocks: Sequence[tuple[int, int, bool]]) -> tuple[int, int, bool] | None:
    index = bisect_right(starts, at) - 1
    return blocks[index] if index >= 0 and at < blocks[index][1] else None


def _begin(content: str, at: int, limit: int) -> int:
    while at > limit and content[at - 1] not in _SENTENCE_END:
        at -= 1
    while at < len(content) and content[at] in _CLOSING:  # they belong to the sentence before
        at += 1
    return at


def _finish(content: str, at: int, limit: int) -> int:
    while at < limit and content[at] not in _SENTENCE_END:
        at += 1
    if at < limit:
        at += 1
    while at < limit and content[at] in _CLOSING:
        at += 1
    return at


def snippet(content: str, span: Span, width: int = 30) -> tuple[str, int]:
    """``width`` characters to either side of ``span``, and the offset in ``content`` at which the snippet begins."""
    start, end = max(0, span[0] - width), min(len(content), span[1] + width)
    return content[start:end], start
