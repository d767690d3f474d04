"""When a predicted value, name or span is the gold's: the definitions behind every score.

They are those of the scorer that the project's floors are stated in (DESIGN §10); a test holds the two to equal
numbers. Names agree loosely, for gold gives them as written and the extractor canonically; numbers agree exactly but
for the rounding of JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Protocol

import opencc

#: One object of ``extract --jsonl`` or a part of it.
Prediction = Mapping[str, Any]

#: What a status of the seven counts as where the gold knows four (DESIGN §10).
FOUR_OF_SEVEN: Final[Mapping[str, frozenset[str]]] = {
    "target": frozenset({"target"}),
    "commitment": frozenset({"commitment"}),
    "budget": frozenset({"commitment", "target"}),
    "underway": frozenset({"actual"}),
    "disbursement": frozenset({"actual"}),
    "actual": frozenset({"actual"}),
    "background": frozenset({"actual", "other"}),
}

_TO_SIMPLIFIED: Final = opencc.OpenCC("t2s")


class Spanned(Protocol):
    """Anything with a span in ``Document.text``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@lru_cache(maxsize=65536)
def squeeze(text: str | None) -> str:
    """``text`` in simplified characters and without white space: the form in which names and quotes are compared."""
    return "".join(str(_TO_SIMPLIFIED.convert(text or "")).split())


def names_of(value: Any) -> tuple[str, ...]:
    """The squeezed names of a predicted field: null, a string, an object with ``name``, or a list of these."""
    if not value:
        return ()
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(squeeze(item.get("name") if isinstance(item, Mapping) else item) for item in items if item)


def same_bound(predicted: float | None, gold: float | None) -> bool:
    """Equal numbers; no lower bound and a lower bound of 0 are one for what is counted."""
    if predicted is None or gold is None:
        return not predicted and not gold
    tolerance = 1e-4 if abs(gold) < 1000 else 1e-9 * abs(gold)
    return abs(predicted - gold) <= tolerance


def near(gold: str, predicted: Iterable[str]) -> bool:
    """One of the ``predicted`` squeezed names stands for ``gold``.

    Containment either way, or half of the shorter one's character pairs shared; a name more than twice as long as the
    gold's, give or take eight characters, never does, nor does a single character for a longer name.
    """
    wanted = squeeze(gold)
    pairs = _pairs(wanted)
    for name in predicted:
        if not name or len(name) > 2 * len(wanted) + 8 or len(name) < 2 <= len(wanted):
            continue
        if wanted in name or name in wanted:
            return True
        others = _pairs(name)
        if pairs and others and len(pairs & others) / min(len(pairs), len(others)) >= 0.5:
            return True
    return False


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}


def same_status(predicted: str | None, gold: str, *, four: bool) -> bool:
    """Equal, or, where the gold knows four statuses only, the predicted one counts as the gold's."""
    if not four:
        return predicted == gold
    return predicted is not None and gold in FOUR_OF_SEVEN.get(predicted, {predicted})


def extent(prediction: Prediction) -> tuple[int, int]:
    """From the first to the last character of a prediction's fragments."""
    fragments = prediction["fragments"]
    return min(start for start, _ in fragments), max(end for _, end in fragments)


def pair_spans(gold: Sequence[Spanned], predicted: Sequence[Prediction]) -> list[int | None]:
    """For each gold span the index of the prediction that overlaps it most and that no earlier one has taken."""
    extents = [extent(prediction) for prediction in predicted]
    taken: set[int] = set()
    pairs: list[int | None] = []
    for span in gold:
        best, best_overlap = None, 0
        for index, (start, end) in enumerate(extents):
            overlap = min(end, span.end) - max(start, span.start)
            if overlap > best_overlap and index not in taken:
                best, best_overlap = index, overlap
        if best is not None:
            taken.add(best)
        pairs.append(best)
    return pairs


def joined(text: str, prediction: Prediction) -> str:
    """What the fragments of a prediction read in ``text``."""
    return "".join(text[start:end] for start, end in prediction["fragments"])
