"""What a figure counts, as written: the noun behind it (600余个需求项目) or before it (需求项目600余个).

A phrase is bounded by punctuation, numbers and words that never belong to one; a verb ends it too, unless it modifies
the noun behind it (帮扶项目). Money and measures are named before the number, counts behind it; a figure whose own
clause has no noun takes that of a neighbour (10批、877名干部人才; 198户544人).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.find.lexicon import read_toml
from extract.resources import schemas
from extract.state.words import Words
from extract.types import FigureSpan, Span

_WINDOW: Final = 30
_HARD: Final = re.compile(r"[，。；：！？\n\t|《》〈〉【】…\d%★▶]|——|（(?![居场镇市区]）)|(?<![居场镇市区])）")
_QUOTED: Final = re.compile(r"“([^”]{1,16})”([\u4e00-\u9fff]{0,4})")
_TRAILING_WORDS: Final = (
    "已经", "稳定", "保持", "维持", "分别", "力争", "争取", "同比", "环比", "平均", "实际", "所需", "预计", "大约",
    "增长", "提高", "提升", "扩大", "增加", "减少", "下降", "降低", "压", "降",
)  # fmt: skip
_TRAILING_CHARACTERS: Final = "为达到是有共约超近逾已也仅将在的了都至做出即成过能可需总计累合占：“（、每年现就"
_TRAILING: Final = re.compile(rf"(?:{'|'.join(_TRAILING_WORDS)}|[{_TRAILING_CHARACTERS}])+$")
_TRAILING_ENDS: Final = frozenset(_TRAILING_CHARACTERS) | {word[-1] for word in _TRAILING_WORDS}
_MEANING: Final = ("总额", "金额", "额度", "额", "规模", "人数", "总数", "占比", "比重", "户均", "人均", "总计划")
_MONEY_FIRST: Final = frozenset(
    {"money", "mass", "volume", "energy", "power", "temperature", "percentage-point", "multiple"}
)
_WEAK: Final = re.compile(
    r"^(?:全[省市县区乡镇村州国旗]|该[省市县区乡镇村项]|我[省市县区]|当地|本[省市县区地]|其|每[户人村年个]|年|月|户|名|个)$"
)
# A figure that is measured against a plan or last year names nothing new (比原计划的150名少, 比6000亩的任务少130亩).
_MEASURED_AGAINST: Final = re.compile(
    r"(?:原[定计打]划?|(?<![划书])计划|目标|任务数?|要求|指标|方案提出|定下)(?:的|是|少|多|高|低|、)*$|以[上下]的?$|(?:年|期)[少多高低]了?$"
)
_COMPARING: Final = re.compile(r"(?:比|离|占|超|略|低于|接近|达到|没有|距)")
_BASE: Final = re.compile(r"(?:从|由)(?:年初|年底|去年|上年|前年|当初|最初|原来)?的?$")  # 发生率从年初的18%
_TIME_IN_FRONT: Final = re.compile(
    r"^(?:年?[底末]之?前|今年|去年|明年|目前|眼下|如今|现在|当前|同期|上年末|年末|年底|前年|头年|全年|当年|年内|年度|上年度?|年|月|日|度)+(?:[把只才又还轮想])*"
)
_MEASURES: Final = frozenset({"length", "area"})
_PERSON_UNITS: Final = frozenset({"家", "名", "位", "户", "人"})


class _Lists:
    """The lists of ``schemas/nouns.toml`` as automata."""

    def __init__(self) -> None:
        data = read_toml(schemas("nouns.toml"))
        nouns = {noun for entry in read_toml(schemas("indicators.toml"))["indicator"] for noun in entry["nouns"]}
        self._heads = AhoCorasick(sorted(nouns | set(data["heads"])), matchkind=MatchKind.LeftmostLongest)
        self.modifiers = frozenset(data["modifiers"])
        self.empty = frozenset(data["empty"])
        self._stops = sorted(data["stops"])
        self._all = [*self._stops, *sorted(set(data["protected"]) - set(data["stops"]))]
        self._automaton = AhoCorasick(self._all, matchkind=MatchKind.LeftmostLongest)

    def heads(self, phrase: str) -> list[Span]:
        """The head nouns of a phrase."""
        return [(start, end) for _, start, end in self._heads.find_matches_as_indexes(phrase)]

    def stops(self, phrase: str, heads: Sequence[Span]) -> list[Span]:
        """The words that never belong to a noun phrase, but not where they are part of a longer word or a head."""
        return [
            (start, end)
            for i, start, end in self._automaton.find_matches_as_indexes(phrase)
            if i < len(self._stops) and not any(a <= start < b and (a, b) != (start, end) for a, b in heads)
        ]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    return _Lists()


def read_counted(text: str, figure: FigureSpan, floor: int, words: Words) -> str | None:
    """The counted noun phrase near the figure, or ``None`` if it has none there.

    ``floor`` is where the figure's clause begins, or where the figure before it ends.
    """
    if figure.dimension == "ratio":
        return _read_ratio(text, figure, floor, words)
    if figure.dimension in _MONEY_FIRST:
        before = _named_before(text, figure, floor, words)
        return before or _noun_behind(text, figure, words) or _verb_before(text, figure.start, floor, words)
    if len(figure.unit) == 1 and figure.unit in "省市县区乡镇村州旗":
        return figure.unit
    if figure.dimension in _MEASURES and text.startswith("的", figure.end):
        measured = _named_before(text, figure, floor, words)  # 海拔2100米的某镇: the height is measured, not the town
        if measured:
            return measured
    behind = _noun_behind(text, figure, words)
    return behind or _named_before(text, figure, floor, words) or _adjacent_verb(figure, floor, words)


def _named_before(text: str, figure: FigureSpan, floor: int, words: Words) -> str | None:
    """The noun before, unless it is the denominator: 每个项目5万元 pays no project."""
    phrase = _noun_before(text, figure.start, floor, words, figure.dimension == "money")
    if phrase and figure.per and (phrase.endswith(figure.per) or phrase.startswith(("个", "单个", "间"))):
        return None
    return phrase


def _adjacent_verb(figure: FigureSpan, floor: int, words: Words) -> str | None:
    """受益6655人次: persons without a noun are named by the verb that stands right before them."""
    if figure.dimension not in ("person", "person-time"):
        return None
    verbs = [w for w in words.between(max(floor, figure.start - 4), figure.start) if w.end == figure.start]
    return verbs[-1].entry.word if verbs and len(verbs[-1].entry.word) > 1 and verbs[-1].entry.kind == "verb" else None


def _read_ratio(text: str, figure: FigureSpan, floor: int, words: Words) -> str | None:
    """约70%的毕业生, 占比达95%, 80%投向民生."""
    behind = _noun_behind(text, figure, words)
    if text[figure.end : figure.end + 1] == "的" and behind:
        return behind
    before = _noun_before(text, figure.start, floor, words, money=False)
    if before and not (behind and figure.start and text[figure.start - 1] in "，。；、："):
        return before
    if behind:
        return behind
    window = text[figure.end : figure.end + 14]
    hard = _HARD.search(window)
    window = window[: hard.start()] if hard else window
    return clean(window) if len(window) > 3 else None


def _noun_behind(text: str, figure: FigureSpan, words: Words) -> str | None:
    end = figure.end
    window = text[end : end + _WINDOW]
    hard = _HARD.search(window)
    window = window[: hard.start()] if hard else window
    if not window or window[0] in "、，等":
        return None
    quoted = _QUOTED.match(window)
    if quoted:
        return clean(quoted[1] + (quoted[2] if _lists().heads(quoted[2]) else ""))
    offset = 1 if window[0] == "的" else 0
    phrase = window[offset:]
    heads = _lists().heads(phrase)
    limit = _limit_behind(phrase, end + offset, heads, words)
    relative = phrase.find("的", 0, 20)
    if relative >= 2 and limit <= relative:
        # 优势突出、带动力强的主导产业: a relative clause in front of the noun
        after = [(a, b) for a, b in heads if a > relative]
        if after and not any(c in "，。" for c in phrase[:relative]) and after[0][0] - relative <= 8:
            return clean(phrase[relative + 1 : after[0][1]]) if relative > 8 else clean(phrase[: after[0][1]])
    phrase = phrase[:limit]
    if figure.unit in _PERSON_UNITS or figure.unit_span is None:
        phrase = phrase[: _end_of_heads(heads, limit)] if heads and heads[0][1] <= limit else phrase
    return clean(phrase)


def _end_of_heads(heads: Sequence[Span], limit: int) -> int:
    """Where the first head and those that touch it end: 社会组织负责人, but not 基金会着眼…事业."""
    end = heads[0][1]
    for start, stop in heads[1:]:
        if start <= end + 1 and stop <= limit:
            end = stop
    return end


def _limit_behind(phrase: str, at: int, heads: Sequence[Span], words: Words) -> int:
    """Where a noun phrase ends: at the first stop, or at a verb that does not modify a following head."""
    modifiers = _lists().modifiers
    breaks = [(start, "stop", phrase[start:end]) for start, end in _lists().stops(phrase, heads)]
    breaks += [
        (word.start - at, "soft" if word.entry.word in modifiers else "verb", word.entry.word)
        for word in words.between(at, at + len(phrase))
        if word.entry.kind != "noun"
    ]
    for position, kind, word in sorted(breaks):
        if any(start < position < end for start, end in heads):
            continue
        closed = any(end <= position for _, end in heads)
        nearby = any(position <= start <= position + len(word) + 3 for start, _ in heads)
        joins = kind == "stop" and word in ("和", "及", "与", "或", "以及")
        if joins and nearby and not phrase[position + 1 : position + 2].isdigit():
            continue
        if kind == "soft" and nearby and not (closed and any(end == position for _, end in heads) and len(word) > 1):
            continue
        if kind == "soft" and not closed and position + len(word) < len(phrase):
            continue
        if len(word) == 1 and kind == "verb" and not closed:
            continue
        return position
    return len(phrase)


def _noun_before(text: str, start: int, clause_start: int, words: Words, money: bool) -> str | None:
    left = max(clause_start, start - _WINDOW)
    for match in _HARD.finditer(text, left, start):
        left = match.end()
    against = _MEASURED_AGAINST.search(text, left, start)
    window = text[left : against.start() if against else start]
    if against and (not _lists().heads(window) or _COMPARING.match(window)):
        return None
    if "从" in window or "由" in window:
        window = _BASE.sub("", window)
    window = _strip_trailing(window)
    if not window:
        return None
    lists = _lists()
    heads = lists.heads(window)
    last = _verb_at_end(words, left, left + len(window), heads)
    if last is not None:
        if money:
            return None  # 帮扶单位掏了30多万元: who paid, not what
        window = window[: last - left]  # 帮扶车间建成6个, 社工到岗138名
        heads = lists.heads(window)
    cut, end = 0, left + len(window)
    for word in words.between(left, end):
        if word.entry.kind == "noun" or word.end >= end:  # what closes the window is no break in it
            continue
        position, stop = word.start - left, word.end - left
        if any(a <= position < b and (a, b) != (position, stop) for a, b in heads):
            continue
        if word.entry.word in lists.modifiers and position > 0 and window[stop] not in "了给到起":
            continue
        cut = max(cut, stop)
    for a, b in lists.stops(window, heads):
        if b < len(window) and window[a:b] not in ("和", "与", "及", "以及", "或"):
            cut = max(cut, b)
    phrase = window[cut:]
    if "的" in phrase[:-2] and len(phrase) > 12:
        phrase = phrase[phrase[:-2].rfind("的") + 1 :]
    verbs = [w for w in words.between(left + cut, end) if w.entry.kind == "verb" and w.end - w.start == len(phrase)]
    cleaned = clean(phrase)
    if verbs and (cleaned is None or not lists.heads(cleaned)):
        return None
    return cleaned


def _verb_at_end(words: Words, left: int, end: int, heads: Sequence[Span]) -> int | None:
    """Where the verb begins that closes the window, if it is no noun as well (捐款, 支出)."""
    for word in words.between(max(left, end - 4), end):
        closes = word.entry.kind == "verb" and word.end >= end and len(word.entry.word) > 1
        if closes and not any(b + left >= min(word.end, end) for _, b in heads):
            return word.start
    return None


def _strip_trailing(window: str) -> str:
    trailing = _TRAILING.search(window) if window[-1:] in _TRAILING_ENDS else None
    if trailing is None:
        return window
    stripped = window[: trailing.start()]
    tail = window[max(0, trailing.start() - 1) :]
    for meaning in _MEANING:
        at = tail.find(meaning)
        if at >= 0:
            return window[: max(0, trailing.start() - 1) + at + len(meaning)]
    for head_start, head_end in _lists().heads(window):
        if head_start < trailing.start() < head_end:
            return window[:head_end]
    return stripped


def _verb_before(text: str, start: int, clause_start: int, words: Words) -> str | None:
    verbs = [word for word in words.between(max(clause_start, start - 12), start) if word.entry.kind == "verb"]
    return verbs[-1].entry.word if verbs else None


def clean(phrase: str) -> str | None:
    """A phrase without punctuation and time words at its edges; ``None`` if nothing that names a thing is left."""
    phrase = _TIME_IN_FRONT.sub("", phrase)
    phrase = phrase.strip(" 、，的了“”‘’：；和与及—·.．-")
    if "）" in phrase and "（" not in phrase:
        phrase = phrase.split("）")[-1]
    if "”" in phrase and "“" not in phrase:
        phrase = phrase.replace("”", "")
    if "“" in phrase and "”" not in phrase:
        phrase = phrase.replace("“", "")
    if (
        not phrase
        or phrase.isascii()
        or _WEAK.match(phrase)
        or phrase in _lists().empty
        or (len(phrase) == 1 and phrase not in "村县市省乡镇人户")
    ):
        return None
    return phrase
