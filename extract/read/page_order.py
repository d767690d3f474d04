"""The reading order of a page's passages: each article together, what stands beside it behind what it interrupts.

The order of the page is that of its cuts. Where one article runs around another, cuts alone go from the one to the
other and back; here a passage goes to the headline that lies over it, and text that begins in the middle of a sentence
to the text that was left there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.read.page_layout import PageLayout, Passage

_HEAD: Final = 1.25  # times the size of the text: type that may head an article
_SURE: Final = 1.5  # and type that does, though it is no wider than a column
_LONGEST: Final = 60  # characters of a headline
_OVER: Final = 0.5  # of a passage's width that lies under its headline
_FULL: Final = 2.0  # em from the right edge: a line that the next one continues
_INDENT: Final = 1.2
_SAME_SIZE: Final = 1.15


def order_page(layout: PageLayout) -> list[list[int]]:
    """Indices of the page's passages in reading order, those of one article together."""
    passages = layout.passages
    groups: dict[int, list[int]] = {}
    owners = _find_owners(layout)
    for index in range(len(passages)):
        groups.setdefault(owners[index], []).append(index)
    return [_set_asides_back(passages, group) for group in groups.values()]


def continues(before: Passage, after: Passage) -> bool:
    """True if a sentence runs from one column, tier or page to the next: left open there, and not set in here."""
    if not (before.last and after.first) or before.vertical != after.vertical:
        return False
    last, first = before.lines[-1], after.lines[0]
    if last.ends_sentence or not 1 / _SAME_SIZE <= first.size / last.size <= _SAME_SIZE:
        return False
    if before.vertical:
        return before.right - last.box[3] <= _FULL * last.size and first.box[1] - after.left <= _INDENT * first.size
    return before.right - last.box[2] <= _FULL * last.size and first.box[0] - after.left <= _INDENT * first.size


def is_open(passage: Passage) -> bool:
    """True if a passage ends within a sentence, at the end of its column."""
    last = passage.lines[-1]
    end = last.box[3] if passage.vertical else last.box[2]
    return passage.last and not last.ends_sentence and passage.right - end <= _FULL * last.size


def _is_running(passage: Passage) -> bool:
    return passage.kind == "paragraph" and passage.cell is None and not passage.aside


def _find_owners(layout: PageLayout) -> list[int]:
    """For each passage a number that it shares with those of its article."""
    passages, em = layout.passages, layout.em
    owners: list[int] = []
    heads: list[int] = []  # the first passages of headlines
    current = -1
    for index, passage in enumerate(passages):
        if passage.frame is not None:
            owners.append(-2 - passage.frame)
            continue
        if _is_head(layout, index, owners):
            previous = heads[-1] if heads and heads[-1] == index - 1 else None
            joined = previous is not None and _meets(passages[previous], passage, em)
            current = owners[index - 1] if joined else index
            heads.append(index)
            owners.append(current)
            continue
        owner = _owner(layout, index, heads, owners, current)
        if _is_running(passage):
            current = owner
        owners.append(owner)
    return owners


def _meets(above: Passage, below: Passage, em: float) -> bool:
    """Lines of one headline: a kicker, the headline, its second line."""
    if above.vertical != below.vertical:
        return False
    (left, right), (start, end) = _reach(above), _reach(below)
    return below.box[1] - above.box[3] <= 3 * em and min(right, end) > max(left, start)


def _reach(passage: Passage) -> tuple[float, float]:
    if passage.reach is not None or passage.vertical:
        return passage.reach or (passage.box[0], passage.box[2])
    return min(passage.left, passage.box[0]), max(passage.right, passage.box[2])


def _is_head(layout: PageLayout, index: int, owners: Sequence[int]) -> bool:
    """True for the headline of an article; that of a section, within a column, is none."""
    passage, em = layout.passages[index], layout.em
    if not _is_running(passage) or passage.size < _HEAD * em or passage.length > _LONGEST:
        return False
    if passage.reach is not None:
        return True
    crossed = sum(
        other.box[0] < passage.box[2] - em and other.box[2] > passage.box[0] + em and other.size < _HEAD * em
        for other in _neighbours(layout, index)
    )
    if crossed > 1 or passage.size >= _SURE * em:
        return True
    before = next((layout.passages[i] for i in range(index - 1, -1, -1) if _is_running(layout.passages[i])), None)
    return before is not None and before.column == passage.column and is_open(before)


def _neighbours(layout: PageLayout, index: int) -> list[Passage]:
    """The first text of each column below a passage."""
    passage = layout.passages[index]
    seen: dict[int, Passage] = {}
    for other in layout.passages:
        if other is not passage and _is_running(other) and other.box[1] >= passage.box[3] - layout.em:
            known = seen.get(other.column)
            if known is None or other.box[1] < known.box[1]:
                seen[other.column] = other
    return [other for other in seen.values() if other.box[1] - passage.box[3] <= 4 * layout.em]


def _owner(layout: PageLayout, index: int, heads: Sequence[int], owners: Sequence[int], current: int) -> int:
    passages, em = layout.passages, layout.em
    passage = passages[index]
    if passage.kind in ("page-header", "page-footer", "page-number"):
        return current
    before = next((i for i in range(index - 1, -1, -1) if _is_running(passages[i]) and passages[i].frame is None), None)
    if before is not None and passages[before].column == passage.column:
        return current
    above = _head_above(layout, index, heads)
    if above is None:
        left = _left_of(layout, index, owners)
        return current if left is None else left
    if before is None or owners[above] == current:
        return owners[above]
    if continues(passages[before], passage):
        return current
    wide = current >= 0 and _reach(passages[current])[1] - _reach(passages[current])[0] > 1.3 * (
        passage.right - passage.left + em
    )
    if wide:
        return owners[above]
    # A headline no wider than its column: only a sentence left open tells that the text above it goes on here.
    left_open = [i for i in range(index) if owners[i] == owners[above] and _is_running(passages[i])]
    return owners[above] if left_open and continues(passages[left_open[-1]], passage) else current


def _head_above(layout: PageLayout, index: int, heads: Sequence[int]) -> int | None:
    passage = layout.passages[index]
    width = max(passage.right - passage.left, 1.0) if not passage.vertical else passage.box[2] - passage.box[0]
    best: int | None = None
    for head in heads:
        of_head = layout.passages[head]
        left, right = _reach(of_head)
        start, end = (passage.left, passage.right) if not passage.vertical else (passage.box[0], passage.box[2])
        over = min(right, end) - max(left, start)
        top = of_head.box[1] if of_head.vertical else of_head.box[3] - layout.em
        lower = best is None or of_head.box[1] > layout.passages[best].box[1]
        if lower and over >= _OVER * width and top <= passage.box[1] + layout.em:
            best = head
    return best


def _left_of(layout: PageLayout, index: int, owners: Sequence[int]) -> int | None:
    """The article of what stands on the left of a passage's first line: text without a headline goes on from there."""
    passage = layout.passages[index]
    if passage.vertical:
        return None
    top = passage.box[1] + layout.em
    beside = [
        i
        for i in range(index)
        if layout.passages[i].frame is None
        and layout.passages[i].box[2] <= passage.box[0] + layout.em
        and layout.passages[i].box[1] - 2 * layout.em <= top <= layout.passages[i].box[3] + 2 * layout.em
        and (_is_running(layout.passages[i]))
    ]
    return owners[max(beside, key=lambda i: layout.passages[i].box[2])] if beside else None


def _set_asides_back(passages: Sequence[Passage], group: Sequence[int]) -> list[int]:
    """Captions and tables come after the sentence that they interrupt."""
    ordered: list[int] = []
    waiting: list[int] = []
    last: Passage | None = None
    for index in group:
        passage = passages[index]
        if not _is_running(passage):
            (waiting if last is not None and is_open(last) else ordered).append(index)
            continue
        if waiting and last is not None and not continues(last, passage):
            ordered += waiting
            waiting = []
        ordered.append(index)
        last = passage
        if waiting and not is_open(passage):
            ordered += waiting
            waiting = []
    return ordered + waiting
