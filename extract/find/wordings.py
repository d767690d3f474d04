"""Finds the words of ``schemas/wordings.toml`` directly before and behind a number.

A wording in front may be parted from its number by a verb (至少配备3名, 至少要跨两个); then the whole stretch belongs
to the figure's surface. 达, 共, 合计 leave the number exact and stay outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.find.lexicon import Wording, load_wordings

_VERB: Final = 5  # characters of a verb between a reaching word and its number
_CONNECTIVES: Final = frozenset("的和与或及其")
_DIRECTED: Final = frozenset({"over", "under"})


@dataclass(frozen=True, slots=True)
class Found:
    """A wording and the stretch of text that it covers together with its number."""

    effect: str
    start: int
    end: int


def find_before(text: str, start: int) -> Found | None:
    """The wording that ends at ``start``, or just before a verb in front of it."""
    if start == 0:
        return None
    wordings, last, longest = _before_index()
    if text[start - 1] in last:
        for size in range(min(longest, start), 0, -1):
            wording = wordings.get(text[start - size : start])
            if wording and (start == size or text[start - size - 1] not in wording.not_beside):
                return Found(wording.effect, start - size, start)
    window_start = max(0, start - _VERB - 4)
    match = _reaching_pattern().search(text, window_start, start)
    if match is None:
        return None
    between = text[match.end() : start]
    if not all("\u4e00" <= c <= "\u9fff" and c not in _CONNECTIVES for c in between):
        return None
    return Found(load_wordings().reaching[match.group()].effect, match.start(), start)


def find_behind(text: str, end: int) -> Found | None:
    """The wording that begins at ``end``."""
    for wording in _behind_index().get(text[end : end + 1], ()):
        if text.startswith(wording.word, end):
            after = end + len(wording.word)
            return None if text[after : after + 1] in wording.not_beside else Found(wording.effect, end, after)
    return None


def is_compared(text: str, effect: str, end: int) -> bool:
    """超过1200人次的计划: the figure that ends at ``end`` is the plan's own number, with which one compares."""
    if effect not in _DIRECTED:
        return False
    at = end + 1 if text[end : end + 1] == "的" else end
    return text.startswith(load_wordings().compared, at)


@lru_cache(maxsize=1)
def _before_index() -> tuple[dict[str, Wording], frozenset[str], int]:
    before = load_wordings().before
    return before, frozenset(word[-1] for word in before), max(map(len, before))


@lru_cache(maxsize=1)
def _behind_index() -> dict[str, list[Wording]]:
    index: dict[str, list[Wording]] = {}
    for wording in load_wordings().behind:
        index.setdefault(wording.word[0], []).append(wording)
    return index


@lru_cache(maxsize=1)
def _reaching_pattern() -> re.Pattern[str]:
    words = sorted(load_wordings().reaching, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
