"""Puts back what a page prints away from its article: headlines standing together or behind the bodies, and leads.

It is done only where something is evidently displaced: a body without a headline, and elsewhere more headlines than
bodies. A headline or lead goes to the body that it shares most of its rare pairs of characters with. Paragraphs
change their order; no character does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.normalize.affinity import Pairs, count_pairs, score
from extract.normalize.cores import Core, Headline, gather_headlines
from extract.normalize.headlines import Paragraph

_MOST: Final = 100  # articles or headlines; no page of print holds more, and each is compared with each
_LEAD: Final = 260  # characters, the longest lead that is printed apart


@dataclass(slots=True, eq=False)
class Piece:
    """One article of a page: its headlines, the leads put back to it, and its own text."""

    headlines: list[Headline]
    text: list[Paragraph]
    leads: list[Paragraph] = field(default_factory=list)
    moved: list[Paragraph] = field(default_factory=list)  # headlines that came from elsewhere, in their order

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [*self.moved, *self.leads, *self.text]


def reunite(cores: Sequence[Core], loose: Sequence[Paragraph]) -> list[Piece]:
    """The articles of a page, in the order of their bodies. ``loose`` are headlines that no body follows."""
    pieces = [Piece(core.headlines, list(core.paragraphs)) for core in cores]
    free = gather_headlines(loose)
    untitled = [piece for piece in pieces if not piece.headlines]
    if len(pieces) > _MOST or len(free) + sum(len(piece.headlines) for piece in pieces) > _MOST:
        pieces[-1].text.extend(loose)
        return pieces
    tail = _find_tail(cores, pieces, free)
    missing = len([piece for piece in untitled if piece is not tail])
    rich = [piece for piece in pieces if len(piece.headlines) > 1]
    extra = len(free) + sum(len(piece.headlines) - 1 for piece in rich)
    if missing and not extra:  # several headlines may stand right under one another
        for piece in pieces:
            lines = [line for headline in piece.headlines for line in headline.lines]
            if len(lines) > len(piece.headlines) and piece is not tail:
                piece.headlines = [Headline((line,)) for line in lines]
                rich.append(piece)
        extra = len(free) + sum(len(piece.headlines) - 1 for piece in rich)
    if tail is not None or (missing and extra):
        _return_headlines(cores, pieces, free, tail)
    for headline in free:  # what is no article's stays where it was printed
        if all(headline not in piece.headlines for piece in pieces):
            pieces[-1].text.extend(headline.lines)
    return pieces


def _find_tail(cores: Sequence[Core], pieces: Sequence[Piece], free: Sequence[Headline]) -> Piece | None:
    """The last run, if it is no article but leads of others: short, unsigned, and every other run has a headline."""
    if len(cores) < 2 or cores[-1].closed or cores[-1].reported or not all(core.closed for core in cores[:-1]):
        return None
    leads = [p for p in cores[-1].paragraphs if p.running]
    if len(leads) > len(cores) - 1 or any(len(p.text) > _LEAD for p in leads):
        return None
    headlines = len(free) + sum(len(piece.headlines) for piece in pieces)
    return pieces[-1] if headlines <= len(pieces) - 1 else None


def _return_headlines(cores: Sequence[Core], pieces: list[Piece], free: Sequence[Headline], tail: Piece | None) -> None:
    """Gives each body without a headline one of those that stand together elsewhere, and the leads beside them."""
    donors = [(core, piece) for core, piece in zip(cores, pieces, strict=True) if len(piece.headlines) > 1]
    if tail is not None and len(tail.headlines) == 1:
        donors.append((cores[-1], tail))
    zones = {id(piece): piece.text[: core.zone] for core, piece in donors}
    bodies = [piece for piece in pieces if piece is not tail]
    weights = [count_pairs(p.text for p in piece.text[len(zones.get(id(piece), ())) :]) for piece in bodies]
    pool = [(headline, None) for headline in free] + [(h, piece) for _, piece in donors for h in piece.headlines]
    wanting = {n for n, piece in enumerate(bodies) if not piece.headlines or any(piece is d for _, d in donors)}
    given = _match([headline.text for headline, _ in pool], weights, wanting)
    for number, (headline, donor) in enumerate(pool):
        home = bodies[given[number]] if number in given else donor
        if home is donor and donor is not tail:
            continue
        if home is None or home is tail:
            home = bodies[_best(headline.text, weights)]
        if donor is not None:
            donor.headlines = [each for each in donor.headlines if each is not headline]
            donor.text = [p for p in donor.text if p not in headline.lines]
        home.headlines.append(headline)
        home.moved.extend(headline.lines)
    _return_leads(pieces, bodies, weights, zones, tail)
    for piece in pieces:
        piece.headlines = _rejoin(piece.headlines)
    if tail is not None and not tail.text:
        pieces.remove(tail)


def _return_leads(
    pieces: Sequence[Piece],
    bodies: Sequence[Piece],
    weights: Sequence[Pairs],
    zones: dict[int, list[Paragraph]],
    tail: Piece | None,
) -> None:
    known = [
        weight + count_pairs(headline.text for headline in piece.headlines)
        for piece, weight in zip(bodies, weights, strict=True)
    ]
    for piece in pieces:
        zone = piece.text if piece is tail else [p for p in zones.get(id(piece), ()) if p in piece.text]
        target = None if piece is tail else piece
        for paragraph in list(zone):
            if piece is not tail and not paragraph.running:
                continue
            scores = score(paragraph.text, known)
            best = max(scores)
            if scores.count(best) == 1:  # else it goes with the paragraph before it
                target = bodies[scores.index(best)]
            elif target is None:
                target = bodies[-1]
            if target is not piece:
                piece.text.remove(paragraph)
                target.leads.append(paragraph)


def _match(texts: Sequence[str], weights: Sequence[Pairs], wanting: set[int]) -> dict[int, int]:
    """Headline → body, one each: again and again the pair that is most telling."""
    scores = [score(text, weights) for text in texts]
    offers = sorted(
        (
            (-scores[headline][body] / (sum(scores[headline]) or 1.0), headline, body)
            for headline in range(len(texts))
            for body in wanting
        ),
    )
    given: dict[int, int] = {}
    for share, headline, body in offers:
        if share < 0 and headline not in given and body not in given.values():
            given[headline] = body
    return given


def _best(text: str, weights: Sequence[Pairs]) -> int:
    scores = score(text, weights)
    return scores.index(max(scores))


def _rejoin(headlines: Sequence[Headline]) -> list[Headline]:
    """Lines that followed each other in print and came to the same article are one headline again."""
    joined: list[Headline] = []
    for headline in headlines:
        before = joined[-1].lines[-1].blocks[-1] if joined else None
        if before is not None and not headline.lines[0].parted and headline.lines[0].blocks[0] == before + 1:
            joined[-1] = Headline(joined[-1].lines + headline.lines)
        else:
            joined.append(headline)
    return joined
