"""Which indicator of ``schemas/indicators.toml`` a figure measures; the file states the order of the rules.

The words of all entries are found once in the article by one automaton, so that the work is linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.errors import DataFileError
from extract.find.lexicon import read_toml
from extract.resources import schemas
from extract.state.context import Context
from extract.state.outline import Outline
from extract.types import Dimension, FigureSpan, Span

_Kind = Literal["nouns", "verbs", "governs", "behind"]
_KINDS: Final[tuple[_Kind, ...]] = ("nouns", "verbs", "governs", "behind")
_DEFAULTS: Final[dict[Dimension, str]] = {
    "money": "funds.provided",
    "household": "household.benefited",
    "person": "person.benefited",
    "person-time": "person.benefited",
    "ratio": "share",
    "percentage-point": "growth",
    "multiple": "growth",
    "area": "area.developed",
}
_RATIOS: Final[Collection[Dimension]] = ("ratio", "percentage-point", "multiple")
_BESIDE: Final = 4  # characters between a verb of growth and its rate (增长了约12%)
_BEHIND: Final = 8  # characters between a figure and the verb behind it (75人就近务工)
_NAMED: Final = 12  # characters in which the noun before a figure begins
_NOUN_ENDS: Final = ("结", "的", "与", "和", "，", "。", "；", "、", "（", "）", "共", "均", "都", "已", "全", "")
_GIVEN: Final = re.compile("捐|募|善款|资助|公益金")
_BODIES: Final = ("机构", "组织", "中心", "学校", "站", "队", "点", "员", "者", "基地", "平台", "公司", "协会", "项目")
_BACK: Final = 6  # figures back to which an ellipsis reaches
_JOINT: Final = re.compile(r"和|与|及|、|以及")
_BRACKETS: Final = re.compile(r"（[^（）]*）|[“”]")
_AGAINST: Final = re.compile(
    r"(?:原定|计划|提出|目标|要求|任务|打算|预期|年初定下)[^，。；\d]{0,3}的?$|^[比离距][^，。；]{0,6}$"
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the file with the entries that have it, by kind and in the order of the file."""

    text: str
    entries: dict[_Kind, tuple[str, ...]]


class _Found(NamedTuple):
    """A word where it stands in a text; a tuple, as a text has one for every nine characters."""

    start: int
    end: int
    word: _Word


class _Lexicon:
    """The file, made ready for look-up."""

    def __init__(self) -> None:
        entries = read_toml(schemas("indicators.toml"))["indicator"]
        self.fitting: dict[str, frozenset[str]] = {}
        self.units: dict[str, str] = {}
        words: dict[str, dict[_Kind, list[str]]] = {}
        fitting: dict[str, set[str]] = {}
        for entry in entries:
            try:
                dimension = entry["dimension"]
                for each in [dimension] if isinstance(dimension, str) else dimension:
                    fitting.setdefault(each, set()).add(entry["id"])
                for kind in _KINDS:
                    for word in entry[kind] if kind in ("nouns", "verbs") else entry.get(kind, ()):
                        words.setdefault(word, {}).setdefault(kind, []).append(entry["id"])
                for unit in entry.get("units", ()):
                    self.units.setdefault(unit, entry["id"])
            except KeyError as error:
                raise DataFileError(f"indicators.toml: {entry.get('id', '?')!r} lacks the key {error}") from error
        self.fitting = {dimension: frozenset(ids) for dimension, ids in fitting.items()}
        self.words = {w: _Word(w, {kind: tuple(ids) for kind, ids in by.items()}) for w, by in words.items()}
        self.longest = max(map(len, self.words))
        self._listed = tuple(self.words.values())
        self._automaton = AhoCorasick([word.text for word in self._listed], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[_Found]:
        """The words in ``text``, the longest at each place, without overlaps."""
        return [_Found(a, b, self._listed[i]) for i, a, b in self._automaton.find_matches_as_indexes(text)]

    def entry(self, word: _Word, kind: _Kind, dimension: Dimension) -> str | None:
        """The first entry that has the word in this kind and measures the dimension."""
        fitting = self.fitting.get(dimension, frozenset())
        for each in word.entries.get(kind, ()):
            if each in fitting:
                return each
        return None

    def noun(self, phrase: str, dimension: Dimension) -> str | None:
        """The entry whose noun ends the phrase, the longest first."""
        for length in range(min(self.longest, len(phrase)), 0, -1):
            word = self.words.get(phrase[-length:])
            if word and (entry := self.entry(word, "nouns", dimension)):
                return entry
        return None


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    return _Lexicon()


def read_indicators(
    context: Context, shape: Outline, counted: Sequence[str | None], wholes: Sequence[int | None]
) -> list[str]:
    """The indicator of each figure; ``counted`` and ``wholes`` as the statements have them."""
    return _Reader(context, shape, counted, wholes).read()


class _Reader:
    """Reads the figures of one article, each after its whole."""

    def __init__(
        self, context: Context, shape: Outline, counted: Sequence[str | None], wholes: Sequence[int | None]
    ) -> None:
        self.text, self.figures, self.shape = context.text, context.figures, shape
        self.counted, self.wholes = counted, wholes
        self.heads = {id(cell.figure): f"{cell.caption} {cell.head}" for cell in context.tables}
        self.lexicon = _lexicon()
        self.found = self.lexicon.find(context.text)
        self.starts = [word.start for word in self.found]
        self.read_so_far: list[str | None] = [None] * len(context.figures)

    def read(self) -> list[str]:
        """The indicator of each figure."""
        late = [i for i, whole in enumerate(self.wholes) if whole is not None and whole > i]
        waiting = set(late)
        for i in range(len(self.figures)):
            if i not in waiting:
                self.read_so_far[i] = self._of(i)
        for i in reversed(late):
            self.read_so_far[i] = self._of(i)
        self._call_gifts_raised()
        return [each or "other" for each in self.read_so_far]

    def _call_gifts_raised(self) -> None:
        """An income of which a part was given (会员捐赠, 网络募捐) is raised, with all its parts."""
        for i, whole in enumerate(self.wholes):
            if whole is not None and self.read_so_far[whole] == self.read_so_far[i] == "income.increase":
                clause = self.shape.clause(self.figures[i].start)
                if _GIVEN.search(self.text, clause[0], self.figures[i].start):
                    self.read_so_far[whole] = "funds.raised"
        for i, whole in enumerate(self.wholes):
            raised = whole is not None and self.read_so_far[whole] == "funds.raised"
            if raised and self.read_so_far[i] == "income.increase":
                self.read_so_far[i] = "funds.raised"

    def _of(self, i: int) -> str:
        figure = self.figures[i]
        clause = self.shape.clause(figure.start)
        if figure.dimension in _RATIOS:
            return self._of_ratio(figure, clause)
        governed = None if id(figure) in self.heads else self._governed(i, clause)
        return (
            governed
            or self._of_whole(i)
            or (self._of_earlier(i, self.shape.sentence(figure.start)) if self._is_against(figure, clause) else None)
            or self._of_unit_itself(figure)
            or self._named_behind(figure)
            or self._of_counted(i)
            or self._named_before(figure, clause)
            or self._of_verb(figure, clause)
            or self._of_earlier(i, self._reach_of_ellipsis(figure))
            or self._of_unit(figure)
            or _DEFAULTS.get(figure.dimension, "other")
        )

    def _between(self, start: int, end: int) -> Sequence[_Found]:
        return self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _of_ratio(self, figure: FigureSpan, clause: Span) -> str:
        """A rate of growth has its verb close before it; any other percentage is a share."""
        for word in reversed(self._between(clause[0], figure.start)):
            if figure.start - word.end <= _BESIDE and "growth" in word.word.entries.get("verbs", ()):
                return "growth"
        if any("growth" in w.word.entries.get("verbs", ()) for w in self._between(figure.end, figure.end + 2)):
            return "growth"
        head = self.heads.get(id(figure), "")
        if head and any("growth" in word.word.entries.get("verbs", ()) for word in self.lexicon.find(head[-12:])):
            return "growth"
        return _DEFAULTS.get(figure.dimension, "share")

    def _governed(self, i: int, clause: Span) -> str | None:
        figure = self.figures[i]
        behind = self._between(figure.end, min(clause[1], figure.end + _BEHIND))
        if behind and behind[0].start - figure.end <= 1:
            entry = self.lexicon.entry(behind[0].word, "behind", figure.dimension)
            if entry:
                return entry
        for word in reversed(self._between(clause[0], figure.start)):
            # 培训机构, 救助站: a verb that makes the name of a body governs nothing
            if self.text.startswith(_BODIES, word.end):
                continue
            if entry := self.lexicon.entry(word.word, "governs", figure.dimension):
                return entry
        for word in behind:
            if entry := self.lexicon.entry(word.word, "behind", figure.dimension):
                return entry
        return None

    def _of_whole(self, i: int) -> str | None:
        whole = self.wholes[i]
        if whole is None or self.figures[whole].dimension != self.figures[i].dimension:
            return None
        return self.read_so_far[whole]

    def _of_unit_itself(self, figure: FigureSpan) -> str | None:
        """两县, 8村: the unit is what is counted; 216例: it belongs to an entry that measures otherwise."""
        owner = self.lexicon.units.get(figure.unit)
        if owner and owner not in self.lexicon.fitting.get(figure.dimension, frozenset()):
            return owner
        return self.lexicon.noun(figure.unit, "count") if figure.dimension == "count" else None

    def _of_counted(self, i: int) -> str | None:
        counted, dimension = self.counted[i], self.figures[i].dimension
        if not counted:
            return None
        phrase = _BRACKETS.sub("", counted)
        for part in (_JOINT.split(phrase)[0], phrase):
            if entry := self.lexicon.noun(part, dimension):
                return entry
        within = [w for w in self.lexicon.find(phrase) if self.lexicon.entry(w.word, "nouns", dimension)]
        longest = max((w for w in within if len(w.word.text) > 1), key=lambda w: len(w.word.text), default=None)
        return self.lexicon.entry(longest.word, "nouns", dimension) if longest else None

    def _is_against(self, figure: FigureSpan, clause: Span) -> bool:
        """没有达到原定的300个: what the figure before it in the text has reached."""
        return bool(_AGAINST.search(self.text[max(clause[0], figure.start - 16) : figure.start]))

    def _named_behind(self, figure: FigureSpan) -> str | None:
        """92个村结成对子: a noun right behind the figure that no longer noun takes up (20个县级医院)."""
        for word in self._between(figure.end, figure.end + 1):
            if figure.dimension == "count" and self.text[word.end : word.end + 1] in _NOUN_ENDS:
                return self.lexicon.entry(word.word, "nouns", figure.dimension)
        return None

    def _named_before(self, figure: FigureSpan, clause: Span) -> str | None:
        for word in reversed(self._between(max(clause[0], figure.start - _NAMED), figure.start)):
            if "的" in self.text[word.end : figure.start]:
                return None
            if len(word.word.text) > 1 and (entry := self.lexicon.entry(word.word, "nouns", figure.dimension)):
                return entry
        return None

    def _of_verb(self, figure: FigureSpan, clause: Span) -> str | None:
        for word in reversed(self._between(clause[0], figure.start)):
            if entry := self.lexicon.entry(word.word, "verbs", figure.dimension):
                return entry
        return None

    def _of_earlier(self, i: int, within: Span) -> str | None:
        for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
            if self.figures[j].start < within[0]:
                return None
            if self.figures[j].unit == self.figures[i].unit and self.figures[j].dimension == self.figures[i].dimension:
                return self.read_so_far[j]
        return None

    def _reach_of_ellipsis(self, figure: FigureSpan) -> Span:
        """The paragraph for counts, which need a noun; the sentence for what has its usual entry."""
        return (self.shape.sentence if figure.dimension in _DEFAULTS else self.shape.paragraph)(figure.start)

    def _of_unit(self, figure: FigureSpan) -> str | None:
        entry = self.lexicon.units.get(figure.unit)
        return entry if entry in self.lexicon.fitting.get(figure.dimension, frozenset()) else None
