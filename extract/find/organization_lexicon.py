"""How organizations are named: ``schemas/organizations.toml``, read once and made into automata."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast, get_args

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.errors import DataFileError
from extract.find.renamings import Renaming, load_renamings
from extract.resources import schemas
from extract.types import OrganizationKind

Need = Literal["level", "prefix", "name", "team", "none", "media", "media-suffix", "generic-department"]
EdgeKind = Literal["protected", "national", "nouns", "hard", "soft"]
Bare = Literal["yes", "full", "no"]

EDGE_KINDS: Final[tuple[EdgeKind, ...]] = get_args(EdgeKind)  # a word of two lists belongs to the first

# A Party committee is its level plus 委 (市委, 自治州党委): the one head that begins with the level itself.
COMMITTEE_LEVELS: Final = ("省", "市", "县", "区", "州", "旗", "地", "团省", "团市", "团县")


# What makes of a ministry its minister or another word (财政部长, 财政部门).
_NO_MINISTRY: Final = ("门", "分", "长")


@dataclass(frozen=True, slots=True)
class Head:
    """What a name ends in. ``offset`` is where the head proper begins within its words (市委: 1)."""

    words: str
    kind: OrganizationKind
    needs: Need
    bare: Bare = "no"
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    offset: int = 0


class Matcher:
    """Longest words first, left to right, never overlapping; each word carries a value."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._values = list(words.values())
        self._automaton = AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[tuple[Any, int, int]]:
        """(value, start, end) of every match in ``text``."""
        values = self._values
        return [(values[index], start, end) for index, start, end in self._automaton.find_matches_as_indexes(text)]


@dataclass(frozen=True, slots=True)
class OrganizationLexicon:
    """The data file in the form in which finding and resolving use it."""

    heads: Matcher
    edges: Matcher
    generic: Matcher
    classes: Matcher
    levels: tuple[str, ...]  # longest first
    collective: frozenset[str]
    national: tuple[str, ...]
    weak_national: frozenset[str]
    not_levels: tuple[str, ...]
    leading: tuple[str, ...]  # longest first
    after_number: tuple[str, ...]  # longest first
    aid: tuple[str, ...]
    generic_longest: int
    abbreviations: dict[str, str]
    province_abbreviations: dict[str, str]
    functions: dict[str, str]
    department_suffixes: tuple[str, ...]
    national_names: dict[str, str]
    renamings: tuple[Renaming, ...]
    media: tuple[str, ...]  # what the names of media are or end in
    examples: tuple[tuple[str, tuple[str, ...]], ...]


def _kind(word: str) -> OrganizationKind:
    if word not in get_args(OrganizationKind):
        raise DataFileError(f"organizations.toml: {word} is not a kind of organization")
    return cast(OrganizationKind, word)


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _heads(data: dict[str, Any]) -> dict[str, Head]:
    heads: dict[str, Head] = {}

    def add(head: Head) -> None:
        heads.setdefault(head.words, head)

    for entry in data["national"]:
        for words in entry["words"]:
            blocked = (*entry.get("not_before", ()), *(_NO_MINISTRY if words.endswith("部") else ()))
            add(Head(words, _kind(entry["kind"]), "none", "yes", blocked, tuple(entry.get("not_after", ()))))
    for words in data["media"]["words"]:
        add(Head(words, "media", "media", "yes", tuple(data["media"]["not_before"])))
    for entry in data["head"]:
        for words in entry["words"]:
            not_before = tuple(entry.get("not_before", ()))
            add(Head(words, _kind(entry["kind"]), entry["needs"], entry.get("bare", "no"), not_before))
    departments = data["departments"]
    for function, _ in departments["functions"]:
        for suffix in departments["suffixes"]:
            add(Head(function + suffix, "public-body", "level", "no", tuple(departments["not_before"])))
    for level in COMMITTEE_LEVELS:
        not_before = ("员", "托", "派", "任", "会", "培")
        add(Head(f"{level}委", "party-body", "level", "no", not_before, (), len(level)))
    generic = data["generic_department"]
    for suffix in generic["suffixes"]:
        add(
            Head(
                suffix,
                "public-body",
                "generic-department",
                "no",
                tuple(generic["not_before"]),
                tuple(generic["not_after"]),
            )
        )
    for suffix in data["media"]["suffixes"]:
        add(Head(suffix, "media", "media-suffix", "no", tuple(data["media"]["not_before"])))
    return heads


@cache
def organization_lexicon() -> OrganizationLexicon:
    """The lexicon of the package's data file.

    Raises:
        DataFileError: the file is missing a section or names an unknown kind.
    """
    data = tomllib.loads(schemas("organizations.toml").read_text(encoding="utf-8"))
    try:
        edges = data["edges"]
        kinds: dict[str, EdgeKind] = {}
        for kind in EDGE_KINDS:
            for word in edges[kind]:
                kinds.setdefault(word, kind)
        for word in edges["outer"]:
            kinds.setdefault(word, "hard")
        sections = [*data["head"], *data["national"], data["departments"], data["generic_department"], data["media"]]
        return OrganizationLexicon(
            heads=Matcher(_heads(data)),
            edges=Matcher(kinds),
            generic=Matcher(dict.fromkeys([*data["generic"]["words"], *data["generic"]["classes"]])),
            classes=Matcher(dict.fromkeys(data["generic"]["classes"])),
            levels=_longest_first(edges["levels"]),
            collective=frozenset(edges["collective"]),
            national=_longest_first(edges["national"]),
            weak_national=frozenset(edges["weak_national"]),
            not_levels=tuple(edges["not_levels"]),
            leading=_longest_first(edges["leading"]),
            after_number=_longest_first(edges["after_number"]),
            aid=tuple(edges["aid"]),
            generic_longest=data["generic_department"]["longest"],
            abbreviations={entry["short"]: entry["full"] for entry in data["abbreviation"]},
            province_abbreviations={
                entry["short"]: entry["province_full"] for entry in data["abbreviation"] if "province_full" in entry
            },
            functions={short: full or short for short, full in data["departments"]["functions"]},
            department_suffixes=_longest_first(data["departments"]["suffixes"]),
            national_names={words: entry["name"] or words for entry in data["national"] for words in entry["words"]},
            media=(*data["media"]["words"], *(suffix for suffix in data["media"]["suffixes"] if len(suffix) > 1)),
            renamings=load_renamings(),
            examples=tuple(
                (sentence, tuple(names)) for section in sections for sentence, names in section.get("examples", ())
            ),
        )
    except KeyError as missing:
        raise DataFileError(f"organizations.toml: {missing} is missing") from missing
