"""What a reader is, and how it puts a document together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extract.read.limits import limits
from extract.types import Block, BlockKind, Document, Locator, Span, TableCell

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _recognise_nothing(data: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: ``read`` turns bytes into a :class:`Document` or raises :class:`~extract.errors.ReadError`.

    ``version`` rises whenever the text or the blocks of any file may come out differently: offsets that are stored
    already must never move silently. ``recognise`` says whether the bytes themselves show the format; it is asked
    before the file's suffix, which people and download tools get wrong. A file of a ``binary`` format always shows it.
    ``bounded_by`` names the limit that the size of a file in bytes is held to before it is read.
    """

    name: str
    version: int
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[bytes, str], Document]
    recognise: Callable[[bytes], bool] = _recognise_nothing
    binary: bool = False
    bounded_by: Literal["characters", "markup_bytes"] | None = None


class TextTooLongError(Exception):
    """More characters or blocks than :class:`~extract.read.limits.Limits` allows a document; ``name`` says which."""

    def __init__(self, name: Literal["characters", "blocks"]) -> None:
        super().__init__(name)
        self.name = name


class Composer:
    """Collects text and blocks in the order in which they are to stand in ``Document.text``.

    What is written between blocks (line ends, tabs) belongs to no block. Offsets are code points.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._limits = limits()

    def write(self, text: str) -> None:
        """Text outside every block: what parts blocks, rows and cells. Raises :class:`TextTooLongError`."""
        self._pieces.append(text)
        self._length += len(text)
        if self._length > self._limits.characters:
            raise TextTooLongError("characters")

    def add(
        self,
        text: str,
        kind: BlockKind,
        locator: Locator,
        cell: TableCell | None = None,
        *,
        size: float | None = None,
        continues: bool = False,
        vertical: bool = False,
        confidence: float | None = None,
        doubtful: Iterable[Span] = (),
    ) -> None:
        """One block. Half of a surrogate pair is no character and cannot be stored: it becomes U+FFFD.

        ``doubtful`` counts from the start of ``text``; the rest is as :class:`Block` has it.
        """
        if len(self._blocks) == self._limits.blocks:
            raise TextTooLongError("blocks")
        start = self._length
        self.write(_LONE_SURROGATE.sub("\ufffd", text))
        doubts = tuple((start + begin, start + end) for begin, end in doubtful)
        self._blocks.append(
            Block(start, self._length, kind, locator, cell, size, continues, vertical, confidence, doubts)
        )

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self._blocks)

    @property
    def started(self) -> bool:
        """True once anything has been written: the next block needs something that parts it from the last."""
        return self._length > 0

    def count(self, character: str) -> int:
        """How often ``character`` has been written."""
        return sum(piece.count(character) for piece in self._pieces)

    def document(
        self,
        data: bytes,
        uri: str,
        *,
        reader: str,
        media_type: str,
        title: str | None = None,
        publisher: str | None = None,
        published_on: date | None = None,
        author: str | None = None,
        site: str | None = None,
        encoding: str | None = None,
        replaced: int = 0,
        notes: tuple[str, ...] = (),
        order: tuple[int, ...] | None = None,
    ) -> Document:
        """The finished document; the reading order is that in which the blocks were added, unless given."""
        text = "".join(self._pieces)
        return Document(
            uri=uri,
            sha256=hashlib.sha256(data).hexdigest(),
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type=media_type,
            reader=reader,
            blocks=tuple(self._blocks),
            order=tuple(range(len(self._blocks))) if order is None else order,
            title=title,
            publisher=publisher,
            published_on=published_on,
            author=author,
            site=site,
            encoding=encoding,
            replaced=replaced,
            notes=notes,
        )
