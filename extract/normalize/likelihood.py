"""How likely a character is in Chinese text: what a damaged stretch and its repair are weighed by.

Natural logarithms, coarse on purpose: a class of characters has one value. A pair of characters that the project's
own word lists (``schemas/*.toml``) or the rest of the document hold is likelier than its characters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Final

from extract.read.common_characters import COMMON, FREQUENT
from extract.read.variants import all_forms, traditional_characters
from extract.resources import schemas

PUNCTUATION: Final = frozenset("，。、；：“”‘’《》（）！？「」『』·—…〔〕【】％～")
_LATIN_END: Final = "\u0250"
_RUN: Final = re.compile("[\u4e00-\u9fff]+")
_USUAL: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xFF01, 0xFF5F), 0xA0, 0xB7, 0xD7, 0x3000))) | frozenset(
    "\t\r\n\u2003\u2002\u2009‐‑–—―‘’“”•‥…‧‰′″※℃№①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ−∶≈≤≥■□▲△▼◆◇○◎●★☆、。〃々〇〈〉《》「」『』【】〔〕〖〗㎡￥·∼〜"
)
_ORDINARY: Final = COMMON | _USUAL


def find_aliens(text: str) -> set[str]:
    """The characters of ``text`` that are rare in Chinese texts; most texts have none."""
    return set(text) - _ORDINARY


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The characters of the word lists and their pairs, in simplified and traditional form."""
    runs = {run for file in schemas().glob("*.toml") for run in _RUN.findall(file.read_text(encoding="utf-8"))}
    characters = frozenset("".join(runs))
    pairs = {a + b for run in runs for a, b in pairwise(run)}
    return (
        characters | frozenset("".join(map(traditional_characters, characters))),
        frozenset(form for pair in pairs for form in all_forms(pair)),
    )


@lru_cache(maxsize=1)
def familiar() -> frozenset[str]:
    """Some three thousand characters that make up most of any text: the most frequent, and those of the word lists."""
    return FREQUENT | PUNCTUATION | _words()[0]


class Likelihood:
    """Log-likelihoods of characters in one document."""

    def __init__(self, text: str) -> None:
        self._characters, self._pairs = _words()
        self._counts = Counter(map(add, text, text[1:]))

    def of(self, character: str, before: str | None = None, *, repeated: int = 1) -> float:
        """Of ``character`` behind ``before``; a pair of the document counts if it stands there ``repeated`` times.

        Only pairs of common characters count: damage repeats itself as well.
        """
        value = self._alone(character)
        if before is not None:
            if character < _LATIN_END and before < _LATIN_END and character.isalpha() and before.isalpha():
                return -6.5  # pinyin, a foreign name: letters stand beside letters
            pair = before + character
            known = self._counts.get(pair, 0) >= repeated and before in COMMON and character in COMMON
            if known or pair in self._pairs:
                return max(value + 3.0, value * 0.6)
        return value

    def _alone(self, character: str) -> float:
        if character in PUNCTUATION:
            return -4.0
        if character in FREQUENT or "\uff01" <= character <= "\uff5e":
            return -6.5
        if character in self._characters:
            return -8.0
        if character in COMMON:
            return -9.5
        if "\u3400" <= character <= "\u9fff":
            return -14.0
        return -21.0 if "\ue000" <= character <= "\uf8ff" else -17.0
