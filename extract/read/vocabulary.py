"""``schemas/boilerplate.toml``: the words by which lines that are not the article are known."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.errors import DataFileError
from extract.read.variants import all_forms
from extract.resources import schemas
from extract.types import BlockKind

_FILE: Final = "boilerplate.toml"
_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class Group:
    """Words that say the same of a line."""

    id: str
    kind: BlockKind | None  # None: words of the article's own matter
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    word: str
    group: Group


class Vocabulary:
    """Finds the words of all groups in one pass."""

    def __init__(self, data: dict[str, Any]) -> None:
        entries: dict[str, tuple[str, Group] | None] = {}  # None: a harmless longer word
        groups = [*data["group"], {"id": "kept", "words": data["kept"]["words"], "harmless": []}]
        for entry in groups:
            group = Group(entry["id"], cast("BlockKind | None", entry.get("kind")), entry.get("weight", 0))
            for word in entry["words"]:
                entries.setdefault(word, (word, group))
        entries |= {word: None for entry in groups for word in entry["harmless"]}
        self._entries: dict[str, tuple[str, Group] | None] = {}
        for word, meaning in entries.items():
            for form in all_forms(word):
                self._entries |= dict.fromkeys(_written(form), meaning)
        self._meanings = list(self._entries.values())
        self._automaton = AhoCorasick(list(self._entries), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Hit]:
        """Every word in order, without overlaps; harmless ones are passed over."""
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            meaning = self._meanings[number]
            if meaning is not None:
                found.append(Hit(start, end, *meaning))
        return found


def _written(word: str) -> Iterable[str]:
    """``word``, and where it has Latin letters in upper case, capitalized and full-width."""
    upper = word.upper()
    if upper == word:
        return (word,)
    return (word, upper, word.capitalize(), word.translate(_FULL_WIDTH), upper.translate(_FULL_WIDTH))


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The words of ``schemas/boilerplate.toml``. Raises :class:`DataFileError` if the file is malformed."""
    try:
        return Vocabulary(tomllib.loads(_content().decode()))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise DataFileError(f"{_FILE}: {error}") from error


@lru_cache(maxsize=1)
def vocabulary_digest() -> str:
    """A short digest of the words: blocks that another list labels are another version of a document."""
    return hashlib.sha256(_content()).hexdigest()[:8]


def _content() -> bytes:
    return schemas(_FILE).read_bytes()
