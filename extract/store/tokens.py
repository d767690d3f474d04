"""Search tokens: each Chinese character its own, numbers and Latin words whole, so that words of any length are found.

SQLite's tokenizers know no Chinese words, and a segmenter's guesses would hide 县 in 南涧县. One token a character with
phrase queries finds every substring instead, at its exact place. Folding works on each character alone, unlike the
phrase rules of the normalization, so that a part of a text folds as it does within the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from extract.normalize.characters import fold as fold_characters
from extract.types import Span

# Parts what belongs to different paragraphs or cells: no phrase runs across it. A private-use character.
BREAK: Final = "\ue000"

# What the normalization rightly leaves alone in running text, but a searcher may write either way.
_SEARCH_VARIANTS: Final = str.maketrans("著敍枱粧糭簷衹痺", "着叙台妆粽檐只痹")

# Thousands separators belong to their number: 1,013 is found as 1013. fold turns the comma into a full-width one.
_TOKEN: Final = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?:，[0-9]{3})+(?![0-9])(?:\.[0-9]+)?)"
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|[a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff]+"
    r"|(?P<space>[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]+)"
    r"|."
)


class _Folding(dict[int, str]):
    """Filled as characters are met: a whole text folds at the speed of ``str.translate``."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold_characters(character).translate(_SEARCH_VARIANTS).lower()
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """``text`` in simplified, half-width, lower-case characters, each folded alone; same length."""
    return text.translate(_FOLDING)


def tokenize(text: str) -> tuple[list[str], list[int], list[int]]:
    """The search tokens of ``text`` with their starts and ends in it.

    White space separates nothing (a word may be broken by a line), but an empty line and a tab part phrases.
    """
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(fold(text)):
        kind, token = match.lastgroup, match.group()
        if kind == "space":
            if "\t" not in token and token.count("\n") < 2:
                continue
            token = BREAK
        elif kind == "grouped":
            token = token.replace("，", "")
        tokens.append(token)
        starts.append(match.start())
        ends.append(match.end())
    return tokens, starts, ends


def index_text(text: str) -> str:
    """What the search index stores for ``text``."""
    return " ".join(tokenize(text)[0])


def phrases(query: str) -> list[list[str]]:
    """The words of a query, parted by white space, each as a phrase of tokens."""
    return [tokens for word in query.split() if (tokens := tokenize(word)[0])]


def match_expression(query: str) -> str:
    """The FTS5 expression that all words of ``query`` occur; empty if it has none."""
    return " AND ".join('"' + " ".join(phrase).replace('"', '""') + '"' for phrase in phrases(query))


def occurrences(text: str, words: Sequence[Sequence[str]]) -> list[Span]:
    """Where the phrases stand in ``text``, rising; overlapping ones are all given."""
    tokens, starts, ends = tokenize(text)
    joined = " " + " ".join(tokens) + " "
    offsets, position = [], 0
    for token in tokens:
        offsets.append(position)
        position += len(token) + 1
    found: set[Span] = set()
    for phrase in words:
        needle = " " + " ".join(phrase) + " "
        at = joined.find(needle)
        while at >= 0:
            first = bisect_left(offsets, at)
            found.add((starts[first], ends[first + len(phrase) - 1]))
            at = joined.find(needle, at + 1)
    return sorted(found)
