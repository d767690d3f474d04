"""What a character tells a statistical tagger of names: itself, its neighbours, and what the lexica know of its place.

The lexica (gazetteer, heads of organizations) let a model that has seen few texts recognise names it has not seen: it
learns how far to trust them where, not the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from extract.find.gazetteer import load_gazetteer
from extract.find.organization_lexicon import organization_lexicon

WINDOW: Final = 2
_PAD: Final = "∅"
_SENTENCE: Final = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of the sentences of a text, end marks included: what a tagger reads at a time."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def features(sentence: str) -> list[list[str]]:
    """The features of each character of a sentence, as strings."""
    known = _known(sentence)
    padded = _PAD * WINDOW + sentence + _PAD * WINDOW
    found = []
    for index in range(len(sentence)):
        around = padded[index : index + 2 * WINDOW + 1]
        row = ["b", *(f"{offset}={c}" for offset, c in zip(range(-WINDOW, WINDOW + 1), around, strict=True))]
        row += [f"{offset}{offset + 1}={around[offset + WINDOW : offset + WINDOW + 2]}" for offset in range(-2, 2)]
        row.append(f"around={around[WINDOW - 1]}_{around[WINDOW + 1]}")
        row += [f"t{offset}={_type(around[WINDOW + offset])}" for offset in (-1, 0, 1)]
        row += [f"{name}{offset}" for offset in (-1, 0, 1) for name in _at(known, index + offset)]
        found.append(row)
    return found


def _known(sentence: str) -> Sequence[list[str]]:
    """For each character, where in a name of the gazetteer or a head of an organization's name it stands."""
    marks: list[list[str]] = [[] for _ in sentence]
    for start, end, name in load_gazetteer().match(sentence):
        kind = "abbreviation" if name.form == "abbreviation" else "word" if name.common else name.level
        _mark(marks, start, end, f"place:{kind}:")
    for head, start, end in organization_lexicon().heads.find(sentence):
        _mark(marks, start, end, f"head:{head.kind}:")
    return marks


def _mark(marks: Sequence[list[str]], start: int, end: int, name: str) -> None:
    for index in range(start, end):
        position = "b" if index == start else "e" if index == end - 1 else "i"
        marks[index].append(name + position)


def _at(known: Sequence[list[str]], index: int) -> list[str]:
    return known[index] if 0 <= index < len(known) else []


@lru_cache(maxsize=65536)
def _type(character: str) -> str:
    if character == _PAD:
        return "edge"
    if "\u4e00" <= character <= "\u9fff":
        return "han"
    if character.isdigit():
        return "digit"
    return "letter" if character.isalpha() else "mark"
