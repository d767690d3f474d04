"""Traditional forms of simplified words, from OpenCC's table read backwards.

OpenCC's own way from simplified to traditional takes twenty times as long to start, and gives one form; a list of
words wants every form.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product
from typing import Final

import opencc

_MOST: Final = 16  # forms of one word


@lru_cache(maxsize=1)
def _traditional() -> dict[str, str]:
    """The traditional characters of each simplified one that differ from it."""
    characters = list(map(chr, range(0x4E00, 0xA000)))
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    forms: dict[str, str] = {}
    for character, simple in zip(characters, simplified, strict=True):
        if character != simple:
            forms[simple] = forms.get(simple, "") + character
    return forms


def traditional_characters(character: str) -> str:
    """Those that ``character`` is the simplified form of; none for most."""
    return _traditional().get(character, "")


def all_forms(word: str) -> tuple[str, ...]:
    """``word`` and what it may look like in traditional characters, mixed forms included."""
    table = _traditional()
    if not any(character in table for character in word):
        return (word,)
    return tuple(map("".join, islice(product(*(c + table.get(c, "") for c in word)), _MOST)))
