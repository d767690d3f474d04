"""What a paragraph has in common with each of a page's articles: pairs of characters that it has more than others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log1p
from operator import add
from typing import Final

from extract.normalize.characters import fold

Pairs = Counter[str]
_CHINESE: Final = re.compile("[\u4e00-\u9fff]{2}")


def count_pairs(texts: Iterable[str]) -> Pairs:
    """The pairs of adjacent Chinese characters in ``texts``, in simplified form."""
    folded = fold("\n".join(texts))  # at once: the conversion costs more to begin than to go on
    pairs = Counter(map(add, folded, folded[1:]))
    return Counter({pair: count for pair, count in pairs.items() if _CHINESE.fullmatch(pair)})


def score(text: str, articles: Sequence[Pairs]) -> list[float]:
    """For each article, how much likelier ``text`` is as a part of it than of any: 0 if they share nothing.

    The logarithm of the ratio of likelihoods with Jelinek–Mercer smoothing, in which long articles have no advantage.
    """
    lengths = [article.total() for article in articles]
    everything = sum(lengths)
    scores = [0.0] * len(articles)
    for pair, number in count_pairs([text]).items():
        counts = [article[pair] for article in articles]
        usual = sum(counts) / everything if everything else 0.0
        for index, count in enumerate(counts):
            if count:
                scores[index] += number * log1p(count / lengths[index] / usual)
    return scores


def cohesion(before: Pairs, after: Pairs) -> float:
    """The share of the smaller side's pairs that the other has too, 0 to 1."""
    if not before or not after:
        return 0.0
    return len(before.keys() & after.keys()) / min(len(before), len(after))


def shared_pairs(parts: Sequence[Pairs]) -> list[float]:
    """For each part, the :func:`cohesion` of all before it with itself and all after it, in one pass."""
    after: Pairs = Counter()
    for part in parts:
        after.update(part)
    before: Pairs = Counter()
    common = 0
    shares = []
    for part in parts:
        smaller = min(len(before), len(after))
        shares.append(common / smaller if smaller else 0.0)
        for pair, number in part.items():
            common -= pair in before  # both sides have it; counted anew below
            before[pair] += number
            after[pair] -= number
            if after[pair]:
                common += 1
            else:
                del after[pair]
    return shares
