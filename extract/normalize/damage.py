"""Finds characters damaged by wrong decoding, and suggests what they were.

A suggestion is kept beside the text and never applied: ``Document.text`` is what was read. Texts without a rare
character, nearly all, are looked through once; only lines that hold one are read closer.
"""

from __future__ import annotations

import re
from typing import Final

from extract.normalize.likelihood import Likelihood, find_aliens
from extract.normalize.misread import find_latin, find_utf8
from extract.normalize.shifted import ShiftedText, may_be_shifted
from extract.types import LostCharacter, Repair

_REPLACED: Final = re.compile("(?<!\ufffd)\ufffd{1,3}(?!\ufffd)")  # one character: it had at most three bytes wrong
_FEWEST: Final = 2  # rare characters in a line of UTF-8 read as GBK: more than half of what it makes is rare
_LINE: Final = re.compile("[^\r\n]+")


def find_repairs(text: str) -> tuple[Repair, ...]:
    """The damaged stretches of ``text`` in their order, without overlaps, each with what it probably was.

    Linear in the text. A stretch of fewer than about four characters may go unnoticed; damage that left no trace of
    the bytes (GBK read as UTF-8) is found only as lost characters.
    """
    aliens = find_aliens(text)
    if not aliens:
        return ()
    found = list(find_latin(text)) if any("\x80" <= alien <= "\u0192" for alien in aliens) else []
    shifts: ShiftedText | None = None
    for match in _LINE.finditer(text):
        line = match[0]
        if aliens.isdisjoint(line):
            continue
        rare = sum(character in aliens for character in line)
        misread = find_utf8(line, match.start()) if rare >= _FEWEST else []
        if not misread and may_be_shifted(line, aliens):
            if shifts is None:
                shifts = ShiftedText(text, Likelihood(text))
            misread = shifts.repairs(line, match.start())
        found += misread
    if "\ufffd" in aliens:
        found += [
            Repair(match.start(), match.end(), "?", "replaced", (LostCharacter(0),))
            for match in _REPLACED.finditer(text)
        ]
    return _without_overlaps(found)


def _without_overlaps(found: list[Repair]) -> tuple[Repair, ...]:
    """Of two that meet, the first found: those that explain more come first."""
    kept: list[Repair] = []
    order = sorted(range(len(found)), key=lambda number: (found[number].start, number))
    for number in order:
        repair = found[number]
        if kept and repair.start < kept[-1].end:
            if repair.method != "replaced" and kept[-1].method == "replaced":
                kept[-1] = repair
            continue
        kept.append(repair)
    return tuple(kept)
