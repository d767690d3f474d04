"""The figures of one sentence in their order, with the words that stand between them.

Statements carry their sentence, not their place in it. The place is found again by walking the sentence in the order of
the text: a break that only ends a printed line is left out of the sentence, so that figures stand there at most as far
apart as in the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.types import StoredStatement

_LATIN_JOINS: Final = 2  # spaces that joining the lines of Latin text may add between two figures


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` without white space; ``starts`` and ``ends`` are the places of ``figures`` in it."""

    text: str
    figures: tuple[StoredStatement, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, i: int) -> str:
        """The words between figure ``i`` and the one before it, or the beginning of the sentence."""
        return self.text[self.ends[i - 1] if i else 0 : self.starts[i]]

    def after(self, i: int) -> str:
        """The words between figure ``i`` and the one behind it, or the end of the sentence."""
        return self.text[self.ends[i] : self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)]

    def between(self, i: int, j: int) -> str:
        """The words from the end of figure ``i`` to the beginning of figure ``j``, other figures included."""
        return self.text[self.ends[i] : self.starts[j]]


def sentences(statements: Iterable[StoredStatement]) -> Iterator[Sentence]:
    """The sentences that hold figures; a figure that cannot be found in its sentence is left out."""
    groups: dict[tuple[str, str, str], list[StoredStatement]] = defaultdict(list)
    for each in statements:
        groups[each.uri, each.article, each.context].append(each)
    for (_, _, context), figures in groups.items():
        yield _sentence(context, sorted(figures, key=lambda each: (each.mention.fragments[0], each.id)))


def _sentence(context: str, figures: Sequence[StoredStatement]) -> Sentence:
    text = "".join(context.split())
    found: list[tuple[StoredStatement, int, int]] = []
    for each in figures:
        quote = "".join(each.mention.quote.split())
        at = _find(text, quote, each, found)
        if at >= 0:
            found.append((each, at, at + len(quote)))
    return Sentence(
        text, tuple(each for each, _, _ in found), tuple(at for _, at, _ in found), tuple(end for _, _, end in found)
    )


def _find(text: str, quote: str, figure: StoredStatement, found: Sequence[tuple[StoredStatement, int, int]]) -> int:
    """Where ``quote`` stands: at first its first place, then the last one that is no farther on than in the source."""
    if not found:
        return text.find(quote)
    previous, at, end = found[-1]
    start = figure.mention.fragments[0][0]
    distance = start - previous.mention.fragments[0][0]
    if distance == 0:
        return at  # one figure said of several things
    last = at + distance + _LATIN_JOINS
    nearest = text.rfind(quote, end, last + len(quote))
    return nearest if nearest >= 0 else text.find(quote, end)
