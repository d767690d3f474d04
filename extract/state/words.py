"""The verbs, modes and nouns of ``schemas/verbs.toml``, found in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.find.lexicon import read_toml
from extract.resources import schemas
from extract.types import Status, Subtype

WordClass = Literal["verb", "mode", "noun"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the file with its class and group, and the status it stands for."""

    word: str
    kind: WordClass
    group: str
    status: Status
    subtype: Subtype | None


class Word(NamedTuple):
    """An entry where it stands in a text; a tuple, as a text has one for every seven characters."""

    start: int
    end: int
    entry: Entry


class Words:
    """The words of one text in order, to be looked up by offset."""

    def __init__(self, found: Sequence[Word]) -> None:
        self.all = found
        self._starts = [word.start for word in found]

    def between(self, start: int, end: int) -> Sequence[Word]:
        """The words that begin in ``[start, end)``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def within(self, start: int, end: int) -> Sequence[Word]:
        """The words that lie in ``[start, end)``: no words overlap, so only the last can go beyond it."""
        found = self.between(start, end)
        return found if not found or found[-1].end <= end else found[:-1]


@lru_cache(maxsize=1)
def _lexicon() -> tuple[tuple[Entry, ...], AhoCorasick]:
    data = read_toml(schemas("verbs.toml"))
    entries: dict[str, Entry] = {}
    kinds: tuple[WordClass, ...] = ("noun", "mode", "verb")
    for kind in kinds:
        for group in data[kind]:
            for word in group["words"]:
                entries.setdefault(word, Entry(word, kind, group["group"], group["status"], group.get("subtype")))
    listed = tuple(entries.values())
    return listed, AhoCorasick([entry.word for entry in listed], matchkind=MatchKind.LeftmostLongest)


def find_words(text: str) -> Words:
    """All words of the file in ``text``, the longest at each place, without overlaps."""
    entries, automaton = _lexicon()
    return Words([Word(start, end, entries[i]) for i, start, end in automaton.find_matches_as_indexes(text)])
