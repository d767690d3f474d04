"""The gazetteer: every division at county level and above since 2002, and one automaton over all its names.

Data and their sources: ``schemas/gazetteer/README.md``. A division keeps one row for each name and code; years tell
when both held, successors what became of it. Names are matched in simplified text, so keys go through the same
``simplify`` as texts do (which is why 乾县, in text 干县, is found).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.errors import DataFileError
from extract.normalize.characters import simplify
from extract.resources import schemas
from extract.types import PlaceForm, PlaceLevel

# Deictics: what stands for a place that the text names elsewhere. 全区 is a 自治区 or a district.
DEICTICS: dict[str, PlaceLevel] = {
    **{p + "省": "province" for p in "全我该本"},
    **{p + "市": "prefecture" for p in "全我该本"},
    **{p + "州": "prefecture" for p in "全我该本"},
    **{p + "县": "county" for p in "全我该本"},
    **{p + "旗": "county" for p in "全我该本"},
    **{p + "区": "county" for p in "全我该本"},
    "自治区": "province", "全自治区": "province", "自治州": "prefecture", "全自治州": "prefecture", "自治县": "county",
    "我国": "country", "全国": "country",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name and code. ``start`` 0: before 2003; ``end`` is the year it ceased, 0: current."""

    code: str
    name: str
    level: PlaceLevel
    parent: str
    start: int
    end: int
    successors: tuple[str, ...]
    short: str
    word: str  # the short name is "common", an ordinary word as well, or known to be a "place", or ""

    def holds(self, year: int) -> bool:
        return self.start <= year and (not self.end or year < self.end)


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write a place: its form and every division (by code) that it may stand for, in rising order."""

    text: str
    form: PlaceForm
    level: PlaceLevel  # the highest among the candidates
    codes: tuple[str, ...]
    common: bool  # an ordinary word as well
    known: bool  # a dictionary of words knows it as a place only


LEVELS: tuple[PlaceLevel, ...] = ("country", "region", "province", "prefecture", "county", "township", "village")
_FORMS: tuple[PlaceForm, ...] = ("full", "short", "abbreviation", "deictic")
# Full names that are ordinary words: parts of any town.
_COMMON_FULL = frozenset(
    ("城区", "郊区", "矿区", "新市区", "市中区", "新城区", "老城区", "开发区", "西区", "东区", "南区", "北区")
)


def level_of(code: str) -> PlaceLevel:
    """The level that a six-digit code stands for."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def contains(outer: str, inner: str) -> bool:
    """Whether the division with code ``outer`` is or contains the one with code ``inner``."""
    return inner.startswith(outer.rstrip("0") if level_of(outer) == "county" else _stem(outer))


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _read_divisions(path: Path) -> Iterator[Division]:
    for row in _rows(path):
        level = row["level"]
        if level not in LEVELS:
            raise DataFileError(f"{path.name}: {row['code']} has the unknown level {level!r}")
        yield Division(
            row["code"], row["name"], level_of(row["code"]), row["parent"], int(row["from"] or 0), int(row["to"] or 0),
            tuple(row["successors"].split()), row["short"], row["word"],
        )  # fmt: skip


def _variants(division: Division) -> Iterator[tuple[str, PlaceForm]]:
    """The names that follow from a division's own by rule (ethnic names left out: 彭水县, 伊犁州, 广西自治区)."""
    name, short = division.name, division.short
    yield name, "full"
    if not short:
        return
    yield short, "short"
    for suffix, brief in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "")):
        if name.endswith(suffix) and name != short + suffix:
            yield short + suffix, "short"
            if brief:
                yield short + brief, "short"
    if name.endswith("族区"):
        yield short + "区", "short"
    if name.endswith("特别行政区"):
        yield short + "特区", "short"


class Gazetteer:
    """All names with their automaton, and what is known of each code."""

    def __init__(self, folder: Path) -> None:
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        codes: dict[str, dict[str, PlaceForm]] = defaultdict(dict)
        common, known, living = set(_COMMON_FULL), set[str](), set[str]()
        for division in _read_divisions(folder / "gazetteer.csv"):
            self._by_code[division.code].append(division)
            for text, form in _variants(division):
                codes[text].setdefault(division.code, form)
            if not division.end:
                living.add(division.name)
            if division.word:
                (common if division.word == "common" else known).add(division.short)
        for row in _rows(folder / "aliases.csv"):
            if row["code"] not in self._by_code or row["form"] not in _FORMS:
                raise DataFileError(f"aliases.csv: {row['alias']} has an unknown code or form")
            codes[row["alias"]].setdefault(row["code"], "short" if row["form"] == "short" else "abbreviation")
        names = [self._name(t, forms, t in common, t in known, t in living) for t, forms in codes.items()]
        for row in _rows(folder / "regions.csv"):
            if row["name"] not in codes:
                level: PlaceLevel = "country" if row["level"] == "country" else "region"
                names.append(Name(row["name"], "full", level, (), False, True))
        # 全州 is a county as well; unless its name is written in full, it is the whole prefecture.
        names = [name for name in names if name.text not in DEICTICS]
        names += [Name(text, "deictic", level, (), False, True) for text, level in DEICTICS.items()]
        words = (folder / "words.txt").read_text(encoding="utf-8").split()
        # Words that share an edge with names: 广安 in 推广安全 is cut out of 推广 and 安全.
        self.neighbours = frozenset(word for word in words if len(word) == 2)
        # Longer words that contain a name hide it (出海口); a match of theirs is dropped.
        hiding = [word for word in words if len(word) > 2 and word not in codes]
        self._names: tuple[Name | None, ...] = (*names, *(None for _ in hiding))
        keys = simplify("\n".join((*(name.text for name in names), *hiding))).split("\n")
        self.by_text: dict[str, Name] = dict(zip(keys, names, strict=False))
        self._automaton = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest)

    @staticmethod
    def _name(text: str, forms: dict[str, PlaceForm], common: bool, known: bool, living: bool) -> Name:
        form = min(forms.values(), key=_FORMS.index)
        # A full name that is in use means no other; one of the past may be the brief name of another (东乡县).
        alone = form == "full" and living
        chosen = tuple(sorted(code for code, f in forms.items() if f == "full" or not alone))
        level = min((level_of(code) for code in chosen), key=LEVELS.index)
        return Name(text, form, level, chosen, common, known and not common)

    def match(self, text: str) -> list[tuple[int, int, Name]]:
        """(start, end, name) of every name in simplified text: leftmost, longest, not overlapping, on no evidence."""
        names = self._names
        return [
            (start, end, name)
            for index, start, end in self._automaton.find_matches_as_indexes(text)
            if (name := names[index]) is not None
        ]

    def is_common(self, text: str) -> bool:
        """Whether the text is a name and an ordinary word as well (推广|安宁)."""
        name = self.by_text.get(text)
        return name is not None and name.common

    def divisions(self, code: str) -> tuple[Division, ...]:
        """All rows of a code, in order of time; empty if unknown."""
        return tuple(self._by_code.get(code, ()))

    def codes(self) -> tuple[str, ...]:
        return tuple(self._by_code)

    def division(self, code: str, on: date | None = None) -> Division | None:
        """The row of a code that held at a date (undated: the latest), else the nearest one."""
        rows = self._by_code.get(code)
        if not rows:
            return None
        if on is not None:
            for row in rows:
                if row.holds(on.year):
                    return row
        return next((row for row in rows if not row.end), rows[-1])

    def current(self, code: str, on: date | None = None) -> tuple[str, ...]:
        """The code itself if in use at the date (undated: today), else its successors' codes at that date."""
        pending, found, seen = [code], [], set()
        while pending:
            item = pending.pop(0)
            if item in seen:
                continue
            seen.add(item)
            rows = self._by_code.get(item, [])
            # A code not yet in use at the date is kept: the text knows it all the same.
            alive = any(not row.end or (on is not None and on.year < row.end) for row in rows)
            successors = [s for row in rows for s in row.successors if s != item]
            if alive or not successors:
                found.append(item)
            else:
                pending += successors
        return tuple(dict.fromkeys(found))

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes of prefecture and province above a code, nearest first."""
        chain = [code[:4] + "00"] if level_of(code) == "county" and code[:4] + "00" in self._by_code else []
        if level_of(code) != "province":
            chain.append(code[:2] + "0000")
        return tuple(chain)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer of ``schemas/gazetteer/``, loaded once."""
    return Gazetteer(schemas("gazetteer"))
