"""The data files of ``schemas/`` that finding needs, read once and turned into automata."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
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
    """Finds the longest unit at a position, and the sign of a currency in front of one."""

    def __init__(
        self, forms: dict[str, Unit], other_words: Iterable[str] = (), signs: dict[str, Unit] | None = None
    ) -> None:
        self._forms = forms
        self._by_first = _by_first(forms)
        self._others = {first: tuple(words) for first, words in _by_first(other_words).items()}
        self._signs = sorted((signs or {}).items(), key=lambda pair: -len(pair[0]))
        self._sign_ends = frozenset(sign[-1] for sign in signs or ())

    def match(self, text: str, at: int) -> tuple[str, Unit] | None:
        """The longest unit that stands at ``at``, as written, and its entry; 省市, 人均, 家庭 … are none."""
        first = text[at : at + 1]
        for form in self._by_first.get(first, ()):
            if text.startswith(form, at):
                for word in self._others.get(first, ()):
                    if len(word) > len(form) and text.startswith(word, at):
                        return None
                return form, self._forms[form]
        return None

    def sign_before(self, text: str, at: int) -> tuple[int, Unit] | None:
        """Where a currency's sign that ends at ``at`` begins (￥500, 港币3000万), and its unit."""
        if text[at - 1 : at] == " " and at > 1:
            at -= 1
        if not at or text[at - 1] not in self._sign_ends:
            return None
        for sign, unit in self._signs:
            if text.startswith(sign, at - len(sign)) and at >= len(sign):
                return at - len(sign), unit
        return None


def _by_first(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first character, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(word)
    return groups


@lru_cache(maxsize=1)
def load_units() -> Units:
    """``schemas/units.toml``; 角 and 成 are reported as 元 and %."""
    forms: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    others: list[str] = []
    for entry in read_toml(schemas("units.toml"))["unit"]:
        name, factor = entry["name"], Fraction(entry.get("factor", 1))
        converted = "base" in entry and entry["dimension"] in ("money", "ratio")
        unit = Unit(
            name=entry["base"] if converted else name,
            dimension=entry["dimension"],
            base=entry.get("base", name),
            factor=Fraction(1) if converted else factor,
            scale=factor if converted else Fraction(1),
        )
        for form in (name, *entry.get("variants", ())):
            forms.setdefault(form, unit)
        for sign in entry.get("signs", ()):
            signs.setdefault(sign, unit)
        others += entry.get("not_before", ())
    return Units(forms, others, signs)


@dataclass(frozen=True, slots=True)
class Wording:
    """A word around a number that moves its bounds; ``not_beside`` are neighbours that make it part of another word."""

    word: str
    effect: str
    not_beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wordings:
    """``schemas/wordings.toml``: words in front of a number, behind its unit, and those that reach over a verb."""

    before: dict[str, Wording]
    behind: tuple[Wording, ...]  # longest first
    reaching: dict[str, Wording]
    compared: tuple[str, ...]  # 超过1200人次的计划: the number is the plan's


@lru_cache(maxsize=1)
def load_wordings() -> Wordings:
    """``schemas/wordings.toml``."""
    data = read_toml(schemas("wordings.toml"))
    before: dict[str, Wording] = {}
    behind: list[Wording] = []
    reaching: dict[str, Wording] = {}
    for entry in data["wording"]:
        effect, beside = entry["effect"], entry.get("not_beside", {})
        for word in entry.get("before", ()):
            before[word] = Wording(word, effect, frozenset(beside.get(word, "")))
        behind += [Wording(word, effect, frozenset(beside.get(word, ""))) for word in entry.get("behind", ())]
        reaching |= {word: Wording(word, effect) for word in entry.get("reaching", ())}
    return Wordings(before, tuple(sorted(behind, key=lambda w: -len(w.word))), reaching, tuple(data["compared"]))


@dataclass(frozen=True, slots=True)
class Understood:
    """``schemas/understood_units.toml``: what a number without a unit counts, by the words around it."""

    nouns: tuple[tuple[str, tuple[str, ...]], ...]  # unit, nouns behind the number
    clauses: dict[str, tuple[str, ...]]  # unit, words earlier in the clause
    heads: tuple[tuple[str, str], ...]  # ending of a table head, unit
    not_behind: frozenset[str]


@lru_cache(maxsize=1)
def load_understood() -> Understood:
    """``schemas/understood_units.toml``."""
    data = read_toml(schemas("understood_units.toml"))
    return Understood(
        nouns=tuple((entry["unit"], tuple(entry["nouns"])) for entry in data["noun"]),
        clauses={entry["unit"]: tuple(entry["words"]) for entry in data["clause"]},
        heads=tuple((ending, entry["unit"]) for entry in data["head"] for ending in entry["endings"]),
        not_behind=frozenset(data["not_behind"]),
    )


@lru_cache(maxsize=1)
def load_anchors() -> Lexicon:
    """Time words of ``schemas/periods.toml`` that need no number."""
    return Lexicon({"anchor": read_toml(schemas("periods.toml"))["anchors"]})


@dataclass(frozen=True, slots=True)
class NumeralWords:
    """``schemas/numeral_words.toml``: where a numeral character counts nothing, or a part of the text."""

    words: Lexicon  # groups "word", "slogan" and "number" (what looks like a word and counts: 翻一番, 十分之)
    structural: tuple[str, ...]  # longest first
    divisions: tuple[str, ...]  # those of them that need no classifier in front: 三方面, but not 三字
    article_nouns: tuple[str, ...]
    no_nouns: tuple[str, ...]  # words behind which 一个 is an article


@lru_cache(maxsize=1)
def load_numeral_words() -> NumeralWords:
    """``schemas/numeral_words.toml``."""
    data = read_toml(schemas("numeral_words.toml"))
    return NumeralWords(
        Lexicon({"number": data["numbers"], "slogan": data["slogans"], "word": data["words"]}),
        tuple(sorted(data["structural"], key=len, reverse=True)),
        tuple(noun for noun in data["structural"] if len(noun) > 1),
        tuple(data["article_nouns"]),
        tuple(data["no_nouns"]),
    )
