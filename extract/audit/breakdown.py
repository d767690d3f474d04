"""Which figures a text presents as all the parts of a whole, told by the form of the sentence and not by the sum.

Extraction relates parts to a whole where the sum comes out; one that does not is what an auditor looks for. Three
forms are read: a list with its total behind it (18万元、27万元、9万元，合计54万元), a whole with its list behind a
colon or 分别 (86.4万元：52万元，…), also one sentence on (分项看，…), and labels of one kind behind a total
(一共640人，春季班230人，夏季班…). Words for some parts only (其中, 等) keep a list from being read so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.audit.ratio_words import holds, ratio_words
from extract.audit.sentences import Sentence, sentences
from extract.types import StoredStatement

_LONGEST_LABEL: Final = 16  # characters between two parts of one list
_SHORT_LABEL: Final = 5
_OPENING: Final = 3  # characters behind a whole in which its list opens: ，分别
_NEAR: Final = 8  # characters before a whole in which the word for a total stands
_NOT_SUMMED: Final = frozenset({"ratio", "percentage-point", "multiple", "temperature", "duration"})
_DONE: Final = frozenset({"actual", "disbursement"})


@dataclass(frozen=True, slots=True)
class Breakdown:
    """``complete``: the parts are all there are; else they may not exceed the whole."""

    whole: StoredStatement
    parts: tuple[StoredStatement, ...]
    complete: bool


def breakdowns(statements: Iterable[StoredStatement]) -> Iterator[Breakdown]:
    """The breakdowns of every article, each with two parts or more."""
    articles: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
    for sentence in sentences(statements):
        if sentence.figures:
            articles[sentence.figures[0].uri, sentence.figures[0].article].append(sentence)
    for read in articles.values():
        read.sort(key=lambda sentence: sentence.figures[0].mention.fragments[0])
        before: Sentence | None = None
        for sentence in read:
            if "\t" not in sentence.figures[0].context:  # rows of tables have their own reader
                yield from _closing(sentence)
                yield from _opening(sentence)
                yield from _among(sentence)
                if before is not None:
                    yield from _next_sentence(before, sentence)
            before = sentence


def _closing(sentence: Sentence) -> Iterator[Breakdown]:
    """A list with its total behind it."""
    words = ratio_words()
    for w, whole in enumerate(sentence.figures):
        clause = _clause(sentence.before(w))
        if len(clause) > _NEAR or not holds(clause, words.total):
            continue
        parts = _alike(sentence, range(w), whole)
        if len(parts) < 2 or not _is_one_list(sentence, parts) or not _follows(sentence, parts[-1], w):
            continue
        if holds(sentence.between(parts[0], w), words.partial_sum):
            continue
        yield Breakdown(whole, tuple(sentence.figures[i] for i in parts), complete=True)


def _opening(sentence: Sentence) -> Iterator[Breakdown]:
    """A whole with its list behind it."""
    words = ratio_words()
    for w, whole in enumerate(sentence.figures):
        parts = _alike(sentence, range(w + 1, len(sentence.figures)), whole)
        if len(parts) < 2 or parts[0] != w + 1 or not _is_one_list(sentence, parts):
            continue
        first = sentence.after(w)
        if holds(first, words.partial_sum) or holds(sentence.between(parts[0], parts[-1]), words.partial_sum):
            continue
        if "等" in sentence.text[sentence.ends[parts[-1]] :][:_SHORT_LABEL]:
            continue
        if whole.part_of is not None and not all(sentence.figures[i].part_of == whole.id for i in parts):
            continue  # itself an item among others
        closed = holds(first[:_OPENING], words.opening) and len(first) <= _LONGEST_LABEL
        labelled = holds(sentence.before(w)[-_NEAR:], words.total) and _are_labels(sentence, parts)
        if closed or labelled:
            yield Breakdown(whole, tuple(sentence.figures[i] for i in parts), complete=closed)


def _among(sentence: Sentence) -> Iterator[Breakdown]:
    """其中 and parts parted by 、: they exclude each other. People may be of two kinds at once, and are left out."""
    of: dict[str, list[int]] = defaultdict(list)
    for i, figure in enumerate(sentence.figures):
        if figure.part_of is not None and figure.dimension not in ("person", "household"):
            of[figure.part_of].append(i)
    for whole in sentence.figures:
        parts = [i for i in of.get(whole.id, ()) if _comparable(sentence.figures[i], whole)]
        if len(parts) > 1 and all(sentence.before(i).startswith(("、", "和", "及")) for i in parts[1:]):
            yield Breakdown(whole, tuple(sentence.figures[i] for i in parts), complete=False)


def _next_sentence(before: Sentence, sentence: Sentence) -> Iterator[Breakdown]:
    """分项看, 分别 … at the beginning of the sentence behind the whole."""
    words = ratio_words()
    whole = before.figures[-1]
    near = before.before(len(before.figures) - 1)[-_NEAR:]
    head = sentence.before(0)[:_NEAR]
    parts = _alike(sentence, range(len(sentence.figures)), whole)
    if len(parts) < 2 or parts[0] != 0 or not holds(near, words.total) or not holds(head, words.opening):
        return
    if _is_one_list(sentence, parts) and not holds(sentence.text, words.partial_sum):
        yield Breakdown(whole, tuple(sentence.figures[i] for i in parts), complete=True)


def _alike(sentence: Sentence, indices: Iterable[int], whole: StoredStatement) -> list[int]:
    """The figures that may be parts: of the whole's unit, none the whole once more, none itself a whole of others."""
    wholes = {each.part_of for each in sentence.figures}
    return [
        i
        for i in indices
        if _comparable(figure := sentence.figures[i], whole)
        and figure.hard != whole.hard
        and figure.id not in wholes
        and figure.part_of in (None, whole.id, *(each.id for each in sentence.figures))
    ]


def _comparable(one: StoredStatement, other: StoredStatement) -> bool:
    status = one.status == other.status or {one.status, other.status} <= _DONE
    same = one.unit == other.unit and one.dimension == other.dimension and one.per is None and other.per is None
    return same and status and one.dimension not in _NOT_SUMMED


def _is_one_list(sentence: Sentence, parts: Sequence[int]) -> bool:
    """True if the parts follow on each other, with no other figure and few words between them."""
    return all(j == i + 1 and len(sentence.before(j)) <= _LONGEST_LABEL for i, j in pairwise(parts))


def _follows(sentence: Sentence, part: int, whole: int) -> bool:
    """True if nothing but a count of the items (三项合计) stands between the last part and the total."""
    return whole - part <= 2 and len(sentence.between(part, whole)) <= _LONGEST_LABEL


def _are_labels(sentence: Sentence, parts: Sequence[int]) -> bool:
    """True if the words before the parts are short and end alike: 春季班, 夏季班; 东山镇, 西山镇."""
    labels = [_clause(sentence.before(i)) for i in parts]
    return all(0 < len(label) <= _SHORT_LABEL for label in labels) and len({label[-1] for label in labels}) == 1


def _clause(lead: str) -> str:
    return lead[max(lead.rfind(mark) for mark in "，,；;、：:。") + 1 :]
