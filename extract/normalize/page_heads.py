"""Which headings of a printed page head an article: large type over several columns, or much larger than the text.

On a page set in one column no heading does: what is large there heads the whole text, a part or an attachment of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from extract.types import Block, Document

_HEAD: Final = 1.25  # times the size of the text: type that may head an article
_SURE: Final = 1.5  # and type that does, though it is no wider than a column
_LONGEST: Final = 60  # characters
_BELOW: Final = 6.0  # em under a headline within which its columns begin
_COLUMN: Final = 6  # lines of text, at least: less is a caption or the head of a table
_MOST: Final = 1_000  # blocks; a page with more is no page of print, and each is compared with each
_Box = tuple[float, float, float, float]


def find_page_heads(document: Document) -> set[int]:
    """Indices of the blocks that head articles; none without boxes and sizes of type."""
    sizes: Counter[float] = Counter()
    for block in document.blocks:
        if block.kind == "paragraph" and block.size is not None:
            sizes[round(block.size, 1)] += block.end - block.start
    if not sizes:
        return set()
    usual = sizes.most_common(1)[0][0]
    pages: dict[int | None, list[int]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        if block.locator.box is not None:
            pages[block.locator.page].append(index)
    return {index for page in pages.values() for index in _heads_of_page(document, page, usual)}


def _heads_of_page(document: Document, page: Sequence[int], usual: float) -> list[int]:
    blocks = document.blocks
    if len(page) > _MOST:
        return []
    text = [blocks[index] for index in page if _is_text(document, blocks[index], usual)]
    if not _has_columns([_box(block) for block in text], usual):
        return []
    heads = []
    for index in page:
        block = blocks[index]
        size = block.size or 0.0
        if block.kind not in ("title", "heading") or size < _HEAD * usual or block.end - block.start > _LONGEST:
            continue
        if block.vertical or size >= _SURE * usual or _columns_below(_box(block), text, usual) > 1:
            heads.append(index)
    return heads


def _box(block: Block) -> _Box:
    assert block.locator.box is not None  # only blocks with one are collected
    return block.locator.box


def _is_text(document: Document, block: Block, usual: float) -> bool:
    size = block.size or usual
    return block.kind == "paragraph" and size < _HEAD * usual and block.end > block.start


def _has_columns(boxes: Sequence[_Box], usual: float) -> bool:
    """Whether two pieces of running text stand beside each other."""
    tall = sorted(box for box in boxes if box[3] - box[1] >= _COLUMN * usual)
    return any(
        right[0] >= left[2] - usual and min(left[3], right[3]) - max(left[1], right[1]) >= _COLUMN * usual / 2
        for number, left in enumerate(tall)
        for right in tall[number + 1 :]
    )


def _columns_below(head: _Box, text: Sequence[Block], usual: float) -> int:
    """How many columns begin under a headline."""
    edges: list[float] = []
    for block in text:
        left, top, right, _ = _box(block)
        under = head[3] - usual <= top <= head[3] + _BELOW * usual
        over = left < head[2] - usual and right > head[0] + usual
        if under and over and all(abs(left - edge) > 3 * usual for edge in edges):
            edges.append(left)
    return len(edges)
