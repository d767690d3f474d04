"""GBK text that lost one byte: from there on, bytes pair up wrongly until an ASCII character puts them right.

四川海惠助… without the first byte of 海 reads 四川；葜…: each character is made of the second byte of one character and
the first of the next. The bytes of what stands there are therefore those of the text but one, and can be paired anew.
A line is read as a sequence of stretches, whole and shifted, so that the text is likeliest (Viterbi's algorithm, two
states); a stretch costs as much as about three usual characters, so no text gets one without need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.normalize.gbk import bytes_of, character_of
from extract.normalize.likelihood import PUNCTUATION, Likelihood, familiar
from extract.read.common_characters import COMMON
from extract.types import LostCharacter, Repair

_ENTRY: Final = -18.0  # log-likelihood of a lost byte at a given place
_TORN: Final = -7.0  # of a character at the end of a stretch that lost its second byte
_LETTER: Final = -8.0  # a Latin letter in Chinese text
_ASCII: Final = -4.5  # a digit, a mark of punctuation
_MARKS: Final = {"?": -6.0, "\ufffd": -16.0}  # what decoders put for a byte; in text that is whole they are rare
_HOPELESS: Final = 0.2  # share of U+FFFD in a line from which on nothing is left to undo
_NEAR: Final = 2  # characters to either side of a rare one, and how many of what they make must be familiar
_SHARE: Final = 0.6
_NEVER: Final = float("-inf")
_FOLDED_COMMA: Final = re.compile("[\u4e00-\u9fff],[\u4e00-\u9fff]")
_FULL_WIDTH: Final = re.compile("[\uff01-\uff5e]")


@dataclass(slots=True)
class _Step:
    """The best readings that end behind one character: the text is whole there, or shifted with a byte left over."""

    whole: float
    whole_from: str  # "whole", "paired" (the character is a second byte), "torn"
    shifted: float = _NEVER
    shifted_from: str = ""  # "entry", "shifted"
    pending: int = 0  # the byte left over
    made: str | None = None  # the character made last


def may_be_shifted(line: str, aliens: set[str]) -> bool:
    """A cheap look at a line with rare characters: whether pairing bytes anew makes familiar characters around one."""
    table, characters, known = bytes_of(), character_of(), familiar()
    for at, character in enumerate(line):
        if character not in aliens:
            continue
        if character == "\ufffd" or "\ue000" <= character <= "\uf8ff":
            return True
        pairs = [table.get(near) for near in line[max(0, at - _NEAR) : at + _NEAR + 1]]
        made = (characters.get((a[1], b[0])) for a, b in pairwise(pairs) if a and b)
        if sum(each in known for each in made) >= _NEAR:
            return True
    return False


class ShiftedText:
    """Finds and undoes shifts in the lines of one document."""

    def __init__(self, text: str, likelihood: Likelihood) -> None:
        self._likelihood = likelihood
        self._bytes, self._characters = bytes_of(), character_of()
        # Text without full-width forms went through a folding (NFKC): an ASCII ; may stand for the two bytes of ；.
        self._folded = bool(_FOLDED_COMMA.search(text)) and not _FULL_WIDTH.search(text)

    def repairs(self, line: str, offset: int) -> list[Repair]:
        """The shifted stretches of ``line``, which stands at ``offset`` in its document."""
        if line.count("\ufffd") > max(2, _HOPELESS * len(line)):
            return []
        steps = self._read(line)
        found: list[Repair] = []
        shifted = steps[-1].shifted + _TORN > steps[-1].whole
        at, leave, paired = len(line), len(line), False  # where the stretch ends, and whether with a second byte
        while at:
            step = steps[at]
            at -= 1
            if not shifted:
                if step.whole_from != "whole":
                    shifted, leave, paired = True, at, step.whole_from == "paired"
            elif step.shifted_from == "entry":
                shifted = False
                repair = self._undo(line, at, leave, paired, offset)
                if _is_text(repair):
                    found.append(repair)
        return found[::-1]

    def _read(self, line: str) -> list[_Step]:
        likelihood = self._likelihood
        steps = [_Step(0.0, "whole")]
        before: str | None = None
        for character in line:
            last = steps[-1]
            pair = self._bytes.get(character)
            if pair is None:
                whole = last.whole + _alone(character)
            else:
                whole = last.whole + likelihood.of(character, before, repeated=2)
            step = _Step(whole, "whole")
            marked = _MARKS.get(before or "", 0.0)
            if pair is None:
                self._leave(step, last, character)
                if self._folded and "!" <= character <= "~":
                    pair = (0xA3, ord(character) + 0x80)
                    self._shift(step, last, pair, marked)
            else:
                self._shift(step, last, pair, marked)
            steps.append(step)
            before = character
        return steps

    def _leave(self, step: _Step, last: _Step, character: str) -> None:
        """A character of one byte: the second byte of one that was shifted, or the end of a torn one."""
        if last.shifted == _NEVER:
            return
        made = self._characters.get((last.pending, ord(character))) if character.isascii() else None
        if made is None:
            value, source = last.shifted + _TORN + (0.0 if character in _MARKS else _alone(character)), "torn"
        else:
            value, source = last.shifted + self._likelihood.of(made, last.made), "paired"
        if value > step.whole:
            step.whole, step.whole_from = value, source

    def _shift(self, step: _Step, last: _Step, pair: tuple[int, int], marked: float) -> None:
        """A character of two bytes: the first goes to the one before it, the second is left over."""
        step.shifted = last.whole + _ENTRY - marked  # a loss explains its mark
        step.shifted_from, step.pending = "entry", pair[1]
        if last.shifted > _NEVER:
            made = self._characters.get((last.pending, pair[0]))
            if made is not None:
                value = last.shifted + self._likelihood.of(made, last.made)
                if value >= step.shifted:
                    step.shifted, step.shifted_from, step.made = value, "shifted", made

    def _undo(self, line: str, entry: int, leave: int, paired: bool, offset: int) -> Repair:
        """Pairs the bytes of ``line[entry:leave]`` anew; those without a partner are left of lost characters."""
        data = [byte for character in line[entry:leave] for byte in self._pair(character)]
        if paired:
            data.append(ord(line[leave]))
        suggested = ["?", *(self._characters[data[i], data[i + 1]] for i in range(1, len(data) - 1, 2))]
        lost = [LostCharacter(0, lead=data[0], trail=data[0])]
        if not paired:
            lost.append(LostCharacter(len(suggested), lead=data[-1]))
            suggested.append("?")
        start = entry - (entry > 0 and line[entry - 1] in _MARKS)  # a decoder's mark is a part of the damage
        end = leave + (paired or line[leave : leave + 1] in _MARKS)
        return Repair(start + offset, end + offset, "".join(suggested), "gbk-shift", tuple(lost))

    def _pair(self, character: str) -> tuple[int, int]:
        return self._bytes.get(character) or (0xA3, ord(character) + 0x80)


def _is_text(repair: Repair) -> bool:
    """Rules and symbols make rare characters either way: what is made must be mostly Chinese, or lost altogether."""
    made = repair.suggested.replace("?", "")
    return sum(character in COMMON or character in PUNCTUATION for character in made) >= _SHARE * len(made)


def _alone(character: str) -> float:
    """The log-likelihood of a character of one byte, or of one that GBK does not have, in text that is whole."""
    return _MARKS.get(character, _LETTER if character.isascii() and character.isalpha() else _ASCII)
