"""What a figure counts, as written: the noun behind it (600余个需求项目) or before it (需求项目600余个).

A phrase is bounded by punctuation, numbers and words that never belong to one; a verb ends it too, unless it modifies the
noun behind it (帮扶项目). Where a figure has no noun, money takes its verb (捐赠) and a count of the same sentence the noun
of the figure before it (198户544人).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.find.lexicon import read_toml
from extract.resources import schemas
from extract.state.words import Words
from extract.types import FigureSpan, Span

_HARD: Final = re.compile(
    r"[，。；：！？\n\t|《》〈〉【】…\d%]|——|（(?![^（）]{1,3}）[\u4e00-\u9fff])|[）](?=[，。；])"
)
_JOINERS: Final = frozenset("、和与及或")
_TRAILING: Final = re.compile(
    r"(?:[为达到是有共计合总约超近逾累之的了：:占至将仅已也达成额度增长加提高升扩大到过成“（、均在每年现]|分别|总数|左右|规模|年均|平均|同比|环比|不少于|不低于|至少|力争|人数)+$"
)
_KEEP_ENDINGS: Final = (
    "总额",
    "金额",
    "额度",
    "销售额",
    "成交额",
    "采购额",
    "规模",
    "人数",
    "比例",
    "户均",
    "人均",
    "总数",
    "额",
    "完成",
)
_LEADING: Final = re.compile(r"^(?:的|多|余|左右|以上|以下|名|个)")
_WINDOW: Final = 32
_PRECEDING_FIRST: Final = frozenset(
    {"money", "area", "length", "mass", "volume", "energy", "power", "temperature", "percentage-point", "multiple"}
)


@lru_cache(maxsize=1)
def _lists() -> tuple[AhoCorasick, frozenset[str], frozenset[str], AhoCorasick]:
    data = read_toml(schemas("nouns.toml"))
    nouns = {noun for entry in read_toml(schemas("indicators.toml"))["indicator"] for noun in entry["nouns"]}
    heads = sorted(nouns | set(data["heads"]))
    stops = sorted(data["stops"])
    return (
        AhoCorasick(heads, matchkind=MatchKind.LeftmostLongest),
        frozenset(data["modifiers"]),
        frozenset(stops),
        AhoCorasick(stops, matchkind=MatchKind.LeftmostLongest),
    )


def read_counted(text: str, figure: FigureSpan, clause: Span, words: Words) -> str | None:
    """The counted noun phrase, or ``None`` if the clause has none."""
    behind = _noun_behind(text, figure.end, words)
    before = _noun_before(text, figure.start, clause[0], words)
    if figure.dimension in _PRECEDING_FIRST:
        return before or behind or _verb_before(text, figure.start, clause[0], words)
    if figure.dimension == "ratio":
        if text[figure.end : figure.end + 1] == "的" or behind and not before:
            return behind or before
        return before or behind
    if figure.dimension == "household" and before and not behind:
        return before
    return behind or before


def _noun_behind(text: str, end: int, words: Words) -> str | None:
    window = text[end : end + _WINDOW]
    hard = _HARD.search(window)
    window = window[: hard.start()] if hard else window
    lead = _LEADING.match(window)
    offset = lead.end() if lead and window[:1] == "的" else 0
    phrase = window[offset:]
    if not phrase:
        return None
    cut = _cut_behind(phrase, end + offset, words)
    return _clean(phrase[:cut])


def _cut_behind(phrase: str, at: int, words: Words) -> int:
    """Where the noun phrase ends: behind its last head before a verb, a preposition or a coordinated predicate."""
    heads, modifiers, _, stops = _lists()
    ends = [end for _, _, end in heads.find_matches_as_indexes(phrase)]
    breaks: list[tuple[int, bool]] = []
    for word in words.between(at, at + len(phrase)):
        verbal = word.entry.kind != "noun" and len(word.entry.word) > 1
        if verbal:
            breaks.append((word.start - at, word.entry.word in modifiers))
    for _, start, end in stops.find_matches_as_indexes(phrase):
        breaks.append((start, phrase[start:end] == "的" or phrase[start] in _JOINERS))
    for position, soft in sorted(breaks):
        has_head = any(end <= position for end in ends)
        if position == 0 and not soft and phrase[0] not in "有":
            return 0
        if soft:
            follows = any(end > position for end in ends)
            if phrase[position] in _JOINERS and follows and not phrase[position + 1 : position + 2].isdigit():
                continue
            if phrase[position : position + 1] == "的" and follows:
                continue
            if not has_head and position + 2 <= len(phrase):
                continue
            if has_head and any(position < end <= position + 6 for end in ends) and max(ends) <= position + 8:
                if not any(end == position for end in ends):
                    continue
            return position
        if has_head or position >= 2:
            return position
        if not has_head and phrase[position] in "有在":
            continue
        return position
    return len(phrase)


def _noun_before(text: str, start: int, clause_start: int, words: Words) -> str | None:
    left = max(clause_start, start - _WINDOW)
    window = text[left:start]
    for match in _HARD.finditer(window):
        left, window = left + match.end(), text[left + match.end() : start] if match.end() else window
        return _noun_before(text, start, left, words) if match.end() else None
    trailing = _TRAILING.search(window)
    if trailing:
        stripped = window[: trailing.start()]
        for ending in _KEEP_ENDINGS:
            if (
                window[trailing.start() - 2 : trailing.end()].startswith(ending)
                or window.find(ending, max(0, trailing.start() - len(ending))) >= 0
            ):
                at = window.rfind(ending, max(0, trailing.start() - len(ending)))
                stripped = window[: at + len(ending)] if at >= 0 else stripped
                break
        window = stripped
    if not window:
        return None
    cut = 0
    _, modifiers, _, stops = _lists()
    end = left + len(window)
    for word in words.between(left, end):
        if word.end > end:
            continue
        remainder = text[word.end : end]
        if word.entry.kind == "noun" or not remainder:
            continue
        if word.entry.word in modifiers and not remainder.startswith(("了", "给", "到")) and word.start - left > 0:
            continue
        cut = max(cut, word.end - left)
    for _, at, stop in stops.find_matches_as_indexes(window):
        if window[at:stop] in (
            "和",
            "与",
            "及",
            "的",
            "以及",
            "上",
            "中",
            "下",
            "内",
            "前",
            "后",
            "里",
            "或",
            "来",
            "起",
            "有",
            "以",
            "到",
            "能",
            "可",
            "各",
            "比",
            "为",
        ):
            if window[at:stop] not in ("有", "以", "到", "为") or at == 0 or len(window) - stop < 2:
                continue
        if stop < len(window):
            cut = max(cut, stop)
    phrase = window[cut:]
    if "、" in phrase and len(phrase) > 14:
        phrase = phrase[phrase.rfind("、") + 1 :] or phrase
    return _clean(phrase)


def _verb_before(text: str, start: int, clause_start: int, words: Words) -> str | None:
    verbs = [word for word in words.between(max(clause_start, start - 12), start) if word.entry.kind == "verb"]
    return verbs[-1].entry.word if verbs else None


def _clean(phrase: str) -> str | None:
    phrase = phrase.strip(" 、，的了“”‘’：；（和与及")
    if "）" in phrase and "（" not in phrase:
        phrase = phrase.split("）")[-1]
    if "”" in phrase and "“" not in phrase:
        phrase = phrase.replace("”", "")
    return phrase if len(phrase) >= 1 and not phrase.isascii() else None
