"""What a lost character was: proposed from names that fit around it, each proposal with the name as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from extract.normalize.characters import fold
from extract.normalize.gbk import bytes_of, character_of
from extract.types import LostCharacter, Mention, Proposal, Repair

_AROUND: Final = 24  # characters to either side of a repair that a name may reach into
_SHORTEST: Final = 3  # characters of a name; one more where no byte of the lost character is left to hold it to
_EARLIER: Final = 3  # readings of one repair: as found, and beginning one and two characters before
_MOST: Final = 5  # proposals for one character


@dataclass(frozen=True, slots=True)
class Gap:
    """A lost character in the text that the repair suggests: a name must fit what stands ``before`` and ``after``."""

    at: int  # in the suggested text of its repair
    before: str
    after: str
    lost: LostCharacter
    others: tuple[int, ...]  # further lost characters, as distances from this one


def find_gaps(text: str, repair: Repair) -> list[Gap]:
    """The lost characters of ``repair``, each in its surroundings in the repaired line."""
    left = text[max(0, repair.start - _AROUND) : repair.start].rpartition("\n")[2]
    right = text[repair.end : repair.end + _AROUND].partition("\n")[0]
    whole = fold(left + repair.suggested + right)
    gaps = []
    for lost in repair.lost:
        here = len(left) + lost.at
        others = tuple(other.at - lost.at for other in repair.lost if other.at != lost.at)
        gaps.append(Gap(lost.at, whole[:here], whole[here + 1 :], lost, others))
    return gaps


def fill(gap: Gap, name: str, reach: int = 0) -> str | None:
    """The character of ``name`` that comes to stand in the gap if the rest of the name fits around it.

    The name must go on for ``reach`` characters behind the gap.
    """
    if len(name) < _SHORTEST + (gap.lost.lead is None and gap.lost.trail is None):
        return None
    folded = fold(name)
    for i, character in enumerate(name):
        if len(name) - i > reach and _is_possible(gap.lost, character) and _fits(gap, folded, i):
            return character
    return None


def propose(text: str, repairs: Iterable[Repair], known: Iterable[Mention]) -> tuple[Repair, ...]:
    """``repairs`` of ``text`` with what names ``known`` from their mentions propose, longest first."""
    repairs = tuple(repairs)
    if not any(repair.lost for repair in repairs):
        return repairs
    names: dict[str, Mention] = {}
    for mention in known:
        names.setdefault(mention.quote, mention)
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return tuple(_with_proposals(text, repair, ordered, names) for repair in repairs)


def _with_proposals(text: str, repair: Repair, ordered: list[str], names: dict[str, Mention]) -> Repair:
    """The repair with what the names propose; where none fits, one that begins earlier if then one does.

    The first character that is damaged may by chance be as likely as the right one: a name settles it.
    """
    candidate: Repair | None = repair
    for earlier in range(_EARLIER):
        if candidate is None:
            break
        # the name has to reach what was made, or it would only repeat what stands there
        proposals = _proposals(text, candidate, ordered, names, earlier)
        if any(proposal.at == 0 for proposal in proposals):
            return replace(candidate, proposals=proposals)
        candidate = _begin_earlier(text, candidate)
    return replace(repair, proposals=_proposals(text, repair, ordered, names))


def _begin_earlier(text: str, repair: Repair) -> Repair | None:
    """The same shift with the character before it: what was lost is made of it, and it lost one itself."""
    pair = bytes_of().get(text[repair.start - 1]) if repair.start else None
    if repair.method != "gbk-shift" or pair is None or repair.lost[0].lead is None:
        return None
    made = character_of().get((pair[1], repair.lost[0].lead))
    if made is None:
        return None
    suggested = "?" + made + repair.suggested[1:]
    lost = (LostCharacter(0, pair[0], pair[0]), *(replace(each, at=each.at + 1) for each in repair.lost[1:]))
    return replace(repair, start=repair.start - 1, suggested=suggested, lost=lost)


def _proposals(
    text: str, repair: Repair, ordered: list[str], names: dict[str, Mention], reach: int = 0
) -> tuple[Proposal, ...]:
    found: list[Proposal] = []
    for gap in find_gaps(text, repair):
        proposed: dict[str, Proposal] = {}
        for name in ordered:
            character = fill(gap, name, reach)
            if character is not None:
                proposed.setdefault(character, Proposal(gap.at, character, name, names[name]))
        found += list(proposed.values())[:_MOST]
    return tuple(found)


def _is_possible(lost: LostCharacter, character: str) -> bool:
    pair = bytes_of().get(character)
    if lost.lead is None and lost.trail is None:
        return pair is not None
    return pair is not None and (pair[0] == lost.lead or pair[1] == lost.trail)


def _fits(gap: Gap, name: str, i: int) -> bool:
    """Whether ``name`` with its character ``i`` in the gap agrees with everything known around it."""
    before, after = name[:i], name[i + 1 :]
    if len(before) > len(gap.before) or len(after) > len(gap.after):
        return False
    agreeing = 0
    for distance, here in (
        *((-k, gap.before[-k]) for k in range(1, len(before) + 1)),
        *((k + 1, gap.after[k]) for k in range(len(after))),
    ):
        if distance in gap.others:
            continue
        if here != name[i + distance]:
            return False
        agreeing += 1
    return agreeing >= _SHORTEST - 1
