"""Quantities in several units: 5元3角2分, 三块五, 两毛五, 三块零四, 九成七.

What follows the first unit is part of the same quantity.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from extract.find.cores import Core
from extract.find.lexicon import Unit
from extract.find.numerals import DIGITS

_DIGIT: Final = "[1-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_NO_MORE: Final = r"(?![\d.万亿千百十拾佰仟个家名人角毛%元、])"
_BEHIND_YUAN: Final = re.compile(
    rf"零?({_DIGIT})(?:[角毛](?:钱|整)?)(?:零?({_DIGIT})(?:分(?:钱|整)?|{_NO_MORE}))?|零?({_DIGIT})分(?:钱|整)?(?![之钟别])"
)
_BEHIND_KUAI: Final = re.compile(rf"(零?)({_DIGIT})分?{_NO_MORE}")  # spoken: 三块五, 三块零四
_BEHIND_TENTHS: Final = re.compile(rf"({_DIGIT}){_NO_MORE}")  # 九成七 is 97 %
_BEHIND_JIAO: Final = re.compile(rf"({_DIGIT})(?:分(?:钱|整)?|{_NO_MORE})")


def read_compound(text: str, core: Core, unit: Unit, end: int) -> tuple[Core, int]:
    """The core with the smaller units behind ``end`` added, and the new end; unchanged if there are none."""
    if unit.name not in ("元", "%") or core.number is None or core.made or core.upper:
        return core, end
    last = text[end - 1]
    if last == "成":
        match = _BEHIND_TENTHS.match(text, end)
        if match:
            return _add(core, _digit(match[1]) / 10), match.end()
    elif last in "元块圆":
        match = _BEHIND_YUAN.match(text, end)
        if match:
            jiao, fen, only_fen = (_digit(group) for group in match.groups())
            return _add(core, jiao / 10 + (fen + only_fen) / 100), match.end()
        match = _BEHIND_KUAI.match(text, end) if last == "块" else None
        if match:
            return _add(core, _digit(match[2]) / (100 if match[1] else 10)), match.end()
    elif last in "角毛":
        match = _BEHIND_JIAO.match(text, end)
        if match:
            return _add(core, _digit(match[1]) / 10), match.end()
    return core, end


def _add(core: Core, extra: Fraction) -> Core:
    if core.number is None:
        return core
    return replace(core, number=replace(core.number, value=core.number.value + extra, step=Fraction(1, 100)))


def _digit(c: str | None) -> Fraction:
    if c is None:
        return Fraction(0)
    return Fraction(DIGITS[c] if c in DIGITS else int(c))
