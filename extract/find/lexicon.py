"""The data files of ``schemas/`` that finding needs, read once and turned into automata."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.errors import DataFileError
from extract.resources import schemas
from extract.types import Dimension


def read_toml(path: Path) -> dict[str, Any]:
    """A data file; :class:`DataFileError` with its name if it is malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path.name}: {error}") from error


class Lexicon:
    """A set of words with their group, matched left to right, the longest at each place."""

    def __init__(self, groups: dict[str, Iterable[str]]) -> None:
        self._entries: list[tuple[str, str]] = []
        seen: set[str] = set()
        for group, words in groups.items():
            for word in words:
                if word not in seen:
                    seen.add(word)
                    self._entries.append((word, group))
        self._automaton = AhoCorasick([word for word, _ in self._entries], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and group of every word, in order, without overlaps."""
        entries = self._entries
        return [(start, end, entries[i][1]) for i, start, end in self._automaton.find_matches_as_indexes(text)]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of ``schemas/units.toml``; a value in it times ``factor`` is a value in ``base``.

    ``name`` is the unit that a figure reports; a number written in 角 or 成 is multiplied by ``scale`` to be one in it.
    """

    name: str
    dimension: Dimension
    base: str
    factor: Fraction = Fraction(1)
    scale: Fraction = Fraction(1)


class Units:
    """Finds the longest unit at a position."""

    def __init__(self, forms: dict[str, Unit]) -> None:
        self._forms = forms
        self._by_first: dict[str, list[str]] = {}
        for form in sorted(forms, key=len, reverse=True):
            self._by_first.setdefault(form[0], []).append(form)

    def match(self, text: str, at: int) -> tuple[str, Unit] | None:
        """The longest unit that stands at ``at``, as written, and its entry."""
        for form in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(form, at):
                return form, self._forms[form]
        return None


@lru_cache(maxsize=1)
def load_units() -> Units:
    """``schemas/units.toml``."""
    forms: dict[str, Unit] = {}
    for entry in read_toml(schemas("units.toml"))["unit"]:
        name, factor = entry["name"], Fraction(entry.get("factor", 1))
        converted = "base" in entry and entry["dimension"] in ("money", "ratio")  # 角 and 成 are reported as 元 and %
        unit = Unit(
            name=entry["base"] if converted else name,
            dimension=entry["dimension"],
            base=entry.get("base", name),
            factor=Fraction(1) if converted else factor,
            scale=factor if converted else Fraction(1),
        )
        for form in (name, *entry.get("variants", ())):
            forms.setdefault(form, unit)
    return Units(forms)


@lru_cache(maxsize=1)
def load_numeral_words() -> Lexicon:
    """Words and slogans of ``schemas/numeral_words.toml``."""
    data = read_toml(schemas("numeral_words.toml"))
    return Lexicon({"slogan": data["slogans"], "word": data["words"]})


@lru_cache(maxsize=1)
def load_structural_nouns() -> tuple[str, ...]:
    """Nouns that name divisions of a text or plan, longest first."""
    return _longest_first(read_toml(schemas("numeral_words.toml"))["structural"])


def _longest_first(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
