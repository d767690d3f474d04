"""Finding a judged figure again in another text, by its quote and the text before and behind it.

The idea is the TextQuoteSelector of the W3C Web Annotation Data Model (2017): exact, prefix, suffix. White space counts
for nothing, since another reader breaks lines elsewhere. Where several places fit equally well, the order decides if
the old text has as many of them, and nothing does if not: a verdict is rather orphaned than put on the wrong figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

CONTEXT: Final = 32  # characters kept to either side
_ENOUGH: Final = 6  # characters that must agree on one side at least; fewer only where the text has no more

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Anchor(Generic[Key]):
    """A quote with its context; ``at`` orders the anchors of one text, ``ordinal`` those of one quote."""

    key: Key
    quote: str
    prefix: str
    suffix: str
    at: int = 0
    ordinal: int = 1


def make_anchor(key: Key, content: str, start: int, end: int, quote: str, ordinal: int = 1) -> Anchor[Key]:
    """The anchor of ``quote``, which stands at ``start``–``end`` of ``content``."""
    return Anchor(key, quote, content[max(0, start - CONTEXT) : start], content[end : end + CONTEXT], start, ordinal)


def match_anchors(olds: Sequence[Anchor[Key]], news: Iterable[Anchor[Key]]) -> dict[Key, Key]:
    """For each old anchor that is found again the new one that it is; no new one is taken twice.

    ``olds`` should hold all anchors of the old text, not only those of interest, for the order decides between equals.
    """
    candidates: defaultdict[tuple[str, int], list[Anchor[Key]]] = defaultdict(list)
    for new in news:
        candidates[_tight(new.quote), new.ordinal].append(new)
    alike: defaultdict[tuple[str, int, str, str], list[Anchor[Key]]] = defaultdict(list)
    for old in olds:
        alike[_tight(old.quote), old.ordinal, _tight(old.prefix), _tight(old.suffix)].append(old)
    proposals: defaultdict[Key, list[tuple[int, Key]]] = defaultdict(list)  # new → (agreement, old)
    for (quote, ordinal, prefix, suffix), group in alike.items():
        best, places = _best(prefix, suffix, candidates.get((quote, ordinal), ()))
        if len(places) == len(group):
            for old, new in zip(sorted(group, key=_position), sorted(places, key=_position), strict=True):
                proposals[new.key].append((best, old.key))
    found: dict[Key, Key] = {}
    for key, claims in proposals.items():
        most = max(agreement for agreement, _ in claims)
        strongest = [old for agreement, old in claims if agreement == most]
        if len(strongest) == 1:
            found[strongest[0]] = key
    return found


def _best(prefix: str, suffix: str, candidates: Iterable[Anchor[Key]]) -> tuple[int, list[Anchor[Key]]]:
    """The best agreement of context, and every candidate that reaches it."""
    best, places = 0, []
    for new in candidates:
        other_prefix, other_suffix = _tight(new.prefix), _tight(new.suffix)
        before = _common(reversed(prefix), reversed(other_prefix))
        behind = _common(iter(suffix), iter(other_suffix))
        # A figure at the very beginning or end of a text has no more context than this.
        whole_before, whole_behind = (
            before == len(prefix) == len(other_prefix),
            behind == len(suffix) == len(other_suffix),
        )
        if max(before, behind) < _ENOUGH and not (whole_before and whole_behind):
            continue
        agreement = before + behind + 1
        if agreement > best:
            best, places = agreement, [new]
        elif agreement == best:
            places.append(new)
    return best, places


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _tight(text: str) -> str:
    return "".join(text.split())


def _position(anchor: Anchor[Key]) -> int:
    return anchor.at
