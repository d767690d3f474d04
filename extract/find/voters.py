"""Names by rule joined with those of other voters, by character offsets: the rules come first.

A voter's organization is taken where no name of the rules meets it and its end is one that names have (a head of the
lexicon); a voter's place where nothing meets it and it is a name of the gazetteer, or a town or village by its suffix.
What two voters say counts once. So a voter adds names and never moves or removes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from extract.find.gazetteer import load_gazetteer
from extract.find.organization_lexicon import Head, organization_lexicon
from extract.spans import Covered
from extract.types import NameLabel, NameSpan, OrganizationSpan, PlaceLevel, PlaceSpan

_SHORTEST_ORGANIZATION: Final = 4
_LONGEST_ORGANIZATION: Final = 40
_SETTLEMENTS: Final[tuple[tuple[str, PlaceLevel], ...]] = (
    ("街道", "township"), ("镇", "township"), ("乡", "township"), ("村", "village"), ("社区", "village"),
)  # fmt: skip
_BREAKS: Final = frozenset("，。；！？、：\n\t“”《》")


class Voter(Protocol):
    """Anything that finds names in a normalized text; ``id`` says what it is, for the record of the run."""

    id: str

    def find(self, text: str) -> Sequence[NameSpan]: ...


def add_organizations(
    text: str, found: Sequence[OrganizationSpan], votes: Iterable[NameSpan]
) -> list[OrganizationSpan]:
    """The rules' organizations and those of the voters that fit beside them, in order."""
    added = []
    for vote in _beside([(span.start, span.end) for span in found], votes, "organization"):
        head = _head(text, vote)
        if head is not None:
            added.append(OrganizationSpan(vote.start, vote.end, ((vote.start, vote.end),), head.kind))
    return sorted([*found, *added], key=lambda span: (span.start, span.pieces)) if added else list(found)


def add_places(text: str, found: Sequence[PlaceSpan], votes: Iterable[NameSpan]) -> list[PlaceSpan]:
    """The rules' places and those of the voters that fit beside them, in order."""
    beside = _beside([(span.start, span.end) for span in found], votes, "place")
    added = [span for vote in beside if (span := _place(text, vote)) is not None]
    return sorted([*found, *added], key=lambda span: span.start) if added else list(found)


def _beside(taken: Sequence[tuple[int, int]], votes: Iterable[NameSpan], label: NameLabel) -> Iterator[NameSpan]:
    """The votes that meet no taken span, of those that meet each other the longest that begins first."""
    covered, reach = Covered(taken), 0
    chosen = sorted((vote for vote in votes if vote.label == label), key=lambda vote: (vote.start, -vote.end))
    for vote in chosen:
        if vote.start >= reach and not covered.meets(vote.start, vote.end):
            reach = vote.end
            yield vote


def _head(text: str, vote: NameSpan) -> Head | None:
    """The head that the name ends in, with something before it."""
    surface = text[vote.start : vote.end]
    if not _SHORTEST_ORGANIZATION <= len(surface) <= _LONGEST_ORGANIZATION or not _BREAKS.isdisjoint(surface):
        return None
    heads = [head for head, start, end in organization_lexicon().heads.find(surface) if end == len(surface) and start]
    return heads[-1] if heads else None


def _place(text: str, vote: NameSpan) -> PlaceSpan | None:
    surface = text[vote.start : vote.end]
    name = load_gazetteer().by_text.get(surface)
    if name is not None and name.form in ("full", "short") and not name.common:
        return PlaceSpan(vote.start, vote.end, name.level, name.form, name.codes)
    for suffix, level in _SETTLEMENTS:
        if surface.endswith(suffix) and 2 <= len(surface) - len(suffix) <= 7 and _BREAKS.isdisjoint(surface):
            return PlaceSpan(vote.start, vote.end, level, "full")
    return None
