"""Splits a document into its articles.

The paragraphs are cut into runs (``cores``), what is printed away from its article is put back (``reunite``), and each
article gets title, kind, publisher and date. Every block belongs to exactly one article, so that no numeral is lost.
The order of columns on a printed page is the reader's; here only the headlines in it are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Final

from extract.normalize.affinity import cohesion, count_pairs
from extract.normalize.cores import Headline, cut_cores
from extract.normalize.headlines import Paragraph, clean_headline, read_paragraph
from extract.normalize.issue import find_publisher, find_publishing_date
from extract.normalize.kinds import classify
from extract.normalize.page_heads import find_page_heads
from extract.normalize.reunite import Piece, reunite
from extract.normalize.sections import find_sections
from extract.normalize.text import Layout, group_paragraphs, lay_out, normalize_blocks
from extract.types import Article, BlockKind, Document, Span

_FURNITURE: Final[frozenset[BlockKind]] = frozenset({"page-header", "page-footer", "page-number"})
# What is no content: its numerals are accounted for, and nothing else is read of it.
_ASIDE: Final[frozenset[BlockKind]] = frozenset({"boilerplate", "navigation", "spam"})
_FOREIGN: Final = 0.1  # of a headline's pairs in the text, at most: it belongs to something else on the page


def split_articles(document: Document) -> tuple[Article, ...]:
    """The articles of ``document``, in the order of their bodies."""
    order = [*document.order, *sorted(set(range(len(document.blocks))) - set(document.order))]
    # A sentence, even a number, runs on across the foot of a page and the head of the next, a picture's caption, or an
    # advertisement.
    running = [i for i in order if document.blocks[i].kind not in _FURNITURE | _ASIDE]
    body = lay_out(document, [i for i in running if document.blocks[i].kind != "caption"])
    paragraphs = _insert_captions(document, running, _gather_paragraphs(document, body))
    pieces = reunite(*cut_cores(paragraphs)) if paragraphs else [Piece([], [])]
    furniture = _give(document, order, pieces, _FURNITURE)
    asides = _give(document, order, pieces, _ASIDE)
    titles = [_find_title(piece) for piece in pieces]
    if document.title is not None and (len(pieces) == 1 or document.title not in titles[1:]):
        titles[0] = document.title
    return tuple(
        _finish(document, number, piece, title, foot, aside, body)
        for number, (piece, title, foot, aside) in enumerate(zip(pieces, titles, furniture, asides, strict=True), 1)
    )


def _gather_paragraphs(document: Document, body: Layout) -> list[Paragraph]:
    parted = {line.block: line.after_blank for line in reversed(body.lines)}
    heads = find_page_heads(document)
    paragraphs = []
    for blocks in group_paragraphs(body):
        parts = [document.text[document.blocks[i].start : document.blocks[i].end].strip() for i in blocks]
        first = document.blocks[blocks[0]]
        paragraphs.append(read_paragraph(blocks, "".join(parts), first.kind, parted[blocks[0]], blocks[0] in heads))
    return paragraphs


def _insert_captions(document: Document, order: Sequence[int], paragraphs: list[Paragraph]) -> list[Paragraph]:
    """``paragraphs`` with the captions among ``order``, each behind the paragraph that it follows or interrupts."""
    if not any(document.blocks[i].kind == "caption" for i in order):
        return paragraphs
    behind = {index: number for number, paragraph in enumerate(paragraphs) for index in paragraph.blocks}
    captions: dict[int, list[int]] = {}
    current = -1
    for index in order:
        if document.blocks[index].kind == "caption":
            captions.setdefault(current, []).append(index)
        else:
            current = max(current, behind.get(index, current))
    found: list[Paragraph] = []
    for number in range(-1, len(paragraphs)):
        if number >= 0:
            found.append(paragraphs[number])
        if number in captions:
            found += _gather_paragraphs(document, lay_out(document, captions[number]))
    return found


def _give(
    document: Document, order: Sequence[int], pieces: Sequence[Piece], kinds: frozenset[BlockKind]
) -> list[list[int]]:
    """Blocks of these kinds go to the article whose text they follow (the first one, if none comes before)."""
    owner = {
        index: number
        for number, piece in enumerate(pieces)
        for paragraph in piece.paragraphs
        for index in paragraph.blocks
    }
    given: list[list[int]] = [[] for _ in pieces]
    current = 0
    for index in order:
        if document.blocks[index].kind in kinds:
            given[current].append(index)
        else:
            current = owner.get(index, current)
    return given


def _find_title(piece: Piece) -> str | None:
    """The first headline that has to do with the text; of a single one nothing more is asked.

    A scraped page may begin with words that belong to no article of it.
    """
    headlines: Sequence[Headline] = piece.headlines
    if len(headlines) > 1:
        text = count_pairs(paragraph.text for paragraph in piece.text if not paragraph.headline)
        akin = [h for h in headlines if cohesion(count_pairs([h.text]), text) > _FOREIGN]
        headlines = akin or headlines
    return clean_headline(headlines[0].text) if headlines else None


def _finish(
    document: Document,
    number: int,
    piece: Piece,
    title: str | None,
    furniture: Sequence[int],
    aside: Sequence[int],
    body: Layout,
) -> Article:
    blocks = (*(index for paragraph in piece.paragraphs for index in paragraph.blocks), *furniture)
    joined = {line.blocks[0] for headline in piece.headlines for line in headline.lines[1:]}
    # The usual article is the whole body, which is laid out already.
    whole = blocks == body.blocks and not joined
    normalized = normalize_blocks(document, body if whole else lay_out(document, blocks, joined))
    return Article(
        id=f"a{number}",
        title=title,
        kind=classify(title or document.title or "", normalized.text),
        publisher=find_publisher(piece.paragraphs) or document.publisher,
        published_on=document.published_on or find_publishing_date(normalized.text),
        blocks=(*blocks, *aside),
        normalized=normalized,
        sections=find_sections(normalized, _find_headings(document, piece)),
        aside=normalize_blocks(document, lay_out(document, aside)) if aside else None,
    )


def _find_headings(document: Document, piece: Piece) -> list[Span]:
    """What the source calls headings, without the headlines at the top of the article."""
    below = dropwhile(lambda paragraph: paragraph.headline and not paragraph.numbered, piece.paragraphs)
    marked = [paragraph for paragraph in below if paragraph.marked and paragraph.kind != "title"]
    return sorted((document.blocks[p.blocks[0]].start, document.blocks[p.blocks[-1]].end) for p in marked)
